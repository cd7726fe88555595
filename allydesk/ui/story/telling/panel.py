"""What stands beside the page: themes and moments, the outline, and questions to begin from."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from allydesk.story.lifeline import Lifeline, Moment
from allydesk.ui.settings.choice import Choice
from allydesk.ui.story.telling.measure import Measured
from allydesk.ui.story.telling.outlinetab import OutlineTab
from allydesk.ui.story.telling.piecerows import rows_of
from allydesk.ui.story.telling.questionstab import QuestionsTab
from allydesk.ui.story.telling.themestab import ThemesTab
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

THEMES, OUTLINE, QUESTIONS = "themes", "outline", "questions"
_NAMES = ((THEMES, "Themes"), (OUTLINE, "Outline"), (QUESTIONS, "Questions"))


class BesidePanel(QFrame):
    """One of the three at a time. Where the page is narrow it stands in its place, and `back` leads back."""

    put_asked = Signal(object)
    """A `Piece` is to go into the text."""
    heading_asked = Signal(int)
    step_asked = Signal(str)
    left = Signal()
    """Back to the text."""

    def __init__(self, *, look: Look, when: Callable[[Moment], str]) -> None:
        """`when` says a moment's date in words."""
        super().__init__()
        self._when = when
        set_role(self, "card")
        self.back = button("Back to the page", "text")
        self.sections = Choice("Beside the page", _NAMES, value=THEMES)
        self.themes = ThemesTab(look=look)
        self.outline = OutlineTab(look=look)
        self.questions = QuestionsTab(look=look)
        self._stack = QStackedWidget()
        self._pages = {THEMES: self.themes, OUTLINE: self.outline, QUESTIONS: self.questions}
        self._lay_out()
        self.back.clicked.connect(lambda _checked: self.left.emit())
        self.sections.chosen.connect(self.show_section)
        self.themes.step_asked.connect(self.step_asked)
        self.outline.heading_asked.connect(self.heading_asked)
        self.themes.left.connect(self.left)
        for page in (self.themes, self.outline, self.questions):
            page.put_asked.connect(self.put_asked)

    @property
    def section(self) -> str:
        """Which of the three is to be seen."""
        return self.sections.value

    def show_section(self, key: str) -> None:
        """Bring one of the three to the front."""
        self.sections.show_value(key)
        self._stack.setCurrentWidget(self._pages[key])

    def take_keyboard(self) -> None:
        """The keyboard goes to what is chosen in it."""
        if self.section == THEMES and self.themes.list.isVisible():
            self.themes.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sections.option(self.section).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lifeline(self, lifeline: Lifeline) -> None:
        """The themes and moments are these now."""
        self.themes.show_rows(rows_of(lifeline, when=self._when))
        self.outline.show_lifeline(lifeline)

    def show_measured(self, measured: Measured) -> None:
        """The text has these headings now, and touches this."""
        touched = measured.touched
        self.themes.list.rows.show_touched(frozenset((*touched.themes, *touched.moments)))
        self.outline.show_headings(measured.headings)
        self.questions.show_headings(measured.headings)

    def show_back(self, *, shown: bool) -> None:
        """Whether there is a way back, because the page is not to be seen beside it."""
        self.back.setVisible(shown)
        self.themes.show_alone(alone=shown)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        for page in (self.themes, self.outline, self.questions):
            page.take_look()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.show_lifeline(Lifeline())
        self.outline.show_headings(())
        self.questions.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 12, 14)
        column.setSpacing(12)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.sections)
        for page in self._pages.values():
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)
        self.back.hide()
