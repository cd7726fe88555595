"""What is exported: a story or a profile as one value, before it is any format."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from allydesk.story.chart.primitives import Figure
from allydesk.transfer.story.blocks import Block

UNTITLED = "Untitled"
"""What a file is called whose format asks for a title, where the person gave none."""
LANGUAGE = "en"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest that a zip archive knows."""


class PageSize(StrEnum):
    """The paper of formats that have pages."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height, upright."""
        return (210.0, 297.0) if self is PageSize.A4 else (215.9, 279.4)


@dataclass(frozen=True, slots=True)
class MomentLine:
    """A moment in the list below a chart: when as the person says it, what, and how it felt ("+4 glad")."""

    when: str
    title: str
    felt: str


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """Everything in it is plain text or blocks; names that were to be masked are masked already.

    `listener` is for whom it is told, `kind` what stands below the title of anything but a story, `chart_words` what a
    chart shows for those who do not see it. `markdown` is the text exactly as the person wrote it, where it may be
    shown so. `language` is a BCP 47 tag; `author` is "" unless the person gave a name. `modified` in UTC.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    listener: str = ""
    kind: str = ""
    chart: Figure | None = None
    chart_words: str = ""
    moments: tuple[MomentLine, ...] = ()
    language: str = LANGUAGE
    author: str = ""
    page_size: PageSize = PageSize.A4
    markdown: str | None = None
    modified: datetime = field(default=EPOCH)

    @property
    def named(self) -> str:
        """The title, or what stands in for one."""
        return self.title or UNTITLED

    @property
    def below_title(self) -> str:
        """The line below the title: "Told for a new colleague", or what it is; "" where neither is known."""
        return f"Told for {self.listener}" if self.listener else self.kind
