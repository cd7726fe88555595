import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.transfer.linked_files import Folder, leads_outside, targets
from allydesk.transfer.snapshot import Stamp
from tests.transfer.makers import untimed

FOLDER = Folder(
    dict.fromkeys(
        [
            "pic.png",
            "deep/er/pic.png",
            "files/a.pdf",
            "notes/My Scan.PDF",
            "notes/other.md",
            "notes/x/y.jpg",
            "caf\u00e9.gif",
        ],
        Stamp(1, 1, 1),
    )
)


def paths(text: str) -> list[str]:
    return [target.path for target in targets(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![](pic.png)", ["pic.png"]),
        ("[x](files/a.pdf) and ![y](<my pic.png> 'Title')", ["files/a.pdf", "my pic.png"]),
        ('![a](pic.png "a title") ![b]( pic2.png )', ["pic.png", "pic2.png"]),
        ("![](my%20pic%C3%A9.png)", ["my picé.png"]),
        ("![](a%23b.png#part) [q](c.pdf?x=1)", ["a#b.png", "c.pdf"]),
        (r"![](a\(1\).png) ![](b(2).png)", ["a(1).png", "b(2).png"]),
        ("![[pic.png]] ![[pic.png|200]] [[a.pdf#page=2]]", ["pic.png", "pic.png", "a.pdf"]),
        (r"![](files\a.pdf)", ["files/a.pdf"]),
        ("[x](https://example.org/a.png) [y](mailto:a@b.de) <http://x.y/z.png> ![](data:image/png;base64,AA.png)", []),
        ("[x](other.md) [[A page]] [y](#part) [z]() [[notes.txt]]", []),
        ("![](/etc/pass.wd) ![](file:///a.png) ![](C:\\a.png)", ["/etc/pass.wd", "file:///a.png", "C:/a.png"]),
        ("", []),
        ("](" * 3, []),
    ],
)
def test_targets(text: str, found: list[str]) -> None:
    assert paths(text) == found


def test_a_file_must_be_meant() -> None:
    assert [target.certain for target in targets("[a](x.pdf) ![[y.png]] [[Version 2.1]]")] == [True, True, False]


@pytest.mark.parametrize(
    ("target", "beside", "path"),
    [
        ("pic.png", "a.md", "pic.png"),
        ("../pic.png", "notes/a.md", "pic.png"),
        ("x/y.jpg", "notes/a.md", "notes/x/y.jpg"),
        ("./x/../x/y.jpg", "notes/a.md", "notes/x/y.jpg"),
        # From the top of the folder, as some programs write it.
        ("files/a.pdf", "notes/a.md", "files/a.pdf"),
        ("/files/a.pdf", "notes/a.md", "files/a.pdf"),
        # By name alone, wherever it is; the shallowest of several.
        ("y.jpg", "a.md", "notes/x/y.jpg"),
        ("pic.png", "notes/a.md", "pic.png"),
        # As file systems that ignore case and composition would find it.
        ("my scan.pdf", "notes/a.md", "notes/My Scan.PDF"),
        ("cafe\u0301.gif", "a.md", "caf\u00e9.gif"),
        ("other.md", "notes/a.md", None),
        ("none.png", "a.md", None),
        ("../pic.png", "a.md", None),
        ("../../../etc/passwd.png", "notes/a.md", None),
        ("/etc/pass.wd", "a.md", None),
        ("file:///pic.png", "a.md", None),
        ("C:/pic.png", "a.md", None),
        ("wrong/pic.png", "a.md", None),
    ],
)
def test_find(target: str, beside: str, path: str | None) -> None:
    assert FOLDER.find(target, beside=beside) == path


@pytest.mark.parametrize(
    ("target", "beside", "outside"),
    [
        ("pic.png", "a.md", False),
        ("../pic.png", "notes/a.md", False),
        ("../pic.png", "a.md", True),
        ("x/../../pic.png", "a.md", True),
        ("/etc/passwd", "notes/a.md", True),
        ("file:///a.png", "a.md", True),
        ("C:/a.png", "a.md", True),
        ("..pic.png", "a.md", False),
    ],
)
def test_leads_outside(target: str, beside: str, outside: bool) -> None:
    assert leads_outside(target, beside=beside) is outside


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("x/a.PNG", "image/png"),
        ("a.webp", "image/webp"),
        ("a.tar.gz", "application/gzip"),
        ("a.pdf", "application/pdf"),
        ("a.unheard-of", "application/octet-stream"),
        ("none", "application/octet-stream"),
    ],
)
def test_media_types(name: str, media_type: str) -> None:
    assert FOLDER.media_type(name) == media_type


link_pieces = st.sampled_from(
    ["](", "![", "[[", "]]", "(", ")", "<", ">", "..", "/", "\\", "a.png", " ", "%2e", "%00", "\n", "\0", "é"]
)


@untimed
@given(st.lists(link_pieces, max_size=40).map("".join))
def test_nothing_outside_is_ever_found(text: str) -> None:
    for target in targets(text):
        path = FOLDER.find(target.path, beside="notes/a.md")
        assert path is None or path in {"pic.png", "deep/er/pic.png", "files/a.pdf"} | {
            "notes/x/y.jpg",
            "caf\u00e9.gif",
        }
        assert not (path and leads_outside(path, beside=""))


@pytest.mark.parametrize("piece", ["](", "](a", "](a(", "![[", "](<", "[[a", "](\\", "](" + " " * 50])
def test_long_texts_of_halves_take_no_square_of_time(piece: str) -> None:
    # Anything quadratic would not come back.
    assert list(targets(piece * (400_000 // len(piece)))) == []
