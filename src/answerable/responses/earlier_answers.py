"""What the body answered to like findings of its other reports: of a twin, or of an earlier report. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from answerable.inspections.models import Confirmation, Report
from answerable.inspections.queries import ConfirmedFinding
from answerable.inspections.similar import Like, similar_findings
from answerable.inspections.word_index import text_of
from answerable.records import london_day
from answerable.records.contents import Branch, FindingPart
from answerable.responses import slots
from answerable.responses.contents import read_parts
from answerable.responses.models import Saved, Version
from answerable.responses.queries import read, standing
from answerable.responses.rules import State
from answerable.responses.slots import FindingContent

MOST = 5
LOOKED_AT = 30  # findings like this one, answered or not


@dataclass(frozen=True)
class EarlierAnswer:
    """An answer that the body wrote to a finding of another report, as it stands there.

    `saved_id`: the saving of these words.
    `published_on`: the London day on which these very words were first published; None when they never were.
    `is_withdrawn`: whether the response to that report was withdrawn.
    """

    saved_id: int
    report: Report
    finding: ConfirmedFinding
    branch: Branch
    words: str
    saved_at: datetime
    published_on: date | None
    is_withdrawn: bool


def earlier_answers(report: Report, finding: ConfirmedFinding) -> list[EarlierAnswer]:
    """The answers to the findings of other reports that are most like this one, most alike first; at most `MOST`.

    Where a finding is answered with another of its report, the answer to that other counts. No answer comes twice.
    """
    like = similar_findings(text_of(finding), apart_from=report, limit=LOOKED_AT)
    stands = _stands([one.report for one in like])
    chosen: dict[int, tuple[Like, Saved]] = {}
    for one in like:
        row = _answering(stands[one.report.id], one.finding.number)
        if row is not None and len(chosen) < MOST:
            chosen.setdefault(row.id, (one, row))
    published = _published([row.response_id for _, row in chosen.values()])
    return [_earlier(one.report, one.finding, row, published[row.response_id]) for one, row in chosen.values()]


def earlier_answer(report: Report, saved_id: int) -> EarlierAnswer:
    """An answer to a finding of another report, by the number of its saving.

    Raises `Http404` for a saving of this report or of another body, for what was set aside, for an answer that says
    nothing, and for one to a finding that no longer counts.
    """
    rows = Saved.objects.filter(id=saved_id, number__isnull=False, slot__startswith=slots.FINDING)
    row = rows.exclude(response__report=report).select_related("response__report").first()
    if row is None or not _says_something(row):
        raise Http404
    there = row.response.report
    number = int(row.slot.removeprefix(slots.FINDING))
    theirs = next((one for one in _last_confirmed([there.id]).get(there.id, ()) if one.number == number), None)
    if theirs is None:
        raise Http404
    return _earlier(there, theirs, row, _published([row.response_id])[row.response_id])


def _last_confirmed(report_ids: Sequence[int]) -> dict[int, tuple[ConfirmedFinding, ...]]:
    rows = {row.report_id: row.findings for row in Confirmation.objects.filter(report__in=report_ids)}  # last wins
    return {key: tuple(ConfirmedFinding.model_validate(value) for value in findings) for key, findings in rows.items()}


def _stands(reports: Sequence[Report]) -> dict[int, dict[str, Saved]]:
    """The answers that stand, by id of the report and slot."""
    rows = standing().filter(response__report__in={report.id for report in reports}, slot__startswith=slots.FINDING)
    found: dict[int, dict[str, Saved]] = defaultdict(dict)
    for row in rows.select_related("response"):
        found[row.response.report_id][row.slot] = row
    return found


def _answering(stands: dict[str, Saved], number: int) -> Saved | None:
    """The saving whose words answer a finding: its own, or that of the finding with which it is answered."""
    row = stands.get(slots.finding_slot(number))
    if row is not None and (other := _content(row).answered_with) is not None:
        row = stands.get(slots.finding_slot(other))
    return row if row is not None and _says_something(row) else None


def _says_something(row: Saved) -> bool:
    content = _content(row)
    return content.is_written and content.branch != Branch.WITH_FINDING


def _content(row: Saved) -> FindingContent:
    content = read(row)
    assert isinstance(content, FindingContent)
    return content


def _published(response_ids: Sequence[int]) -> dict[int, list[Version]]:
    """The published versions with their contents, oldest first, by id of the response."""
    found: dict[int, list[Version]] = defaultdict(list)
    for row in Version.objects.filter(response__in=set(response_ids), published_at__isnull=False):
        found[row.response_id].append(row)
    return found


def _earlier(
    report: Report, finding: ConfirmedFinding, row: Saved, published: Sequence[Version]
) -> EarlierAnswer:
    content = _content(row)
    assert content.branch is not None
    on = next((london_day(version.published_at) for version in published
               if version.published_at and _holds(version, row.slot, content)), None)
    return EarlierAnswer(
        row.id, report, finding, content.branch, content.words, row.at, on,
        row.response.state == State.WITHDRAWN.value)


def _holds(version: Version, slot: str, content: FindingContent) -> bool:
    part = read_parts({slot: version.contents[slot]})[slot] if slot in version.contents else None
    return isinstance(part, FindingPart) and (part.branch, part.answer) == (content.branch, content.words)
