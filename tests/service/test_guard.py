"""Only programs of this computer that know the token get an answer, and nothing they send does harm."""

from __future__ import annotations

import gzip
import json
import logging
import socket
from collections.abc import Iterator

import httpx2
import psutil
import pytest

from photo_search.library import Library
from photo_search.service.inputs import LONGEST_TEXT, MOST_PICTURES, MOST_TEXTS, TEXT_BODY
from photo_search.service.openapi import description
from photo_search.service.server import LocalService
from tests.service.conftest import Connect, ConnectTo

EVERY = [
    (method, path.replace("{photo_id}", "1").replace("{model}", "starter"))
    for path, methods in description()["paths"].items()
    for method in methods
]
GUARDED = [(method, path) for method, path in EVERY if path != "/health"]
MB = 1 << 20


def speak(service: LocalService, request: str) -> str:
    """Send something that no client library would, and return all of the answer."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as raw:
        raw.sendall(request.replace("\n", "\r\n").encode())
        heard = b""
        while more := raw.recv(4096):
            heard += more
    return heard.decode()


def raw_get(service: LocalService, path: str, hosts: str, version: str = "1.1") -> str:
    authorization = f"Authorization: Bearer {service.token}\nConnection: close\n"
    return speak(service, f"GET {path} HTTP/{version}\n{hosts}{authorization}\n")


def chunks(size: int) -> Iterator[bytes]:
    yield b'{"input": "'
    for _ in range(size // 65_536):
        yield b"a" * 65_536
    yield b'"}'


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer guess"},
        {"Authorization": "Basic {}"},
        {"Authorization": "{}"},
        {"Authorization": "Bearer {}x"},
        {"Authorization": "Bearer \xe9\xe9"},
        {"Cookie": "token={}"},
        {"X-Api-Key": "{}"},
    ],
)
def test_without_the_token_nothing_is_answered(
    service: LocalService, connect: Connect, headers: dict[str, str]
) -> None:
    sent = {name: value.format(service.token).encode("latin-1") for name, value in headers.items()}
    client = connect({})
    for method, path in GUARDED:
        answer = client.request(method, path, params={"token": service.token}, headers=sent)
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"] == "Bearer"
        assert set(answer.json()) == {"error"}


def test_two_services_have_two_long_tokens(service: LocalService, library: Library) -> None:
    other = LocalService(library)
    other.close()
    assert other.token != service.token
    assert len(service.token) >= 43


def test_two_tokens_at_once_are_none(service: LocalService) -> None:
    host = f"Host: 127.0.0.1:{service.port}\nAuthorization: Bearer {service.token}\n"
    assert raw_get(service, "/v1/models", host).startswith("HTTP/1.1 401")


def test_only_this_computer_s_own_names_are_answered(service: LocalService) -> None:
    port = service.port
    for host in ("127.0.0.1", "localhost", "[::1]", "LOCALHOST"):
        assert raw_get(service, "/v1/models", f"Host: {host}:{port}\n").startswith("HTTP/1.1 200"), host
    others = ["photos.example", f"photos.example:{port}", "127.0.0.1", "localhost", f"127.0.0.1:{port + 1}"]
    others += [f"localhost.photos.example:{port}", f"0.0.0.0:{port}", f"127.0.0.1:{port}@photos.example", ""]
    for host in others:
        for path in ("/health", "/v1/models"):
            answer = raw_get(service, path, f"Host: {host}\n")
            assert answer.startswith("HTTP/1.1 421"), (host, answer)
    assert raw_get(service, "/health", "", version="1.0").startswith("HTTP/1.1 421")
    two = raw_get(service, "/health", f"Host: 127.0.0.1:{port}\nHost: photos.example\n")
    assert two.startswith("HTTP/1.1 4")


def test_pages_of_other_origins_are_permitted_nothing(connect: Connect) -> None:
    origin = {"Origin": "https://photos.example"}
    asking = origin | {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    for method, path in EVERY:
        for client in (connect(), connect({})):
            preflight = client.options(path, headers=asking)
            assert preflight.status_code in {401, 405}
            for answer in (preflight, client.request(method, path, headers=origin)):
                assert not [name for name in answer.headers if name.startswith("access-control")]


def test_no_other_computer_can_connect(service: LocalService) -> None:
    listening = [
        c.laddr.ip for c in psutil.Process().net_connections("inet") if c.laddr.port == service.port and not c.raddr
    ]
    assert listening == ["127.0.0.1"]
    own = [a.address for all_ in psutil.net_if_addrs().values() for a in all_ if a.family == socket.AF_INET]
    for address in own:
        if not address.startswith("127."):
            with pytest.raises(OSError, match=r"."):
                socket.create_connection((address, service.port), timeout=1)


@pytest.mark.parametrize("path", ["/txt/embed", "/img/embed", "/v1/embeddings"])
def test_a_body_that_is_too_large_is_refused_however_it_comes(client: httpx2.Client, path: str) -> None:
    stated = client.post(path, content=b"a" * (60 * MB))
    assert stated.status_code == 413
    streamed = client.post(path, content=chunks(60 * MB))
    assert "content-length" not in streamed.request.headers
    assert streamed.status_code == 413
    for answer in (stated, streamed):
        assert "MB" in answer.text
    assert client.post("/txt/embed", json={"input": "still there"}).status_code == 200


def test_a_body_that_is_too_large_is_not_waited_for(service: LocalService) -> None:
    head = f"POST /txt/embed HTTP/1.1\nHost: 127.0.0.1:{service.port}\nAuthorization: Bearer {service.token}\n"
    answer = speak(service, f"{head}Content-Length: {TEXT_BODY + 1}\nExpect: 100-continue\nConnection: close\n\n")
    assert answer.startswith("HTTP/1.1 413")


def test_a_head_without_end_is_hung_up_on(service: LocalService) -> None:
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as raw:
        raw.sendall(b"GET /health HTTP/1.1\r\nX-Long: ")
        with pytest.raises(ConnectionError):
            raw.sendall(b"a" * (64 * MB))
    assert raw_get(service, "/health", f"Host: 127.0.0.1:{service.port}\n").startswith("HTTP/1.1 200")


def test_compressed_bodies_are_refused(client: httpx2.Client) -> None:
    bomb = gzip.compress(b'{"input": "' + b"a" * (8 * MB) + b'"}')
    assert client.post("/txt/embed", content=bomb, headers={"Content-Encoding": "gzip"}).status_code == 415


BAD_BODIES = [
    b"",
    b"{",
    b"[]",
    b'"a dog"',
    b"null",
    b"\xff\xfe{}",
    b'{"input": NaN}',
    b'{"input": ' + b"9" * 5000 + b"}",
    b'{"input": ' + b"[" * (2 * MB) + b"}",
    b'{"input": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
    b"{}",
    b'{"input": null}',
    b'{"input": 5}',
    b'{"input": []}',
    b'{"input": [null]}',
    b'{"input": ["a", 5]}',
    b'{"input": {"text": "a"}}',
]


@pytest.mark.parametrize("path", ["/txt/embed", "/img/embed", "/v1/embeddings"])
def test_what_makes_no_sense_is_refused_with_a_sentence(client: httpx2.Client, path: str) -> None:
    for body in BAD_BODIES:
        answer = client.post(path, content=body)
        assert answer.status_code == 400, body[:40]
        error = answer.json()["error"]
        assert (error["message"] if path.startswith("/v1") else error["sentence"]).endswith((".", "}.", ")."))
    assert client.post("/txt/embed", json={"input": "still there"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "inputs"),
    [
        ("/txt/embed", ["a"] * (MOST_TEXTS + 1)),
        ("/txt/embed", "a" * (LONGEST_TEXT + 1)),
        ("/txt/embed", "half a character: \ud83d"),
        ("/img/embed", ["AAAA"] * (MOST_PICTURES + 1)),
        ("/img/embed", "not base64!"),
        ("/img/embed", "AAA"),
        ("/img/embed", "https://photos.example/a.jpg"),
        ("/img/embed", "file:///etc/passwd"),
        ("/img/embed", "data:image/svg+xml,<svg/>"),
    ],
    ids=lambda given: str(given)[:20],
)
def test_inputs_have_limits(client: httpx2.Client, path: str, inputs: object) -> None:
    answer = client.post(path, content=json.dumps({"input": inputs}))
    assert answer.status_code == 400
    assert answer.json()["error"]["sentence"]


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=+", f"q={'a' * (LONGEST_TEXT + 1)}", "q=a&limit=1001", "q=a&limit=-1", "q=a&limit=x", "q=a&limit=٣",
     "q=a&offset=1e3", f"q=a&offset={'9' * 50}", "q=a&from=soon", "q=a&until=2020-13-01"],
)  # fmt: skip
def test_questions_have_limits(client: httpx2.Client, query: str) -> None:
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["sentence"]


def test_extremes_that_make_sense_are_answered(client: httpx2.Client) -> None:
    assert client.get("/search?q=a&limit=0").json()["hits"] == []
    assert client.get(f"/search?q=a&limit=1000&offset={(1 << 62) - 1}").json()["hits"] == []
    assert client.get("/search", params={"q": "\x00 ' OR 1=1; <img src=x> ../.. 🐕"}).status_code == 200
    assert client.post("/txt/embed", json={"input": ["", " ", "\x00", "a" * LONGEST_TEXT]}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/thumbnail/../../etc/passwd", "/thumbnail/..%2f..%2fetc%2fpasswd", "/thumbnail//etc/passwd", "/thumbnail/-1",
     "/thumbnail/1.5", "/thumbnail/a", "/similar/C:%5Cphotos", "/similar/%00", "/", "/docs", "/v1/chat/completions"],
)  # fmt: skip
def test_photos_have_numbers_and_nothing_has_a_path(service: LocalService, path: str) -> None:
    answer = raw_get(service, path, f"Host: 127.0.0.1:{service.port}\n")
    assert answer.startswith("HTTP/1.1 404"), answer
    assert '{"error":' in answer
    assert "passwd" not in answer


def test_odd_values_beside_the_input_are_refused_too(client: httpx2.Client) -> None:
    for odd in ({"dimensions": [1]}, {"dimensions": "256"}, {"encoding_format": {}}, {"encoding_format": [1]}):
        assert client.post("/v1/embeddings", json={"input": "a", **odd}).status_code == 400, odd
    for model in (5, [], {"name": "starter"}, None):
        assert client.post("/v1/embeddings", json={"input": "a", "model": model}).status_code == 404


def test_other_methods_are_refused(client: httpx2.Client) -> None:
    for method, path in [("GET", "/txt/embed"), ("DELETE", "/thumbnail/1"), ("POST", "/search"), ("TRACE", "/health")]:
        answer = client.request(method, path)
        assert answer.status_code == 405
        assert answer.json()["error"]["sentence"]


def test_the_log_holds_no_question_no_name_and_no_token(own_library: Library, connect_to: ConnectTo) -> None:
    lines: list[str] = []
    keeper = logging.Handler()
    keeper.emit = lambda record: lines.append(logging.Formatter().format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    root.addHandler(keeper)
    level = root.level
    root.setLevel(logging.INFO)
    try:
        with LocalService(own_library) as service:
            client = connect_to(service)
            client.get("/search", params={"q": "zebra crossing"})
            client.post("/txt/embed", json={"input": "zebra crossing"})
            client.post("/img/embed", json={"input": "AAAA"})
            own_library.close()
            fault = client.post("/txt/embed", json={"input": "zebra again"})
            assert client.get("/v1/models").status_code == 200
    finally:
        root.setLevel(level)
        root.removeHandler(keeper)
    assert fault.status_code == 500
    assert fault.json()["error"]["kind"] == "Bug"
    log = "\n".join(line for line in lines if "HTTP Request" not in line)  # Which is what the client says.
    assert "A fault of photo_search: Bug in " in log
    for word in ("zebra", service.token, "secret", "holiday", "Traceback"):
        assert word not in log
