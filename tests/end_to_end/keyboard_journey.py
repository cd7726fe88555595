"""The whole journal room by keyboard alone, from step to step. Started by `journeys`, on a display with a manager."""

import itertools
import struct
import zlib
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from allydesk.ui.commands.palette import CommandPalette
from allydesk.ui.commands.shortcuts import ShortcutsDialog
from allydesk.ui.journal.about.dating import DateDialog
from allydesk.ui.journal.about.moodpanel import MoodPanel
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.history import HistoryDialog
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.looking_back.page import LookingBackPage
from allydesk.ui.paper.page import PrintPage
from allydesk.ui.prompting.page import PromptsPage
from allydesk.ui.rooms import OpenRooms
from allydesk.ui.templates.page import TemplatesPage
from allydesk.ui.unlock import UnlockPage
from tests.end_to_end.keyboard import Hands
from tests.ui.sitting import Sitting

PASSPHRASE = "seven slow Quokkas on the canal"
FIRST_WORDS = "the kettle sang"
TITLE = "Rain on the roof"
TEXT = "It was **loud**.\n- bucket\n- towel\n- [x] mend the gutter\n\nSee [[Kettle]]"
LONG = " and the drops fell" * 22
KEPT_FILTER = "Rainy days"
TEMPLATE = "Weather report"
HEADING = "Sky"
PICTURE = "photo.png"
PDF = "entry.pdf"
SECTIONS = ("Appearance", "Writing", "Practice", "Spelling", "Security", "Backups", "Vault")


