"""Reads about responses: one `Draft` holds all that pages, rules and records need, in nine queries or so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from answerable.duties import AddedHoliday, Form, Inspected, Named, Regime, inspected, practice, regime
from answerable.inspections.models import Confirmation, Report
from answerable.inspections.queries import ConfirmedFinding, reports
from answerable.records import london_day
from answerable.records.contents import AnswerForm
from answerable.responses import slots
from answerable.responses.clocks import DueClock, asked_clocks, due_clocks, nearest_answer
from answerable.responses.invitations.models import Invitation, Received
from answerable.responses.models import BankHoliday, CopySent, Response, Review, Saved, SignOff, Version
from answerable.responses.other_answers import OtherAnswer, other_answers
from answerable.responses.rules import Situation, State
from answerable.responses.slots import (
    AssessmentContent,
    ChiefOfficerContent,
    Content,
    DatesContent,
    DutyContent,
    FindingContent,
    OverrideContent,
    OverridesContent,
    OwnDatesContent,
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
    copies: dict[str, CopySent]  # of the published version, by recipient: the last recorded
    reviews: dict[int, Review]  # by id of the version
    holidays: tuple[AddedHoliday, ...] = ()  # bank holidays that the office added to the list
    invitation: Invitation | None = None
    received: tuple[Received, ...] = ()  # what came from outside, oldest first; none of it counts until accepted
    answered_by: OtherAnswer | None = None  # the response to another report that answers this one too
    also_answers: tuple[Draft, ...] = ()  # reports that this response answers too

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
    def regimes(self) -> tuple[Regime, ...]:
        """The laws, or the practice, by which somebody decided that an answer is due."""
        return tuple(regime(code) for code in self.duty.regimes) if self.duty else ()

    @property
    def regime(self) -> Regime | None:
        """The one that the record names: the first under which the report itself is answered."""
        return next((law for law in self.regimes if law.form != Form.PAGE), None)

    @property
    def invites_chief_officer(self) -> bool:
        """Whether a law of the answer asks for an invitation to the chief officer."""
        return any(law.invites_chief_officer for law in self.regimes)

    @property
    def form(self) -> AnswerForm:
        """A statement, when any law of the answer asks for one; a plan that lives, when all ask for a plan."""
        forms = {law.form for law in self.regimes if law.form != Form.PAGE}
        return AnswerForm.ACTION_PLAN if forms == {Form.ACTION_PLAN} else AnswerForm.STATEMENT

    @property
    def has_plan(self) -> bool:
        """Whether a law of the answer asks, for each finding, what is done, by whom and by when."""
        return any(law.form == Form.ACTION_PLAN for law in self.regimes)

    @property
    def assessment(self) -> AssessmentContent | None:
        """The summary of a yearly assessment, as it stands."""
        return self.content(slots.ASSESSMENT, AssessmentContent)

    def done_on(self, due: DueClock) -> date | None:
        """The day on which what a clock asks for was done, as far as a record says so."""
        if due.is_answer:
            return self.responded_on
        is_page = due.regime is not None and due.regime.form == Form.PAGE and due.code == due.regime.rules[0]
        return self.response.assessed_on if is_page and self.response else None

    @property
    def owes_assessment(self) -> bool:
        """Whether a yearly assessment has to go on the website, and has not."""
        owes = any(law.form == Form.PAGE for law in self.regimes)
        return owes and (self.response is None or self.response.assessed_on is None)

    def inspected(self, names: Named) -> Inspected:
        """The force or service that the report is about, as the body calls it and its chief officer."""
        law = self.regime or next(iter(self.regimes), None)
        return inspected(names, law.service if law else None, law.inspected if law else "")

    @property
    def dates(self) -> DatesContent:
        return self.content(slots.DATES, DatesContent) or DatesContent()

    @property
    def chief_officer(self) -> ChiefOfficerContent | None:
        return self.content(slots.CHIEF_OFFICER, ChiefOfficerContent)

    @property
    def newest_received(self) -> Received | None:
        """What they sent and may not send again; None when nothing came, or the office let them send anew."""
        return self.received[-1] if self.received and self.received[-1].returned_at is None else None

    @property
    def to_accept(self) -> Received | None:
        """What came and nobody of the body has accepted."""
        newest = self.newest_received
        return newest if newest is not None and newest.accepted_at is None else None

    @property
    def has_word(self) -> bool:
        """Whether there is an answer to the invitation, accepted or not."""
        recorded = self.chief_officer is not None and self.chief_officer.outcome is not None
        return recorded or self.newest_received is not None

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
        return due_clocks(regimes, self.report.published_on, self.dates, self.holidays)

    @cached_property
    def asked(self) -> tuple[DueClock, ...]:
        """The days that the inspectorate asks for, beside the law."""
        return asked_clocks(self.report.reply_asked_on, self.findings, self.dates.notes)

    @property
    def clock(self) -> DueClock | None:
        """The one that gives the last day for the answer in law."""
        return nearest_answer(self.clocks)

    @property
    def due_on(self) -> date | None:
        """The last day for the answer in law; None when the law sets none, or its first day is not known."""
        return self.clock.due_on if self.clock else None

    @property
    def last_days(self) -> dict[str, str | None]:
        """The last day of each clock of the law, as a record gives it; None for one without, or that does not apply."""
        return {due.code: due.due_on.isoformat() if due.due_on else None for due in self.clocks}

    @property
    def shown_clock(self) -> DueClock | None:
        """The clock that presses: that of the law or, where the law sets no date, the reply that is asked for."""
        clock = self.clock
        if clock is None or clock.clock.rule.length is not None:
            return clock
        return next((due for due in self.asked if due.code == practice.ASKED.code and due.applies), clock)

    @property
    def own_dates(self) -> Mapping[str, date]:
        """The days that the office set itself, by code."""
        held = self.content(slots.OWN_DATES, OwnDatesContent)
        return held.own if held else {}

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
    def review(self) -> Review | None:
        """What the reviewer said of the newest version."""
        return self.reviews.get(self.versions[-1].id) if self.versions else None

    @property
    def overrides(self) -> tuple[OverrideContent, ...]:
        """The checks that an approver let pass."""
        held = self.content(slots.OVERRIDES, OverridesContent)
        return held.overrides if held else ()

    @property
    def withdrawal(self) -> Stands | None:
        """The proposal to withdraw what is published, with its public note."""
        text = self.text(slots.WITHDRAWAL)
        return self.stands[slots.WITHDRAWAL] if text is not None and text.words else None

    @property
    def published(self) -> Version | None:
        """The version that the register shows; None before the first."""
        return next((version for version in reversed(self.versions) if version.published_at), None)

    @property
    def responded_on(self) -> date | None:
        """The London day of the first publication, of the response in which this report is answered."""
        if self.answered_by is not None:
            return self.answered_by.responded_on
        return next((london_day(v.published_at) for v in self.versions if v.published_at), None)

    def situation(self, to_put_right: int = 0) -> Situation:
        held = self.stands.get(slots.DUTY)
        return Situation(
            state=self.state, decision=self.duty.decision if self.duty else None,
            proposed_by=held.by if held else None, is_confirmed=self.is_confirmed, authors=self.authors,
            to_put_right=to_put_right, is_published=self.published is not None,
            withdrawal_by=self.withdrawal.by if self.withdrawal else None,
            answered_in=str(self.answered_by.report) if self.answered_by else "",
        )


def draft(report: Report) -> Draft:
    """Everything about the answer to a report, as it stands."""
    return drafts_of([report])[0]


def drafts_of(reports: Sequence[Report], rows: Sequence[Response] = ()) -> list[Draft]:
    """The same for several reports, in as many queries as for one. `rows`: the responses to all of them, if at hand."""
    responses = {row.report_id: row for row in rows or Response.objects.filter(
        report__in=reports).select_related("invitation")}
    findings = {row.report_id: row.findings for row in Confirmation.objects.filter(report__in=reports)}  # last wins
    held = list(responses.values())
    versions: dict[int, list[Version]] = defaultdict(list)
    for version in Version.objects.filter(response__in=held).defer("contents"):
        versions[version.response_id].append(version)
    signed = {row.version_id: row for row in SignOff.objects.filter(version__response__in=held)}
    reviews = {row.version_id: row for row in Review.objects.filter(version__response__in=held)}
    invited = {row.id: row.invitation for row in held if hasattr(row, "invitation")}
    received = _received(invited)
    copies, stands, holidays = _copies(held), _stands(held), added_holidays()
    authors = _authors(held, versions, stands)
    others = other_answers({_answered_in(of) for of in stands.values()})
    also = _also_answered(held)
    found = []
    for report in reports:
        response = responses.get(report.id)
        key = response.id if response else 0
        confirmed = tuple(ConfirmedFinding.model_validate(value) for value in findings.get(report.id, ()))
        published = max((v.id for v in versions[key] if v.published_at), default=0)
        found.append(Draft(
            report, response, confirmed, stands[key], frozenset(authors[key]), tuple(versions[key]),
            {v.id: signed[v.id] for v in versions[key] if v.id in signed}, copies[published],
            {v.id: reviews[v.id] for v in versions[key] if v.id in reviews}, holidays, invited.get(key),
            tuple(received[key]), others.get(_answered_in(stands[key])),
            also.get(response.public_ref, ()) if response else (),
        ))
    return found


def _answered_in(stands: Mapping[str, Stands]) -> str:
    held = stands.get(slots.DUTY)
    return held.content.answered_in if held and isinstance(held.content, DutyContent) else ""


def _also_answered(held: Sequence[Response]) -> dict[str, tuple[Draft, ...]]:
    """The reports that these responses answer too, by public reference."""
    refs = {row.public_ref for row in held if row.public_ref}
    rows = list(Response.objects.filter(answered_in__in=refs).select_related("report")) if refs else []
    drafts = drafts_of([row.report for row in rows]) if rows else []
    return {ref: tuple(d for row, d in zip(rows, drafts, strict=True) if row.answered_in == ref) for ref in refs}


def added_holidays() -> tuple[AddedHoliday, ...]:
    """The bank holidays that the office added to the list and did not take out."""
    rows = BankHoliday.objects.filter(taken_out_at=None)
    return tuple(AddedHoliday(row.announced_on, row.day, row.name, row.source) for row in rows)


def _received(invited: Mapping[int, Invitation]) -> dict[int, list[Received]]:
    """What came, by id of the response, oldest first."""
    found: dict[int, list[Received]] = defaultdict(list)
    if invited:
        of = {invitation.id: key for key, invitation in invited.items()}
        for row in Received.objects.filter(invitation__in=of):
            found[of[row.invitation_id]].append(row)
    return found


def _copies(held: Sequence[Response]) -> dict[int, dict[str, CopySent]]:
    """The copies by id of the version, then by recipient; the last one stands."""
    found: dict[int, dict[str, CopySent]] = defaultdict(dict)
    for row in CopySent.objects.filter(version__response__in=held):
        found[row.version_id][row.to] = row
    return found


def _stands(held: Sequence[Response]) -> dict[int, dict[str, Stands]]:
    found: dict[int, dict[str, Stands]] = defaultdict(dict)
    for row in standing().filter(response__in=held):
        found[row.response_id][row.slot] = Stands(read(row), row.number or 0, row.by, row.at)
    return found


def standing() -> QuerySet[Saved]:
    """The savings that stand: in each slot the one with the highest number."""
    newer = Saved.objects.filter(response=OuterRef("response"), slot=OuterRef("slot"), number__gt=OuterRef("number"))
    return Saved.objects.filter(number__isnull=False).exclude(Exists(newer))


def _authors(
    held: Sequence[Response], versions: Mapping[int, Sequence[Version]], stands: Mapping[int, Mapping[str, Stands]]
) -> dict[int, set[int]]:
    """Whose words stand, and everyone who changed any since the last publication; what was set aside changed none."""
    since = {key: max((v.sent_at for v in of if v.published_at), default=None) for key, of in versions.items()}
    found = {key: {one.by for slot, one in of.items() if slot not in slots.BESIDE_THE_ANSWER}
             for key, of in stands.items()}
    rows = Saved.objects.filter(response__in=held, number__isnull=False).exclude(slot__in=slots.BESIDE_THE_ANSWER)
    for response_id, by, at in rows.values_list("response_id", "by", "at"):
        last = since.get(response_id)
        if last is None or at > last:
            found.setdefault(response_id, set()).add(by)
    return defaultdict(set, found)


def read(row: Saved) -> Content:
    """The content of a saved row as its shape."""
    return slots.shape_of(row.slot).model_validate(row.content)


def drafts() -> list[Draft]:
    """Every response that may need somebody now: not published, copies to record, or something to agree to."""
    done = (State.PUBLISHED.value, State.WITHDRAWN.value)
    rest = Response.objects.exclude(
        state__in=done, copies_due=False, withdrawal_asked=False, removal_asked=False, assessment_due=False)
    rows = list(rest.select_related("report", "invitation"))
    return drafts_of([row.report for row in rows], rows)


def undecided() -> list[Report]:
    """Reports about which nobody has proposed anything."""
    return reports(without=Response.objects.values("report_id"))


def report_of(public_ref: str) -> Report | None:
    row = Response.objects.filter(public_ref=public_ref).select_related("report").first()
    return row.report if row else None


def saved(response: Response, slot: str | None = None) -> list[Saved]:
    """Every saving, newest first; those set aside too."""
    rows = Saved.objects.filter(response=response).order_by("-id")
    return list(rows.filter(slot=slot) if slot else rows)


def version(response: Response, number: int) -> Version:
    return Version.objects.get(response=response, number=number)
