"""The part of OpenAI's interface that programs for embeddings use, so that they work here by another address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from photo_search.library import Library
from photo_search.service import documents
from photo_search.service.embedder import Embedder
from photo_search.service.inputs import TEXT_BODY, invalid, read_body, read_fields, texts_in
from photo_search.service.refusals import Refusal, json_response


class OpenAIApi:
    """`/v1/embeddings` and `/v1/models` (platform.openai.com/docs/api-reference), with the one model that answers."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder

    def routes(self) -> list[Route]:
        """Return what there is."""
        return [
            Route("/v1/embeddings", self._embeddings, methods=["POST"]),
            Route("/v1/models", self._models, methods=["GET"]),
            Route("/v1/models/{model}", self._model, methods=["GET"]),
        ]

    async def _embeddings(self, request: Request) -> Response:
        async with self._embedder.texts.enter():
            fields = read_fields(await read_body(request, TEXT_BODY))
            texts, form = texts_in(fields), _form(fields)
            self._check_model(fields.get("model", self._library.spec.space.model))
            self._check_dimensions(fields)
            # The model reads every text at its full length, filled up with padding.
            tokens = self._library.spec.text.length
            return await self._embedder.of_texts(
                texts,
                lambda embedded: Response(
                    documents.openai_embeddings(embedded, form, tokens), media_type="application/json"
                ),
            )

    async def _models(self, _: Request) -> Response:
        return json_response({"object": "list", "data": [documents.openai_model(self._library.spec.space)]})

    async def _model(self, request: Request) -> Response:
        self._check_model(request.path_params["model"])
        return json_response(documents.openai_model(self._library.spec.space))

    def _check_model(self, name: object) -> None:
        own = self._library.spec.space.model
        if name != own:
            raise Refusal(404, "model_not_found", f"This service answers with the model “{own}”.", "Name that one.")

    def _check_dimensions(self, fields: Mapping[str, Any]) -> None:
        own = self._library.spec.space.dimension
        if fields.get("dimensions") not in [own, None]:  # Whatever was sent: it need not be hashable.
            raise invalid(f"The vectors of this model have {own:,} numbers; it can't make shorter ones.")


def _form(fields: Mapping[str, Any]) -> Literal["float", "base64"]:
    form = fields.get("encoding_format", "float")
    if form == "base64":
        return "base64"
    if form == "float":
        return "float"
    raise invalid("“encoding_format” must be “float” or “base64”.")
