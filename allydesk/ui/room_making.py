"""Making the rooms that have tools of their own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from allydesk.settings import Settings
from allydesk.story.dates.habits import habits_of_locale
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.story.desk import LifelineDesk
from allydesk.ui.story.room import StoryRoom
from allydesk.ui.story.tools import StoryTools

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault
    from allydesk.ui.rooms import Fittings


def story_room(vault: "Vault", *, settings: Settings, checker: SpellChecker, fittings: "Fittings") -> StoryRoom:
    """The story room of an open vault."""
    desk = LifelineDesk(shelf=vault.lifeline, tasks=fittings.tasks)
    tools = StoryTools(
        vault=vault,
        desk=desk,
        tasks=fittings.tasks,
        prompts=fittings.prompts,
        look=fittings.look,
        clock=fittings.clock,
        habits=habits_of_locale(QLocale().name()),
        home=fittings.home,
        resources=fittings.resources,
        checker=checker,
        strip_position=settings.strip_position,
        settings=settings,
    )
    room = StoryRoom(tools=tools)
    desk.setParent(room)
    return room


def practice_tools(vault: "Vault", *, settings: Settings, checker: SpellChecker, fittings: "Fittings") -> PracticeTools:
    """What the practice room of an open vault works with, and its cards on Today."""
    return PracticeTools(
        vault=vault,
        tasks=fittings.tasks,
        prompts=fittings.prompts,
        look=fittings.look,
        clock=fittings.clock,
        home=fittings.home,
        resources=fittings.resources,
        checker=checker,
        settings=settings,
    )
