"""Downloads a known model into a folder of its own: plan, fetch, convert, check."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from photo_search.models.catalogue import KnownModel
from photo_search.models.disk import require_room, writing_to
from photo_search.models.download_plan import DownloadPlan, kept_plan, make_plan, save_plan
from photo_search.models.fetching import Fetcher, Persistence
from photo_search.models.hub import Hub
from photo_search.models.hub_cache import HubCache
from photo_search.models.installing import Towers, build
from photo_search.models.logit_facts import read_logit_facts
from photo_search.models.model_folder import ModelFolder
from photo_search.models.rewriting import rewritten_bytes
from photo_search.models.spec import ModelSpec
from photo_search.models.transfer import Download, Patience, Stage
from photo_search.models.verification import verify_model

_FETCHED, _READY = "files", "ready"


def download_into(
    folder: Path, known: KnownModel, handle: Download, environment: Mapping[str, str], patience: Patience
) -> ModelSpec:
    """Download `known` into `folder` and return the checked model, which lies in a folder below it.

    What an earlier try left in `folder` is used. Raises DownloadFailed, StorageFull, ModelUnusable, or CancelledError.
    """
    cache = HubCache(environment)
    with Hub(environment, timeout_s=patience.answer_s) as hub, writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        persistence = Persistence(handle, patience)
        plan = kept_plan(known, folder)
        if plan is None:
            # What an earlier try fetched was of another plan.
            shutil.rmtree(folder / _FETCHED, ignore_errors=True)
            plan = persistence.repeat(lambda: make_plan(known, hub, cache))
            save_plan(plan, folder)
        fetcher = Fetcher(plan, folder / _FETCHED, hub, cache, handle, persistence)
        require_room(folder, fetcher.missing_bytes() + _converted_bytes(known, plan))
        fetcher.fetch_all()
        whole = plan.total_bytes
        handle.report(Stage.CONVERTING, whole, whole)
        source = ModelFolder(folder / _FETCHED)
        facts = _facts(known, plan, hub)
        spec = build(source, Towers(known.vision, known.text), folder / _READY, facts, handle.checkpoint)
        handle.report(Stage.CHECKING, whole, whole)
        verify_model(spec)
    handle.checkpoint()
    return spec


def _converted_bytes(known: KnownModel, plan: DownloadPlan) -> int:
    half = known.variant.startswith("fp16")
    return sum(rewritten_bytes(file.size, half=half) for file in plan.files if ".onnx" in file.path)


def _facts(known: KnownModel, plan: DownloadPlan, hub: Hub) -> dict[str, object]:
    scale, bias = known.logit_scale, known.logit_bias
    if known.original and scale is None and bias is None:
        scale, bias = read_logit_facts(hub, known.original)
    return {
        "name": known.name,
        "family": known.family.value,
        "revision": plan.commit,
        "variant": known.variant,
        "dimension": known.dimension,
        "logit_scale": scale,
        "logit_bias": bias,
        "languages": list(known.languages),
        "licence": known.licence,
        "repository": plan.repository,
        "fetched": {file.path: {"size": file.size, "checksum": file.checksum.digits} for file in plan.files},
    }
