"""Settings: kept whole, read with tolerance, written wholly or not at all."""

from __future__ import annotations

import json
import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.errors import SettingsUnsaved
from photo_search.settings import HISTORY_LENGTH, TILE_HEIGHTS, Settings, load_settings, save_settings

RELEASED = Path(__file__).parent / "released_settings"

CHANGED = Settings(
    theme="dark",
    tile_height=240,
    square_tiles=True,
    show_scores=True,
    cpu_share="half",
    low_priority=False,
    cache_mb=512,
    window_geometry=bytes(range(256)),
    sidebar_visible=False,
    sidebar_width=250,
    panel_visible=True,
    panel_width=333,
    search_history=("a dog on the beach", "Grüße aus 日本", "\udce9"),
    model_offered=True,
    downloads=(("siglip2-base-p32-256", True), ("clip-vit-b32", False)),
    answer_order="oldest",
    answer_grouping="month",
    fold_bursts=False,
    deep_search=True,
    strictness=0.75,
)


def test_every_setting_survives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.json"
    save_settings(CHANGED, file)
    assert load_settings(file) == CHANGED
    assert all(getattr(CHANGED, f.name) != f.default for f in fields(Settings)), "the test leaves a field out"


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\x00\xff", b"[" * 100_000, b'{"theme": \xe9}'])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert load_settings(file) == Settings()
    assert not file.exists()
    assert (tmp_path / "settings.damaged.json").read_bytes() == content
    save_settings(CHANGED, file)
    assert load_settings(file) == CHANGED


def test_a_value_without_sense_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    stored = {
        "version": 99,
        "theme": "pink",
        "tile_height": True,
        "square_tiles": "yes",
        "cpu_share": ["all"],
        "cache_mb": 1e9,
        "window_geometry": "no base64!",
        "search_history": ["one", 2, None],
        "sidebar_width": 10**9,
        "from_the_future": {},
        "panel_visible": True,
    }
    file.write_text(json.dumps(stored))
    assert load_settings(file) == Settings(search_history=("one",), sidebar_width=600, panel_visible=True)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.fixed_dictionaries({}, optional={f.name: json_values for f in fields(Settings)}))
def test_no_content_of_the_file_keeps_the_window_from_opening(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, object]
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    file.write_text(json.dumps(stored))
    settings = load_settings(file)
    assert TILE_HEIGHTS[0] <= settings.tile_height <= TILE_HEIGHTS[1]
    save_settings(settings, file)
    assert load_settings(file) == settings


def test_the_history_stays_short(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    save_settings(replace(CHANGED, search_history=tuple(map(str, range(1000)))), file)
    assert load_settings(file).search_history == tuple(map(str, range(HISTORY_LENGTH)))


def test_a_failed_save_says_so_and_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    save_settings(CHANGED, file)
    blocked = tmp_path / "a file"
    blocked.touch()
    with pytest.raises(SettingsUnsaved, match="could not be saved"):
        save_settings(Settings(), blocked / "settings.json")
    assert load_settings(file) == CHANGED
    assert sorted(os.listdir(tmp_path)) == ["a file", "settings.json"]


def test_the_cpu_share_becomes_a_number_of_jobs() -> None:
    cores = os.cpu_count() or 2
    assert Settings(cpu_share="all").jobs() is None
    assert Settings(cpu_share="half").jobs() == max(1, cores // 2)
    assert Settings(cpu_share="one").jobs() == 1


@pytest.mark.parametrize("file", sorted(RELEASED.glob("*.json")), ids=lambda file: file.stem)
def test_settings_of_every_release_are_understood(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "settings.json"
    copy.write_bytes(file.read_bytes())
    history = ("a dog on the beach", "Grüße aus 日本")
    later = (
        "model_offered",
        "downloads",
        "answer_order",
        "answer_grouping",
        "fold_bursts",
        "deep_search",
        "strictness",
    )
    usual = {name: getattr(Settings(), name) for name in later}
    assert load_settings(copy) == replace(CHANGED, search_history=history, **usual)
