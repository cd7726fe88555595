"""The words of Today: the date, a question for a title, and how long ago something was."""

import tomllib
from datetime import date
from pathlib import Path

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def date_line(day: date) -> str:
    """The day as it stands above the title: "Saturday 21 November"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def years_ago(then: date, today: date) -> str:
    """How long ago the same day of another year was: "2 years ago"; "in 2 years" for what is dated ahead."""
    years = today.year - then.year
    words = f"{abs(years)} year" if abs(years) == 1 else f"{abs(years)} years"
    return f"{words} ago" if years > 0 else f"in {words}"


def read_questions(resources: Path) -> tuple[str, ...]:
    """The questions that ship with Allydesk. Raises OSError and KeyError where this copy is not whole."""
    with (resources / "today" / "questions.toml").open("rb") as file:
        return tuple(tomllib.load(file)["questions"])


def question_of(day: date, questions: tuple[str, ...]) -> str:
    """The title of a day: another one each day, in turn."""
    return questions[day.toordinal() % len(questions)]
