"""Models in the window: offered once, downloaded, changed over to while searches go on, and gone back from."""

from __future__ import annotations

import shutil
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import MessageDialog
from photo_search.desktop.model_card import ModelCard
from photo_search.desktop.models_offer import find_offer
from photo_search.desktop.models_overview import Action, State, cards
from photo_search.desktop.models_window import ModelsWindow
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.status_line import StatusLine
from photo_search.desktop.theme import ThemeSwitch
from photo_search.errors import ModelUnusable
from photo_search.library import Library
from photo_search.records import SearchResult
from photo_search.settings import Settings
from tests.desktop.model_scenes import DEFAULT, SCENES, STARTER
from tests.desktop.window_scene import Open, idle, match_nearly_all
from tests.end_to_end.conftest import QUICK, draw_photo
from tests.models.derived_model import derive_model
from tests.models.fake_hub import FakeHub, serving
from tests.models.model_folders import make_model_folder

CLIP = "clip-vit-b32"
VISION = "onnx/vision_model_quantized.onnx"
PHOTOS = 60


def models_window(window: MainWindow) -> ModelsWindow:
    if not window.findChildren(ModelsWindow):
        window._models.open()
    (opened,) = window.findChildren(ModelsWindow)
    return opened


def card(window: MainWindow, name: str) -> ModelCard:
    found = models_window(window).page.card(name)
    assert found is not None
    return found


def press(window: MainWindow, name: str, action: Action) -> None:
    button = card(window, name).button(action)
    assert button.isVisibleTo(card(window, name))
    button.click()


def state(window: MainWindow, name: str) -> State | None:
    found = models_window(window).page.card(name)
    return None if found is None or found.card is None else found.card.state


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that the starter has read."""
    root = tmp_path_factory.mktemp("sixty")
    (root / "pictures").mkdir()
    for seed in range(PHOTOS):
        draw_photo(root / "pictures" / f"{seed}.jpg", seed)
    with Library.open(root / "library", models=root / "models") as library:
        library.add_folder(root / "pictures")
        assert library.index(options=QUICK).result(timeout=100).embedded == PHOTOS
    return root


@pytest.fixture
def big(qtbot: QtBot, open_window: Open, sixty: Path, tmp_path: Path) -> MainWindow:
    """A window on sixty photos, with no model but the starter."""
    shutil.copytree(sixty / "library", tmp_path / "library")
    opened = open_window(Settings(theme="light", model_offered=True, low_priority=False))
    qtbot.waitUntil(lambda: opened._grid.count == PHOTOS and idle(opened), timeout=20_000)
    return opened


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a small model of the shape and under the names of a known one."""
    folder = make_model_folder(tmp_path_factory.mktemp("published") / "clip", "clip", 512, 224, own=False)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name.replace("_model.onnx", "_model_quantized.onnx"): content for name, content in files.items()}


