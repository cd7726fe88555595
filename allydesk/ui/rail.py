"""The rail on the left: the rooms there are, and at its foot Settings and Lock."""

from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from allydesk.ui.icons import GRID
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import frame, label

WIDTH = 196
"""The width of the rail in pixels, its hairline included; wider only where the words need it."""

_MARGIN = 12
_GAP = 11
_HEIGHT = 37
_RADIUS = 8.0


class RailButton(QAbstractButton):
    """An item of the rail: an icon, a word, and at its right end a shortcut if it has one."""

    def __init__(self, text: str, icon: str, *, look: Look, shortcut_text: str = "") -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._shortcut = shortcut_text
        self.setText(text)
        self.setAccessibleName(text)
        if shortcut_text:
            self.setAccessibleDescription(shortcut_text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for the words as they are when chosen, which is when they are widest."""
        words = QFontMetrics(self._look.ui_font(semibold=True)).horizontalAdvance(self.text())
        if self._shortcut:
            words += _MARGIN + QFontMetrics(self._look.ui_font(size=13)).horizontalAdvance(self._shortcut)
        return QSize(_MARGIN + self._look.scaled(GRID) + _GAP + words + _MARGIN, self._look.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the icon, the words and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._look.palette.colour(Tone.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
        painter.end()
        event.accept()

    def _paint_ground(self, painter: QPainter) -> None:
        if not (self.isChecked() or self.isDown() or self.underMouse()):
            return
        ground = self._look.palette.colour(Tone.SELECTION)
        if not self.isChecked():
            ground.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)

    def _paint_words(self, painter: QPainter) -> None:
        tone = Tone.INK if self.isChecked() else Tone.MUTED
        side = self._look.scaled(GRID)
        top = (self.height() - side) // 2
        self._look.icon(self._icon, tone).paint(painter, QRect(_MARGIN, top, side, side))
        painter.setPen(self._look.palette.colour(tone))
        painter.setFont(self._look.ui_font(semibold=self.isChecked()))
        words = self.rect().adjusted(_MARGIN + side + _GAP, 0, -_MARGIN, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._shortcut:
            painter.setPen(self._look.palette.colour(Tone.MUTED))
            painter.setFont(self._look.ui_font(size=13))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._shortcut)


class Rail(QFrame):
    """The rooms as buttons of which one is chosen. `room_chosen(key)` is emitted when the person chooses another."""

    room_chosen = Signal(str)
    lock_clicked = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self.lock = RailButton("Lock", "lock", look=look, shortcut_text="Ctrl+L")
        self._lay_out()
        self.lock.clicked.connect(self.lock_clicked)
        look.changed.connect(self._fit)
        self._fit()

    def add(self, key: str, text: str, icon: str, *, at_foot: bool = False) -> None:
        """Add a room; at the foot it stands above Lock. Raises ValueError for a key that is there already."""
        if key in self._buttons:
            raise ValueError("a room is added once")
        made = RailButton(text, icon, look=self._look)
        made.setCheckable(True)
        made.clicked.connect(lambda: self.room_chosen.emit(key))
        self._group.addButton(made)
        self._buttons[key] = made
        if at_foot:
            self._foot.insertWidget(self._foot.count() - 1, made)
        else:
            self._rooms.addWidget(made)
        self._order_tabs()
        self._fit()

    def remove_all(self) -> None:
        """Take every room away, Settings too."""
        for made in self._buttons.values():
            self._group.removeButton(made)
            made.setParent(None)
            made.deleteLater()
        self._buttons.clear()

    def button(self, key: str) -> RailButton:
        """The button of a room. Raises KeyError when there is none."""
        return self._buttons[key]

    def choose(self, key: str) -> None:
        """Show which room is open, without a signal."""
        self._buttons[key].setChecked(True)

    def _lay_out(self) -> None:
        set_role(self, "rail")
        brand = label("Allydesk", "brand")
        brand.setContentsMargins(_MARGIN, 0, 0, 0)
        inner = QWidget()
        set_role(inner, "clear")
        self._rooms = QVBoxLayout(inner)
        self._rooms.setContentsMargins(0, 0, 0, 0)
        self._rooms.setSpacing(2)
        self._rooms.setAlignment(Qt.AlignmentFlag.AlignTop)
        scrolled = QScrollArea()
        scrolled.setWidget(inner)
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(0)
        self._foot.addWidget(frame("line"))
        self._foot.addSpacing(10)
        self._foot.addWidget(self.lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 24, _MARGIN, 20)
        column.setSpacing(20)
        column.addWidget(brand)
        column.addWidget(scrolled, 1)
        column.addLayout(self._foot)

    def _order_tabs(self) -> None:
        """From top to bottom, whatever came first."""
        layouts = (self._rooms, self._foot)
        found = (layout.itemAt(index) for layout in layouts for index in range(layout.count()))
        items = [item.widget() for item in found if item is not None]
        buttons = [widget for widget in items if isinstance(widget, RailButton)]
        for before, after in pairwise(buttons):
            self.setTabOrder(before, after)

    def _fit(self) -> None:
        items = [self.lock, *self._buttons.values()]
        widest = max(item.sizeHint().width() for item in items)
        self.setFixedWidth(max(WIDTH, widest + 2 * _MARGIN + 1))
