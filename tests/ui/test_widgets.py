"""The small parts: the passphrase field, the elided label, words that are plain text."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from allydesk.ui.theme import Look
from allydesk.ui.widgets.passphrase import PassphraseEdit
from allydesk.ui.widgets.words import ElidedLabel, SelectableLabel, breakable, field_label, icon_button, label
from tests.ui.hands import click, press, type_into


@pytest.fixture
def field(look: Look, qtbot: QtBot) -> PassphraseEdit:
    field = PassphraseEdit(look=look)
    qtbot.addWidget(field)
    field.resize(300, 41)
    field.show()
    field.activateWindow()
    field.setFocus()
    return field


def eye_of(field: PassphraseEdit) -> QToolButton:
    eye = field.findChild(QToolButton)
    assert isinstance(eye, QToolButton)
    return eye


def test_a_passphrase_is_hidden_until_the_eye_is_clicked(field: PassphraseEdit) -> None:
    type_into(field, "correct Horse")
    assert field.displayText() == "•" * 13
    click(eye_of(field))
    assert field.displayText() == field.text() == "correct Horse"
    assert eye_of(field).accessibleName() == "Hide what you type"
    click(eye_of(field))
    assert field.displayText() == "•" * 13


def test_the_eye_is_reached_and_used_by_keyboard(field: PassphraseEdit) -> None:
    press(field, Qt.Key.Key_Tab)
    assert eye_of(field).hasFocus()
    press(eye_of(field), Qt.Key.Key_Space)
    assert field.is_revealed


@pytest.mark.parametrize("word", ["x" * 20_000, "https://example.org/" + "a-path/" * 40, "ж" * 400])
def test_a_wrapped_label_is_never_as_wide_as_an_endless_word(word: str, qtbot: QtBot) -> None:
    text = f"Look at {word} again."
    made = label(text, wrap=True)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < 500
    assert made.text() == text
    made.clear()
    assert made.text() == ""
    assert made.minimumSizeHint().width() < 50


def test_ordinary_words_are_left_as_they_are() -> None:
    text = "Donaudampfschifffahrtsgesellschaft, 這是一個很長的句子沒有空格也沒有標點符號但是可以在任何地方換行, so on."
    assert breakable(text) == text


def test_what_is_copied_from_words_is_private_and_as_it_was_written(qtbot: QtBot) -> None:
    text = "It was\nquiet: " + "x" * 90
    made = SelectableLabel(text)
    qtbot.addWidget(made)
    made.setSelection(0, len(breakable(text)))
    QTest.keySequence(made, QKeySequence(QKeySequence.StandardKey.Copy))
    data = QApplication.clipboard().mimeData()
    assert data.text() == text
    assert "application/x-allydesk-private" in data.formats()


def test_wiping_leaves_nothing_to_undo(field: PassphraseEdit) -> None:
    type_into(field, "secret")
    click(eye_of(field))
    field.wipe()
    assert field.text() == ""
    assert not field.isUndoAvailable()
    field.undo()
    assert field.text() == ""
    assert not field.is_revealed


def test_a_passphrase_is_not_learnt_by_the_keyboard(field: PassphraseEdit) -> None:
    for revealed in (False, True):
        if revealed:
            click(eye_of(field))
        assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
        assert field.inputMethodHints() & Qt.InputMethodHint.ImhNoPredictiveText


def send(field: QWidget, text: str, *, shift: bool) -> None:
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    key = Qt.Key(ord(text.upper()))
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))


def test_caps_lock_shows_in_the_case_of_the_letters(field: PassphraseEdit) -> None:
    seen: list[bool] = []
    field.caps_lock_changed.connect(seen.append)
    send(field, "a", shift=False)
    send(field, "A", shift=True)
    assert seen == []
    send(field, "A", shift=False)
    assert seen == [True]
    send(field, "7", shift=False)
    assert seen == [True]
    send(field, "a", shift=True)
    assert seen == [True]
    send(field, "a", shift=False)
    assert seen == [True, False]


def test_nothing_is_known_of_caps_lock_after_its_key_or_without_the_focus(field: PassphraseEdit) -> None:
    seen: list[bool] = []
    field.caps_lock_changed.connect(seen.append)
    send(field, "A", shift=False)
    press(field, Qt.Key.Key_CapsLock)
    send(field, "A", shift=False)
    field.clearFocus()
    assert seen == [True, False, True, False]


def test_a_long_line_is_elided_and_kept_whole_for_those_who_ask(look: Look, qtbot: QtBot) -> None:
    assert look is not None
    long = ElidedLabel("/a/very/long/path/to/somewhere/Journal.allydesk")
    qtbot.addWidget(long)
    long.resize(120, 20)
    long.show()
    assert "…" in long.text()
    assert long.toolTip() == long.accessibleName() == long.whole_text()
    long.resize(long.sizeHint().width(), 20)
    long.grab()
    assert long.text() == long.whole_text()
    assert long.toolTip() == ""


def test_labels_show_markup_as_it_is(qtbot: QtBot) -> None:
    shown = label("<b>bold</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_the_name_above_a_field_names_it(qtbot: QtBot) -> None:
    field = QLineEdit()
    above = field_label("&Name", field)
    qtbot.addWidget(field)
    qtbot.addWidget(above)
    assert above.buddy() is field
    assert field.accessibleName() == "Name"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_with_an_icon_alone_is_pressed_by_the_keys_that_press_others(key: Qt.Key, qtbot: QtBot) -> None:
    made = icon_button("Close")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    with qtbot.waitSignal(made.clicked):
        press(made, key)
