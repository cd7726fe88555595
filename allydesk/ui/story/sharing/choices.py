"""What is to be exported, and how: the choices at the left of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from allydesk.story.ids import StoryId
from allydesk.story.telling import Story
from allydesk.transfer.story.document import UNTITLED
from allydesk.transfer.story.masks import Mask
from allydesk.ui.looking_back.fields import DropDown
from allydesk.ui.settings.choice import Choice, Switch
from allydesk.ui.story.sharing.names import NamesChoice
from allydesk.ui.story.sharing.words import FORMATS, WHATS, What
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

_LIFE, _VIEW = "life", "view"
_LETTERS = 16
"""The least a list of stories is wide."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices as they are. `ending` is the file's (".pdf"); `view` that only what the chart shows is wanted."""

    what: What
    story: StoryId | None
    chart: bool
    moments: bool
    view: bool
    mask: Mask
    ending: str


class ShareChoices(QWidget):
    """`changed` tells that something else is chosen; `chosen` is all of it. `form` stands among them for a profile."""

    changed = Signal()

    def __init__(self, *, look: Look, form: QWidget) -> None:
        super().__init__()
        self._form = form
        self._stories: tuple[Story, ...] = ()
        self._has_view = False
        self.what = Choice("What to export", WHATS, value=What.STORY.value)
        self.story = DropDown(look=look)
        self.chart = Switch("With the chart", look=look, on=True)
        self.moments = Switch("With a list of the moments", look=look)
        self.extent = Choice("How much of the lifeline", ((_LIFE, "Whole life"), (_VIEW, "The view")), value=_LIFE)
        self.names = NamesChoice()
        self.formats = {what: Choice("Format", FORMATS[what], value=FORMATS[what][0][0]) for what in What}
        self._lay_out()
        self._connect()
        self._fit()

    @property
    def chosen(self) -> Chosen:
        """What is chosen now."""
        what = What(self.what.value)
        number = self.story.currentIndex()
        return Chosen(
            what=what,
            story=self._stories[number].id if 0 <= number < len(self._stories) else None,
            chart=self.chart.isChecked(),
            moments=self.moments.isChecked(),
            view=self._has_view and self.extent.value == _VIEW,
            mask=self.names.chosen_mask,
            ending=self.formats[what].value,
        )

    def take_stories(self, stories: Sequence[Story]) -> None:
        """These are the stories there are; the one that was chosen stays chosen."""
        before = self.chosen.story
        self._stories = tuple(stories)
        self.story.blockSignals(True)
        self.story.clear()
        for place, one in enumerate(self._stories):
            self.story.addItem(_called(one))
            if one.id == before:
                self.story.setCurrentIndex(place)
        self.story.blockSignals(False)
        self._fit()

    def take_view(self, *, there: bool) -> None:
        """Whether there is a view to choose: the chart has been looked at."""
        self._has_view = there
        self._fit()

    def _connect(self) -> None:
        for each in (self.what, self.extent, *self.formats.values()):
            each.chosen.connect(lambda _key: self._choose())
        self.story.currentIndexChanged.connect(lambda _place: self._choose())
        self.chart.switched.connect(lambda _on: self._choose())
        self.moments.switched.connect(lambda _on: self._choose())
        self.names.changed.connect(self.changed)

    def _choose(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show what there is to choose, and nothing else."""
        what, ending = What(self.what.value), self.chosen.ending
        is_story = what is What.STORY
        draws = ending != ".md"
        self._which.setVisible(is_story and len(self._stories) > 1)
        self._with_chart.setVisible(is_story and draws)
        self._with_moments.setVisible(is_story)
        has_extent = self._has_view and (what is What.CHART or (is_story and (self.chart.isChecked() and draws)))
        self._extent.setVisible(has_extent)
        self._form.setVisible(what is What.PROFILE)
        for each, choice in self.formats.items():
            choice.setVisible(each is what)

    def _lay_out(self) -> None:
        # As wide as there is room: titles may be long.
        self.story.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.story.setMinimumContentsLength(_LETTERS)
        self.story.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.story.setAccessibleName("Story")
        self._which = _titled("Story", self.story)
        self._with_chart = _line("With the chart", self.chart)
        self._with_moments = _line("With a list of the moments", self.moments)
        self._extent = _titled("Lifeline", self.extent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        for part in (
            _titled("What", self.what),
            self._which,
            self._form,
            _titled("Format", *self.formats.values()),
            self._with_chart,
            self._with_moments,
            self._extent,
            _titled("Names", self.names),
        ):
            column.addWidget(part)


def _called(story: Story) -> str:
    title = " ".join(story.telling.title.split()) or UNTITLED
    listener = " ".join(story.telling.listener.split())
    return f"{title} (for {listener})" if listener else title


def _titled(title: str, *parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label(title, "field"))
    for part in parts:
        column.addWidget(part)
    return made


def _line(words: str, switch: Switch) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(words, wrap=True), 1)
    row.addWidget(switch)
    return made
