"""What the step of sharing says."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from allydesk.transfer.file_names import safe_name

ORDINARY = "What you export is an ordinary file. Anyone who can open this folder can read it."
"""Said once, before the first export."""
ONLY_THESE = "Only these names are hidden. Read the preview through before you pass it on."
NO_NAMES = "Your moments name nobody. Add the names that are to be hidden."


class What(StrEnum):
    """What can be exported."""

    STORY = "story"
    CHART = "chart"
    PROFILE = "profile"


WHATS = ((What.STORY.value, "The story"), (What.CHART.value, "The chart"), (What.PROFILE.value, "Mentor profile"))
FORMATS: Mapping[What, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        What.STORY: (
            (".pdf", "PDF"),
            (".docx", "Word"),
            (".odt", "OpenDocument"),
            (".html", "HTML"),
            (".epub", "EPUB"),
            (".md", "Markdown"),
        ),
        What.CHART: ((".svg", "SVG"), (".png", "PNG"), (".pdf", "PDF")),
        What.PROFILE: (
            (".pdf", "PDF"),
            (".docx", "Word"),
            (".odt", "OpenDocument"),
            (".html", "HTML"),
            (".md", "Markdown"),
        ),
    }
)
"""File endings and what they are called."""
TITLES = MappingProxyType(
    {What.STORY: "Writing the story", What.CHART: "Drawing the chart", What.PROFILE: "Writing the profile"}
)
_NOTES = MappingProxyType(
    {
        ".docx": "Your word processor may break the pages in other places.",
        ".odt": "Your word processor may break the pages in other places.",
        ".html": "One file for any browser. It loads nothing from elsewhere.",
        ".epub": "For e-book readers, which make pages of their own.",
        ".md": "Plain text, in which signs stand for headings and emphasis. A chart is not in it.",
        ".svg": "Lines and words that a drawing program can change.",
    }
)


def note_of(ending: str, *, pages: int, is_chart: bool) -> str:
    """The line above the preview: how long it is, or what kind of file."""
    if is_chart and ending == ".pdf":
        return "One page, lying on its side."
    if ending == ".png":
        return "A picture, twice as fine as on the screen."
    if ending == ".pdf":
        return "1 page." if pages == 1 else f"{pages} pages."
    return _NOTES[ending]


def free_path(folder: Path, stem: str, ending: str) -> Path:
    """A path in the folder where nothing is yet, of that name or with a number behind it."""
    name = safe_name(stem.strip() or "Story")
    path, number = folder / f"{name}{ending}", 2
    while path.exists():
        path, number = folder / f"{name} ({number}){ending}", number + 1
    return path
