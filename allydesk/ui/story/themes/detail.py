"""The theme that is chosen: its mark, name and memo, its moments, and what can be done with it."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout

from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import SHADES, Moment, Theme
from allydesk.story.theming import in_time, recolour, set_memo, turn, untie
from allydesk.ui.icons import GRID
from allydesk.ui.story.themes.memo import PAUSE, MemoField
from allydesk.ui.story.themes.momentlist import MomentsView
from allydesk.ui.story.themes.patterns import MARK, mark_icon, shade_words
from allydesk.ui.story.themes.words import NO_DATE, counted_moments, date_words, theme_words, title_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, field_label, icon_button, label

_PADDING = 22
_FEWEST = 3
"""Rows of the list of moments that are always seen."""
_NO_MOMENTS = "No moment is tied to it yet."
_NONE_FOUND = "No moment has these words."


class ThemeDetail(QFrame):
    """Shows one theme and follows the lifeline. What needs a question or a word afterwards is asked of the page."""

    rename_asked = Signal()
    merge_asked = Signal(str)
    """The theme is to become one with that one."""
    split_asked = Signal()
    move_asked = Signal(int)
    remove_asked = Signal()
    moment_asked = Signal(str)

    def __init__(self, *, tools: StoryTools, pause: int = PAUSE) -> None:
        super().__init__()
        self._tools = tools
        self._desk = tools.desk
        self._look = tools.look
        self._theme_id: ThemeId | None = None
        self._menu = QMenu(self)
        set_role(self, "card")
        self.mark = icon_button("Colour and pattern")
        self.name = label("", "dialog-title", wrap=True)
        self.rename = button("Rename", "text")
        self.merge = button("Merge with…", "text")
        self.split = button("Split…", "text")
        self.up = icon_button("Move the theme up")
        self.down = icon_button("Move the theme down")
        self.remove = button("Remove", "text")
        self.memo = MemoField(look=tools.look, pause=pause)
        self.count = label("", "heading", wrap=True)
        self.tying = button("Tie moments…", "outlined")
        self.search = QLineEdit()
        self.moments = MomentsView(look=tools.look, habits=tools.habits, name="Moments of this theme")
        self.nothing = label("", "muted", wrap=True)
        self.open = button("Open", "text", name="Open on the lifeline")
        self.untie = button("Untie", "text", name="Untie from this theme")
        self._lay_out()
        self._connect()
        self.take_look()

    @property
    def theme_id(self) -> ThemeId | None:
        """The theme that is shown."""
        return self._theme_id

    @property
    def is_tying(self) -> bool:
        """Whether all moments are listed, with boxes to tie and untie them."""
        return self.tying.isChecked()

    def show_theme(self, theme_id: ThemeId | None) -> None:
        """Show another theme; what is typed for the one before is kept."""
        if theme_id == self._theme_id:
            self.refresh()
            return
        self.commit()
        self._theme_id = theme_id
        theme = self._theme
        self.memo.show_memo(theme.memo if theme is not None else "")
        self.tying.setChecked(False)
        self.moments.clearSelection()
        self.refresh()

    def refresh(self) -> None:
        """Show the lifeline as it is now."""
        theme = self._theme
        if theme is None:
            return
        self.memo.know(theme.memo)
        self.name.setText(theme_words(theme))
        self.setAccessibleName(f"Theme {theme_words(theme)}")
        said = f"Colour and pattern: {shade_words(theme.shade)}"
        self.mark.setIcon(mark_icon(theme.shade, self._look, side=self._look.scaled(MARK + 4)))
        self.mark.setToolTip(said)
        self.mark.setAccessibleName(said)
        others = len(self._desk.lifeline.themes) - 1
        order = [one.id for one in self._desk.lifeline.ordered_themes()]
        self.merge.setEnabled(others > 0)
        self.up.setEnabled(order[0] != theme.id)
        self.down.setEnabled(order[-1] != theme.id)
        self._show_moments(theme)

    def commit(self) -> None:
        """Keep what is typed."""
        self.memo.commit()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._theme_id = None
        self.memo.show_memo("")
        self.search.clear()
        self.moments.show_moments(())
        self.name.clear()
        self.setAccessibleName("")
        self._menu.clear()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self._look.scaled(MARK + 4)
        self.mark.setIconSize(QSize(side, side))
        for step, name in ((self.up, "up"), (self.down, "arrow-down")):
            step.setIcon(self._look.icon(name))
            step.setIconSize(QSize(self._look.scaled(GRID), self._look.scaled(GRID)))
        self.memo.take_look()
        self.moments.take_look()
        self.moments.setMinimumHeight(_FEWEST * self.moments.row_height() + 4)
        self.refresh()

    # The moments

    @property
    def _theme(self) -> Theme | None:
        return self._desk.lifeline.themes.get(self._theme_id) if self._theme_id is not None else None

    def _show_moments(self, theme: Theme) -> None:
        everything = in_time(self._desk.lifeline)
        ties = frozenset(theme.moments)
        tied = [one for one in everything if one.id in ties]
        sought = self.search.text().casefold().split()
        listed = [one for one in everything if self._has(one, sought)] if self.is_tying else tied
        self.moments.show_moments(listed, theme.moments if self.is_tying else None)
        self.count.setText(counted_moments(len(tied)) if tied else "Moments")
        self.nothing.setText(_NONE_FOUND if self.is_tying else _NO_MOMENTS)
        self.nothing.setVisible(not listed)
        self.moments.setVisible(bool(listed))
        self.search.setVisible(self.is_tying)
        self.tying.setVisible(bool(everything))
        self.split.setEnabled(bool(tied))
        self._show_ways()

    def _has(self, moment: Moment, sought: list[str]) -> bool:
        if not sought:
            return True
        date = date_words(moment, self._tools.habits)
        said = " ".join((title_words(moment), "" if date == NO_DATE else date, moment.place, *moment.people)).casefold()
        return all(word in said for word in sought)

    def _show_ways(self) -> None:
        chosen = bool(self.moments.chosen)
        for way in (self.open, self.untie):
            way.setVisible(chosen and not self.is_tying)

    def _turn_tying(self) -> None:
        self.tying.setText("Done" if self.is_tying else "Tie moments…")
        self.search.clear()
        self.moments.clearSelection()
        self.refresh()
        if self.is_tying:
            self.search.setFocus()

    def _turn(self, moment_id: str) -> None:
        if self._theme_id is not None:
            self._desk.do(turn(self._desk.lifeline, self._theme_id, MomentId(moment_id)))

    def _untie(self, moments: tuple[MomentId, ...]) -> None:
        if self._theme_id is not None and not self.is_tying:
            self._desk.do(untie(self._desk.lifeline, self._theme_id, moments))

    # The theme

    def _keep_memo(self, text: str) -> None:
        if self._theme_id is not None:
            run = f"memo {self._theme_id} {self.memo.sitting}"
            self._desk.do(set_memo(self._desk.lifeline, self._theme_id, text, run=run))

    def choose_shade(self) -> None:
        """Offer the eight pairs of colour and pattern."""
        self._menu.clear()
        theme = self._theme
        for shade in range(SHADES):
            action = self._menu.addAction(mark_icon(shade, self._look), shade_words(shade).capitalize())
            action.setEnabled(theme is None or theme.shade != shade)
            action.triggered.connect(lambda _checked=False, shade=shade: self._recolour(shade))
        self._menu.popup(self.mark.mapToGlobal(QPoint(0, self.mark.height() + 4)))

    def choose_other(self) -> None:
        """Offer the other themes, to merge this one with."""
        self._menu.clear()
        for other in self._desk.lifeline.ordered_themes():
            if other.id != self._theme_id:
                words = theme_words(other).replace("&", "&&")
                action = self._menu.addAction(mark_icon(other.shade, self._look), words)
                action.triggered.connect(lambda _checked=False, other_id=other.id: self.merge_asked.emit(other_id))
        self._menu.popup(self.merge.mapToGlobal(QPoint(0, self.merge.height() + 4)))

    def _recolour(self, shade: int) -> None:
        if self._theme_id is not None:
            self._desk.do(recolour(self._desk.lifeline, self._theme_id, shade))

    def _lay_out(self) -> None:
        self.tying.setCheckable(True)
        self.search.setPlaceholderText("Search your moments")
        self.search.setAccessibleName("Search your moments")
        self.search.setClearButtonEnabled(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.name, 1)
        for step in (self.up, self.down):
            head.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        ways = Flow(spacing=18)
        for way in (self.rename, self.merge, self.split, self.remove):
            ways.add(way)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.count, 1)
        for way in (self.open, self.untie, self.tying):
            middle.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 18, _PADDING, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(ways)
        column.addSpacing(6)
        column.addWidget(field_label("Memo", self.memo))
        column.addWidget(self.memo, 1)
        column.addSpacing(10)
        column.addLayout(middle)
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.moments, 3)

    def _connect(self) -> None:
        self.mark.clicked.connect(self.choose_shade)
        self.rename.clicked.connect(self.rename_asked)
        self.merge.clicked.connect(self.choose_other)
        self.split.clicked.connect(self.split_asked)
        self.up.clicked.connect(lambda: self.move_asked.emit(-1))
        self.down.clicked.connect(lambda: self.move_asked.emit(1))
        self.remove.clicked.connect(self.remove_asked)
        self.memo.typed.connect(self._keep_memo)
        self.tying.toggled.connect(lambda _on: self._turn_tying())
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.moments.moments.turned.connect(self._turn)
        self.moments.opened.connect(self.moment_asked)
        self.moments.removal_asked.connect(self._untie)
        self.moments.chosen_changed.connect(self._show_ways)
        self.open.clicked.connect(lambda: self.moment_asked.emit(self.moments.chosen[0]))
        self.untie.clicked.connect(lambda: self._untie(self.moments.chosen))
