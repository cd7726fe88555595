"""coach."""

import argparse
from dataclasses import asdict

from allydesk.assets import resources
from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal, UsageProblem
from allydesk.practice.coach.coach import Coach
from allydesk.practice.coach.finding import Finding, FindingKind
from allydesk.practice.intents import Intent

_KINDS = {FindingKind.CONCERN: "may land badly", FindingKind.CREDIT: "helps"}
_NOTHING = "The coach noticed nothing in these words. That says nothing about how they land."


def coach(arguments: argparse.Namespace, terminal: Terminal, _services: Services) -> int:
    """Read a text on standard input and say what the coach notices in it. Nothing of the text is kept."""
    try:
        text = terminal.rest().decode("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem("The text on standard input is not written in UTF-8.") from None
    found = Coach.from_folder(resources() / "coach").read(text, Intent(arguments.intent))
    if arguments.json:
        terminal.say_json([asdict(finding) for finding in found])
    else:
        terminal.say("\n\n".join(map(_in_words, found)) or _NOTHING)
    return 0


def _in_words(finding: Finding) -> str:
    quote = " ".join(finding.quote.split())
    return (
        f"{finding.start}-{finding.end}  {finding.rule}  {finding.kind} ({_KINDS[finding.kind]})\n"
        f"  “{quote}”\n  {finding.name}. {finding.why}\n  {finding.question}"
    )
