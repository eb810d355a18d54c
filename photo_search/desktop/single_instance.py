"""Sees to it that a library has one window: a second start hands its arguments to the first, and ends."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import stat
import struct
import sys
import time
import warnings
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

_MAGIC = b"photo_search 1\n"
_LARGEST = 4 << 20
"""More than any system lets a command line hold."""

_HEADER = struct.Struct(">15sI")
_THANKS = b"\x06"
_PATIENCE_S = 3.0
_AT_A_TIME = 8
_ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""By which a Wayland compositor lets the first window come to the front because the second start was asked to."""


class SingleInstance(QObject):
    """The one instance for a library and a user, or a way to talk to it.

    The first instance is the one that holds a lock, which the system frees however a process ends; the socket beside
    it is only the letterbox, and a stale one is swept away. `received` carries the arguments of a second start, a
    list of bytes; an empty one means that the window should just come to the front. `folder` holds lock and socket;
    `patience_s` is how long either side waits for the other.
    """

    received = Signal(list)

    def __init__(
        self,
        library: Path,
        parent: QObject | None = None,
        *,
        folder: Path | None = None,
        patience_s: float = _PATIENCE_S,
    ) -> None:
        super().__init__(parent)
        self._patience_s = patience_s
        folder = folder or _runtime_folder()
        key = hashlib.sha256(os.fsencode(os.path.realpath(library))).hexdigest()[:16]
        # Named pipes have a name space of their own, which all users of a machine share.
        user = os.environ.get("USERNAME", "") if sys.platform == "win32" else ""
        self._folder = folder
        self._address = f"photo_search-{user}-{key}" if user else str(folder / f"{key}.socket")
        self._lock = FileLock(folder / f"{key}.lock", timeout=0)
        self.card = folder / f"{key}.pid"
        """Where the first instance leaves the number of its process."""
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the first instance; False if there is one already.

        Where no safe place for a lock is to be had, everyone is the first: the library has a lock of its own.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_ours_alone(self._folder):
                _log.warning("The folder for sockets belongs to others as well; a second start opens a second window.")
                return True
            self._lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            _log.warning("No lock for a single instance: %s", error.strerror)
            return True
        # Without it a second start can't end this one, should it hang; that is worth no more than a try.
        with contextlib.suppress(OSError):
            self.card.write_text(str(os.getpid()), encoding="ascii")
        self._listen()
        return True

    def send(self, arguments: list[bytes]) -> bool:
        """Hand `arguments` (absolute paths, for the first instance may work elsewhere) over; whether it took them.

        Blocks for `patience_s` at most: a window that has hung must not keep a second start waiting for ever.
        """
        token = os.environ.get(_ACTIVATION, "").encode()
        message = b"\0".join([token, *arguments])
        if len(message) > _LARGEST:
            return False
        deadline = time.monotonic() + self._patience_s

        def left() -> int:
            return max(1, int((deadline - time.monotonic()) * 1000))

        socket = QLocalSocket()
        while True:
            socket.connectToServer(self._address)
            if socket.waitForConnected(left()):
                break
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.02)  # It holds the lock and will listen in a moment.
        socket.write(_HEADER.pack(_MAGIC, len(message)) + message)
        taken = False
        while not taken and socket.state() is QLocalSocket.LocalSocketState.ConnectedState:
            if not socket.waitForReadyRead(left()):
                break
            taken = socket.readAll().data() == _THANKS
        socket.abort()
        return taken

    def close(self) -> None:
        """Let another instance be the first."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._lock.release()

    def _listen(self) -> None:
        QLocalServer.removeServer(self._address)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(_AT_A_TIME)
        server.newConnection.connect(self._welcome)
        if not server.listen(self._address):
            _log.warning("A second start can't reach this one: %s", server.errorString())
        self._server = server

    def _welcome(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            guest = _Guest(socket, self._patience_s, self)
            guest.spoke.connect(self._hear)

    def _hear(self, message: bytes) -> None:
        token, *arguments = message.split(b"\0")
        if token and token.isascii() and len(token) < 1000:
            os.environ[_ACTIVATION] = token.decode()
        self.received.emit(arguments)


def _runtime_folder() -> Path:
    with warnings.catch_warnings():
        # Where the system names no such folder, platformdirs says so and takes one of its own: that is good enough.
        warnings.simplefilter("ignore")
        return Path(platformdirs.user_runtime_dir("photo_search", appauthor=False))


class _Guest(QObject):
    """One connection: hears one message of the right form and size in good time, or hangs up."""

    spoke = Signal(bytes)

    def __init__(self, socket: QLocalSocket, patience_s: float, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.setReadBufferSize(_HEADER.size + _LARGEST + 1)
        self._heard = b""
        socket.readyRead.connect(self._listen)
        socket.disconnected.connect(self.deleteLater)
        self._patience = QTimer(self, singleShot=True, interval=round(patience_s * 1000))
        self._patience.timeout.connect(self._hang_up)
        self._patience.start()
        self._listen()

    def _hang_up(self) -> None:
        self._socket.abort()

    def _listen(self) -> None:
        self._heard += self._socket.readAll().data()
        if len(self._heard) < _HEADER.size:
            if not _MAGIC.startswith(self._heard[: len(_MAGIC)]):
                self._socket.abort()
            return
        magic, length = _HEADER.unpack_from(self._heard)
        message = self._heard[_HEADER.size :]
        if magic != _MAGIC or length > _LARGEST or len(message) > length:
            self._socket.abort()
        elif len(message) == length:
            self._socket.write(_THANKS)
            self._socket.flush()
            self._socket.readyRead.disconnect(self._listen)
            self.spoke.emit(message)
            self._socket.disconnectFromServer()


def _is_ours_alone(folder: Path) -> bool:
    """Return whether nobody but this user and the system can put a socket of their own in the place of ours."""
    if sys.platform == "win32":
        return True
    own, above = os.lstat(folder), os.stat(folder.parent)
    if not stat.S_ISDIR(own.st_mode) or own.st_uid != os.getuid() or own.st_mode & 0o022:
        return False
    return above.st_uid in {0, os.getuid()} and (not above.st_mode & 0o022 or bool(above.st_mode & stat.S_ISVTX))
