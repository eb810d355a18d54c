"""Changes a library over to a model until it is killed, and says how far it is.

Arguments: library, folder of models, name of the model.
"""

from __future__ import annotations

import sys
from pathlib import Path

from photo_search.indexing.indexer import IndexOptions
from photo_search.library import Library
from photo_search.records import Phase

if __name__ == "__main__":
    with Library.open(Path(sys.argv[1]), models=Path(sys.argv[2])) as library:
        library.models.use(sys.argv[3])
        run = library.index(options=IndexOptions(jobs=1, low_priority=False))
        for progress in run.watch(0.01):
            print(progress.done if progress.phase is Phase.CHANGING else 0, flush=True)
        run.result()
