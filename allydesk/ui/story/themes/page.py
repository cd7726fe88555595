"""The second step of the story room: the person's own themes, one by one or all in a table."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import Lifeline
from allydesk.story.theming import free_shade, matrix, moments_of
from allydesk.ui.actions import Action
from allydesk.ui.settings.choice import Choice
from allydesk.ui.settings.step import scrolling
from allydesk.ui.story.themes.deeds import ThemeDeeds
from allydesk.ui.story.themes.detail import ThemeDetail
from allydesk.ui.story.themes.empty import EmptyThemes
from allydesk.ui.story.themes.matrix import MatrixView
from allydesk.ui.story.themes.memo import PAUSE
from allydesk.ui.story.themes.noticing import NoticingPanel
from allydesk.ui.story.themes.splitting import SplitPanel
from allydesk.ui.story.themes.style import themes_style
from allydesk.ui.story.themes.themelist import ThemesView
from allydesk.ui.story.themes.thememodel import ThemeRow
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.notice import NoticeBar
from allydesk.ui.widgets.words import button, frame

_ONE, _ALL = "one", "all"
_MARGINS = (40, 0, 40, 24)
_LIST, _NARROW_LIST = 290, 240
_NARROW = 700
"""Pixels at a text scale of 1: below this width the list stands above the theme."""
_FEW_ROWS = 4


class ThemesPage(QWidget):
    """Follows the lifeline; every change goes through its desk and can be undone there."""

    step_asked = Signal(str)
    moment_asked = Signal(str)
    """A moment is to be opened on the lifeline; carries its id."""
    entry_asked = Signal(str)

    def __init__(self, *, tools: StoryTools, offers_noticing: bool = True, pause: int = PAUSE) -> None:
        """`offers_noticing`: whether recurring words may be asked for; never where somebody else looks on, because
        they leak names. `pause` in milliseconds as in `memo`."""
        super().__init__()
        self._tools = tools
        self._desk = tools.desk
        self._look = tools.look
        self._offers_noticing = offers_noticing
        self._menu = QMenu(self)
        self.primary: QPushButton | None = button("Add theme", "primary")
        self.notice = NoticeBar(look=tools.look)
        self._deeds = ThemeDeeds(tools=tools, notice=self.notice, undo=self.undo, parent=self)
        self.choice = Choice("How themes are shown", ((_ONE, "Theme by theme"), (_ALL, "All in a table")), value=_ONE)
        self.noticing_button = button("Did you notice?")
        self.list = ThemesView(look=tools.look)
        self.detail = ThemeDetail(tools=tools, pause=pause)
        self.splitting = SplitPanel(tools=tools)
        self.matrix = MatrixView(look=tools.look, habits=tools.habits)
        self.noticing = NoticingPanel(tools=tools)
        self.empty = EmptyThemes(offers_noticing=offers_noticing)
        self._bar, self._side, self._table = QWidget(), frame("card"), frame("card")
        self._places, self._right = QStackedWidget(), QStackedWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self.take_look()

    # As a page of the room

    def shown(self) -> None:
        """The step has come to the front."""
        self._show()

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        chosen = self._has_theme
        noticing = (Action("Did you notice?", "Story", self.notice_words, ready=self._has_moments),)
        return (
            Action("Add theme", "Story", self.add),
            Action("Rename the theme", "Story", self.rename, ready=chosen),
            Action("Merge the theme with…", "Story", self._choose_other, ready=lambda: self._has_theme(at_least=2)),
            Action("Split the theme…", "Story", self.begin_split, ready=chosen),
            Action("Remove the theme", "Story", self._remove_chosen, ready=chosen),
            Action("Themes one by one", "Story", lambda: self._turn_to(_ONE)),
            Action("Themes by moments as a table", "Story", lambda: self._turn_to(_ALL)),
            *(noticing if self._offers_noticing else ()),
            Action("Undo", "Story", self.undo, "Ctrl+Z", ready=lambda: bool(self._desk.undo_label)),
            Action("Redo", "Story", self.redo, "Ctrl+Shift+Z", ready=lambda: bool(self._desk.redo_label)),
        )

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is half typed, then do `then`."""
        self._commit()
        then()

    def close_all(self) -> None:
        """Drop everything that came from the vault. Call `flush` first."""
        self._menu.clear()
        self.notice.dismiss()
        self.noticing.forget()
        self.splitting.close_all()
        self.detail.close_all()
        self.list.themes.show_rows(())
        self.matrix.show_matrix(matrix(Lifeline()))

    def show_theme(self, theme_id: str) -> None:
        """Bring this theme to the front, if it is there."""
        self._turn_to(_ONE)
        self.list.choose(theme_id)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.setStyleSheet(themes_style(self._look))
        for part in (self.list, self.detail, self.splitting, self.matrix):
            part.take_look()
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list beside the theme, or above it where it is narrow."""
        super().resizeEvent(event)
        self._turn()

    # What is done to themes

    def add(self) -> None:
        """Ask for the name of a new theme."""
        self._commit()
        self._turn_to(_ONE)
        self._places.setCurrentWidget(self._work)
        self.list.name_new(free_shade(self._desk.lifeline))

    def rename(self) -> None:
        """Ask for another name of the theme that is chosen."""
        self._turn_to(_ONE)
        self.list.name_chosen()

    def begin_split(self) -> None:
        """Ask which moments of the theme go to a new one."""
        theme_id = self._chosen
        if theme_id is not None:
            self._commit()
            self._turn_to(_ONE)
            self._right.setCurrentWidget(self.splitting)
            self.splitting.begin(theme_id)

    def undo(self) -> None:
        """Take back what was done last; what is half typed counts as done."""
        self.list.commit()
        self.detail.commit()
        self._desk.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.list.commit()
        self.detail.commit()
        self._desk.redo()

    def notice_words(self) -> None:
        """Look for words that recur, because the person asked."""
        if self._offers_noticing and self._has_moments():
            self._commit()
            self._places.setCurrentWidget(self.noticing)
            self._bar.hide()
            self.noticing.look()

    def _split(self, name: str, moments: tuple[MomentId, ...]) -> None:
        theme_id = self._chosen
        self._end_split()
        if theme_id is not None:
            self._deeds.split(theme_id, name, moments)

    def _end_split(self) -> None:
        self._right.setCurrentWidget(self.detail)

    def _move_chosen(self, step: int) -> None:
        if self._chosen is not None:
            self._deeds.move(self._chosen, self.list.themes.place_of(self._chosen) + step)

    def _merge(self, other: str) -> None:
        self._commit()
        if self._chosen is not None:
            self._deeds.ask_merge(self._chosen, other)

    def _remove(self, theme_id: str) -> None:
        self._commit()
        self._deeds.remove(theme_id)

    def _remove_chosen(self) -> None:
        if self._chosen is not None:
            self._remove(self._chosen)

    def _changed(self) -> None:
        self.notice.dismiss()  # whatever it offered to undo is no longer what was done last
        self._show()

    # What is shown

    @property
    def _chosen(self) -> ThemeId | None:
        chosen = self.list.theme_id
        return None if chosen is None else ThemeId(chosen)

    def _has_theme(self, *, at_least: int = 1) -> bool:
        return self._chosen is not None and len(self._desk.lifeline.themes) >= at_least

    def _has_moments(self) -> bool:
        return bool(self._desk.lifeline.moments)

    def _show(self) -> None:
        lifeline = self._desk.lifeline
        themes = lifeline.ordered_themes()
        rows = [ThemeRow(theme, len(moments_of(lifeline, theme))) for theme in themes]
        self.list.themes.show_rows(rows)
        if self._chosen is None and themes and self.list.themes.draft is None:
            self.list.choose(themes[0].id)
        if self._chosen is not None or self.list.themes.draft is None:
            self.detail.show_theme(self._chosen)
        self.detail.refresh()
        self.splitting.refresh()
        self.empty.show_state(has_moments=self._has_moments())
        self._show_place()

    def _show_place(self) -> None:
        """Which of the places is in front: what is empty, what was asked for, or the themes one by one or all."""
        is_empty = not self._desk.lifeline.themes and self.list.themes.draft is None
        if self._places.currentWidget() is self.noticing:
            return
        if is_empty:
            self._places.setCurrentWidget(self._nothing)
        elif self.choice.value == _ALL:
            self._places.setCurrentWidget(self._table)
            self.matrix.show_matrix(matrix(self._desk.lifeline))
        else:
            self._places.setCurrentWidget(self._work)
        self._right.setVisible(self._chosen is not None)
        self._bar.setVisible(not is_empty)
        self.noticing_button.setVisible(self._offers_noticing and self._has_moments())

    def _turn_to(self, key: str) -> None:
        self._leave_noticing()
        self.choice.show_value(key)
        self._show_place()

    def _leave_noticing(self) -> None:
        if self._places.currentWidget() is self.noticing:
            self.noticing.forget()
            self._places.setCurrentWidget(self._work)

    def _close_noticing(self) -> None:
        self._leave_noticing()
        self._show()
        self.noticing_button.setFocus()

    def _choose(self, theme_id: str) -> None:
        self._end_split()
        self.detail.show_theme(ThemeId(theme_id))
        self._right.show()

    def _ask_moment(self, moment_id: str) -> None:
        self._commit()
        self.step_asked.emit("lifeline")
        self.moment_asked.emit(moment_id)

    def _commit(self) -> None:
        self.list.commit()
        self.detail.commit()
        self.noticing.commit()

    def _choose_other(self) -> None:
        self._turn_to(_ONE)
        self.detail.choose_other()

    def _open_menu(self, _theme_id: str, at: QPoint) -> None:
        self._menu.clear()
        deeds = (
            ("Rename", self.rename),
            ("Colour and pattern…", self.detail.choose_shade),
            ("Merge with…", self.detail.choose_other),
            ("Split…", self.begin_split),
            ("Move up", lambda: self._move_chosen(-1)),
            ("Move down", lambda: self._move_chosen(1)),
            ("Remove", self._remove_chosen),
        )
        for words, act in deeds:
            self._menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        self._menu.popup(at)

    # Inside

    def _lay_out(self) -> None:
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 14)
        bar.setSpacing(12)
        bar.addWidget(self.choice, 1)
        bar.addWidget(self.noticing_button, 0, Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(8, 8, 8, 8)
        side.addWidget(self.list)
        for face in (self.detail, self.splitting):
            self._right.addWidget(face)
        inner = QWidget()
        inner.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(16)
        self._body.addWidget(self._side)
        self._body.addWidget(self._right, 1)
        self._work = scrolling(inner)
        self._nothing = QWidget()
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(0, 0, 0, 0)
        nothing.addWidget(self.empty)
        nothing.addStretch(1)
        table = QVBoxLayout(self._table)
        table.setContentsMargins(10, 10, 10, 10)
        table.addWidget(self.matrix)
        for place in (self._nothing, self._work, self._table, self.noticing):
            self._places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(0)
        for part in (self.notice, self._bar):
            column.addWidget(part)
        column.addWidget(self._places, 1)

    def _turn(self) -> None:
        scaled = self._look.scaled
        down = self.width() < scaled(_NARROW)
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight)
        wide = scaled(_LIST if self.width() > scaled(_LIST) * 3.4 else _NARROW_LIST)
        self._side.setMinimumWidth(0 if down else wide)
        self._side.setMaximumWidth(16_777_215 if down else wide)
        rows = self.list.row_height() * _FEW_ROWS + 20
        self._side.setMinimumHeight(rows if down else 0)
        self._side.setMaximumHeight(rows if down else 16_777_215)

    def _connect(self) -> None:
        assert self.primary is not None  # noqa: S101 - made above
        self.primary.clicked.connect(lambda _checked: self.add())
        self.choice.chosen.connect(lambda _key: self._show_place())
        self.noticing_button.clicked.connect(lambda _checked: self.notice_words())
        self.empty.lifeline_asked.connect(lambda: self.step_asked.emit("lifeline"))
        self.empty.add_asked.connect(self.add)
        self.empty.noticing_asked.connect(self.notice_words)
        self.noticing.closed.connect(self._close_noticing)
        self.noticing.moment_asked.connect(self._ask_moment)
        self.noticing.theme_named.connect(lambda name, moments: self._deeds.add(name, moments, told=True))
        self.splitting.split.connect(self._split)
        self.splitting.given_up.connect(self._end_split)
        self.matrix.cells.turned.connect(self._deeds.turn)
        self.matrix.moment_asked.connect(self._ask_moment)
        self.matrix.theme_asked.connect(self.show_theme)
        self._connect_themes()
        self._desk.loaded.connect(self._changed)
        self._desk.changed.connect(lambda _edit: self._changed())
        self._look.changed.connect(self.take_look)

    def _connect_themes(self) -> None:
        self._deeds.chosen.connect(self.list.choose)
        self.list.chosen.connect(self._choose)
        self.list.move_asked.connect(self._deeds.move)
        self.list.removal_asked.connect(self._remove)
        self.list.menu_asked.connect(self._open_menu)
        self.list.themes.named.connect(self._deeds.add)
        self.list.themes.renamed.connect(self._deeds.rename)
        self.list.themes.rowsRemoved.connect(self._show_place)
        self.detail.rename_asked.connect(self.rename)
        self.detail.merge_asked.connect(self._merge)
        self.detail.split_asked.connect(self.begin_split)
        self.detail.move_asked.connect(self._move_chosen)
        self.detail.remove_asked.connect(self._remove_chosen)
        self.detail.moment_asked.connect(self._ask_moment)
