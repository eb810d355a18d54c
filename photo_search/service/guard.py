"""Stands before every endpoint: only this computer, only who knows the token; and nothing gets out unanswered."""

from __future__ import annotations

import hmac
import logging
import traceback

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from photo_search.service.refusals import Refusal, refuse

_log = logging.getLogger(__name__)

HEALTH = "/health"
_NAMES = ("127.0.0.1", "localhost", "[::1]")
_HTTP_PORT = 80
_FRAMES = 8


class Guard:
    """Hands on the requests that name this computer as their host and carry the token.

    The host is checked because a web page can have its own name lead to 127.0.0.1 (DNS rebinding), and then asks
    with that name. No header ever permits a page of another origin to read an answer. Only HEALTH needs no token;
    whether it came with one is `trusted` in the request's state.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = {f"{name}:{port}" for name in _NAMES} | (set(_NAMES) if port == _HTTP_PORT else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on (asgi.readthedocs.io)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refuse(scope["path"], refusal)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            return  # Nobody is there any more to hear an answer.
        except Exception as error:  # noqa: BLE001 - a fault of ours, which was answered; else the server would log it
            _log.error("A fault of photo_search: %s", _anonymous(error))

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return Refusal(421, "WrongHost", "This service answers only under the address that it gave at its start.")
        trusted = self._knows_token(headers)
        scope.setdefault("state", {})["trusted"] = trusted
        if trusted or scope["path"] == HEALTH:
            return None
        return Refusal(
            401,
            "NoToken",
            "This service answers only with the token that it gave at its start.",
            "Send it in the header “Authorization: Bearer TOKEN”.",
            {"WWW-Authenticate": "Bearer"},
        )

    def _knows_token(self, headers: Headers) -> bool:
        given = headers.getlist("authorization")
        if len(given) != 1:
            return False
        scheme, _, token = given[0].partition(" ")
        # Bytes, since the comparison that takes the same time for every token wants text to be ASCII.
        return scheme.lower() == "bearer" and hmac.compare_digest(token.strip().encode(), self._token)


def _anonymous(error: BaseException) -> str:
    """Return where an error was raised, and its kind; its message may quote a question, or name a file."""
    frames = traceback.extract_tb(error.__traceback__, limit=-_FRAMES)
    # The package's folder may lie below a person's name.
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} in {places}"
