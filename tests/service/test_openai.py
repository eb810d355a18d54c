"""A client that nobody here wrote, OpenAI's own, works against the service."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import openai
import pytest

from photo_search.library import Library
from photo_search.service.server import LocalService


@pytest.fixture
def client(service: LocalService) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{service.address}/v1", api_key=service.token, max_retries=0) as made:
        yield made


def test_vectors_arrive_in_its_default_form_and_in_both_others(client: openai.OpenAI, library: Library) -> None:
    texts = ["a dog in the snow", "ein Hund im Schnee"]
    expected = library.embed_texts(texts).vectors
    answer = client.embeddings.create(model="starter", input=texts)  # As base64, which it unpacks itself.
    assert (np.array([one.embedding for one in answer.data], np.float32) == expected).all()
    assert [one.index for one in answer.data] == [0, 1]
    assert answer.model == "starter"
    assert answer.usage.prompt_tokens == answer.usage.total_tokens == 2 * library.spec.text.length
    plain = client.embeddings.create(model="starter", input=texts, encoding_format="float")
    assert (np.array([one.embedding for one in plain.data], np.float32) == expected).all()
    packed = client.embeddings.create(model="starter", input=texts[0], encoding_format="base64")
    assert isinstance(packed.data[0].embedding, str)


def test_many_texts_at_once(client: openai.OpenAI, library: Library) -> None:
    texts = [f"number {n}" for n in range(100)]
    answer = client.embeddings.create(model="starter", input=texts, dimensions=library.spec.dimension)
    vectors = np.array([one.embedding for one in answer.data])
    assert vectors.shape == (100, library.spec.dimension)
    np.testing.assert_allclose(vectors[77], library.embed_texts([texts[77]]).vectors[0], atol=1e-5)


def test_the_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["starter"]
    assert client.models.retrieve("starter").object == "model"
    with pytest.raises(openai.NotFoundError, match="“starter”"):
        client.models.retrieve("text-embedding-3-small")


def test_refusals_are_the_errors_that_it_knows(client: openai.OpenAI, service: LocalService) -> None:
    with pytest.raises(openai.NotFoundError, match="“starter”") as absent:
        client.embeddings.create(model="text-embedding-3-small", input="a dog")
    assert absent.value.code == "model_not_found"
    for tokens in ([1, 2, 3], [[1, 2], [3]]):
        with pytest.raises(openai.BadRequestError, match="token numbers"):
            client.embeddings.create(model="starter", input=tokens)
    with pytest.raises(openai.BadRequestError, match="256 numbers"):
        client.embeddings.create(model="starter", input="a dog", dimensions=64)
    with pytest.raises(openai.BadRequestError, match="encoding_format"):
        client.embeddings.create(model="starter", input="a dog", encoding_format="hex")  # type: ignore[call-overload]
    with pytest.raises(openai.NotFoundError, match="nothing at this address"):
        client.chat.completions.create(model="starter", messages=[{"role": "user", "content": "hello"}])
    with (
        openai.OpenAI(base_url=f"{service.address}/v1", api_key="guess", max_retries=0) as stranger,
        pytest.raises(openai.AuthenticationError, match="only with the token"),
    ):
        stranger.embeddings.create(model="starter", input="a dog")
