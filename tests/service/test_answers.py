"""What the service answers is what the library answers, as openapi.json describes it, and names no file."""

from __future__ import annotations

import base64
import io
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pytest
from PIL import Image
from starlette.routing import Route

from photo_search import __version__
from photo_search.library import Library
from photo_search.records import Filters
from photo_search.service.app import make_app
from photo_search.service.openapi import description
from photo_search.service.server import LocalService
from tests.service.conftest import PHOTOS, Connect


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Return whether `value` fits what this project uses of JSON Schema; an unknown key of a schema is an error."""
    schema = dict(schema)
    if "$ref" in schema:
        return fits(value, description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema:
        return sum(fits(value, one) for one in schema["oneOf"]) == 1
    if "const" in schema:
        return bool(value == schema["const"])
    kinds = schema.pop("type")
    fields, required = schema.pop("properties", {}), schema.pop("required", [])
    items = schema.pop("items", None)
    assert not schema, schema
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    types |= {"array": list, "object": dict}
    if not any(isinstance(value, types[kind]) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return False
    if isinstance(value, list):
        return all(fits(one, items) for one in value)
    if isinstance(value, dict) and fields:
        return set(required) <= set(value) <= set(fields) and all(fits(value[k], fields[k]) for k in value)
    return True


def check(answer: httpx2.Response, path: str, method: str = "get") -> Any:
    """Return the answer's document, if it is what openapi.json promises for `path`."""
    responses = description()["paths"][path][method]["responses"]
    found = responses["200" if answer.status_code == 200 else "default"]
    if "$ref" in found:
        found = description()["components"]["responses"][found["$ref"].rpartition("/")[2]]
    document = answer.json()
    assert fits(document, found["content"]["application/json"]["schema"]), (answer.status_code, document)
    return document


