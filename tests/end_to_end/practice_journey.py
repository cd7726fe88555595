"""A day in the practice room by mouse: from an empty vault to a plan and an entry; and then sixty days on.
Started by `journeys`."""

from datetime import timedelta

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from allydesk.practice.playing import Ended
from allydesk.practice.run import OWN_WORDS, Chose, Move, Reasoned, Wrote
from allydesk.practice.skills import Skill
from allydesk.ui.practice.commitments.page import CommitmentsPage
from allydesk.ui.practice.debrief.page import DebriefPage
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.progress.page import ProgressPage
from allydesk.ui.practice.scene.line import LineRow
from allydesk.ui.practice.scene.page import ScenePage
from tests.end_to_end import practice_play as acting
from tests.end_to_end.practice_play import listen, play_of, room_of, rooms_of, tap, waiting_note, way_to
from tests.ui.hands import click
from tests.ui.sitting import Sitting, wait_for

PASSPHRASE = "seven slow Quokkas on the canal"
FAMILY, VARIANT, NEXT = "How it was said", "a", "b"
"""What is played, in it somebody apologises in their own words; and the variant that comes next."""
LATER = timedelta(days=60)
REASON = "She was already standing up."
BAD = "I'm sorry, but I was in a hurry."
MORE = " You know how I am."
BETTER = "I was wrong on Sunday. I will put it right tomorrow."
FELT = "Warm in the face."
CUE, RESPONSE = "somebody tells me how it was", "say back what I heard"


