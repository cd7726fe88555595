"""A story as DOCX: real headings, lists and quotes, so that Word's and Writer's own tools work on it."""

import io
import re
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.dml import MSO_THEME_COLOR_INDEX
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from allydesk.transfer.story.blocks import Block, Code, Heading, Items, Paragraph, Quote, Rule, Run, Runs
from allydesk.transfer.story.document import MomentLine, StoryDocument

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph as WordParagraph

_MARGIN = 22.0
"""Of the page, in millimetres."""
_SERIF, _SANS, _FIXED = "Georgia", "Calibri", "Consolas"
"""Faces that are where word processors are; our own are not, and embedding them would triple the file."""
_INK, _GREY = RGBColor(0x1C, 0x1B, 0x19), RGBColor(0x5E, 0x5A, 0x52)
_HEADINGS = {1: 17.0, 2: 14.0, 3: 12.0}
"""Points, by level; the deeper ones are of the text's own size."""
_TEXT = 11.0
_PART = re.compile("([\t\n])")


def word_file(document: StoryDocument, *, picture: bytes | None = None) -> bytes:
    """The whole file; `picture` is the chart as PNG, which Word can show everywhere, unlike SVG."""
    made = Document()
    _set_up(made, document)
    made.add_paragraph(document.named, style="Title")
    if document.below_title:
        made.add_paragraph(document.below_title, style="Subtitle")
    if picture is not None:
        _add_picture(made, picture, document)
    _Writer(made).write(document.blocks)
    if document.moments:
        _add_moments(made, document.moments)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _set_up(made: "WordDocument", document: StoryDocument) -> None:
    about = made.core_properties
    about.title, about.author, about.language = document.named[:255], document.author[:255], document.language
    # The template's own say that it was made in 2013 by a library.
    about.comments = about.last_modified_by = ""
    about.created = about.modified = document.modified.replace(tzinfo=None)
    section = made.sections[0]
    wide, high = document.page_size.millimetres
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    _set_styles(made)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB" if document.language == "en" else document.language)
    _add_page_numbers(made)


def _set_styles(made: "WordDocument") -> None:
    _dress(made, "Normal", _SERIF, _TEXT, _INK, after=8).paragraph_format.line_spacing = 1.35
    title = _dress(made, "Title", _SERIF, 22, _INK, after=6, bold=True)
    for line in title.element.iter(qn("w:pBdr")):
        line.getparent().remove(line)
    _dress(made, "Subtitle", _SANS, 10.5, _GREY, after=14)
    for level in range(1, 7):
        size = _HEADINGS.get(level, _TEXT)
        _dress(made, f"Heading {level}", _SERIF, size, _INK, before=12, after=4, bold=True)
    for name in ("List Bullet", "List Number"):
        _dress(made, name, _SERIF, _TEXT, _INK, after=3)
    quote = _dress(made, "Quote", _SERIF, _TEXT, _INK, after=8)
    quote.paragraph_format.left_indent = Mm(8)
    _dress(made, "Caption", _SANS, 9, _GREY, after=14)
    made.styles.add_style("Code", WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Normal"]
    _dress(made, "Code", _FIXED, 9.5, _INK, after=8)


def _dress(
    made: "WordDocument",
    name: str,
    face: str,
    size: float,
    colour: RGBColor,
    *,
    before: float = 0,
    after: float,
    bold: bool = False,
) -> "ParagraphStyle":
    style: ParagraphStyle = made.styles[name]
    style.font.name, style.font.size, style.font.color.rgb, style.font.bold = face, Pt(size), colour, bold
    style.font.italic = name == "Quote"
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{kind}"), None)  # a theme's face would win
    faces.set(qn("w:cs"), face)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _add_page_numbers(made: "WordDocument") -> None:
    below = made.sections[0].footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = below.add_run()
    run.font.size, run.font.name, run.font.color.rgb = Pt(9), _SANS, _GREY
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)  # noqa: SLF001 - python-docx has no other way to a field


def _add_picture(made: "WordDocument", picture: bytes, document: StoryDocument) -> None:
    wide = document.page_size.millimetres[0] - 2 * _MARGIN
    shape = made.add_picture(io.BytesIO(picture), width=Mm(wide))
    about = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way to the words for who does not see it
    about.set("descr", document.chart_words)
    about.set("title", "Lifeline")
    made.paragraphs[-1].paragraph_format.keep_with_next = True
    made.add_paragraph(document.chart_words, style="Caption")


