"""A hub that has a small model, and a store that is empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photo_search.models.store import ModelStore
from photo_search.models.transfer import Patience
from tests.models.fake_hub import FakeHub, serving
from tests.models.known_models import published

QUICK = Patience(waits_s=(0.01,) * 5, waits_without_answer_s=(0.01,), answer_s=0.5)


@pytest.fixture(scope="session")
def repository_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return published(tmp_path_factory.mktemp("published") / "model")


@pytest.fixture
def hub(repository_files: dict[str, bytes]) -> Iterator[FakeHub]:
    with serving(FakeHub(dict(repository_files))) as served:
        yield served


@pytest.fixture
def store(tmp_path: Path, hub: FakeHub) -> ModelStore:
    return ModelStore(tmp_path / "models", environment=hub.environment(), patience=QUICK)
