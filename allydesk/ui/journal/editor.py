"""The right of the page: what is about the entry, its title and text, its files, and how it stands with the vault."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.journal.template import Template
from allydesk.problems import problem_of
from allydesk.ui.actions import Action
from allydesk.ui.journal.about.backlinks import BackLinks, LinkLine
from allydesk.ui.journal.about.chips import ChipsLine
from allydesk.ui.journal.about.deeds import Deeds
from allydesk.ui.journal.about.foot import EntryFoot
from allydesk.ui.journal.about.head import EntryHead
from allydesk.ui.journal.about.menu import EntryMenu
from allydesk.ui.journal.about.offer import Offer
from allydesk.ui.journal.about.panels import AboutPanels
from allydesk.ui.journal.choices import WritingChoices
from allydesk.ui.journal.counting import WordCounter
from allydesk.ui.journal.empty import Empty
from allydesk.ui.journal.findbar import FindBar
from allydesk.ui.journal.frames import PageFrame
from allydesk.ui.journal.notice import Notice
from allydesk.ui.journal.picturesource import PictureSource
from allydesk.ui.journal.reading import ReadingView
from allydesk.ui.journal.saving import Kept
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.journal.titlefield import TitleField
from allydesk.ui.journal.trashbar import MARGIN, TrashBar
from allydesk.ui.journal.words import inside_sentence
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look

_STATES = {Kept.NEW: "", Kept.SAVED: "Saved", Kept.SAVING: "Saving…"}


class Editor(QWidget):
    """Shows one sheet at a time, to be written in or to be read."""

    edited = Signal()
    """The person changed the title, the text, or what is about the entry."""
    left = Signal()
    """The keyboard went out of the title or the text."""
    shown = Signal()
    """Another sheet is shown, or none."""
    history_asked = Signal()
    trash_asked = Signal()
    restore_asked = Signal()
    purge_asked = Signal()
    retry_asked = Signal()
    new_asked = Signal()
    print_asked = Signal()
    export_asked = Signal()
    lifeline_asked = Signal()
    pin_asked = Signal(bool)
    focus_asked = Signal(bool)
    """Focus mode was entered or left; the page and the window make room."""
    tag_followed = Signal(str)
    person_followed = Signal(str)
    link_followed = Signal(str)
    """A `[[title]]` in the text is to be opened."""
    slow_paste_offered = Signal(str)
    escaped = Signal()
    """Escape: back to the list."""

    def __init__(
        self,
        *,
        look: Look,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._look = look
        self._monotonic = monotonic
        self._sheet: Sheet | None = None
        self._loading = False
        self._focus = False
        self.head = EntryHead(look=look)
        self.title = TitleField(look=look)
        self.tags = ChipsLine(look=look)
        self.text = WritingArea(look=look)
        self.find_bar = FindBar(area=self.text, look=look)
        self.reading = ReadingView(look=look)
        self.links = BackLinks()
        self.moments = LinkLine("moment on your lifeline", "moments on your lifeline")
        self.foot = EntryFoot()
        self.offer = Offer(margin=MARGIN)
        self.trouble = Notice(role="problem", margin=MARGIN)
        self.trashed = TrashBar()
        self.empty = Empty()
        self.date, self.state = self.head.date, self.head.state
        self.history, self.more = self.head.history, self.head.more
        self.words = self.foot.words
        self.about = AboutPanels(head=self.head, chips=self.tags, offer=self.offer, look=look, clock=clock, parent=self)
        self.deeds = Deeds(editor=self)
        self._menu = EntryMenu(self.deeds.menu, parent=self)
        self._counter = WordCounter(parent=self)
        for field in (self.title, self.text, self.reading):
            set_role(field, "page")
        self._lay_out()
        self._connect()
        self.show_sheet(None)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is shown."""
        return self._sheet

    @property
    def is_reading(self) -> bool:
        """Whether the text is shown for reading."""
        return self._body.currentWidget() is self.reading

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show a sheet as it was left, or none."""
        self._put_away()
        self._sheet = sheet
        self._loading = True
        self.title.show_document(sheet.title if sheet else None)
        self.text.show_document(sheet.text if sheet else None)
        self._counter.watch(sheet.text if sheet else None)
        locked = sheet is None or sheet.trashed is not None
        self.title.set_locked(locked)
        self.text.set_locked(locked)
        self.trashed.setVisible(sheet is not None and sheet.trashed is not None)
        self.history.setVisible(not locked and sheet is not None and sheet.kept is not None and not self._focus)
        self.more.setVisible(not self._focus)
        self.trouble.withdraw()
        self.head.say_state("")
        self.about.show_sheet(sheet)
        self.text.show_hints(self.about.hints())
        if sheet is not None:
            sheet.writing.rest()
            self.text.go_to(sheet.caret, sheet.scrolled)
        self._show_reading(self.is_reading and sheet is not None and sheet.kept is not None)
        self._stack.setCurrentWidget(self._frame if sheet else self.empty)
        self._loading = False
        self.shown.emit()

    def show_state(self, kept: Kept, error: AllydeskError | None) -> None:
        """Say how the sheet stands with the vault."""
        if self._sheet is None or self._sheet.trashed is not None:
            return
        self.history.setVisible(self._sheet.kept is not None and not self._focus)
        if error is None:
            self.head.say_state(_STATES.get(kept, ""))
            self.trouble.withdraw()
            return
        problem = problem_of(error)
        words = f"{problem.happened} What you wrote is still here, and is not in the vault yet. {problem.next}"
        self.head.say_state(f"Not saved: {inside_sentence(problem.happened)}", role="trouble")
        self.trouble.say(words, action="Try again", act=self.retry_asked.emit)

    def show_about(self) -> None:
        """What is about the sheet was changed elsewhere: by an earlier version, or by its pin."""
        self.about.refresh()
        self.text.show_hints(self.about.hints())

    def know_tags(self, names: Sequence[str]) -> None:
        """Tags to propose while one types another, commonest first."""
        self.tags.field.know_tags(names)

    def know_people(self, names: Sequence[str]) -> None:
        """People to propose likewise."""
        self.tags.field.know_people(names)

    def know_templates(self, templates: Sequence[Template]) -> None:
        """The templates there are: their names, and their hints under empty headings."""
        self.about.know_templates(templates)
        self.text.show_hints(self.about.hints())

    def take_choices(self, choices: WritingChoices) -> None:
        """How the page behaves while one writes."""
        self.text.take_choices(choices)

    def take_pictures(self, pictures: PictureSource | None) -> None:
        """Where the pictures in the text come from, while one writes and while one reads."""
        self.text.set_pictures(pictures)
        self.reading.set_pictures(pictures)

    def add_below(self, part: QWidget) -> None:
        """Put a part between the text and the foot: the files."""
        self._frame.add_below(part)

    def say_empty(self, title: str, text: str, action: str = "") -> None:
        """What stands here while no entry is open."""
        self.empty.say(title, text, action)

    def offered(self) -> tuple[Action, ...]:
        """What can be done with the open entry."""
        return self.deeds.everything()

    # What is done with the open entry

    def find_in_page(self, *, replacing: bool = False) -> None:
        """Look for words in this text, and replace them if asked to."""
        if self._sheet is not None:
            self._show_reading(False)
            self.find_bar.open(replacing=replacing)

    def toggle_reading(self) -> None:
        """Show the text for reading, or go on writing."""
        if self._sheet is not None:
            self._show_reading(not self.is_reading)
            (self.reading if self.is_reading else self.text).setFocus()

    def toggle_focus(self) -> None:
        """Enter or leave focus mode."""
        self.set_focus_mode(not self._focus)
        self.focus_asked.emit(self._focus)

    def set_focus_mode(self, on: bool) -> None:
        """Show the text alone, in the middle of wide margins, or everything again."""
        self._focus = on
        self.foot.show_focus(on)
        self._frame.show_alone(on)
        open_sheet = self._sheet is not None and self._sheet.trashed is None and self._sheet.kept is not None
        self.history.setVisible(open_sheet and not on)
        self.more.setVisible(not on)
        self.show_about()

    # Inside

    def stand_after(self, before: QWidget) -> None:
        """Take this place in the order of the Tab key: the title, the tags, the text, and then what is around them."""
        QWidget.setTabOrder(before, self.title)
        self.tags.stand_between(self.title, self.text)
        after: list[QWidget] = [self.text, self.reading, self.links.line, self.moments.line]
        after += [self.head.date, self.head.template, self.history, self.more, self.foot.focus]
        for first, second in pairwise(after):
            QWidget.setTabOrder(first, second)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for part in (self.head, self.title, self.text, self.tags, self.reading, self.find_bar):
            part.take_look()
        self._frame.set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the column anew."""
        super().resizeEvent(event)
        self._frame.set_margins()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the reading view, then focus mode, and then goes back to the list."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.is_reading:
            self.toggle_reading()
        elif self._focus:
            self.toggle_focus()
        else:
            self.escaped.emit()

    def _put_away(self) -> None:
        if self._sheet is not None:
            self._sheet.caret = self.text.textCursor().position()
            self._sheet.scrolled = self.text.verticalScrollBar().value()
        self.find_bar.close_all()
        self._counter.watch(None)
        self.foot.clear()
        self.links.show_links(())
        self.moments.show_rows(())
        self.reading.show_text("")

    def _show_reading(self, on: bool) -> None:
        if on:
            self.find_bar.close_all()
        self._body.setCurrentWidget(self.reading if on else self.text)
        self.reading.show_text(self._sheet.text.text() if on and self._sheet is not None else "")

    def _edited(self) -> None:
        # Qt reports a change of styles as a change of the text; a document that is as it was loaded is not changed.
        if not self._loading and self._sheet is not None and self._sheet.is_changed:
            self._sheet.writing.typed(self._monotonic())
            self.edited.emit()

    def _expect(self, length: int) -> None:
        if self._sheet is not None:
            self._sheet.text.expect(length)

    def _count(self, words: int) -> None:
        self.foot.show_total(words, self._sheet.written_for if self._sheet is not None else 0)

    def _select(self) -> None:
        field = self.reading if self.is_reading else self.text
        self.foot.show_selection(field.textCursor().selectedText())

    def _open_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _lay_out(self) -> None:
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.text)
        self._body.addWidget(self.reading)
        self._frame = PageFrame(editor=self, body=body, look=self._look)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._frame)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        self.more.clicked.connect(self._open_menu)
        self.history.clicked.connect(self.history_asked)
        for field in (self.title, self.text):
            field.textChanged.connect(self._edited)
            field.left.connect(self.left)
        for page in (self.text, self.reading):
            page.selectionChanged.connect(self._select)
            page.link_followed.connect(self.link_followed)
        self.title.finished.connect(self.text.setFocus)
        self.text.passed_top.connect(self.title.setFocus)
        self.text.before_long_text(self._expect)
        self.text.slow_paste_offered.connect(self.slow_paste_offered)
        self.about.changed.connect(self.edited)
        self.about.template_changed.connect(self.show_about)
        self.about.unpin_asked.connect(self.deeds.ask_pin)
        self.about.done.connect(self.text.setFocus)
        self.tags.tag_followed.connect(self.tag_followed)
        self.tags.person_followed.connect(self.person_followed)
        self.trashed.restore_asked.connect(self.restore_asked)
        self.trashed.purge_asked.connect(self.purge_asked)
        self.empty.acted.connect(self.new_asked)
        self.foot.focus_asked.connect(self.toggle_focus)
        self._counter.counted.connect(self._count)