def _add_moments(made: "WordDocument", moments: Sequence[MomentLine]) -> None:
    made.add_paragraph("Moments", style="Heading 1")
    table = made.add_table(rows=1, cols=3)
    table.style = made.styles["Table Grid"]
    for cell, words in zip(table.rows[0].cells, ("When", "Moment", "How it felt"), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    again = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(again)  # noqa: SLF001 - the head again on each page
    pattern = deepcopy(table.rows[0]._tr)  # noqa: SLF001 - a copied row takes a tenth of the time of an added one
    for moment in moments:
        row = deepcopy(pattern)
        row.get_or_add_trPr().remove(row.get_or_add_trPr().find(qn("w:tblHeader")))
        for text, words in zip(row.iter(qn("w:t")), (moment.when, moment.title, moment.felt), strict=True):
            text.text = words
        for bold in list(row.iter(qn("w:b"))):
            bold.getparent().remove(bold)
        table._tbl.append(row)  # noqa: SLF001 - see above


class _Writer:
    def __init__(self, made: "WordDocument") -> None:
        self._made = made

    def write(self, blocks: Sequence[Block], *, depth: int = 0, quoted: int = 0) -> None:
        for block in blocks:
            self._block(block, depth=depth, quoted=quoted)

    def _block(self, block: Block, *, depth: int, quoted: int) -> None:
        match block:
            case Heading(level, runs):
                self._add(runs, f"Heading {level}", depth, quoted)
            case Paragraph(runs):
                self._add(runs, "Quote" if quoted else "Normal", depth, quoted)
            case Quote(blocks):
                self.write(blocks, depth=depth, quoted=quoted + 1)
            case Items(items, first):
                self._items(items, first, depth=depth, quoted=quoted)
            case Code(text):
                self._add((Run(text),), "Code", depth, quoted)
            case Rule():
                self._add((Run("⁂"),), "Normal", 0, 0).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _items(self, items: Sequence[Sequence[Block]], first: int | None, *, depth: int, quoted: int) -> None:
        number = None if first is None else self._numbering(first)
        for item in items:
            head = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(())
            style = "List Bullet" if first is None else "List Number"
            made = self._add(head.runs, style, 0, 0)
            made.paragraph_format.left_indent = Mm(6 + 7 * depth + 8 * quoted)
            made.paragraph_format.first_line_indent = Mm(-6)
            if number is not None:
                shape = made._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no lists
                shape.get_or_add_numId().val = number
                shape.get_or_add_ilvl().val = 0
            self.write(item[1:] if head.runs else item, depth=depth + 1, quoted=quoted)

    def _numbering(self, first: int) -> int:
        """A numbering of its own for a list, or it would go on where the last one ended."""
        style = self._made.styles["List Number"].element
        numbering: Any = self._made.part.numbering_part.element
        kept = style.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(kept).abstractNumId.val
        made = numbering.add_num(abstract)
        made.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(made.numId)

    def _add(self, runs: Runs, style: str, depth: int, quoted: int) -> "WordParagraph":
        made = self._made.add_paragraph(style=style)
        if depth or quoted > 1:
            made.paragraph_format.left_indent = Mm(7 * depth + 8 * quoted)
        for run in runs:
            _add_run(made, run, quoted=quoted > 0)
        return made


def _add_run(paragraph: "WordParagraph", run: Run, *, quoted: bool) -> None:
    made = paragraph.add_run()
    for part in _PART.split(run.text):
        if part == "\n":
            made.add_break(WD_BREAK.LINE)
        elif part == "\t":
            made.add_tab()
        elif part:
            made.add_text(part)
    made.bold, made.font.strike = run.strong or None, run.struck or None
    if run.emphasis:
        made.italic = not quoted
    if run.code:
        made.font.name = _FIXED
    if run.link:
        made.font.underline, made.font.color.theme_color = True, MSO_THEME_COLOR_INDEX.HYPERLINK
        link = OxmlElement("w:hyperlink")
        # An address for whoever clicks on it; no program fetches one by itself.
        link.set(qn("r:id"), paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(made._r)  # noqa: SLF001 - python-docx has no links
        paragraph._p.append(link)  # noqa: SLF001 - see above
