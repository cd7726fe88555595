"""What is done to themes on their page: asked about where it needs a word first, told where it can be undone."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import Edit, Lifeline, Theme
from allydesk.story.theming import (
    add_theme,
    merge_themes,
    moments_of,
    move_theme,
    named,
    remove_theme,
    rename_theme,
    split_theme,
    tidy_name,
    turn,
)
from allydesk.ui.prompts import Answer, Question
from allydesk.ui.story.themes.words import counted_moments, theme_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.notice import NoticeBar

_SAME_NAME = "Two themes have this name now. You can keep both, or merge them."


class ThemeDeeds(QObject):
    """Carries out what the person wants, through the desk. Ids that are gone by then are passed over."""

    chosen = Signal(str)
    """This theme is the one to be shown now; carries its id."""

    def __init__(self, *, tools: StoryTools, notice: NoticeBar, undo: Callable[[], object], parent: QObject) -> None:
        """`undo` is what the way back in a notice does."""
        super().__init__(parent)
        self._desk = tools.desk
        self._prompts = tools.prompts
        self._notice = notice
        self._undo = undo

    def add(self, name: str, moments: Iterable[MomentId] = (), *, told: bool = False) -> None:
        """Make a theme of this name, if it is one. `told`: say so, because it is not to be seen where it was made."""
        if not tidy_name(name):
            return
        edit = add_theme(self._lifeline, name, moments=moments)
        self._desk.do(edit)
        made = edit.changes[0].record
        assert isinstance(made, Theme)  # noqa: S101 - that is what the edit adds
        self.chosen.emit(made.id)
        if told:
            self._tell("Added a theme.")
        self._warn_of_same_name(made.id)

    def rename(self, theme_id: str, name: str) -> None:
        """Another name; an empty one leaves it as it was."""
        if tidy_name(name):
            self._desk.do(rename_theme(self._lifeline, ThemeId(theme_id), name))
            self._warn_of_same_name(ThemeId(theme_id))

    def move(self, theme_id: str, to: int) -> None:
        """Put it at this place."""
        self._desk.do(move_theme(self._lifeline, ThemeId(theme_id), to))

    def remove(self, theme_id: str) -> None:
        """Take it away; the way back is offered."""
        self._do(remove_theme(self._lifeline, ThemeId(theme_id)), "Removed the theme. Its moments are all there.")

    def turn(self, theme_id: str, moment_id: str) -> None:
        """Tie, or untie where it is tied."""
        self._desk.do(turn(self._lifeline, ThemeId(theme_id), MomentId(moment_id)))

    def split(self, theme_id: str, name: str, moments: Iterable[MomentId]) -> None:
        """Move these moments to a new theme of this name."""
        self._do(split_theme(self._lifeline, ThemeId(theme_id), moments, name), "Split the theme in two.")

    def ask_merge(self, one: str, other: str) -> None:
        """Say what merging will do, and do it if that is what the person wants."""
        pair = [theme for theme in self._lifeline.ordered_themes() if theme.id in {one, other}]
        if len(pair) != 2:
            return
        stays, goes = pair

        def answered(key: str) -> None:
            if key == "merge":
                self._do(merge_themes(self._lifeline, stays.id, goes.id), "Merged two themes.")
                self.chosen.emit(stays.id)

        self._prompts.choose(_merge_question(self._lifeline, stays, goes), answered)

    @property
    def _lifeline(self) -> Lifeline:
        return self._desk.lifeline

    def _do(self, edit: Edit, words: str) -> None:
        self._desk.do(edit)
        if edit.changes:
            self._tell(words)

    def _tell(self, words: str) -> None:
        self._notice.tell(words, action="Undo", act=self._undo)

    def _warn_of_same_name(self, theme_id: ThemeId) -> None:
        theme = self._lifeline.themes.get(theme_id)
        if theme is not None and named(self._lifeline, theme.name, but=theme_id) is not None:
            self._notice.tell(_SAME_NAME)


def _merge_question(lifeline: Lifeline, stays: Theme, goes: Theme) -> Question:
    united = len({moment.id for theme in (stays, goes) for moment in moments_of(lifeline, theme)})
    memos = " Both memos are kept, one below the other." if stays.memo.strip() and goes.memo.strip() else ""
    return Question(
        "Merge these two themes?",
        f"“{theme_words(goes)}” becomes part of “{theme_words(stays)}”, which then has {counted_moments(united)}."
        f"{memos} You can undo this.",
        (Answer("keep", "Keep both"), Answer("merge", "Merge", "primary")),
        dismiss="keep",
    )
