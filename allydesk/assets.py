"""Where the data that comes with Allydesk lies: themes, icons and the like, read and never written.

An installed copy carries them inside the package; a checkout has them beside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_MARK = Path("themes", "light.toml")
"""A file that only our own resources have; another package's folder may well be called "resources" too."""


def resources() -> Path:
    """The folder of the data. Raises FileNotFoundError when this copy of Allydesk is not whole."""
    return find_resources(_PACKAGE)


def find_resources(package: Path) -> Path:
    """The data that belongs to a package folder: the one inside it first, then the one beside it.

    Raises FileNotFoundError when neither is there.
    """
    for folder in (package / "resources", package.parent / "resources"):
        if (folder / _MARK).is_file():
            return folder
    raise FileNotFoundError("the resources of Allydesk are missing")
