from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from photo_search.desktop.neighbours import farthest
from photo_search.desktop.theme import S4, ThemeSwitch
from photo_search.desktop.viewer import Viewer
from photo_search.desktop.viewer_canvas import ViewerCanvas
from photo_search.desktop.viewer_message import ViewerMessage
from photo_search.desktop.viewer_overlay import OverlayButton, ViewerOverlay
from photo_search.indexing.picture import Picture
from tests.desktop.folder_source import THUMBNAIL_SIDE, FolderSource

Key = Qt.Key
COLOURS = [(200, 30, 30), (30, 200, 30), (30, 30, 200), (200, 200, 30), (30, 200, 200)]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[FolderSource]:
    paths = []
    for k, colour in enumerate(COLOURS):
        paths.append(tmp_path / f"IMG_{k}.png")
        Image.new("RGB", (600, 400), colour).save(paths[-1])
    made = FolderSource(*paths)
    yield made
    made.close()


@pytest.fixture
def show(theme: ThemeSwitch, source: FolderSource) -> Iterator[Callable[..., Viewer]]:
    viewers = []

    def make(source: FolderSource = source, **options: int) -> Viewer:
        viewer = Viewer(source, theme, source.neighbour, **options)
        viewer.resize(400, 300)
        viewer.show()
        viewers.append(viewer)
        return viewer

    yield make
    for viewer in filter(shiboken6.isValid, viewers):
        viewer.close()
        viewer.deleteLater()


@pytest.fixture
def viewer(show: Callable[..., Viewer], qtbot: QtBot) -> Viewer:
    """A viewer that shows the second of five photos."""
    viewer = show()
    viewer.show_photo(2)
    qtbot.waitUntil(lambda: sharp_colour(viewer) == COLOURS[1])
    return viewer


def canvas_of(viewer: Viewer) -> ViewerCanvas:
    canvas = viewer.findChild(ViewerCanvas)
    assert canvas is not None
    return canvas


def overlay_of(viewer: Viewer) -> ViewerOverlay:
    overlay = viewer.findChild(ViewerOverlay)
    assert overlay is not None
    return overlay


def message_of(viewer: Viewer) -> str:
    message = viewer.findChild(ViewerMessage)
    assert message is not None
    return message.text


def colour(viewer: Viewer) -> tuple[int, ...]:
    """Return the colour in the middle of the picture."""
    canvas = canvas_of(viewer)
    return canvas.grab().toImage().pixelColor(canvas.rect().center()).getRgb()[:3]


def sharp_colour(viewer: Viewer) -> tuple[int, ...] | None:
    return None if viewer.photo_id is None or canvas_of(viewer).lacks_pixels else colour(viewer)


def move_pointer(viewer: Viewer, x: int, y: int) -> None:
    at = QPointF(x, y)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        viewer.mapToGlobal(at),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas_of(viewer), event)


# The picture


def test_the_thumbnail_is_seen_until_the_picture_is_read(
    show: Callable[..., Viewer], source: FolderSource, qtbot: QtBot
) -> None:
    source.hold(2)
    viewer = show()
    viewer.show_photo(2)
    canvas = canvas_of(viewer)
    qtbot.waitUntil(lambda: abs(colour(viewer)[1] - 200) < 5)  # A JPEG is not exact.
    assert canvas.lacks_pixels
    place = canvas.picture_rect()
    assert place.width() > 4 * THUMBNAIL_SIDE
    source.release(2)
    qtbot.waitUntil(lambda: not canvas.lacks_pixels)
    assert canvas.picture_rect() == place
    assert colour(viewer) == COLOURS[1]


