"""Telling a failure: what happened, what is safe, what to do next; and nothing where the person stopped it."""

from allydesk.errors import AllydeskError, Cancelled
from allydesk.problems import problem_of
from allydesk.ui.prompts import Prompts


def explain(prompts: Prompts, error: AllydeskError) -> None:
    """Say it in a dialog. For what failed far from any field; beside a field stands a `ProblemBox`."""
    if isinstance(error, Cancelled):
        return
    problem = problem_of(error)
    prompts.tell(problem.happened.removesuffix("."), f"{problem.safe}\n\n{problem.next}")
