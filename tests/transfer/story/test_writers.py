"""Each format read back by a reader of its own kind."""

import hashlib
import io
import shutil
import subprocess
import zipfile
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.oxml.ns import qn

from allydesk.errors import Code, StoryError
from allydesk.story.chart.primitives import Band, Dot, Figure, Stroke, Tint, Whisker, Words
from allydesk.story.dates.habits import habits_of_locale
from allydesk.transfer import front_matter
from allydesk.transfer.story.composing import Wishes, chart_of, chart_words, profile_document, story_document
from allydesk.transfer.story.document import PageSize, StoryDocument
from allydesk.transfer.story.epub import epub_file
from allydesk.transfer.story.html_page import html_file
from allydesk.transfer.story.markdown_reading import read_blocks
from allydesk.transfer.story.markdown_writing import markdown_file
from allydesk.transfer.story.svg import LARGEST_SIDE, MOST_PARTS, svg_file, svg_of
from allydesk.transfer.story.word import word_file
from tests.transfer.story.samples import PROFILE, TEXT, TITLE, life, measure, story

SVG = "{http://www.w3.org/2000/svg}"
XHTML = "{http://www.w3.org/1999/xhtml}"
PACKAGE = "{http://www.idpf.org/2007/opf}"
ABOUT = "{http://purl.org/dc/elements/1.1/}"
EPUBCHECK = Path("/usr/bin/epubcheck")


@pytest.fixture
def document() -> StoryDocument:
    return story_document(story(), life(), wishes=Wishes(moments=True), measure=measure)


def parsed(data: bytes | str) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - our own writers made it a moment ago


