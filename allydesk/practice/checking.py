"""What is the matter with scenarios that can be read: scenes nobody comes to, ways without an end, things without use.

Files themselves are looked at by `allydesk.practice.format`; this follows what they tell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from allydesk.practice.format.remarks import Remark, Severity, quoted
from allydesk.practice.format.tree import ListNode, MapNode, Node
from allydesk.practice.reaching import (
    Possibilities,
    Possible,
    conditions_of,
    lines_of,
    reached,
    taken_branches,
    ways,
)
from allydesk.practice.scenario import (
    AnyOf,
    Choice,
    Condition,
    Effect,
    Ending,
    Head,
    Onward,
    OwnWords,
    Scenario,
    StateIs,
)
from allydesk.practice.ways import leads_to

MOST_STEPS = 100_000
"""Ways that are followed in the search for circles, at most; a scenario that needs more is taken to go in one."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """A scenario, what can be in each of its scenes, and where its parts stand in the file."""

    scenario: Scenario
    root: Node | None
    possibilities: Possibilities
    reached: Mapping[str, Possible]

    def error(self, path: Sequence[str | int], message: str, fix: str) -> Remark:
        return Remark(*place(self.root, path), message, fix)

    def warning(self, path: Sequence[str | int], message: str, fix: str) -> Remark:
        return Remark(*place(self.root, path), message, fix, Severity.WARNING)

    def nexts(self, scene: str) -> Iterator[str]:
        """The scenes that this one really leads to."""
        return (target for target, _ in ways(self.scenario, scene, self.reached[scene], self.possibilities))


def check(scenario: Scenario, root: Node | None = None) -> tuple[Remark, ...]:
    """What is the matter with a scenario that can be read, from the top of its file to the end.

    `root` is what the file says (`Examined.root`); without it no remark has a line. Errors are scenes that nobody
    comes to, scenes from which there is no way to an ending, and circles without a turn; the rest are warnings.
    """
    ground = _Ground(scenario, root, Possibilities(scenario), reached(scenario))
    remarks = [
        *_unreached(ground),
        *_endless(ground),
        *_without_end(ground),
        *_never_taken(ground),
        *_never_shown(ground),
        *_states(ground),
        *_roles(ground),
    ]
    return tuple(sorted(remarks, key=lambda one: (one.line, one.column)))


def place(root: Node | None, path: Iterable[str | int]) -> tuple[int, int]:
    """Line and column of what stands there, or of the nearest thing around it; 0, 0 without a file."""
    found = (0, 0) if root is None else (root.line, root.column)
    here = root
    for step in path:
        if isinstance(here, MapNode) and isinstance(step, str) and step in here.entries:
            found, here = here.place_of(step), here.entries[step]
        elif isinstance(here, ListNode) and isinstance(step, int) and step < len(here.nodes):
            here = here.nodes[step]
            found = (here.line, here.column)
        else:
            break
    return found


def _unreached(ground: _Ground) -> Iterator[Remark]:
    led_to = {target for here in ground.reached for target in leads_to(ground.scenario.scenes[here])}
    for scene in ground.scenario.scenes:
        if scene in ground.reached:
            continue
        if scene in led_to:
            told = f"The conditions on the way to the scene {quoted(scene)} never hold."
            fix = "Change one of them, or take the scene away."
        else:
            told, fix = f"Nothing leads to the scene {quoted(scene)}.", "Name it in a “next”, or take it away."
        yield ground.error(("scenes", scene), told, fix)


def _without_end(ground: _Ground) -> Iterator[Remark]:
    """Backwards from the endings: what is not come to has no way to one."""
    before: dict[str, list[str]] = {scene: [] for scene in ground.reached}
    for scene in ground.reached:
        for target in ground.nexts(scene):
            before[target].append(scene)
    waiting = [scene for scene in ground.reached if isinstance(ground.scenario.scenes[scene].turn, Ending)]
    ends = set(waiting)
    while waiting:
        for scene in before[waiting.pop()]:
            if scene not in ends:
                ends.add(scene)
                waiting.append(scene)
    for scene in ground.reached:
        if scene not in ends:
            yield ground.error(
                ("scenes", scene),
                f"From the scene {quoted(scene)} there is no way to an ending.",
                "Let one of its ways lead to one.",
            )


def _endless(ground: _Ground) -> Iterator[Remark]:
    """Nothing changes on ways without a turn, so whoever comes back to a scene by them goes round for ever."""
    circling, steps = _circling(ground), count(1)
    told: set[str] = set()
    for scene in ground.reached:
        around = _circle(ground, scene, circling, steps) if scene in circling and scene not in told else ()
        if around:
            told.update(around)
            yield ground.error(
                ("scenes", scene, "then"),
                f"From the scene {quoted(scene)} one can come back to it for ever without a turn.",
                "Put a choice in between, or let the way lead elsewhere.",
            )


def _circling(ground: _Ground) -> set[str]:
    """The scenes without a turn that lie in circles of such scenes, or between two, whatever the conditions are."""
    turns = {scene: ground.scenario.scenes[scene].turn for scene in ground.reached}
    onward = {scene for scene, turn in turns.items() if isinstance(turn, Onward)}
    nexts = {scene: onward.intersection(leads_to(ground.scenario.scenes[scene])) for scene in onward}
    return set(_peeled(_turned(_peeled(nexts))))  # from either end


def _peeled(nexts: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Without all from which there is no way into a circle."""
    left = {scene: set(targets) for scene, targets in nexts.items()}
    before = _turned(nexts)
    ready = [scene for scene, targets in left.items() if not targets]
    while ready:
        gone = ready.pop()
        del left[gone]
        for scene in before[gone]:
            left[scene].discard(gone)
            if not left[scene]:
                ready.append(scene)
    return left


