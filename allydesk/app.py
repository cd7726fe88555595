"""The composition root: with `windowed`, the only place that sees every floor and wires them together."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from tzlocal import get_localzone

from allydesk import assets, headless, offline
from allydesk.cli import main as cli
from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal
from allydesk.display import has_display, missing_library
from allydesk.errors import AllydeskError
from allydesk.log import logging_to
from allydesk.offline import Guard
from allydesk.paths import Paths
from allydesk.problems import problem_of

_FAILED = 1


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name, or open the window; the exit status."""
    parsed = cli.parse(arguments)
    # Before anything is imported that could open a socket, Qt above all.
    guard = offline.install()
    home = Home(Paths.of_this_person(), guard, Terminal.standard())
    with logging_to(home.paths.log_file):
        if parsed.command is None:
            return home.open()
        offline.harden()
        return cli.run(parsed, terminal=home.terminal, services=home.services())


class Home:
    """This person's places and zone, and what can be done in them."""

    def __init__(self, paths: Paths, guard: Guard, terminal: Terminal) -> None:
        self.paths = paths
        self.terminal = terminal
        self._guard = guard
        self._zone: tzinfo = get_localzone()

    def now(self) -> datetime:
        """The time, to the second, in the person's own zone."""
        return datetime.now(self._zone).replace(microsecond=0)

    def services(self) -> Services:
        """What the commands need."""
        return Services(
            clock=self.now,
            zone=self._zone,
            zone_name=str(self._zone),
            state_file=self.paths.device_state_file,
            open_demo=self.open_demo,
            render=self.render,
        )

    def open(self) -> int:
        """Open the window; where there is no screen, show what Allydesk does without one."""
        if not has_display(os.environ, sys.platform):
            self.terminal.note("allydesk: There is no display, so there is no window. The main job without one:")
            return headless.tour(self.services(), terminal=self.terminal, resources=assets.resources())
        return self._window(None)

    def open_demo(self, folder: Path | None) -> int:
        """Make the demo vault where it is not there yet, say how it opens, and open the window on it."""
        target = folder or self.paths.state_folder / "demo" / headless.DEMO_NAME
        headless.make_demo(self.services(), target, terminal=self.terminal, resources=assets.resources())
        if not has_display(os.environ, sys.platform):
            self.terminal.note("There is no display, so no window is opened on it.")
            return 0
        return self._window(target)

    def render(self, folder: Path) -> int:
        """Render every page as pictures; needs no screen."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        try:
            from allydesk.shots import render_pages  # noqa: PLC0415 - Qt, and only if it is there
        except ImportError as problem:
            return self._explain(missing_library(str(problem)))
        count = render_pages(folder, zone=self._zone)
        self.terminal.say(f"{count} pictures in {folder}.")
        return 0

    def _window(self, demo: Path | None) -> int:
        try:
            offline.allow_platform(sys.argv, os.environ)
            from allydesk.windowed import open_window  # noqa: PLC0415 - Qt, and only if it is there
        except AllydeskError as error:
            return self._explain(error)
        except ImportError as problem:
            return self._explain(missing_library(str(problem)))
        return open_window(paths=self.paths, guard=self._guard, clock=self.now, demo=demo)

    def _explain(self, error: AllydeskError) -> int:
        problem = problem_of(error)
        self.terminal.note(f"allydesk: {problem.happened} {problem.next}")
        return _FAILED
