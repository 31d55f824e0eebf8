"""What may happen to a report and to its findings, and when. Pure: values in, a value or a reason out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from answerable.duties.dates import format_date


class ReportState(StrEnum):
    READING = "reading"
    NOT_READ = "not_read"  # could not be read: the file is kept, findings are typed in
    TO_CHECK = "to_check"
    CONFIRMED = "confirmed"
    COPY = "copy"  # its document is kept under another report


REPORT_STATE_WORDS = {
    ReportState.READING: ("Reading", "blue"),
    ReportState.NOT_READ: ("Could not be read", "orange"),
    ReportState.TO_CHECK: ("To check", "blue"),
    ReportState.CONFIRMED: ("Findings confirmed", "green"),
    ReportState.COPY: ("Kept with another", "grey"),
}


class FindingState(StrEnum):
    PROPOSED = "proposed"  # read or typed; nobody has said that it is right
    CONFIRMED = "confirmed"
    LEFT_OUT = "left_out"


class LeftOut(StrEnum):
    """Why a finding is left out. The first four are offered to people; `joined` is written by joining."""

    SAME = "same"
    NOT_A_FINDING = "not_a_finding"
    READ_WRONGLY = "read_wrongly"
    OTHER = "other"
    JOINED = "joined"


LEFT_OUT_WORDS = {
    LeftOut.SAME: "The same as another finding",
    LeftOut.NOT_A_FINDING: "Not something the inspectorate wants acted on",
    LeftOut.READ_WRONGLY: "Read wrongly",
    LeftOut.OTHER: "Another reason",
    LeftOut.JOINED: "Joined with another finding",
}

KIND_WORDS = {
    "recommendation": ("Recommendation", "The inspectorate recommends that somebody does something."),
    "cause_of_concern": ("Cause of concern", "A serious failing, with what must be done about it."),
    "priority_action": ("Priority action", "What must be done first, in joint inspections of partnerships."),
    "area_for_improvement": ("Area for improvement", "What should get better, less serious than a cause of concern."),
}

class Recurs(StrEnum):
    """What somebody says of a finding and an earlier one like it."""

    SAME = "same"
    NOT_SAME = "not_same"


PUBLISHED_ON_SOURCES = (
    ("inspectorate_page", "The inspectorate's page"),
    ("covering_letter", "The letter or email that came with it"),
    ("elsewhere", "Somewhere else"),
)


class CannotChange(Exception):
    """A sentence fit for the page: what stands in the way, and what to do."""


def check_can_change_findings(state: ReportState) -> None:
    """Findings are fixed once they are confirmed, until somebody opens them again with a reason."""
    if state == ReportState.CONFIRMED:
        raise CannotChange("The findings are confirmed and their numbers fixed. Open them again, with a reason, first.")
    if state in (ReportState.READING, ReportState.COPY):
        raise CannotChange("There is nothing to check in this report yet.")


def check_can_finish(*, state: ReportState, details_confirmed: bool, unconfirmed_pages: Sequence[int],
                     unconfirmed: int, live: int, makes_none: bool) -> None:
    """Everything stands confirmed before the numbers are fixed."""
    check_can_change_findings(state)
    if unconfirmed:
        are = "is" if unconfirmed == 1 else "are"
        where = pages_in_words(unconfirmed_pages)
        raise CannotChange(f"{counted(unconfirmed, 'finding')} {are} not confirmed yet: {where}")
    if not details_confirmed:
        raise CannotChange("The details of the report are not confirmed yet")
    if not live and not makes_none:
        raise CannotChange("There are no findings. Say that this report makes none, or add them")


def check_can_recur(earlier: date | None, later: date | None) -> None:
    """A weakness recurs in a report that was published after the one that found it first."""
    if earlier is None or later is None or earlier >= later:
        raise CannotChange("Only a finding of a report that was published earlier can have been told before.")


def check_published_on(published_on: date, today: date) -> None:
    """A report cannot have been published after today."""
    if published_on > today:
        raise CannotChange(f"The date published, {format_date(published_on)}, is in the future")


class DoubtStep(StrEnum):
    """What answering a doubt leads to."""

    CONFIRM = "confirm"
    SET_KIND = "set_kind"
    EDIT = "edit"
    SPLIT = "split"
    ADD = "add"


_STEPS = {"Two": DoubtStep.SPLIT, "They are two findings": DoubtStep.ADD}  # a number, "3", splits as well


def doubt_step(code: str, choice: str) -> DoubtStep:
    """The step that a choice leads to: most let the finding be confirmed as it stands, some open a page."""
    if choice.startswith("I will edit"):
        return DoubtStep.EDIT
    if choice.isdigit():
        return DoubtStep.SPLIT
    return _STEPS.get(choice) or (DoubtStep.SET_KIND if code == "kind" else DoubtStep.CONFIRM)


def kind_called(words: str) -> str | None:
    """The kind with this name, whatever its capitals."""
    wanted = words.casefold().replace("_", " ")
    return next((kind for kind in KIND_WORDS if kind.replace("_", " ") == wanted), None)


def next_number(used: Sequence[int]) -> int:
    """The next free number: none is used twice, also when its finding was left out later."""
    return max(used, default=0) + 1


def counted(number: int, thing: str) -> str:
    """ "1 finding", "40 findings"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def pages_in_words(pages: Sequence[int]) -> str:
    """ "page 6", "pages 6 and 9", "pages 6, 7 and 9"."""
    numbers = [str(page) for page in pages]
    if len(numbers) < 2:
        return f"page {''.join(numbers)}"
    return f"pages {', '.join(numbers[:-1])} and {numbers[-1]}"


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOST_ALIGNED = 4_000_000  # words of the page times words of the finding: beyond it, order is not looked at


