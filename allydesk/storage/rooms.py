"""The doors of a vault: everything there is to work with while it is open, by name."""

from abc import ABC, abstractmethod

from allydesk.storage.filter_shelf import FilterShelf
from allydesk.storage.journal import Journal
from allydesk.storage.kept_files import Files
from allydesk.storage.lifeline_shelf import LifelineShelf
from allydesk.storage.looking_back import LookingBack
from allydesk.storage.opened import Contents
from allydesk.storage.own_words import OwnWords
from allydesk.storage.practice_shelf import PracticeShelf
from allydesk.storage.prompt_shelf import PromptShelf
from allydesk.storage.story_files import StoryFiles
from allydesk.storage.story_shelf import StoryShelf
from allydesk.storage.template_shelf import TemplateShelf


class OpenRooms(ABC):
    """What an open vault holds; nobody comes in while it is locked."""

    @abstractmethod
    def _contents(self) -> Contents:
        """All of it. Raises `VaultError(LOCKED)`."""

    @property
    def journal(self) -> Journal:
        """The journal in it. Raises `VaultError(LOCKED)`."""
        return self._contents().journal

    @property
    def files(self) -> Files:
        """The files kept with its entries. Raises `VaultError(LOCKED)`."""
        return self._contents().files

    @property
    def looking_back(self) -> LookingBack:
        """The journal from afar. Raises `VaultError(LOCKED)`."""
        return self._contents().looking_back

    @property
    def templates(self) -> TemplateShelf:
        """The person's own and changed templates. Raises `VaultError(LOCKED)`."""
        return self._contents().templates

    @property
    def prompts(self) -> PromptShelf:
        """The person's own prompts, and their marks on others. Raises `VaultError(LOCKED)`."""
        return self._contents().prompts

    @property
    def filters(self) -> FilterShelf:
        """The saved filters. Raises `VaultError(LOCKED)`."""
        return self._contents().filters

    @property
    def own_words(self) -> OwnWords:
        """The words the spelling knows from the person. Raises `VaultError(LOCKED)`."""
        return self._contents().own_words

    @property
    def lifeline(self) -> LifelineShelf:
        """The lifeline. Raises `VaultError(LOCKED)`."""
        return self._contents().lifeline

    @property
    def stories(self) -> StoryShelf:
        """The stories, their takes, and the mentor profile. Raises `VaultError(LOCKED)`."""
        return self._contents().stories

    @property
    def story_files(self) -> StoryFiles:
        """Photos of moments and recordings of takes. Raises `VaultError(LOCKED)`."""
        return self._contents().story_files

    @property
    def practice(self) -> PracticeShelf:
        """Runs of scenarios, commitments, when to practise again, and own scenarios. Raises `VaultError(LOCKED)`."""
        return self._contents().practice
