"""Names that are to be hidden are nowhere in what is exported."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.transfer.story.blocks import Run, text_of
from allydesk.transfer.story.composing import Wishes, chart_of, chart_words, profile_document, story_document
from allydesk.transfer.story.document import StoryDocument
from allydesk.transfer.story.epub import epub_file
from allydesk.transfer.story.html_page import html_file
from allydesk.transfer.story.markdown_writing import markdown_file
from allydesk.transfer.story.masks import UNMASKED, Mask, Masking, names_in
from allydesk.transfer.story.svg import svg_file
from allydesk.transfer.story.word import word_file
from tests.transfer.story.samples import PROFILE, TITLE, life, measure, story

NAMES = ("Ruth", "Makena Obi")
INITIALS = Mask(Masking.INITIALS, NAMES)
SOMEONE = Mask(Masking.SOMEONE, NAMES)


def unzipped(data: bytes) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return b"".join(archive.read(name) for name in archive.namelist())


def test_the_names_are_those_of_the_moments() -> None:
    assert names_in(life()) == ("Makena Obi", "Ruth")


@pytest.mark.parametrize("mask", [INITIALS, SOMEONE], ids=["initials", "someone"])
@pytest.mark.parametrize(
    "write",
    [html_file, markdown_file, lambda one: unzipped(epub_file(one)), lambda one: unzipped(word_file(one))],
    ids=["html", "markdown", "epub", "word"],
)
def test_no_format_tells_a_name(write: Callable[[StoryDocument], bytes], mask: Mask) -> None:
    wishes = Wishes(mask=mask, moments=True)
    made = write(story_document(story(), life(), wishes=wishes, measure=measure))
    assert b"Ruth" not in made
    assert b"Makena" not in made
    assert b"example.org" not in made, "an address tells who is meant as well"
    assert "Ruth" in write(story_document(story(), life(), wishes=Wishes(), measure=measure)).decode("utf-8", "ignore")


def test_the_chart_does_not_either() -> None:
    wishes = Wishes(mask=INITIALS)
    figure = chart_of(life(), wishes=wishes, measure=measure)
    made = svg_file(figure, title="Lifeline", words=chart_words(life(), wishes=wishes)).decode()
    assert "Ruth" not in made
    assert "Mentored by R." in made
    assert "Leeds with R." in made


def test_nor_does_the_profile_but_for_the_persons_own_name() -> None:
    made = html_file(profile_document(PROFILE, wishes=Wishes(mask=Mask(Masking.INITIALS, ("Ruth", "Amina")))))
    assert b"Ruth" not in made
    assert b"Amina Khan" in made


def test_unmasked_is_as_it_was() -> None:
    document = story_document(story(), life(), wishes=Wishes(mask=UNMASKED), measure=measure)
    assert document.title == TITLE.replace("\n", " ")
    assert document.markdown == story().telling.text


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        (
            (Run("and "), Run("Ruth", emphasis=True), Run(" said")),
            (Run("and "), Run("R.", emphasis=True), Run(" said")),
        ),
        ((Run("R"), Run("uth", strong=True), Run(" said")), None),
        ((Run("to "), Run("Ruth", strong=True), Run(".")), (Run("to "), Run("R", strong=True), Run("."))),
        ((Run("her page", link="https://example.org/ruth"),), (Run("her page"),)),
    ],
)
def test_type_stays_and_no_name_hides_in_it(runs: tuple[Run, ...], wanted: tuple[Run, ...] | None) -> None:
    masked = INITIALS.runs(runs)
    if wanted is None:
        assert text_of(masked) == "R. said"
    else:
        assert text_of(masked) == text_of(wanted)
        assert [run for run in masked if run.emphasis or run.strong][:1] == [
            run for run in wanted if run.emphasis or run.strong
        ][:1]


pieces = st.lists(
    st.builds(
        Run, st.sampled_from(["Ruth", "R", "uth", " ", "and", ".", "’s", "\n", "Makena", "Obi", "-"]), st.booleans()
    ),
    max_size=10,
)


@given(pieces, st.sampled_from([INITIALS, SOMEONE]))
def test_what_the_runs_say_is_what_their_whole_text_masked_says(runs: list[Run], mask: Mask) -> None:
    assert text_of(mask.runs(tuple(runs))) == mask.text(text_of(tuple(runs)))
