"""HTML as light markup: what was pasted from Word, what a page shows, and tags that stand as text.

Runs behind the fence only: it loads the parser.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from answerable.intake.tidy.changes import Changes
from answerable.intake.tidy.lines import Line, markup
from answerable.intake.tidy.plain import as_html, fitting, has_code, plain_lines
from answerable.intake.tidy.shapes import Tidied
from answerable.intake.tidy.walk import Table, Walk

_ROUNDS = 8  # how often HTML may be written as the words of other HTML


def tidied(words: str, *, is_html: bool) -> Tidied:
    """What was pasted, as light markup. Words in which nothing had to be changed stay exactly as they are."""
    changes = Changes()
    tidy = tidy_html(words, changes) if is_html else tidy_words(words, changes)
    return Tidied(words=tidy if is_html or changes else words, changed=changes.told)


def tidy_html(html: str, changes: Changes) -> str:
    """The words that a browser would show of this HTML, as light markup."""
    body = LexborHTMLParser(html).body
    return tidy_words(markup(_lines(blocks_of(body, changes), changes), changes) if body is not None else "", changes)


def tidy_words(words: str, changes: Changes) -> str:
    """Words as light markup; HTML tags that stand in them as text are read as what they meant."""
    words = fitting(words, changes)
    for _ in range(_ROUNDS):
        if not has_code(words):
            break
        body = LexborHTMLParser(as_html(words, changes)).body
        found = blocks_of(body, Changes(nowhere=changes.nowhere)) if body is not None else []
        words = fitting(markup(_lines(found, changes), changes), changes)
    return markup(plain_lines(words, changes), changes)


def blocks_of(root: LexborNode, changes: Changes, skip: frozenset[str] = frozenset()) -> list[Line | Table]:
    """The blocks of words under an element, in order."""
    walk = Walk(changes, skip)
    walk.through(root)
    return walk.blocks


def _lines(blocks: list[Line | Table], changes: Changes) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from _listed(block, changes)


def _listed(table: Table, changes: Changes) -> Iterator[Line]:
    """A table as a list: an item a row, its cells in order, each after what its column is called."""
    rows = [row for row in table.rows if any(row)]
    if any(len(cell) > 1 for row in rows for cell in row) or all(len(row) < 2 for row in rows):
        changes.count("laid_out", bool(rows))
        yield from (line for row in rows for cell in row for line in cell)
        return
    changes.count("table")
    cells = [[" ".join(line.words.split()) for line in cell] for row in rows for cell in row]
    texts = iter(" ".join(cell) for cell in cells)
    written = [[next(texts) for _ in row] for row in rows]
    heads = written.pop(0) if table.headed and len(written) > 1 else []
    for row in written:
        named = [f"{heads[at].rstrip(':')}: {cell}" if at < len(heads) and heads[at] and cell else cell
                 for at, cell in enumerate(row)]
        yield Line("item", "; ".join(cell for cell in named if cell) if heads else _joined(named))


def _joined(cells: list[str]) -> str:
    """A row without heads: its first cell says what the others are about."""
    first, *others = [cell for cell in cells if cell]
    if not others:
        return first
    return f"{first}{'' if first.endswith(':') else ':'} {'; '.join(others)}"
