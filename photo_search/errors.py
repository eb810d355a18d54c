"""Every exception of photo_search, split into the world's fault and ours.

PhotoSearchError
├── UserFixable                  the world's fault: a sentence for the person, and what to do
│   ├── FolderUnusable           a folder to index is absent, unreadable, or already part of the library
│   ├── LibraryUnusable          the library can't be opened
│   │   ├── LibraryAbsent        there is none at that place yet
│   │   ├── NotALibrary          the file is something else, or damaged
│   │   ├── LibraryTooNew        written by a newer version
│   │   ├── LibraryInUse         another process is writing it
│   │   └── LibraryReadOnly      no permission to write
│   ├── StorageFull              the disk is full; reading goes on
│   ├── ModelUnusable            a model's folder is incomplete, damaged or of an unknown kind
│   ├── NoSuchModel              no model of that name is on this computer, or known
│   ├── SpaceInUse               what a model learned can't be removed while it answers or learns
│   ├── NothingToGoBackTo        no other model answered before this one
│   ├── ModelBusy                another process is downloading or changing this model
│   ├── ModelDeclined            a model made smaller here sees photos too differently to be used
│   ├── DownloadFailed           a model can't be fetched; what was got is kept
│   ├── EmbeddingFileUnusable    a file of embeddings is damaged, of another model, or can't be written
│   ├── ComparisonUnusable       the models, photos or captions to compare with make no sense
│   ├── UnreadablePhoto          one file gives no picture; it costs only itself
│   │   └── FileVanished         it was there when its folder was listed, and is no longer
│   ├── ServiceUnusable          the local service can't start
│   ├── SettingsUnsaved          what the person chose can't be written; it holds until the end
│   ├── SavedSearchUnusable      a search can't be saved like that, or is saved no longer
│   │   └── NameTaken            another one has that name
│   ├── NotWritten               a file that was asked for can't be written
│   ├── NothingToSee             a question names nothing that could be seen in a photo
│   └── NoSuchPhoto              asked for a photo that the library does not hold
└── Bug                          ours: an invariant broke; ends as a traceback in the log and a dialog

Anything else that reaches a front end is a bug too.
"""

from __future__ import annotations


class PhotoSearchError(Exception):
    """Root of the tree."""


class UserFixable(PhotoSearchError):
    """Something a person can understand and mend.

    `sentence` says what happened; `remedy` says what to do, and may be empty where nothing can be done.
    """

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence, remedy)
        self.sentence = sentence
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class FolderUnusable(UserFixable):
    """A folder to index is absent, unreadable, or already part of the library."""


class LibraryUnusable(UserFixable):
    """The library can't be opened."""


class LibraryAbsent(LibraryUnusable):
    """There is no library at that place yet."""


class NotALibrary(LibraryUnusable):
    """The file is not a photo_search catalog, or is damaged beyond reading."""


class LibraryTooNew(LibraryUnusable):
    """The library was written by a newer version of photo_search."""


class LibraryInUse(LibraryUnusable):
    """Another process is writing this library."""


class LibraryReadOnly(LibraryUnusable):
    """The library, or the disk it lies on, can't be written."""


class StorageFull(UserFixable):
    """The disk that holds the library is full."""


class ModelUnusable(UserFixable):
    """A model's folder is incomplete, damaged, of an unknown family, or gives unusable vectors."""


class NoSuchModel(UserFixable):
    """No model of that name is on this computer, or known."""


class SpaceInUse(UserFixable):
    """What a model learned can't be removed while it answers, or goes on learning."""


class NothingToGoBackTo(UserFixable):
    """No other model answered before this one."""


class ModelBusy(UserFixable):
    """Another process is downloading or changing this model."""


class ModelDeclined(UserFixable):
    """A model that was made smaller here sees the person's photos too differently to be used."""


class DownloadFailed(UserFixable):
    """A model can't be fetched. What was got is kept, and the next try goes on from there."""


class EmbeddingFileUnusable(UserFixable):
    """A file of embeddings is damaged, holds those of another model, or can't be written."""


class ComparisonUnusable(UserFixable):
    """The models, photos or captions to compare with are absent or make no sense."""


class UnreadablePhoto(UserFixable):
    """One file gives no picture. `transient` is true where trying again later may help."""

    def __init__(self, sentence: str, remedy: str = "", *, transient: bool = False) -> None:
        super().__init__(sentence, remedy)
        self.transient = transient

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_unreadable, (type(self), self.sentence, self.remedy, self.transient))


class FileVanished(UnreadablePhoto):
    """The file was there when its folder was listed, and is no longer."""


def _rebuild_unreadable(error: type[UnreadablePhoto], sentence: str, remedy: str, transient: bool) -> UnreadablePhoto:
    """Keyword arguments don't survive pickling by themselves; errors come from child processes."""
    return error(sentence, remedy, transient=transient)


class ServiceUnusable(UserFixable):
    """The local service can't start: its packages are missing, or its port is taken."""


class SettingsUnsaved(UserFixable):
    """What the person chose can't be written; it holds until the end of this run."""


class SavedSearchUnusable(UserFixable):
    """A search can't be saved under that name or with that text, or is saved no longer."""


class NameTaken(SavedSearchUnusable):
    """Another saved search has that name."""


class NotWritten(UserFixable):
    """A file that was asked for can't be written."""


class NothingToSee(UserFixable):
    """A question names nothing that could be seen in a photo, where that is needed."""


class NoSuchPhoto(UserFixable):
    """The library holds no such photo."""


class Bug(PhotoSearchError):
    """An invariant of ours broke."""
