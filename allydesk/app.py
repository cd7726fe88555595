"""The composition root: with `windowed`, the only place that sees every floor and wires them together."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk import assets, offline
from allydesk.display import has_display, missing_library
from allydesk.errors import AllydeskError, Code
from allydesk.log import logging_to
from allydesk.offline import Guard
from allydesk.paths import Paths
from allydesk.problems import problem_of

if TYPE_CHECKING:
    from allydesk.cli.services import Services
    from allydesk.cli.terminal import Terminal
    from allydesk.transfer.story.exporting import Drawing

_FAILED = 1

# Whoever opens the window should not wait for the command line, nor the other way about: what only one of them needs
# is imported where it is used.


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name, or open the window; the exit status."""
    # Before anything is imported that could open a socket, Qt above all.
    home = Home(Paths.of_this_person(), offline.install())
    with logging_to(home.paths.log_file):
        return home.carry_out(arguments) if arguments else home.open()


def _zone_of_this_person() -> tzinfo:
    """The system's time zone; where it has none that is known, or none any longer, the offset its clock shows now."""
    from tzlocal import get_localzone  # noqa: PLC0415 - it reads the system's files

    try:
        return get_localzone()
    except (LookupError, ValueError, OSError):
        return datetime.now(UTC).astimezone().tzinfo or UTC


def _locale_of(environment: Mapping[str, str]) -> str:
    """The locale that dates are written in, as POSIX has it: "en_GB"; "" where nothing says."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_TIME", "LANG"))
    return next((name.partition(".")[0] for name in names if name), "")


def _lacking(problem: ImportError) -> AllydeskError:
    """The library that Qt could not be loaded without; anything else that could not be imported is a bug."""
    error = missing_library(str(problem))
    if error.code is not Code.MISSING_LIBRARY:
        raise problem
    return error


class Home:
    """This person's places and zone, and what can be done in them."""

    def __init__(self, paths: Paths, guard: Guard) -> None:
        self.paths = paths
        self._guard = guard
        self._drawing_on: object = None
        """Qt's application, where nothing but drawing is asked of it."""

    @cached_property
    def terminal(self) -> "Terminal":
        """Standard input and output."""
        from allydesk.cli.terminal import Terminal  # noqa: PLC0415 - late, see above

        return Terminal.standard()

    @cached_property
    def zone(self) -> tzinfo:
        """The person's time zone."""
        return _zone_of_this_person()

    @property
    def zone_name(self) -> str:
        """Its IANA name, or "" where it has none."""
        return getattr(self.zone, "key", "")

    def now(self) -> datetime:
        """The time, to the second, in the person's own zone."""
        return datetime.now(self.zone).replace(microsecond=0)

    def carry_out(self, arguments: Sequence[str]) -> int:
        """Run a command; its exit status."""
        from allydesk.cli import main as cli  # noqa: PLC0415 - late, see above

        parsed = cli.parse(arguments)
        if parsed.command is None:
            return self.open()
        offline.harden()
        return cli.run(parsed, terminal=self.terminal, services=self.services())

    def services(self) -> "Services":
        """What the commands need."""
        from allydesk.cli.services import Services  # noqa: PLC0415 - late, see above

        return Services(
            clock=self.now,
            zone=self.zone,
            zone_name=self.zone_name,
            log_file=self.paths.log_file,
            state_file=self.paths.device_state_file,
            open_demo=self.open_demo,
            render=self.render,
            drawing=self.drawing,
            locale=_locale_of(os.environ),
        )

    def open(self) -> int:
        """Open the window; where there is no screen, show what Allydesk does without one."""
        if not has_display(os.environ, sys.platform):
            from allydesk import headless  # noqa: PLC0415 - late, see above
            from allydesk.cli import main as cli  # noqa: PLC0415 - late, see above

            self.terminal.note("allydesk: There is no display, so there is no window. The main job without one:")
            services = self.services()
            return cli.in_words(
                lambda: headless.tour(services, terminal=self.terminal, resources=assets.resources()),
                terminal=self.terminal,
                log_file=services.log_file,
            )
        return self._window(None)

    def open_demo(self, folder: Path | None) -> int:
        """Make the demo vault where it is not there yet, say how it opens, and open the window on it."""
        from allydesk import headless  # noqa: PLC0415 - late, see above

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
            from allydesk.ui.starting import without_a_screen  # noqa: PLC0415 - late, see above
        except ImportError as problem:
            return self._explain(_lacking(problem))
        with without_a_screen():
            count = render_pages(folder, zone=self.zone)
        self.terminal.say(f"{count} pictures in {folder}.")
        return 0

    def drawing(self) -> "Drawing":
        """What draws documents and charts without a screen. Raises `AllydeskError(MISSING_LIBRARY)`."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        try:
            from allydesk.ui.starting import start_drawing  # noqa: PLC0415 - Qt, and only if needed
            from allydesk.ui.story.documents import QtDrawing  # noqa: PLC0415 - as above
        except ImportError as problem:
            raise _lacking(problem) from problem
        self._drawing_on = start_drawing()
        return QtDrawing.plain(resources=assets.resources())

    def _window(self, demo: Path | None) -> int:
        try:
            offline.allow_platform(sys.argv, os.environ)
            from allydesk.windowed import open_window  # noqa: PLC0415 - Qt, and only if it is there
        except AllydeskError as error:
            return self._explain(error)
        except ImportError as problem:
            return self._explain(_lacking(problem))
        return open_window(
            paths=self.paths,
            guard=self._guard,
            clock=self.now,
            explain=self._explain,
            demo=demo,
        )

    def _explain(self, error: AllydeskError) -> int:
        problem = problem_of(error)
        self.terminal.note(f"allydesk: {problem.happened} {problem.next}")
        return _FAILED
