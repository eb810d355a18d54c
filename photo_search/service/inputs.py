"""What requests carry -> checked texts, pictures and numbers; refusals for everything else."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

from starlette.requests import Request

from photo_search.records import Filters
from photo_search.service.refusals import Refusal

MOST_TEXTS = 2048
"""As many as OpenAI's service takes, since its clients cut their lists into parts of that size or less."""
MOST_PICTURES = 64
LONGEST_TEXT = 8192
"""Characters. A model reads the first 32 to 77 tokens; a text of megabytes would only keep its tokenizer busy."""
TEXT_BODY = 4 << 20
PICTURE_BODY = 40 << 20
"""Base64 takes four bytes for three: a file of 29 MB, or several smaller ones."""
MOST_HITS = 1000
_DATA_URL = re.compile(r"\Adata:[\w/+.-]*;base64,")
"""What browsers put before a picture in base64."""
_LARGEST_ID = (1 << 63) - 1
_BODY_S = 60.0


async def read_body(request: Request, most: int) -> bytes:
    """Return a request's body of at most `most` bytes, whatever it says of its own size. Raises Refusal."""
    stated = request.headers.get("content-length", "0")
    if not stated.isdecimal() or int(stated) > most:
        raise _too_large(most)
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refusal(415, "Encoded", "The body of a request is taken only as it is, not compressed.")
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except TimeoutError:
        raise Refusal(408, "TooSlow", f"The request did not arrive within {_BODY_S:.0f} seconds.") from None
    return bytes(body)


def read_fields(body: bytes) -> dict[str, Any]:
    """Return the fields of a body that is a JSON object. Raises Refusal."""
    try:
        document = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise invalid("The body of the request is no JSON.") from None
    if not isinstance(document, dict):
        raise invalid("The body of the request must be a JSON object, such as {“input”: “a dog in the snow”}.")
    return document


def texts_in(fields: Mapping[str, Any]) -> list[str]:
    """Return the texts in the field “input”. Raises Refusal."""
    texts = _inputs(fields, MOST_TEXTS)
    if texts and (isinstance(texts[0], int | list)):
        raise invalid("“input” holds token numbers.", "Send the text itself: another model's tokens mean nothing here.")
    for text in texts:
        _check_text(text, "Every input")
    return texts


def pictures_in(fields: Mapping[str, Any]) -> list[bytes]:
    """Return the content of the picture files in the field “input”. Raises Refusal."""
    pictures = []
    for number, text in enumerate(_inputs(fields, MOST_PICTURES), 1):
        try:
            pictures.append(base64.b64decode(_DATA_URL.sub("", text, count=1), validate=True))
        except (TypeError, ValueError):
            raise invalid(f"Input {number} must be the content of a picture file in base64.") from None
    return pictures


def words_in(query: Mapping[str, str]) -> str:
    """Return the words to search for. Raises Refusal."""
    words = query.get("q", "")
    if not words.strip():
        raise invalid("What to look for is missing.", "Send it as “q”: /search?q=a+dog+in+the+snow")
    _check_text(words, "“q”")
    return words


def page_in(query: Mapping[str, str]) -> tuple[int, int]:
    """Return how many hits are wanted, and how many to leave out before them. Raises Refusal."""
    limit = _number(query, "limit", 20, MOST_HITS)
    return limit, _number(query, "offset", 0, _LARGEST_ID >> 1)


def filters_in(query: Mapping[str, str]) -> Filters:
    """Return the days between which the photos were taken. Raises Refusal."""
    return Filters(taken_from=_day(query, "from"), taken_until=_day(query, "until"))


def photo_in(path: Mapping[str, Any]) -> int:
    """Return the number of a photo; one too large for any library becomes one that none has."""
    return min(int(path["photo_id"]), _LARGEST_ID)


def invalid(sentence: str, remedy: str = "") -> Refusal:
    """Return the refusal of a request that makes no sense."""
    return Refusal(400, "BadRequest", sentence, remedy)


def _inputs(fields: Mapping[str, Any], most: int) -> list[Any]:
    given = fields.get("input")
    inputs = [given] if isinstance(given, str) else given
    if not isinstance(inputs, list) or not inputs:
        raise invalid("“input” must be a text, or a list of at least one.")
    if len(inputs) > most:
        raise invalid(f"“input” has {len(inputs):,} parts; at most {most:,} are taken at a time.")
    return inputs


def _check_text(text: object, what: str) -> None:
    if not isinstance(text, str):
        raise invalid(f"{what} must be a text.")
    if len(text) > LONGEST_TEXT:
        raise invalid(f"{what} may have {LONGEST_TEXT:,} characters; a model reads only the first of them anyway.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise invalid(f"{what} must be text; this one has halves of characters.") from None


def _number(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(most)) or int(text) > most:
        raise invalid(f"“{name}” must be a number from 0 to {most:,}.")
    return int(text)


def _too_large(most: int) -> Refusal:
    return Refusal(413, "TooLarge", f"A request may have {most >> 20:,} MB here.", "Send less at a time.")


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _day(query: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(query[name]) if name in query else None
    except ValueError:
        raise invalid(f"“{name}” must be a day, as in 2019-06-01.") from None
