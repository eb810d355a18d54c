"""Asks a model hub for the files of a repository, over HTTP; the only door to httpx2.

What it asks and reads is what the hub's own client does: huggingface.co/docs/hub/api, and the headers of
`huggingface_hub.get_hf_file_metadata`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx2

from photo_search import __version__
from photo_search.errors import DownloadFailed
from photo_search.models.checksums import Checksum, parse_checksum

_PUBLIC = "https://huggingface.co"
_TRUE = {"1", "ON", "YES", "TRUE"}
_COMMIT_DIGITS = 40
_MOST_REDIRECTS = 10
_MOST_LISTING_BYTES = 32 << 20
_LONGEST_ADVISED_WAIT_S = 60.0
_CHECK_CONNECTION = "Check the internet connection, then start the download again; it goes on where it was."


class Interrupted(Exception):
    """The connection failed in a way that may be over at the next try.

    `answered` tells whether there was an answer at all; `wait_s` is what the server advises.
    """

    def __init__(self, why: str, *, answered: bool = True, wait_s: float | None = None) -> None:
        super().__init__(why)
        self.answered = answered
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """What the hub says of a file; None where it doesn't."""

    size: int | None
    checksum: Checksum | None


@dataclass(frozen=True, slots=True)
class Repository:
    """The files of a repository at one commit (40 hexadecimal digits)."""

    commit: str
    files: Mapping[str, RemoteFile]


@dataclass(frozen=True, slots=True)
class Body:
    """A file's content from byte `offset` on, as it comes. An `offset` of None: there is nothing that far."""

    offset: int | None
    says: RemoteFile
    blocks: Iterator[bytes]


class Hub:
    """A hub as the environment sets it: HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE, proxies.

    Every method raises DownloadFailed with a sentence, or Interrupted where trying again may help.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ, *, timeout_s: float = 30.0) -> None:
        self.offline = environment.get("HF_HUB_OFFLINE", "").upper() in _TRUE
        self._endpoint = (environment.get("HF_ENDPOINT") or _PUBLIC).rstrip("/")
        self._token = environment.get("HF_TOKEN", "").strip()
        headers = {"User-Agent": f"photo_search/{__version__}", "Accept-Encoding": "identity"}
        try:
            self._home = httpx2.URL(self._endpoint)
            # Redirects are followed here, one by one, since the first answer tells what the file is.
            self._client = httpx2.Client(headers=headers, timeout=timeout_s, follow_redirects=False)
        except (ImportError, ValueError, httpx2.InvalidURL) as error:
            raise DownloadFailed(
                f"The settings for the internet connection make no sense ({error}).",
                "Check the environment variables HF_ENDPOINT, HTTPS_PROXY and ALL_PROXY.",
            ) from error

    def repository(self, name: str, revision: str | None) -> Repository:
        """Return the files of the repository `name`, of its main branch where no revision is given."""
        url = f"{self._endpoint}/api/models/{quote(name)}/revision/{quote(revision or 'main', safe='')}?blobs=true"
        with self._answer(url, {}) as (response, _):
            if response.status_code != 200:
                raise self._refusal(response, name)
            content = b""
            for block in response.iter_bytes():
                content += block
                if len(content) > _MOST_LISTING_BYTES:
                    raise self._no_hub()
        try:
            return _repository(httpx2.Response(200, content=content).json())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._no_hub() from error

    @contextmanager
    def fetch(self, repository: str, commit: str, path: str, offset: int = 0) -> Iterator[Body]:
        """Open a file's content, from byte `offset` on if the server can do that."""
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        with self._answer(self._file_url(repository, commit, path), headers) as (response, says):
            if response.status_code == 416:
                yield Body(None, says, iter(()))
                return
            if response.status_code not in {200, 206}:
                raise self._refusal(response, f"{repository}, {path}")
            if response.headers.get("Content-Type", "").startswith("text/html"):
                raise self._no_hub()
            start, size = _extent(response, offset)
            yield Body(start, RemoteFile(says.size or size, says.checksum), _blocks(response))

    def read(self, repository: str, revision: str, path: str, first: int, count: int) -> bytes:
        """Return `count` bytes of a file from byte `first` on."""
        headers = {"Range": f"bytes={first}-{first + count - 1}"}
        with self._answer(self._file_url(repository, revision, path), headers) as (response, _):
            if response.status_code != 206:
                raise self._refusal(response, f"{repository}, {path}")
            content = b""
            for block in _blocks(response):
                content += block
                if len(content) > count:
                    raise self._no_hub()
        return content

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _file_url(self, repository: str, revision: str, path: str) -> str:
        return f"{self._endpoint}/{quote(repository)}/resolve/{quote(revision, safe='')}/{quote(path)}"

    @contextmanager
    def _answer(self, url: str, headers: Mapping[str, str]) -> Iterator[tuple[httpx2.Response, RemoteFile]]:
        """Yield the answer after all redirects, and what the headers on the way said of the file."""
        if self.offline:
            raise DownloadFailed(
                "Downloads are switched off (HF_HUB_OFFLINE), and the model is not in the hub's cache here.",
                "Remove that setting, or import the model from a folder.",
            )
        at, says = httpx2.URL(url), RemoteFile(None, None)
        try:
            for _ in range(_MOST_REDIRECTS):
                request = self._client.build_request("GET", at, headers=headers)
                if self._token and _site(at) == _site(self._home):
                    request.headers["Authorization"] = f"Bearer {self._token}"
                response = self._client.send(request, stream=True)
                try:
                    says = _linked(response, says)
                    if response.next_request is None:
                        self._check_elsewhere(response, at)
                        yield response, says
                        return
                    at = self._next(at, response.next_request.url)
                finally:
                    response.close()
        except httpx2.TransportError as error:
            raise Interrupted(_reason(error), answered=False) from error
        except httpx2.HTTPError as error:
            raise self._no_hub() from error
        raise self._no_hub()

    def _next(self, at: httpx2.URL, following: httpx2.URL) -> httpx2.URL:
        if following.scheme not in {"http", "https"} or (at.scheme == "https" and following.scheme == "http"):
            raise DownloadFailed("The server sent the download to an unsafe address.", "Try another network.")
        return following

    def _check_elsewhere(self, response: httpx2.Response, at: httpx2.URL) -> None:
        """Raise Interrupted where a link that the hub gave has expired: it gives a new one at the next try."""
        if response.status_code in {401, 403, 404} and _site(at) != _site(self._home):
            raise Interrupted("the link has expired", wait_s=0.0)
        if response.status_code == 429 or response.status_code >= 500:
            advised = response.headers.get("Retry-After", "")
            wait = min(float(advised), _LONGEST_ADVISED_WAIT_S) if advised.isdecimal() else None
            raise Interrupted("the server is busy", wait_s=wait)

    def _refusal(self, response: httpx2.Response, what: str) -> DownloadFailed:
        if response.status_code in {401, 403}:
            return DownloadFailed(
                f"The hub doesn't give out the model ({what}).",
                "If it needs an account, put an access token of yours into HF_TOKEN.",
            )
        if response.status_code in {404, 410}:
            return DownloadFailed(
                f"The hub no longer has the model ({what}).", "Choose another one, or update photo_search."
            )
        return self._no_hub()

    def _no_hub(self) -> DownloadFailed:
        return DownloadFailed(
            f"What answers at {self._home.host} is not the model hub.",
            f"Perhaps the network wants you to sign in to it first. {_CHECK_CONNECTION}",
        )


