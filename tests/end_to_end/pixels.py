"""What stands on a display, read from the outside: the picture that Xvfb keeps of it in a file."""

import struct
import tomllib
from dataclasses import dataclass
from pathlib import Path

from allydesk.assets import resources

Colour = tuple[int, int, int]

_HEADER = ">25I"
_COLOUR_ENTRY = 12


@dataclass(frozen=True)
class Area:
    """A rectangle, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


class Picture:
    """The display as it is when it is looked at. The file is an X window dump (XWD version 7)."""

    def __init__(self, frames: Path) -> None:
        self._file = frames / "Xvfb_screen0"

    def at(self, x: int, y: int) -> Colour:
        """The colour of one pixel."""
        return self._rows(Area(x, y, x + 1, y + 1))[0][0]

    def lines_of(self, colour: Colour, area: Area) -> int:
        """How many lines of writing in this colour there are: bands of rows that hold some of it."""
        inked = [colour in row for row in self._rows(area)]
        return sum(now and not before for before, now in zip([False, *inked], inked, strict=False))

    def _rows(self, area: Area) -> list[list[Colour]]:
        data = self._file.read_bytes()
        header = struct.unpack_from(_HEADER, data)
        start, stride = header[0] + header[19] * _COLOUR_ENTRY, header[12]
        rows = []
        for y in range(area.top, area.bottom):
            row = data[start + y * stride + area.left * 4 : start + y * stride + area.right * 4]
            rows.append([(row[at + 2], row[at + 1], row[at]) for at in range(0, len(row), 4)])
        return rows


def theme_colours(name: str) -> dict[str, Colour]:
    """The colours of a theme by their token."""

    def taken_apart(text: str) -> Colour:
        red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
        return red, green, blue

    with (resources() / "themes" / f"{name}.toml").open("rb") as file:
        found = tomllib.load(file)
    return {token: taken_apart(text) for token, text in found["colours"].items()}
