"""Says what models are, how good, and what they cost, in the person's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.wording import about, number, size, translate

if TYPE_CHECKING:
    from photo_search.models.catalogue import Quality
    from photo_search.models.transfer import DownloadProgress

STARTER = "starter"
"""The name of the model that ships with the app."""


def base_of(name: str) -> str:
    """Return the name of a model without the revision that tells it from another of the same name."""
    return name.partition("@")[0]


def title_of(name: str) -> str:
    """Return what people call the model `name`: the name itself, if it is not a known one."""
    from photo_search.models.catalogue import known_models  # noqa: PLC0415 - the window opens without it

    base = base_of(name)
    if base == STARTER:
        title = translate("models", "Starter")
    else:
        title = next((translated(model.title) for model in known_models() if model.name == base), base)
    return title if base == name else translate("models", "%1, an older version").replace("%1", title)


def starter_summary() -> str:
    """Return the sentence about the model that ships with the app."""
    return translate(
        "models", "Comes with Photo Search and answers at once. Coarse, and only for questions in English."
    )


def languages_in_words(codes: tuple[str, ...]) -> str:
    """Return languages, given by their codes or as "many", by name."""
    if not codes:
        return ""
    if "many" in codes or len(codes) > 3:
        return translate("models", "Many languages")
    if codes == ("en",):
        return translate("models", "English")
    return ", ".join(QLocale(code).nativeLanguageName() or code for code in codes)


def quality_in_words(quality: tuple[Quality, ...]) -> str:
    """Return what was measured of a model and by whom; the first figure, the others are for the tip."""
    if not quality:
        return ""
    figure = quality[0]
    measure = {
        "English text to photo recall": translate("models", "Finds the photo that English words describe: %1 of 100"),
        "COCO text to photo R@1": translate("models", "Puts the photo that English words describe first: %1 of 100"),
    }.get(figure.measure, f"{translated(figure.measure)}: %1")
    return f"{measure.replace('%1', number(round(figure.value)))} ({figure.source})"


def sources_in_words(quality: tuple[Quality, ...]) -> str:
    """Return every figure as it was published, one a line."""
    return "\n".join(
        f"{translated(figure.measure)}: {QLocale().toString(figure.value, 'f', 1)} % ({figure.source})"
        for figure in quality
    )


def time_in_words(seconds: float, photos: int) -> str:
    """Return how long learning so many photos takes."""
    return translate("models", "%1 for %2").replace("%1", about(seconds)).replace("%2", your_photos(photos))


def your_photos(photos: int) -> str:
    """Return so many photos, as the person's."""
    return Counts().yours(photos)


class Counts(QObject):
    """What is said with a number: lupdate knows plurals only of a class's own texts."""

    def yours(self, photos: int) -> str:
        """Return so many photos, as the person's."""
        return self.tr("your %Ln photo(s)", "", photos)

    def waiting(self, photos: int) -> str:
        """Return how many photos a model can't learn now."""
        return self.tr("%Ln photo(s) wait for a drive or folder that isn't there now.", "", photos)

    def common(self, photos: int) -> str:
        """Return how many photos of %1 are in both rows."""
        return self.tr("%Ln of %1 photos are in both rows.", "", photos)


def stand_in_note(missing: str) -> str:
    """Return that a model answers in the place of one that is not there any more."""
    return translate("models", "Answers in place of %1, which is no longer on this computer.").replace(
        "%1", title_of(missing)
    )


def removal_in_words(photos: int, seconds: float | None, freed_bytes: int) -> str:
    """Return what is lost with a model that knows so many photos, and the room that its going makes."""
    sentences = []
    if photos:
        forgets = translate("models", "It forgets %1").replace("%1", your_photos(photos))
        if seconds is not None:
            again = translate("models", "learning them again would take %1").replace("%1", about(seconds))
            forgets = f"{forgets}; {again}"
        sentences.append(f"{forgets}.")
    if freed_bytes:
        sentences.append(translate("models", "%1 become free.").replace("%1", size(freed_bytes)))
    return " ".join(sentences)


def progress_in_words(progress: DownloadProgress) -> str:
    """Return how far a download is."""
    from photo_search.models.transfer import Stage  # noqa: PLC0415 - the window opens without it

    if progress.notice:
        return translated(progress.notice)
    match progress.stage:
        case Stage.CONNECTING:
            return translate("models", "Connecting…")
        case Stage.CONVERTING:
            return translate("models", "Preparing it for this computer…")
        case Stage.CHECKING:
            return translate("models", "Checking it…")
        case Stage.FINISHED:
            return translate("models", "Downloaded")
    of = amount(progress.done_bytes, progress.total_bytes)
    if progress.stage is Stage.PAUSED:
        return translate("models", "Paused at %1").replace("%1", of)
    parts = [of]
    if progress.bytes_per_s:
        parts.append(translate("models", "%1/s").replace("%1", size(round(progress.bytes_per_s))))
    if progress.seconds_left is not None:
        parts.append(about(progress.seconds_left))
    return " · ".join(parts)


def amount(done: int, total: int) -> str:
    """Return how many bytes of how many are here."""
    if not total:
        return size(done)
    return translate("models", "%1 of %2").replace("%1", size(done)).replace("%2", size(total))
