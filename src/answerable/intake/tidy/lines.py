"""The last stage of tidying, alike for whatever the words came as: lines of a kind in, light markup out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from answerable.intake.tidy.changes import Changes

Kind = Literal["paragraph", "item", "heading", "loose"]


@dataclass(frozen=True)
class Line:
    """One block of words in light markup. "loose" words stand in a list without being an item of it."""

    kind: Kind
    words: str
    may_label: bool = True  # False: it stands where only a value can


_BULLET = re.compile(r"(?:[•●▪■◦‣⁃·∙\uf0b7\uf0a7]\s*|[–*o]\s+)(?=\S)")
_DASHES = re.compile(r"-(?:\t|\s\s+)(?=\S)")  # a dash with more than one space: Word's, when copied as text
# Within running text a dash begins an item only after a colon or a semicolon; a bullet is nothing but a bullet.
_IN_RUNNING_TEXT = re.compile(r"(?P<stop>[:;](?:\s(?:and|or))?)\s[-–·•●▪]\s(?=\S)|\s[•●▪]\s(?=\S)")
_CUT = "\x00"  # stands in no text: characters that cannot be published are taken out before
_IN_A_LIST = re.compile(r"(?:^|\s)[-–•●▪·]\s+(?=\S)")
_ENDS_ITEM = re.compile(r";(?:\s(?:and|or))?$")


def markup(lines: Iterable[Line], changes: Changes) -> str:
    """The lines as light markup: a blank line between blocks, the items of a list on consecutive lines."""
    text, before = "", ""
    for line in _split(lines, changes):
        if text:
            text += "\n" if before == line.kind == "item" else "\n\n"
        text += {"item": "- ", "heading": "## "}.get(line.kind, "") + line.words
        before = line.kind
    return text


def _split(lines: Iterable[Line], changes: Changes) -> Iterator[Line]:
    for line in lines:
        words = line.words.strip()
        if line.kind == "heading":
            yield from _if_words("heading", words.replace("\n", " "))
        elif line.kind == "loose":
            yield from _loose(words, changes)
        elif line.kind == "item":
            bare, count = _BULLET.subn("", words, count=1) if _BULLET.match(words) else (words, 0)
            changes.count("bullets", count)
            yield from _run_on(Line("item", bare.replace("\n", " ").removeprefix("- ")), changes)
        else:
            for paragraph in re.split(r"\n\s*\n", words):
                yield from _paragraph(paragraph.strip("\n"), changes)


def _if_words(kind: Kind, words: str) -> Iterator[Line]:
    if words.strip():
        yield Line(kind, words.strip())


def _loose(words: str, changes: Changes) -> Iterator[Line]:
    """Words in a list but in no item: the bullets, or else the line ends, say where an item begins."""
    parts = [part for part in _IN_A_LIST.split(words) if part.strip()]
    if len(parts) == 1:
        parts = [part for part in words.split("\n") if part.strip()]
    changes.count("run_on", bool(parts))
    for part in parts:
        yield from _if_words("item", re.sub(r"^[-–•●▪·]\s+", "", " ".join(part.split())))


def _paragraph(words: str, changes: Changes) -> Iterator[Line]:
    """One paragraph, and the items that were typed into it."""
    lines = [line.strip() for line in words.split("\n")]
    start = next((at for at, line in enumerate(lines) if _ENDS_ITEM.search(line)), None)
    if start is not None and start + 1 < len(lines) and not any(_begins_item(line) for line in lines):
        ends = next((at for at in range(start, len(lines)) if not _ENDS_ITEM.search(lines[at])), len(lines) - 1)
        changes.count("run_on")
        yield from _if_words("paragraph", "\n".join(lines[:start]))
        yield from (Line("item", line) for line in lines[start : ends + 1])
        lines = lines[ends + 1 :]
    plain: list[str] = []
    for line in lines:
        if _begins_item(line):
            yield from _if_words("paragraph", "\n".join(plain))
            plain.clear()
            changes.count("bullets", not line.startswith("- ") or bool(_DASHES.match(line)))
            yield from _run_on(Line("item", _without_bullet(line)), changes)
        elif line.startswith("## ") and line[3:].strip():
            yield from _if_words("paragraph", "\n".join(plain))
            plain.clear()
            yield Line("heading", line[3:].strip())
        else:
            plain.append(line)
    if plain:
        yield from _run_on(Line("paragraph", "\n".join(plain)), changes)


def _begins_item(line: str) -> bool:
    return bool((line.startswith("- ") and line[2:].strip()) or _BULLET.match(line) or _DASHES.match(line))


def _without_bullet(line: str) -> str:
    while _begins_item(line):
        line = line[2:].strip() if line.startswith("- ") else _BULLET.sub("", _DASHES.sub("", line, 1), 1).strip()
    return line


def _run_on(line: Line, changes: Changes) -> Iterator[Line]:
    """A paragraph or an item, and the list that runs on within it ("three themes: - a; - b; and - c")."""
    parts = _IN_RUNNING_TEXT.sub(lambda mark: (mark["stop"] or "") + _CUT, line.words).split(_CUT)
    if len(parts) < 3 or any(part.count("[") != part.count("]") for part in parts):  # one mark may be a mere dash
        yield from _if_words(line.kind, line.words)
        return
    changes.count("run_on")
    if any(part.count("**") % 2 for part in parts):
        parts = [part.replace("**", "") for part in parts]
    yield from _if_words(line.kind, parts[0])
    for part in parts[1:]:
        yield from _if_words("item", " ".join(part.split()))
