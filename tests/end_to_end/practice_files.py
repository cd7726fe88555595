"""Scenario files of somebody's own, made with the texts that a test wants in them."""

from collections.abc import Callable

Text = Callable[[str], str]
"""What stands in the place of a plain text, in one line."""


def own_scenario(text: Text = lambda plain: plain) -> str:
    """A small scenario with everything in it that a page shows; each of its texts goes through `text`."""

    def said(plain: str) -> str:
        made = text(plain).replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in made) + '"'

    return f"""\
allydesk-scenario: 1
title: {said("A word at the door")}
family: {said("At the door")}
variant: a
language: en-GB
summary: {said("Somebody waits at a door.")}
minutes: 2
content-notes: [{said("somebody is kept waiting")}]
skills: [owning, interrupting]
setting: {said("A hall, and a door.")}
player: you
keep-in-mind: {said("There is time.")}
roles:
  you:
    name: You
    part: {said("at the door")}
    card: {{knows: {said("It is late.")}, wants: {said("To go in.")}}}
  ana:
    name: {said("Ana")}
    part: {said("behind it")}
    card:
      knows: {said("You were late before.")}
      wants: {said("To be asked.")}
      begins: {said("Who is it?")}
      if-pressed: {said("Not now.")}
      if-heard: {said("Come in.")}
      limits: [{said("Nothing is acted.")}]
state:
  trust: {{label: {said("Trust")}, start: 2, least: 0, most: 5}}
start: door
scenes:
  door:
    lines:
      - tell: {said("It is dark.")}
      - ana: {said("Who is it?")}
      - ana does: {said("waits.")}
    choice:
      ask: {said("What do you do?")}
      why: {said("Why that?")}
      options:
        - id: knock
          does: {said("Knock again.")}
          then-lines: [{{ana: {said("Yes?")}}}]
          effects: {{trust: -1}}
          seen: [{{skill: interrupting, level: 1, behaviour: {said("You knocked.")}}}]
          coach: {said("It was heard.")}
          next: words
        - id: say
          says: {said("It is me.")}
          effects: {{trust: 1}}
          seen: [{{skill: interrupting, level: 2, behaviour: {said("You said who it is.")}}}]
          coach: {said("She knows now.")}
          next: words
        - {{id: wait, does: {said("Wait.")}, coach: {said("Nobody knows.")}, next: words}}
  words:
    lines: []
    own-words:
      ask: {said("Say it to her, in your own words.")}
      to: ana
      intent: apologising
      look-for:
        - text: {said("It is about what you did.")}
          seen: {{skill: owning, level: 2, behaviour: {said("You said what you did.")}}}
        - text: {said("It ends there.")}
      good: {{text: {said("I came late. I am sorry.")}, note: {said("It stops there.")}}}
      poor: {{text: {said("The bus was late.")}, note: {said("It is about the bus.")}}}
      then-lines: [{{tell: {said("The door opens.")}}}]
      next: after
  after:
    lines: []
    then: [{{next: in, when: [{{state: trust, at-least: 3}}]}}, {{next: out}}]
  in:
    lines: []
    ending: {{title: {said("You are in")}, text: {said("It is warm.")}}}
  out:
    lines: []
    ending: {{title: {said("You stay out")}, text: {said("It is cold.")}}}
debrief:
  situation: {said("A door.")}
  done: {said("Somebody came late.")}
  hurt: {said("She waited.")}
  unseen: {said("The bus.")}
  dealt: {said("You spoke.")}
  outcome: {said("It is open or not.")}
  questions: [{said("Who waited?")}]
  plan: {{cue: {said("I am late")}, response: {said("say so")}}}
  do-over: door
"""
