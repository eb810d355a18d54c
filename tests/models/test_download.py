"""A model comes whole and unchanged, or not at all with a sentence that says why; what was got is never lost."""

from __future__ import annotations

import math
import multiprocessing
import shutil
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import pytest

from photo_search.errors import DownloadFailed, ModelBusy, ModelUnusable, StorageFull, UserFixable
from photo_search.models.catalogue import KnownFile, KnownModel
from photo_search.models.spec import ModelSpec, read_spec
from photo_search.models.store import ModelStore
from photo_search.models.transfer import Stage
from tests.models.conftest import QUICK
from tests.models.fake_hub import COMMIT, FakeHub, git_sha1
from tests.models.known_models import NAMES, TEXT, VISION, known, published
from tests.models.model_folders import read_json

WAIT_S = 30


def fetch(store: ModelStore, model: KnownModel) -> ModelSpec:
    return store.download(model).result(WAIT_S)


def refusal(store: ModelStore, model: KnownModel, kind: type[UserFixable] = DownloadFailed) -> str:
    with pytest.raises(kind) as caught:
        fetch(store, model)
    assert caught.value.remedy
    assert [spec.name for spec in store.installed()] == ["starter"]
    return caught.value.sentence


@pytest.fixture
def model(hub: FakeHub) -> KnownModel:
    return known(hub.files)


@pytest.fixture
def exact(hub: FakeHub) -> KnownModel:
    return known(hub.files, facts=True)


