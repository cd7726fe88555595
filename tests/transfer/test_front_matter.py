import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from allydesk.transfer import front_matter
from allydesk.transfer.front_matter import FrontMatter, FrontMatterError, as_names, as_number, as_text, quoted, split
from tests.transfer.makers import untimed

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


def taken(header: str, name: str) -> object:
    return FrontMatter(header).take(name, read=lambda value: value)


def test_split() -> None:
    assert split("---\ntitle: x\n---\n\nbody\n") == ("title: x\n", "\nbody\n")
    assert split("---  \ntitle: x\n...\nbody") == ("title: x\n", "body")
    assert split("---\n---") == ("", "")
    assert split("---\nno end\n") == (None, "---\nno end\n")
    assert split("text\n---\nx\n---\n") == (None, "text\n---\nx\n---\n")
    assert split("--- \n a: '---'\n---\nz") == (" a: '---'\n", "z")
    assert split("") == (None, "")


def test_a_header_past_all_measure_is_no_header() -> None:
    text = "---\n" + "x" * (front_matter.LONGEST_HEADER + 1) + "\n---\nbody"
    assert split(text) == (None, text)


@pytest.mark.parametrize(
    "word", ["no", "1e3", "007", "2020-08-29", "12:30:00", "0x1F", "true", "1_000", ".5", "Null value", "=", "<<"]
)
def test_scalars_stay_what_was_written(word: str) -> None:
    assert taken(f"title: {word}\n", "title") == word
    assert taken(f"title:\n  {word}\n", "title") == word


@pytest.mark.parametrize("nothing", ["", "~", "null", '""', "[]"])
def test_what_says_nothing_is_not_kept(nothing: str) -> None:
    fields = FrontMatter(f"title: {nothing}\n")
    assert fields.take("title", read=as_text) is None
    assert fields.rest() == ("", 0)


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("tags: [a, b c]", ("a", "b c")),
        ("tags:\n- a\n- b c", ("a", "b c")),
        ("tags: a, b c ,d", ("a", " b c ", "d")),
        ("tags: a b\tc", ("a", "b", "c")),
        ("tags: [\"a, b\", 'c']", ("a, b", "c")),
        ("TAGS: [1, no]", ("1", "no")),
    ],
)
def test_tags(header: str, tags: tuple[str, ...]) -> None:
    assert FrontMatter(header).take("tags", read=as_names) == tags


def test_the_first_that_can_be_read_is_taken() -> None:
    fields = FrontMatter("date: whenever\ncreated: '5'\nmood: 3\n")
    assert fields.take("date", "created", read=as_number) == 5
    assert fields.take("mood", read=as_number) == 3
    assert fields.rest() == ("date: whenever", 1)


def test_the_rest_is_kept_as_it_was_written() -> None:
    header = "# about\ntitle: x # why\nplace: { lat: 1.50 }\nlist:\n  # inner\n  - a\n\ntags: [a]\nplace: again\n"
    fields = FrontMatter(header)
    assert fields.take("title", read=as_text) == "x"
    assert fields.take("tags", read=as_names) == ("a",)
    rest = "# about\ntitle: x # why\nplace: { lat: 1.50 }\nlist:\n  # inner\n  - a\nplace: again"
    assert fields.rest() == (rest, 5)


def test_a_sign_in_a_value_is_no_comment() -> None:
    fields = FrontMatter("title: 'C # or not' \ntags: ['#a', b#c]\ntext: |\n  # heading\n")
    for name in ("title", "tags", "text"):
        assert fields.take(name, read=lambda value: value) is not None
    assert fields.rest() == ("", 0)


def test_only_comments() -> None:
    assert FrontMatter("# nothing but this\n").rest() == ("# nothing but this", 1)


def test_fields_on_one_line_are_kept_together() -> None:
    fields = FrontMatter("{title: x, place: y}\n")
    assert fields.take("title", read=as_text) == "x"
    assert fields.rest() == ("{title: x, place: y}", 1)


