"""`python -m tests.practice.coach.report`: what the coach finds in the contrasting pairs, in numbers.

No text of a pair is printed: the held-out half is to stay unseen by whoever writes rules.
"""

import sys

from allydesk.assets import resources
from allydesk.practice.coach.coach import Coach
from tests.practice.coach.measuring import Count, Half, count, share

PRECISION, RECALL, ONE_ORDINARY_IN = 0.9, 0.7, 50
"""What the held-out half has to reach."""


def lines(half: Half, counted: Count) -> list[str]:
    """A table of a half, rule by rule and in all."""
    rules = sorted({*counted.found, *counted.missed, *counted.false})
    rows = [_row(rule, counted.found[rule], counted.missed[rule], counted.false[rule]) for rule in rules]
    total = _row("in all", counted.found.total(), counted.missed.total(), counted.false.total())
    head = f"{'rule':<26}{'found':>7}{'missed':>8}{'false':>7}{'precision':>11}{'recall':>8}"
    ordinary = f"Ordinary good answers with a false alarm: {counted.ordinary_false} of {counted.ordinary}."
    return [f"{half}: {counted.pairs} pairs", head, *rows, total, ordinary, ""]


def _row(name: str, found: int, missed: int, false: int) -> str:
    return f"{name:<26}{found:>7}{missed:>8}{false:>7}{share(found, false):>11.3f}{share(found, missed):>8.3f}"


def main() -> None:
    """Print both halves."""
    coach = Coach.from_folder(resources() / "coach")
    for half in Half:
        sys.stdout.write("\n".join(lines(half, count(coach, half))) + "\n")


if __name__ == "__main__":
    main()
