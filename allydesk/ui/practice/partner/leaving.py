"""Before two or three people leave without saving: what would be lost, asked once."""

from collections.abc import Callable

from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.prompts import Answer, Prompts, Question

_ANSWERS = (Answer("stay", "Stay here", "primary"), Answer("leave", "Leave without saving", "danger"))
_LOST = "What you played and wrote together is not saved, and will be gone."
_TO_TRASH = (
    "What you played and wrote together is not saved. What was kept of it when you went to another page goes into the "
    "trash."
)
_STAYS = "What was kept of it before stays in the vault, unfinished. What you did since then will be gone."


def ask_to_leave(prompts: Prompts, sitting: Sitting, left: Callable[[], object]) -> None:
    """Call `left` if they mean it."""
    words = _STAYS if sitting.is_taken_up else _TO_TRASH if sitting.was_kept else _LOST

    def answered(key: str) -> None:
        if key == "leave":
            left()

    prompts.choose(Question("Leave without saving?", words, _ANSWERS, dismiss="stay"), answered)
