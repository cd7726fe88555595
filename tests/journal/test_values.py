import uuid
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ids import AttachmentId, EntryId, new_entry_id, new_uuid7
from allydesk.journal.entry import Attachment, Content, Entry
from allydesk.journal.tags import tag_key, unique_tags
from allydesk.journal.timestamp import Timestamp
from allydesk.text import clean, word_count

NOON = Timestamp(datetime(2026, 11, 21, 12), 0)


def test_ids_are_version_7_and_sort_by_time() -> None:
    assert uuid.UUID(new_entry_id()).version == 7
    assert new_uuid7(milliseconds=1) < new_uuid7(milliseconds=2) < new_uuid7(milliseconds=2**47)
    assert len({new_uuid7(milliseconds=5) for _ in range(1000)}) == 1000


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_clean_text_can_always_be_kept(text: str) -> None:
    cleaned, replaced = clean(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert "\r" not in cleaned
    assert clean(cleaned) == (cleaned, 0)
    assert (replaced == 0) == (cleaned == text.replace("\r\n", "\n").replace("\r", "\n"))


def test_tags_differ_by_more_than_case_or_form() -> None:
    assert tag_key("Cafe\u0301") == tag_key("CAFÉ")
    assert tag_key("straße") == tag_key("STRASSE")
    assert unique_tags(["Work", " work ", "#WORK", "", "  ", "home  life"]) == ("Work", "home life")


@given(st.text(max_size=30))
def test_a_tags_key_is_its_own_key(name: str) -> None:
    assert tag_key(tag_key(name)) == tag_key(name)


def test_words_are_counted_as_a_person_would() -> None:
    assert word_count("") == 0
    assert word_count("It’s half-done, isn't it? — yes, 3.5 km") == 7
    assert word_count("¿Qué tal? Ærø 日記") == 4


def test_an_entry_is_empty_only_without_text_and_without_media() -> None:
    def entry(title: str = "", text: str = "", attachments: tuple[Attachment, ...] = ()) -> Entry:
        return Entry(EntryId("x"), Content(NOON, title, text, ("tag",), -3), datetime(2026, 1, 1), None, attachments)

    picture = Attachment(AttachmentId("a"), "a.png", "image/png", 3, "00")
    assert entry().is_empty
    assert entry(text=" \n\t").is_empty
    assert not entry(title="x").is_empty
    assert not entry(text="x").is_empty
    assert not entry(attachments=(picture,)).is_empty


@pytest.mark.parametrize("mood", [-6, 6])
def test_a_mood_stays_on_its_scale(mood: int) -> None:
    with pytest.raises(ValueError, match="mood"):
        Content(NOON, mood=mood)
