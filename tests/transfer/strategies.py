"""Entries of every kind, for property tests."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from allydesk.journal.entry import Content
from allydesk.journal.tags import unique_tags
from allydesk.journal.timestamp import Timestamp

LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59, 999999)

sign = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufdd0\ufdd1\ue000\ue001")
"""Everything that a text may hold."""
_HARD = [
    "---\n",
    "\n",
    "\n\n",
    " ",
    "\t",
    "...\n",
    "# x",
    "é",
    "e\u0301",
    "👩‍👩‍👧",
    "مرحبا",
    "\u2028",
    "```",
    "[a](b.png)",
]
texts = st.text(sign, max_size=60) | st.lists(st.sampled_from(_HARD), max_size=8).map("".join)
titles = texts.map(lambda text: text.replace("\n", " "))
tags = st.lists(texts, max_size=4).map(unique_tags).filter(lambda tidied: unique_tags(tidied) == tidied)
zones = st.sampled_from(["", "UTC", "Europe/Berlin", "Nowhere/Atlantis", "+05:30", "America/Argentina/ComodRivadavia"])
stamps = st.builds(Timestamp, st.datetimes(), st.integers(min_value=-86399, max_value=86399), zones)
moods = st.none() | st.integers(min_value=-5, max_value=5)
templates = st.sampled_from(["", "experience", "case-study", "meine-vorlage"])
contents = st.builds(Content, stamps, titles, texts, tags, moods, tags, templates)
moments = st.datetimes(timezones=st.just(UTC))
