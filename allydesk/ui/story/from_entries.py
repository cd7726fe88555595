"""From an entry of the journal to a moment on the lifeline."""

from collections.abc import Callable
from datetime import date

from allydesk.errors import AllydeskError
from allydesk.ids import EntryId
from allydesk.journal.entry import Entry
from allydesk.problems import problem_of
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.reading import read_date
from allydesk.story.edits import add_moment
from allydesk.story.ids import new_moment_id
from allydesk.story.lifeline import Moment
from allydesk.ui.story.tools import StoryTools

_Found = tuple[Entry, list[Moment]]


class FromEntries:
    """Makes a moment of an entry, once: one that is linked with it already is shown instead."""

    def __init__(self, *, tools: StoryTools, show: Callable[[str], object]) -> None:
        """`show` brings a moment to the front, by its id."""
        self._tools = tools
        self._show = show

    def add(self, entry_id: EntryId) -> None:
        """Make a moment of this entry, or show the one there is. The lifeline is loaded."""
        vault = self._tools.vault

        def find() -> _Found:
            return vault.journal.entry(entry_id), vault.lifeline.moments_of(entry_id)

        def tell(error: AllydeskError) -> None:
            problem = problem_of(error)
            self._tools.prompts.tell("That could not be added", f"{problem.happened} {problem.next}")

        self._tools.tasks.run(find, done=self._found, failed=tell)

    def _found(self, found: _Found) -> None:
        entry, moments = found
        if moments:
            self._show(moments[0].id)
            return
        desk = self._tools.desk
        made = moment_of(entry, habits=self._tools.habits)
        desk.do(add_moment(desk.lifeline, made))
        self._show(made.id)


def moment_of(entry: Entry, *, habits: DateHabits) -> Moment:
    """The moment that an entry tells of: its title, its day, its people, and its mood as the height."""
    content = entry.content
    day: date = content.created.day
    return Moment(
        id=new_moment_id(),
        title=content.title,
        date=read_date(day.isoformat(), habits=habits, today=day),
        height=content.mood or 0,
        people=content.people,
        entries=(entry.id,),
    )
