"""The checker of an open vault: which dictionaries it uses, what it has to say about lines and words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal

from allydesk.settings import Settings
from allydesk.spelling.dictionaries import Dictionary, choose, distinct, find_dictionaries, usual_folders
from allydesk.spelling.hunspell import Hunspell, load_library
from allydesk.spelling.speller import Speller
from allydesk.spelling.words import Word
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.spelling.worker import SpellingThread

Flaws = tuple[Word, ...]


class Trouble(StrEnum):
    """Why nothing is checked although it is switched on."""

    NONE = "none"
    NO_LIBRARY = "no library"
    NO_DICTIONARY = "no dictionary"


@dataclass(frozen=True, slots=True)
class Standing:
    """What spelling is checked with. `found` are the dictionaries of this computer, each file once, by name; `used` are
    the names of those in use; `missing` those that were chosen and are not there, or cannot be read."""

    found: tuple[Dictionary, ...] = ()
    used: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    trouble: Trouble = Trouble.NONE


@dataclass(slots=True)
class _Tools:
    """What belongs to the thread."""

    speller: Speller = field(default_factory=Speller)


class SpellChecker(QObject):
    """One for an open vault; every page one writes on asks it. Nothing here waits for it.

    `changed` means: what was right may be wrong now and the other way round; ask again.
    """

    changed = Signal()

    standing_changed = Signal(object)
    """A `Standing`."""

    def __init__(
        self,
        *,
        settings: Settings,
        own: YourWords,
        dictionaries: Path,
        home: Path,
        folders: Sequence[Path] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`dictionaries` is the folder for those the person puts in; `folders` are searched instead of the system's."""
        super().__init__(parent)
        self._own = own
        self._folder = dictionaries
        usual = usual_folders(home) if folders is None else tuple(folders)
        self._folders = (dictionaries, *usual)
        self._tools = _Tools()
        self._standing = Standing()
        self._on = False
        self._languages: tuple[str, ...] = ()
        self._thread = SpellingThread(self)
        self.crashed = self._thread.crashed
        own.changed.connect(self._take_own)
        self.show_settings(settings)

    @property
    def standing(self) -> Standing:
        """What is checked with now; nothing until `standing_changed`."""
        return self._standing

    @property
    def folder(self) -> Path:
        """Where the person can put dictionaries of their own."""
        return self._folder

    @property
    def is_on(self) -> bool:
        """Whether it is switched on, and there is something to check with."""
        return self._on and bool(self._standing.used)

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""
        if (settings.spelling, settings.languages) != (self._on, self._languages):
            self._on, self._languages = settings.spelling, settings.languages
            self.look_again()

    def look_again(self) -> None:
        """Look for dictionaries anew: one may have been put in or taken away."""
        on, languages, system = self._on, self._languages, tuple(QLocale.system().uiLanguages())
        own = self._own.right
        self._thread.run(lambda: self._open(languages, system, own, on=on), done=self._take_standing)

    def check(self, lines: Sequence[str], done: Callable[[list[Flaws]], object]) -> None:
        """Tell what is misspelt in each of these lines, none of them in a code block."""
        self._thread.run(lambda: [tuple(self._tools.speller.misspelt(line)) for line in lines], done=done)

    def suggest(self, word: str, done: Callable[[tuple[str, ...]], object]) -> None:
        """Tell what may have been meant."""
        self._thread.run(lambda: self._tools.speller.suggest(word), done=done, soon=True)

    def add(self, word: str) -> None:
        """Make it one of the person's own words."""
        self._own.add(word)

    def ignore(self, word: str) -> None:
        """Let it pass until the vault is locked."""
        self._thread.run(lambda: self._tools.speller.ignore(word), done=self._say_changed)

    def close_all(self) -> None:
        """End the thread, and drop every word that came out of the vault."""
        self._thread.close()
        self._tools.speller.close()

    # On the thread

    def _open(self, languages: Sequence[str], system: Sequence[str], own: Iterable[str], *, on: bool) -> Standing:
        self._tools.speller.close()
        self._tools.speller = Speller()
        found = find_dictionaries(self._folders)
        each_once = tuple(distinct(found))
        library = load_library()
        if library is None:
            return Standing(each_once, trouble=Trouble.NO_LIBRARY)
        if not found:
            return Standing(trouble=Trouble.NO_DICTIONARY)
        engines: dict[str, Hunspell] = {}
        for dictionary in choose(found, languages, system=system) if on else ():
            try:
                engines[dictionary.name] = Hunspell(dictionary, library=library)
            except ValueError:  # told as missing
                continue
        self._tools.speller = Speller(tuple(engines.values()))
        self._tools.speller.take_own(own)
        missing = tuple(name for name in languages if name not in engines) if on else ()
        nothing = on and not engines
        return Standing(each_once, tuple(engines), missing, Trouble.NO_DICTIONARY if nothing else Trouble.NONE)

    # On the GUI thread

    def _take_standing(self, standing: Standing) -> None:
        self._standing = standing
        self.standing_changed.emit(standing)
        self.changed.emit()

    def _take_own(self) -> None:
        words = self._own.right
        self._thread.run(lambda: self._tools.speller.take_own(words), done=self._say_changed)

    def _say_changed(self, _nothing: None) -> None:
        self.changed.emit()
