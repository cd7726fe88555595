"""The practice room by keyboard alone, from the list of scenarios to a plan. Started by `journeys`, on a display with a
manager."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.practice.playing import Ended
from allydesk.practice.run import Chose, Move, Reasoned, Wrote
from allydesk.ui.commands.palette import CommandPalette
from allydesk.ui.practice.commitments.page import CommitmentsPage
from allydesk.ui.practice.debrief.page import DebriefPage
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.progress.page import ProgressPage
from allydesk.ui.practice.scene.line import LineRow
from allydesk.ui.practice.scene.page import ScenePage
from tests.end_to_end import practice_play as acting
from tests.end_to_end.keyboard import described
from tests.end_to_end.practice_play import number_of, play_of, room_of, rooms_of, waiting_note, way_to
from tests.end_to_end.story_keyboard_journey import Watching, is_within
from tests.ui.sitting import Sitting

PASSPHRASE = "seven slow Quokkas on the canal"
FAMILY, VARIANT = "How it was said", "a"
REASON, BAD, BETTER = "Somebody had to.", "I'm sorry, but I was late.", "I was wrong on Sunday."
FELT, CUE, RESPONSE = "Warm in the face.", "I am told", "I listen"

_MOST = 120


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab should come there."""
    by_tab = Qt.FocusPolicy.TabFocus.value
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy().value & by_tab)


