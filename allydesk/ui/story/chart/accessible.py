"""The chart for a screen reader: each moment in view is a child of the chart, with its words and its place.

The children are widgets that paint nothing and that no mouse and no Tab key ever meets; they are there only while
somebody listens. Qt has another way, an interface that answers for parts of a widget, and PySide 6.11 even lets Python
write one. But then Qt asks Python about every widget of the process, those among them that are just being destroyed,
and the process dies of it now and then: one run in three of our own tests did.
"""

from typing import Protocol

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from allydesk.story.ids import MomentId

MOST = 200
"""Moments that have a child at a time. Of more in view it is those around the current one; the table has them all."""
_REST = 120
"""Milliseconds without a change of the picture before the children are brought to it."""


class Told(Protocol):
    """What a chart says of itself to this module."""

    def told_ids(self) -> list[MomentId]:
        """The moments on the chart, oldest first."""

    def told_words(self, moment_id: MomentId) -> str:
        """The moment in words."""

    def told_rect(self, moment_id: MomentId) -> QRect | None:
        """Where it is in the chart, in the chart's own pixels; None when it is out of view."""

    def told_selected(self, moment_id: MomentId) -> bool:
        """Whether it is selected."""

    def told_current(self) -> MomentId | None:
        """The moment that keys act on."""

    def told_opened(self, moment_id: MomentId) -> None:
        """A screen reader has pressed it: it is to be opened."""


class Voice(QPushButton):
    """A moment that can be heard and pressed, and not seen."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self.moment_id = MomentId("")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the chart paints its moments."""
        del event

    def say(self, moment_id: MomentId, words: str, place: QRect, *, selected: bool) -> None:
        """Stand for this moment from now on."""
        self.moment_id = moment_id
        self.setAccessibleName(words)
        self.setAccessibleDescription("selected" if selected else "")
        self.setGeometry(place)
        self.show()


class Voices(QObject):
    """Keeps the children true to the picture, a moment after it has changed."""

    def __init__(self, chart: QWidget, told: Told) -> None:
        """`told` is the chart."""
        super().__init__(chart)
        self._chart = chart
        self._told = told
        self.children_shown: list[Voice] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST)
        self._later.timeout.connect(self.follow)

    def follow_soon(self) -> None:
        """The picture has changed. Where nobody listens it costs nothing."""
        if QAccessible.isActive() and self._chart.isVisible():
            self._later.start()

    def follow(self) -> None:
        """Bring the children to what is in view now."""
        self._later.stop()
        shown = [(one, place) for one in self._chosen() if (place := self._told.told_rect(one)) is not None]
        while len(self.children_shown) < len(shown):
            voice = Voice(self._chart)
            voice.clicked.connect(lambda _checked=False, voice=voice: self._told.told_opened(voice.moment_id))
            self.children_shown.append(voice)
        for voice, (moment_id, place) in zip(self.children_shown, shown, strict=False):
            words, selected = self._told.told_words(moment_id), self._told.told_selected(moment_id)
            voice.say(moment_id, words, place, selected=selected)
        self._let_go(self.children_shown[len(shown) :])
        del self.children_shown[len(shown) :]

    def close(self) -> None:
        """Nobody is there to listen any more, or nothing is to be heard: what came from the vault goes."""
        self._later.stop()
        self._let_go(self.children_shown)
        self.children_shown = []

    def _chosen(self) -> list[MomentId]:
        ids = [one for one in self._told.told_ids() if self._told.told_rect(one) is not None]
        if len(ids) <= MOST:
            return ids
        current = self._told.told_current()
        middle = ids.index(current) if current in ids else 0
        first = min(max(middle - MOST // 2, 0), len(ids) - MOST)
        return ids[first : first + MOST]

    def _let_go(self, voices: list[Voice]) -> None:
        for voice in voices:
            voice.hide()
            voice.setAccessibleName("")
            voice.deleteLater()


def announce(chart: QWidget, words: str) -> None:
    """Have something said. Where nobody listens it costs nothing."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(chart, words))
