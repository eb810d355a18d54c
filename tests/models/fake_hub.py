"""A local server that answers as the model hub does, and misbehaves on demand.

The hub answers `/api/models/.../revision/...` and `/.../resolve/...`; large files are redirected, with the
`X-Linked-*` headers, to a second server (another address, as the hub's content delivery network is).
"""

from __future__ import annotations

import hashlib
import json
import socket
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "c0ffee0123456789c0ffee0123456789c0ffee01"
REPOSITORY = "someone/tiny-model"
LARGE_FROM_BYTES = 1000
PAGE = b"<!doctype html><title>Welcome to Hotel Wi-Fi</title>"


@dataclass
class Request:
    site: str
    path: str
    headers: dict[str, str]


@dataclass
class FakeHub:
    """`faults["model.onnx"]` are what the next answers to that file do wrong, one after another:

    cut:N (the connection ends after N bytes), whole (200 although a range was asked for), both of these,
    expired (403 of the link), 416, html (200 with a web page), other (same size, other bytes), short, long,
    longer-promise, other-checksum, stall (silence), busy (503), gone (404), refused (401), loop (redirects to itself),
    slow.
    """

    files: dict[str, bytes]
    commit: str = COMMIT
    repository: str = REPOSITORY
    knows_hashes: bool = True
    faults: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    requests: list[Request] = field(default_factory=list)
    endpoint: str = ""
    elsewhere: str = ""
    stalled: threading.Event = field(default_factory=threading.Event)
    hold: threading.Event | None = None

    def fail(self, name: str, *faults: str) -> None:
        self.faults[name].extend(faults)

    def environment(self, **more: str) -> dict[str, str]:
        return {"HF_ENDPOINT": self.endpoint, "HF_HUB_CACHE": "/nonexistent", **more}

    def asked(self, name: str, site: str = "cdn") -> list[Request]:
        return [r for r in self.requests if r.site == site and r.path.split("?")[0].endswith(name)]


def git_sha1(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class _Server(ThreadingHTTPServer):
    """Ends the connections that are left when it closes: their threads would wait for another request."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._connections: list[Any] = []
        super().__init__(("127.0.0.1", 0), handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.append(request)
        super().process_request(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        for connection in self._connections:
            with suppress(OSError):  # Most have ended by themselves.
                connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving(hub: FakeHub) -> Iterator[FakeHub]:
    servers = [_Server(_handler(hub, site)) for site in ("hub", "cdn")]
    hub.endpoint, hub.elsewhere = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield hub
    finally:
        hub.stalled.set()
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(hub: FakeHub, site: str) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"hub": hub, "site": site})


class _Handler(BaseHTTPRequestHandler):
    hub: FakeHub
    site: str
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        self.hub.requests.append(Request(self.site, self.path, dict(self.headers)))
        path = self.path.split("?")[0]
        name = next((n for n in sorted(self.hub.files, key=len, reverse=True) if path.endswith("/" + n)), "")
        on_site = self.site == "cdn" or len(self.hub.files.get(name, b"")) < LARGE_FROM_BYTES or path.startswith("/api")
        key = "api" if path.startswith("/api") else name
        fault = self.hub.faults[key].popleft() if on_site and self.hub.faults[key] else ""
        if self.site == "hub" and self.hub.faults[f"hub:{key}"]:
            fault = self.hub.faults[f"hub:{key}"].popleft()
        if not self._refused(fault):
            if path.startswith("/api"):
                self._listing(path)
            elif self.site == "hub" and not on_site:
                self._redirect(name, fault)
            elif path.startswith(("/blob/", f"/{self.hub.repository}/resolve/")) and name:
                self._content(self.hub.files[name], fault)
            else:
                self._answer(404, b"no such thing")

    def _refused(self, fault: str) -> bool:
        codes = {"expired": 403, "busy": 503, "gone": 404, "refused": 401}
        if fault in codes:
            self._answer(codes[fault], b"no", {"Retry-After": "0"})
        elif fault == "html":
            self._answer(200, PAGE, {"Content-Type": "text/html; charset=utf-8"})
        elif fault == "stall":
            self.hub.stalled.wait(10)
            self.close_connection = True
        elif fault == "loop":
            self._answer(302, b"", {"Location": self.path})
        else:
            return False
        return True

    def _listing(self, path: str) -> None:
        if not path.startswith(f"/api/models/{self.hub.repository}/revision/"):
            self._answer(404, b"{}")
            return
        if path.rsplit("/", 1)[1] not in {"main", self.hub.commit}:
            self._answer(404, b"{}")
            return
        siblings: list[dict[str, Any]] = []
        for name, content in self.hub.files.items():
            entry: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": git_sha1(content)}
            if len(content) >= LARGE_FROM_BYTES:
                entry["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            if not self.hub.knows_hashes:
                entry = {"rfilename": name}
            siblings.append(entry)
        answer = {"sha": self.hub.commit, "siblings": siblings}
        self._answer(200, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _redirect(self, name: str, fault: str) -> None:
        content = self.hub.files[name]
        checksum = hashlib.sha256(b"other" if fault == "other-checksum" else content).hexdigest()
        headers = {
            "Location": f"{self.hub.elsewhere}/blob/{name}?signature={len(self.hub.requests)}",
            "X-Repo-Commit": self.hub.commit,
            "X-Linked-Size": str(len(content) + (fault == "longer-promise")),
            "X-Linked-ETag": f'"{checksum}"',
        }
        self._answer(302, b"", headers)

    def _content(self, content: bytes, fault: str) -> None:
        start, code = 0, 200
        asked = self.headers.get("Range")
        if fault == "other":
            content = bytes(len(content))
        if asked and "whole" not in fault:
            first, _, last = asked.removeprefix("bytes=").partition("-")
            start, code = int(first), 206
            if fault == "416" or start >= len(content):
                self._answer(416, b"", {"Content-Range": f"bytes */{len(content)}"})
                return
            whole = len(content)
            content = content[: int(last) + 1] if last else content
            extra = {"Content-Range": f"bytes {start}-{len(content) - 1}/{whole}"}
        else:
            extra = {}
        body = content[start:]
        if fault == "short":
            body = body[:-10]
        elif fault == "long":
            body += b"0123456789"
        self._send(code, body, extra, fault)

    def _send(self, code: int, body: bytes, extra: dict[str, str], fault: str) -> None:
        headers = {"Content-Type": "application/octet-stream", "ETag": f'"{git_sha1(body)}"', **extra}
        if fault == "long":
            # Without a length, the end of the connection is the end of the file.
            self._answer(code, body, headers, length=None)
        elif "cut:" in fault:
            self._answer(code, body[: int(fault.partition("cut:")[2])], headers, length=len(body))
        elif fault == "slow":
            self._answer(code, b"", headers, length=len(body))
            for at in range(0, len(body), 500):
                self._write(body[at : at + 500])
                if self.hub.hold is not None:
                    self.hub.hold.wait(10)
                time.sleep(0.01)
        else:
            self._answer(code, body, headers)

    def _answer(self, code: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = -1) -> None:
        self.send_response(code)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        size = len(body) if length == -1 else length
        if size is None:
            self.close_connection = True
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(size))
            self.close_connection = size > len(body) > 0
        self.end_headers()
        self._write(body)

    def _write(self, body: bytes) -> None:
        try:
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass
