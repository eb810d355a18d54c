"""The one door to all that explains: why a photo was found, what is in it, whether it is there, where the line is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photo_search.asking import Asking
from photo_search.catalog.catalog import Catalog
from photo_search.errors import NoSuchPhoto, NothingToSee
from photo_search.examples import Decoder
from photo_search.indexing.thumbnails import ThumbnailStore
from photo_search.insight.concepts import ConceptVectors, best_words, standing_out
from photo_search.insight.explaining import Explaining
from photo_search.insight.heating import Heating
from photo_search.insight.owned import Owned
from photo_search.insight.records import ConceptWord, Explanation, Have, HeatMap, ScoreHistogram
from photo_search.insight.tuning import recommended, score_histogram
from photo_search.models.spec import ModelSpec
from photo_search.paths import real_path
from photo_search.records import MIDDLE_STRICTNESS, Filters, Hit, Photo, SearchOptions, Tuning
from photo_search.searching.cutoff import Line
from photo_search.searching.vector_index import Floats, Ids
from photo_search.space_lineup import SpaceLineup

Places = npt.NDArray[np.intp]

_SAMPLE = 400
"""Photos that tell what a word has in common with any photo."""

_AROUND = 6
"""Hits that are shown on either side of a line."""


class Insight:
    """Explains one library's answers. For several threads; each method may take seconds, so ask in the background.

    `folder` is where the vectors of everyday words are kept, beside the indexes.
    """

    def __init__(
        self,
        catalog: Catalog,
        thumbnails: ThumbnailStore,
        lineup: SpaceLineup,
        asking: Asking,
        decoder: Callable[[], Decoder],
        folder: Path,
    ) -> None:
        self._catalog = catalog
        self._lineup = lineup
        self._asking = asking
        self._decoder = decoder
        self._concepts = ConceptVectors(folder, asking.thesaurus.terms)
        self._explaining = Explaining(catalog, lineup, asking)
        self._heating = Heating(thumbnails, decoder)
        self._owned = Owned(catalog, thumbnails, asking)
        self._closed = threading.Event()

    def explain(self, text: str, photo_id: int, *, options: SearchOptions | None = None) -> Explanation:
        """Return why a photo is, or is not, in the answer to `text`. Raises NoSuchPhoto or ModelUnusable."""
        photo = self._photo(photo_id)
        options = options or SearchOptions()
        why = self._explaining.photo(text, photo, options, self._strictness(options))
        return replace(why, nearest=tuple(self.words(photo_id)))

    def explain_file(self, text: str, path: str | bytes | Path, *, options: SearchOptions | None = None) -> Explanation:
        """Return the same of the picture in a file, of the library or not. Raises UnreadablePhoto or ModelUnusable."""
        where = real_path(path)
        known = self._catalog.photos.id_at(where)
        if known is not None:
            return self.explain(text, known, options=options)
        options = options or SearchOptions()
        spec = self._lineup.standing().spec
        vector = self._lineup.warm(spec).examples.of_file(where)
        why = self._explaining.picture(text, where, vector, spec, options, self._strictness(options))
        return replace(why, nearest=tuple(self._words(vector, spec)))

    def heat_map(
        self,
        text: str,
        photo_id: int,
        *,
        cancel: Callable[[], bool] | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> HeatMap:
        """Return where in a photo the model sees what `text` says, by hiding it patch by patch.

        `cancel` is asked between the steps; `progress` is told the part that is done, from 0 to 1. Raises
        concurrent.futures.CancelledError, NoSuchPhoto, UnreadablePhoto or ModelUnusable; NothingToSee for a question
        that has neither words nor pictures.
        """
        photo = self._photo(photo_id)
        question = self._asking.question(text, Filters(), SearchOptions())
        spec = self._lineup.standing().spec
        asked = self._explaining.vectors(question, spec) if question.has_meaning else None
        if asked is None:
            raise NothingToSee("This question names nothing that could be seen in a photo.", "Add words to it.")
        return self._heating.heat_map(
            text,
            photo,
            asked,
            self._lineup.warm(spec).encoder,
            cancel=lambda: self._closed.is_set() or (cancel is not None and cancel()),
            progress=progress or (lambda _: None),
        )

    def words(self, photo_id: int, limit: int = 8) -> list[ConceptWord]:
        """Return everyday words for what a photo shows, best first: only those that stand out, so perhaps none.

        The first time for a model takes as long as some hundred phrases do. Raises NoSuchPhoto or ModelUnusable;
        CancelledError if the library is closed meanwhile.
        """
        spec = self._lineup.standing().spec
        vector = self._lineup.warm(spec).examples.of_known(self._photo(photo_id))
        return [] if vector is None else self._words(vector, spec, limit)

    def words_in_file(self, path: str | bytes | Path, limit: int = 8) -> list[ConceptWord]:
        """Return everyday words for the picture in any file, as `words` does. Raises UnreadablePhoto, too."""
        spec = self._lineup.standing().spec
        return self._words(self._lineup.warm(spec).examples.of_file(real_path(path)), spec, limit)

    def photo_at(self, path: str | bytes | Path) -> int | None:
        """Return the number of the photo that a file of the library holds; None for a file that is no part of it."""
        return self._catalog.photos.id_at(real_path(path))

    def have(self, path: str | bytes | Path) -> Have:
        """Return what the library has of the picture in any file. Raises UnreadablePhoto or ModelUnusable."""
        return self._owned.have(real_path(path), self._decoder())

    def histogram(
        self, text: str, bins: int = 60, *, options: SearchOptions | None = None, tuning: Tuning | None = None
    ) -> ScoreHistogram:
        """Return how the whole library scores for a question; with `tuning`, as if that were kept.

        Raises ModelUnusable.
        """
        options = options or SearchOptions()
        # What stands in names, and plain facts, have nothing to do with how well the model sees.
        question = replace(self._asking.question(text, Filters(), options), filters=Filters())
        kept = self.tuning() if tuning is None else tuning
        strictness = self._strictness(options, kept)
        standing = self._asking.standing(question, tuning=kept)
        model = self._lineup.standing().spec.name
        if standing is None:
            return score_histogram(text, model, np.empty(0, np.float32), None, strictness, bins)
        shown = ~standing.survey.marked(self._catalog.photos.hidden_ids())
        ids, cosines = standing.survey.ids[shown], standing.survey.cosines[shown]
        found = score_histogram(text, model, cosines, standing.line, strictness, bins)
        order = np.argsort(-cosines, kind="stable")
        above, below = np.split(order, [found.matching])
        return replace(
            found,
            above=self._hits(ids, cosines, above[: -_AROUND - 1 : -1], standing.line, matches=True),
            below=self._hits(ids, cosines, below[:_AROUND], standing.line, matches=False),
        )

    def tuning(self) -> Tuning:
        """Return what is kept for the model that answers now; None in it leaves the model as it ships."""
        space_id = self._catalog.embeddings.find_space(self._lineup.standing().spec.space)
        kept = None if space_id is None else self._catalog.tuning.get(space_id)
        return kept or Tuning()

    def tune(self, temperature: float | None = None, strictness: float | None = None) -> Tuning:
        """Keep a temperature, a strictness or both for the model that answers now; return what holds from now on.

        What is None stays as it was. Raises ValueError for a temperature that isn't above 0 and a strictness outside
        of 0..1; LibraryReadOnly, StorageFull.
        """
        before = self.tuning()
        tuning = Tuning(
            before.temperature if temperature is None else temperature,
            before.strictness if strictness is None else strictness,
        )
        self._catalog.tuning.set(self._catalog.embeddings.space(self._lineup.standing().spec.space), tuning)
        return tuning

    def recommend(self, text: str, right: Sequence[int], wrong: Sequence[int]) -> Tuning:
        """Return what tells the `right` photos from the `wrong` ones best for a question; nothing is kept.

        Raises ValueError where one of them is empty, NoSuchPhoto for photos that the model hasn't seen, NothingToSee
        for a question without words and pictures, or ModelUnusable.
        """
        question = self._asking.question(text, Filters(), SearchOptions())
        standing = self._asking.standing(question, tuning=Tuning())
        if standing is None:
            raise NothingToSee("This question names nothing that could be seen in a photo.", "Add words to it.")
        sides = []
        for ids in (right, wrong):
            photos = np.array(ids, np.int64)
            if not standing.survey.has(photos).all():
                raise NoSuchPhoto("Some of these photos are not in the library, or no model has seen them yet.")
            sides.append(standing.survey.cosines[standing.survey.marked(photos)])
        return recommended(sides[0], sides[1], standing.line)

    def reset(self) -> Tuning:
        """Forget what was kept for the model that answers now; return what holds. Raises LibraryReadOnly."""
        space_id = self._catalog.embeddings.find_space(self._lineup.standing().spec.space)
        if space_id is not None:
            self._catalog.tuning.reset(space_id)
        return Tuning()

    def close(self) -> None:
        """Let everything that is under way end soon."""
        self._closed.set()

    def _photo(self, photo_id: int) -> Photo:
        photos = self._catalog.photos.get([photo_id])
        if not photos:
            raise NoSuchPhoto(f"The library has no photo number {photo_id}.")
        return photos[0]

    def _words(self, vector: Floats, spec: ModelSpec, limit: int = 8) -> list[ConceptWord]:
        space_id = self._catalog.embeddings.find_space(spec.space)
        if space_id is None:
            return []
        examples = self._lineup.warm(spec).examples
        terms = self._concepts.get(space_id, str(spec.space), examples.of_texts, self._closed.is_set)
        if terms is None:
            raise CancelledError
        index = self._lineup.index(space_id, spec.space).get()
        ids = index.photo_ids()
        sample = index.vectors(ids[:: max(1, -(-len(ids) // _SAMPLE))])
        return best_words(self._asking.thesaurus.terms(), standing_out(vector, terms, sample), limit)

    def _hits(self, ids: Ids, cosines: Floats, places: Places, line: Line, *, matches: bool) -> tuple[Hit, ...]:
        photos = ids[places].tolist()
        facts = self._catalog.photos.facts(photos)
        scores = line.scores(cosines[places]).tolist()
        return tuple(
            Hit(photo_id=photo_id, cosine=cosine, score=score, matches=matches, **facts[photo_id]._asdict())
            for photo_id, cosine, score in zip(photos, cosines[places].tolist(), scores, strict=True)
            if photo_id in facts
        )

    def _strictness(self, options: SearchOptions, tuning: Tuning | None = None) -> float:
        """Return the strictness that a search with these options has."""
        if options.strictness is not None:
            return options.strictness
        kept = (tuning or self.tuning()).strictness
        return MIDDLE_STRICTNESS if kept is None else kept
