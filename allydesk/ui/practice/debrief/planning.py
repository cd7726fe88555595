"""The plan that a run leads to: offered, changed, kept as a commitment, and gone through at once if one likes."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from allydesk.practice.commitments import plan_in_words
from allydesk.practice.run import Commitment
from allydesk.practice.scenario import IfThen
from allydesk.ui.practice.commitments.form import PlanForm
from allydesk.ui.practice.commitments.rehearsal import Rehearsal
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_SAYS = "A plan for when this comes again, tied to a moment you will recognise. Change it until it sounds like you."
_KEPT = "Kept among your commitments."


class PlanCard(QFrame):
    """The form, and once it is kept the plan with a way to go through it."""

    keep_asked = Signal(object)
    """A `Plan` is to be kept."""
    rehearsed = Signal(object)
    """The `Commitment` was gone through."""
    all_asked = Signal()

    def __init__(self, *, look: Look, today: date) -> None:
        super().__init__()
        self._look = look
        self._kept: Commitment | None = None
        self._is_edited = False
        set_role(self, "card")
        self.about = label(_SAYS, "muted", wrap=True)
        self.form = PlanForm(look=look, today=today)
        self.keep = button("Keep this plan", "primary")
        self.said = label("", wrap=True)
        self.note = label(_KEPT, "muted", wrap=True)
        self.rehearse = button("Go through it now", "outlined")
        self.every = button("All commitments", "text")
        self.rehearsal = Rehearsal(look=look)
        self._lay_out()
        self.form.changed.connect(self._edited)
        self.keep.clicked.connect(lambda _checked: self._keep())
        self.form.entered.connect(self._keep)
        self.rehearse.clicked.connect(lambda _checked: self._begin())
        self.every.clicked.connect(lambda _checked: self.all_asked.emit())
        self.rehearsal.done.connect(self._gone_through)
        self.rehearsal.left.connect(self._left)
        self.take_look()
        self.show_plan(None, None)

    @property
    def kept(self) -> Commitment | None:
        """The commitment it has become."""
        return self._kept

    @property
    def is_edited(self) -> bool:
        """Whether something was written here that is not kept."""
        return self._is_edited and self._kept is None and not self.form.plan().is_empty

    def show_plan(self, kept: Commitment | None, offer: IfThen | None) -> None:
        """Show the plan that was kept, or the one the scenario offers."""
        self._kept = kept
        self._is_edited = False
        self.rehearsal.clear()
        self.form.show_offer(offer)
        self.said.setText(plan_in_words(kept) if kept is not None else "")
        self._show_face("form" if kept is None else "kept")

    def clear(self) -> None:
        """Drop what is shown."""
        self.show_plan(None, None)

    def take_look(self) -> None:
        """Take the look's present type."""
        self.said.setFont(self._look.reading_font(size=18))

    def _edited(self) -> None:
        self._is_edited = True

    def _keep(self) -> None:
        plan = self.form.plan()
        if plan.is_empty:
            self.form.cue.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.keep_asked.emit(plan)

    def _begin(self) -> None:
        if self._kept is not None:
            self._show_face("rehearsal")
            self.rehearsal.begin(self._kept)

    def _left(self) -> None:
        self.rehearsal.clear()
        self._show_face("kept")

    def _gone_through(self) -> None:
        self.rehearsal.clear()
        self._show_face("kept")
        if self._kept is not None:
            self.rehearsed.emit(self._kept)
        self.rehearse.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_face(self, face: str) -> None:
        faces: dict[str, tuple[QWidget, ...]] = {
            "form": (self.about, self.form, self.keep),
            "kept": (self.said, self.note, self.rehearse, self.every),
        }
        for each, parts in faces.items():
            for part in parts:
                part.setVisible(each == face)
        self.rehearsal.setVisible(face == "rehearsal")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(8)
        column.addWidget(label("If it comes again", "heading", wrap=True))
        for part in (self.about, self.form, self.said, self.note, self.rehearsal):
            column.addWidget(part)
        row = Flow()
        for made in (self.keep, self.rehearse, self.every):
            row.add(made)
        column.addWidget(row)
