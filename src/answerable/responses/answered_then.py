"""What the public was told in answer to findings of other reports. Reads only; drafts are never among it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from answerable.records import london_day
from answerable.records.contents import Branch, FindingPart
from answerable.responses import slots
from answerable.responses.contents import read_parts
from answerable.responses.models import Version
from answerable.responses.rules import State

Place = tuple[int, int]  # row of a report, number of a finding


@dataclass(frozen=True)
class AnsweredThen:
    """The answer to one finding as it was last published. `words` are light markup."""

    branch: Branch | None
    words: str
    published_on: date  # the London day of the version
    is_withdrawn: bool
    answered_with: int | None = None  # the finding of that report whose answer this is


def answered_then(places: Iterable[Place]) -> dict[Place, AnsweredThen]:
    """The published answers to these findings; a finding whose report has none is not among them. One query."""
    wanted = set(places)
    rows = Version.objects.filter(response__report__in={report for report, _ in wanted}, published_at__isnull=False)
    last = {row.response.report_id: row for row in rows.select_related("response").order_by("response_id", "number")}
    found = ((place, _answer(last[place[0]], place[1])) for place in wanted if place[0] in last)
    return {place: answer for place, answer in found if answer is not None}


def _answer(version: Version, number: int) -> AnsweredThen | None:
    part = _part(version, number)
    other = part.answered_with if part is not None else None
    said = _part(version, other) if other is not None else part
    if said is None or version.published_at is None:
        return None
    return AnsweredThen(said.branch, said.answer, london_day(version.published_at),
                        version.response.state == State.WITHDRAWN.value, other)


def _part(version: Version, number: int) -> FindingPart | None:
    name = slots.finding_slot(number)
    if name not in version.contents:
        return None
    part = read_parts({name: version.contents[name]})[name]
    return part if isinstance(part, FindingPart) else None