def words_not_on_page(words: str, page_text: str) -> list[tuple[str, int, int]]:
    """The words that a page does not have in this order, each with its place (start, end) in `words`.

    Case, punctuation and line ends do not matter; a word broken by a hyphen at a line's end is whole again.
    """
    found = list(_WORD.finditer(words))
    mine = [match[0].casefold().replace("’", "'") for match in found]
    whole = [w.casefold().replace("’", "'") for w in _WORD.findall(re.sub(r"[-\u00ad]\n\s*", "", page_text))]
    broken = [w.casefold().replace("’", "'") for w in _WORD.findall(page_text)]
    missing = min((_missing(mine, theirs) for theirs in (broken, whole)), key=len)
    return [(found[i][0], found[i].start(), found[i].end()) for i in missing]


def _missing(mine: list[str], theirs: list[str]) -> list[int]:
    if len(mine) * len(theirs) > _MOST_ALIGNED:
        left = Counter(theirs)
        missing = []
        for i, word in enumerate(mine):
            left[word] -= 1
            if left[word] < 0:
                missing.append(i)
        return missing
    on_page: set[int] = set()
    for block in SequenceMatcher(None, theirs, mine, autojunk=False).get_matching_blocks():
        on_page.update(range(block.b, block.b + block.size))
    return [i for i in range(len(mine)) if i not in on_page]


def without_words(words: str, places: Sequence[tuple[str, int, int]]) -> str:
    """The text with the words at these places taken out."""
    for _, start, end in reversed(places):
        words = words[:start] + words[end:]
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"(?<![ \t])[ \t]+([.,;:])", r"\1", words)).strip()


_SENTENCE_END = re.compile(r"(?<=[.!?;:])[ \t]+(?=[A-Z“\"'‘(•])|\n+")


def pieces(words: str, sub_points: Sequence[str]) -> list[tuple[str, bool]]:
    """The sentences of a finding and its sub-points, in order; True marks a sub-point."""
    sentences = [piece.strip() for piece in _SENTENCE_END.split(words) if piece.strip()]
    return [(piece, False) for piece in sentences] + [(point, True) for point in sub_points]


def split_at(parts: Sequence[tuple[str, bool]], starts: Sequence[int]) -> list[tuple[str, list[str]]]:
    """Words and sub-points of each new finding; `starts` are the indexes (from 1) where one begins."""
    bounds = [0, *sorted(set(starts)), len(parts)]
    result = []
    for begin, end in pairwise(bounds):
        chunk = parts[begin:end]
        head = [text for text, is_point in chunk if not is_point]
        points = [text for text, is_point in chunk if is_point]
        if not head:  # a sub-point that stands alone is a finding's words
            head, points = points[:1], points[1:]
        result.append((" ".join(head), points))
    return result


def joined(first: tuple[str, list[str]], second: tuple[str, list[str]], how: str) -> tuple[str, list[str]]:
    """Words and sub-points of two findings as one: `how` is "text" or "sub_points"."""
    words, points = first
    other_words, other_points = second
    if how == "sub_points":
        return words, [*points, other_words, *other_points]
    return f"{words} {other_words}".strip(), [*points, *other_points]
