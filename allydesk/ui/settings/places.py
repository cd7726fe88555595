"""Where something new may be put."""

from contextlib import suppress
from pathlib import Path


def free_folder(inside: Path, name: str) -> Path:
    """A folder of that name that is not there yet; with a number where the name is taken."""
    path, number = inside / name, 2
    while path.exists():
        path, number = inside / f"{name} ({number})", number + 1
    return path


def lies_in(place: Path, folder: Path) -> bool:
    """Whether a place is that folder or anywhere in it, as the paths are written."""
    return place.is_relative_to(folder)


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder, as far as they can be looked at."""
    total = 0
    for each in folder.rglob("*"):
        with suppress(OSError):
            total += each.stat().st_size if each.is_file() else 0
    return total
