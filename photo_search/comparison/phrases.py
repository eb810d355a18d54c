"""What models are asked in a comparison: people's captions, their labels, and words to look at the answers of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from photo_search.comparison.captions import Captioned

LABEL_PHRASE = "this is a photo of {}."
"""How a label is asked for, of every model alike."""

EVERYDAY = (
    "a dog",
    "a cat",
    "a birthday cake",
    "children playing outside",
    "people at a table",
    "a walk in the snow",
    "sunset over the sea",
    "mountains",
    "flowers in a garden",
    "a red car",
    "a street at night",
    "food on a plate",
    "a portrait of a smiling woman",
    "an old building",
    "a boat on the water",
    "a bird",
    "people dancing",
    "a bicycle",
    "a sleeping baby",
    "a forest in autumn",
    "a crowded market",
    "a train",
    "a computer on a desk",
    "somebody swimming",
)
"""Words to ask where nobody gave any."""

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is asked. `caption_files` names each caption's photo, `labelled` the photos of each label, by file.

    `caption_files` is as long as `captions`, `labelled` as long as `labels`; `described` are the files of all
    photos that somebody labelled, or found nothing to label in.
    """

    captions: tuple[str, ...]
    caption_files: tuple[bytes, ...]
    labels: tuple[str, ...]
    labelled: tuple[frozenset[bytes], ...]
    described: frozenset[bytes]
    words: tuple[str, ...]

    @property
    def label_phrases(self) -> tuple[str, ...]:
        """The labels as they are asked for."""
        return tuple(LABEL_PHRASE.format(label) for label in self.labels)


def phrases_of(captioned: Sequence[Captioned], words: Sequence[str]) -> Phrases:
    """Return what to ask about photos with these captions and labels; without any and without words, everyday ones."""
    pairs = [(text, entry.file) for entry in captioned for text in entry.captions]
    labels = sorted({label for entry in captioned for label in entry.labels})
    return Phrases(
        captions=tuple(text for text, _ in pairs),
        caption_files=tuple(file for _, file in pairs),
        labels=tuple(labels),
        labelled=tuple(frozenset(entry.file for entry in captioned if label in entry.labels) for label in labels),
        described=frozenset(entry.file for entry in captioned) if labels else frozenset(),
        words=tuple(words) or (() if pairs or labels else EVERYDAY[:_SHOWN]),
    )
