"""The local files that a Markdown text refers to, and which of a folder's files they are."""

import mimetypes
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from allydesk.transfer.snapshot import Stamp

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. What is larger is left where it is, and told."""

TEXT_SUFFIXES = frozenset({".md", ".markdown", ".txt"})
"""Of files that are entries themselves."""

_IN_BRACKETS = re.compile(r"(!?)\[\[([^\[\]|#\n]+)")
_IN_PARENTHESES = re.compile(r"\]\([^\S\n]*(?:<([^<>\n]+)>|((?:[^()\s\\]|\\.|\([^()\s]*\))+))")
_ADDRESS = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:", re.IGNORECASE)
_ELSEWHERE = re.compile(r"/|\\|file:|[A-Za-z]:", re.IGNORECASE)
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_COMPRESSED = {"gzip": "application/gzip", "bzip2": "application/x-bzip2", "xz": "application/x-xz"}
UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, "/" between; `certain` when a file must be meant: not for "[[A page]]"."""

    path: str
    certain: bool


class Folder:
    """The files of a folder by path and, as note-taking programs look them up, by name alone.

    Only what was found inside the folder can be the answer, whatever a link says.
    """

    def __init__(self, files: Mapping[str, Stamp]) -> None:
        self._files = files
        self._types = mimetypes.MimeTypes()
        self._by_key: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        # The shallowest first, then by name, so that the answer is always the same one.
        for path in sorted(files, key=lambda path: (path.count("/"), path)):
            if not is_text(path):
                key = _key(path)
                self._by_key.setdefault(key, path)
                self._by_name.setdefault(key.rpartition("/")[2], path)

    def find(self, target: str, *, beside: str) -> str | None:
        """The path of the file meant by a link in the text at `beside`; None when there is none inside the folder."""
        inside = posixpath.dirname(beside)
        for way in (posixpath.join(inside, target), target.lstrip("/")):
            path = posixpath.normpath(way)
            if path in self._files and not is_text(path):
                return path
            if (found := self._by_key.get(_key(path))) is not None:
                return found
        return None if "/" in target else self._by_name.get(_key(target))

    def media_type(self, path: str) -> str:
        """The media type that a file's name tells, by Python's own table and not this machine's."""
        found, encoding = self._types.guess_type(posixpath.basename(path), strict=False)
        if encoding is not None:
            return _COMPRESSED.get(encoding, UNKNOWN_TYPE)
        return found or UNKNOWN_TYPE


def is_text(path: str) -> bool:
    """Whether a file of that name is taken for an entry."""
    return posixpath.splitext(path)[1].lower() in TEXT_SUFFIXES


def leads_outside(target: str, *, beside: str) -> bool:
    """Whether a link names a place on this machine that is not in the folder."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(beside), target))
    return bool(_ELSEWHERE.match(target)) or path == ".." or path.startswith("../")


def may_have_targets(text: str) -> bool:
    """Whether it is worth looking closer."""
    return "](" in text or "[[" in text


def targets(text: str) -> Iterator[Target]:
    """The links to files on this machine in a text: "](path)" first, then "[[name]]".

    Addresses like "https:" are not among them, nor links to what is an entry itself.
    """
    if "](" in text:
        for match in _IN_PARENTHESES.finditer(text):
            raw = match[1] or _ESCAPED.sub(r"\1", match[2])
            yield from _target(raw, certain=True)
    if "[[" in text:
        for match in _IN_BRACKETS.finditer(text):
            yield from _target(match[2].strip(), certain=bool(match[1]))


def _target(raw: str, *, certain: bool) -> Iterator[Target]:
    if _ADDRESS.match(raw):
        return
    path = _unquoted(re.split("[?#]", raw, maxsplit=1)[0]).replace("\\", "/")
    suffix = posixpath.splitext(path)[1].lower()
    if suffix and suffix not in TEXT_SUFFIXES and "\0" not in path:
        yield Target(path, certain=certain)


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    data = _PERCENT.sub(lambda match: bytes([int(match[1], 16)]), text.encode("utf-8"))
    return data.decode("utf-8", "replace")


def _key(path: str) -> str:
    """Equal for names that some file systems take for the same one."""
    return unicodedata.normalize("NFC", path).casefold()
