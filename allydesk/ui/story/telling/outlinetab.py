"""Beside the page: the headings that the text has, to jump to, and the outline that the themes make."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from allydesk.story.lifeline import Lifeline
from allydesk.story.outline import Heading, Section, one_line, outline_of, outline_text
from allydesk.ui.settings.step import scrolling
from allydesk.ui.story.telling.pieces import Piece
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import ElidedLabel, button, label

_NO_HEADINGS = "A line that begins with # and a space is a heading. Those of your text will be listed here."
_NO_THEMES = "Once you have moments or themes, an outline made from them is offered here."
_ALL_THERE = "All of it has its heading in the text."
_SHOWN = 60
"""Headings and sections that are shown; a story of a thousand words has a handful."""
_STEP = 14
"""Pixels at a text scale of 1 that a heading stands in for each level."""


class OutlineTab(QWidget):
    """`heading_asked` carries the number of the line to go to."""

    heading_asked = Signal(int)
    put_asked = Signal(object)

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._headings: tuple[Heading, ...] | None = None
        self._sections: tuple[Section, ...] = ()
        self.rows: list[QPushButton] = []
        self.put = button("Put this outline into the story", "outlined")
        self._no_headings = label(_NO_HEADINGS, "muted", wrap=True)
        self._no_themes = label("", "muted", wrap=True)
        self._title = label("From your themes", "heading")
        self._listed, self._outlined = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.put.clicked.connect(lambda _checked: self._put())
        self.show_headings(())
        self.show_lifeline(Lifeline())

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """The text has these headings now."""
        if self._headings == tuple(headings):
            return
        self._headings = tuple(headings)
        _empty(self._listed)
        top = min((each.level for each in headings), default=1)
        self.rows = [self._row(each, each.level - top) for each in headings[:_SHOWN]]
        self._no_headings.setVisible(not headings)
        self._offer()

    def show_lifeline(self, lifeline: Lifeline) -> None:
        """The themes and moments are these now."""
        sections = outline_of(lifeline)
        if sections == self._sections and self._outlined.count():
            return
        self._sections = sections
        _empty(self._outlined)
        has_themes = any(each.theme is not None for each in sections)
        self._title.setText("From your themes" if has_themes or not sections else "From your moments")
        for section in sections[:_SHOWN]:
            if section.theme is not None or not has_themes:
                self._add_section(section)
        self._offer()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        headings, self._headings = self._headings or (), None
        self.show_headings(headings)

    @property
    def text(self) -> str:
        """What the outline would add to the text; "" for nothing."""
        return outline_text(self._sections, beside=self._headings or ())

    def _offer(self) -> None:
        offered = bool(self.text)
        self.put.setVisible(offered)
        self._no_themes.setText(_ALL_THERE if self._sections else _NO_THEMES)
        self._no_themes.setVisible(not offered)

    def _put(self) -> None:
        text = self.text
        if text:
            self.put_asked.emit(Piece(text, write_below=True))

    def _row(self, heading: Heading, depth: int) -> QPushButton:
        made = button(heading.words.replace("&", "&&"), "heading-row", name=f"Go to {heading.words}")
        made.setToolTip(heading.words)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda _checked: self.heading_asked.emit(heading.line))
        indented = QWidget()
        line = QHBoxLayout(indented)
        line.setContentsMargins(self._look.scaled(_STEP) * depth, 0, 0, 0)
        line.addWidget(made)
        self._listed.addWidget(indented)
        return made

    def _add_section(self, section: Section) -> None:
        if section.theme is not None:
            name = ElidedLabel(one_line(section.theme.name), mode=Qt.TextElideMode.ElideRight)
            set_role(name, "strong")
            self._outlined.addWidget(name)
        titles = [title for each in section.moments if (title := one_line(each.title))]
        if titles:
            self._outlined.addWidget(label(" · ".join(titles), "small", wrap=True))
        self._outlined.addSpacing(6)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        column.addWidget(label("In your text", "heading"))
        column.addWidget(self._no_headings)
        self._listed.setSpacing(0)
        column.addLayout(self._listed)
        column.addSpacing(18)
        column.addWidget(self._title)
        self._outlined.setSpacing(2)
        column.addLayout(self._outlined)
        column.addWidget(self._no_themes)
        foot = Flow()
        foot.add(self.put)
        column.addWidget(foot)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inner))


def _empty(layout: QVBoxLayout) -> None:
    """Take everything out of it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