@pytest.fixture
def hub(published: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    with serving(FakeHub(dict(published), repository="Xenova/clip-vit-base-patch32")) as served:
        for name, value in served.environment().items():
            monkeypatch.setenv(name, value)
        yield served


# The cards


@pytest.mark.parametrize("name", SCENES)
def test_every_state_says_what_it_is_in_plain_words(qtbot: QtBot, theme: ThemeSwitch, name: str) -> None:
    scene = SCENES[name]
    for one in cards(scene.facts, scene.downloads, scene.problems, running=scene.progress is not None):
        made = ModelCard(theme)
        qtbot.addWidget(made)
        made.show_card(one, scene.progress)
        with qtbot.waitExposed(made):
            made.show()
        words = " ".join(
            part.text() for part in (*made.findChildren(QPushButton), made._title, made._tag, made._state, made._note)
        )
        assert one.title in words
        assert not {"embedding", "index", "vector", "cosine"} & set(words.lower().split())
        shown_buttons = [made.button(action) for action in Action if made.button(action).isVisible()]
        assert len(shown_buttons) == len(one.actions)
        assert all(button.text() for button in shown_buttons)
        assert made._ring.isVisible() is (one.state is State.LEARNING)
        assert made._bar.isVisible() is (one.progress is not None)
        if made._ring.isVisible():
            assert made._ring.text() == f"{100 * one.photos // one.wanted} %"


def test_a_card_stays_the_same_widget_and_keeps_the_focus(qtbot: QtBot, big: MainWindow) -> None:
    opened = models_window(big)
    qtbot.waitUntil(lambda: state(big, DEFAULT) is State.AVAILABLE)
    button = card(big, DEFAULT).button(Action.DOWNLOAD)
    button.setFocus()
    before = card(big, DEFAULT)
    with qtbot.waitSignal(big._models.control.changed):
        big._models.control.read()
    assert card(big, DEFAULT) is before
    assert opened.focusWidget() is button


def test_nothing_is_asked_of_the_network_by_looking(qtbot: QtBot, hub: FakeHub, big: MainWindow) -> None:
    models_window(big)
    qtbot.waitUntil(lambda: state(big, CLIP) is State.AVAILABLE and big._background.is_idle)
    assert hub.requests == []


# Getting one


def test_a_model_is_downloaded_and_used_from_its_card(
    qtbot: QtBot, hub: FakeHub, big: MainWindow, tmp_path: Path
) -> None:
    models_window(big)
    qtbot.waitUntil(lambda: state(big, CLIP) is State.AVAILABLE)
    press(big, CLIP, Action.DOWNLOAD)
    qtbot.waitUntil(lambda: state(big, CLIP) is State.READY, timeout=60_000)
    assert (tmp_path / "models" / CLIP / "config.json").exists()
    press(big, CLIP, Action.USE)
    qtbot.waitUntil(lambda: state(big, CLIP) is State.IN_USE and idle(big), timeout=60_000)
    assert state(big, STARTER) is State.PREVIOUS
    assert big._banner.key == "model-switched"
    assert big._library.search("anything").model == CLIP
    big._banner._action.click()
    qtbot.waitUntil(lambda: state(big, STARTER) is State.IN_USE and idle(big))
    assert big._library.search("anything").model == STARTER


def test_a_download_rests_goes_on_and_is_given_up(
    qtbot: QtBot, hub: FakeHub, big: MainWindow, open_window: Open
) -> None:
    hub.hold = threading.Event()
    hub.fail(VISION, "slow")
    kept: list[Settings] = []
    big.settings_changed.connect(kept.append)
    models_window(big)
    qtbot.waitUntil(lambda: state(big, CLIP) is State.AVAILABLE)
    press(big, CLIP, Action.DOWNLOAD)
    qtbot.waitUntil(lambda: card(big, CLIP).button(Action.PAUSE).isVisible(), timeout=20_000)
    assert kept[-1].downloads == ((CLIP, False),)
    qtbot.waitUntil(lambda: "MB" in big._status._sentence.text(), timeout=20_000)
    press(big, CLIP, Action.PAUSE)
    assert card(big, CLIP)._state.text().startswith("Paused")
    assert kept[-1].downloads == ()
    press(big, CLIP, Action.RESUME)
    assert kept[-1].downloads == ((CLIP, False),)
    hub.hold.set()
    press(big, CLIP, Action.CANCEL)
    qtbot.waitUntil(lambda: state(big, CLIP) is State.AVAILABLE, timeout=20_000)
    assert kept[-1].downloads == ()
    qtbot.waitUntil(lambda: card(big, CLIP).button(Action.DOWNLOAD).text() == "Go on with the download")
    press(big, CLIP, Action.REMOVE)
    answer(big, "Remove")
    qtbot.waitUntil(lambda: not card(big, CLIP).button(Action.REMOVE).isVisible())


def test_a_download_goes_on_at_the_next_start(
    qtbot: QtBot, hub: FakeHub, big: MainWindow, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.hold = threading.Event()
    hub.fail(VISION, "slow")
    kept: list[Settings] = []
    big.settings_changed.connect(kept.append)
    big._models.control.download(CLIP, then_use=True)
    qtbot.waitUntil(lambda: big._models.control.downloads == {CLIP: True}, timeout=20_000)
    QApplication.processEvents()
    threading.Timer(0.2, hub.hold.set).start()
    big.close()
    assert kept[-1].downloads == ((CLIP, True),)
    monkeypatch.setattr("photo_search.desktop.models_link._GO_ON_AFTER_MS", 0)
    again = open_window(kept[-1])
    qtbot.waitUntil(lambda: again._library.spec.name == CLIP and idle(again), timeout=60_000)


def test_a_download_that_fails_says_why_on_its_card(qtbot: QtBot, hub: FakeHub, big: MainWindow) -> None:
    hub.fail("api", *["gone"] * 9)
    models_window(big)
    qtbot.waitUntil(lambda: state(big, CLIP) is State.AVAILABLE)
    press(big, CLIP, Action.DOWNLOAD)
    qtbot.waitUntil(lambda: state(big, CLIP) is State.FAILED, timeout=60_000)
    assert card(big, CLIP)._note.text()
    assert card(big, CLIP).button(Action.DOWNLOAD).text() == "Try again"
    assert big._banner.isHidden()


def test_a_model_is_imported_from_a_folder(qtbot: QtBot, big: MainWindow, tmp_path: Path) -> None:
    mine = derive_model(tmp_path / "mine", 64, name="mine")
    page = models_window(big).page
    page._choose_folder()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(mine))
    dialog.close()
    qtbot.waitUntil(lambda: state(big, "mine") is State.READY, timeout=60_000)
    assert "mine" in page._told.text()
    qtbot.waitUntil(lambda: "60 photo" in card(big, "mine")._facts.text(), timeout=30_000)


def test_what_is_no_model_is_refused_in_words(qtbot: QtBot, big: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    failures: list[Exception] = []
    big._models.control.failed.connect(lambda _, error: failures.append(error))
    models_window(big).page._control.import_model(tmp_path / "empty")
    qtbot.waitUntil(lambda: bool(failures), timeout=20_000)
    assert isinstance(failures[0], ModelUnusable)
    (said,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageDialog)]
    said.close()
    qtbot.waitUntil(lambda: not any(isinstance(w, MessageDialog) for w in QApplication.topLevelWidgets()))


# The offer


def test_the_default_is_offered_once_and_refused_for_good(
    qtbot: QtBot, hub: FakeHub, big: MainWindow, open_window: Open
) -> None:
    kept: list[Settings] = []
    window = open_window(Settings(theme="light"))
    window.settings_changed.connect(kept.append)
    qtbot.waitUntil(lambda: window._banner.key == "model-offer", timeout=30_000)
    words = window._banner._sentence.text()
    for part in ("SigLIP 2 Base", "789 MB", "60", "Apache-2.0"):
        assert part in words
    assert kept[-1].model_offered
    window._banner._refuse.click()
    assert window._banner.isHidden()
    window._upkeep.indexing.start()
    qtbot.waitUntil(lambda: idle(window), timeout=20_000)
    window = open_window(kept[-1])
    with qtbot.waitSignal(window._upkeep.indexing.finished, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: idle(window), timeout=20_000)
    assert window._banner.isHidden()
    assert hub.requests == []


def test_whoever_accepts_the_offer_gets_the_model_and_its_answers(
    qtbot: QtBot, hub: FakeHub, big: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = find_offer(big._library)
    assert offer is not None
    # The default is too large for a test; the small one stands in.
    big._use(replace(big._settings, model_offered=False))
    big._models._offer(replace(offer, name=CLIP))
    big._banner._action.click()
    assert big._banner.isHidden()
    qtbot.waitUntil(lambda: big._banner.key == "model-switched" and idle(big), timeout=60_000)
    assert big._library.spec.name == CLIP
    assert find_offer(big._library) is None


def test_a_failed_offer_says_so_and_can_be_tried_again(qtbot: QtBot, hub: FakeHub, big: MainWindow) -> None:
    offer = find_offer(big._library)
    assert offer is not None
    hub.fail("api", *["gone"] * 9)
    big._use(replace(big._settings, model_offered=False))
    big._models._offer(replace(offer, name=CLIP))
    big._banner._action.click()
    qtbot.waitUntil(lambda: big._banner.key == "model-failed", timeout=60_000)
    hub.faults["api"] = deque()
    big._banner._action.click()
    qtbot.waitUntil(lambda: big._library.spec.name == CLIP and idle(big), timeout=60_000)


# Changing over


def answer(window: MainWindow, words: str) -> None:
    """Press a button of the question over the models' window."""
    (question,) = models_window(window).findChildren(Question)
    next(button for button in question.findChildren(QPushButton) if button.text() == words).click()


def test_from_the_starter_to_another_model_and_back_while_searches_go_on(
    qtbot: QtBot, big: MainWindow, tmp_path: Path
) -> None:
    derive_model(tmp_path / "models" / "other", 320, name="other")
    models_window(big)
    qtbot.waitUntil(lambda: state(big, "other") is State.READY, timeout=20_000)
    with searching(big._library) as answers:
        press(big, "other", Action.USE)
        qtbot.waitUntil(lambda: state(big, "other") is State.IN_USE and idle(big), timeout=60_000)
        qtbot.waitUntil(lambda: bool(answers) and answers[-1].model == "other", timeout=20_000)
        press(big, STARTER, Action.BACK)
        qtbot.waitUntil(lambda: state(big, STARTER) is State.IN_USE, timeout=20_000)
        qtbot.waitUntil(lambda: answers[-1].model == STARTER, timeout=20_000)
        press(big, "other", Action.BACK)
        qtbot.waitUntil(lambda: state(big, "other") is State.IN_USE, timeout=20_000)
        qtbot.waitUntil(lambda: answers[-1].model == "other", timeout=20_000)
    assert answers[0].model == STARTER
    for found in answers:
        assert found.hits
        assert found.model in {STARTER, "other"}
        scores = [hit.score for hit in found.hits]
        assert scores == sorted(scores, reverse=True)
        assert found.coverage.embedded == PHOTOS
    press(big, STARTER, Action.REMOVE)
    answer(big, "Remove")
    qtbot.waitUntil(lambda: state(big, STARTER) is State.READY)
    assert not card(big, STARTER).button(Action.REMOVE).isVisible()


def test_a_change_over_that_is_stopped_leaves_everything_as_it_was(
    qtbot: QtBot, big: MainWindow, tmp_path: Path
) -> None:
    derive_model(tmp_path / "models" / "other", 64, name="other")
    big._library.models.use("other")
    models_window(big)
    qtbot.waitUntil(lambda: state(big, "other") is State.LEARNING, timeout=20_000)
    press(big, "other", Action.STOP)
    qtbot.waitUntil(lambda: state(big, "other") is State.READY and idle(big), timeout=20_000)
    assert big._library.spec.name == STARTER
    press(big, "other", Action.REMOVE)
    answer(big, "Remove")
    qtbot.waitUntil(lambda: state(big, "other") is None)
    assert not (tmp_path / "models" / "other").exists()


def test_a_model_on_trial_learns_a_part_and_can_be_compared(qtbot: QtBot, big: MainWindow, tmp_path: Path) -> None:
    derive_model(tmp_path / "models" / "other", 64, name="other")
    match_nearly_all(big)
    big._navigator.ask_words("a red picture")
    big._models.control.use("other", 0.5)
    models_window(big)
    qtbot.waitUntil(lambda: state(big, "other") is State.TRIED and idle(big), timeout=60_000)
    shown = card(big, "other").card
    assert shown is not None
    assert 0 < shown.photos < PHOTOS
    assert big._library.spec.name == STARTER
    assert models_window(big).page._compare.isEnabled()
    press(big, "other", Action.USE)
    qtbot.waitUntil(lambda: state(big, "other") is State.IN_USE and idle(big), timeout=60_000)
    found = [hit.photo_id for hit in big._library.search("a red picture", limit=400).hits]
    assert found != [hit.photo_id for hit in big._library.search("a red picture", limit=400, model=STARTER).hits]

    def shows_what_was_found() -> bool:
        result = big._content.result if big._content else None
        return result is not None and [hit.photo_id for hit in result.hits] == found

    qtbot.waitUntil(shows_what_was_found, timeout=20_000)


def test_the_status_line_says_which_model_learns(theme: ThemeSwitch, qtbot: QtBot) -> None:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    progress = SCENES["learning"].progress
    line.show_progress(progress)
    assert line._sentence.text().startswith("SigLIP 2 Base is learning your photos: 5,209 of 12,400")


class searching:  # noqa: N801 - reads as a verb
    """Asks a library without end on a thread; gives the list of answers."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stop = threading.Event()
        self._answers: list[SearchResult] = []
        self._failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._ask, name="searching")

    def __enter__(self) -> list[SearchResult]:
        self._thread.start()
        return self._answers

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        if self._failed:
            raise self._failed[0]

    def _ask(self) -> None:
        words = deque(("red", "a green photo", "circles", "something blue"))
        while not self._stop.is_set():
            words.rotate()
            try:
                self._answers.append(self._library.search(words[0], limit=20))
            except BaseException as error:  # noqa: BLE001 - it belongs to the test's own thread
                self._failed.append(error)
                return
            self._stop.wait(0.005)
