"""The pages as they will be exported, set bit by bit, so that the window goes on meanwhile."""

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QTimer, Signal

from allydesk.ui.paper.view import Pages, PagesView
from allydesk.ui.story.document_pages import StoryPages
from allydesk.ui.theme import Look

_END = object()
_SLICE = 0.012
"""Seconds of setting between two looks at what the person does."""


class Preview(PagesView):
    """Shows pages as soon as they are set; `composed` tells when they all are."""

    composed = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__(look=look)
        self._pages: Pages | None = None
        self._coming: Pages | None = None
        self._rest: Iterator[None] | None = None
        self._setting = QTimer(self)
        self._setting.setInterval(0)
        self._setting.timeout.connect(self._go_on)

    @property
    def pages(self) -> Pages | None:
        """What is shown."""
        return self._pages

    @property
    def is_setting(self) -> bool:
        """Whether other pages are on their way."""
        return self._coming is not None

    def show_pages(self, pages: Pages | None) -> None:
        """Show these in the place of what is there, once they are set; `composed` tells of it, but never for None."""
        self._give_up()
        if pages is None:
            self._show(None)
            return
        self._coming = pages
        self._rest = pages.compose() if isinstance(pages, StoryPages) else iter(())
        self._setting.start()

    def close_all(self) -> None:
        """Drop everything that is shown."""
        self._give_up()
        self._show(None)

    def _go_on(self) -> None:
        end = monotonic() + _SLICE
        rest = self._rest
        while rest is not None and monotonic() < end:
            if next(rest, _END) is _END:
                self._setting.stop()
                pages, self._coming, self._rest = self._coming, None, None
                self._show(pages)
                self.composed.emit()
                return

    def _show(self, pages: Pages | None) -> None:
        place = self.verticalScrollBar().value()
        before, self._pages = self._pages, pages
        self.show_sheets(pages)
        self.verticalScrollBar().setValue(place)
        if before is not None:
            before.close()

    def _give_up(self) -> None:
        self._setting.stop()
        self._rest = None
        if self._coming is not None:
            self._coming.close()
            self._coming = None
