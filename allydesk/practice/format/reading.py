"""Reading scenario files: whole, only their heads, or with all that is to be said about them."""

import contextlib
import gc
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from allydesk.errors import Code, PracticeError
from allydesk.practice.format.debriefs import read_debrief
from allydesk.practice.format.fields import Fields
from allydesk.practice.format.heads import HEAD_KEYS, read_head_fields, read_version
from allydesk.practice.format.names import Kind, Names
from allydesk.practice.format.people import read_roles, read_states
from allydesk.practice.format.remarks import Remark, Remarks, Severity
from allydesk.practice.format.scenes import read_scenes
from allydesk.practice.format.source import text_of
from allydesk.practice.format.tree import MapNode, Node, tree_of
from allydesk.practice.scenario import Head, Scenario

_KEYS = HEAD_KEYS | {"setting", "player", "keep-in-mind", "roles", "state", "start", "scenes", "debrief"}
_END_OF_HEAD = b"\nscenes:"
_THE_FILE = "the file"


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was looked at. `scenario` is None where there is an error among the remarks.

    `name` is what whoever asked calls the file. `root` is what it says, with places; None where it could not be read
    as far as that.
    """

    name: str
    scenario: Scenario | None
    remarks: tuple[Remark, ...]
    root: Node | None = field(default=None, repr=False, compare=False)

    @property
    def first_error(self) -> Remark | None:
        """The first thing, from the top, that keeps it from being played."""
        return next((remark for remark in self.remarks if remark.severity is Severity.ERROR), None)


def examine(data: bytes, *, name: str) -> Examined:
    """All that is to be said about a file, and the scenario in it if it is sound. Never raises for what is in it."""
    with _without_collecting():
        return _examined(data, name)


def read_scenario(data: bytes, *, name: str) -> Scenario:
    """The scenario in a file.

    Raises `PracticeError(NOT_A_SCENARIO)`, `(SCENARIO_TOO_LARGE)`, `(NEWER_VERSION)` or, with the place of the first
    mistake, `(SCENARIO_FAULTY)`.
    """
    with _without_collecting():
        examined = _examined(data, name)
        scenario, error = examined.scenario, _error(examined)
        del examined  # the tree goes here, before anything looks through it
    if scenario is None:
        raise error
    return scenario


def read_head(data: bytes, *, name: str) -> Head:
    """The head of a scenario file, without looking at the rest of it. Raises as `read_scenario` does."""
    remarks = Remarks()
    begin, _, _ = data.partition(_END_OF_HEAD)
    text = text_of(begin, remarks)
    root = None if text is None else tree_of(text, remarks, enough=HEAD_KEYS)
    if isinstance(root, MapNode):
        fields = Fields(root, _THE_FILE, _KEYS, remarks)
        head = read_head_fields(fields)[0] if read_version(fields) else None
        if head is not None and not remarks.errors:
            return head
    # What is wrong with the beginning may be that it is none; the whole file says.
    examined = examine(data, name=name)
    if examined.scenario is None:
        raise _error(examined)
    return examined.scenario.head


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Python looks through all objects for circles as their number grows, and these grow fast and have none.

    It takes a third of the time a large file needs; it is done afterwards, when most of them are gone again.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _examined(data: bytes, name: str) -> Examined:
    remarks = Remarks()
    text = text_of(data, remarks)
    root = None if text is None else tree_of(text, remarks)
    scenario = None if root is None else _scenario(root, hashlib.sha256(data).hexdigest(), remarks)
    return Examined(name, None if remarks.errors else scenario, remarks.made(), root)


def _scenario(root: Node, digest: str, remarks: Remarks) -> Scenario | None:
    if not isinstance(root, MapNode):
        remarks.error(
            root.line,
            root.column,
            "This is not a scenario, but a list or a text.",
            "A scenario begins with “allydesk-scenario: 1”.",
            code=Code.NOT_A_SCENARIO,
        )
        return None
    if not read_version(Fields(root, _THE_FILE, frozenset(root.entries), remarks)):
        return None
    return _whole(Fields(root, _THE_FILE, _KEYS, remarks), root, digest, remarks)


def _whole(fields: Fields, root: MapNode, digest: str, remarks: Remarks) -> Scenario:
    names = Names(remarks)
    head, declared = read_head_fields(fields)
    states = read_states(fields, names)
    roles = read_roles(fields, names)
    player = names.call(Kind.ROLE, fields.id("player"))
    start = names.call(Kind.SCENE, fields.id("start"))
    scenes = read_scenes(fields, names)
    debrief = read_debrief(fields, names, scenes)
    names.resolve()
    if "skills" in fields:
        names.declare(declared, root.place_of("skills"))
    return Scenario(
        head=head,
        setting=fields.text("setting"),
        player=player,
        roles=MappingProxyType(roles),
        scenes=MappingProxyType(scenes),
        start=start,
        debrief=debrief,
        states=MappingProxyType(states),
        keep_in_mind=fields.text_or_none("keep-in-mind"),
        digest=digest,
    )


def _error(examined: Examined) -> PracticeError:
    first = examined.first_error
    if first is None or first.code is not Code.SCENARIO_FAULTY:
        return PracticeError(Code.SCENARIO_FAULTY if first is None else first.code)
    return PracticeError(first.code, line=first.line, column=first.column)
