import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allydesk.transfer.file_names import LONGEST_NAME, LONGEST_SLUG, TakenNames, safe_name, slug
from tests.transfer.makers import untimed
from tests.transfer.strategies import sign

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
names = st.text(sign, max_size=150) | st.sampled_from(
    ["CON", "con.txt", "nul .a", "COM1.tar.gz", "..", ".", "", " ", "a.", "…"]
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("By the river!", "by-the-river"),
        ("  ¿Qué?  ", "qué"),
        ("日記 / 東京", "日記-東京"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("a_b--c", "a-b-c"),
        ("../../etc/passwd", "etc-passwd"),
        ("🙂", ""),
        ("", ""),
        ("e\u0301te\u0301", "été"),
        ("word " * 100, "word-" * 11 + "word"),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a picture.png", "a picture.png"),
        ("../../x.png", ".._.._x.png"),
        ("C:\\a?.txt", "C__a_.txt"),
        ("CON", "_CON"),
        ("con.tar.gz", "_con.tar.gz"),
        ("Lpt1 .txt", "_Lpt1 .txt"),
        ("console.txt", "console.txt"),
        ("a. . ", "a"),
        ("..", "file"),
        ("", "file"),
        ("new\nline", "new_line"),
        ("\u202egnp.exe", "_gnp.exe"),
        ("x" * 300 + ".jpeg", "x" * (LONGEST_NAME - 5) + ".jpeg"),
    ],
)
def test_safe_names(name: str, expected: str) -> None:
    assert safe_name(name) == expected


@untimed
@given(names)
@example("\u0301" * 100)
def test_every_name_can_be_a_file(name: str) -> None:
    made = safe_name(name)
    assert made == os.path.basename(made)  # noqa: PTH119 - pathlib would take "." apart
    assert made not in ("", ".", "..")
    assert not set(made) & set('<>:"/\\|?*')
    assert made.isprintable() or not any(unicodedata.category(sign) == "Cc" for sign in made)
    assert not made.endswith((" ", "."))
    assert made.split(".")[0].strip().lower() not in RESERVED
    assert len(made.encode("utf-8")) <= LONGEST_NAME + 1
    assert safe_name(made) == made


@untimed
@given(names)
def test_every_slug_can_be_part_of_a_file(title: str) -> None:
    made = slug(title)
    assert len(made.encode("utf-8")) <= LONGEST_SLUG
    assert made == made.strip("-")
    assert all(sign == "-" or unicodedata.category(sign)[0] in "LNM" for sign in made)


@untimed
@given(st.lists(st.sampled_from(["a", "A", "a-2", "é", "e\u0301", "ſ", "s", "K", "K"]), max_size=12))
def test_taken_names_differ_for_every_file_system(stems: list[str]) -> None:
    taken = TakenNames()
    given_out = [taken.take(stem, ".md") for stem in stems]
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in given_out}) == len(stems)


def test_many_of_one_name() -> None:
    taken = TakenNames()
    assert [taken.take("x") for _ in range(20_000)][-1] == "x-20000"


def test_a_cut_leaves_no_mark_behind() -> None:
    made = safe_name("a" * (LONGEST_NAME - 1) + "q\u0303\u0303")
    assert made == "a" * (LONGEST_NAME - 1)


def test_the_system_takes_them(tmp_path: Path) -> None:
    for number, name in enumerate(["../x", "CON", "é" * 200, "\0", "a\nb", " .hidden. "]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / safe_name(name)).touch()
        assert len(list(folder.iterdir())) == 1
