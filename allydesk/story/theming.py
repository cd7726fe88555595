"""What a person does with their themes, each as an `Edit`; and the themes by their moments as a table.

Every function takes the lifeline as it is and gives the edit that makes the next one. What is not there (a theme that
another step has removed, a moment that is gone) is passed over: the edit then has no change, and carrying it out does
nothing. So no theme is ever tied to a moment that is not on the lifeline.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from allydesk.story.ids import MomentId, ThemeId, new_theme_id
from allydesk.story.lifeline import SHADES, Change, Edit, Lifeline, Moment, Theme
from allydesk.text import clean

LONGEST_NAME = 80
"""Characters in a name, at most: a theme is a word or two."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Themes by moments: the themes as the person ordered them, the moments from the oldest on, those without a date
    last. `ties` says which go together."""

    themes: tuple[Theme, ...]
    moments: tuple[Moment, ...]
    ties: frozenset[tuple[ThemeId, MomentId]]

    def is_tied(self, theme_id: ThemeId, moment_id: MomentId) -> bool:
        """Whether the theme runs through the moment."""
        return (theme_id, moment_id) in self.ties


def matrix(lifeline: Lifeline) -> Matrix:
    """The themes of a lifeline by its moments."""
    themes = tuple(lifeline.ordered_themes())
    ties = frozenset((theme.id, one) for theme in themes for one in theme.moments if one in lifeline.moments)
    return Matrix(themes, tuple(in_time(lifeline)), ties)


def in_time(lifeline: Lifeline) -> list[Moment]:
    """All moments, from the oldest on; those without a date last, in the order they were made."""
    return [*lifeline.dated(), *lifeline.undated()]


def moments_of(lifeline: Lifeline, theme: Theme) -> list[Moment]:
    """The moments of a theme that are on the lifeline, in the order they were tied."""
    return [lifeline.moments[one] for one in theme.moments if one in lifeline.moments]


def tidy_name(name: str) -> str:
    """A name as it is kept: on one line, each run of white space one space, at most `LONGEST_NAME` characters."""
    return " ".join(clean(name)[0].split())[:LONGEST_NAME].rstrip()


def named(lifeline: Lifeline, name: str, *, but: ThemeId | None = None) -> Theme | None:
    """The theme that goes by this name, capitals aside, `but` not looked at; None when there is none."""
    wanted = tidy_name(name).casefold()
    return next(
        (one for one in lifeline.ordered_themes() if one.id != but and tidy_name(one.name).casefold() == wanted), None
    )


def free_shade(lifeline: Lifeline) -> int:
    """The shade that the fewest themes have; of several, the first."""
    used = [theme.shade for theme in lifeline.themes.values()]
    return min(range(SHADES), key=lambda shade: (used.count(shade), shade))


def add_theme(
    lifeline: Lifeline, name: str, *, moments: Iterable[MomentId] = (), theme_id: ThemeId | None = None
) -> Edit:
    """A new theme after all others, tied to these moments, in a shade that is not much used yet."""
    made = Theme(
        theme_id or new_theme_id(),
        tidy_name(name),
        moments=_there(lifeline, moments),
        place=max((theme.place + 1 for theme in lifeline.themes.values()), default=0),
        shade=free_shade(lifeline),
    )
    return Edit("Add a theme", (Change(None, made),))


def rename_theme(lifeline: Lifeline, theme_id: ThemeId, name: str) -> Edit:
    """Another name."""
    return _changed(lifeline, theme_id, "Rename the theme", lambda theme: replace(theme, name=tidy_name(name)))


def set_memo(lifeline: Lifeline, theme_id: ThemeId, memo: str, *, run: str = "") -> Edit:
    """Another memo. What is typed in one sitting shares a `run`, so that it is undone in one step."""
    text = clean(memo)[0]
    return replace(_changed(lifeline, theme_id, "Change the memo", lambda theme: replace(theme, memo=text)), run=run)


def recolour(lifeline: Lifeline, theme_id: ThemeId, shade: int) -> Edit:
    """Another pair of colour and pattern. Raises ValueError for a shade there is not."""
    if shade not in range(SHADES):
        raise ValueError("there is no such shade")
    return _changed(lifeline, theme_id, "Change colour and pattern", lambda theme: replace(theme, shade=shade))


def tie(lifeline: Lifeline, theme_id: ThemeId, moments: Iterable[MomentId]) -> Edit:
    """Tie the theme to these moments as well, after those it has."""
    new = _there(lifeline, moments)
    return _changed(lifeline, theme_id, "Tie to the theme", lambda theme: replace(theme, moments=_united(theme, new)))


def tie_by_name(lifeline: Lifeline, moment_id: MomentId, name: str) -> Edit:
    """Tie the moment to the theme that goes by this name, or to a new one where none does; nothing for an empty name,
    and nothing for a moment that is not there."""
    if not tidy_name(name) or moment_id not in lifeline.moments:
        return Edit("Tie to the theme", ())
    known = named(lifeline, name)
    return add_theme(lifeline, name, moments=(moment_id,)) if known is None else tie(lifeline, known.id, (moment_id,))


def untie(lifeline: Lifeline, theme_id: ThemeId, moments: Iterable[MomentId]) -> Edit:
    """Take these moments off the theme; the moments themselves stay on the lifeline."""
    gone = frozenset(moments)
    return _changed(lifeline, theme_id, "Untie from the theme", lambda theme: _without(theme, gone))


def turn(lifeline: Lifeline, theme_id: ThemeId, moment_id: MomentId) -> Edit:
    """Tie what is not tied, untie what is."""
    theme = lifeline.themes.get(theme_id)
    tied = theme is not None and moment_id in theme.moments
    return untie(lifeline, theme_id, (moment_id,)) if tied else tie(lifeline, theme_id, (moment_id,))


def merge_themes(lifeline: Lifeline, one: ThemeId, other: ThemeId) -> Edit:
    """Make one theme of two. The one that comes first stays, with its name, its place and its shade; it takes the
    moments of the other after its own and its memo below its own; the other goes."""
    pair = [theme for theme in lifeline.ordered_themes() if theme.id in {one, other}]
    if len(pair) != 2:
        return Edit("Merge the themes", ())
    stays, goes = pair
    merged = replace(stays, memo=_joined(stays.memo, goes.memo), moments=_united(stays, _there(lifeline, goes.moments)))
    changes = (Change(stays, merged),) if merged != stays else ()
    return Edit("Merge the themes", (*changes, Change(goes, None)))


def split_theme(
    lifeline: Lifeline,
    theme_id: ThemeId,
    moments: Iterable[MomentId],
    name: str,
    *,
    new_id: ThemeId | None = None,
) -> Edit:
    """Move some of its moments into a new theme of this name, which stands right after it; the memo stays where it is.

    Moments that the theme is not tied to are passed over; without any, nothing is split.
    """
    theme = lifeline.themes.get(theme_id)
    chosen = frozenset(moments)
    moved = tuple(one for one in theme.moments if one in chosen and one in lifeline.moments) if theme else ()
    if theme is None or not moved:
        return Edit("Split the theme", ())
    made = Theme(new_id or new_theme_id(), tidy_name(name), moments=moved, shade=free_shade(lifeline))
    order = lifeline.ordered_themes()
    order.insert(order.index(theme) + 1, made)
    after = {one.id: replace(one, place=place) for place, one in enumerate(order)}
    after[theme.id] = _without(after[theme.id], frozenset(moved))
    kept = tuple(Change(one, after[one.id]) for one in order if one is not made and one != after[one.id])
    return Edit("Split the theme", (*kept, Change(None, after[made.id])))


def move_theme(lifeline: Lifeline, theme_id: ThemeId, to: int) -> Edit:
    """Put the theme at that place among the others, counted from 0; past either end is at that end."""
    theme = lifeline.themes.get(theme_id)
    if theme is None:
        return Edit("Move the theme", ())
    order = [one for one in lifeline.ordered_themes() if one.id != theme_id]
    order.insert(max(0, min(to, len(order))), theme)
    if order == lifeline.ordered_themes():
        return Edit("Move the theme", ())
    return Edit("Move the theme", _placed(order))


def remove_theme(lifeline: Lifeline, theme_id: ThemeId) -> Edit:
    """Take the theme away; its moments stay on the lifeline."""
    theme = lifeline.themes.get(theme_id)
    return Edit("Remove the theme", () if theme is None else (Change(theme, None),))


def _changed(lifeline: Lifeline, theme_id: ThemeId, label: str, change: Callable[[Theme], Theme]) -> Edit:
    before = lifeline.themes.get(theme_id)
    after = None if before is None else change(before)
    return Edit(label, () if after == before else (Change(before, after),))


def _placed(order: Sequence[Theme]) -> tuple[Change, ...]:
    """The changes that number the themes in this order."""
    numbered = ((one, replace(one, place=place)) for place, one in enumerate(order))
    return tuple(Change(before, after) for before, after in numbered if before != after)


def _there(lifeline: Lifeline, moments: Iterable[MomentId]) -> tuple[MomentId, ...]:
    return tuple(one for one in dict.fromkeys(moments) if one in lifeline.moments)


def _united(theme: Theme, more: Iterable[MomentId]) -> tuple[MomentId, ...]:
    return tuple(dict.fromkeys((*theme.moments, *more)))


def _without(theme: Theme, gone: frozenset[MomentId]) -> Theme:
    return replace(theme, moments=tuple(one for one in theme.moments if one not in gone))


def _joined(memo: str, other: str) -> str:
    """Both texts, a line between them; one of them where the other is empty or says the same."""
    texts = [text for text in dict.fromkeys((memo, other)) if text.strip()]
    return texts[0] if len(texts) == 1 else "\n\n".join(text.strip("\n") for text in texts)
