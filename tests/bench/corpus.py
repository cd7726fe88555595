"""A journal nobody wrote: the same entries every time, for as many as are asked for.

Words follow a Zipf-Mandelbrot law over a vocabulary whose first ranks are English function words and whose others are
made of syllables; an entry has about 150, over 27 years. A few words that no syllable makes are planted, so that a
search has a known answer at every size.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.timestamp import Timestamp

RARE = "quixotry"
"""In three entries, however many there are."""
MEDIUM = "quokka"
"""In one entry of 200."""
PHRASE = "amber quay lighthouse"
"""In one entry of 500."""
PREFIX = "quil"
"""Of "quill", "quilt" and "quilts", one of them in one entry of 200."""
TWO_WORDS = "night morning"
"""Both among the hundred commonest."""
COMMONEST = "the"

_FIRST, _DAYS = datetime(1999, 1, 1), 27 * 365
_COMMON_WORDS = (
    "the and to of a in i it was my that with for on but had at we is so he she they this have be not as me you all up "
    "out from there about when were after if what her his then day got some just today went time back home over like "
    "work good really could would been very again before still only into too long more now night morning felt think "
    "know one two our"
)
_ALL_SYLLABLES = (
    "ba be da do el en fa fi ga go ha hi ja ka ki la lo ma mi na no pa po ra re sa se ta ti u va vo wa we za"
)
_TAG_WORDS = (
    "work family health friends food books music garden money sleep dreams ideas school films cooking cycling photos "
    "house holiday news games writing art hiking swimming project meeting coffee rain summer winter spring autumn "
    "party language piano yoga beach hills museum theatre letters goals"
)
_COMMON, _SYLLABLES, _TAGS = _COMMON_WORDS.split(), _ALL_SYLLABLES.split(), _TAG_WORDS.split()
_NOT_ASCII = ("café", "naïve", "Zürich", "jalapeño", "Łódź", "日記", "東京", "приветствие")


def entries(count: int) -> Iterator[NewEntry]:
    """That many entries, oldest first, no two in the same minute."""
    chance = random.Random(20261121)
    vocabulary, weights = _vocabulary(chance)
    minutes = sorted(chance.sample(range(_DAYS * 24 * 60), count))
    rare = set(chance.sample(range(count), 3))
    tag_weights = _zipf(len(_TAGS))
    for number, minute in enumerate(minutes):
        length = min(900, max(20, round(chance.lognormvariate(4.9, 0.5))))
        words = chance.choices(vocabulary, cum_weights=weights, k=length)
        _plant(words, number, rare, chance)
        tags = chance.choices(_TAGS, cum_weights=tag_weights, k=chance.randrange(4))
        moment = Timestamp(_FIRST + timedelta(minutes=minute), 0, "UTC")
        title = " ".join(chance.choices(vocabulary, cum_weights=weights, k=chance.randrange(2, 7))).capitalize()
        yield NewEntry(Content(moment, title, _text(words, chance), tuple(dict.fromkeys(tags)), chance.choice(_MOODS)))


_MOODS = (None, None, *range(-5, 6))


def long_text(words: int) -> str:
    """One text of that many words, in paragraphs of about 80."""
    chance = random.Random(words)
    vocabulary, weights = _vocabulary(chance)
    return _text(chance.choices(vocabulary, cum_weights=weights, k=words), chance)


def _vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    made = ["".join(parts) for size in (2, 3) for parts in itertools.product(_SYLLABLES, repeat=size)]
    chance.shuffle(made)
    vocabulary = _COMMON + [word for word in dict.fromkeys(made) if word not in _COMMON]
    return vocabulary, _zipf(len(vocabulary))


def _zipf(size: int) -> list[float]:
    return list(itertools.accumulate((rank + 2.7) ** -1.15 for rank in range(size)))


def _plant(words: list[str], number: int, rare: set[int], chance: random.Random) -> None:
    planted = []
    if number in rare:
        planted.append(RARE)
    if number % 200 == 7:
        planted.append(MEDIUM)
    if number % 200 == 11:
        planted.append(chance.choice(("quill", "quilt", "quilts")))
    if number % 500 == 13:
        planted.append(PHRASE)
    if number % 20 == 17:
        planted.append(chance.choice(_NOT_ASCII))
    for word in planted:
        words.insert(chance.randrange(len(words)), word)


def _text(words: list[str], chance: random.Random) -> str:
    """Sentences of 5 to 14 words in paragraphs of 3 to 8; a heading, a list or an emphasis now and then."""
    paragraphs: list[str] = []
    sentences: list[str] = []
    place, wanted = 0, 0
    while place < len(words):
        wanted = wanted or chance.randrange(3, 9)
        length = chance.randrange(5, 15)
        sentence = " ".join(words[place : place + length])
        place += length
        sentences.append(f"{sentence[0].upper()}{sentence[1:]}.")
        if len(sentences) == wanted or place >= len(words):
            paragraphs.append(_paragraph(sentences, chance))
            sentences, wanted = [], 0
    return "\n\n".join(paragraphs)


def _paragraph(sentences: list[str], chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.05:
        return "\n".join(f"- {sentence}" for sentence in sentences)
    if kind < 0.08:
        return f"## {sentences[0].rstrip('.')}\n\n{' '.join(sentences[1:])}".rstrip()
    if kind < 0.2:
        return f"*{sentences[0]}* {' '.join(sentences[1:])}".rstrip()
    return " ".join(sentences)
