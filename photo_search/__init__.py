"""photo_search finds a person's photos by meaning, on their own computer."""

import os

__version__ = "0.1.0"

# Before numpy is loaded: its products here are small, and OpenBLAS's threads would spin while they wait for the next,
# which doubles what a search costs and keeps the window's thread from its work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
