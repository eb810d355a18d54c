"""A service over a small library, and clients that nobody here wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx2
import pytest

from photo_search.library import Library
from photo_search.service.server import LocalService
from tests.end_to_end.conftest import QUICK, draw_photo

PHOTOS = 6


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("private") / "holiday"
    folder.mkdir()
    for seed in range(PHOTOS):
        draw_photo(folder / f"secret{seed}.jpg", seed)
    return folder


@pytest.fixture(scope="session")
def indexed(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("indexed") / "library"
    with Library.open(place) as library:
        library.add_folder(pictures)
        assert library.index(options=QUICK).result(timeout=100).embedded == PHOTOS
    return place


@pytest.fixture(scope="session")
def library(indexed: Path) -> Iterator[Library]:
    """Open the library once, for tests that read no picture: those would leave its decoders running."""
    with Library.open(indexed, read_only=True) as opened:
        yield opened


@pytest.fixture
def own_library(indexed: Path) -> Iterator[Library]:
    with Library.open(indexed, read_only=True) as opened:
        yield opened


@pytest.fixture
def service(library: Library) -> Iterator[LocalService]:
    with LocalService(library) as started:
        yield started


ConnectTo = Callable[..., httpx2.Client]
Connect = Callable[..., httpx2.Client]


@pytest.fixture
def connect_to() -> Iterator[ConnectTo]:
    """Make clients of a service; without headers given, they send its token."""
    made = []

    def client(service: LocalService, headers: dict[str, str] | None = None) -> httpx2.Client:
        given = {"Authorization": f"Bearer {service.token}"} if headers is None else headers
        made.append(httpx2.Client(base_url=service.address, headers=given, timeout=60, trust_env=False))
        return made[-1]

    yield client
    for one in made:
        one.close()


@pytest.fixture
def connect(connect_to: ConnectTo, service: LocalService) -> Connect:
    return partial(connect_to, service)


@pytest.fixture
def picture_client(own_library: Library, connect_to: ConnectTo) -> Iterator[httpx2.Client]:
    with LocalService(own_library) as service:
        yield connect_to(service)


@pytest.fixture
def client(connect: Connect) -> httpx2.Client:
    return connect()
