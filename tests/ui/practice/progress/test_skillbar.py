"""The bars of skills: what they say, and how far they are filled."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from allydesk.practice.progress import SkillState, SkillWord
from allydesk.practice.skills import SKILLS, Skill
from allydesk.ui.practice.skillbar import SkillBars
from allydesk.ui.theme import Look, Tone


def filled(bar: QWidget, colour: QColor) -> float:
    """The share of a bar's middle line that has that colour."""
    image: QImage = bar.grab().toImage()
    row = image.height() // 2
    return sum(image.pixelColor(x, row) == colour for x in range(image.width())) / image.width()


def test_each_skill_is_named_and_its_word_stands_beside_it(qtbot: QtBot, look: Look) -> None:
    bars = SkillBars(look=look)
    qtbot.addWidget(bars)
    bars.show_skills([SkillState(Skill.NOTICING, SkillWord.STEADY, 0.8, 5), SkillState(Skill.OWNING)])
    assert [(bar.name.text(), bar.word.text()) for bar in bars.bars] == [("Noticing", "steady"), ("Owning it", "new")]
    assert [bar.accessibleName() for bar in bars.bars] == ["Noticing: steady", "Owning it: new"]
    assert bars.bars[0].name.toolTip() == SKILLS[Skill.NOTICING].does


def test_a_bar_is_filled_as_far_as_it_says(qtbot: QtBot, look: Look) -> None:
    bars = SkillBars(look=look)
    qtbot.addWidget(bars)
    bars.resize(300, 300)
    bars.show()
    accent = look.palette.colour(Tone.ACCENT)
    states = [
        SkillState(Skill.NOTICING, SkillWord.GROWING, 0.5, 3),
        SkillState(Skill.NAMING, SkillWord.STEADY, 1.0, 3),
        SkillState(Skill.OWNING, SkillWord.GROWING, 0.0, 2),
        SkillState(Skill.LISTENING),
    ]
    bars.show_skills(states)
    half, full, a_little, none = (filled(bar.fill, accent) for bar in bars.bars)
    assert 0.47 < half < 0.53
    assert full > 0.95
    assert 0 < a_little < 0.1
    assert none == 0


def test_other_skills_take_the_place_of_those_before(qtbot: QtBot, look: Look) -> None:
    bars = SkillBars(look=look)
    qtbot.addWidget(bars)
    bars.show_skills([SkillState(skill) for skill in SKILLS])
    assert len(bars.bars) == 12
    bars.show_skills([SkillState(Skill.AMPLIFYING)])
    assert [bar.name.text() for bar in bars.bars] == ["Amplifying with credit"]
