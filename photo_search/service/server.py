"""Runs the service on this computer's loopback interface, in a thread of its own."""

from __future__ import annotations

import secrets
import socket
import sys
import threading
import time
from types import TracebackType
from typing import Self

import uvicorn

from photo_search.errors import Bug, ServiceUnusable
from photo_search.library import Library
from photo_search.service.app import make_app
from photo_search.service.connection import Connection
from photo_search.service.guard import Guard

_LOOPBACK = "127.0.0.1"
_TOKEN_BYTES = 32
_PATIENCE_S = 3
"""How long requests under way may still take when the service ends."""
_KEEP_ALIVE_S = 60
"""Clients keep a connection for some seconds; where the service gave it up first, their next request would fail."""
_CONNECTIONS = 900
"""Below the 1,024 files that many systems let a process open."""


class LocalService:
    """Answers at `address` whoever knows `token`, from `start` to `close`. The library stays open.

    Port 0 is any free one. Raises ServiceUnusable if the port is taken.
    """

    def __init__(self, library: Library, port: int = 0) -> None:
        self._socket = _listen(port)
        self.port: int = self._socket.getsockname()[1]
        self.address = f"http://{_LOOPBACK}:{self.port}"
        self.token = secrets.token_urlsafe(_TOKEN_BYTES)
        config = uvicorn.Config(
            Guard(make_app(library), self.token, self.port),
            http=Connection,
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_config=None,
            # It would hold every question.
            access_log=False,
            server_header=False,
            interface="asgi3",
            proxy_headers=False,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_PATIENCE_S,
            timeout_keep_alive=_KEEP_ALIVE_S,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="service")

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                self._socket.close()
                raise Bug("The service's thread ended at its start.")
            time.sleep(0.005)

    def close(self) -> None:
        """Stop; requests under way have some seconds to end."""
        self._server.should_exit = True
        if self._thread.ident is not None:
            self._thread.join()
        self._socket.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def _listen(port: int) -> socket.socket:
    """Return a listening socket that other computers can't reach, and that no other program takes part in."""
    # asyncio switches Nagle's algorithm off only where the protocol is named; with it, every answer takes 40 ms more.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # So that a service can start again while connections of the one before are fading away.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise ServiceUnusable(
            f"The port {port} of this computer can't be had ({error.strerror}).",
            "Another program uses it, or it is reserved: name another with --port, or 0 for any free one.",
        ) from error
    return listener