class Practiser:
    """One person without a mouse. Each method is a step."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.hands = Watching(sitting)
        self.moves: list[Move] = []

    def live(self) -> dict[str, object]:
        """All steps; the window is left open."""
        self.reach_the_room()
        self.begin()
        self.come_to_ones_words()
        self.say_it()
        self.pause_and_go_on()
        self.go_back_and_undo()
        self.leave_and_come_back()
        self.play_to_the_end()
        self.look_back()
        self.go_round_the_pages()
        return {"chosen": [each.option for each in self.moves if isinstance(each, Chose)]}

    # What is looked at

    @property
    def page(self) -> ScenePage:
        return self.sitting.see(ScenePage)

    @property
    def library(self) -> LibraryPage:
        return self.sitting.see(LibraryPage)

    def moved(self) -> None:
        self.hands.until(lambda: play_of(self.page).moves == tuple(self.moves), "the move is made")

    def listen(self) -> None:
        """Line by line with Space, and on after each note."""
        stage = self.page.stage
        self.hands.until(lambda: is_within(self.page), "the keyboard is in the scene")
        while stage.asked.face is None:
            note, before = waiting_note(self.page), len(stage.transcript.items)
            if note is not None:
                self.hands.on(lambda note=note: note.go_on, "the way on after a note")  # type: ignore[misc]  # mypy does not see the default's type
            self.hands.keys("space")
            self.hands.until(
                lambda before=before: self.has_come(before),  # type: ignore[misc]  # as above
                "the next line",
            )
        self.hands.somewhere("all lines")

    def has_come(self, before: int) -> bool:
        """Whether there is more than so many lines and notes, or something is asked."""
        stage = self.page.stage
        return stage.asked.face is not None or len(stage.transcript.items) > before

    def palette(self, typed: str) -> None:
        self.hands.keys("ctrl+k")
        found = self.sitting.see(CommandPalette)
        self.hands.on(lambda: found.field, "the palette's field")
        self.hands.write(typed)
        self.hands.until(lambda: found.field.text() == typed, f"{typed!r} in the palette")
        self.hands.keys("Return")
        self.hands.until(lambda: not self.sitting.has(CommandPalette), "the palette is closed")

    def go_round(self, place: QWidget) -> None:
        """Tab leads past everything there that can be seen and takes it, and comes back to where it began."""
        start = self.hands.somewhere("coming here")
        met: list[QWidget] = []
        while start not in met:
            assert len(met) < _MOST, f"Tab does not come round: {[*map(described, met)]}"
            before = QApplication.focusWidget()
            self.hands.keys("Tab")
            self.hands.until(lambda before=before: QApplication.focusWidget() is not before, "Tab leads on")  # type: ignore[misc]  # as above
            now = QApplication.focusWidget()
            assert now is not None
            if is_within(place) and before is not None and not place.isAncestorOf(before):
                assert now.isVisible()  # coming in from the rail, where it may be scrolled away
            else:
                self.hands.somewhere(f"Tab, {[*map(described, met)]}")
            met.append(now)
        assert is_within(place)
        missed = [described(each) for each in place.findChildren(QWidget) if takes_tab(each) and each not in met]
        assert missed == [], f"Tab never comes there: {missed}; but {[*map(described, met)]}"

    # The steps

    def reach_the_room(self) -> None:
        self.sitting.make_vault(PASSPHRASE)
        self.sitting.press("Skip for now")
        self.sitting.press("Start writing")
        self.hands.on(lambda: self.sitting.journal.editor.title, "the title of an empty page")
        self.hands.keys("alt+4")
        self.hands.until(lambda: self.sitting.window.current_room == "practice", "the practice room")
        self.hands.until(lambda: self.library.shelf.all, "the scenarios")
        self.hands.within(self.library, "coming into the room")
        self.go_round(self.library)

    def begin(self) -> None:
        listed = self.library.home.list
        self.hands.tab_to(lambda: listed, "the list")
        self.hands.keys("Home")
        rows = listed.rows
        wanted = next(
            at
            for at, row in enumerate(rows)
            if row.listed is not None and (row.listed.head.family, row.listed.head.variant) == (FAMILY, VARIANT)
        )
        while (here := listed.currentIndex().row()) != wanted:
            self.hands.keys("Down")
            self.hands.until(lambda here=here: listed.currentIndex().row() > here, "the next scenario")  # type: ignore[misc]  # as above
        self.hands.keys("Return")
        detail = self.library.detail
        self.hands.on(lambda: detail.begin, "the way in")
        self.go_round(detail)
        self.hands.keys("Return")
        self.hands.on(lambda: self.page.notes.go_on, "the way on after what it touches")
        self.hands.keys("Return")

    def come_to_ones_words(self) -> None:
        self.listen()
        self.go_round(self.page)
        for move in way_to(play_of(self.page), acting.words_are_asked):
            self.listen()
            if isinstance(move, Chose):
                self.hands.keys(str(number_of(self.page, move.option)))
                self.moves.append(move)
            else:
                self.hands.on(lambda: self.page.stage.asked.why.field, "the reason")
                self.hands.write(REASON)
                self.hands.keys("ctrl+Return")
                self.moves.append(Reasoned(REASON))
            self.moved()
        self.listen()

    def say_it(self) -> None:
        asked = self.page.stage.asked
        saying, comparison = asked.saying, asked.comparison
        self.hands.until(saying.notice.isVisible, "a coach to ask")
        self.hands.on(lambda: saying.field, "the field for one's words")
        self.hands.write(BAD)
        self.hands.until(lambda: saying.text == BAD, "the words", instead=lambda: saying.text)
        self.hands.keys("ctrl+Return")
        self.hands.on(lambda: saying.change, "to change it")
        assert saying.findings.rows
        self.hands.keys("Return")
        self.hands.on(lambda: saying.field, "the field again")
        self.go_round(self.page)
        self.hands.keys("ctrl+Return")
        self.hands.tab_to(lambda: saying.keep, "to keep them", back=True)
        self.hands.keys("Return")
        self.hands.until(lambda: comparison.isVisible() and comparison.rows, "the comparison")
        self.hands.on(lambda: comparison.rows[0].box, "the first thing to find")
        self.hands.keys("space", "Down")
        self.hands.on(lambda: comparison.rows[1].box, "the second")
        self.hands.tab_to(lambda: comparison.go_on, "the way on")
        self.hands.keys("Return")
        self.moves.append(Wrote(BAD, (0,)))
        self.moved()

    def pause_and_go_on(self) -> None:
        self.listen()
        before = self.hands.somewhere("all lines")
        self.hands.keys("Escape")
        self.hands.on(lambda: self.page.pause.go_on, "the way on after a pause")
        self.go_round(self.page.pause)
        self.hands.keys("Escape")
        self.hands.on(lambda: before, "where it was before the pause")

    def go_back_and_undo(self) -> None:
        self.hands.keys("alt+Left")
        self.hands.until(lambda: isinstance(QApplication.focusWidget(), LineRow), "a line")
        self.hands.keys("BackSpace")
        self.hands.until(lambda: len(play_of(self.page).moves) < len(self.moves), "back at that line")
        self.listen()
        notice = self.page.stage.notice
        self.hands.tab_to(lambda: notice._action, "Undo", back=True)
        self.hands.keys("Return")
        self.moved()
        self.listen()
        self.hands.keys("ctrl+r")
        self.hands.until(lambda: play_of(self.page).moves == tuple(self.moves[:-1]), "the turn once more")
        self.listen()
        self.hands.on(lambda: self.page.stage.asked.saying.field, "the field for one's words")
        self.hands.write(BETTER)

    def leave_and_come_back(self) -> None:
        """With words that are typed and not said: they are there again."""
        self.palette("leave the scene")
        self.hands.until(lambda: self.sitting.has(LibraryPage), "the library")
        library = self.library
        self.hands.until(library.detail.go_on.isVisible, "the scenario, left open")
        self.hands.within(library, "leaving a scene")
        self.palette("scenarios")
        self.hands.until(lambda: library.home.isVisible() and library.home.leads.open_card, "all scenarios")
        self.hands.within(library.home, "coming to all scenarios")
        self.palette("go to today")
        self.hands.until(lambda: self.sitting.window.current_room == "today", "Today")
        ready = rooms_of(self.sitting)._practice_today.ready
        self.hands.until(ready.isVisible, "what is left open")
        self.hands.tab_to(lambda: ready.go, "the way back", most=60)
        self.hands.keys("Return")
        self.sitting.see(ScenePage)
        saying = self.page.stage.asked.saying
        self.hands.until(saying.isVisible, "where it was left")
        self.hands.until(lambda: saying.text == BETTER, "the words that were typed", instead=lambda: saying.text)
        self.hands.on(lambda: saying.field, "the field for one's words")
        self.hands.keys("ctrl+Return")
        comparison = self.page.stage.asked.comparison
        self.hands.until(lambda: comparison.isVisible() or saying.findings.rows, "the coach, or the comparison")
        if not comparison.isVisible():
            self.hands.tab_to(lambda: saying.keep, "to keep them", back=True)
            self.hands.keys("Return")
        self.hands.tab_to(lambda: comparison.go_on, "the way on")
        self.hands.keys("Return")
        self.moves[-1] = Wrote(BETTER)
        self.moved()

    def play_to_the_end(self) -> None:
        self.listen()
        for move in way_to(play_of(self.page), acting.is_over):
            self.listen()
            assert isinstance(move, Chose)
            self.hands.keys(str(number_of(self.page, move.option)))
            self.moves.append(move)
            self.moved()
        self.listen()
        assert isinstance(play_of(self.page).asks, Ended)
        self.hands.on(lambda: self.page.stage.asked.ending.look_back, "the way to look back")
        self.hands.keys("Return")

    def look_back(self) -> None:
        page = self.sitting.see(DebriefPage)
        self.hands.until(lambda: page.run is not None and page.again.text(), "the debrief")
        self.hands.on(lambda: page.scrolled, "the page, which the arrow keys scroll")
        self.hands.tab_to(lambda: page.rows[0].again, "the first turn again", most=60)
        self.hands.keys("Return")
        options = page.doing_over.options
        self.hands.until(lambda: options.cards, "the turn again")
        self.hands.on(lambda: options.cards[0], "the first card")
        acting.be_sure(options)
        self.hands.keys("Down", "Return")
        self.hands.until(page.done_over.isVisible, "it is done over")
        self.hands.within(page, "doing it over")
        self.hands.tab_to(lambda: page.reflecting.fields["felt"], "what one felt", most=60)
        self.hands.write(FELT)
        form = page.planning.form
        for field, text in ((form.cue, CUE), (form.response, RESPONSE)):
            self.hands.tab_to(lambda field=field: field, "a line of the plan", most=60)  # type: ignore[misc]  # as above
            self.hands.keys("ctrl+a")
            self.hands.write(text)
        self.hands.keys("Return")
        self.hands.until(lambda: page.planning.kept is not None, "the plan is kept")
        self.hands.on(lambda: page.planning.rehearse, "to go through it")
        self.hands.tab_to(lambda: page.save_entry, "to save it as an entry")
        self.hands.keys("Return")
        self.hands.until(page.open_entry.isVisible, "it is in the journal")
        self.hands.within(page, "saving it as an entry")
        self.go_round(page)

    def go_round_the_pages(self) -> None:
        self.hands.keys("Escape")
        self.hands.until(lambda: self.sitting.has(LibraryPage), "the library")
        self.hands.within(self.library, "leaving the debrief")
        self.palette("skills over time")
        progress = self.sitting.see(ProgressPage)
        self.hands.until(lambda: progress.skill is not None, "skills over time")
        self.hands.within(progress, "coming to skills over time")
        self.go_round(progress)
        self.hands.keys("Escape")
        self.hands.within(self.library, "leaving skills over time")
        self.palette("commitments")
        plans = self.sitting.see(CommitmentsPage)
        self.hands.until(lambda: len(plans.cards) == 1, "the plan")
        self.hands.within(plans, "coming to the commitments")
        self.go_round(plans)
        self.hands.keys("Escape")
        self.hands.within(self.library, "leaving the commitments")
        assert room_of(self.sitting).place == "library"
