"""Entries that move: whatever is done to a journal, each keeps its tags, versions and files, and its place by date."""

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from allydesk.ids import EntryId
from allydesk.journal.entry import Content, NewAttachment, NewEntry
from allydesk.journal.search import Query, parse
from allydesk.journal.timestamp import Timestamp
from allydesk.progress import unreported
from allydesk.storage.verify import verify_database
from tests.storage.bare import new_bare
from tests.vaults import TestClock

# Crowded into a few seconds, so that entries stand in each other's way and have to step aside.
moments = st.builds(
    lambda seconds, part: Timestamp(datetime(2026, 5, 1, 12) + timedelta(seconds=seconds, microseconds=part), 0),
    st.integers(0, 3),
    st.sampled_from([0, 1, 500_000]),
)
words = st.sampled_from(["storm", "sea", "lamp", "quiet sea", "storm lamp", ""])
tags = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True).map(tuple)


@dataclass
class Known:
    """What an entry is to have."""

    content: Content
    order: int
    trashed: bool = False
    versions: list[Content] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)


class JournalThatMoves(RuleBasedStateMachine):
    entries = Bundle("entries")

    @initialize()
    def begin(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.clock = TestClock(datetime(2026, 11, 21, tzinfo=UTC))
        self.bare = new_bare(Path(self.place.name) / "v.db", clock=self.clock, durable=False)
        self.known: dict[EntryId, Known] = {}
        self.turn = 0

    def teardown(self) -> None:
        if hasattr(self, "bare"):
            assert verify_database(self.bare.database, progress=unreported) == []
            self.bare.close()
            self.place.cleanup()

    def next_turn(self) -> int:
        self.turn += 1
        return self.turn

    @rule(target=entries, when=moments, text=words, tagged=tags, files=st.integers(0, 2))
    def add(self, when: Timestamp, text: str, tagged: tuple[str, ...], files: int) -> EntryId:
        content = Content(when, f"t{self.turn}", text, tagged)
        data = [bytes([number]) * 10 for number in range(files)]
        attachments = tuple(NewAttachment("n", "m", one) for one in data)
        entry = self.bare.journal.add(NewEntry(content, attachments=attachments))
        self.known[entry.id] = Known(content, self.next_turn(), files=data)
        return entry.id

    @rule(when=moments, text=words, tagged=tags, how_many=st.integers(1, 4), built_at_the_end=st.booleans())
    def add_several(
        self, when: Timestamp, text: str, tagged: tuple[str, ...], how_many: int, built_at_the_end: bool
    ) -> None:
        contents = [Content(when, f"bulk {number}", text, tagged) for number in range(how_many)]
        before = set(self.known)
        self.bare.journal.add_all(map(NewEntry, contents), total=99 if built_at_the_end else 0)
        new = [entry for entry in self.bare.journal.each() if entry.id not in before]
        assert [entry.content for entry in new] == contents
        self.known.update({entry.id: Known(entry.content, self.next_turn()) for entry in new})

    @rule(entry=entries, when=moments, text=words, tagged=tags, keep=st.booleans())
    def save(self, entry: EntryId, when: Timestamp, text: str, tagged: tuple[str, ...], keep: bool) -> None:
        known = self.known[entry]
        content = Content(when, known.content.title, text, tagged)
        self.clock.advance(seconds=1)
        self.bare.journal.save(entry, content, keep_present=keep)
        if content == known.content:
            return
        if keep:
            known.versions.append(known.content)
        if content.created.instant != known.content.created.instant:
            # It comes anew among those of its moment.
            known.order = self.next_turn()
        known.content = content

    @rule(entry=entries)
    def attach(self, entry: EntryId) -> None:
        data = b"x" * self.next_turn()
        self.bare.journal.attach(entry, NewAttachment("n", "m", data))
        self.known[entry].files.append(data)

    @rule(entry=entries, trashed=st.booleans())
    def trash(self, entry: EntryId, trashed: bool) -> None:
        (self.bare.journal.trash if trashed else self.bare.journal.restore)(entry)
        self.known[entry].trashed = trashed

    @rule(entry=consumes(entries))
    def purge(self, entry: EntryId) -> None:
        self.bare.journal.purge(entry)
        del self.known[entry]

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        if not hasattr(self, "bare"):
            return
        journal = self.bare.journal
        oldest_first = sorted(
            self.known, key=lambda entry: (self.known[entry].content.created.instant, self.known[entry].order)
        )
        assert [entry.id for entry in journal.each()] == oldest_first
        for trash in (False, True):
            listed = [row.id for row in journal.newest(Query(trash=trash), limit=99)]
            assert listed == [entry for entry in reversed(oldest_first) if self.known[entry].trashed is trash]
        for entry, known in self.known.items():
            found = journal.entry(entry)
            assert found.content == known.content
            assert [old.content for old in reversed(journal.versions(entry))] == known.versions
            assert [journal.read_attachment(file.id) for file in found.attachments] == known.files
        for word in ("storm", "sea"):
            rows = journal.newest(parse(word), limit=99)
            wanted = [entry for entry in reversed(oldest_first) if word in self.known[entry].content.text]
            assert [row.id for row in rows] == [entry for entry in wanted if not self.known[entry].trashed]
        with_a = {row.id for row in journal.newest(parse("tag:a"), limit=99)}
        assert with_a == {
            entry for entry, known in self.known.items() if "a" in known.content.tags and not known.trashed
        }


TestJournalThatMoves = JournalThatMoves.TestCase
TestJournalThatMoves.settings = settings(deadline=None, max_examples=15, stateful_step_count=20)
