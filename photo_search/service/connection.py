"""One connection to the service: uvicorn's, with a limit to what comes before a request's body."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LONGEST_HEAD = 1 << 16
"""Bytes of address and headers, as they arrive: a little more passes where it comes in one piece."""


class Connection(HttpToolsProtocol):
    """Hangs up on a head without end, which would fill the memory before anyone has asked for the token."""

    _head = 0
    _in_head = False

    def data_received(self, data: bytes) -> None:
        """Read what came; the parser calls the methods below."""
        super().data_received(data)
        self._head = self._head + len(data) if self._in_head else 0
        if self._head > _LONGEST_HEAD:
            self.transport.close()

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """End its head."""
        self._in_head = False
        super().on_headers_complete()
