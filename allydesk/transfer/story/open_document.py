"""What Qt's OpenDocument leaves out: headings that are headings, the paper, page numbers, language and title.

Without them a word processor shows the text as one grey run of paragraphs on the paper of wherever it is opened.
"""

import io
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from allydesk.transfer.story.document import StoryDocument
from allydesk.transfer.story.xml import XML_HEAD, escaped

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_DECLARED = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_MARGIN = 22.0
"""Of the page, in millimetres."""
_KEPT = ("mimetype",)
_MADE = ("styles.xml", "meta.xml")


def finished(data: bytes, document: StoryDocument, *, levels: Sequence[int]) -> bytes:
    """The file as Qt wrote it, completed. `levels` has for each paragraph the level of the heading it is, or 0."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as made:
        _put(made, "mimetype", source.read("mimetype"), stored=True)
        for name in source.namelist():
            if name == "content.xml":
                _put(made, name, _content(source.read(name), document, levels))
            elif name == "META-INF/manifest.xml":
                _put(made, name, _manifest(source.read(name)))
            elif name not in _KEPT:
                _put(made, name, source.read(name))
        _put(made, "styles.xml", _styles(document).encode("utf-8"))
        _put(made, "meta.xml", _meta(document).encode("utf-8"))
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes, *, stored: bool = False) -> None:
    info = zipfile.ZipInfo(name, _FIRST_TIME)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o100644 << 16
    archive.writestr(info, data)


def _content(data: bytes, document: StoryDocument, levels: Sequence[int]) -> bytes:
    for name, space in _SPACES.items():
        ET.register_namespace(name, space)
    root = ET.fromstring(data)  # noqa: S314 - Qt has just written it, and it has no entities
    for shape in root.iter(_named("style", "paragraph-properties")):
        height = shape.attrib.pop(_named("style", "line-height"), "")
        if height:  # Qt gives it the name that it has nowhere in the format
            shape.set(_named("fo", "line-height"), height)
    for paragraph, level in zip(root.iter(_named("text", "p")), levels, strict=True):
        if level:
            paragraph.tag = _named("text", "h")
            paragraph.set(_named("text", "outline-level"), str(level))
    for frame in root.iter(_named("draw", "frame")):
        for name, words in (("title", "Lifeline"), ("desc", document.chart_words)):
            ET.SubElement(frame, _named("svg", name)).text = words
    for span in root.iter(_named("text", "span")):
        _drop_tabs(span)
    return XML_HEAD.encode("utf-8") + ET.tostring(root, encoding="unicode").encode("utf-8")


def _drop_tabs(span: ET.Element) -> None:
    """Take away the tab that Qt puts before each line break, and the space in which it is indented."""
    parts = list(span)
    for place, part in enumerate(parts):
        if part.tag != _named("text", "line-break") or not place or parts[place - 1].tag != _named("text", "tab"):
            continue
        before = parts[place - 1]
        if not (before.tail or "").strip():
            span.remove(before)


def _manifest(data: bytes) -> bytes:
    entries = "".join(
        f'<manifest:file-entry manifest:media-type="text/xml" manifest:full-path="{name}"/>' for name in _MADE
    )
    return data.replace(b"</manifest:manifest>", f"{entries}</manifest:manifest>".encode())


def _styles(document: StoryDocument) -> str:
    wide, high = document.page_size.millimetres
    language, _, country = document.language.partition("-")
    country = country or ("GB" if language == "en" else "none")
    margins = " ".join(f'fo:margin-{side}="{_MARGIN}mm"' for side in ("top", "bottom", "left", "right"))
    return (
        f'{XML_HEAD}<office:document-styles {_DECLARED} office:version="1.2">\n<office:styles>\n'
        f'<style:default-style style:family="paragraph"><style:text-properties fo:language="{escaped(language)}" '
        f'fo:country="{escaped(country)}"/></style:default-style>\n</office:styles>\n<office:automatic-styles>\n'
        f'<style:page-layout style:name="paper"><style:page-layout-properties fo:page-width="{wide}mm" '
        f'fo:page-height="{high}mm" {margins} style:print-orientation="portrait"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="4mm"/>'
        '</style:footer-style></style:page-layout>\n<style:style style:name="number" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="center"/>'
        '<style:text-properties fo:font-size="9pt" fo:color="#5e5a52"/></style:style>\n</office:automatic-styles>\n'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="paper">'
        '<style:footer><text:p text:style-name="number"><text:page-number text:select-page="current"/></text:p>'
        "</style:footer></style:master-page></office:master-styles>\n</office:document-styles>\n"
    )


def _meta(document: StoryDocument) -> str:
    author = f"<dc:creator>{escaped(document.author)}</dc:creator>" if document.author else ""
    return (
        f'{XML_HEAD}<office:document-meta {_DECLARED} office:version="1.2">\n<office:meta>'
        f"<meta:generator>Allydesk</meta:generator><dc:title>{escaped(document.named)}</dc:title>{author}"
        f"<dc:language>{escaped(document.language)}</dc:language></office:meta>\n</office:document-meta>\n"
    )


def _named(space: str, name: str) -> str:
    return f"{{{_SPACES[space]}}}{name}"
