"""Samples in memory, and the WAV file around them; Python's own reader of such files is the judge."""

import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ui.story.practising.wav import HEADER_BYTES, LONGEST, MOST_BYTES, NotSound, Samples, read_wav, wav_header

PIECE = 256 * 1024


def recorded(heard: bytes, *, rate: int = 16_000, most: int = MOST_BYTES) -> Samples:
    samples = Samples(rate=rate, most=most)
    samples.add(heard)
    return samples


def test_half_an_hour_is_the_longest_and_takes_58_megabytes() -> None:
    assert LONGEST == 1800
    assert MOST_BYTES == 57_600_000
    assert Samples().rate == 16_000


@given(st.binary(max_size=400), st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000]))
def test_the_file_is_what_others_read_as_one(heard: bytes, rate: int) -> None:
    samples = recorded(heard, rate=rate)
    data = samples.wav().read()
    assert len(data) == samples.wav_size
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, rate)
        assert file.readframes(file.getnframes()) == heard[: len(heard) // 2 * 2]


@given(st.binary(max_size=400))
def test_what_was_kept_is_played_as_it_was_heard(heard: bytes) -> None:
    samples = recorded(heard)
    found = read_wav(samples.wav().read())
    assert found.rate == 16_000
    assert bytes(found.samples) == bytes(samples.copy().samples) == heard[: len(heard) // 2 * 2]
    assert found.seconds == len(heard) // 2 / 16_000


@given(st.lists(st.integers(0, 2 * PIECE), max_size=5))
def test_pieces_make_one_whole_however_they_come(sizes: list[int]) -> None:
    samples = Samples()
    whole = b""
    for number, size in enumerate(sizes):
        heard = bytes([number + 1]) * size
        assert samples.add(heard) == size
        whole += heard
    assert samples.size == len(whole)
    with samples.wav() as file:
        read = b"".join(iter(lambda: file.read(100_001), b""))
    assert read[HEADER_BYTES:] == whole[: len(whole) // 2 * 2]


def test_no_more_is_taken_than_there_is_room_for() -> None:
    samples = Samples(most=11)
    taken = [(samples.add(heard), samples.is_full) for heard in (b"12345678", b"abcdef", b"x")]
    assert taken == [(8, False), (2, True), (0, True)]
    assert bytes(samples.copy().samples) == b"12345678ab"


def test_cleared_it_is_overwritten_and_can_begin_anew() -> None:
    samples = recorded(b"secret words" * 1000)
    pieces = list(samples._pieces)
    samples.clear()
    assert all(not any(piece) for piece in pieces)
    assert (samples.size, samples.seconds, samples.wav_size) == (0, 0, HEADER_BYTES)
    samples.add(b"ab")
    assert bytes(samples.copy().samples) == b"ab"


def test_chunks_of_others_are_passed_over() -> None:
    data = recorded(b"abcd").wav().read()
    odd = b"LIST\x03\x00\x00\x00abc\x00"
    assert bytes(read_wav(data[:36] + odd + data[36:]).samples) == b"abcd"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF",
        b"OggS" + bytes(60),
        wav_header(100)[:40] + b"\xff\xff\xff\x7f" + bytes(10),
        wav_header(4) + b"abc",
        wav_header(4).replace(b"fmt ", b"junk") + b"abcd",
        wav_header(4, rate=1) + b"abcd",
        b"RIFF" + bytes(4) + b"WAVEfmt \x02\x00\x00\x00ab" + bytes(40),
        b"RIFF" + bytes(4) + b"WAVE" + bytes(40),
    ],
)
def test_what_is_no_recording_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(NotSound):
        read_wav(data)


@given(st.binary(max_size=120))
def test_nothing_else_than_a_refusal_comes_of_noise(noise: bytes) -> None:
    for data in (noise, wav_header(4)[:12] + noise, wav_header(4)[:36] + noise):
        try:
            read_wav(data)
        except NotSound:
            continue


def test_stereo_and_other_widths_are_refused() -> None:
    for voices, width in ((2, 2), (1, 1), (1, 4)):
        kept = io.BytesIO()
        with wave.open(kept, "wb") as file:
            file.setnchannels(voices)
            file.setsampwidth(width)
            file.setframerate(16_000)
            file.writeframes(bytes(16))
        with pytest.raises(NotSound):
            read_wav(kept.getvalue())
