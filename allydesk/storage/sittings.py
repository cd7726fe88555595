"""When what was there is kept as a version: after a sitting, or when much of it is taken away."""

from datetime import timedelta

SITTING = timedelta(minutes=10)
"""How long one goes on writing before the state at its beginning is kept as a version."""
SITTING_STORED = SITTING // timedelta(microseconds=1)
"""The same, as the tables hold it."""
_LOSS_KEPT = 200
"""Characters. A save that takes away more than this and more than a third of the text keeps what was there."""


def loses_much(before: str, after: str) -> bool:
    """Whether so much of a text is taken away that what was there is kept."""
    lost = len(before) - len(after)
    return lost > _LOSS_KEPT and lost * 3 > len(before)
