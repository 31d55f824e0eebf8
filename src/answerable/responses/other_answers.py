"""The response to another report, as far as a report that is answered in it needs to know. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet

from answerable.inspections.models import Confirmation, Report
from answerable.inspections.queries import ConfirmedFinding
from answerable.records import london_day
from answerable.responses.models import Response, Version
from answerable.responses.rules import State


@dataclass(frozen=True)
class OtherAnswer:
    """`answered_in`: the response is itself answered in a third one, which nothing may rest on."""

    ref: str
    report: Report
    findings: tuple[ConfirmedFinding, ...]
    first_published_on: date | None
    is_confirmed: bool
    is_withdrawn: bool
    answered_in: str

    @property
    def responded_on(self) -> date | None:
        """The day on which it answered; None while it does not stand."""
        return None if self.is_withdrawn else self.first_published_on

    def finding(self, number: int) -> ConfirmedFinding | None:
        return next((finding for finding in self.findings if finding.number == number), None)


def other_answers(refs: Iterable[str]) -> dict[str, OtherAnswer]:
    """The responses of this body with these public references, by reference."""
    wanted = {ref for ref in refs if ref}
    return _read(Response.objects.filter(public_ref__in=wanted)) if wanted else {}


def to_share_with(report: Report) -> list[OtherAnswer]:
    """The responses in which this report could be answered: of other reports, due or published; newest report first."""
    rows = Response.objects.exclude(report=report).exclude(public_ref="").filter(answered_in="")
    rows = rows.exclude(confirmed_at=None).exclude(state=State.WITHDRAWN.value).exclude(recorded_days={})
    found = _read(rows).values()
    return sorted(found, key=lambda one: (one.report.published_on or date.min, one.ref), reverse=True)


def _read(rows: QuerySet[Response]) -> dict[str, OtherAnswer]:
    held = list(rows.select_related("report"))
    reports = [row.report for row in held]
    findings = {row.report_id: row.findings for row in Confirmation.objects.filter(report__in=reports)}  # last wins
    first = dict(Version.objects.filter(response__in=held, published_at__isnull=False).order_by().values_list(
        "response_id").annotate(Min("published_at")))
    return {row.public_ref: OtherAnswer(
        row.public_ref, row.report,
        tuple(ConfirmedFinding.model_validate(value) for value in findings.get(row.report_id, ())),
        london_day(first[row.id]) if row.id in first else None, row.confirmed_at is not None,
        row.state == State.WITHDRAWN.value, row.answered_in) for row in held}
