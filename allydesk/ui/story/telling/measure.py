"""How long a text is, and what of the lifeline it touches: worked out a while after the last key, never at a key."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from allydesk.story.counting import story_words, time_to_speak
from allydesk.story.lifeline import Lifeline
from allydesk.story.outline import Heading, headings_of
from allydesk.story.telling import WORDS_A_MINUTE
from allydesk.story.touched import Touched, touched
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.tasks import TaskRunner

PAUSE = 350
"""Milliseconds after a change before it is measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a text: its words, the seconds it takes to tell, its headings, and what it touches."""

    words: int
    seconds: int
    headings: tuple[Heading, ...]
    touched: Touched


class Measure(QObject):
    """Measures one document at a time. The work is done on the other thread: the window goes on meanwhile."""

    measured = Signal(object)
    """A `Measured`, of the document that is watched now."""

    def __init__(self, *, tasks: TaskRunner, pause: int = PAUSE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = Errands(tasks=tasks)
        self._document: PlainDocument | None = None
        self._lifeline = Lifeline()
        self._pace = WORDS_A_MINUTE
        self._pause = pause
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    def watch(self, document: PlainDocument | None) -> None:
        """Measure this document from now on, or none."""
        if self._document is not None:
            self._document.contentsChange.disconnect(self._note)
        self._errands.drop()
        self._timer.stop()
        self._document = document
        if document is not None:
            document.contentsChange.connect(self._note)
            self._timer.start(0)

    def take_lifeline(self, lifeline: Lifeline) -> None:
        """The lifeline is so now."""
        self._lifeline = lifeline
        if self._document is not None:
            self._timer.start(self._pause)

    def take_pace(self, pace: int) -> None:
        """So many words a minute are told."""
        if pace != self._pace:
            self._pace = pace
            if self._document is not None:
                self._timer.start(0)

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.watch(None)
        self._lifeline = Lifeline()

    def _note(self, _position: int, _removed: int, _added: int) -> None:
        self._timer.start(self._pause)

    def _begin(self) -> None:
        document, lifeline = self._document, self._lifeline
        if document is None:
            return
        text, pace = document.text(), self._pace
        self._errands.drop()
        self._errands.run(lambda: measured_of(text, lifeline, pace=pace), done=self.measured.emit)


def measured_of(text: str, lifeline: Lifeline, *, pace: int = WORDS_A_MINUTE) -> Measured:
    """All there is to know of a text; `pace` in words a minute."""
    words = story_words(text)
    return Measured(words, time_to_speak(words, words_a_minute=pace), tuple(headings_of(text)), touched(text, lifeline))
