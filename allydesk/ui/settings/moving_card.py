"""The way to bringing a journal in and to writing everything out."""

from PySide6.QtCore import Signal

from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

_IN = "From jrnl, from Markdown or plain text files, or from what Allydesk has written itself."
_OUT = "As Markdown for other programs, or as JSON without any loss. Yours to keep, and not encrypted."


class MovingCard(SettingsCard):
    """Two ways, in and out."""

    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__("Bring in, take out", look=look)
        self.bring_in = button("Bring in a journal…")
        self.take_out = button("Write everything to a folder…")
        self.add_row("A journal from elsewhere", _IN, self.bring_in)
        self.add_row("Everything in this vault", _OUT, self.take_out)
        self.bring_in.clicked.connect(self.import_wanted)
        self.take_out.clicked.connect(self.export_wanted)
