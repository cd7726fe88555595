"""The themes there are so far, with how many moments each has, as a card."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from allydesk.story.lifeline import Lifeline, Theme
from allydesk.story.theming import moments_of
from allydesk.ui.story.themes.patterns import paint_shade, shade_words
from allydesk.ui.story.themes.style import themes_style
from allydesk.ui.story.themes.words import counted_moments, theme_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import PushButton, button, label

MOST = 5
"""How many are shown unless told; the others are one step away."""
_ROW, _BAR, _GAP = 31, 9, 12
_NAMES, _MOST_NAMES, _COUNT = 0.28, 0.44, 84
"""The share of the width that names have, and may have at most where they are long; and the pixels a count has at a
text scale of 1."""
_LONGEST_BAR = 190
_NOTHING = "A theme is what runs through several of your moments, such as being heard. Yours gather here."


class ThemeRow(PushButton):
    """One theme: its name, a bar as long as it has moments, and their number in words."""

    def __init__(self, theme: Theme, count: int, most: int, *, names: int, look: Look) -> None:
        """`most` is the count of the longest bar, `names` the width of the longest name, in pixels."""
        super().__init__("")
        self._names = names
        self._theme, self._count, self._most = theme, count, most
        self._look = look
        set_role(self, "theme-row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = f"{theme_words(theme)}: {counted_moments(count)}"
        self.setAccessibleName(f"{said}, {shade_words(theme.shade)}")
        self.setToolTip(said)

    def sizeHint(self) -> QSize:
        """A row of text with room around it."""
        return QSize(self._look.scaled(260), self._look.scaled(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Narrower, the name and the bar give way."""
        return QSize(self._look.scaled(_COUNT) + 90, self._look.scaled(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name, the bar, the count, and the focus ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, place = self._look.palette, QRectF(self.rect())
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(palette.colour(Tone.ACCENT), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour(Tone.SELECTION) if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
        inside = place.adjusted(6, 0, -6, 0)
        names = min(max(self._names, inside.width() * _NAMES), inside.width() * _MOST_NAMES)
        font = self._look.ui_font()
        painter.setFont(font)
        painter.setPen(palette.colour(Tone.INK))
        name = QFontMetrics(font).elidedText(theme_words(self._theme), Qt.TextElideMode.ElideRight, int(names))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(inside.left(), 0, names, inside.height()), middle, name)
        self._paint_bar(painter, inside.adjusted(names + _GAP, 0, 0, 0), middle)
        painter.end()

    def _paint_bar(self, painter: QPainter, place: QRectF, middle: Qt.AlignmentFlag) -> None:
        room = min(place.width() - self._look.scaled(_COUNT) - _GAP, self._look.scaled(_LONGEST_BAR))
        high = self._look.scaled(_BAR)
        wide = max(high, room * self._count / max(self._most, 1)) if self._count else 0.0
        if wide:
            bar = QRectF(place.left(), place.center().y() - high / 2, wide, high)
            paint_shade(painter, bar, self._theme.shade, look=self._look)
        painter.setFont(self._look.ui_font(size=13))
        painter.setPen(self._look.palette.colour(Tone.MUTED))
        left = place.left() + wide + (_GAP if wide else 0)
        painter.drawText(
            QRectF(left, place.top(), place.right() - left, place.height()), middle, counted_moments(self._count)
        )


class ThemesSoFar(QFrame):
    """Follows the lifeline. `theme_asked` carries the id of the theme that was chosen, "" for the themes as such."""

    theme_asked = Signal(str)

    def __init__(self, *, tools: StoryTools, most: int = MOST) -> None:
        """`most`: how many themes are shown at once."""
        super().__init__()
        self._desk = tools.desk
        self._look = tools.look
        self._most = most
        self._rows: list[ThemeRow] = []
        self._shown: tuple[tuple[Theme, int], ...] | None = None
        set_role(self, "card")
        self.title = label("Themes so far", "heading", wrap=True)
        self.nothing = label(_NOTHING, "muted", wrap=True)
        self.more = button("", "text")
        self._list = QVBoxLayout()
        self._lay_out()
        self.more.clicked.connect(lambda: self.theme_asked.emit(""))
        self._desk.loaded.connect(self._show)
        self._desk.changed.connect(lambda _edit: self._show())
        self._look.changed.connect(self.take_look)
        self.take_look()

    @property
    def rows(self) -> tuple[ThemeRow, ...]:
        """The rows that are shown."""
        return tuple(self._rows)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.setStyleSheet(themes_style(self._look))
        self._shown = None
        self._show()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._rebuild(())

    def _show(self) -> None:
        lifeline = self._desk.lifeline
        shown = _counted(lifeline)
        if shown != self._shown:
            self._rebuild(shown)

    def _rebuild(self, shown: tuple[tuple[Theme, int], ...]) -> None:
        self._shown = shown
        focused = next((place for place, row in enumerate(self._rows) if row.hasFocus()), None)
        for row in self._rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        longest = max((count for _, count in shown), default=0)
        metrics = QFontMetrics(self._look.ui_font())
        names = max((metrics.horizontalAdvance(theme_words(one)) + 1 for one, _ in shown[: self._most]), default=0)
        self._rows = [
            ThemeRow(theme, count, longest, names=names, look=self._look) for theme, count in shown[: self._most]
        ]
        for row, (theme, _) in zip(self._rows, shown, strict=False):
            row.clicked.connect(lambda _checked=False, theme_id=theme.id: self.theme_asked.emit(theme_id))
            self._list.addWidget(row)
            row.show()
        if focused is not None and self._rows:
            self._rows[min(focused, len(self._rows) - 1)].setFocus()
        beyond = len(shown) - len(self._rows)
        self.nothing.setVisible(not shown)
        self.more.setText(f"Show {beyond:,} more" if beyond else "Go to themes")
        self.more.setVisible(bool(beyond) or not shown)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 20, 14)
        column.setSpacing(8)
        self.title.setContentsMargins(6, 0, 0, 0)
        self.nothing.setContentsMargins(6, 0, 0, 0)
        self._list.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.nothing)
        column.addLayout(self._list)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def _counted(lifeline: Lifeline) -> tuple[tuple[Theme, int], ...]:
    """The themes in the person's order, with how many moments each has."""
    return tuple((theme, len(moments_of(lifeline, theme))) for theme in lifeline.ordered_themes())
