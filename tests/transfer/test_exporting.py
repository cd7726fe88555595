import contextlib
import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allydesk.errors import Cancelled, Code, TransferError
from allydesk.journal.entry import Content, NewAttachment, NewEntry
from allydesk.progress import Progress
from allydesk.storage.journal import Journal
from allydesk.transfer.destination import new_folder
from allydesk.transfer.exporting import export_json, export_markdown
from tests.transfer.makers import CancelAt, code_of
from tests.vaults import at

Export = Callable[..., int]
both = pytest.mark.parametrize("export", [export_json, export_markdown])


@pytest.fixture
def journal(make_journal: Callable[[], Journal]) -> Journal:
    written = make_journal()
    for day in range(1, 6):
        file = NewAttachment("a.bin", "application/octet-stream", bytes([day]) * 300_000)
        written.add(NewEntry(Content(at(f"2026-01-0{day}"), f"Day {day}", "Text"), attachments=(file,)))
    return written


@both
def test_a_new_folder(tmp_path: Path, journal: Journal, export: Export) -> None:
    assert export(journal, tmp_path / "out") == 5
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@both
def test_an_empty_folder(tmp_path: Path, journal: Journal, export: Export) -> None:
    (tmp_path / "out").mkdir()
    assert export(journal, tmp_path / "out") == 5


@both
def test_an_empty_journal(tmp_path: Path, make_journal: Callable[[], Journal], export: Export) -> None:
    assert export(make_journal(), tmp_path / "out") == 0
    assert (tmp_path / "out").is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
@both
def test_only_the_owner_can_read_it(tmp_path: Path, journal: Journal, export: Export) -> None:
    export(journal, tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


@both
def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path, journal: Journal, export: Export) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine", "utf-8")
    with pytest.raises(TransferError) as raised:
        export(journal, tmp_path / "out")
    assert code_of(raised) is Code.DESTINATION_NOT_EMPTY
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine"]


@both
def test_a_file_in_the_place(tmp_path: Path, journal: Journal, export: Export) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    with pytest.raises(TransferError) as raised:
        export(journal, tmp_path / "out")
    assert code_of(raised) is Code.DESTINATION_NOT_EMPTY
    assert (tmp_path / "out").read_text("utf-8") == "mine"


@both
@pytest.mark.parametrize("place", ["no/such/folder", "file/out"])
def test_nowhere_to_write(tmp_path: Path, journal: Journal, export: Export, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TransferError) as raised:
        export(journal, tmp_path / place)
    assert code_of(raised) is Code.DESTINATION_UNWRITABLE


@both
def test_a_place_that_must_not_be_written(journal: Journal, export: Export) -> None:
    # Not even root can make folders there.
    with pytest.raises(TransferError) as raised:
        export(journal, Path("/proc/out"))
    assert code_of(raised) is Code.DESTINATION_UNWRITABLE


@both
def test_cancelled_at_every_step(tmp_path: Path, journal: Journal, export: Export) -> None:
    steps = 0
    while True:
        try:
            export(journal, tmp_path / "out", progress=CancelAt(steps))
        except Cancelled:
            assert list(tmp_path.iterdir()) == []
            steps += 1
        else:
            break
    # Before each of five entries, before each of their files' two pieces, and at the end.
    assert steps == 16


@both
def test_progress_counts_entries(tmp_path: Path, journal: Journal, export: Export) -> None:
    heard: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> None:
        heard.append((done, total))

    export(journal, tmp_path / "out", progress=hear)
    # Each number again before each piece of a file, so that a large one can be stopped.
    assert list(dict.fromkeys(heard)) == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert heard == sorted(heard)


@both
def test_someone_else_fills_the_folder_meanwhile(tmp_path: Path, journal: Journal, export: Export) -> None:
    def meddle(done: int, total: int) -> None:
        if done == total:
            (tmp_path / "out").mkdir()
            (tmp_path / "out" / "theirs").touch()

    progress: Progress = meddle
    with pytest.raises(TransferError) as raised:
        export(journal, tmp_path / "out", progress=progress)
    assert code_of(raised) is Code.DESTINATION_NOT_EMPTY
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["out", "theirs"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False)
        if os.name == "posix"
        else None
    )
    if mounted is None or mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@both
def test_a_full_disk(small_disk: Path, journal: Journal, export: Export) -> None:
    with pytest.raises(TransferError) as raised:
        export(journal, small_disk / "out")
    assert code_of(raised) is Code.DISK_FULL
    assert list(small_disk.iterdir()) == []


def test_any_other_error_leaves_nothing_behind(tmp_path: Path) -> None:
    with contextlib.suppress(ZeroDivisionError), new_folder(tmp_path / "out") as being_made:
        (being_made / "a").touch()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_through_a_symbolic_link(tmp_path: Path, journal: Journal) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    export_json(journal, tmp_path / "link")
    assert (tmp_path / "real" / "journal.json").exists()
    assert (tmp_path / "link").is_symlink()
