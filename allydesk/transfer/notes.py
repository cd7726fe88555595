"""What there is to tell about an import or an export: facts in numbers and places, and both faces' sentences."""

from dataclasses import dataclass
from enum import StrEnum

from allydesk.text import clean


class NoteKind(StrEnum):
    """Everything a reader may have had to decide, or could not bring along."""

    STARRED = "starred"
    UNDATED_TEXT = "undated-text"
    HEAD_KEPT_AS_TEXT = "head-kept-as-text"
    DATE_KEPT_AS_TEXT = "date-kept-as-text"
    DATE_FROM_NAME = "date-from-name"
    DATE_FROM_FILE = "date-from-file"
    MONTH_TAKEN_FIRST = "month-taken-first"
    DAY_TAKEN_FIRST = "day-taken-first"
    DETAILS_KEPT_AS_TEXT = "details-kept-as-text"
    FRONT_MATTER_KEPT_AS_TEXT = "front-matter-kept-as-text"
    NOT_UTF8 = "not-utf8"
    CHARACTERS_REPLACED = "characters-replaced"
    ID_REPEATED = "id-repeated"
    HIDDEN_LEFT_OUT = "hidden-left-out"
    LINK_NOT_FOLLOWED = "link-not-followed"
    OUTSIDE_LEFT_OUT = "outside-left-out"
    FILE_MISSING = "file-missing"
    FILE_TOO_LARGE = "file-too-large"
    FILE_DAMAGED = "file-damaged"
    OTHER_FILES = "other-files"
    TEMPLATE_KEPT = "template-kept"
    TEMPLATE_ORDER_KEPT = "template-order-kept"
    PROMPT_KEPT = "prompt-kept"
    PROMPT_MARK_KEPT = "prompt-mark-kept"
    FILTER_KEPT = "filter-kept"
    RECORD_KEPT = "record-kept"
    STORY_KEPT = "story-kept"
    TAKE_KEPT = "take-kept"
    PROFILE_KEPT = "profile-kept"
    RUN_KEPT = "run-kept"
    COMMITMENT_KEPT = "commitment-kept"
    SCENARIO_KEPT = "scenario-kept"
    STORY_UNREADABLE = "story-unreadable"
    PRACTICE_UNREADABLE = "practice-unreadable"


@dataclass(frozen=True, slots=True)
class Note:
    """How often something happened, and where first: a file's name or a line, never anything that was written."""

    kind: NoteKind
    count: int
    where: str = ""


class NoteBook:
    """Gathers notes while a source is read: one for each kind, in the order they first came up."""

    def __init__(self) -> None:
        self._counts: dict[NoteKind, int] = {}
        self._places: dict[NoteKind, str] = {}

    def add(self, kind: NoteKind, *, where: str = "", count: int = 1) -> None:
        """Count something; the first place is the one that is kept. A count of 0 is nothing to tell."""
        if count:
            self._counts[kind] = self._counts.get(kind, 0) + count
            self._places.setdefault(kind, " ".join(clean(where)[0].split()))

    def notes(self) -> tuple[Note, ...]:
        """What has been gathered."""
        return tuple(Note(kind, count, self._places[kind]) for kind, count in self._counts.items())


