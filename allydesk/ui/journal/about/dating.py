"""The panel in which one says when an entry happened."""

from datetime import date, time
from zoneinfo import available_timezones

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from allydesk.journal.timestamp import Timestamp
from allydesk.ui.dialogs import Answer, PlainDialog
from allydesk.ui.journal.about.when import day_words, find_zones, moved, read_day, read_time, zone_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import field_label, label

NO_DAY = "There is no such day. Write it like 21 November 2026, or 2026-11-21."
NO_TIME = "There is no such time. Write it like 21:14."
NO_ZONE = "This zone is not known here. Type a city, or an offset like UTC+02:00."
"""What is said under a field that holds something else."""


class DateDialog(PlainDialog):
    """Shown with `open`. What is wrong is said where it is wrong, and nothing is taken until all of it is right."""

    chosen_moment = Signal(object)
    """The date, time and zone were accepted; carries a `Timestamp`."""

    def __init__(self, moment: Timestamp, *, here: Timestamp, look: Look, parent: QWidget | None) -> None:
        super().__init__("When it happened", "", look=look, parent=parent)
        self._moment = moment
        self._today = here.day
        self.setAccessibleDescription("The date, the time and the zone of this entry")
        self.day = _field(day_words(moment.day))
        self.time = _field(f"{moment.local:%H:%M}")
        self.zone = ZoneField(moment, here=here, parent=self)
        self._problems: dict[QLineEdit, QLabel] = {}
        rows = (("Date", self.day), ("Time", self.time), ("Zone", self.zone))
        for words, field in rows:
            self.body.addLayout(self._row(words, field))
        about = "This is when it happened, by the clock on the wall there. The entry moves to its place in the list."
        self.body.addWidget(self._words(about, "small"))
        self._buttons = self.add_buttons((Answer("cancel", "Cancel", "text"), Answer("take", "Set date", "primary")))
        self.day.setFocus()
        self.day.selectAll()

    def done(self, result: int) -> None:
        """Close with what was typed, unless something in it cannot be meant."""
        if result and self.chosen == "take":
            moment = self._read()
            if moment is None:
                self.chosen = ""
                return
            super().done(result)
            self.chosen_moment.emit(moment)
            return
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The up and down keys in the date go to the next day and the one before."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = read_day(self.day.text(), today=self._today)
        if step and self.day.hasFocus() and day is not None and date.min < day < date.max:
            self.day.setText(day_words(date.fromordinal(day.toordinal() + step)))
            self.day.textEdited.emit(self.day.text())
        else:
            super().keyPressEvent(event)

    def _read(self) -> Timestamp | None:
        day = read_day(self.day.text(), today=self._today)
        at = read_time(self.time.text())
        wrong: list[tuple[QLineEdit, str]] = []
        if day is None:
            wrong.append((self.day, NO_DAY))
        if at is None:
            wrong.append((self.time, NO_TIME))
        zone = self.zone.text()
        moment = moved(self._moment, day=day or self._today, at=at or time(), zone=zone)
        if moment is None:
            wrong.append((self.zone, NO_ZONE))
        for field, problem in self._problems.items():
            words = next((words for each, words in wrong if each is field), "")
            problem.setText(words)
            problem.setVisible(bool(words))
            field.setAccessibleDescription(words)
        if wrong:
            wrong[0][0].setFocus()
            wrong[0][0].selectAll()
            return None
        return moment

    def _row(self, words: str, field: QLineEdit) -> QVBoxLayout:
        problem = label("", "warning", wrap=True)
        problem.hide()
        self._problems[field] = problem
        field.textEdited.connect(lambda: self._forgive(field))
        row = QVBoxLayout()
        row.setSpacing(4)
        for part in (field_label(words, field), field, problem):
            row.addWidget(part)
        return row

    def _forgive(self, field: QLineEdit) -> None:
        self._problems[field].hide()
        field.setAccessibleDescription("")


class ZoneField(QLineEdit):
    """A zone by its name. The entry's own and the person's own are proposed first, then every zone there is."""

    def __init__(self, moment: Timestamp, *, here: Timestamp, parent: QWidget) -> None:
        super().__init__(zone_words(moment), parent)
        set_role(self, "input")
        self._own = list(dict.fromkeys((zone_words(here), zone_words(moment))))
        self._names: list[str] = []
        self._found = QStringListModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(8)
        self.setCompleter(self._completer)
        self.textEdited.connect(self._search)

    def _search(self, typed: str) -> None:
        if not self._names:
            # Read when somebody first types here: it looks into some six hundred files.
            self._names = [*self._own, *sorted(available_timezones() - set(self._own))]
        self._found.setStringList(find_zones(typed, self._names))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The down key in the field shows what there is."""
        popup = self._completer.popup()
        if event.key() == Qt.Key.Key_Down and popup is not None and not popup.isVisible():
            self._search("" if self.text() in self._own else self.text())
            self._completer.complete()
        else:
            super().keyPressEvent(event)


def _field(text: str) -> QLineEdit:
    made = QLineEdit(text)
    set_role(made, "input")
    return made
