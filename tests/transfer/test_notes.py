import pytest

from allydesk.transfer.notes import Note, NoteBook, NoteKind, sentence


@pytest.mark.parametrize("kind", list(NoteKind))
def test_every_note_has_words_for_one_and_for_many(kind: NoteKind) -> None:
    one, many = sentence(Note(kind, 1)), sentence(Note(kind, 1234))
    assert one != many
    assert "1,234" in many
    for said in (one, many):
        assert said.endswith(".")
        assert "!" not in said
        assert "{" not in said


def test_the_place_is_said() -> None:
    assert sentence(Note(NoteKind.NOT_UTF8, 1, "a.md")).endswith("came across. (a.md)")
    assert sentence(Note(NoteKind.NOT_UTF8, 2, "a.md")).endswith("came across. (The first: a.md)")


def test_gathering() -> None:
    book = NoteBook()
    book.add(NoteKind.STARRED)
    book.add(NoteKind.NOT_UTF8, where="a\n\ud800.md")
    book.add(NoteKind.STARRED, count=2)
    book.add(NoteKind.NOT_UTF8, where="b.md")
    book.add(NoteKind.OTHER_FILES, count=0)
    assert book.notes() == (Note(NoteKind.STARRED, 3), Note(NoteKind.NOT_UTF8, 2, "a \ufffd.md"))
