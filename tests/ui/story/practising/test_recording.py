"""Recording a take. What needs a device is tried where there is one; the way a recording takes, everywhere."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.story.telling import Story
from allydesk.ui.story.practising.page import PractisePage
from allydesk.ui.story.practising.recording import Audio, QtAudio, QtRecorder, find_audio
from allydesk.ui.story.practising.rehearsal import Stage
from allydesk.ui.story.practising.wav import Sound, read_wav
from tests.ui.story.conftest import Settle
from tests.ui.story.practising.conftest import MakePage
from tests.ui.story.practising.parts import HandFedAudio, Steady, pass_time, pragma, running

VOICE = bytes(range(1, 255)) * 40
"""10,160 bytes that nothing else in a vault looks like."""


@pytest.fixture
def audio() -> HandFedAudio:
    return HandFedAudio()


@pytest.fixture
def heard_page(make_page: MakePage, story: Story, audio: HandFedAudio) -> PractisePage:
    """The page on a computer with a microphone."""
    assert story.telling.text
    return make_page(audio)


def record(page: PractisePage, audio: HandFedAudio, steady: Steady) -> None:
    """Press Record, and say something for a while."""
    page.telling.controls.record.click()
    pass_time(page, steady, 33)
    running(audio.recorders).hear(VOICE)


def kept_audio(vault: Vault, story: Story) -> bytes:
    (take,) = vault.stories.takes(story.id)
    assert take.audio is not None
    assert (take.audio.name, take.audio.media_type) == ("Take.wav", "audio/wav")
    return vault.story_files.read(take.audio.id)


# Without sound


def test_without_the_extra_there_is_no_sound_and_no_fuss() -> None:
    if find_spec("PySide6.QtMultimedia") is not None:
        pytest.skip("QtMultimedia is installed here")
    assert find_audio() is None
    assert "PySide6.QtMultimedia" not in sys.modules


def test_without_sound_nothing_speaks_of_it(make_page: MakePage, story: Story) -> None:
    page = make_page()
    assert story.telling.text
    words = " ".join(each.text() for each in page.findChildren(QPushButton) if each.isVisible())
    assert "record" not in words.lower()
    assert not page.telling.recording.isVisible()


def test_a_recording_can_be_kept_where_it_cannot_be_played(
    make_page: MakePage,
    vault: Vault,
    story: Story,
    settle: Settle,
    heard_page: PractisePage,
    *,
    audio: HandFedAudio,
    steady: Steady,
) -> None:
    record(heard_page, audio, steady)
    heard_page.flush(lambda: None)
    settle()
    page = make_page()
    page.views.option("takes").click()
    row = page.list.rows[0]
    assert "with a recording" in row.figures.text()
    assert not row.listen.isVisible()
    assert kept_audio(vault, story)


# With a microphone fed by hand


def test_nothing_is_recorded_unless_record_is_pressed(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady
) -> None:
    heard_page.primary.click()
    pass_time(heard_page, steady, 60)
    assert not [each for each in audio.recorders if each.is_on]
    assert not heard_page.telling.recording.isVisible()
    heard_page.primary.click()
    heard_page.primary.click()
    heard_page.primary.click()  # and the next telling is not recorded either
    assert not [each for each in audio.recorders if each.is_on]


def test_a_recording_shows_holds_on_with_the_telling_and_ends_with_it(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady
) -> None:
    record(heard_page, audio, steady)
    assert heard_page.telling.recording.isVisible()
    assert heard_page.telling.recording.text() == "● Recording"
    recorder = running(audio.recorders)
    heard_page.telling.toggle()
    recorder.hear(b"not this")
    heard_page.telling.toggle()
    recorder.hear(b"and this")
    heard_page.primary.click()
    assert not recorder.is_on
    assert bytes(recorder.samples.copy().samples) == VOICE + b"and this"
    assert not heard_page.telling.recording.isVisible()
    assert heard_page.ending.audio.text() == "Recording: 0:00, 0.0 MB"


def test_a_recording_is_kept_in_the_vault_alone(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady, vault: Vault, story: Story, *, settle: Settle
) -> None:
    record(heard_page, audio, steady)
    recorder = running(audio.recorders)
    pieces = list(recorder.samples._pieces)
    heard_page.primary.click()
    heard_page.primary.click()
    settle()
    assert bytes(read_wav(kept_audio(vault, story)).samples) == VOICE
    assert recorder.samples.size == 0
    assert not any(any(piece) for piece in pieces)
    on_disk = b"".join(path.read_bytes() for path in Path(vault.folder).rglob("*") if path.is_file())
    assert len(on_disk) > len(VOICE)
    assert VOICE[:64] not in on_disk
    assert "with a recording" in heard_page.list.rows[0].figures.text()


def test_recording_can_stop_while_the_telling_goes_on(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady, vault: Vault, story: Story, *, settle: Settle
) -> None:
    record(heard_page, audio, steady)
    recorder = running(audio.recorders)
    heard_page.telling.controls.stop_recording.click()
    assert not heard_page.telling.recording.isVisible()
    assert heard_page.telling.stage is Stage.TELLING
    recorder.hear(b"unheard")
    pass_time(heard_page, steady, 10)
    heard_page.flush(lambda: None)
    settle()
    assert bytes(read_wav(kept_audio(vault, story)).samples) == VOICE


def test_a_full_recording_stops_and_says_so(heard_page: PractisePage, audio: HandFedAudio, steady: Steady) -> None:
    record(heard_page, audio, steady)
    running(audio.recorders).hear(bytes(100_000))
    assert heard_page.telling.stage is Stage.TELLING
    assert heard_page.telling.problem.isVisible()
    assert "full" in heard_page.telling.problem.text()
    assert not heard_page.telling.recording.isVisible()


def test_a_recording_can_be_left_out(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady, vault: Vault, story: Story, *, settle: Settle
) -> None:
    record(heard_page, audio, steady)
    recorder = running(audio.recorders)
    heard_page.primary.click()
    heard_page.ending.drop_audio.click()
    assert recorder.samples.size == 0
    heard_page.primary.click()
    settle()
    (take,) = vault.stories.takes(story.id)
    assert take.audio is None


def test_a_false_start_leaves_nothing_heard(heard_page: PractisePage, audio: HandFedAudio, steady: Steady) -> None:
    heard_page.telling.controls.record.click()
    pass_time(heard_page, steady, 1)
    recorder = running(audio.recorders)
    recorder.hear(VOICE)
    heard_page.telling.toggle()  # in the lead-in: it never began
    assert heard_page.telling.stage is Stage.READY
    assert (recorder.is_on, recorder.samples.size) == (False, 0)


def test_discarded_it_can_be_brought_back_until_the_next_telling(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady
) -> None:
    record(heard_page, audio, steady)
    recorder = running(audio.recorders)
    heard_page.primary.click()
    heard_page.ending.discard.click()
    assert recorder.samples.size == len(VOICE)
    heard_page.primary.click()
    assert recorder.samples.size == 0
    assert not heard_page.notice.isVisible()


def test_a_microphone_that_cannot_be_had_is_said_and_nothing_begins(make_page: MakePage, story: Story) -> None:
    page = make_page(HandFedAudio(works=False))
    assert story.telling.text
    page.telling.controls.record.click()
    assert page.notice.accessibleName().startswith("The microphone cannot be had")
    assert page.telling.stage is Stage.READY


def test_closing_leaves_nothing_heard(heard_page: PractisePage, audio: HandFedAudio, steady: Steady) -> None:
    record(heard_page, audio, steady)
    recorder = running(audio.recorders)
    heard_page.close_all()
    assert (recorder.is_on, recorder.samples.size) == (False, 0)


def test_one_listens_before_and_after_it_is_kept(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady, *, settle: Settle
) -> None:
    record(heard_page, audio, steady)
    heard_page.primary.click()
    heard_page.ending.listen.click()
    assert heard_page.ending.listen.text() == "Stop"
    heard_page.ending.listen.click()
    assert heard_page.ending.listen.text() == "Listen"
    heard_page.primary.click()
    settle()
    row = heard_page.list.rows[0]
    row.listen.click()
    settle()
    assert row.listen.text() == "Stop"
    assert audio.heard == [VOICE, VOICE]
    audio.players[-1].ended.emit()
    assert row.listen.text() == "Listen"


def test_a_recording_is_removed_and_brought_back(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady, vault: Vault, story: Story, *, settle: Settle
) -> None:
    record(heard_page, audio, steady)
    heard_page.flush(lambda: None)
    settle()
    row = heard_page.list.rows[0]
    row.change.click()
    assert row.drop_audio.isVisible()
    row.drop_audio.click()
    settle()
    assert vault.stories.takes(story.id)[0].audio is None
    assert "with a recording" not in row.figures.text()
    (undo,) = [each for each in heard_page.notice.findChildren(QPushButton) if each.text() == "Undo"]
    undo.click()
    settle()
    assert bytes(read_wav(kept_audio(vault, story)).samples) == VOICE


def test_what_is_said_of_a_take_while_its_recording_is_on_its_way_is_kept_with_it(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady, vault: Vault, story: Story, *, settle: Settle
) -> None:
    record(heard_page, audio, steady)
    heard_page.primary.click()
    heard_page.primary.click()
    row = heard_page.list.rows[0]
    row.change.click()
    assert row.form is not None
    row.form.notes.setPlainText("Already")
    row.change.click()
    settle()
    assert vault.stories.takes(story.id)[0].notes == "Already"
    assert bytes(read_wav(kept_audio(vault, story)).samples) == VOICE


def test_on_a_full_disk_a_recording_waits_in_memory_until_there_is_room(
    heard_page: PractisePage, audio: HandFedAudio, steady: Steady, vault: Vault, story: Story, *, settle: Settle
) -> None:
    record(heard_page, audio, steady)
    recorder = running(audio.recorders)
    recorder.hear(bytes(50_000))
    pragma(vault, "max_page_count = 1")  # no more than there are
    heard_page.primary.click()
    heard_page.primary.click()
    settle()
    assert vault.stories.takes(story.id) == []
    assert recorder.samples.size == len(VOICE) + 50_000
    pragma(vault, "max_page_count = 1000000")
    heard_page.flush(lambda: None)
    settle()
    assert bytes(read_wav(kept_audio(vault, story)).samples) == VOICE + bytes(50_000)
    assert recorder.samples.size == 0


# With the real thing


@pytest.fixture
def real_audio() -> QtAudio:
    found: Audio | None = find_audio()
    if found is None:
        pytest.skip("QtMultimedia is not installed: it comes with the extra “audio”")
    assert isinstance(found, QtAudio)
    return found


@pytest.mark.qt_log_ignore("pipewire|pa_context_connect")  # what Qt says of the sound servers it did not find
def test_a_real_microphone_is_heard_paused_and_let_go(real_audio: QtAudio, qtbot: QtBot) -> None:
    recorder = real_audio.recorder()
    if recorder is None:
        pytest.skip("there is no microphone here")
    assert isinstance(recorder, QtRecorder)
    assert recorder.start()
    qtbot.waitUntil(lambda: recorder.samples.size > 1_000, timeout=10_000)
    recorder.pause()
    size = recorder.samples.size
    QTest.qWait(200)
    assert recorder.samples.size == size
    recorder.go_on()
    qtbot.waitUntil(lambda: recorder.samples.size > size, timeout=10_000)
    recorder.stop()
    assert not recorder.is_on
    recorder.clear()
    assert recorder.samples.size == 0


@pytest.mark.qt_log_ignore("pipewire|pa_context_connect")  # what Qt says of the sound servers it did not find
def test_a_real_recorder_stops_when_it_is_full(real_audio: QtAudio, qtbot: QtBot) -> None:
    made = real_audio.recorder()
    if made is None:
        pytest.skip("there is no microphone here")
    assert isinstance(made, QtRecorder)
    recorder = QtRecorder(made._multimedia, made._device, made._form, most=2_000)
    with qtbot.waitSignal(recorder.stopped, timeout=10_000):
        assert recorder.start()
    assert (recorder.is_on, recorder.samples.size) == (False, 2_000)


@pytest.mark.qt_log_ignore("pipewire|pa_context_connect")  # what Qt says of the sound servers it did not find
def test_a_real_loudspeaker_plays_to_the_end(real_audio: QtAudio, qtbot: QtBot) -> None:
    player = real_audio.player()
    if player is None:
        pytest.skip("there is no loudspeaker here")
    with qtbot.waitSignal(player.ended, timeout=10_000):
        assert player.play(Sound(16_000, memoryview(bytes(8_000))))
    assert not player.is_on