class Day:
    """One person's day at the window. Each method is a step."""

    def __init__(self, sitting: Sitting, *, home: Path) -> None:
        self.sitting, self.home = sitting, home
        self.hands = Hands(sitting)
        self.window = sitting.window

    def live(self) -> dict[str, object]:
        """All steps; what is to be compared with the vault."""
        self.make_the_vault()
        asked = self.write_on_today()
        self.name_the_entry()
        self.begin_from_a_template()
        self.write_markdown()
        self.tag_and_feel()
        self.date_and_pin()
        self.follow_and_come_back()
        self.find_and_replace()
        self.read_and_be_alone()
        self.search_and_step()
        self.keep_a_filter()
        self.look_back()
        self.bring_a_version_back()
        self.attach_a_file()
        self.use_the_palette()
        self.add_a_template()
        self.favour_a_prompt()
        self.see_the_settings()
        self.print_to_pdf()
        self.throw_away_and_restore()
        self.lock_and_come_back()
        return {"asked": asked}

    @property
    def rooms(self) -> OpenRooms:
        rooms = self.sitting.face.shell.rooms
        assert isinstance(rooms, OpenRooms)
        return rooms

    @property
    def page(self) -> JournalPage:
        return self.rooms.journal

    @property
    def editor(self) -> Editor:
        return self.page.editor

    @property
    def sheet(self) -> Sheet:
        sheet = self.editor.sheet
        assert sheet is not None
        return sheet

    def saved(self, what: str) -> None:
        self.hands.until(lambda: self.editor.state.text() == "Saved", f"saved: {what}")

    def text_is(self, text: str) -> None:
        def written() -> str:
            return self.editor.sheet.text.text() if self.editor.sheet is not None else ""

        self.hands.until(lambda: written() == text, f"the text {text!r}", instead=written)

    def in_the_text(self) -> None:
        self.hands.on(lambda: self.editor.text, "the text")

    def palette(self, typed: str) -> None:
        """Do something by the palette."""
        self.hands.keys("ctrl+k")
        found = self.sitting.see(CommandPalette)
        self.hands.on(lambda: found.field, "the palette's field")
        self.hands.write(typed)
        self.hands.until(lambda: found.field.text() == typed, f"{typed!r} in the palette")
        self.hands.until(lambda: found.list.model().rowCount() > 0, f"what {typed!r} finds")
        self.hands.keys("Return")
        self.hands.until(lambda: not self.sitting.has(CommandPalette), "the palette is closed")

    # In

    def make_the_vault(self) -> None:
        self.sitting.make_vault(PASSPHRASE)
        self.sitting.press("Skip for now")
        self.sitting.press("Start writing")
        self.hands.on(lambda: self.editor.title, "the title of an empty page")

    def write_on_today(self) -> str:
        self.hands.keys("alt+1")
        today = self.rooms.today
        self.hands.on(lambda: today.prompt.field, "Today's field")
        self.hands.write(FIRST_WORDS)
        self.hands.until(lambda: today.prompt.field.text() == FIRST_WORDS, "the first words on Today")
        asked = today.prompt.prompt.text()
        self.hands.tab_to(lambda: today.prompt.write, "Write")
        self.hands.keys("Return")
        self.in_the_text()
        self.text_is(f"> {asked}\n\n{FIRST_WORDS}")
        self.saved("what was begun on Today")
        return asked

    def name_the_entry(self) -> None:
        self.hands.keys("F2")
        self.hands.on(lambda: self.editor.title, "the title")
        self.hands.write("Kettle")
        self.hands.keys("Return")
        self.in_the_text()
        self.hands.until(lambda: self.sitting.titles()[:1] == ["Kettle"], "its title in the list")

    def begin_from_a_template(self) -> None:
        column = self.page.column
        self.hands.keys("ctrl+shift+f")
        self.hands.on(lambda: column.search, "the search")
        self.hands.tab_to(lambda: column.more_new, "the menu of templates")
        self.hands.keys("Return")
        self.hands.choose("Case study")
        self.hands.on(lambda: self.editor.title, "the new page's title")
        self.hands.until(lambda: self.sheet.template == "case-study", "a page from the template")
        # And a free one, from wherever the keyboard is.
        self.hands.keys("alt+1")
        self.hands.on(lambda: self.rooms.today.prompt.field, "Today's field")
        self.hands.keys("ctrl+n")
        self.hands.on(lambda: self.editor.title, "the free page's title")
        self.hands.until(lambda: self.sheet.template == "" and self.window.current_room == "journal", "it is free")

    # Writing

    def write_markdown(self) -> None:
        self.hands.write(TITLE)
        self.hands.keys("Return")
        self.in_the_text()
        self.hands.write("It was loud")
        self.hands.keys("ctrl+b")
        self.text_is("It was **loud**")
        self.hands.keys("End")
        self.hands.write(".\n- bucket\ntowel\nmend the gutter")
        self.hands.keys("ctrl+shift+t", "ctrl+Return")
        self.text_is("It was **loud**.\n- bucket\n- towel\n- [x] mend the gutter")
        self.hands.keys("End", "Return")
        self.text_is(TEXT.partition("\n\n")[0] + "\n- [ ] ")
        self.hands.keys("Return")
        self.text_is(TEXT.partition("\n\n")[0] + "\n")
        self.hands.write("\nSee [[Ket")
        self.hands.until(self.page._following.proposals.isVisible, "titles are proposed")
        self.hands.keys("Down", "Return")
        self.text_is(TEXT)
        self.saved("the Markdown")

    def tag_and_feel(self) -> None:
        self.hands.keys("ctrl+t")
        field = self.editor.tags.field
        self.hands.on(lambda: field, "the field of tags")
        self.hands.write("weather\n@Ada\n")
        self.hands.until(lambda: (self.sheet.tags, self.sheet.people) == (("weather",), ("Ada",)), "chips")
        self.hands.keys("ctrl+m")
        panel = self.sitting.see(MoodPanel)
        self.hands.keys("Right", "Right", "Right", "Return")
        self.hands.until(lambda: not panel.isVisible() and self.sheet.mood == 3, "a mood of three")
        self.hands.on(lambda: self.editor.tags.mood, "the chip of the mood")
        self.hands.keys("Escape")
        self.in_the_text()

    def date_and_pin(self) -> None:
        self.hands.keys("ctrl+d")
        dialog = self.sitting.see(DateDialog)
        self.hands.on(lambda: dialog.day, "the day")
        self.hands.write("2026-03-05")
        self.hands.keys("Return")
        self.hands.until(lambda: not self.sitting.has(DateDialog), "the date is taken")
        self.hands.until(lambda: str(self.sheet.created.day) == "2026-03-05", "the date")
        self.in_the_text()
        self.hands.keys("ctrl+shift+p")
        self.hands.until(lambda: self.sheet.pinned, "it is pinned")
        self.saved("the date and the pin")

    def follow_and_come_back(self) -> None:
        self.hands.keys("ctrl+End", "Left", "Left", "Left", "ctrl+Return")
        self.hands.until(lambda: self.sheet.title.text() == "Kettle", "the link is followed")
        links = self.editor.links
        self.hands.until(links.line.isVisible, "what links here")
        self.in_the_text()
        self.hands.tab_to(lambda: links.line, "what links here")
        self.hands.keys("space")
        self.hands.until(links.line.isChecked, "the links are shown")
        self.hands.tab_to(
            lambda: QApplication.focusWidget() if within(links._rows) else None,
            "the first link",
        )
        self.hands.keys("Return")
        self.hands.until(lambda: self.sheet.title.text() == TITLE, "back by the link")
        self.in_the_text()

    def find_and_replace(self) -> None:
        self.to_the_text()
        self.hands.keys("ctrl+h")
        bar = self.editor.find_bar
        self.hands.on(lambda: bar.words, "what to find")
        self.hands.write("towel")
        self.hands.until(lambda: bar.count.text() == "1 of 1", "it is found")
        self.hands.keys("Tab")
        self.hands.on(lambda: bar.instead, "what to put there")
        self.hands.write("mop")
        self.hands.keys("Return")
        self.text_is(TEXT.replace("towel", "mop"))
        self.hands.keys("Escape")
        self.in_the_text()
        self.hands.keys("ctrl+z")
        self.text_is(TEXT)

    def read_and_be_alone(self) -> None:
        self.hands.keys("ctrl+e")
        self.hands.on(lambda: self.editor.reading, "the reading view")
        self.hands.keys("Escape")
        self.in_the_text()
        self.hands.keys("F11")
        self.hands.until(lambda: not self.window.rail.isVisible() and not self.page.column.isVisible(), "alone")
        self.in_the_text()
        self.hands.keys("F11")
        self.hands.until(lambda: self.window.rail.isVisible() and self.page.column.isVisible(), "not alone")
        self.in_the_text()

    def to_the_text(self) -> None:
        """From the title, where F2 leads from anywhere."""
        self.hands.keys("F2")
        self.hands.on(lambda: self.editor.title, "the title")
        self.hands.keys("Return")
        self.in_the_text()

    # Finding

    def search_and_step(self) -> None:
        column = self.page.column
        self.hands.keys("ctrl+shift+f")
        self.hands.on(lambda: column.search, "the search")
        self.hands.write("mood:3 tag:weather the")
        self.hands.until(lambda: self.sitting.titles() == [TITLE], "what was searched for")
        self.hands.keys("Escape") if column.search.proposals.isVisible() else None
        self.hands.keys("Return")
        self.in_the_text()
        self.hands.until(lambda: "of 1" in column.hits.words.text(), "the match is counted")
        self.hands.keys("F3")
        self.hands.until(lambda: column.hits.words.text().startswith("1 of 1"), "the match is gone to")
        self.in_the_text()

    def keep_a_filter(self) -> None:
        column = self.page.column
        self.hands.keys("ctrl+shift+f")
        self.hands.on(lambda: column.search, "the search")
        self.hands.tab_to(lambda: column.saved.offer_button, "Save this search")
        self.hands.keys("Return")
        self.hands.on(lambda: column.saved.name, "the filter's name")
        self.hands.write(KEPT_FILTER)
        self.hands.keys("Return")
        self.hands.until(lambda: self.sitting.says(KEPT_FILTER), "a chip of the filter")
        self.hands.until(lambda: QApplication.focusWidget() is not None, "the keyboard is somewhere")
        self.hands.keys("ctrl+shift+f", "ctrl+a", "BackSpace")
        self.hands.until(lambda: column.search.text() == "" and len(self.sitting.titles()) == 2, "everything again")

    def look_back(self) -> None:
        self.hands.keys("ctrl+shift+c")
        back = self.sitting.see(LookingBackPage)
        self.hands.on(lambda: back.calendar.view, "the calendar")
        chosen = back.calendar.view.chosen
        self.hands.keys("Left")
        self.hands.until(lambda: back.calendar.view.chosen != chosen, "another day")
        self.hands.tab_to(lambda: back.parts.option("calendar"), "the parts of looking back", back=True)
        self.hands.keys("Right")
        self.hands.on(lambda: back.parts.option("statistics"), "the statistics' name")
        self.hands.until(back.statistics.isVisible, "the statistics")
        self.hands.keys("Right")
        self.hands.until(back.changes.isVisible, "what changed")
        self.hands.keys("Escape")
        self.hands.until(lambda: not self.sitting.has(LookingBackPage), "back to the entries")
        self.hands.on(lambda: self.page.column.search, "the search, where it was")

    # What an entry has been, and what is with it

    def open(self, title: str) -> None:
        """An entry by the palette."""
        self.palette(title)
        self.hands.until(lambda: self.editor.sheet is not None and self.sheet.title.text() == title, f"{title} is open")

    def bring_a_version_back(self) -> None:
        self.open(TITLE)
        self.to_the_text()
        self.hands.keys("ctrl+End")
        self.hands.write(LONG)
        self.text_is(TEXT + LONG)
        self.saved("a text long enough for its loss to be one")
        self.hands.keys("ctrl+a")
        self.hands.write("Gone")
        self.text_is("Gone")
        self.saved("the loss")
        self.hands.keys("ctrl+shift+h")
        history = self.sitting.see(HistoryDialog)
        self.hands.on(lambda: history.dates, "the versions")
        for row in range(history.dates.count()):
            if history.text.toPlainText() == TEXT + LONG:
                break
            self.hands.keys("Down")
            self.hands.until(lambda row=row: history.dates.currentRow() == row + 1, "the version before")  # type: ignore[misc]
        self.hands.keys("alt+Down")
        self.hands.until(lambda: history.place.text().startswith("Change 1"), "the first change")
        self.hands.tab_to(lambda: history.bring_back, "Bring this version back")
        self.hands.keys("Return")
        self.text_is(TEXT + LONG)
        self.saved("the version brought back")
        self.hands.until(lambda: within(self.editor), "the keyboard is in the entry")

    def attach_a_file(self) -> None:
        make_picture(self.home / PICTURE)
        self.hands.keys("ctrl+shift+a")
        dialog = self.sitting.see(QFileDialog)
        self.hands.until(lambda: isinstance(dialog.focusWidget(), QLineEdit), "the file's name can be typed")
        self.hands.write(str(self.home / PICTURE))
        self.hands.keys("Return")
        self.hands.until(lambda: not self.sitting.has(QFileDialog), "the dialog is closed")
        self.hands.until(lambda: [file.name for file in self.sheet.attachments] == [PICTURE], "the picture is there")
        self.saved("the picture")

    # By name

    def use_the_palette(self) -> None:
        self.palette("keys")
        keys = self.sitting.see(ShortcutsDialog)
        self.hands.on(lambda: keys.field, "the field of keys")
        self.hands.write("bold")
        self.hands.until(lambda: [key.label for key in keys.shown()] == ["Bold"], "the key for bold")
        self.hands.keys("Escape")
        self.hands.until(lambda: not self.sitting.has(ShortcutsDialog), "the keys are closed")
        self.open("Kettle")

    def add_a_template(self) -> None:
        self.palette("edit templates")
        page = self.sitting.see(TemplatesPage)
        self.hands.on(lambda: page.list, "the templates")
        self.hands.tab_to(lambda: page.new, "New template")
        self.hands.keys("Return")
        self.hands.on(lambda: page.form.name, "its name")
        self.hands.write(TEMPLATE)
        self.hands.tab_to(lambda: page.form.add, "Add a prompt")
        self.hands.keys("Return")
        self.hands.until(lambda: len(page.form.parts.rows) == 1, "a part")
        self.hands.on(lambda: page.form.parts.rows[0].heading, "its heading")
        self.hands.write(HEADING)
        # At once, before it is kept by itself: nothing may be lost on the way.
        self.open("Kettle")
        self.hands.until(lambda: not self.sitting.has(TemplatesPage), "the templates are put away")

    def favour_a_prompt(self) -> None:
        self.palette("all prompts")
        page = self.sitting.see(PromptsPage)
        self.hands.on(lambda: page.search, "the search of prompts")
        self.hands.tab_to(lambda: page.card.star, "the star")
        self.hands.keys("space")
        self.hands.until(lambda: page.chosen is not None and page.chosen.favourite, "a favourite")
        self.hands.keys("Escape")
        self.hands.until(lambda: not self.sitting.has(PromptsPage), "the prompts are put away")
        self.hands.until(lambda: within(self.page), "the keyboard is in the entries")

    def see_the_settings(self) -> None:
        self.hands.keys("ctrl+comma")
        settings = self.rooms.settings
        self.hands.until(lambda: self.window.current_room == "settings", "the settings")
        for before, title in itertools.pairwise(SECTIONS):
            self.hands.until(lambda before=before: getattr(QApplication.focusWidget(), "text", str)() == before, before)  # type: ignore[misc]
            self.hands.keys("Down")
            self.hands.until(lambda title=title: getattr(QApplication.focusWidget(), "text", str)() == title, title)  # type: ignore[misc]
        assert settings.isVisible()
        self.hands.keys("alt+2")
        self.hands.until(lambda: self.window.current_room == "journal", "the journal")

    # Out of the vault, and out of the way

    def print_to_pdf(self) -> None:
        self.open(TITLE)
        self.hands.keys("ctrl+p")
        page = self.sitting.see(PrintPage)
        self.hands.until(page.save.isEnabled, "the pages are set")
        self.hands.tab_to(lambda: page.save, "Save as PDF")
        self.hands.keys("Return")
        dialog = self.sitting.see(QFileDialog)
        self.hands.until(lambda: isinstance(dialog.focusWidget(), QLineEdit), "the PDF's name can be typed")
        self.hands.keys("ctrl+a")
        self.hands.write(str(self.home / PDF))
        self.hands.keys("Return")
        self.hands.until(lambda: page.state.text().startswith(f"Saved as {PDF}"), "the PDF is written")
        self.hands.until(lambda: within(page), "the keyboard is on the page")
        self.hands.keys("Escape")
        self.hands.until(lambda: not self.sitting.has(PrintPage), "the pages are put away")
        self.hands.until(lambda: within(self.page), "the keyboard is in the entries")

    def throw_away_and_restore(self) -> None:
        self.open("Kettle")
        self.hands.keys("ctrl+shift+Delete")
        self.hands.until(lambda: self.sitting.titles() == [TITLE], "it is in the trash")
        self.hands.until(lambda: within(self.page), "the keyboard is in the entries")
        self.palette("show the trash")
        self.hands.until(lambda: self.sitting.titles() == ["Kettle"], "the trash")
        self.hands.keys("ctrl+Down")
        self.hands.until(self.editor.trashed.isVisible, "it is shown, in the trash")
        restore = next(
            each for each in self.editor.trashed.findChildren(type(self.page.column.new)) if each.text() == "Restore"
        )
        self.hands.tab_to(lambda: restore, "Restore", most=40)
        self.hands.keys("Return")
        self.hands.until(lambda: self.sitting.titles() == [], "the trash is empty")
        self.hands.until(lambda: within(self.page), "the keyboard is in the entries")
        self.palette("show all entries")
        self.hands.until(lambda: len(self.sitting.titles()) == 2, "both entries")

    def lock_and_come_back(self) -> None:
        self.open(TITLE)
        self.hands.keys("ctrl+l")
        page = self.sitting.see(UnlockPage)
        self.hands.on(lambda: page.form.passphrase, "the passphrase")
        assert not [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        self.hands.write(f"{PASSPHRASE}\n")
        self.hands.until(lambda: self.window.current_room == "today", "Today")
        today = self.rooms.today
        self.hands.until(lambda: today.writing.isVisible() and today.writing.go_on.isVisible(), "“You were writing”")
        self.hands.on(lambda: today.prompt.field, "Today's field")
        self.hands.tab_to(lambda: today.writing.go_on, "Go on")
        self.hands.keys("Return")
        self.hands.until(
            lambda: self.editor.sheet is not None and self.sheet.title.text() == TITLE, "the entry left open"
        )


def within(place: QWidget) -> bool:
    """Whether the keyboard is somewhere in there."""
    focused = QApplication.focusWidget()
    return focused is not None and place.isAncestorOf(focused)


def make_picture(file: Path) -> None:
    """A PNG of four grey points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\x40\x80\0\x80\x40")
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
