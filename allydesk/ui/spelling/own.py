"""The person's own words. They lie in the vault and nowhere else."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError
from allydesk.ui.tasks import TaskRunner


class WordShelf(Protocol):
    """The part of an open vault that keeps them. Called on the vault's thread."""

    def all(self) -> set[str]:
        """All of them."""

    def add(self, word: str) -> None:
        """Keep another one; one that is kept already stays."""

    def remove(self, word: str) -> None:
        """Keep it no more."""


class YourWords(QObject):
    """What is on the shelf, here to be looked at. Made when the vault is opened; `close_all` before it is locked."""

    changed = Signal()

    failed = Signal(object)
    """An AllydeskError: a word could not be kept or removed."""

    def __init__(self, *, shelf: WordShelf, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._tasks = tasks
        self._words: frozenset[str] = frozenset()
        self._names: frozenset[str] = frozenset()
        self._closed = False

    @property
    def words(self) -> frozenset[str]:
        """The words as they were looked up last."""
        return self._words

    @property
    def right(self) -> frozenset[str]:
        """Every word that is right whatever the dictionaries say: their own words, and the names of their people."""
        return self._words | self._names

    def know_names(self, names: Iterable[str]) -> None:
        """The people the person writes about: nobody's name is a mistake."""
        known = frozenset(word for name in names for word in name.split())
        if known != self._names and not self._closed:
            self._names = known
            self.changed.emit()

    def load(self) -> None:
        """Look them up; `changed` says when they are here."""
        self._tasks.run(self._shelf.all, done=self._take, failed=self._tell)

    def add(self, word: str) -> None:
        """Keep another one. It holds at once; `failed` says if it could not be kept."""
        if word and word not in self._words:
            self._take(self._words | {word})
            self._tasks.run(lambda: self._shelf.add(word), failed=self._tell)

    def remove(self, word: str) -> None:
        """Keep it no more."""
        if word in self._words:
            self._take(self._words - {word})
            self._tasks.run(lambda: self._shelf.remove(word), failed=self._tell)

    def close_all(self) -> None:
        """Drop them; the vault is about to be locked."""
        self._closed = True
        self._words = self._names = frozenset()

    def _take(self, words: "set[str] | frozenset[str]") -> None:
        if not self._closed:
            self._words = frozenset(words)
            self.changed.emit()

    def _tell(self, error: AllydeskError) -> None:
        if not self._closed:
            self.failed.emit(error)
            self._tasks.run(self._shelf.all, done=self._take, failed=lambda _error: None)
