from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures import wait as wait_for
from multiprocessing.process import BaseProcess
from pathlib import Path

import blake3
import numpy as np
import psutil
import pytest
from PIL import Image, ImageOps

from photo_search.errors import Bug, FileVanished, UnreadablePhoto
from photo_search.indexing.decode_child import read_file, read_photo
from photo_search.indexing.decode_pool import DecodedPhoto, DecodePool, DecodeRequest, KnownContent
from photo_search.models.preprocessing import fit_image
from photo_search.models.recipes import Fit, ImageRecipe
from photo_search.records import FileStamp
from tests.indexing.pictures import dng, png_claiming

_HALF = (0.5, 0.5, 0.5)
RECIPE = ImageRecipe(64, Fit.SQUASH, 64, 3, 1 / 255, _HALF, _HALF)
_PLUGINS = ("tests.indexing.hostile_formats",)
_ANY_STAMP = FileStamp(0, 0, 0, 0)

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space, or has /proc")


def _request(path: Path | bytes, known: frozenset[bytes] = frozenset()) -> DecodeRequest:
    return DecodeRequest(os.fsencode(path), _ANY_STAMP, known)


def _photo(path: Path, size: tuple[int, int] = (640, 480), colour: int = 0, **options: object) -> Path:
    gradient = Image.linear_gradient("L").resize(size)
    Image.merge("RGB", [gradient, Image.new("L", size, colour), gradient.rotate(180)]).save(path, "JPEG", **options)
    return path


def _hostile(folder: Path, deed: str) -> Path:
    path = folder / f"{deed}.jpg"
    path.write_text(f"HOSTILE {deed}")
    return path


@pytest.fixture
def decoders() -> Callable[[], list[BaseProcess]]:
    """Return what lists the decoders that the test has started and that are still there."""
    before = multiprocessing.active_children()
    return lambda: [child for child in multiprocessing.active_children() if child not in before]


@pytest.fixture(scope="module")
def pool() -> Iterator[DecodePool]:
    with DecodePool(1, RECIPE) as pool:
        pool.submit(_request(b"/nowhere")).exception()  # Starts the thread and the process.
        yield pool


# What comes out