_SENTENCES: dict[NoteKind, tuple[str, str]] = {
    NoteKind.STARRED: (
        "One starred entry has the tag “starred” now.",
        "{count} starred entries have the tag “starred” now.",
    ),
    NoteKind.UNDATED_TEXT: (
        "Text before the first date became an entry of its own, dated like its file.",
        "Text before the first date became an entry of its own in {count} files, dated like the file.",
    ),
    NoteKind.HEAD_KEPT_AS_TEXT: (
        "One line looks like the head of an entry, but its date can’t be read. It is kept as text.",
        "{count} lines look like heads of entries, but their dates can’t be read. They are kept as text.",
    ),
    NoteKind.DATE_KEPT_AS_TEXT: (
        "One date can’t be read. It is kept in the text of its entry.",
        "{count} dates can’t be read. They are kept in the texts of their entries.",
    ),
    NoteKind.DATE_FROM_NAME: (
        "One entry takes its date from the file’s name.",
        "{count} entries take their date from the file’s name.",
    ),
    NoteKind.DATE_FROM_FILE: (
        "One entry has no date of its own and takes the date its file was last changed.",
        "{count} entries have no date of their own and take the date their file was last changed.",
    ),
    NoteKind.MONTH_TAKEN_FIRST: (
        "One date could be read in two ways, and is read with the month first.",
        "{count} dates could be read in two ways, and are read with the month first.",
    ),
    NoteKind.DAY_TAKEN_FIRST: (
        "One date could be read in two ways, and is read with the day first.",
        "{count} dates could be read in two ways, and are read with the day first.",
    ),
    NoteKind.DETAILS_KEPT_AS_TEXT: (
        "One detail that Allydesk has no place for is kept at the end of its entry’s text.",
        "{count} details that Allydesk has no place for are kept at the end of their entries’ texts.",
    ),
    NoteKind.FRONT_MATTER_KEPT_AS_TEXT: (
        "One file’s front matter can’t be read. It is kept at the top of the entry’s text.",
        "The front matter of {count} files can’t be read. It is kept at the top of the entries’ texts.",
    ),
    NoteKind.NOT_UTF8: (
        "One file is not in UTF-8. Please look whether its accents and signs came across.",
        "{count} files are not in UTF-8. Please look whether their accents and signs came across.",
    ),
    NoteKind.CHARACTERS_REPLACED: (
        "One character that no text can hold is replaced by “\ufffd”.",
        "{count} characters that no text can hold are replaced by “\ufffd”.",
    ),
    NoteKind.ID_REPEATED: (
        "One entry is in the source twice under the same id. Both are kept.",
        "{count} entries carry an id that another entry of the source has. All are kept.",
    ),
    NoteKind.HIDDEN_LEFT_OUT: (
        "One hidden folder is left out.",
        "{count} hidden folders are left out.",
    ),
    NoteKind.LINK_NOT_FOLLOWED: (
        "One symbolic link in the folder is not followed.",
        "{count} symbolic links in the folder are not followed.",
    ),
    NoteKind.OUTSIDE_LEFT_OUT: (
        "One linked file lies outside the folder and is left where it is.",
        "{count} linked files lie outside the folder and are left where they are.",
    ),
    NoteKind.FILE_MISSING: (
        "One file that an entry refers to is not there.",
        "{count} files that entries refer to are not there.",
    ),
    NoteKind.FILE_TOO_LARGE: (
        "One linked file is larger than 64 MB and is left where it is.",
        "{count} linked files are larger than 64 MB and are left where they are.",
    ),
    NoteKind.FILE_DAMAGED: (
        "One attached file has changed since it was exported. It is kept as it is now.",
        "{count} attached files have changed since they were exported. They are kept as they are now.",
    ),
    NoteKind.OTHER_FILES: (
        "One other file is left where it is.",
        "{count} other files are left where they are.",
    ),
    NoteKind.TEMPLATE_KEPT: (
        "One template is in your journal already, but with other words. Yours stays as it is.",
        "{count} templates are in your journal already, but with other words. Yours stay as they are.",
    ),
    NoteKind.TEMPLATE_ORDER_KEPT: (
        "Your own order of templates stays as it is.",
        "Your own order of templates stays as it is, and {count} others are left out.",
    ),
    NoteKind.PROMPT_KEPT: (
        "One prompt is in your journal already, but with other words. Yours stays as it is.",
        "{count} prompts are in your journal already, but with other words. Yours stay as they are.",
    ),
    NoteKind.PROMPT_MARK_KEPT: (
        "You have marked one prompt in another way. Your mark stays.",
        "You have marked {count} prompts in another way. Your marks stay.",
    ),
    NoteKind.FILTER_KEPT: (
        "One saved filter is in your journal already, but says something else. Yours stays as it is.",
        "{count} saved filters are in your journal already, but say something else. Yours stay as they are.",
    ),
    NoteKind.RECORD_KEPT: (
        "One moment, chapter or theme is on your lifeline already, but says something else. Yours stays as it is.",
        "{count} moments, chapters or themes are on your lifeline already, but say something else. Yours stay.",
    ),
    NoteKind.STORY_KEPT: (
        "One story is in your vault already, but with other words. Yours stays as it is.",
        "{count} stories are in your vault already, but with other words. Yours stay as they are.",
    ),
    NoteKind.TAKE_KEPT: (
        "One take is in your vault already, but says something else. Yours stays as it is.",
        "{count} takes are in your vault already, but say something else. Yours stay as they are.",
    ),
    NoteKind.PROFILE_KEPT: (
        "Your own mentor profile stays as it is.",
        "Your own mentor profile stays as it is, and {count} others are left out.",
    ),
    NoteKind.RUN_KEPT: (
        "One run is in your vault already, but says something else. Yours stays as it is.",
        "{count} runs are in your vault already, but say something else. Yours stay as they are.",
    ),
    NoteKind.COMMITMENT_KEPT: (
        "One commitment is in your vault already, but with other words. Yours stays as it is.",
        "{count} commitments are in your vault already, but with other words. Yours stay as they are.",
    ),
    NoteKind.SCENARIO_KEPT: (
        "One scenario is in your vault already, but says something else. Yours stays as it is.",
        "{count} scenarios are in your vault already, but say something else. Yours stay as they are.",
    ),
    NoteKind.STORY_UNREADABLE: (
        "Something of your story can’t be read, and is left out. A backup may still have it.",
        "{count} things of your story, or more, can’t be read, and are left out. A backup may still have them.",
    ),
    NoteKind.PRACTICE_UNREADABLE: (
        "Something of your practice can’t be read, and is left out. A backup may still have it.",
        "{count} things of your practice, or more, can’t be read, and are left out. A backup may still have them.",
    ),
}


def sentence(note: Note) -> str:
    """The note in words, with the place at the end when there is one."""
    one, many = _SENTENCES[note.kind]
    said = one if note.count == 1 else many.format(count=f"{note.count:,}")
    if not note.where:
        return said
    return f"{said} ({note.where})" if note.count == 1 else f"{said} (The first: {note.where})"
