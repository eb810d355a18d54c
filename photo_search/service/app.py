"""The endpoints of the service: which question goes where, and what is asked of the library."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from photo_search import __version__
from photo_search.errors import NoSuchPhoto, UserFixable
from photo_search.examples import Embedded
from photo_search.library import Library
from photo_search.records import SearchResult
from photo_search.service import documents
from photo_search.service.embedder import Embedder
from photo_search.service.guard import HEALTH
from photo_search.service.inputs import (
    PICTURE_BODY,
    TEXT_BODY,
    filters_in,
    page_in,
    photo_in,
    pictures_in,
    read_body,
    read_fields,
    texts_in,
    words_in,
)
from photo_search.service.lanes import Lane
from photo_search.service.openai_api import OpenAIApi
from photo_search.service.openapi import description
from photo_search.service.refusals import Refusal, json_response, refusal_of, refuse


def make_app(library: Library) -> Starlette:
    """Return the application over an open library, which it leaves open. It guards nothing: see guard.py."""
    return _Endpoints(library).app()


class _Endpoints:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._embedder = Embedder(library)
        self._questions = Lane("questions", threads=2, at_once=64, most=1024)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/txt/embed", self.embed_texts, methods=["POST"]),
                Route("/img/embed", self.embed_pictures, methods=["POST"]),
                Route("/search", self.search, methods=["GET"]),
                Route("/similar/{photo_id:int}", self.similar, methods=["GET"]),
                Route("/thumbnail/{photo_id:int}", self.thumbnail, methods=["GET"]),
                Route(HEALTH, self.health, methods=["GET"]),
                Route("/openapi.json", self.openapi, methods=["GET"]),
                *OpenAIApi(self._library, self._embedder).routes(),
            ],
            exception_handlers=dict.fromkeys((Refusal, UserFixable, HTTPException, Exception), _say),
            lifespan=self._life,
        )

    async def embed_texts(self, request: Request) -> Response:
        async with self._embedder.texts.enter():
            texts = texts_in(read_fields(await read_body(request, TEXT_BODY)))
            return await self._embedder.of_texts(texts, _with_vectors)

    async def embed_pictures(self, request: Request) -> Response:
        lane = self._embedder.pictures
        async with lane.enter():
            body = await read_body(request, PICTURE_BODY)
            contents = await lane.run(lambda: pictures_in(read_fields(body)))
            return await self._embedder.of_pictures(contents, _with_vectors)

    async def search(self, request: Request) -> Response:
        words, filters = words_in(request.query_params), filters_in(request.query_params)
        limit, offset = page_in(request.query_params)
        return await self._ask(partial(self._library.search, words, filters, limit=limit, offset=offset))

    async def similar(self, request: Request) -> Response:
        photo_id, filters = photo_in(request.path_params), filters_in(request.query_params)
        limit, offset = page_in(request.query_params)
        return await self._ask(partial(self._library.similar, photo_id, filters, limit=limit, offset=offset))

    async def thumbnail(self, request: Request) -> Response:
        photo_id = photo_in(request.path_params)
        async with self._questions.enter():
            jpeg = await self._questions.run(partial(self._library.thumbnail, photo_id))
        if jpeg is None:
            raise NoSuchPhoto(f"There is no small picture of a photo number {photo_id}.")
        return Response(jpeg, media_type="image/jpeg")

    async def health(self, request: Request) -> Response:
        if not request.state.trusted:
            return json_response({"status": "ok"})
        async with self._questions.enter():
            coverage = await self._questions.run(self._library.coverage)
        return json_response(documents.health(self._library.spec.space, coverage, __version__))

    async def openapi(self, _: Request) -> Response:
        return json_response(description())

    async def _ask(self, question: partial[SearchResult]) -> Response:
        async with self._questions.enter():
            return await self._questions.run(lambda: json_response(documents.search_result(question())))

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        yield
        self._embedder.close()
        self._questions.close()


def _with_vectors(embedded: Embedded) -> Response:
    return Response(documents.embeddings(embedded), media_type="application/json")


async def _say(request: Request, error: Exception) -> Response:
    return refuse(request.url.path, refusal_of(error))
