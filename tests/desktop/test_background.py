"""Work away from the GUI thread: delivered on it, newest first wins, never to what is gone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photo_search.desktop.background import Background


class Desk:
    """What the GUI thread was told, and by which thread."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.failures: list[Exception] = []
        self.unhandled: list[Exception] = []
        self.background = Background(self.unhandled.append)

    def answer(self, value: object) -> None:
        self.answers.append(value)

    def failed(self, error: Exception) -> None:
        self.failures.append(error)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.background.close()


def idle(desk: Desk) -> Callable[[], bool]:
    return lambda: desk.background.is_idle


def test_work_is_done_elsewhere_and_answered_here(desk: Desk, qtbot: QtBot) -> None:
    here = QThread.currentThread()
    answered_in: list[QThread] = []

    def then(worker: str) -> None:
        desk.answer(worker)
        answered_in.append(QThread.currentThread())

    desk.background.read(lambda: threading.current_thread().name, then)
    qtbot.waitUntil(idle(desk))
    assert str(desk.answers[0]).startswith("read")
    assert answered_in == [here]


def test_a_failure_reaches_whoever_asked_or_else_the_one_for_all(desk: Desk, qtbot: QtBot) -> None:
    desk.background.read(lambda: 1 / 0, desk.answer, failed=desk.failed)
    desk.background.change(lambda: int("x"), desk.answer)
    qtbot.waitUntil(idle(desk))
    assert [type(error) for error in desk.failures] == [ZeroDivisionError]
    assert [type(error) for error in desk.unhandled] == [ValueError]
    assert desk.answers == []
    assert desk.failures[0].__traceback__ is not None


def test_the_newest_request_of_a_key_wins(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()

    def slow(value: str) -> str:
        gate.wait(10)
        return value

    for text in ("d", "do", "dog"):
        desk.background.read(partial(slow, text), desk.answer, key="search")
    desk.background.read(partial(slow, "other"), desk.answer, key="other")
    gate.set()
    qtbot.waitUntil(idle(desk))
    assert sorted(map(str, desk.answers)) == ["dog", "other"]


def test_a_key_can_be_used_again(desk: Desk, qtbot: QtBot) -> None:
    for text in ("one", "two"):
        desk.background.read(lambda text=text: text, desk.answer, key="search")
        qtbot.waitUntil(idle(desk))
    assert desk.answers == ["one", "two"]


def test_work_that_is_not_wanted_any_more_is_not_begun(desk: Desk, qtbot: QtBot) -> None:
    begun: list[str] = []
    gate = threading.Event()
    desk.background.change(lambda: gate.wait(10), desk.answer)
    second = desk.background.change(lambda: begun.append("second"), desk.answer)
    desk.background.change(lambda: begun.append("third"), desk.answer)
    second.cancel()
    second.cancel()
    gate.set()
    qtbot.waitUntil(idle(desk))
    assert begun == ["third"]
    assert len(desk.answers) == 2


def test_an_answer_on_its_way_is_dropped_when_cancelled(desk: Desk, qtbot: QtBot) -> None:
    done = threading.Event()
    request = desk.background.read(done.set, desk.answer)
    assert done.wait(10)
    request.cancel()
    qtbot.waitUntil(idle(desk))
    assert desk.answers == []


def test_changes_come_one_after_the_other(desk: Desk, qtbot: QtBot) -> None:
    under_way = 0
    most = 0
    guard = threading.Lock()

    def change(number: int) -> int:
        nonlocal under_way, most
        with guard:
            under_way += 1
            most = max(most, under_way)
        threading.Event().wait(0.002)
        with guard:
            under_way -= 1
        return number

    for number in range(10):
        desk.background.change(partial(change, number), desk.answer)
    qtbot.waitUntil(idle(desk))
    assert desk.answers == list(range(10))
    assert most == 1


class Receiver(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, value: object) -> None:
        self.setText(str(value))
        self.got.append(value)


def test_a_deleted_receiver_is_never_called(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    receiver, context = Receiver(), QObject()
    desk.background.read(lambda: gate.wait(10), receiver.take)
    desk.background.read(lambda: gate.wait(10), desk.answer, context=context)
    shiboken6.delete(receiver)
    shiboken6.delete(context)
    gate.set()
    qtbot.waitUntil(idle(desk))
    assert receiver.got == []
    assert desk.answers == []


@pytest.mark.parametrize("fails", [False, True])
def test_a_worker_never_holds_the_last_reference_to_a_widget(desk: Desk, qtbot: QtBot, fails: bool) -> None:
    """A widget that dies in a worker thread takes the process with it."""
    died_in: list[str] = []
    gc.disable()
    try:
        for _ in range(50):
            receiver = Receiver()
            weakref.finalize(receiver, lambda: died_in.append(threading.current_thread().name))

            def work(receiver: Receiver = receiver) -> str:
                if fails:
                    raise ValueError
                return receiver.text()

            desk.background.read(work, receiver.take, failed=lambda _: None)
            del receiver, work
        qtbot.waitUntil(idle(desk))
    finally:
        gc.enable()
    assert died_in == [threading.main_thread().name] * 50


def test_a_future_of_others_is_followed(desk: Desk, qtbot: QtBot) -> None:
    good: Future[str] = Future()
    bad: Future[str] = Future()
    desk.background.follow(good, desk.answer)
    desk.background.follow(bad, desk.answer, failed=desk.failed)

    def run() -> None:
        good.set_result("report")
        bad.set_exception(OSError("disk"))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    qtbot.waitUntil(idle(desk))
    assert desk.answers == ["report"]
    assert [str(error) for error in desk.failures] == ["disk"]


def test_closing_waits_for_the_threads_and_silences_the_rest(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    ended: list[bool] = []

    def slow() -> None:
        gate.wait(10)
        ended.append(True)

    desk.background.read(slow, desk.answer)
    for _ in range(20):
        desk.background.change(slow, desk.answer)
    followed: Future[None] = Future()
    desk.background.follow(followed, desk.answer)
    threading.Timer(0.05, gate.set).start()
    desk.background.close()
    assert 1 <= len(ended) <= 2, "work that had not begun was begun"
    followed.set_result(None)
    desk.background.read(slow, desk.answer)
    assert desk.background.is_idle
    qtbot.wait(20)
    assert desk.answers == []
