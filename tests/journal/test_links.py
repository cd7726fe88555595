"""Links between entries: what is one, what is none, and where a renamed entry's links lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ids import AttachmentId
from allydesk.journal.entry import Attachment
from allydesk.journal.links import attachment_named, link_keys, link_to, retitled, title_key, wiki_links
from allydesk.text import word_count

PIECES = st.lists(
    st.sampled_from(
        ["[[", "]]", "[", "]", "One", "two words", " ", "\n", "\n\n", "`", "``", "```", "~~~", "\\", "é", "🏳️‍🌈", "| x"]
    ),
    max_size=24,
).map("".join)


def titles(text: str) -> list[str]:
    return [link.title for link in wiki_links(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [[One]] and [[two words]]", ["One", "two words"]),
        ("[[ spaced ]]", ["spaced"]),
        ("[[one]][[two]]", ["one", "two"]),
        ("[[A [b]]] and [[[c]]]", ["A [b]", "[c]"]),
        ("[[]] [[ ]] [[a\nb]] [[open", []),
        ("[[lost [[found]]", ["found"]),
        (r"\[[not]] [[yes]]", ["yes"]),
        ("`[[code]]` [[no code]] ``[[`code`]]``", ["no code"]),
        ("a lone ` tick [[here]]", ["here"]),
        ("` tick [[one]]\n\nanother ` paragraph [[two]]", ["one", "two"]),
        ("```\n[[code]]\n```\n[[after]]", ["after"]),
        ("~~~ python\n[[code]]\n```\n[[code]]\n~~~\n[[after]]", ["after"]),
        ("```\n[[to the end]]", []),
        ("``` not a fence ```\n[[here]]", ["here"]),
        ("[[日記]] 👩‍🚀 [[שלום]]", ["日記", "שלום"]),
    ],
)
def test_what_is_a_link(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@given(PIECES)
def test_a_link_stands_where_it_says(text: str) -> None:
    end = 0
    for link in wiki_links(text):
        assert end <= link.start
        assert text[link.start : link.end].startswith("[[")
        assert text[link.start : link.end].endswith("]]")
        assert text[link.start + 2 : link.end - 2].strip() == link.title != ""
        end = link.end


def test_long_texts_of_brackets_and_backticks_are_read_in_one_go() -> None:
    # Each takes minutes where the work grows with the square of the length.
    for text in ("[[" * 200_000, "`x``x```x" * 60_000 + "[[a]]", "[[a" * 200_000, "~~~\n" * 200_000):
        assert len(wiki_links(text)) <= 1


@pytest.mark.parametrize(
    ("one", "other"), [("Amber Light", "  amber   LIGHT "), ("Straße", "STRASSE"), ("ﬁne", "fine"), ("É", "e\u0301")]
)
def test_titles_that_are_the_same(one: str, other: str) -> None:
    assert title_key(one) == title_key(other) != ""


def test_titles_that_are_not() -> None:
    assert len({title_key(title) for title in ("resume", "résumé", "resumes", "resume.")}) == 4
    assert title_key(" \u00a0 ") == ""


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(title: str) -> None:
    key = title_key(title)
    assert title_key(key) == key


def test_keys_of_a_text_come_once_and_in_order() -> None:
    assert link_keys("[[Two]] [[one]] [[TWO]] [[\u00a0]]") == ("two", "one")


def test_links_follow_a_title() -> None:
    text = "[[Old]] `[[Old]]` [[ OLD ]] [[Older]]\n"
    assert retitled(text, "old", "New one") == "[[New one]] `[[Old]]` [[New one]] [[Older]]\n"
    assert retitled(text, "nobody", "New") == text


def test_a_title_that_no_link_can_hold_changes_nothing() -> None:
    for title in ("", " ", "a]]b", "a[[b", "a\nb", "x" * 2000):
        assert link_to(title) == ""
        assert retitled("[[Old]]", "Old", title) == "[[Old]]"
    assert link_to("A [b]") == "[[A [b]]]"


@given(PIECES, PIECES)
def test_retitling_reaches_every_link(text: str, new: str) -> None:
    keys = link_keys(text)
    if keys and link_to(new):
        changed = retitled(text, keys[0], new)
        assert link_keys(changed) == tuple(dict.fromkeys((title_key(new), *keys[1:])))


def file(name: str) -> Attachment:
    return Attachment(AttachmentId(name), name, "image/png", 1, "")


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("photo%202.jpg", "photo 2.jpg"),
        ("photo 2.jpg", "photo 2.jpg"),
        ("files/1a2b/photo%202.jpg", "photo 2.jpg"),
        ("./100%25.png", "100%.png"),
        ("100%.png", "100%.png"),
        ("a%CC%88.png", "ä.png"),
        ("%ff.png", None),
        ("missing.png", None),
        ("", None),
        ("https://example.org/photo%202.jpg", None),
    ],
)
def test_the_file_a_text_means(target: str, name: str | None) -> None:
    kept = tuple(map(file, ("photo.jpg", "photo 2.jpg", "100%.png", "ä.png")))
    found = attachment_named(target, kept)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("it's one-off e.g. 3.5", 4),
        ("a_b", 2),
        ("--a--b--", 2),
        ("don’t über-x é", 3),
        ("日記 東京", 2),
        ("- '", 0),
    ],
)
def test_words_are_counted_as_a_person_would(text: str, words: int) -> None:
    assert word_count(text) == words


@given(st.text(alphabet="ab1_'’-. é\n²Ⅷ़", max_size=20))
def test_a_word_starts_wherever_nothing_joins_it_to_the_last(text: str) -> None:
    def holds(place: int) -> bool:
        return 0 <= place < len(text) and text[place] != "_" and text[place].isalnum()

    def starts(place: int) -> bool:
        joined = holds(place - 2) and text[place - 1] in "'’-."
        return holds(place) and not holds(place - 1) and not joined

    assert word_count(text) == sum(starts(place) for place in range(len(text)))