def test_a_photo(pool: DecodePool, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Camera", 6
    path = _photo(tmp_path / "photo.jpg", exif=exif)
    photo = pool.submit(_request(path)).result()
    assert isinstance(photo, DecodedPhoto)
    data, status = path.read_bytes(), path.stat()
    assert photo.content_hash == blake3.blake3(data).digest(length=20)
    assert photo.stamp == FileStamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    assert (photo.byte_size, photo.format, photo.width, photo.height) == (len(data), "JPEG", 480, 640)
    assert (photo.metadata.camera_model, photo.metadata.orientation) == ("Camera", 6)
    with Image.open(path) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    assert photo.model_input == fit_image(upright, RECIPE).tobytes()
    assert len(photo.model_input) == 64 * 64 * 3

    thumbnail = Image.open(io.BytesIO(photo.thumbnail))
    assert (thumbnail.format, thumbnail.mode, thumbnail.size) == ("JPEG", "RGB", (384, 512))
    assert not thumbnail.getexif()
    assert "icc_profile" not in thumbnail.info
    expected = upright.resize((384, 512), Image.Resampling.LANCZOS)
    assert np.abs(np.asarray(thumbnail).astype(int) - np.asarray(expected)).mean() < 3


def test_small_picture_is_not_blown_up(pool: DecodePool, tmp_path: Path) -> None:
    photo = pool.submit(_request(_photo(tmp_path / "a.jpg", (300, 200)))).result()
    assert isinstance(photo, DecodedPhoto)
    assert Image.open(io.BytesIO(photo.thumbnail)).size == (300, 200)


@pytest.mark.parametrize(
    ("size", "thumbnail"), [((3000, 3), (512, 1)), ((1, 2000), (1, 512)), ((513, 512), (512, 511))]
)
def test_thumbnail_of_a_strip(
    pool: DecodePool, tmp_path: Path, size: tuple[int, int], thumbnail: tuple[int, int]
) -> None:
    Image.new("RGB", size, "green").save(tmp_path / "a.png")
    photo = pool.submit(_request(tmp_path / "a.png")).result()
    assert isinstance(photo, DecodedPhoto)
    assert Image.open(io.BytesIO(photo.thumbnail)).size == thumbnail
    assert (photo.width, photo.height) == size


def test_dominant_colour_is_that_of_the_largest_part(pool: DecodePool, tmp_path: Path) -> None:
    image = Image.new("RGB", (400, 400), (200, 30, 40))
    image.paste((20, 40, 220), (0, 0, 400, 150))
    image.save(tmp_path / "a.png")
    photo = pool.submit(_request(tmp_path / "a.png")).result()
    assert isinstance(photo, DecodedPhoto)
    colour = photo.dominant_colour
    assert np.abs(np.array([colour >> 16, colour >> 8 & 255, colour & 255]) - (200, 30, 40)).max() <= 8


def test_centre_crop_has_its_own_demand(tmp_path: Path) -> None:
    recipe = ImageRecipe(60, Fit.CENTRE_CROP, 80, 3, 1 / 255, _HALF, _HALF)
    photo = read_photo(_request(_photo(tmp_path / "a.jpg", (2400, 1600))), recipe)
    assert isinstance(photo, DecodedPhoto)
    with Image.open(tmp_path / "a.jpg") as picture:
        full = fit_image(picture, recipe)
    scaled = np.frombuffer(photo.model_input, np.uint8).reshape(60, 60, 3)
    assert np.abs(scaled.astype(int) - np.asarray(full)).max() <= 4


def test_known_content_is_not_decoded(pool: DecodePool, tmp_path: Path) -> None:
    path = tmp_path / "no photo.jpg"
    path.write_text("nothing to decode here")
    content_hash = blake3.blake3(path.read_bytes()).digest(length=20)
    known = pool.submit(_request(path, frozenset({content_hash}))).result()
    assert isinstance(known, KnownContent)
    assert (known.content_hash, known.stamp.size) == (content_hash, path.stat().st_size)
    with pytest.raises(UnreadablePhoto):
        pool.submit(_request(path, frozenset({bytes(20)}))).result()


def test_date_of_the_file_s_name_is_used(pool: DecodePool, tmp_path: Path) -> None:
    photo = pool.submit(_request(_photo(tmp_path / "IMG_20190803_142205.jpg"))).result()
    assert isinstance(photo, DecodedPhoto)
    assert photo.metadata.taken_guessed
    assert str(photo.metadata.taken) == "2019-08-03 14:22:05"


@on_posix
@pytest.mark.parametrize(
    "name", [b"caf\xe9.jpg", b"a\nb.jpg", b"<img src=x>.jpg", "\u202egpj.jpg".encode(), b"x" * 251 + b".jpg"]
)
def test_names_of_any_bytes(pool: DecodePool, tmp_path: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)
    os.rename(_photo(tmp_path / "plain.jpg"), path)
    assert isinstance(pool.submit(_request(path)).result(), DecodedPhoto)


def test_real_photos(pool: DecodePool, shared_photos: Path) -> None:
    for path in [*sorted((shared_photos / "coco-mini").glob("*.jpg"))[:5], shared_photos / "odd" / "frozenpond.mpo"]:
        photo = pool.submit(_request(path)).result()
        assert isinstance(photo, DecodedPhoto)
        with Image.open(path) as picture:
            assert photo.model_input == fit_image(picture.convert("RGB"), RECIPE).tobytes()


def test_heic(pool: DecodePool, shared_photos: Path, tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif", reason="the HEIC extra is not installed")
    photo = pool.submit(_request(shared_photos / "odd" / "zPug_3.heic")).result()
    assert isinstance(photo, DecodedPhoto)
    assert (photo.format, photo.width, photo.height) == ("HEIF", 64, 64)
    with pytest.raises(UnreadablePhoto, match="is damaged"):
        pool.submit(_request(shared_photos / "odd" / "corrupted.heic")).result()

    upright = Image.new("RGB", (96, 64), "red")
    upright.paste("blue", (0, 0, 48, 64))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = pillow_heif.from_pillow(upright.transpose(Image.Transpose.ROTATE_90))
    turned.save(tmp_path / "turned.heic", exif=exif.tobytes(), quality=90)
    photo = pool.submit(_request(tmp_path / "turned.heic")).result()
    assert isinstance(photo, DecodedPhoto)
    assert (photo.width, photo.height, photo.metadata.orientation) == (96, 64, 6)
    pixels = np.frombuffer(photo.model_input, np.uint8).reshape(64, 64, 3)
    assert pixels[30, 10].argmax() == 2
    assert pixels[30, 50].argmax() == 0


def test_raw(pool: DecodePool, tmp_path: Path) -> None:
    pytest.importorskip("rawpy", reason="the RAW extra is not installed")
    (tmp_path / "a.dng").write_bytes(dng(600, 400))
    photo = pool.submit(_request(tmp_path / "a.dng")).result()
    assert isinstance(photo, DecodedPhoto)
    assert (photo.format, photo.width, photo.height, photo.metadata.camera_model) == ("DNG", 600, 400, "Raw One")
    assert str(photo.metadata.taken) == "2021-05-06 07:08:09"


# Files that are none


def test_vanished_file(pool: DecodePool, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.jpg", _photo(tmp_path / "a.jpg") / "below.jpg"):
        with pytest.raises(FileVanished) as caught:
            pool.submit(_request(path)).result()
        assert caught.value.transient


@on_posix
def test_only_regular_files_are_opened(pool: DecodePool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "link.jpg").symlink_to(_photo(tmp_path / "photo.jpg"))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.jpg"))
        for name in ("pipe.jpg", "folder.jpg", "s.jpg"):
            with pytest.raises(UnreadablePhoto, match="no file, but a folder, device or pipe"):
                pool.submit(_request(tmp_path / name)).result(timeout=10)
    with pytest.raises(UnreadablePhoto, match="no file, but a folder, device or pipe"):
        pool.submit(_request(b"/dev/zero")).result(timeout=10)
    with pytest.raises(UnreadablePhoto, match="is a link"):
        pool.submit(_request(tmp_path / "link.jpg")).result(timeout=10)


@on_posix
def test_file_without_permission(pool: DecodePool, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    path = _photo(tmp_path / "a.jpg")
    path.chmod(0)
    with pytest.raises(UnreadablePhoto, match="no permission") as caught:
        pool.submit(_request(path)).result()
    assert caught.value.transient


def test_file_larger_than_memory(pool: DecodePool, tmp_path: Path) -> None:
    path = tmp_path / "huge.tif"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    with pytest.raises(UnreadablePhoto, match=r"too large to read: 3\.2 GB"):
        pool.submit(_request(path)).result()


@on_linux
def test_file_that_holds_more_than_it_says() -> None:
    with pytest.raises(UnreadablePhoto, match="was being written") as caught:
        read_file(b"/proc/self/status")
    assert caught.value.transient


def test_file_that_grows_is_read_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "growing.jpg"
    path.write_bytes(bytes(20_000_000))
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"more")

    writer = threading.Thread(target=grow)
    writer.start()
    changed = 0
    try:
        while not changed:
            try:
                data, stamp = read_file(os.fsencode(path))
            except UnreadablePhoto as error:
                changed += error.transient
            else:
                assert len(data) == stamp.size
    finally:
        stop.set()
        writer.join()
    data, stamp = read_file(os.fsencode(path))
    assert len(data) == stamp.size == path.stat().st_size


# Files that do harm


def test_harm_costs_only_the_file_that_does_it(tmp_path: Path, decoders: Callable[[], list[BaseProcess]]) -> None:
    sentences = {
        "crash": "made the decoder crash",
        "abort": "made the decoder crash",
        "leave": "made the decoder crash",
        "raise": "is damaged",
    }
    if os.name != "nt":
        sentences["be killed"] = "memory ran out"
    if sys.platform == "linux":
        sentences["allocate"] = "too much memory"
    with DecodePool(2, RECIPE, plugins=_PLUGINS, low_priority=False) as pool:
        futures = {}
        for number, deed in enumerate(sentences):
            futures[deed] = pool.submit(_request(_hostile(tmp_path, deed)))
            for copy in range(3):
                name = f"{number}-{copy}"
                futures[name] = pool.submit(_request(_photo(tmp_path / f"{name}.jpg", colour=number * 10 + copy)))
        hashes = set()
        for name, future in futures.items():
            if name in sentences:
                with pytest.raises(UnreadablePhoto, match=sentences[name]) as caught:
                    future.result()
                assert caught.value.transient == (name != "raise")
            else:
                hashes.add(future.result().content_hash)
        assert len(hashes) == 3 * len(sentences)
    assert not decoders()


def test_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with DecodePool(1, RECIPE, plugins=_PLUGINS, timeout_s=1.0) as pool:
        hanging = pool.submit(_request(_hostile(tmp_path, "hang")))
        behind = pool.submit(_request(_photo(tmp_path / "a.jpg")))
        with pytest.raises(UnreadablePhoto, match="given up after 1 seconds") as caught:
            hanging.result()
        assert caught.value.transient
        assert isinstance(behind.result(), DecodedPhoto)


def test_decoder_that_dies_between_files_costs_none(tmp_path: Path, decoders: Callable[[], list[BaseProcess]]) -> None:
    path = _photo(tmp_path / "a.jpg")
    with DecodePool(1, RECIPE) as pool:
        pool.submit(_request(path)).result()
        (child,) = decoders()
        child.kill()
        child.join()
        assert isinstance(pool.submit(_request(path)).result(), DecodedPhoto)


def test_bombs_and_odd_files(
    pool: DecodePool, shared_photos: Path, tmp_path: Path, decoders: Callable[[], list[BaseProcess]]
) -> None:
    (tmp_path / "bomb.png").write_bytes(png_claiming(100_000, 100_000))
    (tmp_path / "empty.jpg").touch()
    futures = {
        path.name: pool.submit(_request(path))
        for path in [tmp_path / "bomb.png", tmp_path / "empty.jpg", *sorted((shared_photos / "odd").iterdir())]
    }
    wait_for(futures.values())
    errors = {name: future.exception() for name, future in futures.items() if future.exception()}
    assert all(isinstance(error, UnreadablePhoto) and not error.transient for error in errors.values())
    assert errors.keys() >= {"bomb.png", "empty.jpg", "truncated_jpeg.jpg", "decompression_bomb.gif", "broken.png"}
    assert not decoders()


# The processes


def test_close_stops_everything_at_once(tmp_path: Path, decoders: Callable[[], list[BaseProcess]]) -> None:
    with DecodePool(1, RECIPE, plugins=_PLUGINS, timeout_s=600) as pool:
        running = pool.submit(_request(_hostile(tmp_path, "hang")))
        queued = [pool.submit(_request(_photo(tmp_path / "a.jpg"))) for _ in range(50)]
        while not running.running() or not decoders():
            time.sleep(0.01)
        time.sleep(0.5)
        started = time.monotonic()
    assert time.monotonic() - started < 10
    for future in (running, *queued):
        with pytest.raises(CancelledError):
            future.result(timeout=0)
    assert not decoders()
    with pytest.raises(RuntimeError):
        pool.submit(_request(tmp_path / "a.jpg"))


def test_close_while_the_processes_start(tmp_path: Path, decoders: Callable[[], list[BaseProcess]]) -> None:
    for _ in range(3):
        with DecodePool(2, RECIPE) as pool:
            futures = [pool.submit(_request(_photo(tmp_path / "a.jpg"))) for _ in range(4)]
        for future in futures:
            with pytest.raises(CancelledError):
                future.result(timeout=0)
    assert not decoders()


def test_pool_without_work_starts_nothing(decoders: Callable[[], list[BaseProcess]]) -> None:
    with DecodePool(2, RECIPE):
        assert not decoders()


def test_decoder_that_cannot_start_is_our_fault(tmp_path: Path) -> None:
    with DecodePool(1, RECIPE, plugins=("no_such_module",)) as pool, pytest.raises(Bug, match="did not start"):
        pool.submit(_request(_photo(tmp_path / "a.jpg"))).result()


def test_cancelled_request_is_never_read(tmp_path: Path) -> None:
    with DecodePool(1, RECIPE) as pool:
        first = pool.submit(_request(_photo(tmp_path / "a.jpg")))
        second, third = (pool.submit(_request(tmp_path / "a.jpg")) for _ in range(2))
        assert second.cancel()
        assert isinstance(first.result(), DecodedPhoto)
        assert isinstance(third.result(), DecodedPhoto)


@on_posix
@pytest.mark.parametrize(("low_priority", "at_least"), [(True, 10), (False, 0)])
def test_priority(tmp_path: Path, decoders: Callable[[], list[BaseProcess]], low_priority: bool, at_least: int) -> None:
    with DecodePool(1, RECIPE, low_priority=low_priority) as pool:
        pool.submit(_request(_photo(tmp_path / "a.jpg"))).result()
        (child,) = decoders()
        assert psutil.Process(child.pid).nice() == max(os.nice(0), at_least)


def test_decoders_load_no_numpy() -> None:
    code = """
        import sys
        from photo_search.indexing import decode_child
        decode_child._register_formats(())
        sys.exit(", ".join({"numpy", "onnxruntime", "sqlalchemy"} & set(sys.modules)) or 0)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_errors_survive_the_way_between_processes() -> None:
    for error in (FileVanished("a", "b", transient=True), UnreadablePhoto("a", "b")):
        same = pickle.loads(pickle.dumps(error))
        assert type(same) is type(error)
        assert (same.sentence, same.remedy, same.transient) == (error.sentence, error.remedy, error.transient)


_PARENT = """
    import multiprocessing, sys
    from photo_search.indexing.decode_pool import DecodePool, DecodeRequest
    from photo_search.models.recipes import Fit, ImageRecipe

    if __name__ == "__main__":
        recipe = ImageRecipe(64, Fit.SQUASH, 64, 3, 1 / 255, (0.5,) * 3, (0.5,) * 3)
        try:
            with DecodePool(2, recipe, plugins=("tests.indexing.hostile_formats",)) as pool:
                futures = [pool.submit(DecodeRequest(path.encode(), None)) for path in sys.argv[1:]]
                futures[0].exception()
                print("started", *(child.pid for child in multiprocessing.active_children()), flush=True)
                futures[1].result()
        except KeyboardInterrupt:
            print("interrupted", flush=True)
"""


def _start_parent(tmp_path: Path, *deeds: str) -> tuple[subprocess.Popen[str], list[int]]:
    """Start another process with a pool that works on files of these deeds; return it and its decoders' ids."""
    script = tmp_path / "parent.py"
    script.write_text(textwrap.dedent(_PARENT))
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, str(script), *(str(_hostile(tmp_path, deed)) for deed in deeds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(root)},
        start_new_session=True,
    )
    assert parent.stdout is not None
    word, *pids = parent.stdout.readline().split()
    assert word == "started"
    return parent, [int(pid) for pid in pids]


@on_posix
def test_parent_killed_leaves_no_children(tmp_path: Path) -> None:
    parent, pids = _start_parent(tmp_path, "shout", "hang")
    assert pids
    assert all(map(psutil.pid_exists, pids))
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 10
    while any(map(psutil.pid_exists, pids)):
        assert time.monotonic() < deadline, "decoders outlive their parent"
        time.sleep(0.02)


@on_posix
def test_interrupt_is_the_parent_s_business(tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of a terminal; only one of them may answer. Nor may a decoder write there."""
    parent, pids = _start_parent(tmp_path, "shout", "hang")
    os.killpg(parent.pid, signal.SIGINT)
    out, err = parent.communicate(timeout=30)
    assert (out, err, parent.returncode) == ("interrupted\n", "", 0)
    assert not any(map(psutil.pid_exists, pids))
