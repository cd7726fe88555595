"""The ground of the Practise step: which story, what is in front, and the one filled button."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from allydesk.story.telling import Story
from allydesk.ui.journal.notice import Notice
from allydesk.ui.looking_back.fields import DropDown
from allydesk.ui.settings.choice import Choice
from allydesk.ui.story.empty import EmptyCard
from allydesk.ui.story.practising.ending import Ending
from allydesk.ui.story.practising.stage import TellingView
from allydesk.ui.story.practising.style import practising_style
from allydesk.ui.story.practising.takelist import TakeList
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

TELL, TAKES = "tell", "takes"
_NOTHING = (
    "No story to tell yet",
    "When you have written a story, you can tell it here from a teleprompter, as often as you like. Only you hear it.",
    "Write a story",
)
_UNTITLED = "Untitled story"
_SIDE, _FOOT, _FILLED = 40, 24, 20


class PractiseGround(QWidget):
    """Puts the parts together; it knows nothing of the vault."""

    def __init__(self, *, look: Look, steady: Callable[[], float], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._look = look
        self.primary = button("Start", "primary")
        self.notice = Notice(margin=14)
        self.chooser = DropDown(look=look)
        self.views = Choice("What is shown", ((TELL, "Tell it"), (TAKES, "Takes")), value=TELL)
        self.head = QWidget()
        self.empty = EmptyCard(*_NOTHING)
        self.telling = TellingView(look=look, steady=steady, clock=clock)
        self.ending = Ending(look=look)
        self.list = TakeList(look=look)
        self.stack = QStackedWidget()
        self._lay_out()
        look.changed.connect(self._dress)
        self._dress()

    def show_stories(self, stories: Sequence[Story], chosen: Story | None) -> None:
        """Offer these."""
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for one in stories:
                self.chooser.addItem(named(one))
            self.chooser.setCurrentIndex(-1 if chosen is None else [one.id for one in stories].index(chosen.id))

    def count_takes(self, number: int) -> None:
        """Say how many there are."""
        self.views.option(TAKES).setText(f"Takes · {number}" if number else "Takes")

    def put_in_front(self, *, has_story: bool, is_ended: bool, is_loaded: bool) -> None:
        """Put in front what belongs there, and let the filled button say what it does."""
        under_way, filled = self.telling.is_under_way, self.telling.is_filled
        if is_ended:
            front: QWidget = self.ending
        elif is_loaded and not has_story:
            front = self.empty
        else:
            front = self.list if self.views.value == TAKES and not under_way else self.telling
        self.stack.setCurrentWidget(front)
        self.head.setVisible(has_story and not is_ended and not under_way and not filled)
        self.primary.setText("Keep this take" if is_ended else "Finish" if under_way else "Start")
        self.primary.setEnabled(has_story)
        if self.isVisible():  # out of sight the button is not this page's to show
            self.primary.setVisible(has_story or not is_loaded)
        # Never of one that may be hidden: the Tab key would go there all the same.
        self.setFocusProxy(self.telling.prompter if filled else None)  # type: ignore[arg-type]  # Qt takes none
        side = _FILLED if filled else _SIDE
        self._column.setContentsMargins(side, _FILLED if filled else 0, side, _FOOT)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.chooser, 1)
        row.addWidget(self.views, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.chooser.setAccessibleName("Story")
        self.chooser.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(16)
        for view in (self.telling, self.ending, self.list, self.empty):
            self.stack.addWidget(view)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(14)
        self._column.addWidget(self.notice)
        self._column.addWidget(self.head)
        self._column.addWidget(self.stack, 1)

    def _dress(self) -> None:
        self.setStyleSheet(practising_style(self._look))


def named(story: Story) -> str:
    """A story in the list: "The question, for a new colleague"."""
    title = story.telling.title.strip() or _UNTITLED
    listener = story.telling.listener.strip()
    return f"{title}, for {listener}" if listener else title
