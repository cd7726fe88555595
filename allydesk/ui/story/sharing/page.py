"""The step of sharing: choices at the left, at the right the pages exactly as they will be exported."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError, Cancelled
from allydesk.problems import problem_of
from allydesk.progress import Progress
from allydesk.story.chart.scale import Span
from allydesk.story.telling import MentorProfile, Story
from allydesk.transfer.story.composing import PROFILE_TITLE, Wishes
from allydesk.transfer.story.exporting import export_lifeline, export_profile, export_story
from allydesk.transfer.story.masks import names_in
from allydesk.ui.actions import Action
from allydesk.ui.prompts import Answer, Question
from allydesk.ui.settings.card import News
from allydesk.ui.settings.step import scrolling
from allydesk.ui.settings.style import settings_style
from allydesk.ui.story.desk import FIRST_RETRY
from allydesk.ui.story.documents import QtDrawing
from allydesk.ui.story.sharing.choices import Chosen, ShareChoices
from allydesk.ui.story.sharing.empty import Empty
from allydesk.ui.story.sharing.preparing import Given, Prepared, prepare
from allydesk.ui.story.sharing.preview import Preview
from allydesk.ui.story.sharing.profile_form import PAUSE, ProfileForm
from allydesk.ui.story.sharing.words import FORMATS, ORDINARY, TITLES, What, free_path, note_of
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.tasks import Task
from allydesk.ui.widgets.problem import ProblemBox
from allydesk.ui.widgets.words import button, frame, label
from allydesk.ui.wording import short_path

_SIDE, _SIDE_SHARE = 330, 0.46
"""The width of the choices, in pixels at a text scale of 1, and at most of the page."""
_REST = 160
"""Milliseconds from the last change to a new preview."""
_REPLACE = "replace"
_PREVIEW, _EXPORT, _PROFILE = "preview", "export", "profile"
"""What a problem that is told is about; when that goes well again, it is told no more."""


class SharePage(QWidget):
    """`flush` and `close_all` before the vault is locked."""

    step_asked = Signal(str)
    entry_asked = Signal(str)

    def __init__(self, *, tools: StoryTools, rest: int = _REST, pause: int = PAUSE, retry: int = FIRST_RETRY) -> None:
        """`rest` as `_REST`; `pause` from the last key in the profile to the vault, and `retry` from a failure to the
        next try; all in milliseconds."""
        super().__init__()
        self._tools = tools
        self._drawing = QtDrawing.of(tools.look, resources=tools.resources)
        self._stories: tuple[Story, ...] = ()
        self._span: Span | None = None
        self._preparing: Task | None = None
        self._writing: Task | None = None
        self._is_loaded = False
        self._trouble = ""
        self._has_exported = False
        self._folder = tools.home
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(rest)
        self._resting.timeout.connect(self._prepare)
        self.primary: QPushButton | None = button("Export…", "primary")
        self.form = ProfileForm(vault=tools.vault, tasks=tools.tasks, look=tools.look, pause=pause, retry=retry)
        self.choices = ShareChoices(look=tools.look, form=self.form)
        self.preview = Preview(look=tools.look)
        self.empty = Empty()
        self.ordinary = frame("caution")
        self.note = label("", "small", wrap=True)
        self.news = News()
        self.problem = ProblemBox()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._dress()
        self._allow()

    # What the room asks of a page

    def offered(self) -> tuple[Action, ...]:
        """What can be done here."""
        return (Action("Export…", "Story", self.export, ready=lambda: self._can_export),)

    def shown(self) -> None:
        """The step has come to the front: read the stories and the profile anew."""
        stories = self._tools.vault.stories
        self._tools.tasks.run(
            lambda: (tuple(stories.all()), stories.profile()), done=self._take, failed=self._explain_preview
        )

    def flush(self, then: Callable[[], object]) -> None:
        """Keep the profile, then do `then`."""
        self.form.flush(then)

    def close_all(self) -> None:
        """Drop everything that came from the vault. Call `flush` first."""
        self._resting.stop()
        for task in (self._preparing, self._writing):
            if task is not None:
                task.forget()
                task.cancel()
        self._preparing = self._writing = None
        self.preview.close_all()
        self.choices.names.close_all()
        self.choices.take_stories(())
        self.form.close_all()
        self._stories = ()
        self._is_loaded = False
        self._allow()

    def set_view(self, span: Span | None) -> None:
        """The part of the lifeline that its chart shows, or None while it shows the whole."""
        if span != self._span:
            self._span = span
            self.choices.take_view(there=span is not None)
            self._refresh()

    def export(self) -> None:
        """Ask where to, and write what is in the preview."""
        if not self._can_export:
            return
        chosen = self.choices.chosen
        start = free_path(self._folder, self._stem(chosen), chosen.ending)
        self._tools.prompts.choose_new_file("Export", start, self._put)

    # From the vault to the preview

    def _take(self, found: tuple[tuple[Story, ...], MentorProfile]) -> None:
        self._stories, profile = found
        self._is_loaded = True
        self.choices.take_stories(self._stories)
        self.form.show_profile(profile)
        self._follow()

    def _follow(self) -> None:
        """The lifeline is another."""
        lifeline = self._tools.desk.lifeline
        self.choices.names.take_names(names_in(lifeline))
        self.form.offer_themes(tuple(theme.name for theme in lifeline.ordered_themes()))
        self._refresh()

    def _refresh(self) -> None:
        if self._is_loaded:
            self._resting.start()
            self._allow()

    def _prepare(self) -> None:
        if self._preparing is not None:
            self._preparing.forget()
            self._preparing.cancel()
        given, drawing = self._given(), self._drawing
        self._preparing = self._tools.tasks.run(
            lambda: prepare(given, drawing=drawing), done=self._show, failed=self._explain_preview
        )

    def _given(self) -> Given:
        chosen = self.choices.chosen
        return Given(
            what=chosen.what,
            ending=chosen.ending,
            story=self._story(chosen),
            profile=self.form.profile,
            lifeline=self._tools.desk.lifeline,
            wishes=self._wishes(chosen),
        )

    def _show(self, prepared: Prepared | None) -> None:
        self._preparing = None
        self._is_solved(_PREVIEW)
        if prepared is None:
            self.preview.show_pages(None)
            self.empty.show_for(What(self.choices.what.value))
            self._stack.setCurrentWidget(self.empty)
            self.note.clear()
        else:
            self.preview.show_pages(prepared.pages(self._drawing))
            self._stack.setCurrentWidget(self.preview)
        self._allow()

    def _composed(self) -> None:
        pages, chosen = self.preview.pages, self.choices.chosen
        if pages is not None:
            self.note.setText(note_of(chosen.ending, pages=pages.page_count, is_chart=chosen.what is What.CHART))
        self._allow()

    # From the preview to a file

    def _put(self, path: Path | None) -> None:
        if path is None:
            return
        chosen = self.choices.chosen
        if path.suffix.lower() in {ending for ending, _words in FORMATS[chosen.what]}:
            self._write(path)
            return
        path = path.with_name(f"{path.name}{chosen.ending}")
        if not path.exists():
            self._write(path)
            return
        # The file dialog has asked about the name without the ending.
        question = Question(
            "Replace the file that is there?",
            f"There is already a file called “{path.name}” in that folder.",
            (Answer("keep", "Keep it"), Answer(_REPLACE, "Replace", "danger")),
            dismiss="keep",
        )
        self._tools.prompts.choose(question, lambda key: self._write(path) if key == _REPLACE else None)

    def _write(self, path: Path) -> None:
        given, drawing = self._given(), self._drawing
        self._is_solved(_EXPORT)
        self.news.clear()
        self._folder = path.parent
        # A button that is disabled sends the keyboard anywhere; it waits with the pages until the file is written.
        # Asked of the window: the dialog has only just gone, and the window is not active yet.
        if self.primary is not None and self.window().focusWidget() is self.primary:
            self.preview.setFocus()
        self._writing = self._tools.tasks.run_long(
            lambda progress: _export(given, path, drawing, progress),
            title=TITLES[given.what],
            done=lambda _none: self._written(path),
            failed=self._not_written,
        )
        self._allow()

    def _written(self, path: Path) -> None:
        self._writing = None
        self._has_exported = True
        where = short_path(path.parent, home=self._tools.home)
        self.news.tell(f"“{path.name}” is in {where if where != '.' else 'your own folder'} now.")
        self._allow()
        self._take_keyboard_back()

    def _not_written(self, error: AllydeskError) -> None:
        self._writing = None
        self._allow()
        self._take_keyboard_back()
        if not isinstance(error, Cancelled):
            self._explain(error, _EXPORT)

    def _take_keyboard_back(self) -> None:
        if self.primary is not None and self.window().focusWidget() is self.preview:
            self.primary.setFocus()

    def _explain_preview(self, error: AllydeskError) -> None:
        self._preparing = None
        self._explain(error, _PREVIEW)

    def _explain(self, error: AllydeskError, about: str) -> None:
        self._trouble = about
        self.problem.tell(problem_of(error))

    def _is_solved(self, about: str) -> None:
        if self._trouble == about:
            self._trouble = ""
            self.problem.clear()

    # What is chosen

    @property
    def _can_export(self) -> bool:
        return self._is_loaded and self._writing is None and self.preview.pages is not None

    def _allow(self) -> None:
        has_pages = self._stack.currentWidget() is self.preview
        self.ordinary.setVisible(has_pages and not self._has_exported)
        self.note.setVisible(has_pages)
        if self.primary is not None:
            self.primary.setEnabled(self._can_export)

    def _story(self, chosen: Chosen) -> Story | None:
        return next((one for one in self._stories if one.id == chosen.story), None)

    def _wishes(self, chosen: Chosen) -> Wishes:
        return Wishes(
            chart=chosen.chart,
            moments=chosen.moments,
            span=self._span if chosen.view else None,
            mask=chosen.mask,
            habits=self._tools.habits,
        )

    def _stem(self, chosen: Chosen) -> str:
        if chosen.what is What.CHART:
            return "Lifeline"
        story = self._story(chosen)
        if chosen.what is What.PROFILE or story is None:
            return PROFILE_TITLE
        return " ".join(chosen.mask.text(story.telling.title).split()) or "Story"

    # What is seen

    def _connect(self) -> None:
        tools = self._tools
        tools.look.changed.connect(self._dress)
        tools.desk.loaded.connect(self._follow)
        tools.desk.changed.connect(lambda _edit: self._follow() if self._is_loaded else None)
        self.choices.changed.connect(self._refresh)
        self.form.changed.connect(self._refresh)
        self.form.failed.connect(lambda error: self._explain(error, _PROFILE))
        self.form.kept.connect(lambda: self._is_solved(_PROFILE))
        self.preview.composed.connect(self._composed)
        self.empty.step_asked.connect(self.step_asked)
        if self.primary is not None:
            self.primary.clicked.connect(self.export)

    def _dress(self) -> None:
        self.setStyleSheet(settings_style(self._tools.look))
        self._drawing = QtDrawing.of(self._tools.look, resources=self._tools.resources)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pages their room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self._tools.look.scaled(_SIDE)
        self._side.setFixedWidth(min(wide, round(self.width() * _SIDE_SHARE)) if self.width() else wide)

    def _lay_out(self) -> None:
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choices)
        column.addStretch(1)
        self._side = scrolling(choices)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said = QVBoxLayout(self.ordinary)
        said.setContentsMargins(14, 10, 14, 10)
        said.addWidget(label(ORDINARY, wrap=True))
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.empty)
        right = QVBoxLayout()
        right.setSpacing(10)
        for part in (self.ordinary, self.news, self.problem, self.note):
            right.addWidget(part)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 0, 40, 24)
        row.setSpacing(24)
        row.addWidget(self._side)
        row.addLayout(right, 1)


def _export(given: Given, path: Path, drawing: QtDrawing, progress: Progress) -> None:
    wishes = given.wishes
    if given.what is What.CHART:
        export_lifeline(
            given.lifeline,
            path,
            drawing=drawing,
            span=wishes.span,
            mask=wishes.mask,
            habits=wishes.habits,
            progress=progress,
        )
    elif given.what is What.PROFILE or given.story is None:
        export_profile(given.profile, path, drawing=drawing, mask=wishes.mask, habits=wishes.habits, progress=progress)
    else:
        export_story(
            given.story,
            given.lifeline,
            path,
            drawing=drawing,
            with_chart=wishes.chart,
            with_moments=wishes.moments,
            span=wishes.span,
            mask=wishes.mask,
            habits=wishes.habits,
            progress=progress,
        )
