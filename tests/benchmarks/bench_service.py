"""What the local service costs on top of the model, and how it bears many requests at once."""

from __future__ import annotations

import base64
import io
import json
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image

from photo_search.library import Library

Row = dict[str, str | float]
_IN_FLIGHT = 200
_TURNS = 300


def rows() -> list[Row]:
    """Return one row for each thing measured."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library") as library,
        _served(library.path) as ask,
    ):
        library.embed_texts(["a photo"])
        alone, asked, nothing = [], [], []
        for turn in range(_TURNS):  # In turns, so that whatever else the computer does slows both.
            text = f"a dog in the snow, number {turn}"
            alone.append(_ms(lambda text=text: library.embed_texts([text])))
            asked.append(_ms(lambda text=text: ask("POST", "/txt/embed", {"input": text})))
            nothing.append(_ms(lambda: ask("GET", "/v1/models")))
        picture = {"input": base64.b64encode(_jpeg()).decode()}
        content = base64.b64decode(picture["input"])
        own = [_ms(lambda: library.embed_picture(content)) for _ in range(30)]
        sent = [_ms(lambda: ask("POST", "/img/embed", picture)) for _ in range(30)]
        errors, seconds, waits = _crowd(ask)
    over_photo = statistics.median(sent) - statistics.median(own)
    overhead = statistics.median(asked) - statistics.median(alone)
    return [
        _row("service: one text over the encoder alone, median", overhead, 2.0, "ms"),
        _row("service: the encoder alone, median", statistics.median(alone), 0, "ms"),
        _row("service: an answer without the model, median", statistics.median(nothing), 0, "ms"),
        _row("service: one 12 MP photo over the library alone, median", over_photo, 0, "ms"),
        _row(f"service: errors with {_IN_FLIGHT} texts in flight", errors, 0, "requests"),
        _row(f"service: {_IN_FLIGHT} texts in flight", _IN_FLIGHT / seconds, 0, "texts/s"),
        _row(f"service: longest wait with {_IN_FLIGHT} texts in flight", max(waits) * 1000, 0, "ms"),
    ]


class _Asker:
    """Asks with one connection a thread, and with little of its own to do: the service is what is measured."""

    def __init__(self, address: str, token: str) -> None:
        self._host, _, port = address.removeprefix("http://").partition(":")
        self._port = int(port)
        self._head = f"Host: {self._host}:{port}\r\nAuthorization: Bearer {token}\r\n"
        self._local = threading.local()

    def __call__(self, method: str, path: str, fields: object = None) -> int:
        body = b"" if fields is None else json.dumps(fields).encode()
        if not hasattr(self._local, "connection"):
            self._local.connection = socket.create_connection((self._host, self._port), timeout=60)
            self._local.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection: socket.socket = self._local.connection
        connection.sendall(
            f"{method} {path} HTTP/1.1\r\n{self._head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        )
        heard = b""
        while b"\r\n\r\n" not in heard:
            heard += self._more(connection)
        head, _, heard = heard.partition(b"\r\n\r\n")
        left = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0]) - len(heard)
        while left > 0:
            left -= len(self._more(connection))
        return int(head[9:12])

    @staticmethod
    def _more(connection: socket.socket) -> bytes:
        heard = connection.recv(1 << 16)
        if not heard:
            raise ConnectionError
        return heard


@contextmanager
def _served(library: Path) -> Iterator[_Asker]:
    command = [sys.executable, "-m", "photo_search", "serve", "--port", "0", "--json", "--library", str(library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")
        try:
            yield _Asker(said["address"], said["token"])
        finally:
            process.send_signal(signal.SIGINT)


def _crowd(ask: _Asker) -> tuple[int, float, list[float]]:
    """Return the errors among so many requests at the same time, the seconds for all, and for each."""
    gate = threading.Barrier(_IN_FLIGHT + 1)
    waits: list[float] = []
    errors: list[int] = []

    def one(number: int) -> None:
        ask("GET", "/health")
        gate.wait()
        started = time.perf_counter()
        try:
            status = ask("POST", "/txt/embed", {"input": f"a cat on a roof, number {number}"})
        except OSError:
            status = 0
        waits.append(time.perf_counter() - started)
        if status != 200:
            errors.append(status)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(_IN_FLIGHT)]
    for thread in threads:
        thread.start()
    gate.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    return len(errors), time.perf_counter() - started, waits


def _jpeg() -> bytes:
    pixels = np.random.default_rng(0).integers(0, 256, (94, 125, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).resize((4000, 3000)).save(file, "JPEG", quality=90)
    return file.getvalue()


def _ms(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000


def _row(name: str, measured: float, limit: float, unit: str) -> Row:
    return {"name": name, "measured": round(measured, 3), "limit": limit, "unit": unit}


if __name__ == "__main__":
    for row in rows():
        print(row)
