"""Scenario files: reading them, and saying what is the matter with them. docs/scenario-format.md has the format."""

from allydesk.practice.format.reading import Examined, examine, read_head, read_scenario
from allydesk.practice.format.remarks import Remark, Severity

__all__ = ["Examined", "Remark", "Severity", "examine", "read_head", "read_scenario"]