def test_a_model_is_fetched_converted_checked_and_listed(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    handle = store.download(model)
    spec = handle.result(WAIT_S)
    assert spec == store.spec("tiny") == store.check("tiny")
    assert [one.name for one in store.installed()] == ["starter", "tiny"]
    assert (spec.revision, spec.variant, spec.dimension) == (COMMIT, "fp16-as-fp32", 16)
    assert spec.logit_scale == pytest.approx(math.exp(4.0))
    assert spec.logit_bias == pytest.approx(-12.5)
    fetched = read_json(spec.folder / "photo_search.json")["fetched"]
    assert set(fetched) == set(NAMES)
    assert fetched["config.json"]["checksum"] == git_sha1(hub.files["config.json"])
    last = handle.progress()
    assert last.stage is Stage.FINISHED
    assert last.done_bytes == last.total_bytes == sum(len(hub.files[name]) for name in NAMES)
    assert sorted(p.name for p in store.folder.iterdir() if not p.name.startswith(".")) == ["tiny"]
    assert store.unfinished() == {}
    assert not hub.asked("q4.onnx")


def test_nothing_is_asked_that_is_known(store: ModelStore, hub: FakeHub, exact: KnownModel) -> None:
    fetch(store, replace(exact, original=None))
    assert not [request for request in hub.requests if request.path.startswith("/api")]
    before = len(hub.requests)
    assert fetch(store, exact).revision == COMMIT
    assert len(hub.requests) == before


def test_without_the_original_model_the_scale_stays_unknown(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    for content in (b"", b"\xff" * 2000, b"\x10" + bytes(3000)):
        hub.files["model.safetensors"] = content
        assert fetch(store, model).logit_scale is None
        store.remove("tiny")


def test_weights_beside_a_graph_are_fetched_too(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.files[f"{VISION}_data"] = bytes(2000)
    fetch(store, model)
    assert hub.asked(f"{VISION}_data")


# -- what a connection does ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "faults",
    [
        ["cut:1000"],
        ["cut:0", "cut:1", "cut:500", "cut:300"],
        ["cut:700", "whole"],
        ["cut:700", "whole cut:100"],
        ["expired"],
        ["cut:700", "expired"],
        ["gone"],
        ["cut:800", "416"],
        ["busy"],
        ["short"],
        ["stall"],
        ["slow"],
    ],
    ids=" ".join,
)
def test_a_bad_connection_only_costs_time(
    store: ModelStore, hub: FakeHub, model: KnownModel, faults: list[str]
) -> None:
    hub.fail(VISION, *faults)
    fetch(store, model)
    assert not hub.faults[VISION]


def test_the_rest_is_asked_for_and_nothing_twice(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(VISION, "cut:1000")
    fetch(store, model)
    first, second = hub.asked(VISION)
    assert "Range" not in first.headers
    assert second.headers["Range"] == "bytes=1000-"
    assert first.path != second.path  # a link that has expired is never used again


@pytest.mark.parametrize("site", ["", "hub:"])
def test_a_web_page_instead_of_the_model(store: ModelStore, hub: FakeHub, model: KnownModel, site: str) -> None:
    hub.fail(f"{site}{VISION}", "html")
    assert "is not the model hub" in refusal(store, model)


def test_a_web_page_instead_of_the_listing(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail("api", "html")
    assert "is not the model hub" in refusal(store, model)


@pytest.mark.parametrize("fault", ["longer-promise", "other-checksum"])
def test_a_promise_of_another_file(store: ModelStore, hub: FakeHub, model: KnownModel, fault: str) -> None:
    hub.fail(f"hub:{VISION}", fault)
    assert "another file" in refusal(store, model)


def test_a_file_of_the_wrong_size(store: ModelStore, hub: FakeHub, exact: KnownModel) -> None:
    hub.files["config.json"] += b" "
    assert "another file" in refusal(store, exact)


def test_more_than_was_promised(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(VISION, "long")
    assert "sent more" in refusal(store, model)


@pytest.mark.parametrize("name", [VISION, "config.json"])
def test_a_file_of_the_right_size_and_wrong_content(
    store: ModelStore, hub: FakeHub, model: KnownModel, name: str
) -> None:
    hub.fail(name, "other")
    assert "damaged on its way" in refusal(store, model)
    fetch(store, model)


def test_a_part_that_was_damaged_on_the_disk_is_fetched_anew(
    store: ModelStore, hub: FakeHub, model: KnownModel
) -> None:
    hub.fail(VISION, *["cut:100", *["busy"] * 7])
    refusal(store, model)
    hub.faults[VISION].clear()
    (part,) = (store.folder / ".downloads/tiny/files/onnx").glob("*.part")
    part.write_bytes(b"x" * 100)
    fetch(store, model)
    assert "Range" not in hub.asked(VISION)[-1].headers


@pytest.mark.parametrize(("fault", "says"), [("refused", "doesn't give out"), ("gone", "no longer has")])
@pytest.mark.parametrize("where", ["api", f"hub:{VISION}"])
def test_refused_or_gone(store: ModelStore, hub: FakeHub, model: KnownModel, fault: str, says: str, where: str) -> None:
    hub.fail(where, fault)
    assert says in refusal(store, model)


def test_a_file_that_the_repository_no_longer_has(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    del hub.files[TEXT]
    assert TEXT in refusal(store, model)


def test_redirects_without_end(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(f"hub:{VISION}", *["loop"] * 20)
    assert "is not the model hub" in refusal(store, model)


def test_a_hub_that_says_no_checksums(store: ModelStore, hub: FakeHub, model: KnownModel, exact: KnownModel) -> None:
    hub.knows_hashes = False
    assert "can be checked" in refusal(store, model)
    fetch(store, exact)


def test_a_listing_that_leads_out_of_the_folder(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.files[f"{VISION}_data/../../../../outside"] = bytes(2000)
    assert "no model has" in refusal(store, model)


def test_no_network(tmp_path: Path, model: KnownModel) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{closed.getsockname()[1]}"
        store = ModelStore(tmp_path / "models", environment={"HF_ENDPOINT": endpoint}, patience=QUICK)
        assert "no connection" in refusal(store, model)
        nowhere = {"HF_ENDPOINT": "http://hub.invalid"}
        store = ModelStore(tmp_path / "models", environment=nowhere, patience=QUICK)
        assert "no connection" in refusal(store, model)


def test_a_hub_that_never_answers(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail("api", "stall", "stall")
    assert "doesn't answer" in refusal(store, model)


def test_settings_that_make_no_sense(tmp_path: Path, model: KnownModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "nonsense://proxy")
    store = ModelStore(tmp_path / "models", environment={"HF_ENDPOINT": "http://127.0.0.1:1"}, patience=QUICK)
    assert "make no sense" in refusal(store, model)


# -- tokens, proxies, caches ---------------------------------------------------------------------------------------


def test_the_token_is_given_to_the_hub_and_to_nobody_else(tmp_path: Path, hub: FakeHub, model: KnownModel) -> None:
    store = ModelStore(tmp_path / "models", environment=hub.environment(HF_TOKEN="hf_x"), patience=QUICK)  # noqa: S106
    fetch(store, model)
    given = {(request.site, request.headers.get("Authorization")) for request in hub.requests}
    assert given == {("hub", "Bearer hf_x"), ("cdn", None)}


def test_a_proxy_is_used(tmp_path: Path, hub: FakeHub, model: KnownModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", hub.endpoint)
    environment = hub.environment(HF_ENDPOINT="http://hub.invalid")
    store = ModelStore(tmp_path / "models", environment=environment, patience=QUICK)
    refusal(store, model)  # the hub is no proxy and knows no whole addresses
    assert hub.requests[0].path.startswith("http://hub.invalid/api/models/")


def cache_of(hub: FakeHub, folder: Path, *, links: bool = True) -> Path:
    """Lay out the files as huggingface_hub does."""
    repository = folder / f"models--{hub.repository.replace('/', '--')}"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs/main").write_text(hub.commit)
    (repository / "blobs").mkdir()
    for name in NAMES:
        place = repository / "snapshots" / hub.commit / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if links:
            blob = repository / "blobs" / git_sha1(hub.files[name])
            blob.write_bytes(hub.files[name])
            place.symlink_to(blob)
        else:
            place.write_bytes(hub.files[name])
    return folder


def test_the_hubs_own_cache_is_used_and_left_alone(tmp_path: Path, hub: FakeHub, model: KnownModel) -> None:
    cache = cache_of(hub, tmp_path / "hub")
    before = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    environment = hub.environment(HF_HUB_CACHE=str(cache), HF_HUB_OFFLINE="1")
    store = ModelStore(tmp_path / "models", environment=environment, patience=QUICK)
    assert fetch(store, model).revision == COMMIT
    assert not hub.requests
    assert {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()} == before


def test_a_damaged_cache_is_not_used(tmp_path: Path, hub: FakeHub, exact: KnownModel) -> None:
    cache = cache_of(hub, tmp_path / "home/hub", links=False)
    damaged = cache / f"models--{hub.repository.replace('/', '--')}/snapshots/{COMMIT}/{VISION}"
    damaged.write_bytes(bytes(len(hub.files[VISION])))
    environment = {"HF_ENDPOINT": hub.endpoint, "HF_HOME": str(tmp_path / "home")}
    store = ModelStore(tmp_path / "models", environment=environment, patience=QUICK)
    fetch(store, replace(exact, original=None))
    assert {request.path.split("?")[0].rsplit("/", 1)[1] for request in hub.requests} == {Path(VISION).name}


def test_offline_without_a_cache(tmp_path: Path, hub: FakeHub, model: KnownModel, exact: KnownModel) -> None:
    environment = hub.environment(HF_HUB_OFFLINE="yes")
    store = ModelStore(tmp_path / "models", environment=environment, patience=QUICK)
    assert "switched off" in refusal(store, model)
    assert "switched off" in refusal(store, exact)
    assert not hub.requests


# -- the disk ------------------------------------------------------------------------------------------------------


def test_too_little_room_is_noticed_before_anything_is_fetched(
    store: ModelStore, hub: FakeHub, model: KnownModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(store.folder.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=65 << 20))
    assert "only 68 MB are free" in refusal(store, model, StorageFull)
    assert not hub.asked(VISION)


def test_a_disk_that_is_full_in_the_middle(tmp_path: Path, hub: FakeHub, exact: KnownModel) -> None:
    """In a process of its own, where no file may grow beyond 4 KB."""
    script = (
        "import resource, sys; from pathlib import Path; from concurrent.futures import CancelledError\n"
        "from photo_search.models.store import ModelStore; from tests.models.known_models import known, published\n"
        "model = known(published(Path(sys.argv[1]) / 'published'), facts=True)\n"
        "store = ModelStore(Path(sys.argv[1]) / 'models', environment={'HF_ENDPOINT': sys.argv[2]})\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "print(type(store.download(model).future.exception(30)).__name__)\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", script, str(tmp_path), hub.endpoint]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "StorageFull"
    store = ModelStore(tmp_path / "models", environment=hub.environment(), patience=QUICK)
    assert store.unfinished()["tiny"] >= 4096
    fetch(store, exact)


def test_a_folder_that_may_not_be_written(tmp_path: Path, hub: FakeHub, model: KnownModel) -> None:
    (tmp_path / "models").write_text("a file, not a folder")
    store = ModelStore(tmp_path / "models", environment=hub.environment(), patience=QUICK)
    with pytest.raises(OSError, match=r"."):
        fetch(store, model)


# -- the person ----------------------------------------------------------------------------------------------------


def until(condition: object, *, at_most_s: float = 10.0) -> None:
    deadline = time.monotonic() + at_most_s
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_cancelled_it_goes_on_where_it_was(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(TEXT, "slow")
    handle = store.download(model)
    until(lambda: hub.asked(TEXT))
    until(lambda: handle.progress().done_bytes > len(hub.files[VISION]))
    handle.cancel()
    with pytest.raises(CancelledError):
        handle.result(WAIT_S)
    kept = store.unfinished()["tiny"]
    assert kept > len(hub.files[VISION])
    assert [spec.name for spec in store.installed()] == ["starter"]
    fetch(store, model)
    assert len(hub.asked(VISION)) == 1
    assert hub.asked(TEXT)[-1].headers["Range"].startswith("bytes=")


def test_paused_nothing_comes_until_it_is_resumed(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(TEXT, "slow")
    handle = store.download(model)
    until(lambda: handle.progress().done_bytes > len(hub.files[VISION]))
    handle.pause()
    assert handle.progress().stage is Stage.PAUSED
    time.sleep(0.1)
    before = handle.progress().done_bytes
    time.sleep(0.1)
    assert handle.progress().done_bytes == before
    assert not handle.future.done()
    handle.resume()
    handle.result(WAIT_S)


def test_a_paused_download_can_be_cancelled(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    handle = store.download(model)
    handle.pause()
    handle.cancel()
    with pytest.raises(CancelledError):
        handle.result(WAIT_S)


def test_progress_never_goes_back_and_ends_whole(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(VISION, "slow")
    hub.fail(TEXT, "cut:400", "slow")
    handle = store.download(model)
    seen = list(handle.watch(0.005))
    counts = [one.done_bytes for one in seen]
    assert counts == sorted(counts)
    assert {one.stage for one in seen} >= {Stage.DOWNLOADING, Stage.FINISHED}
    assert seen[-1].done_bytes == seen[-1].total_bytes > 0


# -- two at once, kills, other versions ----------------------------------------------------------------------------


def test_two_starts_in_one_store_are_one_download(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(VISION, "slow")
    first = store.download(model)
    assert store.download(model) is first
    first.result(WAIT_S)
    assert len(hub.asked(VISION)) == 1


def test_a_second_start_elsewhere_is_told(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(VISION, "slow")
    first = store.download(model)
    until(lambda: hub.asked(VISION))
    other = ModelStore(store.folder, environment=hub.environment(), patience=QUICK)
    with pytest.raises(ModelBusy):
        fetch(other, model)
    with pytest.raises(ModelBusy):
        other.remove("tiny")
    first.result(WAIT_S)
    assert fetch(other, model).name == "tiny"


def _download_for_ever(folder: str, endpoint: str, source: str) -> None:
    store = ModelStore(Path(folder), environment={"HF_ENDPOINT": endpoint, "HF_HUB_CACHE": "/nonexistent"})
    store.download(known(published(Path(source)))).result(WAIT_S)


def test_killed_at_any_moment_it_goes_on(tmp_path: Path, hub: FakeHub, model: KnownModel) -> None:
    process = multiprocessing.get_context("spawn").Process
    store = ModelStore(tmp_path / "models", environment=hub.environment(), patience=QUICK)
    for name in (VISION, TEXT):
        hub.fail(name, "slow")
        hub.hold = threading.Event()
        arguments = (str(store.folder), hub.endpoint, str(tmp_path / f"source-{len(hub.requests)}"))
        child = process(target=_download_for_ever, args=arguments)
        child.start()
        until(lambda name=name: hub.asked(name), at_most_s=30)
        time.sleep(0.05)
        child.kill()
        child.join()
        hub.hold.set()
        assert [spec.name for spec in store.installed()] == ["starter"]
    fetch(store, model)
    assert len(hub.asked(VISION)) == 2


def test_what_was_fetched_of_another_commit_is_not_mixed_in(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    hub.fail(TEXT, *["busy"] * 7)
    refusal(store, model)
    hub.faults[TEXT].clear()
    hub.commit = "f" * 40
    pinned = replace(model, revision=hub.commit)
    assert fetch(store, pinned).revision == hub.commit
    assert len(hub.asked(VISION)) == 2


def test_a_damaged_model_is_fetched_anew(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    spec = fetch(store, model)
    weights = spec.folder / "onnx/vision_model.onnx_data"
    content = bytearray(weights.read_bytes())
    content[10] ^= 1
    weights.write_bytes(content)
    with pytest.raises(ModelUnusable, match="damaged or has been changed"):
        store.check("tiny")
    fetch(store, model)
    assert store.check("tiny").space == spec.space


def test_a_model_that_is_not_what_the_catalogue_says_is_refused(
    store: ModelStore, hub: FakeHub, model: KnownModel
) -> None:
    assert "size of its vectors" in refusal(store, replace(model, dimension=24), ModelUnusable)
    hub.files[VISION] = hub.files[TEXT]
    store.remove("tiny")
    assert "has no input 'pixel_values'" in refusal(store, model, ModelUnusable)


def test_removing_frees_what_is_there_and_what_was_begun(store: ModelStore, hub: FakeHub, model: KnownModel) -> None:
    spec = fetch(store, model)
    size = store.size("tiny")
    assert size == sum(path.stat().st_size for path in spec.folder.rglob("*") if path.is_file())
    assert store.remove("tiny") == size
    assert not spec.folder.exists()
    hub.fail(TEXT, *["busy"] * 7)
    refusal(store, model)
    hub.faults[TEXT].clear()
    begun = store.unfinished()["tiny"]
    assert store.remove("tiny") == begun >= len(hub.files[VISION])
    assert store.unfinished() == {}


def test_the_answer_of_a_hub_is_kept_for_files_that_nobody_knew(
    store: ModelStore, hub: FakeHub, model: KnownModel
) -> None:
    half_known = replace(model, files=(KnownFile(VISION, len(hub.files[VISION]), None), *model.files[1:]))
    spec = fetch(store, half_known)
    assert all(fact.sha256 and fact.size for fact in read_spec(spec.folder).files)
