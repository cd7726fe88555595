"""A scenario made by hand: small, and with everything in it that a page has to show."""

from allydesk.practice.intents import Intent
from allydesk.practice.scenario import (
    Branch,
    Choice,
    CueCard,
    Debrief,
    Effect,
    Ending,
    Head,
    IfThen,
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
)
from allydesk.practice.skills import Skill

WHY = "What made you choose that?"
GOOD = "Hang on, Dan. What has that got to do with where they are from?"
POOR = "I’m sorry, but you are a racist, Dan."


def the_joke() -> Scenario:
    """A joke before a meeting. From `joke` by an option or by own words to `answers`, and on to one of two endings.

    `question` says "Dan, what do you mean?" and leads to the ending "Amara is not alone with it" after `behaviour`;
    after `wait`, trust is too low for that.
    """
    scenes = (_joke(), _in_your_words(), _answers(), _decide(), *_endings())
    return Scenario(
        head=Head(
            "The joke before the meeting",
            "A remark from above",
            "a",
            "Your manager makes a joke two minutes before a meeting begins.",
            minutes=4,
            content_notes=("a joke about people’s origins",),
            skills=(Skill.INTERRUPTING, Skill.NAMING, Skill.FOLLOWING_WISHES),
        ),
        setting="A small office on a Tuesday. The weekly meeting is about to begin.",
        player="you",
        roles={each.id: each for each in _roles()},
        scenes={each.id: each for each in scenes},
        start="joke",
        debrief=_debrief(),
        states={"trust": State("trust", "Amara’s trust", 2, 0, 5)},
        keep_in_mind="A question puts the work back on the speaker.",
        digest="0" * 64,
    )


def _roles() -> tuple[Role, ...]:
    card = CueCard("You heard the joke.", "To begin the meeting.", limits=("Nothing is acted.",))
    return (
        Role("you", "You", "a member of the team", card),
        Role("dan", "Dan", "your manager", card),
        Role("amara", "Amara", "your colleague", card),
    )


def _joke() -> Scene:
    options = (
        Option(
            "wait",
            "Wait, and find Amara afterwards.",
            "answers",
            lines=(_told("Somebody laughs. Amara does not look up again."),),
            effects=(Effect("trust", -1),),
            seen=(Seen(Skill.INTERRUPTING, 1, "You left it for later."),),
            coach="Coming back to somebody afterwards can be right. In the room, nobody heard anything else.",
        ),
        Option(
            "question",
            "Dan, what do you mean?",
            "answers",
            spoken=True,
            lines=(_said("dan", "Well, you know… late."), _told("It is quiet for a moment.")),
            effects=(Effect("trust", 1),),
            seen=(Seen(Skill.INTERRUPTING, 3, "You stopped it with a question."),),
            coach="You asked about his words and let him do the explaining.",
        ),
        Option(
            "front",
            "You can’t say that in front of Amara.",
            "answers",
            spoken=True,
            lines=(_does("amara", "goes red."),),
            effects=(Effect("trust", -1),),
            seen=(Seen(Skill.FOLLOWING_WISHES, 0, "The room turned to Amara."),),
            coach="You spoke when nobody else did. Now it is about whether Amara minds.",
        ),
    )
    lines = (
        _told("Eight people, two minutes early. Dan is telling a story about the new supplier."),
        _said("dan", "…and you know how they are with deadlines. Oh come on, I’m allowed one."),
        _does("amara", "looks down at her notes and says nothing."),
    )
    return Scene("joke", lines, Choice("What do you do?", options, own_words="words", why=WHY))


def _in_your_words() -> Scene:
    look_for = (
        LookFor(
            "It stops the story, rather than commenting on it later.",
            Seen(Skill.INTERRUPTING, 2, "You stopped it in your own words."),
        ),
        LookFor("It does not point to Amara.", effects=(Effect("trust", 1),)),
    )
    turn = OwnWords(
        "Say it to Dan, in your own words.",
        "dan",
        Intent.INTERRUPTING,
        Model(GOOD, "It asks him rather than her."),
        Model(POOR, "It tells Dan what he is."),
        "answers",
        look_for,
        (_told("The room goes quiet. Dan looks at you."),),
    )
    return Scene("words", (), turn)


def _answers() -> Scene:
    options = (
        Option(
            "behaviour",
            "That one said that a whole country is late. The delivery was.",
            "decide",
            spoken=True,
            lines=(_said("dan", "Fair. Let’s begin."),),
            effects=(Effect("trust", 1),),
            seen=(Seen(Skill.NAMING, 3, "You said what the joke did."),),
            coach="You named the sentence and left him a way back.",
        ),
        Option("later", "Can we two have five minutes after this?", "decide", spoken=True, coach="It has to happen."),
        Option(
            "drop",
            "No, no, it’s fine. Let’s start.",
            "decide",
            spoken=True,
            seen=(Seen(Skill.NAMING, 0, "You took it back."),),
            coach="The room has now heard that it is fine.",
        ),
    )
    line = _said("dan", "All right, all right. Bad joke.")
    return Scene("answers", (line,), Choice("And now?", options), "He may need a way back.")


def _decide() -> Scene:
    enough = (StateIs("trust", least=3),)
    return Scene("decide", (), Onward((Branch("together", enough), Branch("alone"))))


def _endings() -> tuple[Scene, Scene]:
    together = Ending("together", "Amara is not alone with it", "Amara catches your eye for a second.")
    alone = Ending("alone", "It stood in the room", "Amara eats lunch at her desk that day.")
    return Scene("together", (), together), Scene("alone", (), alone)


def _debrief() -> Debrief:
    parts = {
        key: (Passage(text),)
        for key, text in (
            ("situation", "Eight people, and a manager who wants a laugh."),
            ("done", "Dan made a late delivery into something about a whole people."),
            ("hurt", "Amara belongs to those people."),
            ("unseen", "Dan was thinking of a delivery."),
            ("dealt", "You dealt with it as you thought best."),
            ("outcome", "Amara noticed everything."),
        )
    }
    plan = IfThen("somebody senior makes a joke about a people", "ask what they mean by that")
    return Debrief(**parts, questions=("Who else was in the room?",), plan=plan, do_over="answers")


def _told(text: str) -> Line:
    return Line(LineKind.NARRATION, text)


def _said(role: str, text: str) -> Line:
    return Line(LineKind.SPEECH, text, role)


def _does(role: str, text: str) -> Line:
    return Line(LineKind.ACTION, text, role)
