"""The page the practice room begins with: what leads on, and all scenarios."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from allydesk.practice.format.remarks import Remark
from allydesk.ui.practice.library.faults import FaultsPanel
from allydesk.ui.practice.library.ground import Ground
from allydesk.ui.practice.library.leads import Leads
from allydesk.ui.practice.library.rows import rows_of
from allydesk.ui.practice.library.scenariolist import ScenarioList
from allydesk.ui.practice.library.searching import SearchBar
from allydesk.ui.practice.library.shelf import Shelf
from allydesk.ui.practice.library.tall import keep_in_view
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_ABOUT = "Scenes to rehearse before they count."
_NONE_FOUND = "No scenario matches. Try fewer words, or another skill."
_NONE = "There are no scenarios here. You can open a scenario file of your own."


class HomePage(Ground):
    """Knows nothing of the vault: it shows a `Shelf`, and tells what was asked for."""

    chosen = Signal(object)
    """A `Listed` to look at."""
    go_on_asked = Signal(object)
    let_go_asked = Signal(object)
    open_asked = Signal()
    """A file of one's own is to be opened."""
    progress_asked = Signal()
    commitments_asked = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__(look=look)
        self._shelf = Shelf()
        self._today = date.min
        self.progress = button("Skills over time", "outlined")
        self.commitments = button("Commitments", "outlined")
        self.open = button("Open a scenario file…", "text")
        self.faults = FaultsPanel()
        self.leads = Leads(look=look)
        self.heading = label("All scenarios", "heading", wrap=True)
        self.search = SearchBar(look=look)
        self.list = ScenarioList(look=look)
        self.nothing = label("", "muted", wrap=True)
        self._lay_out()
        self._connect()
        self.take_look()

    def show_shelf(self, shelf: Shelf, now: datetime) -> None:
        """Show what there is now; what is looked for stays."""
        self._shelf, self._today = shelf, now.date()
        self.leads.show_shelf(shelf, now)
        self.search.offer_languages(listed.head.language for listed in shelf.all)
        self._find()

    def show_faults(self, name: str, remarks: Sequence[Remark]) -> None:
        """Say what keeps a file from being played."""
        self.faults.show_faults(name, remarks)
        self.scrolled.verticalScrollBar().setValue(0)
        self.faults.another.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Drop everything that came from the vault."""
        self._shelf = Shelf()
        self.leads.clear()
        self.faults.clear()
        self.notice.dismiss()
        self.search.look_for_all()
        self.list.show_rows(())

    def take_focus(self) -> None:
        """Let keys act where they did before, or on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        self.search.take_look()
        self.leads.fit()
        self.list.take_look()

    # Inside

    def _find(self) -> None:
        rows = rows_of(self._shelf, self.search.wanted, today=self._today)
        self.list.show_rows(rows)
        shown, of = sum(row.listed is not None for row in rows), len(self._shelf.all)
        self.search.say_found(shown, of)
        self.nothing.setText(_NONE_FOUND if of else _NONE)
        self.nothing.setVisible(not shown)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label("Practice", "title"), 1)
        self._ways = Flow(spacing=12)
        for way in (self.progress, self.commitments):
            self._ways.add(way)
        top.addWidget(self._ways)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.heading, 1)
        above.addWidget(self.open)
        self.add(top)
        self.add(label(_ABOUT, "muted", wrap=True), above=2)
        self.add(self.faults, above=18)
        self.add(self.leads, above=20)
        self.add(above, above=24)
        self.add(self.search, above=6)
        self.add(self.nothing, above=16)
        self.add(self.list)
        self.end()
        self.begin_at(self.list)

    def _connect(self) -> None:
        self.look.changed.connect(self.take_look)
        self.progress.clicked.connect(lambda _checked: self.progress_asked.emit())
        self.commitments.clicked.connect(lambda _checked: self.commitments_asked.emit())
        self.open.clicked.connect(lambda _checked: self.open_asked.emit())
        self.faults.another_asked.connect(self.open_asked)
        self.leads.chosen.connect(self.chosen)
        self.leads.go_on_asked.connect(self.go_on_asked)
        self.leads.let_go_asked.connect(self.let_go_asked)
        self.search.changed.connect(self._find)
        self.search.field.went_down.connect(lambda: self.list.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.list.chosen.connect(self.chosen)
        keep_in_view(self.list, self.scrolled)
