"""A story as one HTML file that stands alone: no script, nothing from elsewhere, and a policy that says so."""

import hashlib
from base64 import b64encode
from collections.abc import Sequence

from allydesk.transfer.story.blocks import Block, Code, Heading, Items, Paragraph, Quote, Rule, Run, Runs, text_of
from allydesk.transfer.story.document import MomentLine, StoryDocument
from allydesk.transfer.story.svg import svg_of
from allydesk.transfer.story.xml import escaped

STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; padding: 3rem 1.25rem 4rem; max-width: 40rem; color: #1c1b19; background: #ffffff;
  font-family: "Source Serif 4", "Source Serif Pro", Georgia, "Times New Roman", serif; font-size: 1.125em;
  line-height: 1.65; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 0.4em; }
h1 { font-size: 1.8rem; margin-top: 0; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, blockquote, pre, figure { margin: 0 0 0.9em; }
.listener, figcaption, table { color: #5e5a52; font-family: "Source Sans 3", "Source Sans Pro", "Segoe UI",
  "Helvetica Neue", Arial, sans-serif; font-size: 0.9rem; line-height: 1.5; }
.listener { margin-bottom: 1.6em; }
figure svg { display: block; width: 100%; height: auto; }
blockquote { margin-left: 0; padding-left: 1.1em; border-left: 2px solid #c9c2b5; font-style: italic; }
blockquote em { font-style: normal; }
pre, code { font-family: Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: 0.88em; }
pre { white-space: pre-wrap; background: #f5f2ec; padding: 0.7em 0.9em; }
hr { border: 0; border-top: 1px solid #c9c2b5; margin: 2em 0; }
a { color: #2f6b5e; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.3em 1em 0.3em 0; border-bottom: 1px solid #e3dccf; }
td.when, td.felt { white-space: nowrap; }
@media print { body { max-width: none; padding: 0; } h1, h2, h3 { break-after: avoid; }
  figure { break-inside: avoid; } }
"""
"""Also what an EPUB is dressed in. Colours are those of the light theme's ink on white."""


def html_file(document: StoryDocument) -> bytes:
    """The whole file. Raises `StoryError(CHART_TOO_LARGE)`."""
    digest = b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    author = f'<meta name="author" content="{escaped(document.author)}">\n' if document.author else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{escaped(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="referrer" content="no-referrer">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{author}'
        f"<title>{escaped(document.named)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{body_of(document)}\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


def body_of(document: StoryDocument) -> str:
    """What stands in the body, well-formed as XML too. Each heading has an id, "part-1" and so on."""
    parts = ["<main>", f"<h1>{escaped(document.named)}</h1>"]
    if document.below_title:
        parts.append(f'<p class="listener">{escaped(document.below_title)}</p>')
    if document.chart is not None:
        drawn = svg_of(document.chart, title="Lifeline", words=document.chart_words)
        parts.append(f"<figure>\n{drawn}\n<figcaption>{escaped(document.chart_words)}</figcaption>\n</figure>")
    parts += _Body().blocks(document.blocks)
    if document.moments:
        parts += _moments(document.moments)
    return "\n".join((*parts, "</main>"))


def headings_of(document: StoryDocument) -> list[tuple[str, str]]:
    """The id of each heading in the body, and its words, for a table of contents."""
    found = [block for block in document.blocks if isinstance(block, Heading)]
    return [(f"part-{place}", " ".join(text_of(one.runs).split())) for place, one in enumerate(found, start=1)]


class _Body:
    def __init__(self) -> None:
        self._headings = 0

    def blocks(self, blocks: Sequence[Block], *, outermost: bool = True) -> list[str]:
        return [self._block(block, outermost=outermost) for block in blocks]

    def _block(self, block: Block, *, outermost: bool) -> str:
        match block:
            case Heading(level, runs):
                return self._heading(level, runs, outermost=outermost)
            case Paragraph(runs):
                return f"<p>{_inline(runs)}</p>"
            case Quote(blocks):
                inside = "\n".join(self.blocks(blocks, outermost=False))
                return f"<blockquote>\n{inside}\n</blockquote>"
            case Items(items, first):
                return self._items(items, first)
            case Code(text):
                return f"<pre><code>{escaped(text)}\n</code></pre>"
            case Rule():
                return "<hr/>"

    def _heading(self, level: int, runs: Runs, *, outermost: bool) -> str:
        tag = f"h{min(level + 1, 6)}"
        if not outermost:
            return f"<{tag}>{_inline(runs)}</{tag}>"
        self._headings += 1
        return f'<{tag} id="part-{self._headings}">{_inline(runs)}</{tag}>'

    def _items(self, items: Sequence[Sequence[Block]], first: int | None) -> str:
        made = []
        for item in items:
            if len(item) == 1 and isinstance(item[0], Paragraph):
                made.append(f"<li>{_inline(item[0].runs)}</li>")
            else:
                made.append("<li>" + "\n".join(self.blocks(item, outermost=False)) + "</li>")
        start = f' start="{first}"' if first not in (None, 1) else ""
        tag = "ul" if first is None else "ol"
        return f"<{tag}{start}>\n" + "\n".join(made) + f"\n</{tag}>"


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    made = escaped(run.text).replace("\n", "<br/>\n")
    for wanted, tag in ((run.code, "code"), (run.struck, "s"), (run.emphasis, "em"), (run.strong, "strong")):
        if wanted:
            made = f"<{tag}>{made}</{tag}>"
    return f'<a href="{escaped(run.link)}" rel="noreferrer">{made}</a>' if run.link else made


def _moments(moments: Sequence[MomentLine]) -> list[str]:
    lines = [
        f'<tr><td class="when">{escaped(one.when)}</td><td>{escaped(one.title)}</td>'
        f'<td class="felt">{escaped(one.felt)}</td></tr>'
        for one in moments
    ]
    head = (
        '<thead><tr><th scope="col">When</th><th scope="col">Moment</th><th scope="col">How it felt</th></tr></thead>'
    )
    return ["<h2>Moments</h2>", "<table>", head, "<tbody>", *lines, "</tbody>", "</table>"]
