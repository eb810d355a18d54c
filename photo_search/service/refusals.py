"""What the service says instead of an answer: a status, and a sentence in the form that the asker knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from photo_search.errors import ModelUnusable, NoSuchPhoto, UnreadablePhoto, UserFixable

OPENAI_PREFIX = "/v1/"
_OURS = 500
_WORDS = {404: "There is nothing at this address.", 405: "This address takes other methods."}
_STATUS: dict[type[UserFixable], int] = {NoSuchPhoto: 404, UnreadablePhoto: 422, ModelUnusable: 503}


class Refusal(Exception):
    """A request that gets no answer: `kind` in one word, a sentence that says why, and what to do about it."""

    def __init__(
        self, status: int, kind: str, sentence: str, remedy: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, kind)  # Never the sentence: it may quote what was asked.
        self.status = status
        self.kind = kind
        self.sentence = sentence
        self.remedy = remedy
        self.headers = headers


def refusal_of(error: Exception) -> Refusal:
    """Return what an error is over HTTP."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, UserFixable):
        status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 503)
        return Refusal(status, type(error).__name__, error.sentence, error.remedy)
    if isinstance(error, HTTPException):
        words = _WORDS.get(error.status_code, "This request can't be understood.")
        return Refusal(error.status_code, "NotFound", words, "/openapi.json says what there is.", error.headers)
    return Refusal(_OURS, "Bug", "This is a fault of photo_search; its log says more.")


def refuse(path: str, refusal: Refusal) -> Response:
    """Return a refusal as JSON: as OpenAI writes its errors below /v1/, else as the command line does."""
    error: dict[str, Any]
    if path.startswith(OPENAI_PREFIX):
        error = {
            "message": f"{refusal.sentence} {refusal.remedy}".strip(),
            "type": "server_error" if refusal.status >= _OURS else "invalid_request_error",
            "param": None,
            "code": refusal.kind,
        }
    else:
        error = {"kind": refusal.kind, "sentence": refusal.sentence, "remedy": refusal.remedy}
    return json_response({"error": error}, refusal.status, refusal.headers)


def json_response(document: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a document as JSON in UTF-8."""
    body = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Response(body, status, headers, "application/json")
