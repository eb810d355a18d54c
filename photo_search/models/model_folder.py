"""A model's folder as it may be trusted: files that lie inside it, and the facts in its json files."""

from __future__ import annotations

import io
import json
import math
import os
from collections.abc import Mapping
from pathlib import Path

from photo_search.errors import ModelUnusable
from photo_search.paths import display_path

_REMEDY = "Download the model again, or choose another one."
_MOST_JSON_BYTES = 4 << 20
_LONGEST_TEXT = 200


class ModelFolder:
    """A folder that should hold a model. Whatever is wrong with it is raised as ModelUnusable."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()

    def fault(self, what: str, remedy: str = _REMEDY) -> ModelUnusable:
        """Return the error that says `what` (half a sentence, without a full stop) about this model."""
        return ModelUnusable(f"The model in {display_path(os.fsencode(self.path))} can't be used: {what}.", remedy)

    def file(self, name: str) -> Path:
        """Return where the file `name`, relative to the folder, lies.

        The name may come from a file that a stranger wrote, so it must not lead out of the folder: not by `..`,
        as an absolute path, or through a link.
        """
        try:
            path = (self.path / name).resolve()
            there = path.is_file()
        except (OSError, RuntimeError, ValueError) as error:
            raise self.fault(f"its file {name!r} can't be reached") from error
        if not path.is_relative_to(self.path):
            raise self.fault(f"its file {name!r} lies outside the model's folder")
        if not there:
            raise self.fault(f"its file {name!r} is missing")
        return path

    def open(self, name: str) -> io.BufferedReader:
        """Open the file `name` for reading."""
        try:
            return self.file(name).open("rb")
        except OSError as error:
            raise self.fault(f"its file {name!r} can't be read ({error.strerror})") from error

    def facts(self, name: str, *, optional: bool = False) -> JsonFacts:
        """Read the json file `name`; if it is absent and `optional`, return no facts."""
        if optional and not os.path.lexists(self.path / name):
            return JsonFacts(self, name, {})
        with self.open(name) as file:
            content = file.read(_MOST_JSON_BYTES + 1)
        if len(content) > _MOST_JSON_BYTES:
            raise self.fault(f"its file {name!r} is far larger than such a file is")
        try:
            values = json.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise self.fault(f"its file {name!r} is damaged or incomplete") from error
        if not isinstance(values, dict):
            raise self.fault(f"its file {name!r} is damaged or incomplete")
        return JsonFacts(self, name, values)


class JsonFacts:
    """One object of a json file, read with type and range checked; null counts as absent.

    Every method but `has`, `raw` and `names` raises ModelUnusable, naming file and key, where a fact is of the
    wrong kind, or is absent and there is no default.
    """

    def __init__(self, folder: ModelFolder, file: str, values: Mapping[str, object], where: str = "") -> None:
        self._folder = folder
        self._file = file
        self._values = values
        self._where = where

    def fault(self, what: str) -> ModelUnusable:
        """Return the error that says `what` about this file."""
        return self._folder.fault(f"its file {self._file!r} {what}")

    def has(self, key: str) -> bool:
        """Tell whether there is such a fact."""
        return self._values.get(key) is not None

    def raw(self, key: str) -> object:
        """Return the fact as json gave it, or None."""
        return self._values.get(key)

    def names(self) -> list[str]:
        """Return the keys."""
        return list(self._values)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a short printable text."""
        value = self._required(key, default)
        if not isinstance(value, str) or not value.isprintable() or len(value) > _LONGEST_TEXT:
            raise self._wrong(key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of short texts; none if it is absent."""
        values = self._required(key, [])
        if not isinstance(values, list):
            raise self._wrong(key)
        return tuple(self.only(key, value).text(key) for value in values)

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._required(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key)
        return value

    def whole(self, key: str, default: int | None = None, *, least: int = 1, most: int = 1 << 16) -> int:
        """Return a whole number between `least` and `most`, both included."""
        value = self._required(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._wrong(key)
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """Return a finite number."""
        value = self._required(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self._wrong(key)
        try:
            number = float(value)
        except OverflowError as error:
            raise self._wrong(key) from error
        if not math.isfinite(number):
            raise self._wrong(key)
        return number

    def triple(self, key: str) -> tuple[float, float, float]:
        """Return three finite numbers."""
        values = self._required(key, None)
        if not isinstance(values, list) or len(values) != 3:
            raise self._wrong(key)
        each = [self.only(key, value) for value in values]
        return each[0].number(key), each[1].number(key), each[2].number(key)

    def only(self, key: str, value: object) -> JsonFacts:
        """Return `value` alone, as the fact `key`: to read the parts of a list one by one."""
        return JsonFacts(self._folder, self._file, {key: value}, self._where)

    def child(self, key: str) -> JsonFacts:
        """Return an object's facts; no facts if it is absent."""
        values = self._required(key, {})
        if not isinstance(values, dict):
            raise self._wrong(key)
        return JsonFacts(self._folder, self._file, values, f"{self._where}{key}.")

    def _required(self, key: str, default: object) -> object:
        value = self._values.get(key)
        if value is None:
            value = default
        if value is None:
            raise self.fault(f"doesn't say {self._where + key!r}")
        return value

    def _wrong(self, key: str) -> ModelUnusable:
        return self.fault(f"says something impossible for {self._where + key!r}")
