"""A few entries of somebody who does not exist."""

from allydesk.journal.entry import NewEntry
from tests.vaults import written

QUEUE = """\
## What happened
We were waiting for the doors. A man behind us started asking whether the talk was serious. By the third question \
he was only asking Makena. I was two people away.

## What I did
I looked at my phone. I told myself she was handling it. She was — alone.

## What I would do now
Step beside her. Answer him myself: *“I’ll take that one.”* Then ask her afterwards, **not in front of him**, what \
would have helped.
"""


def sample_entries() -> list[NewEntry]:
    """Eight entries from one autumn, and one from the year before."""
    return [
        written("2025-12-30T18:02", "The year in a page", "What stayed with me: how often I was the last to notice."),
        written(
            "2026-11-02T20:10",
            "First week",
            "New team, new names. I asked Oluwaseun how to say his name and wrote it down.",
            ("work",),
        ),
        written(
            "2026-11-09T22:31",
            "Why I went quiet",
            "A list of the reasons, most of them about me.\n\n"
            "- I did not want to be wrong in public\n- I thought somebody else would say it\n- I was tired",
            ("bystander", "Reading"),
        ),
        written(
            "2026-11-11T19:40",
            "The joke before the meeting",
            "I laughed. Half a second, then it was over. "
            "Writing down what I could have said.\n\n> What makes that funny?",
            ("Experience", "work"),
        ),
        written(
            "2026-11-14T17:05",
            "Session with Priya",
            "We agreed on twenty minutes each, and no advice unless it is asked for.",
            ("Experience", "sessions"),
        ),
        written(
            "2026-11-18T21:50",
            "Credit where it was due",
            "Said “that was Amara’s point” out loud. It took four seconds.",
            ("Experience", "work"),
        ),
        written(
            "2026-11-19T23:15",
            "Reading notes: chapter 3",
            "What was new: how old the pattern is. What I already knew: less than I thought.",
            ("Reading",),
        ),
        written(
            "2026-11-21T21:14",
            "The queue outside the hall",
            QUEUE,
            ("bystander", "friendship", "Makena", "Experience"),
            -3,
        ),
    ]
