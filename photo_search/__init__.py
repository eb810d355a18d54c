"""photo_search finds a person's photos by meaning, on their own computer."""

__version__ = "0.1.0"
