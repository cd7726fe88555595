"""The card that shows what would be brought in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.transfer.importing import Preview
from allydesk.transfer.notes import Note, sentence
from allydesk.ui.moving.words import FORMATS, TAGS, bring_in, extent, news, of_practice, of_the_story, recognised
from allydesk.ui.settings.card import side_by_side
from allydesk.ui.settings.choice import Choice, Flow
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.faces import row
from allydesk.ui.widgets.words import ElidedLabel, button, label


class PreviewFace(QWidget):
    """What was recognised, how much there is, and the button. `format_chosen` carries another format to read it in."""

    accepted = Signal()
    other_wanted = Signal()
    format_chosen = Signal(str)

    def __init__(self, preview: Preview, *, name: str, notes_backup: bool, look: Look) -> None:
        """`name` is the file's or folder's; `notes_backup`: a backup is made first, and that is said."""
        super().__init__()
        self._look = look
        self.go_on = button(bring_in(preview), "primary")
        self.another = button("Choose something else", "text")
        self.other_format = button("Read it as something else", "text")
        self.formats = Choice(
            "Read it as", [(each.value, words) for each, words in FORMATS.items()], value=preview.format.value
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._what(preview, name))
        column.addWidget(self.formats)
        if preview.tags:
            column.addWidget(_titled("Most used tags", _chips(preview.tags[:TAGS])))
        if preview.notes:
            column.addWidget(_titled("Worth knowing", note_list(preview.notes)))
        if notes_backup and preview.anything_new:
            column.addWidget(label("A backup of your vault is made first.", "small", wrap=True))
        column.addWidget(row(self.another, None, self.go_on))
        self.formats.hide()
        self.go_on.setVisible(preview.anything_new)
        self._connect()

    def _what(self, preview: Preview, name: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        shown = ElidedLabel(name)
        set_role(shown, "small")
        column.addWidget(shown)
        column.addWidget(label(extent(preview), "heading", wrap=True))
        story, practice = of_the_story(preview.story, there=False), of_practice(preview.practice, there=False)
        for words in (news(preview), story, practice):
            if words:
                column.addWidget(label(words, wrap=True))
        column.addWidget(side_by_side(label(f"{recognised(preview)}.", "muted"), self.other_format))
        return made

    def _connect(self) -> None:
        self.go_on.clicked.connect(self.accepted)
        self.another.clicked.connect(self.other_wanted)
        self.other_format.clicked.connect(self._offer_formats)
        self.formats.chosen.connect(self.format_chosen)

    def _offer_formats(self) -> None:
        self.other_format.hide()
        self.formats.show()
        self.formats.option(self.formats.value).setFocus(Qt.FocusReason.TabFocusReason)


def note_list(notes: Sequence[Note]) -> QWidget:
    """The notes as sentences, one under the other."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for note in notes:
        column.addWidget(label(sentence(note), "muted", wrap=True))
    return made


def _chips(tags: Sequence[str]) -> Flow:
    made = Flow(spacing=6)
    for tag in tags:
        made.add(label(tag, "chip"))
    return made


def _titled(title: str, part: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label(title, "small"))
    column.addWidget(part)
    return made
