"""A disk that is really full, as far as the database can tell: it may not grow by a single page."""

from allydesk.storage.journal import Journal
from allydesk.ui.tasks import TaskRunner


def full_disk(journal: Journal, tasks: TaskRunner) -> None:
    """From now on SQLite answers every growth with "database or disk is full"."""
    tasks.run(lambda: _limit(journal, None))


def free_disk(journal: Journal, tasks: TaskRunner) -> None:
    """Somebody has made room."""
    tasks.run(lambda: _limit(journal, 1_000_000))


def _limit(journal: Journal, pages: int | None) -> None:
    with journal._database.read() as connection:
        wanted = pages or connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {wanted}").scalar_one()
