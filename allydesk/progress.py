"""How slow work says how far it is, and learns that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """Called from the working thread, as often as the work likes."""

    def __call__(self, done: int, total: int, /) -> None:
        """`done` counts up to `total`, in whatever unit the work has (entries, pages, bytes); 0 is "not known".

        Raises `allydesk.errors.Cancelled` when the person has asked to stop; the work lets that pass through and
        leaves nothing half done.
        """


def unreported(done: int, total: int) -> None:
    """The progress of work that nobody watches."""


def part(progress: Progress, first: int, last: int) -> Progress:
    """The progress of one part of some work, whose own 0 to total is `first` to `last` per cent of the whole."""

    def reported(done: int, total: int) -> None:
        progress(first + ((last - first) * done // total if total else 0), 100)

    return reported
