#!/usr/bin/env python3
"""Tries against the real model hub what only a machine with internet can show: listings, downloads, a search.

Run it as packaging/check_hub. With a connection, and some 2.5 GB free, it is expected to print, in about the time that
789 MB take (sizes that were unknown when this was written stand as ..., as does what depends on the computer):

    siglip2-base-p32-256: 7efccb86b5b6, 5 files, 789 MB: as expected
    siglip2-base-p16-256: d1114256522a, 5 files, 785 MB: as expected
    siglip2-base-p16-224: ba1f3b0843f2, 5 files, ... MB: as expected
    siglip2-so400m-p14-384: ..., ... files, ... MB: as expected
    siglip-base-p16-224: 4649052661e5, 5 files, 486 MB: as expected
    siglip-base-p16-224-int8: 4649052661e5, 5 files, 213 MB: as expected
    clip-vit-b32: ..., 6 files, ... MB: as expected
    siglip2-base-p32-256: downloading, interrupted after 20 MB, going on
    siglip2-base-p32-256: downloaded in ... s, installed with ... MB
    siglip2-base-p32-256: 768 numbers, scale ..., bias ...: sound
    siglip2-base-p32-256: red 0.1.., blue 0.0..: the red picture is nearer to “a red picture”
    All as expected.

The scale is expected near 110, the bias near -16. "as expected" means: the pinned commit is there, and every size and
SHA-256 that resources/models.toml gives is what the hub says. For so400m and CLIP, whose commits are not pinned, take
over what is printed. A line that begins with UNEXPECTED says what differs; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import CancelledError
from pathlib import Path

import numpy as np

from photo_search.errors import UserFixable
from photo_search.models.catalogue import KnownModel, known_model, known_models
from photo_search.models.encoder import Encoder
from photo_search.models.hub import Hub, Interrupted, unreachable
from photo_search.models.store import ModelStore

_INTERRUPTED_AFTER_BYTES = 20_000_000


def main() -> int:
    """Run every check; return 1 if anything was not as expected."""
    parser = argparse.ArgumentParser(description="Try the real model hub.")
    parser.add_argument("--listing", action="store_true", help="download nothing")
    parser.add_argument("names", nargs="*", metavar="NAME", default=[known_models()[0].name])
    arguments = parser.parse_args()
    faults = [fault for model in known_models() for fault in check_listing(model)]
    if not arguments.listing:
        with tempfile.TemporaryDirectory() as folder:
            for name in arguments.names:
                faults += check_download(ModelStore(Path(folder)), known_model(name))
    for fault in faults:
        print(f"UNEXPECTED {fault}")
    if not faults:
        print("All as expected.")
    return 1 if faults else 0


def check_listing(model: KnownModel) -> list[str]:
    """Compare what the hub says of a model's files with the catalogue; return what differs."""
    try:
        with Hub() as hub:
            repository = hub.repository(model.repository, model.revision)
    except UserFixable as error:
        return [f"{model.name}: {error}"]
    except Interrupted as error:
        return [f"{model.name}: {unreachable(error)}"]
    faults, total = [], 0
    for file in model.files:
        remote = repository.files.get(file.path)
        if remote is None or remote.size is None or remote.checksum is None:
            faults.append(f"{model.name}: the hub doesn't say what {file.path} is")
            continue
        total += remote.size
        if file.size not in {None, remote.size}:
            faults.append(f"{model.name}: {file.path} has {remote.size} bytes instead of {file.size}")
        if file.sha256 and remote.checksum.is_sha256 and remote.checksum.digits != file.sha256:
            faults.append(f"{model.name}: {file.path} has the SHA-256 {remote.checksum.digits}")
    outcome = "see below" if faults else "as expected"
    print(f"{model.name}: {repository.commit[:12]}, {len(model.files)} files, {total / 1e6:.0f} MB: {outcome}")
    return faults


def check_download(store: ModelStore, model: KnownModel) -> list[str]:
    """Download a model in two goes, check it, and see whether it tells red from blue."""
    name = model.name
    try:
        started = time.monotonic()
        interrupt(store, model)
        spec = store.download(model).result()
        size = store.size(name) / 1e6
        print(f"{name}: downloaded in {time.monotonic() - started:.0f} s, installed with {size:.0f} MB")
        spec = store.check(name)
    except UserFixable as error:
        return [f"{name}: {error}"]
    scale, bias = (None if fact is None else round(fact, 3) for fact in (spec.logit_scale, spec.logit_bias))
    print(f"{name}: {spec.dimension} numbers, scale {scale}, bias {bias}: sound")
    squares = np.zeros((2, spec.image.size, spec.image.size, 3), np.uint8)
    squares[0, ..., 0] = squares[1, ..., 2] = 220
    with Encoder(spec) as encoder:
        red, blue = (encoder.encode_images(squares) @ encoder.encode_texts(["a red picture"])[0]).tolist()
    if red <= blue:
        return [f"{name}: a red picture ({red:.3f}) is no nearer to its words than a blue one ({blue:.3f})"]
    print(f"{name}: red {red:.3f}, blue {blue:.3f}: the red picture is nearer to “a red picture”")
    return []


def interrupt(store: ModelStore, model: KnownModel) -> None:
    """Start a download and stop it soon."""
    handle = store.download(model)
    for progress in handle.watch(0.05):
        if progress.done_bytes > _INTERRUPTED_AFTER_BYTES:
            handle.cancel()
            break
    try:
        handle.result()
    except CancelledError:
        print(f"{model.name}: downloading, interrupted after {_INTERRUPTED_AFTER_BYTES // 10**6} MB, going on")


if __name__ == "__main__":
    sys.exit(main())
