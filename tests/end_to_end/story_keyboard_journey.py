"""The whole story room by keyboard alone, from an empty lifeline to a file. Started by `journeys`, on a display with a
manager."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from allydesk.story.lifeline import Lifeline, Moment
from allydesk.ui.commands.palette import CommandPalette
from allydesk.ui.dialogs import PlainDialog
from allydesk.ui.rooms import OpenRooms
from allydesk.ui.story.desk import LifelineDesk
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.practising.page import PractisePage
from allydesk.ui.story.practising.rehearsal import Stage
from allydesk.ui.story.room import StoryRoom
from allydesk.ui.story.sharing.page import SharePage
from allydesk.ui.story.telling.history import StoryHistory
from allydesk.ui.story.telling.page import TellingPage
from allydesk.ui.story.telling.piecerows import RowKind
from allydesk.ui.story.telling.sheet import StorySheet
from allydesk.ui.story.themes.page import ThemesPage
from allydesk.ui.widgets.notice import NoticeBar
from tests.end_to_end.keyboard import Hands
from tests.ui.sitting import Sitting

PASSPHRASE = "seven slow Quokkas on the canal"
BIRTH = "3 May 1981"
MOMENTS = (
    ("The move", "summer 1988", -3),
    ("A borrowed bicycle", "age 9", 4),
    ("Night school", "1999 to 2001", 2),
    ("The strike", "about 2004", -4),
    ("Between two jobs", "between school and the sea", 0),
)
"""What is typed: title, when, and the height as so many steps."""
KEPT = {
    "The move": ("autumn 1988", -1),
    "A borrowed bicycle": ("age 9", 3),
    "Night school": ("1999 to 2001", 1),
    "The strike": ("about 2005", -4),
    "Between two jobs": ("between school and the sea", 0),
}
"""The same when the day is over: words and height."""
CHAPTERS = (("Leeds", "1981 to 1988"), ("The city", "1988 to 2004"))
SPARE_CHAPTER = "Nowhere"
WATER, LENT, SPEAKING = "water", "being lent things", "speaking up"
MEMO = "It always comes back to the river."
TIED = {WATER: {"The move"}, LENT: {"A borrowed bicycle", "Night school"}}
STORY, LISTENER = "The bicycle", "a new colleague"
TEXT = "Somebody lent me a bicycle." + " And I rode to the river." * 18
"""Long enough for its loss to be one, of which a version is kept."""
MORE = " And back."
RATING, NOTES = 4, "Slower at the river."
DOCX = "story.docx"

STEPS = ("lifeline", "themes", "story", "practise", "share")


class Watching(Hands):
    """Hands that look, after whatever they did, whether the keyboard is somewhere, and seen there."""

    def somewhere(self, after: str) -> QWidget:
        """The keyboard is on something that takes keys, and of which something is on the screen."""
        self.until(lambda: is_seen(QApplication.focusWidget()), f"the keyboard is seen after {after}")
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def within(self, place: QWidget, after: str) -> None:
        """The keyboard is in there, and seen."""
        self.until(lambda: is_within(place), f"the keyboard is where it was after {after}")
        self.somewhere(after)

    def tab_to(self, place: Callable[[], QWidget | None], what: str, *, back: bool = False, most: int = 30) -> None:
        """As `Hands.tab_to`; and where it comes to is to be seen, scrolled there where need be."""
        super().tab_to(place, what, back=back, most=most)
        self.somewhere(f"Tab to {what}")


def is_seen(widget: QWidget | None) -> bool:
    """Whether this takes the keyboard by itself and is on the screen, in part at least."""
    if widget is None or not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False
    painted = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    return not painted.visibleRegion().isEmpty()


def is_within(place: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is place or place.isAncestorOf(focused))


class Sitter:
    """One person in the story room. Each method is a step."""

    def __init__(self, sitting: Sitting, *, home: Path) -> None:
        self.sitting, self.home = sitting, home
        self.hands = Watching(sitting)

    def live(self) -> dict[str, object]:
        """All steps; the window is left open."""
        self.make_the_vault()
        self.reach_the_room()
        self.begin_on_the_empty_page()
        self.say_when_one_was_born()
        for title, when, height in MOMENTS[1:]:
            self.add_a_moment(title, when, height)
        self.walk_the_chart()
        self.move_a_date()
        self.choose_several()
        self.take_away_and_undo()
        self.open_from_the_chart()
        self.open_from_the_tray()
        self.do_the_same_in_the_table()
        self.write_chapters()
        self.name_themes()
        self.tie_in_the_table()
        self.write_a_memo()
        self.merge_and_undo()
        self.remove_a_theme()
        self.write_the_story()
        self.put_a_moment_in()
        self.put_the_outline_in()
        self.bring_a_version_back()
        self.tell_it()
        self.keep_the_take()
        self.share_it()
        self.go_and_come_back()
        return {"text": self.kept_text()}

    # What is looked at

    @property
    def room(self) -> StoryRoom:
        rooms = self.sitting.face.shell.rooms
        assert isinstance(rooms, OpenRooms)
        return rooms.story

    @property
    def desk(self) -> LifelineDesk:
        return self.room.desk

    @property
    def lifeline(self) -> Lifeline:
        return self.desk.lifeline

    @property
    def page(self) -> LifelinePage:
        return self.sitting.see(LifelinePage)

    @property
    def themes(self) -> ThemesPage:
        return self.sitting.see(ThemesPage)

    @property
    def telling(self) -> TellingPage:
        return self.sitting.see(TellingPage)

    @property
    def sheet(self) -> StorySheet:
        sheet = self.telling.paper.sheet
        assert sheet is not None
        return sheet

    def moment(self, title: str) -> Moment:
        return next(one for one in self.lifeline.moments.values() if one.title == title)

    def heights(self) -> dict[str, int]:
        return {one.title: one.height for one in self.lifeline.moments.values()}

    def height_is(self, title: str, height: int) -> None:
        self.hands.until(lambda: self.heights().get(title) == height, f"{title!r} at {height}", instead=self.heights)

    def titles(self, ids: tuple[str, ...]) -> list[str]:
        return [one.title for one in self.lifeline.moments.values() if one.id in ids]

    def chosen_are(self, *titles: str) -> None:
        def found() -> list[str]:
            return self.titles(self.page.chosen)

        self.hands.until(lambda: sorted(found()) == sorted(titles), f"{titles} are chosen", instead=found)

    # In, and from step to step

    def make_the_vault(self) -> None:
        self.sitting.make_vault(PASSPHRASE)
        self.sitting.press("Skip for now")
        self.sitting.press("Start writing")
        self.hands.on(lambda: self.sitting.journal.editor.title, "the title of an empty page")

    def reach_the_room(self) -> None:
        self.hands.keys("alt+3")
        self.hands.until(lambda: self.sitting.window.current_room == "story", "the story room")
        self.hands.on(lambda: self.room.steps.buttons[0], "the step that is in front")
        self.hands.until(lambda: self.desk.is_loaded, "the lifeline")
        self.hands.somewhere("coming into the room")

    def step(self, key: str) -> None:
        """Out of wherever one is by the key of the room, and along the steps with the arrow keys."""
        self.hands.keys("alt+3")
        self.hands.on(lambda: self.room.steps.buttons[STEPS.index(self.room.step)], "the step that is in front")
        while self.room.step != key:
            here = self.room.step
            self.hands.keys("Right" if STEPS.index(key) > STEPS.index(here) else "Left")
            self.hands.until(lambda here=here: self.room.step != here, f"on from {here}")  # type: ignore[misc]  # mypy does not see the default's type
            self.hands.somewhere(f"going to {self.room.step}")

    def primary(self) -> QPushButton:
        page = self.room.page
        assert page is not None
        assert page.primary is not None
        return page.primary

    def act(self, what: str) -> None:
        """The one filled button, found by Tab alone."""
        self.hands.until(self.primary().isEnabled, what)
        self.hands.tab_to(self.primary, what)
        self.hands.keys("Return")

    def palette(self, typed: str) -> None:
        self.hands.keys("ctrl+k")
        found = self.sitting.see(CommandPalette)
        self.hands.on(lambda: found.field, "the palette's field")
        self.hands.write(typed)
        self.hands.until(lambda: found.field.text() == typed, f"{typed!r} in the palette")
        self.hands.until(lambda: found.list.model().rowCount() > 0, f"what {typed!r} finds")
        self.hands.keys("Return")
        self.hands.until(lambda: not self.sitting.has(CommandPalette), "the palette is closed")

    # The lifeline

    def begin_on_the_empty_page(self) -> None:
        """From the page that says what belongs there: one of its ways, and then Escape."""
        page = self.page
        self.hands.tab_to(lambda: page.ground.empty.ways[0], "the first way to begin")
        self.hands.keys("Return")
        self.tell_a_moment(*MOMENTS[0])

    def add_a_moment(self, title: str, when: str, height: int) -> None:
        self.hands.keys("ctrl+shift+m")
        self.tell_a_moment(title, when, height)

    def tell_a_moment(self, title: str, when: str, height: int) -> None:
        form = self.page.beside.form
        self.hands.on(lambda: form.title.line, "the first line of a new moment")
        self.hands.write(title)
        self.hands.keys("Tab")
        self.hands.on(lambda: form.when.line, "when it was")
        self.hands.write(when)
        self.hands.keys("Tab")
        self.hands.until(lambda: is_within(form.height_then), "how it felt")
        if height:
            self.hands.keys(*["Right" if height > 0 else "Left"] * abs(height))
        self.hands.until(lambda: form.height_then.value == height, f"a height of {height}")
        self.hands.somewhere("taking steps")
        self.hands.keys("Escape")
        self.hands.until(lambda: title in self.heights(), f"the moment {title!r}")
        self.hands.on(lambda: self.page.ground.chart, "the chart")

    def say_when_one_was_born(self) -> None:
        self.open_from_menu("When you were born")
        panel = self.page.beside.birth
        self.hands.on(lambda: panel.when.line, "the line for it")
        self.hands.write(BIRTH)
        self.hands.keys("Escape")
        self.hands.until(lambda: self.lifeline.birth.date.words == BIRTH, "the birth is known")
        self.hands.on(lambda: self.page.ground.chart, "the chart")

    def open_from_menu(self, words: str) -> None:
        self.hands.tab_to(lambda: self.page.ground.bar.more, "the menu of the lifeline", back=True)
        self.hands.keys("space")
        self.hands.choose(words)

    def walk_the_chart(self) -> None:
        self.hands.keys("Home")
        self.chosen_are("The move")
        self.hands.keys("Right", "Right")
        self.chosen_are("Night school")
        self.hands.keys("Left")
        self.chosen_are("A borrowed bicycle")
        self.hands.keys("plus")
        self.height_is("A borrowed bicycle", 5)
        self.hands.keys("minus", "minus")
        self.height_is("A borrowed bicycle", 3)
        self.hands.keys("plus")
        self.height_is("A borrowed bicycle", 4)

    def move_a_date(self) -> None:
        self.hands.keys("Home", "alt+Right")
        self.date_is("The move", "autumn 1988")
        self.hands.keys("End", "bracketright")
        self.date_is("The strike", "about 2005")

    def date_is(self, title: str, words: str) -> None:
        def now() -> str:
            return self.moment(title).date.words.casefold()

        self.hands.until(lambda: now() == words, f"{title!r} in {words}", instead=now)

    def choose_several(self) -> None:
        self.hands.keys("Home", "shift+Right")
        self.chosen_are("The move", "A borrowed bicycle")
        self.hands.keys("plus")
        self.height_is("The move", -2)
        self.height_is("A borrowed bicycle", 5)
        self.hands.keys("ctrl+z")
        self.height_is("The move", -3)
        self.hands.keys("ctrl+shift+z")
        self.height_is("The move", -2)
        self.hands.keys("ctrl+z")
        self.height_is("A borrowed bicycle", 4)
        self.hands.keys("Escape")
        self.chosen_are("A borrowed bicycle")
        self.hands.on(lambda: self.page.ground.chart, "the chart")

    def take_away_and_undo(self) -> None:
        self.hands.keys("End", "Delete")
        self.hands.until(lambda: "The strike" not in self.heights(), "it is off the lifeline")
        self.hands.on(lambda: self.page.ground.chart, "the chart, when what it was at has gone")
        self.hands.keys("ctrl+z")
        self.height_is("The strike", -4)
        self.hands.on(lambda: self.page.ground.chart, "the chart, when it is back")

    def open_from_the_chart(self) -> None:
        self.hands.keys("Home", "Return")
        form = self.page.beside.form
        self.hands.until(lambda: form.title.line.text() == "The move", "the moment is open")
        self.hands.on(lambda: form.title.line, "its first line")
        self.hands.tab_to(lambda: form.remove, "the last of the form", most=40)
        self.hands.tab_to(lambda: form.title.line, "the first of it again", back=True, most=40)
        self.hands.keys("Escape")
        self.hands.on(lambda: self.page.ground.chart, "the chart")

    def open_from_the_tray(self) -> None:
        tray = self.page.ground.tray
        self.hands.tab_to(lambda: tray.chips[0], "the moment without a date")
        self.hands.keys("Return")
        form = self.page.beside.form
        self.hands.until(lambda: form.title.line.text() == "Between two jobs", "it is open")
        self.hands.keys("Escape")
        self.hands.within(self.page, "closing what the tray opened")

    def do_the_same_in_the_table(self) -> None:
        ground = self.page.ground
        table = ground.table
        self.hands.tab_to(lambda: ground.bar.view.option("chart"), "the two views", back=True)
        self.hands.keys("Right")
        self.hands.until(table.isVisible, "the table")
        self.hands.tab_to(lambda: table, "the table")
        self.hands.keys("Home")
        self.chosen_are("The move")
        self.hands.keys("Down", "Down")
        self.chosen_are("Night school")
        self.hands.keys("minus")
        self.height_is("Night school", 1)
        self.hands.keys("Home", "shift+Down", "plus", "plus")
        self.chosen_are("The move", "A borrowed bicycle")
        self.height_is("The move", -1)
        self.height_is("A borrowed bicycle", 5)
        self.hands.keys("Home", "Down", "minus", "minus")
        self.height_is("A borrowed bicycle", 3)
        self.move_a_date_in_the_table()
        self.hands.keys("End", "Delete")
        self.hands.until(lambda: "Between two jobs" not in self.heights(), "it is off the lifeline")
        self.hands.on(lambda: table, "the table, when the row it was at has gone")
        self.hands.until(lambda: table.currentIndex().isValid(), "a row for the keyboard")
        self.hands.keys("ctrl+z")
        self.hands.until(lambda: "Between two jobs" in self.heights(), "it is back")
        self.hands.keys("Home", "Return")
        form = self.page.beside.form
        self.hands.until(lambda: form.title.line.text() == "The move", "the moment is open")
        self.hands.keys("Escape")
        self.hands.on(lambda: table, "the table")
        self.hands.tab_to(lambda: ground.bar.view.option("table"), "the two views", back=True)
        self.hands.keys("Left")
        self.hands.until(ground.chart.isVisible, "the chart")
        self.hands.somewhere("going back to the chart")

    def move_a_date_in_the_table(self) -> None:
        self.hands.keys("Home", "bracketright")
        self.date_is("The move", "winter 1988")
        self.hands.keys("bracketleft")
        self.date_is("The move", "autumn 1988")
        self.hands.on(lambda: self.page.ground.table, "the table")

    def write_chapters(self) -> None:
        self.open_from_menu("Edit chapters")
        panel = self.page.beside.chapters
        self.hands.on(lambda: panel.add, "Add a chapter")
        for title, when in (*CHAPTERS, (SPARE_CHAPTER, "")):
            before = set(panel.rows)
            self.hands.tab_to(lambda: panel.add, "Add a chapter")
            self.hands.keys("Return")
            self.hands.until(lambda before=before: set(panel.rows) != before, "a chapter to be named")  # type: ignore[misc]  # as above
            (made,) = set(panel.rows) - before
            self.hands.on(lambda made=made: panel.rows[made].title.line, "its name")  # type: ignore[misc]  # as above
            self.hands.write(title)
            if when:
                self.hands.tab_to(lambda made=made: panel.rows[made].when.line, "when it was")  # type: ignore[misc]
                self.hands.write(when)
        self.hands.tab_to(lambda made=made: panel.rows[made].remove, "what takes it away")  # type: ignore[misc]
        self.hands.keys("space")
        self.hands.until(lambda: len(panel.rows) == len(CHAPTERS), "the spare chapter has gone")
        self.hands.within(panel, "the row it was in has gone")
        self.hands.keys("Escape")
        self.hands.on(lambda: self.page.ground.chart, "the chart")
        named = {one.title: one.date.words for one in self.lifeline.chapters.values()}
        assert named == dict(CHAPTERS), named

    # Themes

    def name_themes(self) -> None:
        self.step("themes")
        page = self.themes
        for name in (WATER, LENT, SPEAKING):
            self.act("Add theme")
            self.hands.until(lambda: is_within(page.list) and page.list.name_field is not None, "a row to be named")
            self.hands.write(f"{name}\n")
            self.hands.until(lambda name=name: name in self.theme_names(), f"the theme {name!r}")  # type: ignore[misc]
            self.hands.within(page, "naming a theme")

    def theme_names(self) -> list[str]:
        return [one.name for one in self.lifeline.ordered_themes()]

    def tied(self) -> dict[str, set[str]]:
        return {
            one.name: {self.lifeline.moments[each].title for each in one.moments}
            for one in self.lifeline.themes.values()
        }

    def tie_in_the_table(self) -> None:
        page, table = self.themes, self.themes.matrix
        self.hands.tab_to(lambda: page.choice.option("one"), "how themes are shown", back=True)
        self.hands.keys("Right")
        self.hands.until(table.isVisible, "the table")
        self.hands.tab_to(lambda: table, "the table")
        self.tie(0, WATER, "The move")
        self.tie(1, LENT, "A borrowed bicycle")
        self.tie(2, SPEAKING, "Night school")
        # And what was tied is untied by the same key.
        self.hands.keys("space")
        self.hands.until(lambda: not self.tied()[SPEAKING], "it is untied")
        self.hands.keys("space")
        self.hands.until(lambda: self.tied()[SPEAKING], "it is tied")
        self.hands.on(lambda: table, "the table")

    def tie(self, column: int, theme: str, title: str) -> None:
        table = self.themes.matrix
        row = [one.title for one in table.cells.matrix.moments].index(title)
        self.hands.keys("ctrl+Home", *["Down"] * row, *["Right"] * column, "space")
        self.hands.until(lambda: title in self.tied()[theme], f"{title!r} is tied to {theme!r}", instead=self.tied)

    def write_a_memo(self) -> None:
        page = self.themes
        self.hands.tab_to(lambda: page.choice.option("all"), "how themes are shown", back=True)
        self.hands.keys("Left")
        self.hands.until(page.list.isVisible, "the themes one by one")
        self.hands.tab_to(lambda: page.list, "the themes")
        self.hands.keys("Home")
        self.hands.until(lambda: page.detail.name.text() == WATER, "the first theme")
        self.hands.tab_to(lambda: page.detail.memo, "its memo")
        self.hands.write(MEMO)
        self.hands.keys("Tab")
        self.hands.until(lambda: MEMO in [one.memo for one in self.lifeline.themes.values()], "the memo")
        self.hands.within(page.detail, "leaving the memo")

    def merge_and_undo(self) -> None:
        page = self.themes
        self.hands.tab_to(lambda: page.list, "the themes", back=True)
        self.hands.keys("Home", "Down")
        self.hands.until(lambda: page.detail.name.text() == LENT, "the second theme")
        self.merge(SPEAKING, LENT)
        self.hands.keys("ctrl+z")
        self.hands.until(lambda: len(self.lifeline.themes) == 3, "both are there again")
        self.hands.within(page, "undoing the merging")
        self.to_theme(LENT)
        self.merge(SPEAKING, LENT)
        self.hands.until(lambda: self.tied() == TIED, "what the two had is one's", instead=self.tied)

    def to_theme(self, name: str) -> None:
        page = self.themes
        self.hands.tab_to(lambda: page.list, "the themes", back=not page.list.hasFocus())
        self.hands.keys("Home", *["Down"] * self.theme_names().index(name))
        self.hands.until(lambda: page.detail.name.text() == name, f"the theme {name!r}")

    def merge(self, other: str, into: str) -> None:
        page = self.themes
        self.hands.tab_to(lambda: page.detail.merge, "Merge with…")
        self.hands.keys("Return")
        self.hands.choose(other)
        dialog = self.sitting.see(PlainDialog)
        merge = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Merge")
        self.hands.tab_to(lambda: merge, "Merge")
        self.hands.keys("Return")
        self.hands.until(lambda: not self.sitting.has(PlainDialog), "the question is answered")
        self.hands.until(lambda: len(self.lifeline.themes) == 2, "the two are one")
        self.hands.within(page, "merging")
        self.hands.until(lambda: page.detail.name.text() == into, "the one there is now")

    def remove_a_theme(self) -> None:
        """Both, one after the other: the last one takes the buttons with it; and back."""
        page = self.themes
        for name in (LENT, WATER):
            self.to_theme(name)
            self.hands.tab_to(lambda: page.detail.remove, "Remove")
            self.hands.keys("Return")
            self.hands.until(lambda name=name: name not in self.theme_names(), f"{name!r} is gone")  # type: ignore[misc]
            self.hands.within(self.room, "removing a theme")
        for number in (1, 2):
            self.hands.keys("ctrl+z")
            self.hands.until(lambda number=number: len(self.lifeline.themes) == number, "it is back")  # type: ignore[misc]
            self.hands.within(self.room, "undoing")
        assert self.tied() == TIED

    # The story

    def write_the_story(self) -> None:
        self.step("story")
        page = self.telling
        self.hands.until(lambda: page.stories.is_loaded, "the stories")
        self.act("New story")
        self.hands.on(lambda: page.paper.title, "the title of a new story")
        self.hands.write(STORY)
        self.hands.keys("Tab")
        self.hands.on(lambda: page.paper.listener, "for whom it is told")
        self.hands.write(LISTENER)
        self.hands.keys("Tab")
        self.hands.on(lambda: page.paper.text, "the text")
        self.hands.write(TEXT)
        self.hands.until(lambda: self.kept_text() == TEXT, "the text", instead=self.kept_text)
        self.saved()

    def kept_text(self) -> str:
        return self.sheet.telling().text

    def saved(self) -> None:
        self.hands.until(lambda: self.telling.paper.head.state.text() == "Saved", "the story is saved")

    def put_a_moment_in(self) -> None:
        page = self.telling
        pieces = page.panel.themes.list
        self.hands.tab_to(lambda: pieces, "the themes and moments beside the page")
        rows = [pieces.rows.row_at(pieces.rows.index(place)) for place in range(pieces.rows.rowCount())]
        place = next(
            place for place, row in enumerate(rows) if row and row.kind is RowKind.MOMENT and row.title == "The move"
        )
        self.hands.keys("Home", *["Down"] * place)
        self.hands.until(lambda: pieces.currentIndex().row() == place, "the moment", instead=pieces.currentIndex)
        self.hands.keys("Return")
        self.hands.on(lambda: page.paper.text, "the text")
        self.hands.until(
            lambda: "autumn 1988" in self.kept_text().casefold(), "it is in the text", instead=self.kept_text
        )
        self.saved()

    def put_the_outline_in(self) -> None:
        page = self.telling
        panel = page.panel
        self.hands.tab_to(lambda: panel.sections.option("themes"), "what is shown beside the page")
        self.hands.keys("Right")
        self.hands.until(panel.outline.isVisible, "the outline")
        self.hands.tab_to(lambda: panel.outline.put, "Put this outline into the story")
        self.hands.keys("Return")
        self.hands.on(lambda: page.paper.text, "the text")
        self.hands.until(lambda: f"# {LENT}" in self.kept_text(), "its headings", instead=self.kept_text)
        self.hands.until(lambda: len(panel.outline.rows) >= len(TIED), "they are listed")
        self.hands.tab_to(lambda: panel.outline.rows[-1], "the last heading")
        self.hands.keys("Return")
        self.hands.on(lambda: page.paper.text, "the text, at that heading")
        self.hands.keys("Escape")
        self.hands.somewhere("Escape in the text")
        self.saved()

    def bring_a_version_back(self) -> None:
        page = self.telling
        whole = self.kept_text()
        self.hands.on(lambda: page.paper.text, "the text")
        self.hands.keys("ctrl+a")
        self.hands.write("Gone.")
        self.hands.until(lambda: self.kept_text() == "Gone.", "all but nothing is left")
        self.saved()
        self.hands.tab_to(lambda: page.paper.head.versions, "Versions", back=True)
        self.hands.keys("Return")
        history = self.sitting.see(StoryHistory)
        self.hands.on(lambda: history.dates, "the versions")
        for row in range(history.dates.count()):
            if history.text.toPlainText() == whole:
                break
            self.hands.keys("Down")
            self.hands.until(lambda row=row: history.dates.currentRow() == row + 1, "the version before")  # type: ignore[misc]
        self.hands.tab_to(lambda: history.bring_back, "Bring this version back")
        self.hands.keys("Return")
        self.hands.until(lambda: self.kept_text() == whole, "the version is back", instead=self.kept_text)
        self.hands.until(lambda: not self.sitting.has(StoryHistory), "the versions are closed")
        self.hands.within(page, "bringing a version back")
        self.hands.tab_to(lambda: page.paper.text, "the text")
        self.hands.keys("ctrl+End")
        self.hands.write(MORE)
        self.hands.until(lambda: self.kept_text().endswith(MORE), "more of it")
        self.saved()

    # Practising

    def tell_it(self) -> None:
        self.step("practise")
        page = self.sitting.see(PractisePage)
        view = page.telling
        self.hands.until(lambda: page.story is not None and view.rehearsal.words, "a story to tell")
        self.hands.tab_to(lambda: view.controls.lead_in, "the three quiet seconds")
        self.hands.keys("space")
        self.hands.until(lambda: not view.choices.lead_in, "no quiet seconds")
        self.hands.tab_to(lambda: view.prompter, "the teleprompter", back=True)
        self.hands.keys("space")
        self.hands.until(lambda: view.stage is Stage.TELLING, "it is being told")
        self.hands.on(lambda: view.prompter, "the teleprompter")
        pace = view.rehearsal.pace
        self.hands.keys("Right")
        self.hands.until(lambda: view.rehearsal.pace > pace, "faster")
        self.hands.until(lambda: view.rehearsal.seconds >= 1, "a second of it")
        self.hands.keys("space")
        self.hands.until(lambda: view.stage is Stage.PAUSED, "a pause")
        self.hands.keys("space")
        self.hands.until(lambda: view.stage is Stage.TELLING, "it goes on")
        self.hands.keys("F11")
        self.hands.until(lambda: view.is_filled and not self.room.head.isVisible(), "nothing but the teleprompter")
        self.hands.keys("F11")
        self.hands.until(lambda: not view.is_filled and self.room.head.isVisible(), "everything again")
        self.hands.on(lambda: view.prompter, "the teleprompter")
        self.hands.keys("Escape")
        self.hands.until(page.ending.isVisible, "the telling is over")

    def keep_the_take(self) -> None:
        page = self.sitting.see(PractisePage)
        form = page.ending.form
        self.hands.on(lambda: form.notes, "the notes")
        self.hands.write(NOTES)
        self.hands.tab_to(lambda: form.rating.option("0"), "how it was", back=True)
        for _ in range(6):
            if form.rating.value == str(RATING):
                break
            now = form.rating.value
            self.hands.keys("Left")
            self.hands.until(lambda now=now: form.rating.value != now, "another rating")  # type: ignore[misc]
        self.act("Keep this take")
        self.hands.until(lambda: not page.ending.isVisible() and len(page.list.rows) == 1, "the take is kept")
        self.hands.on(lambda: page.views.option("takes"), "Takes")
        self.remove_the_take_and_bring_it_back(page)

    def remove_the_take_and_bring_it_back(self, page: PractisePage) -> None:
        self.hands.tab_to(lambda: page.list.rows[0].remove, "Remove")
        self.hands.keys("Return")
        self.hands.until(lambda: not page.list.rows, "the take has gone")
        self.hands.within(self.room, "removing the take")
        self.hands.tab_to(lambda: page.notice._action, "Undo")
        self.hands.keys("Return")
        self.hands.until(lambda: len(page.list.rows) == 1, "the take is back")
        self.hands.within(self.room, "undoing that")

    # Sharing

    def share_it(self) -> None:
        self.step("share")
        page = self.sitting.see(SharePage)
        self.hands.until(lambda: page.preview.pages is not None, "the pages")
        formats = next(iter(page.choices.formats.values()))
        self.hands.tab_to(lambda: formats.option(formats.value), "the formats")
        for _ in range(8):
            if formats.value == ".docx":
                break
            now = formats.value
            self.hands.keys("Right")
            self.hands.until(lambda now=now: formats.value != now, "another format")  # type: ignore[misc]
            self.hands.within(formats, "choosing a format")
        self.act("Export…")
        dialog = self.sitting.see(QFileDialog)
        self.hands.until(lambda: isinstance(dialog.focusWidget(), QLineEdit), "the file's name can be typed")
        self.hands.keys("ctrl+a")
        self.hands.write(f"{self.home / DOCX}\n")
        self.hands.until((self.home / DOCX).exists, "the file")
        self.hands.until(lambda: self.sitting.says(f"“{DOCX}” is in"), "the words that it is there")
        self.hands.within(self.room, "exporting")

    def go_and_come_back(self) -> None:
        """To another room and to every step again: the keyboard is never lost, and nothing asks anything."""
        self.hands.keys("alt+2")
        self.hands.until(lambda: self.sitting.window.current_room == "journal", "the journal")
        self.hands.somewhere("going to the journal")
        for key in reversed(STEPS):
            self.step(key)
            self.hands.within(self.room, f"coming to {key}")
        for words, key in (("story: themes", "themes"), ("story: practise", "practise"), ("story: story", "story")):
            self.palette(words)
            self.hands.until(lambda key=key: self.room.step == key, f"the step {key}")  # type: ignore[misc]  # as above
            self.hands.within(self.room, f"going to {key} by its name")
        assert [each for each in self.room.findChildren(NoticeBar) if each.isVisible()] == []
        self.hands.until(lambda: self.desk.is_kept, "all is kept")
