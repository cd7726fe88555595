"""What is said about a journal that is brought in. Pure Python but for the calendar's names."""

from collections.abc import Mapping

from allydesk.transfer.importing import Preview, Report
from allydesk.transfer.source import Format
from allydesk.ui.settings.saying import counted
from allydesk.ui.wording import said_day

FORMATS: Mapping[Format, str] = {
    Format.JRNL: "jrnl",
    Format.JRNL_JSON: "jrnl’s JSON",
    Format.MARKDOWN: "Markdown or plain text",
    Format.JSON: "Allydesk’s JSON",
}
"""What each format is called where one is chosen by hand."""

_RECOGNISED: Mapping[Format, str] = {
    Format.JRNL: "A journal of jrnl",
    Format.JRNL_JSON: "An export of jrnl, as JSON",
    Format.MARKDOWN: "Markdown or plain text",
    Format.JSON: "An export of Allydesk, as JSON",
}

TAGS = 8
"""How many of the most used tags are shown."""


def recognised(preview: Preview) -> str:
    """What it is."""
    return _RECOGNISED[preview.format]


def extent(preview: Preview) -> str:
    """How many entries, from when to when."""
    entries = counted(preview.found, "entry", "entries")
    if preview.first is None or preview.last is None:
        return "No entries, but what goes with them"
    first, last = preview.first.day, preview.last.day
    if first == last:
        return f"{entries}, of {said_day(first)}"
    return f"{entries}, from {said_day(first)} to {said_day(last)}"


def news(preview: Preview) -> str:
    """How many of the entries are new."""
    if not preview.found:
        return ""
    if not preview.already_there:
        return "All of them are new." if preview.found > 1 else "It is new."
    if not preview.new:
        return "All of them are in your vault already." if preview.found > 1 else "It is in your vault already."
    new = counted(preview.new, "is new", "are new")
    if preview.already_there == 1:
        return f"{new}. 1 is in your vault already, and is left as it is."
    return f"{new}. {preview.already_there:,} are in your vault already, and are left as they are."


def of_the_story(count: int, *, there: bool) -> str:
    """How many moments, chapters, themes, stories and takes there are to come, or have come; "" for none."""
    if not count:
        return ""
    pieces = counted(count, "piece of your story", "pieces of your story")
    if there:
        return f"{pieces} {'is' if count == 1 else 'are'} there too: moments, chapters, themes, stories, takes."
    return f"{counted(count, 'new piece of your story comes', 'new pieces of your story come')} with it."


def of_practice(count: int, *, there: bool) -> str:
    """How many runs, commitments and scenarios there are to come, or have come; "" for none."""
    if not count:
        return ""
    if there:
        pieces = counted(count, "piece of your practice", "pieces of your practice")
        return f"{pieces} came in: runs, commitments, scenarios of your own."
    return f"{counted(count, 'new piece of your practice comes', 'new pieces of your practice come')} with it."


def bring_in(preview: Preview) -> str:
    """What the button says."""
    if not preview.new and preview.story:
        return "Bring in the story and the practice" if preview.practice else "Bring in the story"
    if not preview.new and preview.practice:
        return "Bring in the practice"
    return f"Bring in {counted(preview.new, 'entry', 'entries')}"


def done(report: Report) -> str:
    """The heading over what has been done."""
    if not report.added and report.anything_came:
        return "It is in your vault now"
    are = "is" if report.added == 1 else "are"
    return f"{counted(report.added, 'entry', 'entries')} {are} in your vault now"


def written(entries: int) -> str:
    """The heading when everything is written to a folder."""
    if not entries:
        return "Your export is written"
    return f"{counted(entries, 'entry', 'entries')} {'is' if entries == 1 else 'are'} written"


def brought_in(report: Report) -> str:
    """How much of it was there before."""
    if not report.skipped:
        return ""
    if report.skipped == 1:
        return "1 was there already, and stayed as it was."
    return f"{report.skipped:,} were there already, and stayed as they were."
