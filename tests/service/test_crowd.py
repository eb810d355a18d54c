"""Many requests at once are all answered, small ones pass large ones, and the end is always clean."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading

import httpx2
import numpy as np
import pytest

from photo_search.errors import ServiceUnusable
from photo_search.library import Library
from photo_search.service.embedder import Embedder
from photo_search.service.lanes import Lane
from photo_search.service.refusals import Refusal, json_response
from photo_search.service.server import LocalService
from tests.service.conftest import ConnectTo


def test_200_requests_in_flight_are_answered_without_an_error(service: LocalService, library: Library) -> None:
    async def ask_all() -> list[httpx2.Response]:
        limits = httpx2.Limits(max_connections=200)
        headers = {"Authorization": f"Bearer {service.token}"}
        async with httpx2.AsyncClient(
            base_url=service.address, headers=headers, limits=limits, timeout=100, trust_env=False
        ) as client:
            asked = [
                client.get("/search", params={"q": f"number {n}"})
                if n % 4 == 3
                else client.post("/txt/embed", json={"input": f"number {n}"})
                for n in range(200)
            ]
            return await asyncio.gather(*asked)

    answers = asyncio.run(ask_all())
    assert [answer.status_code for answer in answers] == [200] * 200
    for n in (0, 1, 2, 198):
        (vector,) = answers[n].json()["embeddings"]
        np.testing.assert_allclose(vector, library.embed_texts([f"number {n}"]).vectors[0], atol=1e-5)


def test_a_small_request_passes_a_large_one(library: Library) -> None:
    ended: list[str] = []

    async def both() -> None:
        embedder = Embedder(library)

        async def ask(name: str, texts: list[str]) -> None:
            await embedder.of_texts(texts, lambda embedded: json_response(len(embedded.vectors)))
            ended.append(name)

        await asyncio.gather(ask("large", ["a"] * 100), ask("small", ["b"]))
        embedder.close()

    asyncio.run(both())
    assert ended == ["small", "large"]


def test_a_lane_turns_away_what_is_too_much_and_goes_on_after_it() -> None:
    async def crowd() -> None:
        lane = Lane("test", threads=1, at_once=1, most=2)
        leave = asyncio.Event()

        async def visit() -> int:
            async with lane.enter():
                await leave.wait()
                return await lane.run(lambda: 7)

        visits = [asyncio.create_task(visit()) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as refused:
            async with lane.enter():
                pass
        assert (refused.value.status, refused.value.headers) == (503, {"Retry-After": "1"})
        leave.set()
        assert await asyncio.gather(*visits) == [7, 7]
        assert await visit() == 7
        lane.close()

    asyncio.run(crowd())


def test_requests_that_are_given_up_cost_nobody_else_an_answer(service: LocalService, connect_to: ConnectTo) -> None:
    head = f"POST /txt/embed HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\nAuthorization: Bearer {service.token}\r\n"
    whole = b'{"input": "a cat"}'
    for sent in (b"", whole[:9], whole):
        for _ in range(70):  # More than are let in at once.
            with socket.create_connection(("127.0.0.1", service.port)) as raw:
                raw.sendall(f"{head}Content-Length: {len(whole)}\r\n\r\n".encode() + sent)
    assert connect_to(service).post("/txt/embed", json={"input": "still there"}).status_code == 200


def test_the_end_waits_for_no_one_who_only_holds_the_line(library: Library) -> None:
    with LocalService(library) as service, contextlib.ExitStack() as lines:
        for _ in range(3):
            lines.enter_context(socket.create_connection(("127.0.0.1", service.port)))
        service.close()
        assert not any(thread.name.startswith("service") for thread in threading.enumerate())


def test_the_end_breaks_off_what_would_take_long(library: Library, connect_to: ConnectTo) -> None:
    texts = [f"number {n}" for n in range(2048)]
    ended: list[object] = []
    with LocalService(library) as service:
        client = connect_to(service)

        def ask() -> None:
            try:
                ended.append(client.post("/txt/embed", json={"input": texts}).status_code)
            except httpx2.TransportError as error:
                ended.append(type(error))

        asking = threading.Thread(target=ask)
        asking.start()
        while not any(thread.name.startswith("service texts") for thread in threading.enumerate()):
            assert asking.is_alive()
    asking.join(30)
    assert ended[0] in {200, 500, httpx2.RemoteProtocolError, httpx2.ReadError}


def test_a_port_is_taken_once_and_free_again(library: Library, connect_to: ConnectTo) -> None:
    with LocalService(library) as first:
        assert connect_to(first).get("/health").status_code == 200
        with pytest.raises(ServiceUnusable, match=f"port {first.port}.*--port"):
            LocalService(library, first.port)
    with LocalService(library, first.port) as second:
        assert connect_to(second).get("/health").status_code == 200
        assert connect_to(second, {"Authorization": f"Bearer {first.token}"}).get("/search?q=a").status_code == 401


def test_a_service_that_never_started_can_be_closed(library: Library) -> None:
    LocalService(library).close()
