"""What became of the position data in a file, and how a part that does not keep to its format is told."""

from enum import IntEnum


class Position(IntEnum):
    """What is known of position data after looking for it. The larger, the more there is to tell the person."""

    NONE = 0
    """There was none."""
    REMOVED = 1
    """There was some, and it is gone."""
    UNSURE = 2
    """Some may still be there: a part could not be read, or is of a kind that is not looked into."""


class BrokenPartError(Exception):
    """A part of the file does not keep to its format. Stays inside; the face of it is `Position.UNSURE`."""
