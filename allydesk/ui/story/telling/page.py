"""The step where the story is written: the page of paper, and beside it what it can be made from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.settings import Settings
from allydesk.story.dates.saying import date_in_words
from allydesk.story.ids import StoryId
from allydesk.story.questions import QuestionGroup, read_questions
from allydesk.story.telling import Story
from allydesk.ui.actions import Action, install
from allydesk.ui.journal.choices import WritingChoices
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.saving import FIRST_RETRY, PAUSE
from allydesk.ui.prompts import Answer, Question
from allydesk.ui.spelling.spelling import Spelling
from allydesk.ui.story.telling.beginning import Beginning
from allydesk.ui.story.telling.desk import StoryDesk
from allydesk.ui.story.telling.history import StoryVersions
from allydesk.ui.story.telling.keeping import StoryKeeper
from allydesk.ui.story.telling.leaving import Leaving
from allydesk.ui.story.telling.measure import Measure, Measured
from allydesk.ui.story.telling.menu import DeedsMenu, StoriesMenu
from allydesk.ui.story.telling.panel import OUTLINE, QUESTIONS, THEMES, BesidePanel
from allydesk.ui.story.telling.paper import StoryPaper
from allydesk.ui.story.telling.pieces import Piece
from allydesk.ui.story.telling.sheet import StorySheet
from allydesk.ui.story.telling.spread import Spread
from allydesk.ui.story.telling.stories import Stories
from allydesk.ui.story.telling.style import telling_style
from allydesk.ui.story.telling.words import foot_in_words, name_of, touched_in_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.notice import NoticeBar
from allydesk.ui.widgets.words import button

_GROUP = "Story"
_SIDE, _FOOT = 40, 24
_SETTLED = 150
"""Milliseconds after a change of the lifeline before it is shown here."""

_SLOW_PASTE = Question(
    "Paste a very long line?",
    "There is a line in this text that is longer than a whole book. You can paste it, and nothing of it gets lost, but "
    "writing in this story will be slow. It stays on the clipboard either way.",
    (Answer("leave", "Leave it out"), Answer("paste", "Paste it", "primary")),
    dismiss="leave",
)
_NO_FILES = "A story is made of words. Photos belong to the moments on your lifeline."


class TellingPage(QWidget):
    """Made when the step is first shown; `flush` and `close_all` before the vault is locked. All is saved by itself."""

    step_asked = Signal(str)
    entry_asked = Signal(str)

    def __init__(self, *, tools: StoryTools, pause: int = PAUSE, retry: int = FIRST_RETRY) -> None:
        """`pause` and `retry` in milliseconds as in `keeping`."""
        super().__init__()
        self._tools = tools
        self._errands = Errands(tasks=tools.tasks)
        look, tasks, shelf, clock = tools.look, tools.tasks, tools.vault.stories, tools.clock
        self.primary = button("New story", "primary")
        self.notice = NoticeBar(look=look)
        self.paper = StoryPaper(look=look)
        self.beginning = Beginning(look=look)
        self.panel = BesidePanel(look=look, when=lambda moment: date_in_words(moment.date, habits=tools.habits))
        self._page = QStackedWidget()
        self.spread = Spread(look=look, page=self._page, panel=self.panel, text=self.paper.text)
        self.keeper = StoryKeeper(shelf=shelf, tasks=tasks, pause=pause, retry=retry, parent=self)
        self._leaving = Leaving(keeper=self.keeper, prompts=tools.prompts)
        self.stories = Stories(shelf=shelf, tasks=tasks, look=look, keeper=self.keeper, parent=self)
        self.desk = StoryDesk(stories=self.stories, keeper=self.keeper, paper=self.paper, parent=self)
        self.versions = StoryVersions(shelf=shelf, tasks=tasks, look=look, clock=clock, parent=self)
        self.measure = Measure(tasks=tasks, parent=self)
        self.stories_menu = StoriesMenu(stories=self.stories, clock=clock, parent=self)
        self.deeds_menu = DeedsMenu(self._deeds, parent=self)
        self._spelling = self._spell()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLED)
        self._lay_out()
        self._connect()
        self.show_settings(tools.settings)
        self._take_look()
        self._show_body()

    # What the room asks

    def shown(self) -> None:
        """The step has come to the front: show what is in the vault now, and open the newest story if none is open."""
        self._show_lifeline()
        self.stories.reload(self._reloaded)
        if not self.panel.questions.has_questions:
            resources = self._tools.resources
            self._errands.run(lambda: read_questions(resources), done=self._take_questions)

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is typed, then do `then`. Where it cannot be kept the person is asked, and may stay."""
        self._leaving.flush(then)

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""
        self.paper.text.take_choices(WritingChoices.of(settings))

    def offered(self) -> tuple[Action, ...]:
        """What can be done here."""
        is_open = self._has_sheet
        return (
            Action("New story", _GROUP, self.new_story),
            *(each for each in self._deeds() if each is not None),
            Action("Choose another story", _GROUP, self._open_stories),
            Action("Themes beside the story", _GROUP, lambda: self.show_beside(THEMES), ready=is_open),
            Action("Outline beside the story", _GROUP, lambda: self.show_beside(OUTLINE), ready=is_open),
            Action("Questions beside the story", _GROUP, lambda: self.show_beside(QUESTIONS), ready=is_open),
        )

    def close_all(self) -> None:
        """Drop everything that came from the vault. Call `flush` first."""
        self._later.stop()
        self._errands.drop()
        self.notice.tell("")
        self.notice.dismiss()
        self.stories_menu.close_all()
        self.versions.close()
        self.measure.close_all()
        self.keeper.close()
        self.desk.put_away()
        self.stories.close_all()
        self.panel.close_all()
        if self._spelling is not None:
            self._spelling.close_all()

    # What a person does here

    def new_story(self) -> None:
        """Begin a story; it is kept from what is first typed in it."""
        self.desk.begin()
        self.spread.show_page()
        self.paper.title.setFocus()

    def show_beside(self, section: str) -> None:
        """Show themes, outline or questions, with the keyboard in them."""
        if self.paper.sheet is not None:
            self.panel.show_section(section)
            self.spread.show_beside(shown=True)
            self.panel.take_keyboard()

    def put(self, piece: Piece) -> None:
        """Put a piece into the text at the caret."""
        self.spread.show_page()
        self.paper.text.put(piece)

    def begin_with_outline(self) -> None:
        """Begin a story with the outline of the themes in it."""
        self.desk.begin()
        self.panel.show_section(OUTLINE)
        text = self.panel.outline.text
        if text:
            self.paper.text.put(Piece(text, write_below=True))
            self.paper.text.go_to_line(0)

    def begin_with_question(self) -> None:
        """Begin a story, with the questions beside it."""
        self.desk.begin()
        self.show_beside(QUESTIONS)

    def _duplicate(self) -> None:
        self.desk.duplicate()
        self.spread.show_page()
        self.paper.listener.setFocus()

    def _rename(self) -> None:
        self.spread.show_page()
        self.paper.title.setFocus()
        self.paper.title.selectAll()

    def _find(self) -> None:
        self.spread.show_page()
        self.paper.find_bar.open()

    def _open_history(self) -> None:
        sheet = self.paper.sheet
        if sheet is not None and sheet.kept is not None:
            self.keeper.settle(lambda: self.versions.open(sheet, wanted=lambda: self.paper.sheet is sheet))

    def _deeds(self) -> tuple[Action | None, ...]:
        def deed(label: str, run: Callable[[], object], *, kept: bool = False) -> Action:
            return Action(label, _GROUP, run, ready=self._is_kept if kept else self._has_sheet)

        return (
            deed("Rename the story", self._rename),
            deed("Duplicate for another listener", self._duplicate, kept=True),
            None,
            deed("Find in this story", self._find),
            deed("Find and replace in this story", lambda: self.paper.find_bar.open(replacing=True)),
            deed("Versions of this story", self._open_history, kept=True),
            None,
            deed("Practise telling it", lambda: self.step_asked.emit("practise"), kept=True),
            None,
            deed("Remove this story", self.desk.remove),
        )

    # What is shown

    def _reloaded(self) -> None:
        self.measure.take_pace(self.stories.pace)
        if self.paper.sheet is None:
            self.desk.open_newest()
        self.paper.refresh()
        self._show_body()

    def _take_questions(self, groups: Sequence[QuestionGroup]) -> None:
        self.panel.questions.show_questions([(each.title, each.questions) for each in groups])

    def _sheet_shown(self) -> None:
        sheet = self.paper.sheet
        self.measure.watch(sheet.text if sheet is not None else None)
        self._show_body()
        self._show_state()

    def _show_body(self) -> None:
        sheet = self.paper.sheet
        empty = self.stories.is_loaded and sheet is None
        self._page.setCurrentWidget(self.beginning if empty else self.paper)
        self._page.setEnabled(self.stories.is_loaded)
        self.beginning.offer(outline=bool(self.panel.outline.text), removed=bool(self.stories.removed))
        self.spread.allow_beside(allowed=sheet is not None)
        self._show_count()

    def _show_count(self) -> None:
        self.paper.head.show_count(len(self.stories.all), place=self.desk.place())

    def _show_state(self) -> None:
        sheet = self.paper.sheet
        if sheet is not None:
            self.paper.show_state(self.keeper.state(sheet), self.keeper.error_of(sheet))

    def _show_lifeline(self) -> None:
        lifeline = self._tools.desk.lifeline
        self.panel.show_lifeline(lifeline)
        self.measure.take_lifeline(lifeline)
        self.beginning.offer(outline=bool(self.panel.outline.text), removed=bool(self.stories.removed))

    def _show_measured(self, measured: Measured) -> None:
        lifeline, touched = self._tools.desk.lifeline, measured.touched
        touches = touched_in_words(touched.themes, len(lifeline.themes), touched.moments, len(lifeline.moments))
        self.paper.show_length(foot_in_words(measured.words, measured.seconds), touches)
        self.panel.show_measured(measured)

    def _show_beside_changed(self) -> None:
        self.paper.head.show_beside(shown=self.spread.shows_beside)

    def _open_stories(self) -> None:
        sheet = self.paper.sheet
        self.stories_menu.open(self.paper.head.stories, shown=sheet.story_id if sheet is not None else None)

    def _back_to_text(self) -> None:
        self.spread.show_page()
        self.paper.text.setFocus()

    def _go_to_heading(self, line: int) -> None:
        self.spread.show_page()
        self.paper.text.go_to_line(line)

    # What is told

    def _edited(self) -> None:
        if self.paper.sheet is not None:
            self.keeper.touch(self.paper.sheet)

    def _tell_removed(self, story: Story) -> None:
        words = f"“{name_of(story.telling)}” was removed. It can be brought back for 30 days."
        self.notice.tell(words, action="Undo", act=lambda: self._restore(story.id))
        self._show_body()

    def _restore(self, story_id: StoryId) -> None:
        self.desk.restore(story_id)

    def _brought_back(self, sheet: StorySheet) -> None:
        if self.paper.sheet is sheet:
            self.paper.refresh()
        self.stories.reload(self._show_body)
        self._show_state()

    def _tell(self, error: AllydeskError) -> None:
        problem = problem_of(error)
        self.notice.tell(f"{problem.happened} {problem.safe} {problem.next}")

    def _ask_slow_paste(self, text: str) -> None:
        sheet = self.paper.sheet

        def answered(key: str) -> None:
            if key == "paste" and sheet is not None and self.paper.sheet is sheet:
                self.paper.text.insert_pasted(text)

        self._tools.prompts.choose(_SLOW_PASTE, answered)

    def _follow(self, title: str) -> None:
        journal = self._tools.vault.journal
        self._errands.run(
            lambda: journal.titled(title),
            done=lambda found: self.entry_asked.emit(found[0].id) if found else None,
            failed=self._tell,
        )

    # Inside

    def _has_sheet(self) -> bool:
        return self.desk.has_sheet

    def _is_kept(self) -> bool:
        return self.desk.is_kept

    def _spell(self) -> Spelling | None:
        checker = self._tools.checker
        if checker is None:
            return None
        spelling = Spelling(area=self.paper.text, checker=checker, look=self._tools.look)
        spelling.told.connect(self.notice.tell)
        install(spelling.offered(), on=self)
        return spelling

    def _lay_out(self) -> None:
        self._page.addWidget(self.paper)
        self._page.addWidget(self.beginning)
        inner = QVBoxLayout()
        inner.setContentsMargins(_SIDE, 0, _SIDE, _FOOT)
        inner.addWidget(self.spread)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addLayout(inner, 1)

    def _take_look(self) -> None:
        self.setStyleSheet(telling_style(self._tools.look))
        for part in (self.stories, self.paper, self.beginning, self.panel):
            part.take_look()
        self.spread.arrange()

    def _connect(self) -> None:
        self._tools.look.changed.connect(self._take_look)
        self._tools.desk.loaded.connect(self._later.start)
        self._tools.desk.changed.connect(lambda _edit: self._later.start())
        self._later.timeout.connect(self._show_lifeline)
        self.primary.clicked.connect(lambda _checked: self.new_story())
        self.keeper.state_changed.connect(lambda _id: self._show_state())
        self.stories.changed.connect(self._show_count)
        self.stories.failed.connect(self._tell)
        self.desk.shown.connect(self._sheet_shown)
        self.desk.removed.connect(self._tell_removed)
        self.versions.brought_back.connect(self._brought_back)
        self.versions.failed.connect(self._tell)
        self.measure.measured.connect(self._show_measured)
        self.spread.beside_changed.connect(self._show_beside_changed)
        self._connect_paper()
        self._connect_panel()
        self.beginning.outline_asked.connect(self.begin_with_outline)
        self.beginning.question_asked.connect(self.begin_with_question)
        self.beginning.empty_asked.connect(self.new_story)
        self.beginning.removed_asked.connect(lambda: self.stories_menu.open_removed(self.beginning.removed))
        self.stories_menu.story_chosen.connect(self.desk.open)
        self.stories_menu.new_asked.connect(self.new_story)
        self.stories_menu.restore_asked.connect(self.desk.restore)

    def _connect_paper(self) -> None:
        paper, head = self.paper, self.paper.head
        paper.edited.connect(self._edited)
        paper.left.connect(self.keeper.save_now)
        paper.retry_asked.connect(self.keeper.save_now)
        paper.touched_asked.connect(lambda: self.show_beside(THEMES))
        paper.text.slow_paste_offered.connect(self._ask_slow_paste)
        paper.text.files_offered.connect(lambda _mime: self.notice.tell(_NO_FILES))
        paper.text.link_followed.connect(self._follow)
        head.stories.clicked.connect(lambda _checked: self._open_stories())
        head.versions.clicked.connect(lambda _checked: self._open_history())
        head.more.clicked.connect(lambda _checked: self.deeds_menu.open(head.more))
        head.beside.clicked.connect(lambda _checked: self.spread.show_beside(shown=not self.spread.shows_beside))

    def _connect_panel(self) -> None:
        self.panel.put_asked.connect(self.put)
        self.panel.heading_asked.connect(self._go_to_heading)
        self.panel.step_asked.connect(self.step_asked)
        self.panel.left.connect(self._back_to_text)
