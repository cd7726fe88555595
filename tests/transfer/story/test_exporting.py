"""Where an export goes: whole and readable by its owner, or not there at all. Without Qt: what needs that is tried with
the window's tests."""

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.errors import AllydeskError, Cancelled, Code
from allydesk.progress import Progress, unreported
from allydesk.story.chart.primitives import Figure
from allydesk.story.chart.scale import Span
from allydesk.transfer.story.document import PageSize, StoryDocument
from allydesk.transfer.story.exporting import export_lifeline, export_profile, export_story
from tests.transfer.story.samples import PROFILE, life, measure, on, story


class WithoutQt:
    """For the formats that need none."""

    measure = staticmethod(measure)

    def pdf_of(self, document: StoryDocument, progress: Progress = unreported) -> bytes:
        raise NotImplementedError

    odt_of = pdf_of

    def chart_png(self, figure: Figure, scale: float) -> bytes:
        raise NotImplementedError

    def chart_pdf(self, figure: Figure, *, page_size: PageSize = PageSize.A4) -> bytes:
        raise NotImplementedError


DRAWING = WithoutQt()


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("ending", [".html", ".epub", ".md", ".HTML"])
def test_a_story_is_a_file_of_its_owner_only(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"story{ending}"
    path.write_text("what was there before")
    export_story(story(), life(), path, drawing=DRAWING)
    assert path.stat().st_size > 300
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == [path.name]


def test_a_story_may_be_without_its_chart(tmp_path: Path) -> None:
    export_story(story(), life(), tmp_path / "a.html", drawing=DRAWING, with_chart=False)
    assert b"<svg" not in (tmp_path / "a.html").read_bytes()
    export_story(story(), life(), tmp_path / "b.html", drawing=DRAWING, span=Span(10.0, 20.0))
    assert b"<svg" not in (tmp_path / "b.html").read_bytes(), "nothing happened then"


def test_the_view_has_only_what_is_in_it(tmp_path: Path) -> None:
    first, last = on("2016").earliest, on("2018").latest
    assert first is not None
    assert last is not None
    path = tmp_path / "view.svg"
    export_lifeline(life(), path, drawing=DRAWING, span=Span(first.toordinal(), last.toordinal()))
    made = path.read_text(encoding="utf-8")
    assert "First job" in made
    assert "1 moment in 2017: 1 high." in made
    assert "Mentored by Ruth" not in made
    assert "Choir" not in made


@pytest.mark.parametrize("name", ["story", "story.txt", "story.png", "story.pdf.exe", "story."])
def test_an_ending_that_means_nothing_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(AllydeskError) as caught:
        export_story(story(), life(), tmp_path / name, drawing=DRAWING)
    assert caught.value.code is Code.UNKNOWN_FORMAT
    with pytest.raises(AllydeskError) as caught:
        export_lifeline(life(), tmp_path / "life.docx", drawing=DRAWING)
    assert caught.value.code is Code.UNKNOWN_FORMAT
    with pytest.raises(AllydeskError) as caught:
        export_profile(PROFILE, tmp_path / "profile.epub", drawing=DRAWING)
    assert caught.value.code is Code.UNKNOWN_FORMAT
    assert not names(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 16 kilobytes, where this user may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only root may make a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_what_was_there(small_disk: Path) -> None:
    path = small_disk / "story.html"
    path.write_text("what was there before")
    with pytest.raises(AllydeskError) as caught:
        export_story(story("A long story.\n\n" * 4_000), life(), path, drawing=DRAWING)
    assert caught.value.code is Code.DISK_FULL
    assert path.read_text() == "what was there before"
    assert names(small_disk) == [path.name]


@pytest.mark.parametrize("place", ["gone/story.html", "file/story.html", "/proc/story.html", "/dev/full/story.html"])
def test_a_place_that_cannot_be_written_to_is_told(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AllydeskError) as caught:
        export_story(story(), life(), tmp_path / place, drawing=DRAWING)
    assert caught.value.code is Code.DESTINATION_UNWRITABLE
    assert names(tmp_path) == ["file"]


def test_a_read_only_disk_is_told(small_disk: Path) -> None:
    (small_disk / "profile.html").write_text("what was there before")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(AllydeskError) as caught:
        export_profile(PROFILE, small_disk / "profile.html", drawing=DRAWING)
    assert caught.value.code is Code.DESTINATION_UNWRITABLE
    assert names(small_disk) == ["profile.html"]


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("root may write everywhere")
    with pytest.raises(AllydeskError) as caught:
        export_profile(PROFILE, tmp_path / "profile.html", drawing=DRAWING)
    assert caught.value.code is Code.DESTINATION_UNWRITABLE
    assert not names(tmp_path)


@pytest.mark.parametrize("at", [1, 2])
def test_stopping_leaves_nothing(at: int, tmp_path: Path) -> None:
    calls = 0

    def stop(_done: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls == at:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_story(story(), life(), tmp_path / "story.html", drawing=DRAWING, progress=stop)
    assert calls == at
    assert not names(tmp_path)