class PracticeDay:
    """One person's day. Each method is a step."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.moves: list[Move] = []
        self.ending = self.over = ""

    def live(self) -> dict[str, object]:
        """All of it, and what was played."""
        self.sitting.begin_with_a_vault(PASSPHRASE)
        self.come_from_an_empty_today()
        self.look_at_the_first()
        self.begin_one_with_words()
        self.come_to_ones_words()
        self.be_told_by_the_coach()
        self.rewind_and_undo()
        self.try_the_turn_again()
        self.leave_in_the_middle()
        self.lock_and_go_on_from_today()
        self.play_to_the_end()
        self.look_back()
        self.do_it_over()
        self.make_a_plan()
        self.save_it_as_an_entry()
        self.see_skills_and_plans()
        self.sitting.leave()
        chosen = [each.option for each in self.moves if isinstance(each, Chose)]
        return {"chosen": chosen, "ending": self.ending, "over": self.over}

    @property
    def page(self) -> ScenePage:
        return self.sitting.see(ScenePage)

    def make(self, move: Move) -> None:
        """Make it with the mouse; what is written is typed."""
        listen(self.page)
        asked = self.page.stage.asked
        before = len(play_of(self.page).moves)
        match move:
            case Chose(option):
                tap(acting.card_of(self.page, option))
            case Reasoned(text) if text:
                tap(asked.why.field)
                self.sitting.write(text)
                tap(asked.why.go_on)
            case Reasoned():
                tap(asked.why.skip)
            case Wrote(text, noticed):
                self.say(text, noticed)
        wait_for(lambda: len(play_of(self.page).moves) == before + 1, "the move is made")

    def say(self, text: str, noticed: tuple[int, ...]) -> None:
        saying, comparison = self.page.stage.asked.saying, self.page.stage.asked.comparison
        tap(saying.field)
        self.sitting.write(text)
        tap(saying.say)
        if not comparison.isVisible():
            tap(saying.keep)
        wait_for(comparison.isVisible, "the comparison")
        for place in noticed:
            tap(comparison.rows[place].box)
        tap(comparison.go_on)

    # The steps

    def come_from_an_empty_today(self) -> None:
        click(self.sitting.window.rail.button("today"))
        wait_for(lambda: self.sitting.window.current_room == "today", "Today")
        assert not self.sitting.says("Ready to practise")
        assert not self.sitting.says("You said you would")
        click(self.sitting.window.rail.button("practice"))
        wait_for(lambda: self.sitting.see(LibraryPage).shelf.all, "the scenarios")

    def look_at_the_first(self) -> None:
        library = self.sitting.see(LibraryPage)
        tap(library.home.leads.welcome.action)
        wait_for(library.detail.isVisible, "the first scenario")
        opened = library.detail.opened
        assert opened is not None
        assert opened.listed == library.shelf.first
        for note in opened.listed.head.content_notes:
            assert note in library.detail.contains.text()
        tap(library.detail.back)
        wait_for(library.home.isVisible, "all scenarios")

    def begin_one_with_words(self) -> None:
        library = self.sitting.see(LibraryPage)
        rows = library.home.list.rows
        row = next(at for at, each in enumerate(rows) if each.listed and _is(each.listed.head, VARIANT))
        library.home.list.go_to(row)
        click(library.home.list.viewport(), library.home.list.visualRect(library.home.list.currentIndex()).center())
        wait_for(library.detail.isVisible, "the scenario")
        tap(library.detail.begin)
        wait_for(self.page.notes.isVisible, "what the scene touches")
        opened = library.detail.opened
        assert opened is not None
        for note in opened.listed.head.content_notes:
            assert self.sitting.says(note)
        tap(self.page.notes.go_on)

    def come_to_ones_words(self) -> None:
        listen(self.page)
        for move in way_to(play_of(self.page), acting.words_are_asked):
            made = Reasoned(REASON) if move == Reasoned() else move
            self.make(made)
            self.moves.append(made)
        assert Reasoned(REASON) in self.moves
        listen(self.page)
        assert any(note.note.text() for note in acting.own_notes(self.page)), "the coach says something to a choice"

    def be_told_by_the_coach(self) -> None:
        saying, comparison = self.page.stage.asked.saying, self.page.stage.asked.comparison
        wait_for(saying.notice.isVisible, "a coach to ask")
        tap(saying.field)
        self.sitting.write(BAD)
        tap(saying.say)
        wait_for(lambda: saying.findings.rows, "what the coach noticed")
        quotes = [row.quote.text() for row in saying.findings.rows]
        assert any("sorry, but" in quote for quote in quotes), quotes
        tap(saying.change)
        wait_for(saying.field.hasFocus, "the words are open again")
        self.sitting.keys("Ctrl+End")
        self.sitting.write(MORE)
        tap(saying.say)
        wait_for(saying.keep.isVisible, "the coach again")
        tap(saying.keep)
        wait_for(comparison.isVisible, "the comparison")
        assert MORE.strip() in comparison.own.words.text()
        tap(comparison.rows[0].words)
        assert comparison.noticed == (0,)
        tap(comparison.go_on)
        self.moves.append(Wrote(BAD + MORE, (0,)))
        wait_for(lambda: play_of(self.page).moves == tuple(self.moves), "they are said")

    def rewind_and_undo(self) -> None:
        listen(self.page)
        first = next(row for row in self.page.stage.transcript.lines if row.item.own)
        point_at(first)
        wait_for(first.back.isVisible, "the way back to the first choice")
        tap(first.back)
        wait_for(lambda: play_of(self.page).moves == (), "back at the first choice")
        assert len(self.kept_tries()) >= 1
        self.sitting.press("Undo")
        wait_for(lambda: play_of(self.page).moves == tuple(self.moves), "it is undone")

    def kept_tries(self) -> list[object]:
        now = self.page._now
        assert now is not None
        return list(now.run.tried)

    def try_the_turn_again(self) -> None:
        listen(self.page)
        click(self.page.stage.head.more)
        self.sitting.choose("Try this turn again")
        self.moves.pop()
        wait_for(lambda: play_of(self.page).moves == tuple(self.moves), "back at one's words")
        assert any(Wrote(BAD + MORE, (0,)) == each.move for each in self.kept_tries())  # type: ignore[attr-defined]  # they are `Tried`
        self.make(Wrote(BETTER, (0, 1)))
        self.moves.append(Wrote(BETTER, (0, 1)))

    def leave_in_the_middle(self) -> None:
        listen(self.page)
        assert not isinstance(play_of(self.page).asks, Ended)
        tap(self.page.stage.head.leave)
        library = self.sitting.see(LibraryPage)
        wait_for(lambda: library.home.leads.open_card, "it is left open")

    def lock_and_go_on_from_today(self) -> None:
        self.sitting.keys("Ctrl+L")
        self.sitting.unlock(PASSPHRASE)
        wait_for(lambda: self.sitting.window.current_room == "today", "Today")
        ready = rooms_of(self.sitting)._practice_today.ready
        wait_for(ready.isVisible, "what is ready to practise")
        assert ready.go.text() == "Go on where you left off"
        tap(ready.go)
        wait_for(lambda: play_of(self.page).moves == tuple(self.moves), "where it was left")

    def play_to_the_end(self) -> None:
        listen(self.page)
        for move in way_to(play_of(self.page), acting.is_over):
            made = Wrote(BETTER) if isinstance(move, Wrote) else move
            self.make(made)
            self.moves.append(made)
        listen(self.page)
        asks = play_of(self.page).asks
        assert isinstance(asks, Ended)
        self.ending = asks.ending.title
        tap(self.page.stage.asked.ending.look_back)

    @property
    def debrief(self) -> DebriefPage:
        return self.sitting.see(DebriefPage)

    def look_back(self) -> None:
        page = self.debrief
        wait_for(lambda: page.run is not None and page.again.text(), "the debrief")
        assert len(page.rows) >= 3
        field = page.reflecting.fields["felt"]
        tap(field)
        self.sitting.write(FELT)

    def do_it_over(self) -> None:
        page = self.debrief
        tap(page.rows[0].again)
        options = page.doing_over.options
        wait_for(lambda: options.cards, "the turn again")
        acting.be_sure(options)
        chosen = self.moves[0]
        assert isinstance(chosen, Chose)
        other = next(at for at, key in enumerate(options._keys) if key not in (chosen.option, OWN_WORDS))
        self.over = options._keys[other]
        tap(options.cards[other])
        wait_for(page.done_over.isVisible, "it is done over")
        assert not any(row.again.isVisible() for row in page.rows)

    def make_a_plan(self) -> None:
        form = self.debrief.planning.form
        for field, text in ((form.cue, CUE), (form.response, RESPONSE)):
            tap(field)
            self.sitting.keys("Ctrl+A")
            self.sitting.write(text)
        tap(self.debrief.planning.keep)
        self.sitting.wait_to_read("Kept among your commitments.")

    def save_it_as_an_entry(self) -> None:
        page = self.debrief
        tap(page.save_entry)
        self.sitting.wait_to_read("It is in your journal now.")
        tap(page.notice.action)
        wait_for(lambda: self.sitting.window.current_room == "journal", "the journal")
        editor = self.sitting.journal.editor
        wait_for(lambda: editor.sheet is not None and FELT in editor.text.toPlainText(), "its entry")
        assert BETTER.split(".", maxsplit=1)[0] in editor.text.toPlainText()
        wait_for(lambda: any(each.startswith("Practised: ") for each in self.sitting.titles()), "it is in the list")

    def see_skills_and_plans(self) -> None:
        click(self.sitting.window.rail.button("practice"))
        run = self.debrief.run
        assert run is not None
        assert run.entry is not None
        tap(self.debrief.back)
        library = self.sitting.see(LibraryPage)
        tap(library.home.progress)
        progress = self.sitting.see(ProgressPage)
        wait_for(lambda: progress.skill is not None, "skills over time")
        shown = {skill for skill in Skill if progress._courses[skill].steps}
        assert shown == {each.skill for each in run.observed}
        tap(progress.back)
        tap(library.home.commitments)
        plans = self.sitting.see(CommitmentsPage)
        wait_for(lambda: len(plans.cards) == 1, "the plan")
        assert self.sitting.says(RESPONSE)
        tap(plans.back)


def sixty_days_on(sitting: Sitting) -> dict[str, object]:
    """Another sitting, after a while: Today offers the family's other variant, and asks after the plan."""
    sitting.unlock(PASSPHRASE)
    wait_for(lambda: sitting.window.current_room == "today", "Today")
    today = rooms_of(sitting)._practice_today
    wait_for(lambda: today.ready.isVisible() and today.commitments.isVisible(), "both cards")
    title = next(each.head.title for each in room_of(sitting)._tools.library.heads() if _is(each.head, NEXT))
    assert today.ready.links[0].accessibleName().startswith(title)
    tap(today.commitments.boxes[0])
    assert today.commitments.boxes[0].isChecked()
    tap(today.ready.go)
    page = sitting.see(ScenePage)
    tap(page.notes.go_on)
    listen(page)
    head = play_of(page).scenario.head
    assert waiting_note(page) is None
    sitting.leave()
    return {"family": head.family, "variant": head.variant}


def point_at(row: LineRow) -> None:
    """The pointer comes over it."""
    middle = QPointF(row.rect().center())
    shown = QPointF(row.mapToGlobal(QPoint(0, 0))) + middle
    QApplication.sendEvent(row, QEnterEvent(middle, middle, shown))


def _is(head: object, variant: str) -> bool:
    return (getattr(head, "family", ""), getattr(head, "variant", "")) == (FAMILY, variant)
