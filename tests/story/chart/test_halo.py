"""Words that lines go under have what is behind them as a ground, on screen as in a file."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from allydesk.story.chart.primitives import Anchor, Band, Figure, Tint, Words, ground_under
from allydesk.transfer.story.svg import svg_of

WORDS = Words(50, 30, "Choir", 13, Tint.INK, Anchor.START, width=30, halo=True)
SVG = "{http://www.w3.org/2000/svg}"


def test_behind_words_is_the_chapter_that_their_middle_is_in() -> None:
    bands = (Band(0, 0, 60, 90, Tint.RAIL, strength=0.6), Band(60, 0, 60, 90, Tint.SELECTION, strength=0.35))
    figure = Figure(200, 100, bands=bands)
    assert ground_under(figure, WORDS) == (Tint.SELECTION, 0.35)
    assert ground_under(figure, replace(WORDS, anchor=Anchor.END)) == (Tint.RAIL, 0.6)
    assert ground_under(figure, replace(WORDS, anchor=Anchor.MIDDLE)) == (Tint.RAIL, 0.6)
    assert ground_under(figure, replace(WORDS, x=150)) == (Tint.SURFACE, 1.0)
    assert ground_under(figure, replace(WORDS, y=95)) == (Tint.SURFACE, 1.0)


def test_in_a_file_there_is_a_patch_right_behind_the_words_and_the_words_are_there_once() -> None:
    figure = Figure(200, 100, words=(replace(WORDS, text="Leeds", y=60, halo=False), WORDS))
    root = ET.fromstring(svg_of(figure, title="", words=""))  # noqa: S314 - written by ourselves
    parts = [part for part in root if part.tag in (f"{SVG}rect", f"{SVG}text")][1:]
    assert [part.tag.removeprefix(SVG) for part in parts] == ["text", "rect", "text"]
    patch = {key: float(value) for key, value in parts[1].attrib.items() if key != "fill"}
    assert patch["x"] < WORDS.x
    assert patch["x"] + patch["width"] > WORDS.x + WORDS.width
    assert patch["y"] < WORDS.y - 9
    assert patch["y"] + patch["height"] > WORDS.y + 3
    assert parts[1].attrib["fill"] == "#ffffff"
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Leeds", "Choir"]
