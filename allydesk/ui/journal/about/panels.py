"""Changing what is about the entry that is shown: each change is seen at once, and saved like typing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from allydesk.journal.template import Template
from allydesk.journal.timestamp import Timestamp
from allydesk.ui.journal.about.chips import About, ChipsLine
from allydesk.ui.journal.about.dating import DateDialog
from allydesk.ui.journal.about.head import EntryHead
from allydesk.ui.journal.about.moodpanel import MoodPanel
from allydesk.ui.journal.about.offer import Offer, Way
from allydesk.ui.journal.about.when import short_day
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.journal.words import long_date
from allydesk.ui.theme import Look


class AboutPanels(QObject):
    """Stands between a sheet and the parts that show when it was, who it is about and how it felt."""

    changed = Signal()
    """The person changed something about the entry."""
    template_changed = Signal()
    unpin_asked = Signal()
    done = Signal()
    """The person is done with the chips: on to the text."""

    def __init__(
        self,
        *,
        head: EntryHead,
        chips: ChipsLine,
        offer: Offer,
        look: Look,
        clock: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._head, self._chips, self._offer = head, chips, offer
        self._look = look
        self._clock = clock
        self._page = parent
        self._sheet: Sheet | None = None
        self._dialog: DateDialog | None = None
        self._templates: Mapping[str, Template] = {}
        self._mood = MoodPanel(look=look, parent=parent)
        head.date_asked.connect(self.ask_date)
        head.template_chosen.connect(self._set_template)
        chips.tags_changed.connect(self._set_tags)
        chips.people_changed.connect(self._set_people)
        chips.mood_asked.connect(self.ask_mood)
        chips.mood_removed.connect(lambda: self._set_mood(None))
        chips.unpinned.connect(self.unpin_asked)
        chips.left.connect(self.done)
        self._mood.chosen.connect(self._set_mood)
        self._mood.closed.connect(lambda: chips.mood.setFocus(Qt.FocusReason.TabFocusReason))

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show what is about this sheet; whatever was being asked about another is taken back."""
        self._mood.hide()
        if self._dialog is not None:
            self._dialog.reject()
        self._offer.withdraw()
        self._sheet = sheet
        self.refresh()

    def refresh(self) -> None:
        """The sheet was changed elsewhere."""
        sheet = self._sheet
        if sheet is None:
            self._chips.show_about(About(locked=True))
            self._head.date.show_words("")
            self._head.show_template("", locked=True)
            return
        locked = sheet.trashed is not None
        whole = long_date(sheet.created)
        self._head.date.show_words(whole, whole.partition(" ")[2], short_day(sheet.created.day))
        self._head.date.setEnabled(not locked)
        self._head.show_template(sheet.template, locked=locked)
        self._chips.show_about(About(sheet.tags, sheet.people, sheet.mood, sheet.pinned, locked))

    def know_templates(self, templates: Sequence[Template]) -> None:
        """The templates there are, with the hints they give."""
        self._templates = {each.key: each for each in templates}
        self._head.know_templates(templates)

    def hints(self) -> dict[str, str]:
        """What the entry's template suggests under each of its headings."""
        template = self._templates.get(self._sheet.template) if self._sheet is not None else None
        return {part.heading: part.hint for part in template.parts if part.hint} if template is not None else {}

    def ask_date(self) -> None:
        """Ask when it happened."""
        sheet = self._sheet
        if sheet is None or sheet.trashed is not None or self._dialog is not None:
            return
        here = Timestamp.from_aware(self._clock())
        dialog = self._dialog = DateDialog(sheet.created, here=here, look=self._look, parent=self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen_moment.connect(lambda moment: self._move(sheet, moment, undo=False))
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def ask_mood(self) -> None:
        """Ask how it felt."""
        if self._sheet is not None and self._sheet.trashed is None:
            chip = self._chips.mood
            self._mood.open_at(chip.mapToGlobal(QPoint(0, chip.height() + 4)), self._sheet.mood)

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _move(self, sheet: Sheet, moment: Timestamp, *, undo: bool) -> None:
        before = sheet.created
        if sheet is not self._sheet or moment == before:
            return
        sheet.created = moment
        self._tell()
        if undo:
            self._offer.withdraw()
            return
        back = Way("Put it back", lambda: self._move(sheet, before, undo=True))
        self._offer.make(f"The date is now {long_date(moment)}. It was {long_date(before)}.", back)

    def _set_template(self, key: str) -> None:
        if self._sheet is not None and self._sheet.trashed is None and key != self._sheet.template:
            self._sheet.template = key
            self._tell()
            self.template_changed.emit()

    def _set_tags(self, tags: tuple[str, ...]) -> None:
        if self._sheet is not None:
            self._sheet.tags = tags
            self.changed.emit()

    def _set_people(self, people: tuple[str, ...]) -> None:
        if self._sheet is not None:
            self._sheet.people = people
            self.changed.emit()

    def _set_mood(self, mood: int | None) -> None:
        if self._sheet is not None and self._sheet.trashed is None and mood != self._sheet.mood:
            self._sheet.mood = mood
            self._tell()

    def _tell(self) -> None:
        self.refresh()
        self.changed.emit()