class Page(HTMLParser):
    """What a browser would see: text, and the elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}


def test_html_says_everything_and_loads_nothing(document: StoryDocument) -> None:
    page = Page(html_file(document).decode("utf-8"))
    for words in (TITLE, "Told for Ruth’s team", "<script>alert(1)</script>", "x < y", "Mentored by Ruth", "+5 joyful"):
        assert words in page.text
    assert {"h1", "h3", "em", "strong", "blockquote", "ol", "ul", "svg", "table", "hr", "code"} <= page.tags()
    assert not page.tags() & {"script", "img", "iframe", "object", "link", "base", "form", "i"}
    links = [attrs["href"] for tag, attrs in page.elements if tag == "a"]
    assert links == ["https://example.org/?a=1&b=2"]
    names = {name for _, attrs in page.elements for name in attrs}
    assert not {name for name in names if name.startswith("on") or name in ("src", "style", "xlink:href")}
    policy = next(
        attrs["content"] or "" for _, attrs in page.elements if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "url(" not in page.text


def test_html_styles_itself_by_a_digest_that_is_right(document: StoryDocument) -> None:
    page = html_file(document).decode("utf-8")
    style = page.split("<style>")[1].split("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page


def test_html_of_a_profile() -> None:
    page = Page(html_file(profile_document(PROFILE, wishes=Wishes())).decode("utf-8"))
    for words in ("Amina Khan", "Mentor profile", "What I offer", "# not a heading", "starting <again>"):
        assert words in page.text
    assert ("meta", {"name": "author", "content": "Amina Khan"}) in page.elements


def test_a_document_of_nothing_is_a_file_all_the_same() -> None:
    empty = StoryDocument("")
    assert "Untitled" in Page(html_file(empty).decode()).text
    assert zipfile.ZipFile(io.BytesIO(epub_file(empty))).testzip() is None
    assert [one.text for one in Document(io.BytesIO(word_file(empty))).paragraphs] == ["Untitled"]
    assert markdown_file(empty).decode().startswith('---\nallydesk-story: 1\ntitle: ""\n')


def test_epub_is_built_as_the_standard_asks(document: StoryDocument) -> None:
    data = epub_file(document)
    assert data[30:58] == b"mimetypeapplication/epub+zip", "the type can be read at a fixed place"
    archive = zipfile.ZipFile(io.BytesIO(data))
    infos = archive.infolist()
    assert infos[0].compress_type == zipfile.ZIP_STORED
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    container = parsed(archive.read("META-INF/container.xml"))
    place = container[0][0].attrib["full-path"]
    package = parsed(archive.read(place))
    metadata = package.find(f"{PACKAGE}metadata")
    assert metadata is not None
    assert metadata.findtext(f"{ABOUT}title") == TITLE
    assert metadata.findtext(f"{ABOUT}language") == "en"
    assert metadata.find(f"{ABOUT}creator") is None
    assert [one.text for one in metadata if one.attrib.get("property") == "dcterms:modified"] == [
        "2026-11-20T00:00:00Z"
    ]
    items = {item.attrib["href"]: item.attrib for item in package.iter(f"{PACKAGE}item")}
    assert {f"EPUB/{href}" for href in items} | {"mimetype", "META-INF/container.xml", place} == set(archive.namelist())
    assert items["nav.xhtml"]["properties"] == "nav"
    assert items["story.xhtml"]["properties"] == "svg"
    page = parsed(archive.read("EPUB/story.xhtml"))
    assert page.find(f".//{SVG}svg") is not None
    contents = parsed(archive.read("EPUB/nav.xhtml"))
    targets = [link.attrib["href"].partition("#")[2] for link in contents.iter(f"{XHTML}a")]
    assert targets[1:] == [one.attrib["id"] for one in page.iter() if one.attrib.get("id", "").startswith("part-")]


def test_the_same_story_makes_the_same_epub(document: StoryDocument) -> None:
    again = story_document(story(), life(), wishes=Wishes(moments=True), measure=measure)
    assert epub_file(document) == epub_file(again)
    other = story_document(story("Other words"), life(), wishes=Wishes(), measure=measure)
    assert epub_file(other) != epub_file(document)


@pytest.mark.skipif(
    not EPUBCHECK.exists() or shutil.which("java") is None, reason="epubcheck is not installed on this machine"
)
def test_epubcheck_finds_nothing(document: StoryDocument, tmp_path: Path) -> None:
    (tmp_path / "story.epub").write_bytes(epub_file(document))
    ran = subprocess.run(
        ["java", "-jar", str(EPUBCHECK), str(tmp_path / "story.epub")], capture_output=True, text=True, check=False
    )
    assert "0 fatals / 0 errors / 0 warnings" in ran.stdout, ran.stderr
    assert ran.returncode == 0


def test_word_has_headings_lists_quotes_and_the_page(document: StoryDocument) -> None:
    made = Document(io.BytesIO(word_file(document)))
    lines = [(one.style.name if one.style else "", one.text) for one in made.paragraphs]
    assert lines[:2] == [("Title", TITLE), ("Subtitle", "Told for Ruth’s team")]
    assert ("Heading 2", "What Ruth said") in lines
    assert ("Quote", "Finish the thought,\nshe said.") in lines
    assert [text for style, text in lines if style == "List Number"] == ["a coat", "three words"]
    assert [text for style, text in lines if style == "List Bullet"] == ["please"]
    assert [cell.text for cell in made.tables[0].rows[8].cells] == ["Spring 2021", "Mentored by Ruth", "+5 joyful"]
    first = made.paragraphs[2]
    assert [(run.text, run.bold) for run in first.runs if run.bold] == [("university", True)]
    assert [run.text for run in first.runs if run.italic] == ["Nobody"]
    section = made.sections[0]
    assert section.page_width is not None
    assert section.page_width.mm == pytest.approx(210, abs=0.1)


def test_word_knows_its_title_and_language_and_nobody(document: StoryDocument) -> None:
    made = Document(io.BytesIO(word_file(document)))
    about = made.core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == (TITLE, "", "", "")
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_each_list_in_word_begins_anew() -> None:
    blocks = read_blocks("1. a\n2. b\n\nand\n\n4. c\n5. d")
    made = Document(io.BytesIO(word_file(StoryDocument("Lists", blocks))))
    found = [one._p.find(f".//{qn('w:numPr')}/{qn('w:numId')}") for one in made.paragraphs if "and" not in one.text]
    numbers = [int(one.get(qn("w:val"))) for one in found if one is not None]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    starts = {
        num.numId: num[1][0].get(qn("w:val"))
        for num in made.part.numbering_part.element.num_lst
        if num.numId in numbers
    }
    assert [starts[numbers[0]], starts[numbers[2]]] == ["1", "4"]


def test_markdown_is_what_was_written_with_a_head(document: StoryDocument) -> None:
    header, body = front_matter.split(markdown_file(document).decode("utf-8"))
    assert header is not None
    fields = front_matter.FrontMatter(header)
    assert fields.take("title", read=front_matter.as_text) == TITLE
    assert fields.take("listener", read=front_matter.as_text) == "Ruth’s team"
    assert body.lstrip("\n").startswith(TEXT.rstrip("\n"))
    assert "- Spring 2021: Mentored by Ruth (+5 joyful)" in body


def test_a_profile_in_markdown_reads_back() -> None:
    document = profile_document(PROFILE, wishes=Wishes())
    _, body = front_matter.split(markdown_file(document).decode("utf-8"))
    assert read_blocks(body) == document.blocks


# The chart


def test_svg_has_every_title_as_text() -> None:
    figure = chart_of(life(), wishes=Wishes(), measure=measure)
    root = parsed(svg_file(figure, title="Life & <times>", words=chart_words(life(), wishes=Wishes())))
    texts = {text.text for text in root.iter(f"{SVG}text")}
    assert {'Choir & <b>"friends"</b>', "Mum’s illness", "Leeds with Ruth"} <= texts
    assert root.findtext(f"{SVG}title") == "Life & <times>"
    assert root.findtext(f"{SVG}desc") == "9 moments from 1996 to 2023: 5 high, 4 low."
    assert root.attrib["role"] == "img"
    assert not [name for one in root.iter() for name in one.attrib if "href" in name]
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        *("svg", "title", "desc", "rect", "path", "line", "circle", "text", "defs", "linearGradient", "stop"),
    }


def test_svg_has_all_that_a_figure_can_have() -> None:
    figure = Figure(
        200.0,
        100.0,
        bands=(Band(0, 0, 50, 100, Tint.RAIL, fades_right=True),),
        strokes=(
            Stroke(((0, 0), (1, 2), (3, 4), (5, 6)), Tint.ACCENT, 2.0, curved=True),
            Stroke(((0, 0), (1, 1), (2, 2), (3, 3)), Tint.LINE, 1.0, pieces=True, dotted=True),
            Stroke(((0, 0),), Tint.LINE, 1.0),
        ),
        whiskers=(Whisker(10, 40, 50, Tint.LOW, dotted=True, fades_left=True),),
        dots=(Dot(20, 50, 6, Tint.LOW), Dot(30, 50, 6, Tint.HIGH, hollow=True)),
        words=(Words(20, 40, "a\x0bb\x1fc", 13, Tint.HIGH),),
    )
    root = parsed(svg_of(figure, title="", words=""))
    assert [path.attrib["d"] for path in root.iter(f"{SVG}path")] == ["M0,0 C1,2 3,4 5,6", "M0,0 L1,1M2,2 L3,3"]
    fades = [gradient.attrib["id"] for gradient in root.iter(f"{SVG}linearGradient")]
    used = [value for one in root.iter() for value in one.attrib.values() if value.startswith("url(")]
    assert used == [f"url(#{name})" for name in fades]
    assert len(used) == 2
    assert [one.attrib["r"] for one in root.iter(f"{SVG}circle")] == ["6", "5.12"]
    assert [text.text for text in root.iter(f"{SVG}text")] == ["a\nb\ufffdc"]


@pytest.mark.parametrize(
    "figure",
    [
        Figure(LARGEST_SIDE + 1.0, 100.0),
        Figure(100.0, 0.0),
        Figure(100.0, 100.0, dots=(Dot(1, 1, 1, Tint.HIGH),) * (MOST_PARTS + 1)),
    ],
    ids=["wide", "flat", "full"],
)
def test_a_chart_that_nothing_could_show_is_refused(figure: Figure) -> None:
    with pytest.raises(StoryError) as caught:
        svg_of(figure, title="", words="")
    assert caught.value.code is Code.CHART_TOO_LARGE


def test_paper_goes_with_how_dates_are_written() -> None:
    assert Wishes(habits=habits_of_locale("en_US")).page_size is PageSize.LETTER
    assert Wishes(habits=habits_of_locale("en_GB")).page_size is PageSize.A4
