"""The words of a report in one flow: running headers, footers, page numbers and footnotes set aside."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from answerable.intake import headings
from answerable.intake.lines import Line, Page

_SAME_FLOOR, _OTHER_FLOOR = 0.8, 1.6  # points between the rules below two rows: surely alike, surely not
_EDGE = 0.15  # share of a page's height, above and below, in which running lines stand
_PAGE_NUMBER = re.compile(r"(page\s*)?[-–|]?\s*(\d{1,4}|[ivxl]{1,6})\s*[-–|]?(\s*(of|/)\s*\d{1,4})?", re.IGNORECASE)
_PUNCTUATION = ".,;:()[]‘’“”'\"?!"
_NOTE_START = re.compile(r"^(\d{1,2}|[*†‡])\s?\S")


@dataclass(frozen=True)
class Flow:
    """The lines of the body in reading order, and what the typography of the whole report is like."""

    pages: tuple[Page, ...]
    lines: tuple[Line, ...]

    @cached_property
    def body_size(self) -> float:
        """The size in which most of the words are set."""
        return _usual_size(self.lines)

    @cached_property
    def leading(self) -> float:
        """The usual distance between the baselines of one paragraph."""
        steps: Counter[float] = Counter()
        for above, line in pairwise(self.lines):
            step = line.base - above.base
            if above.page == line.page and 0.9 * line.size < step < 2.2 * line.size and not line.marker \
                    and line.size == above.size == self.body_size:
                steps[round(2 * step) / 2] += 1
        most = max(steps.values(), default=0)
        if most < 3:  # too few lines to tell the distance within paragraphs from that between them
            return 1.4 * self.body_size
        return min(step for step, n in steps.items() if n >= 0.4 * most)

    @cached_property
    def _right_edges(self) -> dict[tuple[int, int | None, int | None], float]:
        """How far right the lines of each page, box and column reach."""
        edges: dict[tuple[int, int | None, int | None], float] = {}
        for line in self.lines:
            key = _column(line)
            edges[key] = max(edges.get(key, 0.0), line.x1)
        return edges

    @cached_property
    def _deepest(self) -> float:
        return max((line.base for line in self.lines), default=0.0)

    def is_full(self, last: Line, following: Line) -> bool:
        """Whether the first word of the following line would not have fitted on the last one: if it would
        have, the paragraph ended there."""
        word = following.text.split(" ", 1)[0]
        head = f"{word.split('-')[0]}-" if "-" in word[:-1] else word
        needed = 0.25 * last.size + following.first * len(head) / max(len(word), 1)
        return last.x1 + needed > self._right_edges[_column(last)] - 1

    def is_cut(self, last: Line) -> bool | None:
        """Whether a row of a table was cut by the end of the page: its rule then stands nearer or further than
        below the rows beside it that have ended. None when no such rows tell: there are none, they differ, or the
        rule is only a little off."""
        if last.floor is None:
            return None
        floors = Counter(round(line.floor, 1) for line, after in pairwise(self.lines)
                         if abs(line.page - last.page) <= 1 and line.floor and after.ruled and not line.bold
                         and after.page == line.page and (line.cell is None) == (last.cell is None)
                         and line.floor < 3 * line.size)
        usual, count = floors.most_common(1)[0] if floors else (0.0, 0)
        if not count or (count == 1 and max(floors) - min(floors) > _SAME_FLOOR):
            return None
        off = abs(last.floor - usual)
        return None if _SAME_FLOOR < off < _OTHER_FLOOR else off >= _OTHER_FLOOR

    @cached_property
    def _is_justified(self) -> bool:
        long = [line for line in self.lines if len(line.text) > 50 and line.cell is None]
        return sum(self._right_edges[_column(line)] - line.x1 < 2.5 for line in long) > 0.5 * len(long)

    def fills_page(self, last: Line) -> bool:
        """Whether no further line would have fitted under this one."""
        return last.base + 1.5 * self.leading > self._deepest

    @cached_property
    def splits_words(self) -> bool:
        """Whether the typesetter broke words at line ends, so that a hyphen there may not be the author's."""
        broken = [broken_word(a.text, b.text) for a, b in pairwise(self.lines)
                  if a.text.endswith("-") and a.text[-2:-1].isalpha() and b.text[:1].isalpha()]
        distinct = set(broken)
        sure = sum("".join(pair) in self.vocabulary or not any(map(self.knows, pair)) for pair in distinct)
        likely = sum(not all(map(self.knows, pair)) for pair in distinct)
        return sure >= 2 or (sure == 1 and (likely >= 3 or self._is_justified))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands within a line, without its punctuation, in lower case."""
        words: set[str] = set()
        broken = False
        for line in self.lines:
            words.update(word.strip(_PUNCTUATION).casefold() for word in line.text.split()[int(broken):-1])
            broken = line.text.endswith("-")
        return frozenset(words)

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(part for word in self.vocabulary for part in word.split("-"))

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(word for line in self.lines for word in line.text.split() if word.islower())

    def starts_sentence(self, text: str) -> bool:
        """Whether a text starts with a capital that only the start of a sentence can have given it."""
        word = text.split(" ", 1)[0].strip(_PUNCTUATION)
        return word[:1].isupper() and word.casefold() in self._small_words

    def knows(self, part: str) -> bool:
        """Whether part of a word stands as a word, or in a compound, elsewhere in the report."""
        return part.split("-")[-1] in self._parts


def broken_word(before: str, after: str) -> tuple[str, str]:
    """The two parts of the word that a line end breaks."""
    return (before.rstrip("-").split()[-1].lstrip(_PUNCTUATION).casefold() if before.rstrip("-").split() else "",
            after.split()[0].rstrip(_PUNCTUATION).casefold() if after.split() else "")


def _column(line: Line) -> tuple[int, int | None, int | None]:
    return line.page, line.box, line.cell.column if line.cell else None


def flow(pages: Sequence[Page]) -> Flow:
    """The body of a report."""
    running = _running(pages)
    size = _usual_size([line for page in pages for line in page.lines])
    return Flow(tuple(pages), tuple(line for page in pages for line in _body(page, running, size)))


def _usual_size(lines: Sequence[Line]) -> float:
    """The size of most words, headings apart."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text) if not line.bold else 1
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _words(line: Line) -> str:
    """A line with any number standing for any other."""
    return re.sub(r"\d+", "#", f"{line.marker} {line.text}".casefold()).strip()


