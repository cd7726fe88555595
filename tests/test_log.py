"""The log holds facts, whatever is thrown at it."""

import errno
import logging
import stat
import sys
import warnings
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.errors import Code, VaultError
from allydesk.journal.timestamp import Timestamp
from allydesk.log import LARGEST, FactsFormatter, describe, logging_to

SECRET = "what I wrote at night"

log = logging.getLogger("allydesk.test")


class Kind(StrEnum):
    """A constant of ours."""

    SMALL = "small"


def logged(tmp_path: Path) -> str:
    return (tmp_path / "allydesk.log").read_text(encoding="utf-8")


def test_sizes_and_codes_get_in(tmp_path: Path) -> None:
    with logging_to(tmp_path / "allydesk.log"):
        log.info("entry saved, %d characters, %.1f ms, %s, %s", 12, 0.25, Kind.SMALL, None)
        log.info("read %(count)d", {"count": 3})
    saved, read = logged(tmp_path).splitlines()
    assert saved.endswith(" INFO allydesk.test: entry saved, 12 characters, 0.2 ms, small, None")
    assert read.endswith(": read 3")


def test_written_text_does_not(tmp_path: Path) -> None:
    with logging_to(tmp_path / "allydesk.log"):
        log.info("saved %s", SECRET)
        log.info("saved %s and %r", [SECRET], Path(SECRET))
        log.info("found %(what)s", {"what": SECRET})
        log.error(ValueError(SECRET))
    text = logged(tmp_path)
    assert SECRET not in text
    assert [line.partition("allydesk.test: ")[2] for line in text.splitlines()] == [
        "saved <str>",
        "saved <list> and '<PosixPath>'" if sys.platform != "win32" else "saved <list> and '<WindowsPath>'",
        "found <str>",
        "<ValueError>",
    ]


@pytest.mark.parametrize(
    ("message", "given"), [("counted %d", (SECRET,)), ("two %s %s", (SECRET,)), ("none", (SECRET,))]
)
def test_a_line_that_does_not_fit_its_facts_stands_alone(message: str, given: tuple[object, ...]) -> None:
    record = logging.LogRecord("allydesk.x", logging.INFO, "file.py", 1, message, given, None)
    assert FactsFormatter().format(record).endswith(f": {message}")


@given(value=st.text(min_size=8) | st.binary(min_size=8) | st.lists(st.text(min_size=8), min_size=1))
def test_no_value_but_numbers_and_constants_gets_into_a_line(value: object) -> None:
    record = logging.LogRecord("allydesk.x", logging.INFO, "file.py", 1, "saw %s", (value,), None)
    line = FactsFormatter().format(record)
    assert line.endswith(f": saw <{type(value).__name__}>")


def test_an_exception_is_its_type_and_our_own_frames(tmp_path: Path) -> None:
    with logging_to(tmp_path / "allydesk.log"):
        try:
            Timestamp.parse(SECRET, zone=None)  # type: ignore[arg-type]  # not looked at for text that is no date
        except Exception:
            log.exception("could not read %d", 1)
    text = logged(tmp_path)
    assert SECRET not in text
    first, *rest = text.splitlines()
    assert first.endswith(" ERROR allydesk.test: could not read 1")
    assert rest[0] == "allydesk.errors.JournalError not-a-date"
    assert rest[1].startswith("  allydesk/journal/timestamp.py:")
    assert rest[1].endswith(" Timestamp.parse")
    assert "because of" in rest
    assert "ValueError" in rest
    assert not any("test_log" in line for line in rest)


def test_a_bug_report_names_what_an_error_came_from_unless_it_was_cut_off() -> None:
    cause, error = OSError(errno.ENOSPC, SECRET), VaultError(Code.DISK_FULL)
    error.__cause__ = cause
    assert describe(error) == ["allydesk.errors.VaultError disk-full", "because of", "OSError"]
    error.__cause__, error.__context__ = None, cause
    assert describe(error) == ["allydesk.errors.VaultError disk-full"]
    error.__suppress_context__ = False
    assert describe(error) == ["allydesk.errors.VaultError disk-full", "because of", "OSError"]


def test_other_libraries_are_heard_but_not_quoted(tmp_path: Path) -> None:
    with logging_to(tmp_path / "allydesk.log"), warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.getLogger("sqlalchemy.pool").warning("could not reset %s", SECRET)
        logging.getLogger("sqlalchemy.pool").info("this is too small to keep")
        warnings.warn(SECRET, RuntimeWarning, stacklevel=1)
    text = logged(tmp_path)
    assert SECRET not in text
    pool, warned = text.splitlines()
    assert " WARNING sqlalchemy.pool: at test_log:" in pool
    assert " WARNING warnings.RuntimeWarning: at test_log:" in warned


def test_a_line_that_cannot_be_written_says_nothing_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    (tmp_path / "allydesk.log").symlink_to("/dev/full")
    with logging_to(tmp_path / "allydesk.log"):
        log.info("saved %s", SECRET)
    assert capsys.readouterr() == ("", "")


def test_without_a_place_there_is_no_log_and_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    with logging_to(tmp_path / "file" / "allydesk.log"):
        log.error("lost")
    assert capsys.readouterr() == ("", "")


def test_nothing_is_logged_once_the_block_is_over(tmp_path: Path) -> None:
    before = (list(logging.getLogger().handlers), logging.getLogger("allydesk").level, warnings.showwarning)
    with logging_to(tmp_path / "allydesk.log"):
        log.info("inside")
    log.info("outside")
    assert (list(logging.getLogger().handlers), logging.getLogger("allydesk").level, warnings.showwarning) == before
    assert "inside" in logged(tmp_path)
    assert "outside" not in logged(tmp_path)


def test_it_goes_on_where_it_was_until_it_is_too_large(tmp_path: Path) -> None:
    for word in ("first", "second"):
        with logging_to(tmp_path / "allydesk.log"):
            log.info(word)
    assert [line.rpartition(" ")[2] for line in logged(tmp_path).splitlines()] == ["first", "second"]
    (tmp_path / "allydesk.log").write_text("x" * (LARGEST + 1))
    with logging_to(tmp_path / "allydesk.log"):
        log.info("third")
    assert [line.rpartition(" ")[2] for line in logged(tmp_path).splitlines()] == ["third"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    with logging_to(tmp_path / "log" / "allydesk.log"):
        pass
    assert stat.S_IMODE((tmp_path / "log" / "allydesk.log").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o700
