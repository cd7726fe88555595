"""How files are named and said."""

import re
from datetime import datetime

from PySide6.QtCore import QUrl

from allydesk.journal.entry import Attachment
from allydesk.transfer.file_names import safe_name

_KINDS = {
    "application/pdf": "PDF document",
    "application/zip": "archive or document",
    "image/svg+xml": "drawing",
    "image/heic": "HEIC picture",
    "image/avif": "AVIF picture",
    "text/html": "web page",
    "text/plain": "text",
    "application/xml": "XML file",
}
_FAMILIES = {"image": "picture", "audio": "sound", "video": "film", "text": "text"}
_IN_CAPTION = re.compile(r"([\\\[\]`*_<>])")

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/bmp": "bmp"}


def said_size(size: int) -> str:
    """ "2.1 MB", in steps of a thousand, as disks and telephones count."""
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    value, unit = float(size), "bytes"
    for unit in ("KB", "MB", "GB", "TB"):  # noqa: B007 - the last one is the one said
        value /= 1000
        if value < 999.5:
            break
    return f"{value:.0f} {unit}" if value >= 9.95 else f"{value:.1f} {unit}"


def said_kind(media_type: str) -> str:
    """What a file is, in a word or two."""
    return _KINDS.get(media_type) or _FAMILIES.get(media_type.partition("/")[0], "file")


def short_kind(attachment: Attachment) -> str:
    """What stands on a tile: the end of the name where it is short, such as "PDF"."""
    end = attachment.name.rpartition(".")[2] if "." in attachment.name else ""
    return end.upper() if 0 < len(end) <= 5 and end.isalnum() else said_kind(attachment.media_type).split()[0].upper()


def described(attachment: Attachment) -> str:
    """What a screen reader says."""
    return f"{attachment.name}, {said_kind(attachment.media_type)}, {said_size(attachment.size)}"


def tidy_name(name: str) -> str:
    """A name without separators, line breaks and what cannot be seen, and of a length every system takes."""
    return safe_name(" ".join(name.split()))


def picture_name(now: datetime, kind: str = "image/png") -> str:
    """What a picture without a name is called: "Picture 2026-11-22 21.14.png"."""
    return f"Picture {now:%Y-%m-%d %H.%M}.{EXTENSIONS.get(kind, 'png')}"


def picture_link(attachment: Attachment) -> str:
    """The Markdown that shows a picture; every sign of its name that could end the link is encoded."""
    name = attachment.name
    stem = name.rpartition(".")[0] or name
    caption = _IN_CAPTION.sub(r"\\\1", stem)
    target = bytes(QUrl.toPercentEncoding(name).data()).decode("ascii")
    return f"![{caption}]({target})"


def split_name(name: str) -> tuple[str, str]:
    """What is changed on renaming, and the end that stays."""
    stem, dot, end = name.rpartition(".")
    return (stem, dot + end) if stem and len(end) <= 8 and " " not in end else (name, "")
