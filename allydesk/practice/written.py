"""A run as a page to keep: Markdown with what was told, what the player made of it, and their plan."""

from collections.abc import Iterator, Sequence

from allydesk.practice.commitments import plan_in_words
from allydesk.practice.run import Commitment, Run, Told, ToldKind
from allydesk.practice.scenario import Scenario
from allydesk.practice.speech import quoted

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|~"})
REFLECTION = (
    ("happened", "What happened"),
    ("meant", "What I meant"),
    ("felt", "What I felt"),
    ("others", "How the others may see it"),
    ("note", "Anything else"),
)
"""The parts of a reflection, by field, with their headings."""


def run_title(run: Run) -> str:
    """The title of such a page."""
    return f"Practised: {run.scenario.title}"


def run_in_markdown(run: Run, scenario: Scenario | None, plans: Sequence[Commitment] = ()) -> str:
    """The whole page. Where the scenario is gone, people are named by their roles' ids."""
    parts = ["\n\n".join(_told(scenario, each) for each in run.told)]
    if run.ending:
        parts.append(f"## {_plain(run.ending)}")
    parts += _reflection(run, scenario)
    if plans:
        parts.append("## My plan\n\n" + "\n\n".join(_plain(plan_in_words(each)) for each in plans))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def name_of(scenario: Scenario | None, role: str) -> str:
    """What a role is called: its name, or its id where the scenario is gone."""
    found = scenario.roles.get(role) if scenario is not None else None
    return found.name if found is not None else role.replace("-", " ").capitalize()


def _told(scenario: Scenario | None, told: Told) -> str:
    text = _plain(told.text)
    name = _plain(name_of(scenario, told.role)) if told.role else ""
    match told.kind:
        case ToldKind.NARRATION:
            return f"*{text}*" if text and "\n" not in text else text
        case ToldKind.SPEECH | ToldKind.WORDS:
            return f"**{name}:** {quoted(text)}"
        case ToldKind.ACTION:
            return f"**{name}** {text}"
        case ToldKind.REASON:
            return f"> Why: {text.replace(chr(10), chr(10) + '> ')}"
    return f"**{name}:** {text}"


def _reflection(run: Run, scenario: Scenario | None) -> Iterator[str]:
    for field, heading in REFLECTION:
        said = getattr(run.reflection, field).strip()
        if said:
            yield f"## {heading}\n\n{said}"
    questions = scenario.debrief.questions if scenario is not None else ()
    for place, said in enumerate(run.reflection.answers):
        if said.strip():
            heading = questions[place] if place < len(questions) else "A question"
            yield f"## {_plain(heading)}\n\n{said.strip()}"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return text.strip().translate(_SPECIAL)