@pytest.mark.parametrize(
    "header",
    [
        "just words\n",
        "- a\n- b\n",
        "a: b: c\n",
        "a: [1, 2\n",
        "a: 'x\n",
        "\tb: 1\n",
        "a: 1\n--- \nb: 2\n",
        "a: \x07\n",
        "a: &x [1]\nb: *x\n",
        "a: " + "[" * 1_000 + "]" * 1_000 + "\n",
        "a: " + "[" * 1_000_000,
        "- " * 100_000 + "\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(500)),
    ],
)
def test_what_is_refused(header: str) -> None:
    with pytest.raises(FrontMatterError):
        FrontMatter(header)


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for old, new in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]")
    with pytest.raises(FrontMatterError):
        FrontMatter("\n".join(lines) + "\n")


def test_a_tag_that_would_run_something_is_text() -> None:
    fields = FrontMatter("title: !!python/object/apply:os.system [echo]\nmood: !!int 3\n")
    assert fields.take("title", read=as_text) is None
    assert fields.take("mood", read=as_number) is None
    assert fields.rest() == ("title: !!python/object/apply:os.system [echo]\nmood: !!int 3", 2)


@untimed
@given(texts)
@example("\u2028\x85\ufeff\uffff\x7f")
@example('"\\ \t\n')
def test_quoted_is_exact(text: str) -> None:
    assert taken(f"title: {quoted(text)}\nmood: 1\n", "title") == text
    assert yaml.safe_load(f"title: {quoted(text)}") == {"title": text}
    assert "\n" not in quoted(text)


@untimed
@given(st.lists(texts, max_size=5))
def test_quoted_lists_are_exact(items: list[str]) -> None:
    assert taken(f"tags: {front_matter.quoted_list(items)}\n", "tags") == items


pieces = st.sampled_from(
    [
        "a",
        "é",
        "1",
        "-",
        ":",
        ": ",
        " #",
        "#",
        ", ",
        ",",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "\\",
        " ",
        "\t",
        "~",
        "null",
        "&",
        "*",
        "|",
        "!",
        "%",
        "@",
        "`",
        "?",
        "\x85",
        "\u2028",
    ]
)
plain_lines = st.builds("{}: {}\n".format, st.sampled_from(["a", "title", "B-c"]), st.lists(pieces).map("".join))


@untimed
@given(st.lists(plain_lines, min_size=1, max_size=3).map("".join))
@example('a: null\ntitle: "null"\nB-c: [null, "null", a b]\n')
def test_the_short_way_reads_as_the_long_way_does(header: str) -> None:
    short = front_matter._parse_simple(header)
    if short is not None:
        long = front_matter._parse(header)
        assert [(field.name, field.value) for field in short.fields] == [
            (field.name, field.value) for field in long.fields
        ]
        assert [field.source for field in short.fields] == [field.source for field in long.fields]


def test_the_short_way_takes_what_is_common() -> None:
    header = 'title: Some words, and more (I\'m sure)\ndate: 2020-08-29T11:11\ntags: [a, b c, "d"]\nmood: 3\nx: C#\n'
    short = front_matter._parse_simple(header)
    assert short is not None
    assert [field.value for field in short.fields] == [
        "Some words, and more (I'm sure)",
        "2020-08-29T11:11",
        ["a", "b c", "d"],
        "3",
        "C#",
    ]


@untimed
@given(st.lists(plain_lines | st.sampled_from(["# c\n", "  x\n", "- y\n", "z:\n", "\n"]), max_size=6).map("".join))
def test_what_nobody_takes_is_all_kept(header: str) -> None:
    try:
        fields = FrontMatter(header)
    except FrontMatterError:
        return
    assert sorted(fields.rest()[0].replace("\n", "")) == sorted(header.replace("\n", ""))


@untimed
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        rest, count = FrontMatter(text).rest()
    except FrontMatterError:
        return
    assert bool(rest.strip()) == bool(count)
