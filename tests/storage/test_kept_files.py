"""Files kept with entries: streamed in and out, removed and brought back, never whole in memory, never half there."""

import hashlib
import io
import json
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from allydesk.errors import Cancelled, Code
from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.entry import Attachment, Entry, NewAttachment
from allydesk.progress import unreported
from allydesk.storage.file_tables import CHUNK_BYTES
from allydesk.storage.kept_files import Files
from allydesk.storage.verify import verify_database
from tests.processes import in_own_mounts, run_script
from tests.storage.bare import Bare, decrypted_pages, new_bare
from tests.storage.made import make, refusal
from tests.vaults import TestClock, written


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def bare(tmp_path: Path, clock: TestClock) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", clock=clock, durable=False)
    yield made
    made.close()


@pytest.fixture
def files(bare: Bare, clock: TestClock) -> Files:
    return Files(database=bare.database, clock=clock)


@pytest.fixture
def entry(bare: Bare) -> Entry:
    return bare.journal.add(written("2026-03-01", "has files"))


def add(files: Files, entry: Entry, name: str = "a.bin", data: bytes = b"data") -> Attachment:
    return files.add(entry.id, name=name, media_type="a/b", source=io.BytesIO(data), size=len(data))


class Dribbling(io.BytesIO):
    """Hands out less than it is asked for, as a pipe does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(70_001, CHUNK_BYTES if size is None or size < 0 else size))


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_a_file_comes_back_as_it_was(bare: Bare, files: Files, entry: Entry, size: int) -> None:
    data = random.Random(size).randbytes(size)  # noqa: S311 - the same each time is what is wanted
    heard: list[tuple[int, int]] = []
    kept = files.add(
        entry.id,
        name="a b.bin",
        media_type="a/b",
        source=Dribbling(data),
        size=size,
        progress=lambda done, total: heard.append((done, total)),
    )
    assert (kept.name, kept.media_type, kept.size) == ("a b.bin", "a/b", size)
    assert kept.digest == hashlib.sha256(data).hexdigest()
    assert bare.journal.entry(entry.id).attachments == (kept,)
    assert files.read(kept.id) == bare.journal.read_attachment(kept.id) == data
    pieces = list(files.pieces(kept.id))
    assert b"".join(pieces) == data
    assert all(len(piece) == CHUNK_BYTES for piece in pieces[:-1])
    assert files.read(kept.id, at_most=5) == data[:5]
    assert files.read(kept.id, at_most=CHUNK_BYTES + 1) == data[: CHUNK_BYTES + 1]
    assert heard == sorted(heard)
    assert heard[-1] == (size, size)
    assert verify_database(bare.database, progress=unreported) == []


def test_what_is_read_is_what_is_kept_whatever_was_expected(files: Files, entry: Entry) -> None:
    kept = files.add(entry.id, name="a", media_type="m", source=io.BytesIO(b"12345"), size=2)
    assert (kept.size, files.read(kept.id)) == (5, b"12345")


def test_other_calls_may_come_between_pieces(bare: Bare, files: Files, entry: Entry) -> None:
    kept = add(files, entry, data=bytes(3 * CHUNK_BYTES))
    sizes = []
    for number, piece in enumerate(files.pieces(kept.id)):
        sizes.append(len(piece))
        bare.journal.add(written(f"2026-04-0{number + 1}"))
    assert sizes == [CHUNK_BYTES] * 3
    pieces = files.pieces(kept.id)
    next(pieces)
    bare.journal.detach(kept.id)
    assert refusal(lambda: next(pieces)) is Code.NO_SUCH_ENTRY


def test_names_are_made_unique_within_an_entry(bare: Bare, files: Files, entry: Entry) -> None:
    names = (
        "photo.jpg",
        "photo.jpg",
        "Photo.JPG",
        "photo 2.jpg",
        "a/b\\c.txt",
        ".hidden",
        ".hidden",
        "",
        " \n ",
        "x\0",
    )
    found = [add(files, entry, name).name for name in names]
    assert found == [
        "photo.jpg",
        "photo 2.jpg",
        "Photo 3.JPG",
        "photo 2 2.jpg",
        "a-b-c.txt",
        ".hidden",
        ".hidden 2",
        "file",
        "file 2",
        "x\ufffd",
    ]
    other = bare.journal.add(written("2026-03-02"))
    assert add(files, other, "photo.jpg").name == "photo.jpg"


def test_renaming_makes_way_for_others_and_not_for_itself(bare: Bare, files: Files, entry: Entry) -> None:
    one, two = add(files, entry, "one.txt"), add(files, entry, "two.txt")
    assert files.rename(two.id, "one.txt").name == "one 2.txt"
    assert files.rename(two.id, "One 2.txt").name == "One 2.txt"
    assert files.rename(one.id, "one.txt") == one
    assert [file.name for file in bare.journal.entry(entry.id).attachments] == ["one.txt", "One 2.txt"]


def test_a_removed_file_is_out_of_sight_and_comes_back(bare: Bare, files: Files, entry: Entry) -> None:
    kept = add(files, entry, "photo.jpg", b"old")
    files.remove(kept.id)
    assert bare.journal.entry(entry.id).attachments == ()
    assert bare.journal.entry(entry.id).is_empty is False
    assert [one.attachments for one in bare.journal.each()] == [()]
    assert [row.attachment_count for row in bare.journal.newest(limit=5)] == [0]
    assert files.removed(entry.id) == [kept]
    assert files.read(kept.id) == b"old"
    newer = add(files, entry, "photo.jpg", b"new")
    assert newer.name == "photo.jpg"
    back = files.restore(kept.id)
    assert (back.id, back.name) == (kept.id, "photo 2.jpg")
    assert bare.journal.entry(entry.id).attachments == (back, newer)
    assert files.removed(entry.id) == []


def test_removed_files_go_with_the_trash(bare: Bare, files: Files, entry: Entry, clock: TestClock) -> None:
    data = b"hullabaloo" * 60_000
    early, late, stays = (add(files, entry, name, data) for name in ("early", "late", "stays"))
    files.keep_thumbnail(early.id, b"THUMBNAIL")
    files.remove(early.id)
    clock.advance(days=20)
    files.remove(late.id)
    clock.advance(days=11)
    assert bare.journal.purge_trash(before=clock() - timedelta(days=30)) == 0, "no entry went"
    assert files.removed(entry.id) == [late]
    assert refusal(lambda: files.read(early.id)) is Code.NO_SUCH_ENTRY
    assert b"THUMBNAIL" not in b"".join(decrypted_pages(bare.path).values())
    clock.advance(days=30)
    assert files.purge_removed(before=clock() - timedelta(days=30)) == 1
    bare.journal.detach(stays.id)
    assert b"hullabaloo" not in b"".join(decrypted_pages(bare.path).values())
    assert verify_database(bare.database, progress=unreported) == []


def test_thumbnails(bare: Bare, files: Files, entry: Entry) -> None:
    kept = add(files, entry)
    assert files.thumbnail(kept.id) is None
    for data in (b"first", b"second"):
        files.keep_thumbnail(kept.id, data)
        assert files.thumbnail(kept.id) == data
    bare.journal.purge(entry.id)
    with bare.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attachment_thumbnail").scalar_one() == 0


def test_what_is_not_there_is_refused(files: Files) -> None:
    nothing = AttachmentId("nothing")
    for attempt in (
        lambda: files.add(EntryId("nobody"), name="a", media_type="m", source=io.BytesIO(b""), size=0),
        lambda: files.removed(EntryId("nobody")),
        lambda: files.read(nothing),
        lambda: files.rename(nothing, "a"),
        lambda: files.remove(nothing),
        lambda: files.restore(nothing),
        lambda: files.thumbnail(nothing),
        lambda: files.keep_thumbnail(nothing, b""),
    ):
        assert refusal(attempt) is Code.NO_SUCH_ENTRY


class Failing(io.BytesIO):
    """A disk that is pulled out half way."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 2 * CHUNK_BYTES:
            raise OSError(5, "gone")
        return super().read(size)


