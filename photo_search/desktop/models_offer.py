"""Whether to offer the default model, and the one line that does: what it gives, and what it costs, plainly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photo_search.desktop.models_wording import title_of, your_photos
from photo_search.desktop.wording import about, size, translate
from photo_search.models.catalogue import known_models
from photo_search.models.cost import seconds_per_photo
from photo_search.models.spec import bundled_starter

if TYPE_CHECKING:
    from photo_search.library import Library

_WORTH_IT = 50
"""Photos from which on a better model is worth a download; fewer are looked through as quickly."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model to offer: bytes to download, and seconds to learn so many photos."""

    name: str
    download_bytes: int
    seconds: float
    photos: int
    licence: str

    def sentence(self) -> str:
        """Return the offer in the person's words."""
        return (
            translate(
                "models",
                "The model %1 finds much more, in many languages: %2 to download, then %3 to learn %4 while you go on "
                "searching. It is free (%5).",
            )
            .replace("%1", title_of(self.name))
            .replace("%2", size(self.download_bytes))
            .replace("%3", about(self.seconds))
            .replace("%4", your_photos(self.photos))
            .replace("%5", self.licence)
        )


def find_offer(library: Library) -> Offer | None:
    """Return the default model if only the starter is used and nothing else was ever tried. Not for the GUI thread."""
    model = known_models()[0]
    photos = library.coverage().photos
    others = [one for one in library.models.status() if one.photos or one.role is not None or one.name == model.name]
    only_starter = all(one.spec is not None and one.spec.folder == bundled_starter() for one in others)
    if photos < _WORTH_IT or not only_starter or library.models.store.unfinished():
        return None
    seconds = seconds_per_photo(model.gflop) * photos
    return Offer(model.name, model.download_bytes or model.approximate_bytes, seconds, photos, model.licence)
