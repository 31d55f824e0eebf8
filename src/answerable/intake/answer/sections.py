"""A page as lines, cut at its headings into what stands under each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from answerable.intake.answer.labels import RESPONSE, Label, label


@dataclass(frozen=True)
class PageLine:
    """A line in light markup; an empty one ends a paragraph. Where only a value can stand, it is no heading.

    `ends`: with it a table ends in which the value stood beside its heading, so what follows is not the value's.
    """

    words: str
    may_label: bool = True
    ends: bool = False


@dataclass
class Section:
    """A heading of a page and the lines under it."""

    field: str
    heading: str
    lines: list[str]


@dataclass
class Cut:
    """What stands under each heading, in the order of the page, and the lines under none."""

    sections: list[Section] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    other_answers: int = 0  # further answers on the same page, which are not read

    def has(self, field: str) -> bool:
        return any(section.field == field for section in self.sections)

    def section(self, field: str) -> Section | None:
        return next((section for section in self.sections if section.field == field), None)

    @property
    def responses(self) -> list[Section]:
        return [section for section in self.sections if section.field == RESPONSE]


def cut(lines: Sequence[PageLine]) -> Cut:
    """Cut a page at its headings."""
    found, is_open = Cut(), False
    for at, line in enumerate(lines):
        is_open = is_open and not line.ends
        begins = _label(lines, at, found) if line.may_label else None
        if begins is not None and begins.field == "title" and found.has(RESPONSE) and found.has("title"):
            found.other_answers += 1
        if found.other_answers or not (begins or is_open):
            found.unplaced.append(line.words)
        elif begins is not None:
            is_open = True
            found.sections.append(Section(begins.field, begins.words, [begins.rest] if begins.rest else []))
        else:
            found.sections[-1].lines.append(line.words)
    _take_out_page_heading(found)
    return found


def _label(lines: Sequence[PageLine], at: int, found: Cut) -> Label | None:
    begins = label(lines[at].words)
    if begins is None:
        return None
    follows_words = at > 0 and bool(lines[at - 1].words.strip())
    if begins.alone and follows_words and not _is_label(lines[at - 1]):
        return None  # a line of a paragraph that happens to read like a heading
    if begins.weak and (_is_answering(found) or (begins.alone and found.has(RESPONSE))):
        return None
    if begins.field == RESPONSE:
        return begins
    is_next_answer = begins.field == "title" and found.has(RESPONSE)
    return None if found.has(begins.field) and not is_next_answer else begins


def _is_answering(found: Cut) -> bool:
    """Whether a response has begun, and not only a page that is headed like one."""
    return any(line.strip() for section in found.responses for line in section.lines)


def _is_label(line: PageLine) -> bool:
    return not line.may_label or label(line.words) is not None or line.words.startswith("## ")


def _take_out_page_heading(found: Cut) -> None:
    """A page may be headed like a response ("Commissioner's response") and say later where the response begins."""
    fields = [section.field for section in found.sections]
    if fields[:1] == [RESPONSE] and fields[1:2] != [RESPONSE] and RESPONSE in fields[1:]:
        heading = found.sections.pop(0)
        found.unplaced += [heading.heading, "", *heading.lines]


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs that lines make."""
    together: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            together.append(line.strip())
        elif together:
            yield " ".join(together)
            together = []


def short_value(section: Section) -> tuple[str, list[str]]:
    """The value of a field that has one paragraph, and the paragraphs after it, which are not the field's."""
    first, *others = [*paragraphs(section.lines)] or [""]
    return first.replace("**", "").removeprefix("- ").removeprefix("## ").strip(), others

