"""The strip over a real vault with one entry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from allydesk.errors import AllydeskError
from allydesk.ids import EntryId
from allydesk.journal.entry import Attachment, NewAttachment
from allydesk.journal.pictures import kind_of
from allydesk.storage.kept_files import Files
from allydesk.storage.vault import Vault
from allydesk.ui.journal.files.strip import FilesStrip
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import Prototype, TestClock, written

PATIENCE = 20_000
"""Milliseconds. A save is durable, and a busy disk takes its time over that."""


T = TypeVar("T")


class OnVaultThread:
    """Something of the vault, asked on the vault's thread, as everybody has to."""

    def __init__(self, thing: object, ask: Callable[[Callable[[], Any]], Any]) -> None:
        self._thing = thing
        self._ask = ask

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._thing, name)
        return lambda *args, **named: self._ask(partial(method, *args, **named))


@dataclass
class Desk:
    """A strip in a window, with what came out of it."""

    vault: Vault
    entry_id: EntryId
    strip: FilesStrip
    window: QWidget
    qtbot: QtBot
    tasks: TaskRunner
    texts: list[str] = field(default_factory=list)
    changes: list[tuple[Attachment, ...]] = field(default_factory=list)

    @property
    def files(self) -> Files:
        return cast(Files, OnVaultThread(self.vault.files, self.ask))

    @property
    def kept(self) -> tuple[Attachment, ...]:
        """What the vault has with the entry."""
        return self.ask(lambda: self.vault.journal.entry(self.entry_id).attachments)

    def attach(self, name: str, data: bytes) -> None:
        """Keep a file with the entry, past the strip."""
        new = NewAttachment(name, kind_of(data), data)
        self.ask(lambda: self.vault.journal.attach(self.entry_id, new))

    def ask(self, work: Callable[[], T]) -> T:
        """What the work gives on the vault's thread; raises what it raises."""
        answers: list[T] = []
        errors: list[AllydeskError] = []
        self.tasks.run(work, done=answers.append, failed=errors.append)
        self.until(lambda: bool(answers or errors))
        if errors:
            raise errors[0]
        return answers[0]

    def until(self, so: Callable[[], bool]) -> None:
        """Wait for it, also where several others use the disk."""
        self.qtbot.waitUntil(so, timeout=PATIENCE)

    def wait_for(self, count: int) -> None:
        self.until(lambda: len(self.strip.attachments) == count)

    def said(self) -> str:
        return self.strip.notice.accessibleName()

    def wait_said(self, words: str) -> None:
        self.until(lambda: words in self.said())


@pytest.fixture
def vault(prototype: Prototype, tmp_path: Path, tasks: TaskRunner) -> Iterator[Vault]:
    vault = prototype.open_copy(tmp_path / "Files.allydesk")
    yield vault
    tasks.close()
    vault.lock()


@pytest.fixture
def desk(  # noqa: PLR0917 - fixtures come by name
    vault: Vault, qtbot: QtBot, tasks: TaskRunner, prompts: ScriptedPrompts, look: Look, tmp_path: Path
) -> Iterator[Desk]:
    entry_id = vault.journal.add(written("2026-11-21T21:14", "An entry", "Some words")).id
    strip = FilesStrip(
        files=vault.files,
        tasks=tasks,
        prompts=prompts,
        look=look,
        home=tmp_path,
        strip_position=True,
        when_kept=lambda then: then(entry_id),
        clock=TestClock(),
    )
    window = QWidget()
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(strip)
    window.resize(800, 600)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    desk = Desk(vault, entry_id, strip, window, qtbot, tasks)
    strip.text_wanted.connect(desk.texts.append)
    strip.changed.connect(desk.changes.append)
    strip.show_files(entry_id, (), locked=False)
    yield desk
    strip.close_all()
