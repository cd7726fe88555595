"""Every face fits, at twice the text size on a small screen too; and nothing flashes up beside the page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.practice.skills import Skill
from allydesk.ui.practice.partner.passing import CardFace, HandOverFace
from allydesk.ui.practice.partner.playing import PlayFace
from allydesk.ui.practice.partner.seeing import SeenFace
from allydesk.ui.theme import Look, Theme
from tests.ui.hands import click, type_into
from tests.ui.practice.conftest import Settle
from tests.ui.practice.partner.conftest import Sit, Table
from tests.ui.practice.partner.hands import arrive, face, push
from tests.ui.practice.scene.hands import key

SMALL = (828, 640)
"""What the page has of a window of 1024 x 640."""
LONG = "Wilhelmina Featherstonehaugh-W"


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    noted = Windows()
    qapp.installEventFilter(noted)
    yield noted
    qapp.removeEventFilter(noted)


def walk(table: Table, settle: Settle) -> Iterator[str]:
    """From face to face; every one is looked at in between."""
    page = table.page
    yield "arriving"
    arrive(page, LONG, "Kim", "Ada")
    yield "situation"
    for step in ("Hand out the cards", f"I am {LONG}: show my card", "Decline this card", "Respond without a card"):
        push(page, step)
        yield step
    push(page, "I am Kim: show my card", "I have read it")
    yield "playing"
    click(face(page, PlayFace).way.option("writing"))
    type_into(face(page, PlayFace).writing.field, "I am sorry, but what do you mean?")
    push(page, "What does the coach notice?")
    yield "writing"
    push(page, "These are my words", "I am Ada: I write down what I saw", "All twelve skills")
    type_into(face(page, SeenFace).cards[Skill.NAMING].own, "Something")
    yield "seeing"
    for step in ("That is what was seen", "Look back together", "Go on"):
        push(page, step)
        yield step
    push(page, "Save to Journal")
    settle()
    yield "saved"


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [(Theme.LIGHT, 1.0, (1164, 860)), (Theme.DARK, 2.0, SMALL), (Theme.CONTRAST, 1.0, SMALL)],
)
def test_every_face_fits_and_the_keyboard_is_on_it(
    *,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
    sit: Sit,
    look: Look,
    settle: Settle,
    windows: Windows,
) -> None:
    look.choose(theme)
    look.scale_text(scale)
    table = sit(name="candles-in-mill-lane")
    table.page.resize(*size)
    for step in walk(table, settle):
        QApplication.processEvents()
        page = table.page
        assert page.face is not None
        assert page.width() == size[0], step
        assert page.face.scrolled.horizontalScrollBar().maximum() == 0, step
        focused = QApplication.focusWidget()
        assert focused is not None, step
        assert page.face.isAncestorOf(focused), step
    assert windows.shown == ["PartnerPage"]


def test_what_is_in_front_follows_another_look(sit: Sit, look: Look) -> None:
    table = sit("Sam", "Kim")
    push(table.page, "Hand out the cards", "I am Sam: show my card", "I have read it", "I am Kim: show my card")
    push(table.page, "I have read it")
    line = face(table.page, PlayFace).lines[0].passage
    before = line.sizeHint().height()
    look.scale_text(2.0)
    QApplication.processEvents()
    assert line.sizeHint().height() > before * 1.5
    assert face(table.page, PlayFace).scrolled.horizontalScrollBar().maximum() == 0


def test_a_long_card_is_read_from_its_top_with_the_keyboard(sit: Sit, look: Look) -> None:
    look.scale_text(2.0)
    table = sit("Sam", "Kim", name="candles-in-mill-lane")
    table.page.resize(*SMALL)
    push(table.page, "Hand out the cards", "I am Sam: show my card", "I have read it", "I am Kim: show my card")
    bar = face(table.page, CardFace).scrolled.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0
    key(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    key(Qt.Key.Key_Return)
    face(table.page, PlayFace)


def test_the_hand_over_and_the_card_say_for_whom_they_are(sit: Sit) -> None:
    table = sit("Sam", "Kim", "Ada")
    push(table.page, "Hand out the cards")
    assert face(table.page, HandOverFace).accessibleName() == "Pass to Sam. Kim and Ada look away."
    push(table.page, "I am Sam: show my card")
    assert face(table.page, CardFace).accessibleName() == "A card for Sam alone"


def test_one_button_a_face_is_filled(sit: Sit, settle: Settle) -> None:
    table = sit(name="candles-in-mill-lane")
    for step in walk(table, settle):
        front = table.page.face
        assert front is not None
        filled = [
            part for part in front.findChildren(QWidget) if part.property("role") == "primary" and part.isVisible()
        ]
        assert len(filled) == 1, step


def test_the_keyboard_that_comes_to_the_page_goes_to_where_one_would_begin(sit: Sit) -> None:
    table = sit("Sam", "Kim")
    table.page.head.leave.setFocus()
    table.page.setFocus()
    front = table.page.face
    assert front is not None
    assert QApplication.focusWidget() is front.first