def test_a_photo_of_12_megapixels_is_sharp_at_one_to_one(
    show: Callable[..., Viewer], tmp_path: Path, qtbot: QtBot
) -> None:
    image = Image.linear_gradient("L").resize((4000, 3000)).convert("RGB")
    image.putpixel((2000, 1500), (255, 0, 0))
    image.save(tmp_path / "large.png", compress_level=1)
    large = FolderSource(tmp_path / "large.png")
    try:
        viewer = show(large)
        viewer.show_photo(1)
        canvas = canvas_of(viewer)
        qtbot.waitUntil(lambda: len(large.asked) == 1 and not canvas.lacks_pixels, timeout=20_000)
        (_, side) = large.asked[0]
        assert side is not None
        assert side < 2000
        QTest.keyClick(viewer, Key.Key_1)
        assert canvas.scale == 1
        qtbot.waitUntil(lambda: not canvas.lacks_pixels, timeout=20_000)
        assert large.asked == [(1, side), (1, None)]
        at = QPointF(2000.5, 1500.5) + canvas.picture_rect().topLeft()
        assert canvas.grab().toImage().pixelColor(at.toPoint() - QPoint(1, 1)).getRgb()[:3] == (255, 0, 0)
        viewer.shut_down()
    finally:
        large.close()


def test_neighbours_are_there_before_they_are_asked_for(viewer: Viewer, source: FolderSource, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: {photo_id for photo_id, _ in source.asked} == {1, 2, 3})
    qtbot.wait(50)
    source.hold(1, 2, 3)
    QTest.keyClick(viewer, Key.Key_Right)
    assert sharp_colour(viewer) == COLOURS[2]


