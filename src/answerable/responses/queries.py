"""Reads about responses: one `Draft` holds all that pages, rules and records need, in six queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from django.db.models import Exists, OuterRef

from answerable.inspections.models import Report
from answerable.inspections.queries import ConfirmedFinding, confirmed_findings
from answerable.records import london_day
from answerable.responses import slots
from answerable.responses.clocks import DueClock, due_clocks, nearest_answer
from answerable.responses.models import Response, Saved, SignOff, Version
from answerable.responses.rules import Situation, State
from answerable.responses.slots import (
    ChiefOfficerContent,
    Content,
    DatesContent,
    DutyContent,
    FindingContent,
    TextContent,
)

AnyContent = TypeVar("AnyContent", bound=Content)


@dataclass(frozen=True)
class Stands:
    """What stands in a slot: the content, which saving of it this is, by whom and when."""

    content: Content
    number: int
    by: int
    at: datetime


@dataclass(frozen=True)
class Draft:
    """A report with its answer as it stands now."""

    report: Report
    response: Response | None
    findings: tuple[ConfirmedFinding, ...]
    stands: dict[str, Stands]
    authors: frozenset[int]
    versions: tuple[Version, ...]  # oldest first, without their contents
    sign_offs: dict[int, SignOff]  # by id of the version

    def content(self, slot: str, shape: type[AnyContent]) -> AnyContent | None:
        held = self.stands.get(slot)
        return held.content if held is not None and isinstance(held.content, shape) else None

    def number(self, slot: str) -> int:
        """Which saving stands in a slot; 0 when nothing was saved."""
        held = self.stands.get(slot)
        return held.number if held else 0

    @property
    def duty(self) -> DutyContent | None:
        return self.content(slots.DUTY, DutyContent)

    @property
    def dates(self) -> DatesContent:
        return self.content(slots.DATES, DatesContent) or DatesContent()

    @property
    def chief_officer(self) -> ChiefOfficerContent | None:
        return self.content(slots.CHIEF_OFFICER, ChiefOfficerContent)

    def text(self, slot: str) -> TextContent | None:
        return self.content(slot, TextContent)

    def answer(self, number: int) -> FindingContent:
        return self.content(slots.finding_slot(number), FindingContent) or FindingContent()

    @cached_property
    def answers(self) -> dict[int, FindingContent]:
        """The answers by number of the finding, in order; one for every confirmed finding."""
        return {finding.number: self.answer(finding.number) for finding in self.findings}

    @property
    def state(self) -> State:
        return State(self.response.state) if self.response else State.WRITING

    @cached_property
    def clocks(self) -> tuple[DueClock, ...]:
        regimes = self.duty.regimes if self.duty else ()
        return due_clocks(regimes, self.report.published_on, self.dates)

    @property
    def clock(self) -> DueClock | None:
        """The one that gives the last day for the answer."""
        return nearest_answer(self.clocks)

    @property
    def is_confirmed(self) -> bool:
        return self.response is not None and self.response.confirmed_at is not None

    @property
    def version(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    @property
    def sign_off(self) -> SignOff | None:
        """What the approver said of the newest version; None when nobody has decided."""
        return self.sign_offs.get(self.versions[-1].id) if self.versions else None

    @property
    def responded_on(self) -> date | None:
        """The London day of the first publication."""
        return next((london_day(v.published_at) for v in self.versions if v.published_at), None)

    def situation(self, to_put_right: int = 0) -> Situation:
        held = self.stands.get(slots.DUTY)
        return Situation(
            state=self.state, decision=self.duty.decision if self.duty else None,
            proposed_by=held.by if held else None, is_confirmed=self.is_confirmed, authors=self.authors,
            to_put_right=to_put_right,
        )


def draft(report: Report) -> Draft:
    """Everything about the answer to a report, as it stands."""
    response = Response.objects.filter(report=report).first()
    findings = tuple(confirmed_findings(report))
    if response is None:
        return Draft(report, None, findings, {}, frozenset(), (), {})
    versions = tuple(Version.objects.filter(response=response).defer("contents"))
    sign_offs = {row.version_id: row for row in SignOff.objects.filter(version__response=response)}
    return Draft(
        report, response, findings, _stands(response), _authors(response), versions, sign_offs
    )


def _stands(response: Response) -> dict[str, Stands]:
    newer = Saved.objects.filter(response=OuterRef("response"), slot=OuterRef("slot"), number__gt=OuterRef("number"))
    rows = Saved.objects.filter(response=response, number__isnull=False).exclude(Exists(newer))
    return {row.slot: Stands(read(row), row.number or 0, row.by, row.at) for row in rows}


def _authors(response: Response) -> frozenset[int]:
    """Everyone who changed any of the words since the last publication; what was set aside changed nothing."""
    rows = Saved.objects.filter(response=response, number__isnull=False)
    last = Version.objects.filter(response=response, published_at__isnull=False).last()
    if last is not None:
        rows = rows.filter(at__gt=last.sent_at)
    return frozenset(rows.order_by().values_list("by", flat=True).distinct())


def read(row: Saved) -> Content:
    """The content of a saved row as its shape."""
    return slots.shape_of(row.slot).model_validate(row.content)


def drafts() -> list[Draft]:
    """Every response of the body that is not published yet, for the page of what needs somebody now."""
    rows = Response.objects.exclude(state=State.PUBLISHED.value).select_related("report")
    return [draft(row.report) for row in rows]


def saved(response: Response, slot: str | None = None) -> list[Saved]:
    """Every saving, newest first; those set aside too."""
    rows = Saved.objects.filter(response=response).order_by("-id")
    return list(rows.filter(slot=slot) if slot else rows)


def version(response: Response, number: int) -> Version:
    return Version.objects.get(response=response, number=number)