def _turned(nexts: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The same ways, backwards."""
    before: dict[str, set[str]] = {scene: set() for scene in nexts}
    for scene, targets in nexts.items():
        for target in targets:
            before[target].add(scene)
    return before


def _circle(ground: _Ground, begin: str, among: set[str], steps: Iterator[int]) -> tuple[str, ...]:
    """The scenes of a circle without a turn through this one, all of them `among` those; () without. `steps` counts
    what is followed in the whole scenario."""
    waiting: list[tuple[str, Possible, tuple[str, ...]]] = [(begin, ground.reached[begin], ())]
    seen = set()
    while waiting:
        here, possible, way = waiting.pop()
        turn = ground.scenario.scenes[here].turn
        if not isinstance(turn, Onward) or here not in among or (here, possible) in seen:
            continue
        seen.add((here, possible))
        if next(steps) > MOST_STEPS:
            return tuple(among)
        taken = taken_branches(turn, possible, ground.possibilities)
        for branch, left in zip(turn.branches, taken, strict=True):
            if left is not None and branch.next == begin:
                return (*way, here)
            if left is not None:
                waiting.append((branch.next, left, (*way, here)))
    return ()


def _never_taken(ground: _Ground) -> Iterator[Remark]:
    for scene, possible in ground.reached.items():
        turn = ground.scenario.scenes[scene].turn
        if isinstance(turn, Onward):
            taken = taken_branches(turn, possible, ground.possibilities)
            for number, left in enumerate(taken):
                if left is None:
                    yield ground.warning(
                        ("scenes", scene, "then", number),
                        "This way on is never taken: its conditions never hold, or an earlier one always does.",
                        "Change the conditions, or take it away.",
                    )
        elif isinstance(turn, Choice):
            for number, option in enumerate(turn.options):
                if ground.possibilities.where(possible, option.when) is None:
                    yield ground.warning(
                        ("scenes", scene, "choice", "options", number, "when"),
                        f"The option {quoted(option.id)} is never on offer: its conditions never hold.",
                        "Change the conditions, or take it away.",
                    )


def _never_shown(ground: _Ground) -> Iterator[Remark]:
    for scene, possible in ground.reached.items():
        for number, line in enumerate(ground.scenario.scenes[scene].lines):
            if ground.possibilities.where(possible, line.when) is None:
                yield ground.warning(
                    ("scenes", scene, "lines", number),
                    "This line is never told: its conditions never hold.",
                    "Change the conditions, or take it away.",
                )
    endings = [
        possible for scene, possible in ground.reached.items() if isinstance(ground.scenario.scenes[scene].turn, Ending)
    ]
    for key in ("situation", "done", "hurt", "unseen", "dealt", "outcome"):
        for number, passage in enumerate(getattr(ground.scenario.debrief, key)):
            if endings and all(ground.possibilities.where(one, passage.when) is None for one in endings):
                yield ground.warning(
                    ("debrief", key, number),
                    "This passage is never shown: its conditions never hold at an ending.",
                    "Change the conditions, or take it away.",
                )


def _states(ground: _Ground) -> Iterator[Remark]:
    changed = {effect.state for effect in _effects(ground.scenario)}
    asked = {one.state for one in _flat(conditions_of(ground.scenario)) if isinstance(one, StateIs)}
    for name in ground.scenario.states:
        if name not in changed:
            yield ground.warning(
                ("state", name),
                f"Nothing ever changes {quoted(name)}.",
                "Give an option an effect on it, or leave it out.",
            )
        if name not in asked:
            yield ground.warning(
                ("state", name), f"Nothing depends on {quoted(name)}.", "Ask for it in a “when”, or leave it out."
            )


def _roles(ground: _Ground) -> Iterator[Remark]:
    scenario = ground.scenario
    heard = {line.role for scene in scenario.scenes.values() for line in lines_of(scene)}
    for role in scenario.roles:
        if role != scenario.player and role not in heard:
            yield ground.warning(
                ("roles", role),
                f"The role {quoted(role)} never says or does anything.",
                "Give it a line, or leave it out.",
            )


def _effects(scenario: Scenario) -> Iterator[Effect]:
    for scene in scenario.scenes.values():
        match scene.turn:
            case Choice(options=options):
                for option in options:
                    yield from option.effects
            case OwnWords(effects=effects, look_for=look_for):
                yield from effects
                for one in look_for:
                    yield from one.effects


def _flat(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        if isinstance(condition, AnyOf):
            yield from _flat(condition.conditions)
        else:
            yield condition


def compare(heads: Sequence[tuple[str, Head]]) -> list[tuple[str, Remark]]:
    """What is the matter with several scenarios beside each other; each with the name of the file it is about.

    A family with one variant only leaves nothing else to come back to; two files of one variant are an error.
    """
    families: dict[str, list[tuple[str, Head]]] = {}
    for name, head in heads:
        families.setdefault(head.family, []).append((name, head))
    return [remark for family in families.values() for remark in _family(family)]


def _family(family: Sequence[tuple[str, Head]]) -> Iterator[tuple[str, Remark]]:
    first_name, first = family[0]
    if len(family) == 1:
        told = f"The family {quoted(first.family)} has this variant only."
        yield first_name, Remark(0, 0, told, "Write another, to come back to.", Severity.WARNING)
    seen: dict[str, str] = {}
    for name, head in family:
        if head.variant in seen:
            told = f"{seen[head.variant]} is variant {quoted(head.variant)} of {quoted(head.family)} as well."
            yield name, Remark(0, 0, told, "Give one of them another letter.")
        seen.setdefault(head.variant, name)
        if head.language != first.language:
            told = (
                f"This is in {quoted(head.language)}, and {first_name} of the same family in {quoted(first.language)}."
            )
            yield name, Remark(0, 0, told, "Give each language a family of its own.", Severity.WARNING)
