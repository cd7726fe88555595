"""What an empty vault shows beside the prompt: some ways to begin."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from allydesk.journal.template import FREE_PAGE, Template
from allydesk.ui.theme import Look
from allydesk.ui.today.cards import EntriesCard, EntryLink
from allydesk.ui.widgets.words import label

_OFFERED = ("experience", "past-action", "reading")


class BeginCard(EntriesCard):
    """Says what belongs here, and offers a few templates by what they are good for."""

    template_asked = Signal(str)

    def __init__(self, *, look: Look) -> None:
        super().__init__("Ways to begin", look=look)
        self._said = label("Nothing is written in this vault yet. Answer the prompt, or begin another way.", wrap=True)
        self._said.setContentsMargins(6, 4, 6, 6)
        self.column.insertWidget(1, self._said)
        self.entry_asked.connect(self.template_asked)

    def offer(self, templates: Sequence[Template]) -> None:
        """Offer some of these that the person has not hidden: a free page first."""
        shown = {template.key: template for template in templates if not template.hidden}
        offered = [shown[key] for key in (FREE_PAGE, *_OFFERED) if key in shown]
        self.show_links([self._link(template) for template in offered])

    def _link(self, template: Template) -> EntryLink:
        return EntryLink(look=self.look, entry_id=template.key, title=template.name, words=template.why, reading=False)
