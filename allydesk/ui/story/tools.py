"""What every step of the story room is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk.settings import Settings
from allydesk.ui.prompts import Prompts
from allydesk.ui.story.desk import LifelineDesk
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault
    from allydesk.story.dates.habits import DateHabits
    from allydesk.ui.spelling.checker import SpellChecker


@dataclass(slots=True)
class StoryTools:
    """`habits` is how dates are written where the person lives; `home` where file dialogs begin. `strip_position` says
    whether photos leave their place behind when they come in.

    The room keeps `settings`, and what follows from them, at what is in force; all else stays as it was given.
    """

    vault: "Vault"
    desk: LifelineDesk
    tasks: TaskRunner
    prompts: Prompts
    look: Look
    clock: Callable[[], datetime]
    habits: "DateHabits"
    home: Path
    resources: Path
    checker: "SpellChecker | None" = None
    strip_position: bool = True
    settings: Settings = field(default_factory=Settings)
