"""The lifeline to be worked with: by mouse, by touch, by keys, and through a screen reader."""

from dataclasses import replace
from datetime import date
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from allydesk.story.chart.carrying import carried, date_stepped
from allydesk.story.chart.hits import moments_within
from allydesk.story.chart.labels import Box
from allydesk.story.chart.saying import place_in_words
from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline, Moment
from allydesk.ui.story.chart.accessible import Voices, announce
from allydesk.ui.story.chart.canvas import ChartCanvas
from allydesk.ui.story.chart.choosing import Ids
from allydesk.ui.story.chart.hand import Grip, Hand
from allydesk.ui.story.chart.keys import take_key
from allydesk.ui.theme import Look

_NOTCH = 120.0
"""What Qt reports for one step of a wheel."""
_CLOSER = 1.25
"""How much closer one step of the wheel looks."""
_WALK = 60.0
"""Pixels that one step of the wheel moves the view sideways."""
_PAGE = 0.8
"""How much of what is in view Page Up and Page Down go on by."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class LifelineChart(ChartCanvas):
    """A lifeline on the ground it stands on. It changes nothing itself: it tells what is wanted, and is then shown the
    lifeline as it is with that.

    Mouse: a click chooses, with Ctrl one more, with Shift all up to it; dragging a moment moves all that are chosen;
    dragging the ground pans, with Shift or Ctrl it draws a band around moments; a double click opens or adds; the
    wheel zooms about the pointer, with Shift or sideways it pans; two fingers do both.
    Keys: arrows, Home and End go from moment to moment, with Shift they extend, with Ctrl they only go there, and Space
    chooses; Return opens; + and - change the height; Alt with arrows, or [ and ], the date; Delete asks for removal;
    Page Up and Down pan; Escape leaves off. It is one tab stop.
    """

    selection_changed = Signal(tuple)
    """The ids that a person has selected, oldest first."""
    moment_opened = Signal(str)
    add_asked = Signal(object, int)
    """A `date` and a height were pointed at, for a new moment. `meant(date)` is that day as vague as the view is far:
    the day, its month, its year, or the ten years it lies in."""
    moments_moved = Signal(object)
    """A tuple of `Moment`, as they are to be: moved in time, each as vague as it was, or in height, or both."""
    height_stepped = Signal(object, int)
    """Ids, and how many steps up (or down, below zero)."""
    removal_asked = Signal(object)
    """Ids."""
    menu_asked = Signal(object, QPoint)
    """Ids, and a place on the screen."""

    def __init__(
        self, *, look: Look, habits: DateHabits, today: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look=look, habits=habits, today=today, parent=parent)
        self._hand = Hand(self)
        self._moving: tuple[Moment, ...] = ()
        self._before_band: Ids = ()
        self.voices = Voices(self, self)
        self.setAccessibleName("Lifeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)

    def show_lifeline(self, lifeline: Lifeline) -> None:
        """Show this one; see `ChartCanvas`."""
        self._hand.cancel()
        chosen, words = self.selected_ids, self._told_now()
        super().show_lifeline(lifeline)
        if self.selected_ids != chosen:
            self.selection_changed.emit(self.selected_ids)
        elif words and words != self._told_now() and self.hasFocus():
            self._announce()

    def select(self, ids: Ids) -> None:
        """Select these, without a signal. What is not on the chart is passed over."""
        if tuple(ids) != self.selected_ids:
            self._choosing.choose(tuple(ids))
            self._tell_current()
            self.stale()

    # What the hand does (`hand.Ground`)

    def press_on(self, moment_id: MomentId, modifiers: Qt.KeyboardModifier) -> None:
        """Choose it as a press does."""
        with _Chosen(self):
            if modifiers & _CONTROL:
                self._choosing.toggle(moment_id)
            elif modifiers & _SHIFT:
                self._choosing.extend_to(moment_id)
            elif moment_id in self.selected_ids:
                self._choosing.current = moment_id
            else:
                self._choosing.only(moment_id)

    def click_on(self, moment_id: MomentId) -> None:
        """Of several that are selected, it is the one that is meant."""
        with _Chosen(self):
            self._choosing.only(moment_id)

    def click_nothing(self) -> None:
        """Select nothing."""
        with _Chosen(self):
            self._choosing.none()

    def carry(self, by: QPointF) -> None:
        """Show the selected moments moved by so many pixels: whole days, whole steps."""
        scale = self.figure.scale
        if scale is None:
            return
        if self._frozen is None:
            self._frozen = self.figure
        days = round(by.x() / scale.pixels_a_day)
        steps = round(-by.y() / (scale.y(0) - scale.y(1)))
        moments = [self._lifeline.moments[one] for one in self.selected_ids]
        birth = self._lifeline.birth.date
        self._moving = carried(moments, days=days, steps=steps, habits=self._habits, birth=birth)
        self._carried = self._plot.with_moments(self._moving)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.stale()

    def drop(self) -> None:
        """Leave them there: ask for it."""
        moved = self._moving
        self.put_back()
        if moved:
            self.moments_moved.emit(moved)

    def put_back(self) -> None:
        """Show them where they are."""
        self._moving = ()
        self._carried = self._frozen = None
        self.unsetCursor()
        self.stale()

    def pan(self, pixels: float) -> None:
        """Move the view along with the ground."""
        scale = self.figure.scale
        if scale is not None and pixels:
            self._is_fitted = False
            self._view.show(self.visible_span.moved(-pixels / scale.pixels_a_day))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def throw(self, pixels_a_second: float) -> None:
        """Let the ground go."""
        self.unsetCursor()
        scale = self.figure.scale
        if scale is not None:
            self._view.throw(-pixels_a_second / scale.pixels_a_day, pixels_a_day=scale.pixels_a_day)

    def draw_band(self, place: QRectF | None, *, add: bool) -> None:
        """Select what is in the band; None when it is done."""
        if self._band is None:
            self._before_band = self.selected_ids
        self._band = place
        scale = self.figure.scale
        if place is not None and scale is not None:
            box = Box(place.left(), place.top(), place.right(), place.bottom())
            found = moments_within(self._plot, scale, box)
            with _Chosen(self):
                self._choosing.choose((*self._before_band, *found) if add else tuple(found))
        self.update()

    # What keys do (`keys.Keyed`)

    def walk(self, step: int, *, extend: bool, move_only: bool) -> None:
        """Go so many moments on."""
        with _Chosen(self):
            self._choosing.walk(step, span=self.visible_span, extend=extend, move_only=move_only)
        spot = self._current_spot()
        if spot is not None:
            self._reveal(spot)

    def open_current(self) -> None:
        """Open the current moment."""
        if self.current_id is not None:
            self.moment_opened.emit(self.current_id)

    def step_height(self, step: int) -> None:
        """Ask for the selected moments to be lifted or lowered."""
        if self._meant_ids():
            self.height_stepped.emit(self._meant_ids(), step)

    def step_date(self, step: int) -> None:
        """Move the selected moments by a step of their own precision."""
        made = []
        birth = self._lifeline.birth.date
        for moment in (self._lifeline.moments[one] for one in self._meant_ids()):
            when = date_stepped(moment.date, step, habits=self._habits, birth=birth)
            if when != moment.date:
                made.append(replace(moment, date=when))
        if made:
            self.moments_moved.emit(tuple(made))
            spot = self._current_spot()
            if spot is not None:
                self._reveal(spot)

    def ask_removal(self) -> None:
        """Ask for the selected moments to be taken away."""
        if self._meant_ids():
            self.removal_asked.emit(self._meant_ids())

    def ask_menu(self) -> None:
        """Ask for the menu of the selected moments, at the current one."""
        if self._meant_ids():
            dot = self._current_dot()
            place = QPointF(dot.x, dot.y + dot.radius) if dot else QPointF(self.rect().center())
            self.menu_asked.emit(self._meant_ids(), self.mapToGlobal(place.toPoint()))

    def toggle_current(self) -> None:
        """Select the current moment, or no longer."""
        if self.current_id is not None:
            with _Chosen(self):
                self._choosing.toggle(self.current_id)

    def choose_all(self) -> None:
        """Select every moment."""
        with _Chosen(self):
            self._choosing.choose(tuple(self.told_ids()))

    def leave_off(self) -> bool:
        """Put back what is being moved; otherwise of several selected ones keep the current one."""
        if self._hand.cancel():
            return True
        if len(self.selected_ids) < 2 or self.current_id is None:
            return False
        self.click_on(self.current_id)
        return True

    def page(self, step: int) -> None:
        """Go on by most of what is in view."""
        self._is_fitted = False
        span = self._view.goal
        self._view.glide_to(span.moved(step * span.days * _PAGE))

    # What Qt tells

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a moment or of the ground."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._view.stop()
            QToolTip.hideText()
            is_middle = event.button() == Qt.MouseButton.MiddleButton
            self._hand.press(event.position(), event.modifiers(), middle=is_middle)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move along, or show what can be taken hold of."""
        if self._hand.grip is not Grip.NOTHING:
            self._hand.move(event.position())
        elif not event.buttons():
            over = self.under(event.position()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._hand.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a moment, or ask for a new one there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._hand.cancel()
        found = self.under(event.position())
        place = self.place_at(event.position().toPoint())
        if found is not None:
            self.moment_opened.emit(found)
        elif place is not None:
            self.add_asked.emit(*place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; with Shift, and sideways, pan."""
        turned, fine = event.angleDelta(), event.pixelDelta()
        sideways = abs(turned.x()) > abs(turned.y())
        if sideways or event.modifiers() & _SHIFT:
            steps = (turned.x() if sideways else turned.y()) / _NOTCH
            self.pan(fine.x() if fine.x() and sideways else steps * _WALK)
            self.unsetCursor()
        else:
            self._zoom_about(_CLOSER ** (turned.y() / _NOTCH), event.position().x())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As the class says."""
        if not take_key(event, self):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what is under the pointer, or of what is selected."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_menu()
            return
        found = self.under(QPointF(event.pos()))
        if found is not None:
            self.press_on(found, Qt.KeyboardModifier.NoModifier)
            self.menu_asked.emit(self.selected_ids, event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where one is."""
        super().focusInEvent(event)
        self._tell_current()
        self.voices.follow_soon()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def stale(self) -> None:
        """What is to be seen has changed, and what is to be heard."""
        super().stale()
        self.voices.follow_soon()

    def told_opened(self, moment_id: MomentId) -> None:
        """A screen reader has pressed a moment."""
        self.moment_opened.emit(moment_id)

    def close_all(self) -> None:
        """Drop everything that came from the vault."""
        super().close_all()
        self.voices.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Its moments can be heard from now on."""
        super().showEvent(event)
        self.voices.follow_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is left half done behind another page."""
        super().hideEvent(event)
        self.voices.close()
        self._hand.cancel()
        self._view.stop()

    def event(self, event: QEvent) -> bool:
        """Words for what is under the pointer, and gestures."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_about(max(0.2, 1 + event.value()), event.position().x())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._hand.cancel()
                middle = self.mapFromGlobal(pinch.centerPoint())
                self._zoom_about(pinch.scaleFactor(), middle.x())
                event.accept(pinch)
                return True
        return super().event(event)

    # Inside

    def _zoom_about(self, factor: float, x: float) -> None:
        scale = self.figure.scale
        if scale is None or factor <= 0 or factor == 1:
            return
        self._is_fitted = False
        about = scale.day(min(max(x, scale.left), scale.right))
        self._view.show(self.visible_span.zoomed(factor, about))

    def _meant_ids(self) -> Ids:
        """What a key acts on: all that are selected, or the current one."""
        return self.selected_ids or ((self.current_id,) if self.current_id is not None else ())

    def _show_tip(self, event: QHelpEvent) -> None:
        found = self.under(QPointF(event.pos()))
        if found is None or self._hand.grip is Grip.CARRYING:
            QToolTip.hideText()
            return
        words = self.told_words(found)
        others = max((dot.count for dot in self.figure.dots if dot.moment == found), default=1) - 1
        if others:
            words += f"\nand {others:,} more in the same place"
        # As plain text in a frame of Qt's own words, or a title with a tag in it would be taken for HTML.
        shown = escape(words).replace("\n", "<br>")
        QToolTip.showText(event.globalPos(), f"<qt>{shown}</qt>", self)

    def _tell_current(self) -> None:
        if self.current_id is not None and self.hasFocus():
            chosen = "selected" if self.told_selected(self.current_id) else ""
            announce(self, ", ".join(part for part in (self.told_words(self.current_id), chosen) if part))

    def _told_now(self) -> str:
        moment = self._lifeline.moments.get(self.current_id) if self.current_id is not None else None
        return place_in_words(moment, habits=self._habits) if moment else ""

    def _announce(self) -> None:
        """Say the new date and height of the current moment."""
        announce(self, self._told_now())


class _Chosen:
    """Whatever is done to the selection within is shown, and told if it changed it."""

    def __init__(self, chart: LifelineChart) -> None:
        self._chart = chart
        self._before = (chart.selected_ids, chart.current_id)

    def __enter__(self) -> None:
        """Nothing yet."""

    def __exit__(self, *_: object) -> None:
        """Show and tell."""
        chart, (ids, current) = self._chart, self._before
        if chart.current_id != current:
            chart._tell_current()  # noqa: SLF001 - it is the chart's own
        if chart.selected_ids != ids or chart.current_id != current:
            chart.stale()
        if chart.selected_ids != ids:
            if len(chart.selected_ids) > 1:
                announce(chart, f"{len(chart.selected_ids):,} selected")
            chart.selection_changed.emit(chart.selected_ids)
