"""Position fields in an XMP packet (ISO 16684-1), blanked where they stand so that nothing else moves.

Which: the GPS properties of Exif for XMP, and the places of IPTC Core and Extension and of Photoshop (IPTC Photo
Metadata Standard 2023.2), by their local names under whatever prefix.
"""

import re

from allydesk.journal.position.outcome import Position

_NAMES = (
    rb"GPS\w*|Location(?:Created|Shown|Id|Name)?|City|State|Country(?:Code|Name)?|ProvinceState|Sublocation|WorldRegion"
)
_PREFIX = rb"(?:[\w.-]{1,64}:)?"
_NAME = re.compile(rb"\b(?:" + _NAMES + rb")\b")
_TAG = re.compile(rb"<(/?)(" + _PREFIX + rb"[\w.-]{1,64})([^<>]*)>")
_ATTRIBUTE = re.compile(rb"\s" + _PREFIX + rb"(?:" + _NAMES + rb""")\s{0,8}=\s{0,8}(?:"[^"]*"|'[^']*')""")
_LEFT = re.compile(
    rb"GPS|(?<![\w.-])"
    + _PREFIX
    + rb"(?:"
    + _NAMES
    + rb""")\s{0,8}=\s{0,8}["']|<"""
    + _PREFIX
    + rb"(?:"
    + _NAMES
    + rb")[\s/>]"
)
"""What must not be left. A caption may well speak of a city, without being markup."""
_LOCAL = re.compile(_PREFIX + rb"(?:" + _NAMES + rb")\Z")


def scrub(data: bytearray, start: int, end: int) -> Position:
    """Blank the position fields of the packet in `data[start:end]`; the whole packet where that is not certain."""
    packet = bytes(data[start:end])
    if b"\0" in packet:  # not the UTF-8 that pictures have; the names would not be found
        return _blank(data, start, end) if packet.strip(b"\0 ") else Position.NONE
    if not _NAME.search(packet):
        return Position.NONE
    cleaned = _without_elements(_without_attributes(packet))
    if cleaned is None or _LEFT.search(cleaned):
        return _blank(data, start, end)
    if cleaned == packet:
        return Position.NONE
    data[start:end] = cleaned
    return Position.REMOVED


def has_position(packet: bytes) -> bool:
    """Whether a field of those names is in the packet, or it is in no encoding we read."""
    return b"\0" in packet or bool(_NAME.search(packet))


def _blank(data: bytearray, start: int, end: int) -> Position:
    data[start:end] = b" " * (end - start)
    return Position.REMOVED


def _without_attributes(packet: bytes) -> bytes:
    def tidy(tag: re.Match[bytes]) -> bytes:
        return _ATTRIBUTE.sub(lambda found: b" " * len(found[0]), tag[0])

    return _TAG.sub(tidy, packet)


def _without_elements(packet: bytes) -> bytes | None:
    """The packet with each such element blanked, or None where one is not closed."""
    made = bytearray(packet)
    name, begin, depth = b"", 0, 0
    for tag in _TAG.finditer(packet):
        closing, found, rest = tag[1] == b"/", tag[2], tag[3]
        if not depth and closing:
            continue
        alone = rest.endswith(b"/")
        if not depth and _LOCAL.match(found):
            name, begin, depth = found, tag.start(), 1
            closing, alone = alone, False
        elif not depth or found != name or alone:
            continue
        else:
            depth += 0 if closing else 1
        if closing:
            depth -= 1
            if not depth:
                made[begin : tag.end()] = b" " * (tag.end() - begin)
    return bytes(made) if not depth else None
