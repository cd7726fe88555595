"""A small life: seven moments, one of them without a date, two themes, a chapter."""

from datetime import date

from allydesk.story.dates.habits import habits_of_locale
from allydesk.story.dates.reading import read_date
from allydesk.story.ids import ChapterId, MomentId, ThemeId
from allydesk.story.lifeline import Birth, Chapter, Moment, Record, Theme
from allydesk.story.vague_date import UNDATED, VagueDate

TODAY = date(2026, 11, 21)
BORN = read_date("17 May 1996", habits=habits_of_locale("en_GB"), today=TODAY)


def said(words: str, birth: VagueDate = UNDATED) -> VagueDate:
    """A date as a person says it."""
    return read_date(words, habits=habits_of_locale("en_GB"), birth=birth, today=TODAY)


def moment_id(number: int) -> MomentId:
    """An id in order."""
    return MomentId(f"01900000-0000-7000-8000-{number:012d}")


LEEDS = Moment(moment_id(1), "Born in Leeds", BORN, 1, place="Leeds")
SCHOOL = Moment(moment_id(2), "New school", said("2003"), -3, now=2, people=("Ingrid",))
CHOIR = Moment(moment_id(3), "Choir", said("2008"), 3, note="You cannot hear yourself in the middle.")
ILLNESS = Moment(moment_id(4), "Mum’s illness", said("2014"), -5, people=("Mum",))
RUTH = Moment(moment_id(5), "Mentored by Ruth", said("spring 2021"), 4, note="She waited.", people=("Ruth",))
QUEUE = Moment(moment_id(6), "The queue", said("2023"), -3)
SOMEONE = Moment(moment_id(7), "Someone I met", VagueDate("between school and university"), 2)
MOMENTS = (LEEDS, SCHOOL, CHOIR, ILLNESS, RUTH, QUEUE, SOMEONE)

HEARD = Theme(ThemeId("01900000-0000-7000-8000-0000000000a1"), "being heard", "", (RUTH.id, CHOIR.id), 0, 0)
QUIET = Theme(ThemeId("01900000-0000-7000-8000-0000000000a2"), "staying quiet", "", (QUEUE.id,), 1, 1)
CHAPTER = Chapter(ChapterId("01900000-0000-7000-8000-0000000000c1"), "Leeds", said("1996 to 2003"))

LIFE: tuple[Record, ...] = (Birth(BORN), *MOMENTS, HEARD, QUIET, CHAPTER)


def many(number: int) -> list[Moment]:
    """So many moments over sixty years."""
    return [
        Moment(
            moment_id(1000 + at), f"Moment {at:05d}", said(str(1960 + at % 60)), at % 11 - 5, place=f"Place {at % 9}"
        )
        for at in range(number)
    ]
