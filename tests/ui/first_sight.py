"""Opens the window in a process of its own and prints what can be read on it and on its dialogs."""

import json
from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel

from allydesk import offline
from allydesk.errors import AllydeskError
from allydesk.paths import Paths
from allydesk.storage.keys import FLOOR
from allydesk.ui.starting import start_qt
from allydesk.windowed import window_shown


def main() -> None:
    """Open it, look, and close it."""
    guard = offline.install()

    def explain(error: AllydeskError) -> None:
        raise SystemExit(error.code)

    app = start_qt(["allydesk"], explain=explain)
    paths = Paths.of_this_person()
    with window_shown(app, paths=paths, guard=guard, clock=lambda: datetime.now(UTC), kdf=FLOOR) as face:
        app.processEvents()
        words = [each.text() for each in face.window.findChildren(QLabel) if each.isVisible()]
        told = {"words": words, "theme": face.look.theme, "font": face.look.reading}
    print(json.dumps(told))  # noqa: T201 - for the test that started this


if __name__ == "__main__":
    main()