def test_stopped_half_way_nothing_is_left(bare: Bare, files: Files, entry: Entry) -> None:
    marked = b"MARKEDDATA" * 100_000

    def stop(done: int, _: int) -> None:
        if done > 2 * CHUNK_BYTES:
            raise Cancelled

    def attempt(source: io.BytesIO, progress: object = unreported) -> Code:
        return refusal(
            lambda: files.add(
                entry.id,
                name="a",
                media_type="m",
                source=source,
                size=len(marked),
                progress=progress,  # type: ignore[arg-type]  # one of two
            )
        )

    assert attempt(io.BytesIO(marked), stop) is Code.CANCELLED
    assert attempt(Failing(marked)) is Code.UNREADABLE_SOURCE
    assert bare.journal.entry(entry.id) == entry
    with bare.database.read() as connection:
        for table in ("attachment", "attachment_chunk"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0  # noqa: S608 - our names
    bare.close()
    assert b"MARKEDDATA" not in b"".join(decrypted_pages(bare.path).values())
    assert [path.name for path in bare.path.parent.iterdir()] == ["v.db"]


IN_LITTLE_MEMORY = """
import json, sys
from datetime import timedelta
from pathlib import Path
from tests.storage.bare import new_bare
from tests.vaults import TestClock, written
from allydesk.storage.kept_files import Files
folder, size = Path(sys.argv[1]), int(sys.argv[2])
clock = TestClock()
bare = new_bare(folder / "v.db", clock=clock, durable=False)
files = Files(database=bare.database, clock=clock)
entry = bare.journal.add(written("2026-03-01"))
source = folder / "sparse"
with source.open("wb") as file:
    file.truncate(size)

def in_kib(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])

def grown(deed):
    Path("/proc/self/clear_refs").write_text("5")
    before = in_kib("VmRSS")
    return deed(), in_kib("VmHWM") - before

def come_in():
    with source.open("rb") as file:
        return files.add(entry.id, name="big", media_type="a/b", source=file, size=size)

kept, first = grown(come_in)
total, second = grown(lambda: sum(map(len, files.pieces(kept.id))))
files.remove(kept.id)
clock.advance(days=31)
_, third = grown(lambda: bare.journal.purge_trash(before=clock() - timedelta(days=30)))
bare.close()
print(json.dumps([kept.size, total, first, second, third]))
"""


def test_a_large_file_passes_through_little_memory(tmp_path: Path) -> None:
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("how much memory a step takes is told by Linux only")
    size = 80 * 1024 * 1024
    (line,) = run_script(IN_LITTLE_MEMORY, str(tmp_path), str(size))
    kept, total, *grown = json.loads(line)
    assert (kept, total) == (size, size)
    # KiB. Half of it is the database's own cache, which any long work fills.
    assert max(grown) < 64 * 1024


ON_A_SMALL_DISK = """
import io, json, sys
from pathlib import Path
from allydesk.errors import AllydeskError
from allydesk.storage.secrets import RecoveryKey
from tests.vaults import vault_at
import shutil
disk, source, recovery = Path(sys.argv[1]), Path(sys.argv[2]), RecoveryKey(sys.argv[3])
vault = vault_at(Path(shutil.copytree(source, disk / "V.allydesk")), state=disk.parent / "state.json")
vault.unlock(recovery)
entry = vault.journal.newest(limit=1)[0].id

def add(size):
    return vault.files.add(entry, name="a", media_type="m", source=io.BytesIO(bytes(size)), size=size)

kept = add(300_000)
told = []
for size in (9_000_000, 5_000_000):
    try:
        add(size)
    except AllydeskError as error:
        told.append(error.code)
after = add(300_000)
told.append([file.name for file in vault.journal.entry(entry).attachments])
told.append(len(vault.files.read(kept.id)) + len(vault.files.read(after.id)))
told.append([finding.trouble for finding in vault.verify()])
vault.lock()
print(json.dumps(told))
"""


def test_a_full_disk_refuses_a_file_and_keeps_the_others(tmp_path: Path) -> None:
    made = make(tmp_path / "made")
    disk = tmp_path / "disk"
    disk.mkdir()
    before = in_own_mounts(f"mount -t tmpfs -o size=3m,nr_inodes=200 none '{disk}'")
    (line,) = run_script(ON_A_SMALL_DISK, str(disk), str(made.folder), made.recovery.text, before=before)
    assert json.loads(line) == ["disk-full", "disk-full", ["a", "a 2"], 600_000, []]


def test_a_file_that_came_in_whole_is_the_same_as_a_streamed_one(bare: Bare, files: Files, entry: Entry) -> None:
    data = bytes(range(256)) * 3000
    whole = bare.journal.attach(entry.id, NewAttachment("whole", "a/b", data))
    streamed = add(files, entry, "streamed", data)
    assert (whole.size, whole.digest) == (streamed.size, streamed.digest)
    assert list(files.pieces(whole.id)) == list(files.pieces(streamed.id))
