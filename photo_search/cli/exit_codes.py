"""What the exit status of photo-search says, in one table."""

from __future__ import annotations

from enum import IntEnum

from photo_search.errors import LibraryInUse, StorageFull, UserFixable


class ExitCode(IntEnum):
    """The exit status of every command."""

    DONE = 0
    BUG = 1
    """A fault of ours; the traceback is on the error output."""
    USAGE = 2
    """The command line makes no sense."""
    FIXABLE = 3
    """Something that a person can mend; the sentence says how."""
    UNSOUND = 4
    """`doctor` found something that is not repaired."""
    DISK_FULL = 5
    IN_USE = 6
    """Another photo_search is writing the library."""
    NOT_THERE = 7
    """`have` was asked for a picture that the library hasn't got."""
    INTERRUPTED = 130
    """Ctrl-C; everything done so far is kept."""


def code_for(error: UserFixable) -> ExitCode:
    """Return the status for an error that reached the command line."""
    if isinstance(error, StorageFull):
        return ExitCode.DISK_FULL
    if isinstance(error, LibraryInUse):
        return ExitCode.IN_USE
    return ExitCode.FIXABLE
