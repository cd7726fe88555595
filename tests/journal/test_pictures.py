"""What a file is by its content; and where a picture was made goes out of it without touching the picture."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageReader

from allydesk.journal.pictures import (
    Position,
    dimensions,
    is_picture,
    is_progressive,
    kind_of,
    orientation,
    without_position,
)

Image = pytest.importorskip("PIL.Image", reason="Pillow reads independently of us what is left in a picture")

GPS = 0x8825
SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"
LATITUDE = (52.0, 31.0, 12.0)
MAKER = "Kamera Beispiel"
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description '
    b'exif:GPSLatitude="52,31.2N" dc:source="kept" photoshop:City = \'Berlin\'>'
    b"<dc:description>a city by night, New City</dc:description>"
    b"<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li Iptc4xmpExt:City='Berlin'/></rdf:Bag></Iptc4xmpExt:LocationCreated>"
    b"<exif:GPSLongitude>13,24.5E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)


def plain(width: int = 24, height: int = 16, mode: str = "RGB") -> Any:
    return Image.effect_noise((width, height), 60).convert(mode)


def exif(turn: int = 6) -> Any:
    made = Image.Exif()
    made[0x010F] = MAKER
    made[0x0112] = turn
    made.get_ifd(0x8769)[0x9003] = "2026:11:21 21:14:00"
    made.get_ifd(GPS).update({1: "N", 2: LATITUDE, 3: "E", 4: (13.0, 24.0, 30.0), 29: "2026:11:21"})
    return made


def saved(kind: str, **more: Any) -> bytes:
    file = io.BytesIO()
    plain().save(file, kind, **more)
    return file.getvalue()


def tiff_with(directory: bytes, values: bytes = b"") -> bytes:
    """A TIFF file with this GPS directory, its main directory written anew at the end; `values` follow the former."""
    data = saved("TIFF", exif=exif())
    data += b"\0" * (len(data) % 2)
    count = struct.unpack_from("<H", data, 8)[0]
    entries = data[10 : 10 + 12 * count] + struct.pack("<HHII", GPS, 4, 1, len(data))
    table = struct.pack("<H", count + 1) + entries + b"\0\0\0\0"
    start = len(data) + len(directory + values)
    return data[:4] + struct.pack("<I", start) + data[8:] + directory + values + table


def with_position(kind: str) -> bytes:
    """A picture of this kind that has a position."""
    if kind == "TIFF":  # for which Pillow writes none
        at = len(saved("TIFF", exif=exif())) + 2 + 24 + 4
        at += at % 2
        fields = struct.pack("<HHI4s", 1, 2, 2, b"N") + struct.pack("<HHII", 29, 2, 11, at)
        return tiff_with(struct.pack("<H", 2) + fields + b"\0" * 4, b"2026:11:21\0\0")
    more: dict[str, Any] = {"exif": exif()}
    if kind == "WEBP":
        more["lossless"] = True
    return saved(kind, **more)


def positions(data: bytes) -> dict[int, Any]:
    """What an independent reader finds in the GPS directory."""
    return dict(Image.open(io.BytesIO(data)).getexif().get_ifd(GPS))


def pixels(data: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    return QImageReader(buffer).read()


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def into_jpeg(*segments: bytes) -> bytes:
    whole = saved("JPEG")
    return whole[:2] + b"".join(segments) + whole[2:]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def into_png(extra: bytes) -> bytes:
    whole = saved("PNG")
    return whole[:33] + extra + whole[33:]


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def record(number: int, value: bytes) -> bytes:
    return b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value


def resource(body: bytes) -> bytes:
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_position_goes_and_everything_else_stays(kind: str) -> None:
    before = with_position(kind)
    assert positions(before)
    cleaned = without_position(before)
    assert cleaned.position is Position.REMOVED
    assert positions(cleaned.data) == {}
    left = Image.open(io.BytesIO(cleaned.data)).getexif()
    assert (left[0x010F], left[0x0112]) == (MAKER, 6)
    if kind != "TIFF":  # whose Exif directory Pillow does not write
        assert left.get_ifd(0x8769)[0x9003] == "2026:11:21 21:14:00"
    assert b"2026:11:21\0" not in cleaned.data, "the values themselves are overwritten as well"
    assert pixels(cleaned.data) == pixels(before)
    assert not pixels(before).isNull()
    assert without_position(cleaned.data) == type(cleaned)(cleaned.data, Position.NONE)


def test_a_sample_from_a_telephone_loses_its_position_only() -> None:
    found = sorted(SAMPLES.rglob("*.jp*g"))
    if not found:
        pytest.skip("no sample pictures beside the project")
    for path in found:
        data = path.read_bytes()
        cleaned = without_position(data)
        assert positions(cleaned.data) == {}
        assert pixels(cleaned.data) == pixels(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
def test_a_picture_without_a_position_comes_back_as_it_was(kind: str) -> None:
    data = saved(kind)
    cleaned = without_position(data)
    assert cleaned.data is data
    assert cleaned.position is Position.NONE


@pytest.mark.parametrize(
    "data",
    [
        into_jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)),
        into_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)),
        into_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP))),
        into_png(chunk(b"tEXt", b"exif:GPSLatitude\x0052/1, 31/1, 12/1")),
        into_png(chunk(b"zTXt", b"Raw profile type xmp\0\0" + zlib.compress(b"\nxmp\n 99\n" + XMP.hex().encode()))),
    ],
    ids=["jpeg", "png", "png packed", "png text", "png profile"],
)
def test_position_in_words_goes(data: bytes) -> None:
    cleaned = without_position(data)
    assert cleaned.position is Position.REMOVED
    assert b"Berlin" not in cleaned.data
    assert b"GPS" not in cleaned.data
    assert pixels(cleaned.data) == pixels(data)


def test_what_xmp_says_otherwise_stays() -> None:
    data = into_jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP))
    left = without_position(data).data
    assert len(left) == len(data)
    assert b"a city by night, New City" in left
    assert b'dc:source="kept"' in left


@pytest.mark.parametrize(
    "packet",
    [
        b'<r exif:GPSLatitude="1"/><exif:GPSLongitude>13',
        b'<r note=">" exif:GPSLatitude="52,31N"/>',
        XMP.decode().encode("utf-16-le"),
    ],
    ids=["not closed", "hidden", "other encoding"],
)
def test_xmp_that_cannot_be_read_surely_is_blanked_whole(packet: bytes) -> None:
    head = b"http://ns.adobe.com/xap/1.0/\0"
    cleaned = without_position(into_jpeg(segment(0xE1, head + packet)))
    assert head + b" " * len(packet) in cleaned.data


def test_xmp_in_pieces_is_blanked() -> None:
    head = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40
    cut = XMP.index(b"GPSLat") + 3
    data = into_jpeg(segment(0xE1, head + XMP[:cut]), segment(0xE1, head + XMP[cut:]))
    cleaned = without_position(data)
    assert cleaned.position is Position.REMOVED
    assert b"Berlin" not in cleaned.data


def test_places_in_iptc_records_go() -> None:
    body = record(90, b"Berlin") + record(120, b"a caption") + record(101, b"Germany")
    cleaned = without_position(into_jpeg(segment(0xED, resource(body))))
    assert cleaned.position is Position.REMOVED
    assert b"Berlin" not in cleaned.data
    assert b"Germany" not in cleaned.data
    assert b"a caption" in cleaned.data


def test_the_pictures_behind_the_first_lose_theirs_too() -> None:
    one = with_position("JPEG")
    cleaned = without_position(one + b"\0" * 7 + one)
    assert cleaned.position is Position.REMOVED
    assert positions(cleaned.data[len(one) + 7 :]) == {}
    assert positions(cleaned.data) == {}


def test_something_unknown_behind_a_picture_is_told() -> None:
    assert without_position(saved("JPEG") + b"a trailer of some maker").position is Position.UNSURE
    assert without_position(saved("PNG") + b"more").position is Position.UNSURE


def film() -> bytes:
    keys = box(b"keys", struct.pack(">II", 0, 1) + box(b"mdta", b"com.apple.quicktime.location.ISO6709"))
    values = box(b"ilst", box(struct.pack(">I", 1), box(b"data", b"\0" * 8 + b"+52.5200+013.4050/")))
    meta = box(b"meta", box(b"hdlr", b"\0" * 24) + keys + values)
    places = box(b"\xa9xyz", b"\0\x12\x15\xc7+52.5200+013.4050/") + box(b"loci", b"\0\0\0\0Berlin\0")
    return box(b"ftyp", b"mp42\0\0\0\0isom") + box(b"moov", box(b"udta", places) + meta) + box(b"mdat", b"the film")


def test_a_film_loses_its_place() -> None:
    cleaned = without_position(film())
    assert cleaned.position is Position.REMOVED
    assert b"52.52" not in cleaned.data
    assert b"Berlin" not in cleaned.data
    assert cleaned.data.endswith(b"the film")
    assert len(cleaned.data) == len(film())


def test_a_film_behind_a_picture_loses_its_place() -> None:
    cleaned = without_position(saved("JPEG") + film())
    assert cleaned.position is Position.REMOVED
    assert b"52.52" not in cleaned.data


def test_a_track_that_may_tell_places_is_told() -> None:
    track = box(
        b"trak", box(b"mdia", box(b"minf", box(b"stbl", box(b"stsd", b"\0\0\0\0\0\0\0\1" + box(b"gpmd", b"")))))
    )
    assert without_position(box(b"ftyp", b"mp42\0\0\0\0") + box(b"moov", track)).position is Position.UNSURE


def heif(brand: bytes = b"heic") -> bytes:
    """As a telephone lays it out: the items are told of in the beginning and stand at the end."""
    tiff = exif().tobytes()[6:]
    items = [b"\0\0\0\0" + tiff, XMP]
    kinds = [b"Exif\0", b"mime\0application/rdf+xml\0"]
    entries = [box(b"infe", b"\2\0\0\0" + struct.pack(">HH", n, 0) + kind) for n, kind in enumerate(kinds, 1)]
    iinf = box(b"iinf", b"\0\0\0\0" + struct.pack(">H", 2) + b"".join(entries))

    def meta(start: int) -> bytes:
        places = b""
        for number, item in enumerate(items, 1):
            places += struct.pack(">HHHII", number, 0, 1, start, len(item))
            start += len(item)
        iloc = box(b"iloc", b"\0\0\0\0" + struct.pack(">HH", 0x4400, 2) + places)
        return box(b"meta", b"\0\0\0\0" + box(b"hdlr", b"\0" * 24) + iinf + iloc)

    ftyp = box(b"ftyp", brand + b"\0\0\0\0mif1")
    return ftyp + meta(len(ftyp) + len(meta(0)) + 8) + box(b"mdat", b"".join(items))


@pytest.mark.parametrize(("brand", "kind"), [(b"heic", "image/heic"), (b"avif", "image/avif")])
def test_a_telephones_picture_loses_its_place(brand: bytes, kind: str) -> None:
    data = heif(brand)
    assert kind_of(data) == kind
    cleaned = without_position(data)
    assert cleaned.position is Position.REMOVED
    assert b"Berlin" not in cleaned.data
    assert b"2026:11:21\0" not in cleaned.data
    assert MAKER.encode() in cleaned.data
    assert len(cleaned.data) == len(data)


def test_a_pointer_into_the_picture_itself_destroys_nothing() -> None:
    """A position whose value claims to be where the pixels are."""
    strips = Image.open(io.BytesIO(saved("TIFF", exif=exif()))).tag_v2[273][0]
    crafted = tiff_with(struct.pack("<HHHII", 1, 2, 5, 3, strips) + b"\0" * 4)
    cleaned = without_position(crafted)
    assert cleaned.position is Position.UNSURE
    assert pixels(cleaned.data) == pixels(crafted)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (saved("JPEG"), "image/jpeg"),
        (saved("PNG"), "image/png"),
        (saved("GIF"), "image/gif"),
        (saved("WEBP"), "image/webp"),
        (saved("BMP"), "image/bmp"),
        (saved("TIFF"), "image/tiff"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"<?xml version='1.0'?><svg:svg/>", "image/svg+xml"),
        (b"<?xml version='1.0'?><feed/>", "application/xml"),
        (b"<!DOCTYPE html><title>x</title>", "text/html"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"ID3\4\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"OggS\0", "audio/ogg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"fLaC\0", "audio/flac"),
        (b"\0\0\0\x14ftypM4A \0\0\0\0", "audio/mp4"),
        (b"\0\0\0\x14ftypisom\0\0\0\0", "video/mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "video/quicktime"),
        ("schöne Grüße\n".encode(), "text/plain"),
        (b"", "application/octet-stream"),
        (b"\xff\xff\xff\xff", "application/octet-stream"),
        (b"MZ\x90\0\3", "application/octet-stream"),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_a_letter_cut_in_two_at_the_end_of_the_head_is_still_text() -> None:
    assert {kind_of("aé€😀".encode()[:length]) for length in range(1, 11)} == {"text/plain"}
    assert kind_of(b"caf\xe9 and some more words") == "application/octet-stream"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_dimensions_are_told_without_decoding(kind: str) -> None:
    data = saved(kind)
    assert dimensions(data) == (24, 16)
    assert is_picture(kind_of(data))
    assert without_position(data).data == data


def test_orientation_and_how_a_jpeg_is_laid_out() -> None:
    assert [orientation(with_position(kind)) for kind in ("JPEG", "PNG", "WEBP", "TIFF")] == [6, 6, 6, 6]
    assert orientation(saved("JPEG")) == 1
    assert is_progressive(saved("JPEG", progressive=True))
    assert not is_progressive(saved("JPEG"))


WHOLE = [with_position(kind) for kind in ("JPEG", "PNG", "WEBP", "TIFF")] + [saved("GIF"), saved("BMP"), heif(), film()]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_files_never_raise_and_never_grow(data: st.DataObject) -> None:
    made = bytearray(data.draw(st.sampled_from(WHOLE)))
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(made) - 1), st.integers(0, 255)), max_size=12)):
        made[at] = byte
    broken = bytes(made[: data.draw(st.integers(0, len(made)))])
    cleaned = without_position(broken)
    assert len(cleaned.data) <= len(broken)
    assert (cleaned.data == broken) or cleaned.position is not Position.NONE
    dimensions(broken)
    orientation(broken)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff\xe1", b"II*\0", b"RIFF\0\1\0\0WEBP", b"\0\0\0\x10ftypheic"]),
)
def test_no_bytes_raise(data: bytes, beginning: bytes) -> None:
    without_position(beginning + data)
    dimensions(beginning + data)
    orientation(beginning + data)


def test_a_marker_on_the_edge_of_what_is_searched_at_once_is_found() -> None:
    whole = saved("JPEG")
    for padding in range(1024 * 1024 - 4, 1024 * 1024 + 2):
        data = whole[:-2] + b"\x55" * (padding - (len(whole) - 2 - whole.index(b"\xff\xda"))) + whole[-2:]
        assert without_position(data).position is Position.NONE
