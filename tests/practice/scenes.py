"""Small scenarios made by hand, for what is about playing and not about files."""

from dataclasses import replace

from allydesk.practice.intents import Intent
from allydesk.practice.scenario import (
    Branch,
    Choice,
    Chosen,
    CueCard,
    Debrief,
    Effect,
    Ending,
    Head,
    Line,
    LineKind,
    LookFor,
    Model,
    Onward,
    Option,
    OwnWords,
    Passage,
    Role,
    Scenario,
    Scene,
    Seen,
    State,
    StateIs,
    Turn,
)
from allydesk.practice.skills import Skill


def told(text: str, **more: object) -> Line:
    """A line nobody says."""
    return replace(Line(LineKind.NARRATION, text), **more)  # type: ignore[arg-type]  # the field's own types hold


def said(role: str, text: str, **more: object) -> Line:
    """A line somebody says."""
    return replace(Line(LineKind.SPEECH, text, role), **more)  # type: ignore[arg-type]  # the field's own types hold


def option(key: str, to: str, **more: object) -> Option:
    """An option that says its own key."""
    made = Option(key, f"I say {key}.", to, spoken=True, coach=f"About {key}.")
    return replace(made, **more)  # type: ignore[arg-type]  # the field's own types hold


def scene(key: str, turn: Turn, *lines: Line, keep: str = "") -> Scene:
    """A scene with those lines."""
    return Scene(key, lines, turn, keep)


def scenario(*scenes: Scene, states: tuple[State, ...] = (), keep: str = "") -> Scenario:
    """One that begins with the first of those scenes."""
    part = (Passage("So it was."),)
    card = CueCard("You know.", "You want.", limits=("Nothing is acted.",))
    return Scenario(
        head=Head("A small thing", "Small things", "a", "Something small.", skills=(Skill.NAMING, Skill.OWNING)),
        setting="A room.",
        player="you",
        roles={key: Role(key, key.title(), "a person", card) for key in ("you", "ruth")},
        scenes={each.id: each for each in scenes},
        start=scenes[0].id,
        debrief=Debrief(part, part, part, part, (Passage("Asked.", (Chosen("ask"),)), *part), part),
        states={each.name: each for each in states},
        keep_in_mind=keep,
    )


TRUST = State("trust", "Ruth’s trust", start=1, least=0, most=3)


def a_meeting() -> Scenario:
    """Two turns, one of them in one's own words; trust decides how it comes out."""
    choice = Choice(
        "What do you do?",
        (
            option(
                "ask",
                "well",
                effects=(Effect("trust", 2),),
                seen=(Seen(Skill.NAMING, 2, "You asked."),),
                lines=(said("ruth", "Thank you."),),
            ),
            option("wait", "well", spoken=False, effects=(Effect("trust", -5),)),
            option("leave", "cold"),
            option("hidden", "cold", when=(StateIs("trust", least=3),)),
        ),
        own_words="words",
        why="Why this?",
    )
    words = OwnWords(
        "Say it.",
        "ruth",
        Intent.APOLOGISING,
        good=Model("I did it. I am sorry.", "It owns it."),
        poor=Model("Sorry if you felt that way.", "It does not."),
        next="well",
        look_for=(
            LookFor("It owns it.", Seen(Skill.OWNING, 2, "You owned it."), (Effect("trust", 1),)),
            LookFor("It stops there.", Seen(Skill.OWNING, 3, "You stopped there.")),
        ),
        lines=(said("ruth", "I see."),),
        effects=(Effect("trust", 1),),
        coach="Short is enough.",
    )
    branches = (Branch("warm", (StateIs("trust", least=2),)), Branch("cold"))
    return scenario(
        scene(
            "first",
            choice,
            told("A room."),
            said("ruth", "Well?"),
            told("Never.", when=(StateIs("trust", least=2),)),
        ),
        scene("words", words, keep="Stop after “sorry”."),
        scene("well", Onward(branches), told("A while later.")),
        scene("warm", Ending("warm", "Warm", "It is warm.")),
        scene("cold", Ending("cold", "Cold", "It is cold.")),
        states=(TRUST,),
        keep="One thing at a time.",
    )
