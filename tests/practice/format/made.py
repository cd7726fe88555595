"""Scenario files made for a test: a small one to spoil, and one as large as a file may be."""

from collections.abc import Callable
from pathlib import Path

SCENARIOS = Path(__file__).parents[3] / "resources" / "scenarios"
EXAMPLE = SCENARIOS / "the-joke-before-the-meeting.yaml"

SMALL = """\
allydesk-scenario: 1
title: A name at the door
family: Names
variant: a
language: en-GB
summary: Somebody’s name is shortened without asking.
minutes: 2
content-notes: []
skills: [noticing, correcting]
setting: A door with a list beside it.
player: you
roles:
  you:
    name: You
    part: a helper at the door
    card: {knows: You have the list., wants: To let people in.}
  ngozi:
    name: Ngozi
    part: a guest
    card:
      knows: Your name is on the list.
      wants: To be called by it.
      limits: [Do not put on an accent.]
state:
  ease: {label: Ngozi’s ease, start: 1, least: 0, most: 3}
start: door
scenes:
  door:
    lines:
      - tell: Ngozi comes up to the door.
      - ngozi: Ngozi Okafor.
      - ngozi does: waits.
    choice:
      ask: What do you do?
      options:
        - id: shorten
          says: I’ll just put N.
          effects: {ease: -1}
          coach: It is quicker, and it is not her name.
          next: inside
        - id: ask
          says: Would you say it once more for me?
          effects: {ease: +1}
          seen: [{skill: noticing, level: 2, behaviour: You asked rather than guessed.}]
          coach: A name can be asked for.
          next: inside
        - id: wave
          does: Wave her through without writing anything.
          coach: She is in, and not on the list.
          next: inside
      own-words: say-it
  say-it:
    lines: []
    own-words:
      ask: Say it in your own words.
      to: ngozi
      intent: asking
      look-for:
        - text: It asks how the name is said.
          seen: {skill: correcting, level: 2, behaviour: You asked how it is said.}
          effects: {ease: 1}
      good: {text: How do you say it?, note: It asks.}
      poor: {text: That’s too hard for me., note: It makes her name the trouble.}
      next: inside
  inside:
    lines:
      - ngozi: It’s Ngozi.
        when: [{any: [{chosen: shorten}, {not-chosen: ask}]}]
    then:
      - next: known
        when: [{state: ease, at-least: 2}]
      - next: unknown
  known:
    lines: []
    ending: {title: She is called by her name, text: You say it again when she leaves.}
  unknown:
    lines: []
    ending: {title: The list has an N on it, text: Nobody at the party knows who N is.}
debrief:
  situation: A list at a door.
  done: A name was shortened, or was not.
  hurt: It has been shortened before.
  unseen: There was a queue.
  dealt:
    - {text: You asked., when: [{chosen: ask}]}
    - text: Nobody spoke of it.
  outcome: She is inside.
  questions: [Whose name do you find hard?]
  plan: {cue: I do not know how a name is said, response: ask once and write it down}
  do-over: door
"""
"""A whole scenario, with one of each thing there is."""

_CHOICE = """\
  s{here}:
    lines:
      - tell: It is a grey morning, and nobody has spoken for a while.
    choice:
      ask: What do you do now?
      options:
        - id: a{here}
          says: Would you tell me how that was for you, whenever you feel like it?
          effects: {{ease: 1}}
          seen: [{{skill: noticing, level: 2, behaviour: You asked before you did anything.}}]
          coach: You asked, and left it open. It may take a while until there is an answer to that question.
          next: s{after}
        - id: b{here}
          does: Put the kettle on and say nothing at all about the matter.
          coach: It gives everybody a minute. After that minute somebody has to begin, and it may not be you.
          next: s{after}
        - id: c{here}
          says: I think we have all heard quite enough of that today.
          then-lines:
            - ngozi does: looks out of the window.
          effects: {{ease: -1}}
          coach: It ends the talk. What was said before it still stands, and nobody has taken it up.
          next: s{second}
"""
_ONWARD = """\
  s{here}:
    lines:
      - tell: The tea is too hot to drink, and it is something to hold on to.
      - ngozi: I would rather go through the list first, if it is all the same to you.
      - ngozi does: draws the list across the table.
        when: [{{state: ease, at-least: 2}}]
    then:
      - next: s{second}
        when: [{{state: ease, at-most: 1}}]
      - next: s{after}
"""


_STEP = """\
  s{here}:
    lines:
      - tell: The tea is too hot to drink, and it is something to hold on to.
      - ngozi: I would rather go through the list first, if it is all the same to you.
    then:
      - next: s{after}
"""


def large(scenes: int = 2_000) -> bytes:
    """As large as a file may be: so many scenes, a fifth of them choices, and ways that part in all others."""
    return _scenario(scenes, lambda here: _CHOICE if here % 5 == 0 else _ONWARD)


def plain(scenes: int = 2_000) -> bytes:
    """So many scenes, one in ten a choice, one in ten branching, and the rest a step in between."""
    return _scenario(scenes, lambda here: {0: _CHOICE, 5: _ONWARD}.get(here % 10, _STEP))


def _scenario(scenes: int, kind: Callable[[int], str]) -> bytes:
    head, _, rest = SMALL.partition("scenes:\n")
    debrief = rest[rest.index("debrief:") :]
    head = head.replace("[noticing, correcting]", "[noticing]").replace("start: door", "start: s0")
    debrief = debrief.replace("chosen: ask", "chosen: a0").replace("do-over: door", "do-over: s0")
    last = scenes - 2
    told = "".join(
        kind(here).format(here=here, after=min(here + 1, last), second=min(here + 2, last + 1)) for here in range(last)
    )
    ends = "".join(
        f"  s{here}:\n    lines: []\n    ending: {{title: An end, text: It ends.}}\n" for here in (last, last + 1)
    )
    return f"{head}scenes:\n{told}{ends}{debrief}".encode()
