"""Where the scenes of a scenario lead."""

from collections.abc import Mapping
from types import MappingProxyType

from allydesk.practice.scenario import Choice, Onward, OwnWords, Scenario, Scene


def longest_ways(scenario: Scenario) -> Mapping[str, int | None]:
    """For each scene, how many turns the longest way to an ending has from there; None where one can go in a circle.

    Whether conditions allow that way is not asked.
    """
    scenes = scenario.scenes
    waiting = {each: set(leads_to(scene)) for each, scene in scenes.items()}
    coming: dict[str, list[str]] = {each: [] for each in scenes}
    for each, nexts in waiting.items():
        for target in nexts:
            coming[target].append(each)
    ready = [each for each, nexts in waiting.items() if not nexts]
    # What lies in a circle, or leads into one, is never ready.
    ways: dict[str, int | None] = dict.fromkeys(scenes)
    while ready:
        scene = ready.pop()
        ways[scene] = max(
            (_cost(scenes[scene], each) + (ways[each] or 0) for each in leads_to(scenes[scene])), default=0
        )
        for before in coming[scene]:
            waiting[before].discard(scene)
            if not waiting[before]:
                ready.append(before)
    return MappingProxyType(ways)


def leads_to(scene: Scene) -> tuple[str, ...]:
    """The scenes one can come to from this one, each once, in the file's order."""
    match scene.turn:
        case Choice(options=options, own_words=own_words):
            found = [each.next for each in options] + ([own_words] if own_words else [])
        case OwnWords(next=following):
            found = [following]
        case Onward(branches=branches):
            found = [each.next for each in branches]
        case _:
            found = []
    return tuple(dict.fromkeys(found))


def _cost(scene: Scene, target: str) -> int:
    """How many turns it takes from one scene to the next. To say it in one's own words is one turn, not two."""
    match scene.turn:
        case Choice(own_words=own_words):
            return int(target != own_words)
        case OwnWords():
            return 1
    return 0