def test_a_neighbour_is_not_read_whole_unless_someone_looks_closely(
    show: Callable[..., Viewer], tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [tmp_path / f"large{k}.png" for k in range(2)]
    for path in paths:
        Image.new("RGB", (1600, 1200)).save(path)
    large = FolderSource(*paths)
    try:
        viewer = show(large)
        viewer.show_photo(1)
        side = viewer._screen_side()
        qtbot.waitUntil(lambda: viewer._loader.picture(2) is not None)
        QTest.keyClick(viewer, Key.Key_Right)
        qtbot.wait(50)
        assert large.asked == [(1, side), (2, side)]
        QTest.keyClick(viewer, Key.Key_1)
        qtbot.waitUntil(lambda: not canvas_of(viewer).lacks_pixels)
        assert large.asked[2:] == [(2, None)]
        viewer.close()
    finally:
        large.close()


def test_coming_back_to_a_photo_shows_it_at_its_own_size(
    show: Callable[..., Viewer], tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [tmp_path / f"large{k}.png" for k in range(4)]
    for path in paths:
        Image.new("RGB", (1600, 1200)).save(path)
    large = FolderSource(*paths)
    try:
        viewer = show(large)
        viewer.show_photo(1)
        qtbot.waitUntil(lambda: viewer._loader.picture(1) is not None)
        for photo_id in (2, 3, 4):
            QTest.keyClick(viewer, Key.Key_Right)
            qtbot.waitUntil(lambda photo_id=photo_id: viewer._loader.picture(photo_id) is not None)
        large.hold(1)
        QTest.keyClick(viewer, Key.Key_Home)
        assert canvas_of(viewer).scale == pytest.approx(400 / 1600)
        viewer.close()
    finally:
        large.close()


def test_only_the_last_of_many_photos_is_shown(viewer: Viewer, source: FolderSource, qtbot: QtBot) -> None:
    source.hold(3, 4, 5)
    for _ in range(3):
        QTest.keyClick(viewer, Key.Key_Right)
    assert viewer.photo_id == 5
    source.release()
    qtbot.waitUntil(lambda: sharp_colour(viewer) == COLOURS[4])
    qtbot.wait(50)
    assert colour(viewer) == COLOURS[4]


def test_memory_is_given_back_when_the_viewer_is_hidden(viewer: Viewer) -> None:
    loader = viewer._loader
    assert loader.cached_bytes > 0
    viewer.hide()
    assert loader.cached_bytes == 0
    assert viewer.photo_id is None
    viewer.show()


# What can't be shown


def test_a_file_that_is_gone_says_so_over_its_thumbnail_and_is_tried_again(
    show: Callable[..., Viewer], tmp_path: Path, qtbot: QtBot
) -> None:
    viewer = show()
    (tmp_path / "IMG_1.png").rename(tmp_path / "elsewhere")
    viewer.show_photo(2)
    qtbot.waitUntil(lambda: "no longer there" in message_of(viewer))
    dimmed = colour(viewer)
    assert 20 < dimmed[1] < 150
    assert dimmed[1] > dimmed[0]
    assert "no longer there" in viewer.accessibleDescription()
    (tmp_path / "elsewhere").rename(tmp_path / "IMG_1.png")
    viewer.refresh([2])
    qtbot.waitUntil(lambda: sharp_colour(viewer) == COLOURS[1])
    assert message_of(viewer) == ""
    assert viewer.accessibleDescription() == ""


def test_a_photo_that_can_not_be_read_whole_stays_as_it_is(
    show: Callable[..., Viewer], tmp_path: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (1600, 1200), (9, 200, 9)).save(tmp_path / "large.png")
    large = FolderSource(tmp_path / "large.png")
    try:
        viewer = show(large)
        viewer.show_photo(1)
        qtbot.waitUntil(lambda: sharp_colour(viewer) == (9, 200, 9))
        (tmp_path / "large.png").unlink()
        QTest.keyClick(viewer, Key.Key_1)
        qtbot.waitUntil(lambda: viewer._failed)
        assert message_of(viewer) == ""
        assert colour(viewer) == (9, 200, 9)
        viewer.close()
    finally:
        large.close()


def test_a_damaged_file_says_so_and_leads_on(show: Callable[..., Viewer], tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "IMG_1.png").write_bytes((tmp_path / "IMG_1.png").read_bytes()[:200])
    viewer = show()
    viewer.show_photo(2)
    qtbot.waitUntil(lambda: "The file ends too early; a part of the picture is missing." in message_of(viewer))
    QTest.keyClick(viewer, Key.Key_Right)
    assert message_of(viewer) == ""
    qtbot.waitUntil(lambda: sharp_colour(viewer) == COLOURS[2])


def test_a_photo_that_left_the_library_says_so(show: Callable[..., Viewer], source: FolderSource, qtbot: QtBot) -> None:
    del source.photos[2], source.thumbnails[2]
    viewer = show()
    viewer.show_photo(2)
    qtbot.waitUntil(lambda: message_of(viewer) == "This photo is no longer in your library.")


class FaultySource(FolderSource):
    """A library with a fault of ours."""

    def picture(self, photo_id: int, max_side: int | None) -> Future[Picture]:
        raise ZeroDivisionError(photo_id, max_side)


def test_a_fault_of_ours_is_raised_where_the_presenter_hears_of_it(
    show: Callable[..., Viewer], tmp_path: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (60, 40)).save(tmp_path / "a.png")
    faulty = FaultySource(tmp_path / "a.png")
    try:
        viewer = show(faulty)
        with capture_exceptions() as raised:
            viewer.show_photo(1)
            qtbot.waitUntil(lambda: bool(raised))
        assert raised[0][0] is ZeroDivisionError
        assert message_of(viewer) == "This photo can't be shown."
        viewer.shut_down()
    finally:
        faulty.close()


def test_patience_is_asked_for_where_a_photo_takes_long(
    show: Callable[..., Viewer], source: FolderSource, qtbot: QtBot
) -> None:
    source.hold(2)
    viewer = show()
    viewer.show_photo(2)
    qtbot.waitUntil(lambda: message_of(viewer) == "Reading the photo…")
    source.release()
    qtbot.waitUntil(lambda: message_of(viewer) == "")


# By keyboard alone


def test_arrows_home_and_end_lead_through_the_photos(viewer: Viewer) -> None:
    seen: list[int] = []
    viewer.moved.connect(seen.append)
    for key in (
        Key.Key_Right, Key.Key_Left, Key.Key_End, Key.Key_Right, Key.Key_Home, Key.Key_Left, Key.Key_PageDown,
        Key.Key_Down, Key.Key_Up, Key.Key_PageUp,
    ):  # fmt: skip
        QTest.keyClick(viewer, key)
    assert seen == [3, 2, 5, 1, 2, 3, 2, 1]


def test_the_first_and_the_last_of_many_are_found_in_few_steps() -> None:
    asked: list[int] = []

    def neighbour(photo_id: int, step: int) -> int | None:
        asked.append(step)
        return photo_id + step if 1 <= photo_id + step <= 1_000_000 else None

    for start in (1, 2, 3, 700_000, 999_999, 1_000_000):
        assert farthest(neighbour, start, -1) == (None if start == 1 else 1)
        assert farthest(neighbour, start, 1) == (None if start == 1_000_000 else 1_000_000)
    assert len(asked) < 6 * 2 * 45


def test_the_next_photo_lies_to_the_left_where_one_reads_to_the_left(viewer: Viewer) -> None:
    viewer.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(viewer, Key.Key_Left)
    assert viewer.photo_id == 3
    QTest.keyClick(viewer, Key.Key_Right)
    assert viewer.photo_id == 2


def test_keys_zoom_and_pan(viewer: Viewer) -> None:
    canvas = canvas_of(viewer)
    QTest.keyClick(viewer, Key.Key_1)
    assert canvas.scale == 1
    left = canvas.picture_rect().left()
    QTest.keyClick(viewer, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.picture_rect().left() == left - 50
    assert viewer.photo_id == 2
    QTest.keyClick(viewer, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert canvas.scale == 1.25
    QTest.keyClick(viewer, Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.scale == 1.25**2
    QTest.keyClick(viewer, Key.Key_Minus)
    assert canvas.scale == pytest.approx(1.25)
    QTest.keyClick(viewer, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.is_fitted
    assert overlay_of(viewer).actual_size.text() == "67%"


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_a_key_closes(viewer: Viewer, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(viewer.closed):
        QTest.keyClick(viewer, key)


def test_keys_ask_for_more(viewer: Viewer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(viewer.similar_wanted) as similar:
        QTest.keyClick(viewer, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert similar.args == [2]
    for key, modifier in (
        (Key.Key_I, Qt.KeyboardModifier.NoModifier),
        (Key.Key_I, Qt.KeyboardModifier.ControlModifier),
        (Key.Key_Return, Qt.KeyboardModifier.AltModifier),
    ):
        with qtbot.waitSignal(viewer.information_wanted):
            QTest.keyClick(viewer, key, modifier)


def test_other_keys_are_left_to_the_window(viewer: Viewer) -> None:
    for key in (Key.Key_F5, Key.Key_X):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewer, event)
        assert not event.isAccepted()


def test_full_screen_comes_and_goes(viewer: Viewer, qtbot: QtBot) -> None:
    closed: list[bool] = []
    viewer.closed.connect(lambda: closed.append(True))
    QTest.keyClick(viewer, Key.Key_F)
    assert viewer.window().isFullScreen()
    QTest.keyClick(viewer, Key.Key_F11)
    assert not viewer.window().isFullScreen()
    QTest.keyClick(viewer, Key.Key_F11)
    QTest.keyClick(viewer, Key.Key_Escape)
    assert not viewer.window().isFullScreen()
    assert not closed
    QTest.keyClick(viewer, Key.Key_F)
    viewer.hide()
    assert not viewer.window().isFullScreen()
    viewer.show()


def test_tab_brings_the_controls_and_goes_round_among_them(viewer: Viewer, qtbot: QtBot) -> None:
    with qtbot.waitActive(viewer):
        viewer.activateWindow()
    viewer.setFocus()
    overlay = overlay_of(viewer)
    assert not overlay.is_seen
    QTest.keyClick(viewer, Key.Key_Tab)
    assert overlay.is_seen
    names = []
    for _ in range(len(overlay.buttons)):
        focused = QApplication.focusWidget()
        assert isinstance(focused, OverlayButton)
        names.append(focused.accessibleName())
        QTest.keyClick(focused, Key.Key_Tab)
    assert QApplication.focusWidget() is viewer
    assert names == [
        "Close", "Previous photo", "Next photo", "Find similar photos", "Information", "Start the slideshow",
        "Full screen", "Smaller", "Actual size", "Larger", "Fit the window",
    ]  # fmt: skip
    QTest.keyClick(viewer, Key.Key_Backtab)
    QTest.keyClick(overlay.fit, Key.Key_Backtab)
    assert QApplication.focusWidget() is overlay.zoom_in
    QTest.keyClick(overlay.zoom_in, Key.Key_Space)
    assert not canvas_of(viewer).is_fitted
    QTest.keyClick(overlay.zoom_in, Key.Key_Right)
    assert viewer.photo_id == 3
    overlay.dismiss()
    assert QApplication.focusWidget() is viewer
    assert not overlay.is_seen


# By pointer


def test_controls_come_when_the_pointer_moves_and_fade(viewer: Viewer, qtbot: QtBot) -> None:
    overlay, canvas = overlay_of(viewer), canvas_of(viewer)
    assert not overlay.next.isVisible()
    move_pointer(viewer, 200, 150)
    assert overlay.next.isVisible()
    assert overlay.caption.isVisible()
    assert canvas.cursor().shape() is not Qt.CursorShape.BlankCursor
    overlay._stay.setInterval(1)
    overlay._stay.start()
    qtbot.waitUntil(lambda: not overlay.next.isVisible())
    assert canvas.cursor().shape() is Qt.CursorShape.BlankCursor
    move_pointer(viewer, 200, 150)  # Where it was: Qt says so when what lies under it changes.
    assert not overlay.next.isVisible()
    move_pointer(viewer, 201, 150)
    assert overlay.next.isVisible()


def test_the_controls_do_what_they_say(viewer: Viewer, qtbot: QtBot) -> None:
    overlay, canvas = overlay_of(viewer), canvas_of(viewer)
    overlay.wake()

    def click(button: OverlayButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    click(overlay.next)
    assert viewer.photo_id == 3
    click(overlay.previous)
    click(overlay.previous)
    assert viewer.photo_id == 1
    assert not overlay.previous.isEnabled()
    click(overlay.actual_size)
    assert canvas.scale == 1
    click(overlay.zoom_in)
    assert canvas.scale == 1.25
    click(overlay.zoom_out)
    assert canvas.scale == 1
    click(overlay.fit)
    assert canvas.is_fitted
    for button, signal in (
        (overlay.similar, viewer.similar_wanted),
        (overlay.info, viewer.information_wanted),
        (overlay.close, viewer.closed),
    ):
        with qtbot.waitSignal(signal):
            click(button)
    click(overlay.full_screen)
    assert viewer.window().isFullScreen()
    click(overlay.full_screen)
    click(overlay.play)
    assert overlay.play.accessibleName() == "Pause the slideshow"
    click(overlay.play)
    assert overlay.play.accessibleName() == "Start the slideshow"
    assert not any(button.hasFocus() for button in overlay.buttons)


def test_the_name_is_shown_as_plain_text_and_told_to_screen_readers(viewer: Viewer) -> None:
    assert viewer.accessibleName() == "IMG_1.png Saturday, March 2, 2024, 2:05\u202fPM"


def test_no_name_is_cut_that_has_room(viewer: Viewer, theme: ThemeSwitch) -> None:
    viewer.resize(1600, 300)
    overlay = overlay_of(viewer)
    metrics = QFontMetricsF(theme.font(strong=True))
    for length in range(1, 40):
        name = "IMG_2024_i.l-W_mnopqrstuvwxyz0123456789jpg"[:length]
        overlay.set_caption(name, "")
        room = overlay.caption.width() - 2 * S4
        assert metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room) == name


def test_a_menu_is_asked_for_where_the_pointer_is_or_in_the_middle(viewer: Viewer, qtbot: QtBot) -> None:
    for reason, at in (
        (QContextMenuEvent.Reason.Mouse, QPoint(10, 20)),
        (QContextMenuEvent.Reason.Keyboard, viewer.rect().center()),
    ):
        event = QContextMenuEvent(reason, QPoint(10, 20), viewer.mapToGlobal(QPoint(10, 20)))
        with qtbot.waitSignal(viewer.menu_wanted) as asked:
            QApplication.sendEvent(viewer, event)
        assert asked.args == [viewer.mapToGlobal(at)]


# By itself


def test_a_slideshow_goes_on_by_itself_and_round(show: Callable[..., Viewer], qtbot: QtBot) -> None:
    viewer = show(interval_ms=30)
    viewer.show_photo(4)
    seen: list[int] = []
    viewer.moved.connect(seen.append)
    QTest.keyClick(viewer, Key.Key_P)
    qtbot.waitUntil(lambda: len(seen) >= 4)
    assert seen[:4] == [5, 1, 2, 3]
    QTest.keyClick(viewer, Key.Key_Space)
    count = len(seen)
    qtbot.wait(150)
    assert len(seen) == count
    QTest.keyClick(viewer, Key.Key_Space)
    qtbot.waitUntil(lambda: len(seen) > count)
    closed: list[bool] = []
    viewer.closed.connect(lambda: closed.append(True))
    QTest.keyClick(viewer, Key.Key_Escape)
    count = len(seen)
    qtbot.wait(150)
    assert len(seen) == count
    assert not closed
    QTest.keyClick(viewer, Key.Key_Escape)
    assert closed


def test_a_slideshow_waits_for_a_photo_to_be_read(
    show: Callable[..., Viewer], source: FolderSource, qtbot: QtBot
) -> None:
    viewer = show(interval_ms=30)
    source.hold(3)
    viewer.show_photo(2)
    viewer.toggle_slideshow()
    qtbot.waitUntil(lambda: viewer.photo_id == 3)
    qtbot.wait(150)
    assert viewer.photo_id == 3
    source.release()
    qtbot.waitUntil(lambda: viewer.photo_id == 4)
    viewer.hide()
    assert not viewer._slideshow.is_on
    viewer.show()


def test_a_photo_has_its_whole_time_if_the_person_moved_to_it(
    show: Callable[..., Viewer], source: FolderSource, qtbot: QtBot
) -> None:
    viewer = show(interval_ms=200)
    viewer.show_photo(2)
    qtbot.waitUntil(lambda: sharp_colour(viewer) == COLOURS[1])
    source.hold(4)
    viewer.toggle_slideshow()
    viewer.step(2)
    qtbot.wait(300)
    assert viewer.photo_id == 4


def test_a_slideshow_passes_over_what_can_not_be_shown(
    show: Callable[..., Viewer], tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "IMG_2.png").unlink()
    viewer = show(interval_ms=30)
    viewer.show_photo(2)
    viewer.toggle_slideshow()
    qtbot.waitUntil(lambda: viewer.photo_id == 4)


# The end


def test_nothing_is_left_of_a_viewer(show: Callable[..., Viewer], source: FolderSource, qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    viewer = show(interval_ms=30)
    viewer.show_photo(2)
    viewer.toggle_slideshow()
    overlay_of(viewer).wake()
    qtbot.waitUntil(lambda: viewer.photo_id == 3)
    gone: list[bool] = []
    viewer.destroyed.connect(lambda: gone.append(True))
    viewer.close()
    assert [timer for timer in viewer.findChildren(QTimer) if timer.isActive()] == []
    assert {t.name for t in set(threading.enumerate()) - before if not t.name.startswith("ThreadPool")} == set()
    viewer.deleteLater()
    QCoreApplication.sendPostedEvents(viewer, QEvent.Type.DeferredDelete)
    assert gone
