"""Each mistake somebody can make is told with its place, in a sentence, with what to do about it."""

import pytest

from allydesk.practice.format import Remark, Severity, examine
from allydesk.practice.format.remarks import MOST_REMARKS
from tests.practice.format.made import SMALL


def faults(text: str) -> list[Remark]:
    examined = examine(text.encode(), name="small.yaml")
    errors = [remark for remark in examined.remarks if remark.severity is Severity.ERROR]
    assert (examined.scenario is None) is bool(errors)
    return errors


def spoilt(old: str, new: str) -> str:
    assert SMALL.count(old) >= 1, old
    return SMALL.replace(old, new, 1)


FAULTS = [
    # what stands there, what is written instead, where it is found (line text, column), the message, the fix
    ("coach: It is quicker", "couch: It is quicker", ("couch:", 11), "“couch” does not belong", "“coach”?"),
    ("coach: A name can be asked for.", "", ("- id: ask", 11), "“coach” is missing from this option", "Add “coach:”"),
    ("title: A name at the door\n", "", ("allydesk-scenario", 1), "“title” is missing from the file", "Add “title:”"),
    ("title: A name at the door", "title:", ("title:", 7), "“title” is empty", "Write something"),
    ("title: A name at the door", "title: [a]", ("title:", 8), "“title” has to be a text", "after the colon"),
    ("title: A name at the door", f"title: {'x' * 201}", ("title:", 8), "201 characters", "fewer words"),
    ("title: A name at the door", "title: |-\n  a\n  b", ("title:", 8), "on one line", "“>-”"),
    ("variant: a", "variant: A", ("variant", 10), "“variant” is not written", "small letter"),
    ("language: en-GB", "language: English", ("language", 11), "“language” is not written", "en-GB"),
    ("minutes: 2", "minutes: two", ("minutes", 10), "a whole number from 1 to 60", "digits"),
    ("minutes: 2", f"minutes: {'9' * 50_000}", ("minutes", 10), "a whole number from 1 to 60", "digits"),
    ("minutes: 2", "minutes: ٣", ("minutes", 10), "a whole number from 1 to 60", "digits"),
    ("minutes: 2\n", "", ("allydesk-scenario", 1), "“minutes” is missing", "from 1 to 60"),
    ("content-notes: []\n", "", ("allydesk-scenario", 1), "“content-notes” is missing", "Add “content-notes:”"),
    ("content-notes: []", "content-notes: none", ("content-notes", 16), "has to be a list", "after “- ”"),
    ("skills: [noticing,", "skills: [notcing,", ("skills", 10), "no skill “notcing”", "“noticing”?"),
    ("skills: [noticing,", "skills: [[], noticing,", ("skills", 10), "the skill", "one of “noticing”"),
    ("skills: [noticing,", "skills: [noticing, noticing,", ("skills", 20), "here twice", "Keep one"),
    ("skills: [noticing,", "skills: [noticing, naming,", ("skills", 20), "shows “naming”", "Take it out"),
    ("skills: [noticing, ", "skills: [", ("skills", 1), "“noticing” is shown in line", "Add it here"),
    ("player: you", "player: yuo", ("player", 9), "no role “yuo”", "“you”?"),
    ("player: you", "player: [you]", ("player", 9), "has to be an id", "Write the id"),
    ("      limits: [Do not put on an accent.]\n", "", ("knows: Your name", 7), "“limits” is missing", "nobody"),
    ("limits: [Do not put on an accent.]", "limits: []", ("limits: []", 15), "0 items", "Add 1"),
    ("  ngozi:\n    name", "  Ngozi:\n    name", ("  Ngozi:", 3), "cannot be the id of a role", "small letters"),
    ("  ngozi:\n    name", "  tell:\n    name", ("  tell:", 3), "cannot be called “tell”", "Rename"),
    ("start: 1, least", "start: 7, least", ("ease:", 38), "between “least” and “most”", "Change"),
    ("start: 1, least", "start: 1, lest", ("ease:", 41), "“lest” does not belong", "“least”?"),
    ("most: 3", "most: 101", ("ease:", 57), "from -100 to 100", "digits"),
    ("start: door", "start: dor", ("start: dor", 8), "no scene “dor”", "“door”?"),
    ("- ngozi: Ngozi Okafor.", "- amara: Ngozi Okafor.", ("amara", 9), "no role “amara”", "how its name"),
    ("- ngozi: Ngozi Okafor.", "- Ngozi Okafor.", ("- Ngozi Okafor", 9), "A line has to say who", "ROLE does"),
    ("- ngozi: Ngozi Okafor.", "- {ngozi: a, tell: b}", ("tell: b", 9), "A line has to say who", "ROLE does"),
    ("ask: What do you do?", "ask: What: now?", ("What: now", 16), "A colon followed by a space", "quotation marks"),
    ("id: wave", "id: ask", ("- id: ask", 15), "another option “ask”", "of its own"),
    ("id: wave", "id: Wave it", ("Wave it", 15), "cannot be the id of an option", "hyphens"),
    ("does: Wave her", "says: a\n          does: Wave her", ("does: Wave", 17), "both “says” and “does”", "Keep one"),
    ("says: I’ll just put N.", "", ("- id: shorten", 11), "neither “says” nor “does”", "what the player"),
    ("effects: {ease: -1}", "effects: {eas: -1}", ("eas: -1", 21), "no number of the state “eas”", "“ease”?"),
    ("effects: {ease: -1}", "effects: {ease: -1.5}", ("-1.5", 27), "a whole number", "digits"),
    ("effects: {ease: -1}", "effects: [ease]", ("[ease]", 20), "has to be a mapping", "name: value"),
    ("level: 2, behaviour: You", "level: 4, behaviour: You", ("level: 4", 43), "from 0", ""),
    ("own-words: say-it", "own-words: inside", ("own-words: inside", 18), "no turn for one’s own words", "“own-words”"),
    ("own-words: say-it", "own-words: sayit", ("own-words: sayit", 18), "no scene “sayit”", "“say-it”?"),
    ("intent: asking", "intent: askng", ("askng", 15), "no intent “askng”", "“asking”?"),
    ("to: ngozi", "to: nobody", ("to: nobody", 11), "no role “nobody”", ""),
    ("good: {text: How do you say it?, note: It asks.}", "", ("ask: Say it", 7), "“good” is missing", "“note”"),
    ("{any: [{chosen: shorten}, ", "{any: [{chosen: short}, ", ("short}", 32), "no option “short”", "“shorten”?"),
    ("when: [{any: [", "when: [{all: [", ("{all:", 17), "“all” does not belong in a condition", ""),
    ("[{state: ease, at-least: 2}]", "{state: ease, at-least: 2}", ("when: {", 15), "has to be a list", "“[”"),
    ("at-least: 2}]", "is: 2, at-least: 2}]", ("is: 2", 34), "cannot stand beside", "Keep one"),
    (", at-least: 2}]", "}]", ("{state: ease}", 24), "does not say what the number", "“at-least”"),
    ("at-least: 2}]", "at-least: 2, at-most: 1}]", ("at-most", 40), "greater than “at-most”", "Turn them"),
    ("      - next: unknown\n", "", ("when: [{state", 15), "The last way on has a condition", "without “when”"),
    ("        when: [{state: ease, at-least: 2}]\n", "", ("- next: known", 9), "Nothing after this way on", "last"),
    ("lines: []\n    ending: {title: The", "ending: {title: The", ("title: The", 5), "“lines” is missing", ""),
    ("ending: {title: The list", "endig: {title: The list", ("endig", 5), "“endig” does not belong", "“ending”?"),
    ("ending: {title: The", "then: []\n    ending: {title: The", ("title: The", 13), "in 2 turns", "one of"),
    ("    - text: Nobody spoke of it.\n", "", ("You asked.,", 32), "The last passage of “dealt”", "without “when”"),
    (", when: [{chosen: ask}]}", "}", ("You asked.}", 7), "Nothing after this passage", "last"),
    ("  unseen: There was a queue.\n", "", ("situation:", 3), "“unseen” is missing from the debrief", "Add"),
    ("do-over: door", "do-over: known", ("do-over", 12), "has no turn to do over", "“choice”"),
    ("title: A name at the door", "title: a\ntitle: b", ("title: b", 1), "twice; it was in line 2", "Keep one"),
    ("title: A name at the door", "<<: a", ("<<", 1), "“<<” takes entries", "Write them out"),
    ("title: A name at the door", "title: *name", ("*name", 8), "stands for something else", "quotation marks"),
    ("title: A name at the door", "title: &name x", ("&name", 8), "“&” at the beginning", "quotation marks"),
    ("title: A name at the door", "title: !!int 3", ("!!int", 8), "“!” at the beginning", "quotation marks"),
    ("title: A name at the door", "title: !python/object:os.system x", ("!python", 8), "“!” at the beginning", ""),
    ("title: A name at the door", "title: @home", ("@home", 8), "cannot begin with", "quotation marks"),
    ("title: A name at the door", "title: 'home", ("'home", 8), "opened here and not closed", "“>-”"),
    ("title: A name at the door", "title: \"home\" sweet", ("sweet", 15), "does not fit", "indentation"),
    ("title: A name at the door", "title: \"a\\qb\"", ("qb", 10), "backslash", "single"),
    ("title: A name at the door", "title: > home", ("> home", 10), "After “>” or “|”", "next line"),
    ("title: A name at the door", "title: [home", ("[home", 8), "“[” is opened", "“]”"),
    ("title: A name at the door", "title: {home: a", ("{home", 8), "“{” is opened", "“}”"),
    ("title: A name at the door", "title\ttab: x", ("title", 6), "a tab", "spaces"),
    ("title: A name at the door", "title: a\u202eb", ("title", 9), "direction of the text", "anew"),
    ("title: A name at the door", "title: a\u2067b", ("title", 9), "direction of the text", "anew"),
    ("title: A name at the door", "title: \"a\\u202Eb\"", ("u202E", 8), "direction of the text", "anew"),
    ("title: A name at the door", "title: a\x07b", ("title", 9), "a control character", "anew"),
    ("title: A name at the door", "title: \"a\\0b\"", ("title", 8), "a control character", "anew"),
    ("title: A name at the door", "title: a\u2028b", ("title", 9), "a control character", "anew"),
    ("title: A name at the door", "? [a]\n: b", ("? [a]", 3), "where a name has to be", "a name and a colon"),
    ("  you:\n", "  you: You\n  other:\n", ("you: You", 8), "The role “you” has to be a mapping", "under it"),
    ("allydesk-scenario: 1", "%YAML 1.1\n---\nallydesk-scenario: 1", ("%YAML", 1), "“%”", "Delete"),
    ("debrief:", "---\ndebrief:", ("---", 1), "second document", "file of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "message", "fix"), FAULTS)
def test_a_fault_is_found_where_it_is(old: str, new: str, place: tuple[str, int], message: str, fix: str) -> None:
    text = spoilt(old, new)
    found = faults(text)
    fitting = [remark for remark in found if message in remark.message]
    assert fitting, found
    remark = fitting[0]
    assert fix in remark.fix
    lines = text.split("\n")
    sign, column = place
    assert sign in lines[remark.line - 1], (remark, lines[remark.line - 1])
    assert remark.column == column, remark
    assert remark.message.endswith(".")
    assert remark.fix.endswith((".", "?"))


def test_all_faults_are_found_at_once_from_the_top() -> None:
    text = SMALL.replace("minutes: 2", "minutes: 0").replace("next: inside", "next: insde")
    text = text.replace("coach: A name can be asked for.", "coah: x")
    found = faults(text)
    assert len(found) == 7
    assert [remark.line for remark in found] == sorted(remark.line for remark in found)


def test_too_few_and_too_many_options() -> None:
    without = SMALL.replace(SMALL[SMALL.index("        - id: wave") : SMALL.index("      own-words: say-it")], "")
    assert any("2 items, and has to have 3 to 5" in remark.message for remark in faults(without))


def test_options_with_conditions_have_to_leave_two() -> None:
    when = "when: [{state: ease, at-least: 1}]\n          coach:"
    once = SMALL.replace("coach:", when, 1)
    assert faults(once) == []
    told = faults(SMALL.replace("coach:", when, 2))
    assert ["fewer than 2 options" in remark.message for remark in told] == [True]


def test_one_ending_is_too_few() -> None:
    ending = "ending: {title: She is called by her name, text: You say it again when she leaves.}"
    text = SMALL.replace(ending, "then: [{next: unknown}]")
    assert ["only one ending" in remark.message for remark in faults(text)] == [True]


def test_a_file_of_faults_is_told_to_an_end() -> None:
    text = SMALL.replace("content-notes: []", "content-notes: [" + ", ".join(["''"] * 20) + "]") + "x: y\n"
    many = text.replace("scenes:\n", "scenes:\n" + "".join(f"  S{n}: a\n" for n in range(1_900)))
    assert len(examine(many.encode(), name="").remarks) == MOST_REMARKS


def test_quotation_marks_around_speech_are_a_warning() -> None:
    examined = examine(spoilt("- ngozi: Ngozi Okafor.", "- ngozi: “Ngozi Okafor.”").encode(), name="")
    assert examined.scenario is not None
    assert [remark.severity for remark in examined.remarks] == [Severity.WARNING]
    assert "quotation marks" in examined.remarks[0].message


def test_a_quotation_within_speech_is_none_of_our_business() -> None:
    text = spoilt("- ngozi: Ngozi Okafor.", "- ngozi: “Ngozi” is my name, and “N” is not.")
    assert examine(text.encode(), name="").remarks == ()


def test_what_is_quoted_from_a_file_cannot_command_a_terminal() -> None:
    found = faults(spoilt("start: door", 'start: "\\e[2Jdoor"'))
    assert found
    assert all("\x1b" not in remark.message + remark.fix for remark in found)