def _at_edge(line: Line, page: Page) -> bool:
    return line.base < _EDGE * page.height or line.base > (1 - _EDGE) * page.height


def _running(pages: Sequence[Page]) -> dict[str, list[float]]:
    """The lines, by their words, that stand near an edge of several pages, with the heights they stand at."""
    heights: dict[str, list[float]] = {}
    for page in pages:
        for line in page.lines:
            if _at_edge(line, page) and line.cell is None:
                heights.setdefault(_words(line), []).append(line.base)
    found: dict[str, list[float]] = {}
    for words, bases in heights.items():
        if headings.names_one(words.replace("#", "1")):
            continue  # "Recommendation 7" at the top of a page is no running header
        enough = max(3 if headings.kinds(words) else 2, 0.15 * len(pages))
        found[words] = [base for base in bases if sum(abs(base - other) < 2 for other in bases) >= enough]
    return found


def _body(page: Page, running: dict[str, list[float]], size: float) -> list[Line]:
    kept = [line for line in page.lines if line.text]
    for end in (0, -1):  # running lines are the outermost: peel them off the top, then off the bottom
        by_height = sorted(kept, key=lambda x: x.base)
        while by_height and _is_running(by_height[end], page, running):
            beside = by_height[1 if end == 0 else -2] if len(by_height) > 1 else None
            if beside and _are_one_text(by_height[end], beside) and not _is_running(beside, page, running):
                break
            kept.remove(by_height.pop(end))
    return _without_notes(kept, page, size)


def _is_running(line: Line, page: Page, running: dict[str, list[float]]) -> bool:
    if not _at_edge(line, page) or line.cell is not None:
        return False
    number = f"{line.marker if line.marker != '•' else ''}{line.text}".strip()
    if _PAGE_NUMBER.fullmatch(number):
        return True
    is_point = line.marker.endswith(("•", ".", ")"))  # a bare number may be the page's
    return not is_point and any(abs(line.base - base) < 2 for base in running.get(_words(line), ()))


def _are_one_text(line: Line, beside: Line) -> bool:
    """Whether two lines are in the same type and as close as the lines of one paragraph; no page number is."""
    close = 0 < abs(line.base - beside.base) < 1.7 * line.size
    return close and line.size == beside.size and not _PAGE_NUMBER.fullmatch(line.text)


def _without_notes(lines: list[Line], page: Page, body: float) -> list[Line]:
    """The lines of a page without the footnotes at its end: smaller words under a rule or after a note's mark."""
    start = len(lines)
    while start and lines[start - 1].size < 0.95 * body and lines[start - 1].cell is None:
        start -= 1
    notes = lines[start:]
    while notes and not (notes[0].ruled or notes[0].marker or _NOTE_START.match(notes[0].text)):
        notes = notes[1:]
    if notes and notes[0].base > 0.45 * page.height and notes[0].marker != "•":
        return lines[:len(lines) - len(notes)]
    return lines