def unreachable(error: Interrupted) -> DownloadFailed:
    """Return the error for a connection that failed again and again."""
    return DownloadFailed(f"The model hub can't be reached: {error}.", _CHECK_CONNECTION)


def _repository(listing: Any) -> Repository:
    commit = listing["sha"]
    if len(commit) != _COMMIT_DIGITS or not commit.isalnum():
        raise ValueError(commit)
    files = {}
    for entry in listing["siblings"]:
        large = entry.get("lfs") or {}
        size = large.get("size", entry.get("size"))
        checksum = parse_checksum(large.get("sha256") or entry.get("blobId"))
        files[str(entry["rfilename"])] = RemoteFile(size if isinstance(size, int) else None, checksum)
    return Repository(commit, files)


def _linked(response: httpx2.Response, before: RemoteFile) -> RemoteFile:
    size = response.headers.get("X-Linked-Size", "")
    checksum = parse_checksum(response.headers.get("X-Linked-ETag"))
    return RemoteFile(int(size) if size.isdecimal() else before.size, checksum or before.checksum)


def _extent(response: httpx2.Response, offset: int) -> tuple[int, int | None]:
    """Return where the content starts, and the size of the whole file where that is said."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        if response.status_code == 206:
            raise Interrupted("the server sent something else than was asked for")
        return 0, None
    if response.status_code == 206:
        unit, _, extent = response.headers.get("Content-Range", "").partition(" ")
        part, _, whole = extent.partition("/")
        if unit != "bytes" or not whole.isdecimal() or part.partition("-")[0] != str(offset):
            raise Interrupted("the server sent something else than was asked for")
        return offset, int(whole)
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else None


def _blocks(response: httpx2.Response) -> Iterator[bytes]:
    try:
        yield from response.iter_bytes()
    except httpx2.TransportError as error:
        raise Interrupted(_reason(error)) from error
    except httpx2.HTTPError as error:
        raise Interrupted("the server sent something that can't be read") from error


def _site(url: httpx2.URL) -> tuple[str, str, int | None]:
    port = url.port or {"http": 80, "https": 443}.get(url.scheme)
    return url.scheme, url.host, port


def _reason(error: httpx2.TransportError) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return "it doesn't answer"
    if isinstance(error, httpx2.ProxyError):
        return "the proxy refuses the connection"
    if "CERTIFICATE" in str(error).upper():
        return "its certificate is not trusted"
    if isinstance(error, httpx2.ConnectError):
        return "there is no connection to it"
    return "the connection broke off"
