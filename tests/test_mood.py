"""Moods in words."""

import pytest

from allydesk.mood import MOOD_RANGE, mood_number, mood_word, mood_words


def test_each_step_has_a_word_of_its_own_and_a_signed_number() -> None:
    assert (mood_words(-3), mood_words(0), mood_words(4)) == ("−3 hard", "0 even", "+4 glad")
    assert len({mood_word(mood) for mood in MOOD_RANGE}) == 11
    assert [mood_number(mood) for mood in MOOD_RANGE][:2] == ["−5", "−4"]


@pytest.mark.parametrize("mood", [-6, 6, 100])
def test_there_is_no_word_off_the_scale(mood: int) -> None:
    with pytest.raises(ValueError, match="-5 to"):
        mood_words(mood)
