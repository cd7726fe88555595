"""Where something new may be put."""

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
