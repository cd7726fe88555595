"""How long one has been writing: the time while keys are typed, and none of the time one sits and looks."""

LONGEST_PAUSE = 60.0
"""Seconds. After a longer gap between two keys, one was not writing in between."""


class WritingTime:
    """Adds up the gaps between one key and the next. Times are in seconds of any clock that only goes forward."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._seconds = 0.0

    @property
    def seconds(self) -> int:
        """Whole seconds that are not yet kept."""
        return int(self._seconds)

    def typed(self, now: float) -> None:
        """A key was typed at that moment."""
        if self._last is not None and 0 < now - self._last <= LONGEST_PAUSE:
            self._seconds += now - self._last
        self._last = now

    def rest(self) -> None:
        """What comes next does not follow on what was typed before: another entry was open in between."""
        self._last = None

    def kept(self, seconds: int) -> None:
        """So many of them are in the vault."""
        self._seconds = max(0.0, self._seconds - seconds)
