"""A story as EPUB 3.3: a zip archive that begins with its own type, one page of XHTML, and the contents.

The same document makes the same bytes: every time in the archive is the zip format's first, and the identifier follows
from what is in it.
"""

import hashlib
import io
import uuid
import zipfile

from allydesk.transfer.story.document import StoryDocument
from allydesk.transfer.story.html_page import STYLE, body_of, headings_of
from allydesk.transfer.story.xml import XML_HEAD, escaped

MEDIA_TYPE = "application/epub+zip"
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL = 0o100644 << 16
_CONTAINER = (
    f'{XML_HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n<rootfiles>\n'
    '<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/>\n</rootfiles>\n</container>\n'
)


def epub_file(document: StoryDocument) -> bytes:
    """The whole file. Raises `StoryError(CHART_TOO_LARGE)`."""
    page = _page(document, document.named, '<link rel="stylesheet" href="style.css"/>', body_of(document))
    contents = _page(document, f"{document.named}: contents", "", _contents(document))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _put(archive, "mimetype", MEDIA_TYPE, stored=True)
        _put(archive, "META-INF/container.xml", _CONTAINER)
        _put(archive, "EPUB/content.opf", _package(document, page))
        _put(archive, "EPUB/nav.xhtml", contents)
        _put(archive, "EPUB/story.xhtml", page)
        _put(archive, "EPUB/style.css", STYLE)
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, text: str, *, stored: bool = False) -> None:
    info = zipfile.ZipInfo(name, _FIRST_TIME)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = _READABLE_BY_ALL
    info.create_system = 3  # wherever it is made
    archive.writestr(info, text.encode("utf-8"))


def _page(document: StoryDocument, title: str, head: str, body: str) -> str:
    language = escaped(document.language)
    return (
        f'{XML_HEAD}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}">\n'
        f"<head>\n<title>{escaped(title)}</title>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _contents(document: StoryDocument) -> str:
    parts = "\n".join(
        f'<li><a href="story.xhtml#{place}">{escaped(words)}</a></li>'
        for place, words in headings_of(document)
        if words
    )
    inside = f"\n<ol>\n{parts}\n</ol>\n" if parts else ""
    return (
        '<nav epub:type="toc" id="toc">\n<h1>Contents</h1>\n<ol>\n'
        f'<li><a href="story.xhtml">{escaped(document.named)}</a>{inside}</li>\n</ol>\n</nav>'
    )


def _package(document: StoryDocument, page: str) -> str:
    name = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(page.encode("utf-8")).hexdigest())
    drawn = ' properties="svg"' if document.chart is not None else ""
    creator = f"<dc:creator>{escaped(document.author)}</dc:creator>\n" if document.author else ""
    return (
        f'{XML_HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escaped(document.language)}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>\n'
        f"<dc:title>{escaped(document.named)}</dc:title>\n"
        f"<dc:language>{escaped(document.language)}</dc:language>\n{creator}"
        f'<meta property="dcterms:modified">{document.modified:%Y-%m-%dT%H:%M:%SZ}</meta>\n'
        f"{_access(document)}</metadata>\n<manifest>\n"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        f'<item id="story" href="story.xhtml" media-type="application/xhtml+xml"{drawn}/>\n'
        '<item id="style" href="style.css" media-type="text/css"/>\n'
        '</manifest>\n<spine>\n<itemref idref="story"/>\n</spine>\n</package>\n'
    )


def _access(document: StoryDocument) -> str:
    """What a reader who does not see, or sees badly, wants to know beforehand."""
    said = [("accessMode", "textual"), ("accessModeSufficient", "textual"), ("accessibilityHazard", "none")]
    said.append(("accessibilityFeature", "structuralNavigation"))
    if document.chart is not None:
        said += [("accessMode", "visual"), ("accessibilityFeature", "alternativeText")]
    return "".join(f'<meta property="schema:{name}">{value}</meta>\n' for name, value in said)
