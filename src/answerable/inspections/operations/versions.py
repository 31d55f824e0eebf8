"""How a finding or a report's details change without losing what they said before."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max

from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections.models import Finding, FindingVersion, Report, ReportVersion
from answerable.inspections.rules import FindingState, ReportState, check_can_change_findings
from answerable.records.text import check_text

_CONTENT = (
    "state", "kind", "printed_number", "heading", "subheading", "words", "sub_points", "page", "places",
    "addressed_to", "date_words", "date_on", "doubts", "doubt_answers", "left_out_reason", "left_out_words",
    "same_as_id", "confirmed_at", "confirmed_by",
)  # fmt: skip
_DETAILS = (
    "title", "inspectorates", "inspection_type", "area", "published_on", "published_on_source", "reply_asked_on",
    "link", "details_confirmed_at", "details_confirmed_by",
)  # fmt: skip


class Changed(Exception):
    """Somebody else changed it since it was opened. Nothing was saved; `theirs` is what stands now."""

    def __init__(self, theirs: Finding | Report) -> None:
        super().__init__("Somebody else changed this while you had it open. Nothing you sent is saved yet.")
        self.theirs = theirs


@dataclass(frozen=True)
class Words:
    """What a person can edit in a finding."""

    kind: str
    words: str
    sub_points: tuple[str, ...] = ()
    printed_number: str = ""
    heading: str = ""
    subheading: str = ""
    addressed_to: str = ""
    date_words: str = ""
    date_on: date | None = None

    def fields(self) -> dict[str, Any]:
        """As columns; raises `TextRefused` for characters that cannot be published."""
        values = asdict(self)
        for value in values.values():
            for text in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
                check_text(text)
        return {**values, "sub_points": list(self.sub_points)}


@dataclass(frozen=True)
class Change:
    """A verb on findings of one report: who, when, and that they may."""

    report: Report
    by: Member
    at: datetime
    what: str  # the verb in the past tense, kept with the words that it made

    @classmethod
    def begin(cls, report: Report, by: Member, at: datetime, what: str) -> Change:
        """Check that `by` may, lock the report and check that its findings are open."""
        check_may(by, Permission.CONFIRM_FINDINGS)
        report = lock(report)
        check_can_change_findings(ReportState(report.state))
        return cls(report, by, at, what)

    def to(self, finding: Finding, version: int, **fields: Any) -> Finding:
        """Keep the former words and write the new ones, unless the finding moved on from `version`."""
        now = Finding.objects.get(id=finding.id, report=self.report)
        now.report = self.report
        if now.version != version:
            raise Changed(now)
        _keep(now, what=now.what, values=content(now), by=now.changed_by, at=now.changed_at)
        if "state" not in fields:
            fields = {"state": FindingState.PROPOSED.value, "left_out_reason": "", "left_out_words": "",
                      "same_as": None, **fields}
        for name, value in fields.items():
            setattr(now, name, value)
        now.confirmed_at = now.confirmed_by = None
        now.version, now.what, now.changed_at, now.changed_by = version + 1, self.what, self.at, self.by.person_id
        now.save()
        return now

    def new(self, position: int, **fields: Any) -> Finding:
        """A finding that was not there, at a place in the report's order."""
        rows = Finding.objects.filter(report=self.report)
        rows.filter(position__gte=position).update(position=F("position") + 1)
        serial = (rows.aggregate(last=Max("serial"))["last"] or 0) + 1
        return Finding.objects.create(
            report=self.report, serial=serial, position=position, what=self.what, changed_at=self.at,
            changed_by=self.by.person_id, **fields,
        )

    def aside(self, finding: Finding, version: int, values: dict[str, Any]) -> None:
        """Keep words in the history that their writer chose not to keep in the finding."""
        _keep(finding, what="set_aside", values=values, by=self.by.person_id, at=self.at, version=version)


def lock(report: Report) -> Report:
    """The report as it is now; other writers about it wait until this transaction ends."""
    return Report.objects.select_for_update().get(id=report.id)


def content(finding: Finding) -> dict[str, Any]:
    """Everything a finding says, as JSON."""
    return {name: _json(getattr(finding, name)) for name in _CONTENT}


def report_details(report: Report) -> dict[str, Any]:
    """The details of a report, as JSON."""
    return {name: _json(getattr(report, name)) for name in _DETAILS}


def keep_details(report: Report, by: Member, at: datetime) -> None:
    """Keep what the details of a report say, before they change."""
    ReportVersion.objects.create(
        report=report, version=report.version, details=report_details(report), replaced_at=at,
        replaced_by=by.person_id,
    )


def _keep(finding: Finding, *, what: str, values: dict[str, Any], by: int, at: datetime, version: int = 0) -> None:
    FindingVersion.objects.create(
        finding=finding, version=version or finding.version, what=what, content=values, written_by=by, written_at=at
    )


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