def base64_of(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def test_texts_become_unit_vectors_of_a_named_model_in_their_order(client: httpx2.Client, library: Library) -> None:
    texts = [f"photo number {n} of a dog, Überraschung 🐕" for n in range(21)]
    document = check(client.post("/txt/embed", json={"input": texts}), "/txt/embed", "post")
    vectors = np.array(document["embeddings"], np.float32)
    assert vectors.shape == (21, document["dimension"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(vectors, library.embed_texts(texts).vectors, atol=1e-5)
    space = library.spec.space
    model = {"name": space.model, "revision": space.revision, "variant": space.variant}
    assert document["model"] == model | {"preprocessing": space.preprocessing}
    (alone,) = client.post("/txt/embed", json={"input": texts[0]}).json()["embeddings"]
    np.testing.assert_allclose(alone, vectors[0], atol=1e-5)


def test_every_number_of_a_vector_arrives_as_it_was(client: httpx2.Client, library: Library) -> None:
    (sent,) = client.post("/txt/embed", json={"input": "a"}).json()["embeddings"]
    assert (np.array(sent, np.float32) == library.embed_texts(["a"]).vectors[0]).all()


def test_pictures_become_the_vectors_that_the_library_has_of_them(
    picture_client: httpx2.Client, library: Library, pictures: Path
) -> None:
    inputs = [base64_of(pictures / "secret0.jpg"), "data:image/jpeg;base64," + base64_of(pictures / "secret1.jpg")]
    document = check(picture_client.post("/img/embed", json={"input": inputs}), "/img/embed", "post")
    first, second = np.array(document["embeddings"], np.float32)
    photos = {p.files[0].path.rpartition(b"/")[2]: p.photo_id for p in library.photos(library.listing().photo_ids)}
    hits = {h.photo_id: h.cosine for h in library.similar(photos[b"secret0.jpg"]).hits}
    assert hits[photos[b"secret1.jpg"]] == pytest.approx(float(first @ second), abs=2e-3)
    np.testing.assert_allclose(np.linalg.norm([first, second], axis=1), 1, atol=1e-6)


def test_a_photo_is_turned_upright_as_in_the_library(picture_client: httpx2.Client, pictures: Path) -> None:
    with Image.open(pictures / "secret2.jpg") as image:
        sideways, exif, file = image.transpose(Image.Transpose.ROTATE_90), Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    sideways.save(file, "JPEG", quality=95, exif=exif)
    inputs = [base64_of(pictures / "secret2.jpg"), base64.b64encode(file.getvalue()).decode()]
    upright, turned = np.array(picture_client.post("/img/embed", json={"input": inputs}).json()["embeddings"])
    assert upright @ turned > 0.99


def test_what_is_no_picture_is_named_by_its_place(picture_client: httpx2.Client, pictures: Path) -> None:
    inputs = [base64_of(pictures / "secret0.jpg"), base64.b64encode(b"%!PS-Adobe-3.0 EPSF-3.0").decode()]
    answer = picture_client.post("/img/embed", json={"input": inputs})
    assert answer.status_code == 422
    assert check(answer, "/img/embed", "post")["error"]["sentence"].startswith("Input 2 gives no picture.")
    assert picture_client.post("/img/embed", json={"input": inputs[0]}).status_code == 200


def test_searching_finds_what_the_library_finds(client: httpx2.Client, library: Library) -> None:
    document = check(client.get("/search", params={"q": "a  red circle"}), "/search")
    found = library.search("a red circle", limit=20)
    assert [hit["photo"] for hit in document["hits"]] == [hit.photo_id for hit in found.hits]
    assert document["coverage"] == {"embedded": PHOTOS, "photos": PHOTOS, "offline": 0, "failed": 0}
    page = client.get("/search", params={"q": "a red circle", "limit": 2, "offset": 1}).json()
    assert page["hits"] == document["hits"][1:3]
    assert client.get("/search", params={"q": "a", "until": "1990-01-01"}).json()["hits"] == []
    today = library.search("a", Filters((), date(1990, 1, 1), None)).hits
    assert len(client.get("/search", params={"q": "a", "from": "1990-01-01"}).json()["hits"]) == len(today)


def test_similar_photos_and_small_pictures_go_by_the_photo_s_number(client: httpx2.Client, library: Library) -> None:
    photo = check(client.get("/search", params={"q": "x"}), "/search")["hits"][0]["photo"]
    document = check(client.get(f"/similar/{photo}"), "/similar/{photo_id}")
    assert [hit["photo"] for hit in document["hits"]] == [hit.photo_id for hit in library.similar(photo).hits]
    assert photo not in [hit["photo"] for hit in document["hits"]]
    small = client.get(f"/thumbnail/{photo}")
    assert small.headers["content-type"] == "image/jpeg"
    assert small.content == library.thumbnail(photo)


@pytest.mark.parametrize("number", ["99999", "9" * 40, "0"])
def test_a_photo_that_is_not_there_is_not_found(client: httpx2.Client, number: str) -> None:
    for place in ("similar", "thumbnail"):
        answer = client.get(f"/{place}/{number}")
        assert answer.status_code == 404
        assert check(answer, f"/{place}/{{photo_id}}")["error"]["kind"] == "NoSuchPhoto"


def test_health_tells_the_rest_only_to_who_has_the_token(client: httpx2.Client, connect: Connect) -> None:
    assert check(connect({}).get("/health"), "/health") == {"status": "ok"}
    assert connect({"Authorization": "Bearer guess"}).get("/health").json() == {"status": "ok"}
    known = check(client.get("/health"), "/health")
    assert (known["version"], known["coverage"]["photos"]) == (__version__, PHOTOS)


def test_no_answer_names_a_file_or_folder(client: httpx2.Client) -> None:
    for path in ("/search?q=x", "/similar/1", "/health", "/openapi.json", "/v1/models"):
        text = client.get(path).text
        assert not any(name in text for name in ("secret", "holiday", "private", ".jpg"))


def test_the_description_is_of_the_addresses_that_there_are(
    service: LocalService, client: httpx2.Client, library: Library
) -> None:
    served = client.get("/openapi.json").json()
    assert served == description()
    app = make_app(library)
    routes = {
        (route.path.replace(":int", ""), method.lower())
        for route in app.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert routes == {(path, method) for path, methods in served["paths"].items() for method in methods}
    schemas = served["components"]["schemas"]
    text = str(served)
    assert {name for name in schemas if f"#/components/schemas/{name}'" not in text} == set()
    references = {part.partition("'")[0] for part in text.split("'#/components/schemas/")[1:]}
    assert references == set(schemas)
