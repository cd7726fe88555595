"""The line above the title: when, from which template, how it stands with the vault, and what else can be done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from allydesk.journal.template import FREE_PAGE, Template
from allydesk.ui.icons import GRID
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import ElidedLabel, PushButton, button, icon_button, label

_STATE_WIDTH = 80
NO_TEMPLATE = "Free page"


class LineButton(PushButton):
    """A quiet button that says less where there is little room, and then ends in an ellipsis."""

    def __init__(self, *, purpose: str) -> None:
        super().__init__("")
        self._purpose = purpose
        self._whole = ""
        self._shorter: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_role(self, "quiet")

    def show_words(self, words: str, *shorter: str) -> None:
        """Show these, or the first of the shorter ones that fits."""
        self._whole, self._shorter = words, shorter
        self.setAccessibleName(f"{self._purpose}: {words}")
        self._elide()
        self.updateGeometry()

    def whole_text(self) -> str:
        """The words with nothing left out."""
        return self._whole

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        hint = super().sizeHint()
        edge = hint.width() - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + max(edge, 8), hint.height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the new width."""
        super().resizeEvent(event)
        self._elide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A style sheet may have set the font without a word, so the fit is checked once more."""
        self._elide()
        super().paintEvent(event)

    def _elide(self) -> None:
        room = max(self.width() - 8, 1)
        measure = self.fontMetrics().horizontalAdvance
        fitting = [words for words in (self._whole, *self._shorter) if measure(words) <= room]
        words = fitting[0] if fitting else (self._whole, *self._shorter)[-1]
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room).replace("&", "&&")
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown.replace("&&", "&") == self._whole else self._whole)


class EntryHead(QWidget):
    """The date on the left, with the template's name; on the right the state, the history and the menu."""

    date_asked = Signal()
    template_chosen = Signal(str)
    """Another template's key, or "" for none; the text stays as it is."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names: Mapping[str, str] = {}
        self._template = FREE_PAGE
        self.date = LineButton(purpose="Date")
        self.dot = label("·", "small")
        self.template = LineButton(purpose="Template")
        self.state = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        set_role(self.state, "small")
        self.history = button("History", "quiet")
        self.more = icon_button("More")
        room = self.more.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(room)
        self.templates = QMenu("Template", self)
        self.row = QHBoxLayout(self)
        self.row.setSpacing(4)
        for part in (self.date, self.dot, self.template):
            self.row.addWidget(part)
        self.row.addStretch(1)
        for last in (self.state, self.history, self.more):
            self.row.addWidget(last)
        self.date.clicked.connect(self.date_asked)
        self.template.clicked.connect(self._open_templates)
        self.templates.aboutToShow.connect(self._fill_templates)

    def know_templates(self, templates: Sequence[Template]) -> None:
        """The templates there are."""
        self._names = {each.key: each.name for each in templates if each.key != FREE_PAGE}
        self.show_template(self._template, locked=not self.template.isEnabled())

    def show_template(self, key: str, *, locked: bool) -> None:
        """Which template the entry was begun with."""
        self._template = key
        # One that has been removed since still says what it was called, as far as its key tells.
        self.template.show_words(self._names.get(key, key.replace("-", " ").capitalize()))
        self.template.setEnabled(not locked)
        self.template.setVisible(key != FREE_PAGE)
        self.dot.setVisible(key != FREE_PAGE)

    def say_state(self, words: str, *, role: str = "small") -> None:
        """How the entry stands with the vault."""
        set_role(self.state, role)
        self.state.setText(words)
        # Where there is too little room, the date gives way first.
        width = QFontMetrics(self._look.ui_font(size=13)).horizontalAdvance(words) + 4
        self.state.setMinimumWidth(min(width, self._look.scaled(_STATE_WIDTH)))

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.say_state(self.state.whole_text(), role=str(self.state.property("role")))
        self.more.setIcon(self._look.icon("more"))
        self.more.setIconSize(QSize(self._look.scaled(GRID), self._look.scaled(GRID)))

    def _fill_templates(self) -> None:
        self.templates.clear()
        for key, name in {FREE_PAGE: NO_TEMPLATE, **self._names}.items():
            action = self.templates.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key == self._template)
            action.triggered.connect(lambda _checked=False, key=key: self.template_chosen.emit(key))

    def _open_templates(self) -> None:
        self.templates.popup(self.template.mapToGlobal(QPoint(0, self.template.height() + 4)))
