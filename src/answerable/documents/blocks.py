"""The light markup that every long text is stored in, and its forms on a page, in plain text and in data.

Texts are kept as people write them, never as HTML. A blank line ends a paragraph, a line that begins with
"- " is an item of a list, a line that begins with "## " is a heading, `**words**` are strong and
`[words](address)` is a link. Everything else is literal text: there is no way to write a tag, and a link
that does not lead to http, https or mailto stays the characters that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from answerable.records.addresses import may_link_to


@dataclass(frozen=True)
class Text:
    words: str


@dataclass(frozen=True)
class Strong:
    words: str


@dataclass(frozen=True)
class Link:
    words: str
    address: str  # begins with http://, https:// or mailto:


Run = Text | Strong | Link


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class BulletList:
    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Heading:
    runs: tuple[Run, ...]


Block = Paragraph | BulletList | Heading

# Each part excludes the character that opens another attempt, so no character is looked at twice: a text
# made of a million openings takes as long as any other of its length.
_MARKED = re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*|\[([^\[\]]*[^\[\]\s][^\[\]]*)\]\(([^()\s]+)\)")
# Characters that no page, PDF or JSON reader agrees on. They become a visible mark and are never dropped.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def blocks(words: str) -> tuple[Block, ...]:
    """Read light markup. Lines of a paragraph are joined by a space; a plain line ends a list."""
    found: list[Block] = []
    lines: list[str] = []
    items: list[tuple[Run, ...]] = []

    def close(*, paragraph: bool = True, items_too: bool = True) -> None:
        if paragraph and lines:
            found.append(Paragraph(_runs(" ".join(lines))))
            lines.clear()
        if items_too and items:
            found.append(BulletList(tuple(items)))
            items.clear()

    for line in _lines(words):
        if not line:
            close(items_too=False)
        elif line.startswith("- ") and line[2:].strip():
            close(items_too=False)
            items.append(_runs(line[2:].strip()))
        elif line.startswith("## ") and line[3:].strip():
            close()
            found.append(Heading(_runs(line[3:].strip())))
        else:
            close(paragraph=False)
            lines.append(line)
    close()
    return tuple(found)


def _lines(words: str) -> Iterator[str]:
    unified = words.replace("\r\n", "\n").replace("\r", "\n")
    return (line.strip() for line in _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", unified).split("\n"))


def _runs(words: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    literal_from = 0
    for match in _MARKED.finditer(words):
        strong, link_words, address = match.groups()
        if address is not None and not may_link_to(address):
            continue
        if match.start() > literal_from:
            runs.append(Text(words[literal_from : match.start()]))
        runs.append(Strong(strong) if address is None else Link(link_words.strip(), address))
        literal_from = match.end()
    if literal_from < len(words):
        runs.append(Text(words[literal_from:]))
    return tuple(runs)


def blocks_to_html(read: Iterable[Block], heading_level: int = 3) -> Markup:
    """HTML with GOV.UK Frontend's classes, every word escaped. `heading_level`, 2 to 6, suits the page."""
    if not 2 <= heading_level <= 6:
        raise ValueError("heading_level is 2 to 6: level 1 belongs to the page")
    return Markup("\n").join(_block_to_html(block, heading_level) for block in read)


def _block_to_html(block: Block, level: int) -> Markup:
    match block:
        case Paragraph(runs):
            return Markup('<p class="govuk-body">{}</p>').format(_runs_to_html(runs))
        case Heading(runs):
            return Markup('<h{0} class="govuk-heading-s">{1}</h{0}>').format(level, _runs_to_html(runs))
        case BulletList(items):
            lines = Markup("\n").join(Markup("<li>{}</li>").format(_runs_to_html(runs)) for runs in items)
            return Markup('<ul class="govuk-list govuk-list--bullet">\n{}\n</ul>').format(lines)


def _runs_to_html(runs: tuple[Run, ...]) -> Markup:
    return Markup("").join(_run_to_html(run) for run in runs)


def _run_to_html(run: Run) -> Markup:
    match run:
        case Strong(words):
            return Markup("<strong>{}</strong>").format(words)
        case Link(words, address):
            anchor = Markup('<a class="govuk-link" href="{}" rel="noopener noreferrer nofollow">{}</a>')
            return anchor.format(address, words)
        case Text(words):
            return escape(words)


def plain(read: Iterable[Block]) -> str:
    """The same words without markup, for mail and search. A link keeps its address, in brackets."""
    return "\n\n".join(_block_to_plain(block) for block in read)


def _block_to_plain(block: Block) -> str:
    match block:
        case Paragraph(runs) | Heading(runs):
            return _runs_to_plain(runs)
        case BulletList(items):
            return "\n".join(f"- {_runs_to_plain(runs)}" for runs in items)


def _runs_to_plain(runs: tuple[Run, ...]) -> str:
    return "".join(
        f"{run.words} ({run.address})" if isinstance(run, Link) and run.words != run.address else run.words
        for run in runs
    )


def as_data(read: Iterable[Block]) -> list[dict[str, object]]:
    """The same as values that go into JSON, for the typesetter and the open data."""
    return [_block_to_data(block) for block in read]


def _block_to_data(block: Block) -> dict[str, object]:
    match block:
        case Paragraph(runs):
            return {"kind": "paragraph", "runs": as_runs(runs)}
        case Heading(runs):
            return {"kind": "heading", "runs": as_runs(runs)}
        case BulletList(items):
            return {"kind": "list", "items": [as_runs(runs) for runs in items]}


def as_runs(runs: tuple[Run, ...]) -> list[dict[str, str]]:
    """Runs of words as values that go into JSON."""
    return [
        {"kind": "link", "words": run.words, "address": run.address}
        if isinstance(run, Link)
        else {"kind": "strong" if isinstance(run, Strong) else "text", "words": run.words}
        for run in runs
    ]
