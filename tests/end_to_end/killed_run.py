"""Indexes a folder until it is killed: the victim of the kill tests. Arguments: library, folder."""

from __future__ import annotations

import sys
from pathlib import Path

from photo_search.indexing.indexer import IndexOptions
from photo_search.library import Library

if __name__ == "__main__":
    with Library.open(Path(sys.argv[1])) as library:
        if library.folder_of(sys.argv[2]) is None:
            library.add_folder(sys.argv[2])
        print("started", flush=True)
        library.index(options=IndexOptions(jobs=2)).result()
