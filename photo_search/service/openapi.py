"""The description of the service for programs and their authors, in OpenAPI 3.1 (spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

from typing import Any

from photo_search import __version__
from photo_search.service.guard import HEALTH
from photo_search.service.inputs import LONGEST_TEXT, MOST_HITS, MOST_PICTURES, MOST_TEXTS

Schema = dict[str, Any]

_ABOUT = (
    "Finds photos of one library by meaning, and turns texts and pictures into vectors with the model that it uses."
    " It answers only on this computer, and only with the token that `photo-search serve` prints."
)


def description() -> Schema:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "photo_search", "version": __version__, "description": _ABOUT},
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(),
            "responses": {
                "Error": _answer("Why there is no answer", "Error"),
                "OpenAIError": _answer("Why there is no answer", "OpenAIError"),
            },
        },
    }


def _paths() -> Schema:
    page = [
        _asked("limit", {"type": "integer", "minimum": 0, "maximum": MOST_HITS, "default": 20}, "how many photos"),
        _asked("offset", {"type": "integer", "minimum": 0, "default": 0}, "leave out the first"),
        _asked("from", {"type": "string", "format": "date"}, "taken on this day or later"),
        _asked("until", {"type": "string", "format": "date"}, "taken on this day or before"),
    ]
    words = _asked("q", {"type": "string", "maxLength": LONGEST_TEXT}, "what the photo shows", required=True)
    photo = {"name": "photo_id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0}}
    model = {"name": "model", "in": "path", "required": True, "schema": {"type": "string"}}
    jpeg = {"description": "A JPEG of at most 512 pixels a side", "content": {"image/jpeg": {}}}
    health = {"oneOf": [_ref("Alive"), _ref("Health")]}
    return {
        "/txt/embed": {"post": _operation("Vectors of texts", "Embeddings", body="Texts")},
        "/img/embed": {"post": _operation("Vectors of pictures", "Embeddings", body="Pictures")},
        "/search": {"get": _operation("Photos that show what words say", "Photos", [words, *page])},
        "/similar/{photo_id}": {"get": _operation("Photos that look like one", "Photos", [photo, *page])},
        "/thumbnail/{photo_id}": {"get": _operation("A small picture of a photo", jpeg, [photo])},
        HEALTH: {
            "get": _operation("Whether the service is there; with the token, how it is", health) | {"security": []}
        },
        "/openapi.json": {"get": _operation("This document", {"type": "object"})},
        "/v1/embeddings": {
            "post": _operation(
                "Vectors of texts, as OpenAI's service gives them", "OpenAIEmbeddings", body="OpenAITexts"
            )
        },
        "/v1/models": {"get": _operation("The model, as OpenAI's service lists it", "OpenAIModels")},
        "/v1/models/{model}": {"get": _operation("The model, if it is this one", "OpenAIModel", [model])},
    }


def _schemas() -> Schema:
    text = {"type": "string", "maxLength": LONGEST_TEXT}
    vector = _list({"type": "number"})
    number, whole, name = {"type": "number"}, {"type": "integer"}, {"type": "string"}
    model = _object(name=name, revision=name, variant=name, preprocessing=whole)
    coverage = _object(embedded=whole, photos=whole, offline=whole, failed=whole)
    usage = _object(prompt_tokens=whole, total_tokens=whole)
    form = {"enum": ["float", "base64"], "default": "float"}
    return {
        "Texts": _object(input=_one_or_more(text, MOST_TEXTS)),
        "Pictures": _object(input=_one_or_more({"type": "string", "contentEncoding": "base64"}, MOST_PICTURES)),
        "Model": model,
        "Coverage": coverage,
        "Embeddings": _object(model=_ref("Model"), dimension=whole, embeddings=_list(vector)),
        "Photo": _object(
            photo=whole,
            cosine=number,
            score=number,
            taken={"type": ["string", "null"]},
            width=whole,
            height=whole,
            offline={"type": "boolean"},
            matches={"type": "boolean"},
            by_name={"type": "boolean"},
        ),
        "Photos": _object(
            model=name,
            coverage=_ref("Coverage"),
            took_ms=number,
            matching={"type": ["integer", "null"]},
            notices=_list(name),
            hits=_list(_ref("Photo")),
        ),
        "Alive": _object(status={"const": "ok"}),
        "Health": _object(
            status={"const": "ok"}, version=name, model=_ref("Model"), dimension=whole, coverage=_ref("Coverage")
        ),
        "Error": _object(error=_object(kind=name, sentence=name, remedy=name)),
        "OpenAITexts": _object(input=_one_or_more(text, MOST_TEXTS), model=name, encoding_format=form)
        | {"required": ["input"]},
        "OpenAIEmbeddings": _object(
            object={"const": "list"},
            data=_list(_object(object={"const": "embedding"}, index=whole, embedding={"oneOf": [vector, name]})),
            model=name,
            usage=usage,
        ),
        "OpenAIModel": _object(id=name, object={"const": "model"}, created=whole, owned_by=name),
        "OpenAIModels": _object(object={"const": "list"}, data=_list(_ref("OpenAIModel"))),
        "OpenAIError": _object(
            error=_object(message=name, type=name, param={"type": ["string", "null"]}, code={"type": "string"})
        ),
    }


def _operation(summary: str, answer: str | Schema, parameters: list[Schema] | None = None, body: str = "") -> Schema:
    if isinstance(answer, str):
        found = _answer(summary, answer)
    else:
        found = answer if "description" in answer else _holding(summary, answer)
    error = "OpenAIError" if "OpenAI" in str(answer) else "Error"
    operation: Schema = {
        "summary": summary,
        "responses": {"200": found, "default": {"$ref": f"#/components/responses/{error}"}},
    }
    if parameters:
        operation["parameters"] = parameters
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(body)}}}
    return operation


def _answer(about: str, schema: str) -> Schema:
    return _holding(about, _ref(schema))


def _holding(about: str, schema: Schema) -> Schema:
    return {"description": about, "content": {"application/json": {"schema": schema}}}


def _asked(name: str, schema: Schema, about: str, *, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": about}


def _object(**fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _one_or_more(one: Schema, most: int) -> Schema:
    return {"oneOf": [one, {"type": "array", "items": one, "minItems": 1, "maxItems": most}]}


def _ref(schema: str) -> Schema:
    return {"$ref": f"#/components/schemas/{schema}"}
