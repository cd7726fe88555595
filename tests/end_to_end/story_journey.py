"""One sitting from nothing to a story told: ten moments, three themes, a story, a take and a PDF. Started by
`journeys`."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPushButton

from allydesk.ui.rooms import OpenRooms
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.practising.page import PractisePage
from allydesk.ui.story.room import StoryRoom
from allydesk.ui.story.sharing.page import SharePage
from allydesk.ui.story.telling.page import TellingPage
from allydesk.ui.story.themes.page import ThemesPage
from tests.ui.hands import click
from tests.ui.sitting import Sitting, wait_for

PASSPHRASE = "seven slow Quokkas on the canal"
ENTRY = "The ferry in fog"
MOMENTS = (
    ("Born by the river", "3 May 1981", 1),
    ("The move", "summer 1988", -3),
    ("A borrowed bicycle", "age 9", 4),
    ("Night school", "1999 to 2001", 2),
    ("The strike", "about 2004", -4),
    ("A room of my own", "late 1990s", 3),
    ("Standing up at the meeting", "14 March 2009", 5),
    ("The letter", "before 2012", -2),
    ("Between two jobs", "between school and the sea", 0),
)
BIRTH = "3 May 1981"
THEMES = {
    "water": ("Born by the river", ENTRY),
    "being lent things": ("A borrowed bicycle",),
    "speaking up": ("The strike", "Standing up at the meeting", "The letter"),
}
STORY = "The bicycle"
TEXT = "Somebody lent me a bicycle, and I rode it to the river."
NOTES = "Slower at the river."
PDF = "story.pdf"


class StoryDay:
    """One person's sitting. Each method is a step."""

    def __init__(self, sitting: Sitting, *, home: Path) -> None:
        self.sitting, self.home = sitting, home

    def live(self) -> dict[str, object]:
        """All steps; how many steps a hand took for the ten moments is not counted here."""
        self.begin()
        self.put_the_entry_on_the_lifeline()
        self.say_when_one_was_born()
        for title, when, height in MOMENTS:
            self.add_a_moment(title, when, height)
        self.take_one_back_and_again()
        self.name_themes()
        self.write_the_story()
        self.tell_it_aloud()
        self.export_it()
        self.come_back_to_the_entry()
        self.sitting.leave()
        return {"words": TEXT}

    @property
    def rooms(self) -> OpenRooms:
        rooms = self.sitting.face.shell.rooms
        assert isinstance(rooms, OpenRooms)
        return rooms

    def step(self, key: str) -> None:
        room = self.sitting.see(StoryRoom)
        keys = ["lifeline", "themes", "story", "practise", "share"]
        click(room.steps.buttons[keys.index(key)])
        wait_for(lambda: room.step == key, f"the step {key}")

    def titles(self) -> list[str]:
        lifeline = self.rooms.story.desk.lifeline
        return [one.title for one in (*lifeline.dated(), *lifeline.undated())]

    def kept(self) -> None:
        wait_for(lambda: self.rooms.story.desk.is_kept, "the lifeline is kept")

    # The steps

    def begin(self) -> None:
        self.sitting.begin_with_a_vault(PASSPHRASE)
        editor = self.sitting.journal.editor
        click(editor.title)
        self.sitting.write(ENTRY)
        click(editor.text)
        self.sitting.write("We could hear the bell before we saw the quay.")
        wait_for(lambda: editor.state.text() == "Saved", "the entry is saved")

    def put_the_entry_on_the_lifeline(self) -> None:
        click(self.sitting.journal.editor.more)
        self.sitting.choose("Add to lifeline")
        self.sitting.see(LifelinePage)
        wait_for(lambda: self.titles() == [ENTRY], "the entry is a moment")
        self.sitting.keys("Escape")

    def say_when_one_was_born(self) -> None:
        page = self.sitting.see(LifelinePage)
        page.beside.open_birth()
        wait_for(lambda: isinstance(page.focusWidget(), QLineEdit), "the line for it")
        self.sitting.write(BIRTH)
        self.sitting.keys("Escape")
        wait_for(lambda: self.rooms.story.desk.lifeline.birth.date.words == BIRTH, "the birth is known")

    def add_a_moment(self, title: str, when: str, height: int) -> None:
        page = self.sitting.see(LifelinePage)
        self.sitting.keys("Ctrl+Shift+M")
        wait_for(page.beside.form.title.line.hasFocus, "the first line of a new moment")
        self.sitting.write(title)
        self.sitting.keys("Tab")
        wait_for(page.beside.form.when.line.hasFocus, "when it was")
        self.sitting.write(when)
        self.sitting.keys("Tab")
        for _ in range(abs(height)):
            self.sitting.keys("Right" if height > 0 else "Left")
        self.sitting.keys("Escape")
        wait_for(lambda: title in self.titles(), f"the moment {title!r}")
        self.kept()

    def take_one_back_and_again(self) -> None:
        desk = self.rooms.story.desk
        before = desk.lifeline
        self.sitting.keys("Ctrl+Z")
        self.sitting.keys("Ctrl+Z")
        wait_for(lambda: desk.lifeline != before, "something is taken back")
        while desk.redo_label:
            self.sitting.keys("Ctrl+Shift+Z")
        assert desk.lifeline == before
        self.kept()

    def name_themes(self) -> None:
        self.step("themes")
        page = self.sitting.see(ThemesPage)
        for name, moments in THEMES.items():
            assert page.primary is not None
            click(page.primary)
            wait_for(lambda: isinstance(page.focusWidget(), QLineEdit), "the line for a name")
            self.sitting.write(name)
            self.sitting.keys("Return")
            wait_for(partial(self.has_theme, name), f"the theme {name!r}")
            self.tie(page, name, moments)
        self.kept()

    def themes(self) -> dict[str, set[str]]:
        lifeline = self.rooms.story.desk.lifeline
        return {
            theme.name: {lifeline.moments[one].title for one in theme.moments} for theme in lifeline.themes.values()
        }

    def has_theme(self, name: str) -> bool:
        return name in self.themes()

    def is_tied(self, title: str, name: str) -> bool:
        return title in self.themes()[name]

    def tie(self, page: ThemesPage, name: str, moments: tuple[str, ...]) -> None:
        """With the table's cells, which the keyboard can turn as well."""
        click(page.choice.option("all"))
        table, model = page.matrix, page.matrix.cells
        wait_for(table.isVisible, "the table")
        shown = model.matrix
        row_of = {one.title: at for at, one in enumerate(shown.moments)}
        column_of = {one.name: at for at, one in enumerate(shown.themes)}
        for title in moments:
            index = model.index(row_of[title], column_of[name])
            table.setCurrentIndex(index)
            table.setFocus()
            self.sitting.keys("Space")
            wait_for(partial(self.is_tied, title, name), f"{title!r} is tied to {name!r}")

    def write_the_story(self) -> None:
        self.step("story")
        page = self.sitting.see(TellingPage)
        assert page.primary is not None
        wait_for(lambda: page.stories.is_loaded, "the stories")
        click(page.primary)
        wait_for(page.paper.title.hasFocus, "the title of a new story")
        self.sitting.write(STORY)
        click(page.paper.text)
        self.sitting.write(TEXT)
        self.sitting.wait_to_read("12 of 1,000 words")
        self.sitting.wait_to_read("Saved")

    def tell_it_aloud(self) -> None:
        self.step("practise")
        page = self.sitting.see(PractisePage)
        wait_for(page.primary.isEnabled, "a story to tell")
        click(page.primary)
        wait_for(lambda: page.telling.rehearsal.seconds >= 1, "a second of the telling, after the quiet before it")
        self.sitting.keys("Escape")
        wait_for(page.ending.isVisible, "the telling is over")
        click(page.ending.form.notes)
        self.sitting.write(NOTES)
        click(page.primary)
        wait_for(lambda: not page.ending.isVisible(), "the take is kept")

    def export_it(self) -> None:
        self.step("share")
        page = self.sitting.see(SharePage)
        assert page.primary is not None
        wait_for(page.primary.isEnabled, "a story to export")
        click(page.primary)
        dialog = self.sitting.see(QFileDialog)
        wait_for(lambda: isinstance(dialog.focusWidget(), QLineEdit), "the file's name can be typed")
        self.sitting.keys("Ctrl+A")
        self.sitting.write(str(self.home / PDF))
        self.sitting.keys("Return")
        wait_for((self.home / PDF).exists, "the PDF")
        self.sitting.wait_to_read(f"“{PDF}” is in")
        wait_for(lambda: not self.sitting.has(QDialog), "the dialogs are closed")

    def come_back_to_the_entry(self) -> None:
        self.sitting.keys("Alt+2")
        editor = self.sitting.journal.editor
        wait_for(editor.moments.isVisible, "the entry says that it is on the lifeline")
        click(editor.moments.line)
        rows = [each for each in editor.moments.findChildren(QPushButton) if each is not editor.moments.line]
        assert len(rows) == 1
        click(rows[0])
        page = self.sitting.see(LifelinePage)
        wait_for(lambda: page.beside.form.title.line.text() == ENTRY, "its moment")
        self.sitting.keys("Escape")
