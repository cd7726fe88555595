"""The look: colours from the theme files, type that scales, icons in the colour asked for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from allydesk.assets import find_resources, resources
from allydesk.ui.palette import contrast, load_palette
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, ReadingFont, Theme, Tone

THEMES = resources() / "themes"
ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("strong", [False, True])
def test_every_text_can_be_read_on_its_ground(name: str, *, strong: bool) -> None:
    palette = load_palette(THEMES, name, contrast=strong)
    least = 7.0 if strong else 4.5
    for ground in (Tone.PAPER, Tone.SURFACE, Tone.RAIL, Tone.SELECTION):
        for text in (Tone.INK, Tone.MUTED):
            assert contrast(palette.colour(text), palette.colour(ground)) >= least, (text, ground)
    assert contrast(palette.on_accent, palette.colour(Tone.ACCENT)) >= least
    for ground in (Tone.PAPER, Tone.SURFACE, Tone.RAIL):
        assert contrast(palette.colour(Tone.ACCENT), palette.colour(ground)) >= 4.5, ground


def test_contrast_is_the_ratio_of_the_guidelines() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)
    assert contrast(QColor("#123456"), QColor("#123456")) == 1


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("strong", [False, True])
def test_words_on_a_soft_ground_can_be_read(name: str, *, strong: bool) -> None:
    palette = load_palette(THEMES, name, contrast=strong)
    for tone, ground in ((Tone.ACCENT, Tone.ACCENT_SOFT), (Tone.HIGH, Tone.HIGH_SOFT), (Tone.LOW, Tone.LOW_SOFT)):
        assert contrast(palette.readable(tone, ground), palette.colour(ground)) >= 4.5


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    palette = load_palette(THEMES, "light")
    assert palette.readable(Tone.INK, Tone.PAPER) == palette.colour(Tone.INK)


def test_a_theme_that_leaves_a_tone_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "light.toml").write_text('[colours]\npaper = "#FFFFFF"\n', encoding="utf-8")
    with pytest.raises(KeyError, match="surface"):
        load_palette(tmp_path, "light")


def test_a_palette_is_not_changed_by_changing_a_colour_taken_from_it() -> None:
    palette = load_palette(THEMES, "light")
    palette.colour(Tone.INK).setRed(255)
    assert palette.colour(Tone.INK) == QColor("#2B2A27")


def test_the_look_follows_the_system_until_a_theme_is_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    look = Look(resources=resources(), parent=qapp)
    hints = QGuiApplication.styleHints()
    assert look.palette.name == "light"
    with qtbot.waitSignal(look.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.palette.name == "dark"
    look.choose(Theme.LIGHT)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.palette.name == "light"
    look.choose(Theme.SYSTEM)
    assert look.palette.name == "dark"
    look.deleteLater()


def test_high_contrast_changes_the_colours(look: Look) -> None:
    before = look.palette.colour(Tone.INK)
    look.choose(Theme.CONTRAST)
    assert look.palette.colour(Tone.INK) == QColor("#000000") != before


def test_the_application_wears_the_look_and_changes_with_it(look: Look, qapp: QApplication, qtbot: QtBot) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#FAF7F2")
    with qtbot.waitSignal(look.changed):
        look.choose(Theme.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#1E1D1B")
    assert "#1e1d1b" in qapp.styleSheet()


def test_choosing_what_is_chosen_says_nothing(look: Look, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(look.changed):
        look.choose(Theme.LIGHT)
        look.scale_text(1.0)


@pytest.mark.parametrize(("asked", "given"), [(0.1, 0.8), (0.8, 0.8), (1.25, 1.25), (9.0, 2.0)])
def test_text_scales_within_bounds(look: Look, asked: float, given: float) -> None:
    look.scale_text(asked)
    assert look.text_scale == given
    assert QFontInfo(look.ui_font()).pixelSize() == pytest.approx(15 * given, abs=0.51)


def test_fonts_are_the_ones_that_come_with_the_application(look: Look) -> None:
    assert QFontInfo(look.ui_font()).family() == "Source Sans Pro"
    assert QFontInfo(look.reading_font()).family() == "Source Serif Pro"
    assert QFontInfo(look.ui_font(semibold=True)).styleName() == "Semibold"
    # The width of the line under the name on the drawn unlock page.
    assert QFontMetricsF(look.ui_font()).horizontalAdvance("Everything here stays on this machine.") == pytest.approx(
        240, abs=1
    )


def test_a_missing_font_package_falls_back_quietly(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys  # noqa: PLC0415 - beside what it is used for

    monkeypatch.setitem(sys.modules, "font_source_sans_pro", None)
    look = Look(resources=resources(), parent=qapp)
    assert look.ui_font().family() not in {"", "Source Sans Pro"}
    look.deleteLater()


def test_every_icon_of_the_family_is_there() -> None:
    wanted = (
        "today journal story practice learn together settings lock search trash history more import export key shield "
        "back plus check warning copy print folder"
    )
    assert set(wanted.split()) <= set(ICONS)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_colour_asked_for(look: Look, name: str) -> None:
    image = look.icon(name, Tone.ACCENT).pixmap(QSize(19, 19), 2.0).toImage()
    assert image.size() == QSize(38, 38)
    solid = [
        colour
        for x in range(image.width())
        for y in range(image.height())
        if (colour := image.pixelColor(x, y)).alpha() == 255
    ]
    assert solid
    assert {colour.name() for colour in solid} == {look.palette.colour(Tone.ACCENT).name()}


def test_an_icon_that_is_not_there_is_refused(look: Look) -> None:
    with pytest.raises(FileNotFoundError):
        look.icon("unicorn")


def test_a_role_dresses_a_widget_and_a_new_role_dresses_it_anew(look: Look, qtbot: QtBot) -> None:
    button = QPushButton("Unlock")
    qtbot.addWidget(button)
    button.resize(120, 40)
    set_role(button, "primary")
    assert button.grab().toImage().pixelColor(10, 20) == look.palette.colour(Tone.ACCENT)
    set_role(button, "outlined")
    assert button.grab().toImage().pixelColor(10, 20) == look.palette.colour(Tone.SURFACE)


def test_the_style_sheet_sets_sizes_that_follow_the_text_scale(look: Look, qtbot: QtBot) -> None:
    title = QLabel("Title")
    qtbot.addWidget(title)
    set_role(title, "title")
    title.ensurePolished()
    assert QFontInfo(title.font()).family() == "Source Serif Pro"
    small = title.sizeHint().height()
    look.scale_text(2.0)
    title.ensurePolished()
    assert title.sizeHint().height() > 1.8 * small


def test_resources_are_found_in_a_checkout_and_in_an_installed_package(tmp_path: Path) -> None:
    package = tmp_path / "allydesk"
    beside, inside = tmp_path / "resources", package / "resources"
    package.mkdir()
    beside.mkdir()  # another package's folder of that name
    with pytest.raises(FileNotFoundError):
        find_resources(package)
    for folder in (beside, inside):
        (folder / "themes").mkdir(parents=True)
        (folder / "themes" / "light.toml").touch()
        assert find_resources(package) == folder


@pytest.mark.parametrize("reading", [ReadingFont.SANS, ReadingFont.SYSTEM, ReadingFont.SERIF])
def test_the_reading_font_is_chosen(look: Look, qtbot: QtBot, reading: ReadingFont) -> None:
    if look.reading is reading:
        look.read_in(ReadingFont.SANS)
    with qtbot.waitSignal(look.changed):
        look.read_in(reading)
    families = {
        ReadingFont.SANS: look.ui_font().family(),
        ReadingFont.SYSTEM: QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(),
        ReadingFont.SERIF: "Source Serif Pro",
    }
    assert look.reading_font().family() == families[reading]
    assert look.ui_font().family() == "Source Sans Pro"


def test_motion_is_reduced_when_it_is_chosen(
    look: Look, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    before = look.reduced_motion
    with qtbot.waitSignal(look.changed):
        look.reduce_motion(reduced=True)
    chosen = look.reduced_motion
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    look.reduce_motion(reduced=False)
    assert (before, chosen, look.reduced_motion) == (False, True, False)
