"""What needs an approver's judgement in the words before them: at most six lines, each leading to its place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from answerable.records.contents import Branch, ChiefOfficerOutcome, ChiefOfficerPart, FindingPart, Shape, WrittenPart
from answerable.responses import slots
from answerable.responses.slots import OverrideContent

MOST = 6
OVERRIDDEN = "overridden"  # id of the list of overridden checks
_MONEY = re.compile(r"£\s?\d[\d,.]*(?:\s(?:million|thousand))?")
_DATE = re.compile(
    r"\b\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{4}\b"
)


@dataclass(frozen=True)
class Matter:
    words: str
    anchor: str  # the part's name, an id on the page


def matters(
    parts: Mapping[str, Shape], before: Mapping[str, Shape] | None, chief_title: str,
    overrides: Sequence[OverrideContent] = (), is_late: bool = False,
) -> tuple[Matter, ...]:
    """The weightiest first. `before`: the parts of the version read before this one, None for the first."""
    return tuple(_every(parts, before, chief_title, overrides, is_late))[:MOST]


def _every(
    parts: Mapping[str, Shape], before: Mapping[str, Shape] | None, chief_title: str,
    overrides: Sequence[OverrideContent], is_late: bool,
) -> Iterator[Matter]:
    findings = [(name, part) for name, part in parts.items() if isinstance(part, FindingPart)]
    if none := [(name, part) for name, part in findings if part.branch == Branch.NO_ACTION]:
        yield Matter(f"No action, with a reason: {_numbers(part.number for _, part in none)}", none[0][0])
    if overrides:
        by = " and ".join(dict.fromkeys(one.name for one in overrides))
        yield Matter(f"{_counted(len(overrides))} overridden by {by}", OVERRIDDEN)
    if slots.AFTER_LAST_DAY in parts:
        yield Matter("It says why it is published after the last day", slots.AFTER_LAST_DAY)
    elif is_late:
        yield Matter("The last day has passed, and no reason is given", "due")
    chief = parts.get(slots.CHIEF_OFFICER)
    if isinstance(chief, ChiefOfficerPart) and chief.outcome != ChiefOfficerOutcome.RECEIVED:
        yield Matter(f"There are no comments of the {chief_title}", slots.CHIEF_OFFICER)
    if before is not None and (changed := [name for name in parts if parts[name] != before.get(name)]):
        yield Matter(f"Changed since the version sent before: {len(changed)} of {len(parts)} parts", changed[0])
    if dated := [(name, part) for name, part in findings if _DATE.search(part.answer)]:
        dates = ", ".join(dict.fromkeys(d for _, part in dated for d in _DATE.findall(part.answer)))
        yield Matter(f"A date is promised ({dates}): {_numbers(part.number for _, part in dated)}", dated[0][0])
    for name, words in _texts(parts):
        if money := _MONEY.findall(words):
            yield Matter(f"Money is named: {', '.join(dict.fromkeys(money))}", name)
            break


def _texts(parts: Mapping[str, Shape]) -> Iterator[tuple[str, str]]:
    for name, part in parts.items():
        if isinstance(part, WrittenPart):
            yield name, part.words
        elif isinstance(part, FindingPart):
            yield name, part.answer


def _numbers(numbers: Iterator[int]) -> str:
    listed = [str(n) for n in numbers]
    return f"finding {listed[0]}" if len(listed) == 1 else f"findings {', '.join(listed[:-1])} and {listed[-1]}"


def _counted(number: int) -> str:
    return "1 check was" if number == 1 else f"{number} checks were"
