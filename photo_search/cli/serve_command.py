"""The command that lets other programs on this computer ask the library, until Ctrl-C."""

from __future__ import annotations

import argparse
import json
import signal
import threading

from photo_search.cli.exit_codes import ExitCode
from photo_search.errors import ServiceUnusable
from photo_search.library import Library

DEFAULT_PORT = 7480
_WAKE_S = 0.5


def serve(args: argparse.Namespace) -> ExitCode:
    """Let other programs on this computer ask the library over HTTP, with a token, until Ctrl-C."""
    try:
        from photo_search.service.server import LocalService  # noqa: PLC0415 - an extra, which may be absent
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"starlette", "uvicorn", "httptools"}:
            raise
        raise ServiceUnusable(
            "The local service needs packages that are not installed.",
            "Install them with: pip install 'photo_search[service]'",
        ) from error
    # A service is stopped from outside as often as from its terminal; both end it in the same way.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Library.open(args.library, read_only=True) as library:
            library.embed_texts(["a photo"])  # Opens the model, or says now what is wrong with it.
            library.expect_pictures()
            with LocalService(library, args.port) as service:
                _announce(service.address, service.token, as_json=args.json)
                _wait_for_interrupt()
    finally:
        signal.signal(signal.SIGTERM, before)
    return ExitCode.DONE


def _announce(address: str, token: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"address": address, "token": token}, indent=2), flush=True)
        return
    print(
        f"Your library answers at {address} to programs on this computer that send this token:\n\n    {token}\n\n"
        f"Try it:  curl -H 'Authorization: Bearer {token}' '{address}/search?q=a+dog'\n"
        f"{address}/openapi.json describes all there is. The token is valid until Ctrl-C ends the service.",
        flush=True,
    )


def _wait_for_interrupt() -> None:
    never = threading.Event()
    # Without a time-out, Windows would not let Ctrl-C through.
    while not never.wait(_WAKE_S):
        pass
