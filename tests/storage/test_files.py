"""Writing durably: the old file or the new one, whole; and what each failure of a disk means."""

import errno
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from allydesk.errors import Code, VaultError
from allydesk.storage.files import sweep_unfinished, sync_folder, translate_os_error, write_durably

ROOT = Path(__file__).parents[2]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX processes and permissions")


def refusal(path: Path, data: bytes = b"new") -> Code:
    with pytest.raises(VaultError) as caught:
        write_durably(path, data)
    assert caught.value.__cause__ is None
    assert str(path.parent) not in str(caught.value)
    return caught.value.code


def test_a_file_is_made_and_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_durably(path, b"first")
    assert path.read_bytes() == b"first"
    write_durably(path, bytes(range(256)) * 5000)
    assert path.read_bytes() == bytes(range(256)) * 5000
    write_durably(path, b"")
    assert path.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_only_its_owner_may_read_it_whatever_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    before = os.umask(0)
    try:
        write_durably(path, b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix_only
def test_what_a_killed_writer_left_is_replaced_even_a_link(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "file", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"untouched")
    (tmp_path / ".file.new").symlink_to(elsewhere)
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert elsewhere.read_bytes() == b"untouched"
    assert sorted(tmp_path.iterdir()) == [elsewhere, path]


def test_what_a_killed_writer_left_can_be_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"whole")
    (tmp_path / ".file.new").write_bytes(b"hal")
    sweep_unfinished(path)
    sweep_unfinished(path)
    assert sorted(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"whole"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone" / "file") is Code.FOLDER_GONE
    (tmp_path / "a file").write_bytes(b"")
    assert refusal(tmp_path / "a file" / "file") is Code.FOLDER_GONE


def test_a_replacement_that_fails_leaves_the_old_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.mkdir()
    (path / "inside").write_bytes(b"old")
    assert refusal(path) in {Code.DISK_ERROR, Code.READ_ONLY}
    assert (path / "inside").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EDQUOT, Code.DISK_FULL),
        (errno.EROFS, Code.READ_ONLY),
        (errno.EACCES, Code.READ_ONLY),
        (errno.EPERM, Code.READ_ONLY),
        (errno.ENOENT, Code.FOLDER_GONE),
        (errno.ENOTDIR, Code.FOLDER_GONE),
        (errno.ENODEV, Code.FOLDER_GONE),
        (errno.EIO, Code.DISK_ERROR),
    ],
    ids=errno.errorcode.get,
)
def test_what_the_system_says_is_told_by_code_without_its_words(number: int, code: Code) -> None:
    told = translate_os_error(OSError(number, "text of the system", "/home/someone/Diary.allydesk"))
    assert told.code is code
    assert told.facts == ({"errno": number} if code is Code.DISK_ERROR else {})
    assert "Diary" not in repr(told)


def test_an_error_without_a_number_is_told_too() -> None:
    assert translate_os_error(OSError("no number")).facts == {"errno": 0}


def test_a_folder_can_be_made_durable_by_itself(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    if sys.platform != "win32":
        with pytest.raises(FileNotFoundError):
            sync_folder(tmp_path / "gone")


IN_A_MOUNT = """
    import sys
    from pathlib import Path
    from allydesk.errors import VaultError
    from allydesk.storage.files import write_durably
    path = Path(sys.argv[1]) / "file"
    try:
        write_durably(path, bytes(int(sys.argv[2])))
        print("written")
    except VaultError as error:
        print(error.code, sorted(other.name for other in path.parent.iterdir()), path.read_bytes())
"""


@posix_only
@pytest.mark.parametrize(
    ("make", "said"),
    [("true", "disk-full ['file'] b'old'"), ("mount -o remount,ro,size=64k {0}", "read-only ['file'] b'old'")],
    ids=["full", "read-only"],
)
def test_on_a_real_disk_that_is_full_or_read_only(tmp_path: Path, make: str, said: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(IN_A_MOUNT))
    disk = tmp_path / "disk"
    disk.mkdir()
    commands = f"mount -t tmpfs -o size=64k tmpfs {disk} && echo mounted && printf old > {disk}/file && "
    commands += make.format(disk) + f" && {sys.executable} {script} {disk} 1000000"
    try:
        done = subprocess.run(
            ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", commands],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("unshare is not here")
    if not done.stdout.startswith("mounted"):
        pytest.skip("this system does not let a test mount a disk of its own")
    assert done.stdout.splitlines()[1:] == [said], done.stderr


@posix_only
def test_killed_at_any_step_the_file_is_old_or_new_and_its_folder_is_synced_last(tmp_path: Path) -> None:
    """Children are killed at each call into the system in turn; what they leave must be the old file or the new."""
    script = textwrap.dedent("""
        import itertools, os, signal, sys
        from pathlib import Path
        from allydesk.storage.files import write_durably
        path = Path(sys.argv[1]) / "file"
        calls = []

        def child(limit):
            def watch(frame, event, function):
                if event == "c_call":
                    calls.append(function.__name__)
                    if len(calls) == limit:
                        os.kill(os.getpid(), signal.SIGKILL)
            sys.setprofile(watch)
            write_durably(path, b"new")
            sys.setprofile(None)
            Path(sys.argv[1], "calls").write_text(" ".join(calls))
            os._exit(0)

        seen = set()
        for limit in itertools.count(1):
            write_durably(path, b"old")
            pid = os.fork() or child(limit)
            status = os.waitpid(pid, 0)[1]
            assert path.read_bytes() in (b"old", b"new")
            seen.add(path.read_bytes())
            if os.WIFEXITED(status):
                assert os.WEXITSTATUS(status) == 0 and path.read_bytes() == b"new"
                break
            assert os.WTERMSIG(status) == signal.SIGKILL
        assert seen == {b"old", b"new"}
        print(limit)
    """)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
    calls = (tmp_path / "calls").read_text().split()
    assert [call for call in calls if call in {"write", "flush", "fsync", "replace"}] == [
        "write",
        "flush",
        "fsync",
        "replace",
        "fsync",
    ]
