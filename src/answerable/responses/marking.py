"""A published record as the work that must have led to it: report, decision, texts and version, marked as published.

Nobody of this installation did that work here, so nobody is named for it.
"""

from __future__ import annotations

from datetime import datetime

from answerable.accounts.roles import Member
from answerable.inspections.models import Confirmation, Finding, ReadPage, Report
from answerable.inspections.queries import ConfirmedFinding
from answerable.inspections.rules import FindingState, ReportState
from answerable.records import Entry, Records
from answerable.records.contents import (
    SIGNED,
    AnswerDueFacts,
    ChiefOfficerPart,
    CopySentFacts,
    DuePart,
    FindingPart,
    NoAnswerDueFacts,
    RedactionFacts,
    ReportPart,
    ResponseFacts,
    SignedPart,
    WithdrawalFacts,
    WrittenPart,
)
from answerable.responses import slots
from answerable.responses.contents import DUE, REPORT
from answerable.responses.copies import copies_of, left_to_record
from answerable.responses.forgetting import forget_slot
from answerable.responses.holding import save_in
from answerable.responses.models import CopySent, Response, SignOff, Version
from answerable.responses.queries import draft
from answerable.responses.rules import Decision, Refused, State, Verdict
from answerable.responses.slots import (
    ChiefOfficerContent,
    Content,
    DutyContent,
    FindingContent,
    TextContent,
)

NOBODY = 0  # nobody's id: what comes from a record was done by somebody whom the record does not name


class Marking:
    """Takes records in order. `at` is now; `records` is the whole chain."""

    def __init__(self, at: datetime, records: Records) -> None:
        self._at, self._records = at, records
        self._by = Member(NOBODY, "", "", "", 0, frozenset())
        self._touched: dict[str, Response] = {}

    def mark(self, entry: Entry) -> None:
        """Let the work stand as this record says. Other kinds than these change no work."""
        facts = entry.facts
        if isinstance(facts, (AnswerDueFacts, NoAnswerDueFacts)):
            self._decided(entry, facts)
        elif isinstance(facts, ResponseFacts):
            self._published(entry, facts)
        elif isinstance(facts, CopySentFacts):
            self._copy(entry, facts)
        elif isinstance(facts, WithdrawalFacts):
            self._withdrawn(entry, facts)

    def forget(self, facts: RedactionFacts) -> None:
        """Let go of everything that was written in the place of a part, but for words that were published since."""
        response = Response.objects.filter(public_ref=facts.ref).first()
        if response is not None:
            newest = max(entry.seq for entry in self._records.entries
                         if (entry.kind, entry.ref) == ("response", facts.ref))
            forget_slot(response, facts.removes_part, keep_what_stands=facts.removes_seq < newest, at=self._at)

    def finish(self) -> set[str]:
        """Say for each response whether copies are still due, and return the references that were touched."""
        for response in self._touched.values():
            now = draft(response.report)
            response.copies_due = response.state == State.PUBLISHED and left_to_record(copies_of(now)) > 0
            response.save(update_fields=["copies_due"])
        return set(self._touched)

    def _decided(self, entry: Entry, facts: AnswerDueFacts | NoAnswerDueFacts) -> None:
        response, due = self._response(entry), entry.read(DUE, DuePart)
        content = DutyContent(decision=Decision.NOT_DUE, why=due.why if due else "")
        if isinstance(facts, AnswerDueFacts):
            content = content.model_copy(update={
                "decision": Decision(facts.basis.value), "regimes": (facts.regime,),
                "answered_in": facts.answered_in or ""})
        self._save(response, slots.DUTY, content)
        response.confirmed_by, response.confirmed_at = NOBODY, entry.at
        response.save()

    def _published(self, entry: Entry, facts: ResponseFacts) -> None:
        response = self._response(entry)
        signed = entry.read(SIGNED, SignedPart)
        contents = {name: entry.value(name) for name in entry.parts if name != SIGNED}
        version = Version.objects.create(
            response=response, number=Version.objects.filter(response=response).count() + 1, contents=contents,
            facts={"basis": facts.basis.value, "regime": facts.regime, "published_on": facts.published_on.isoformat(),
                   "due_on": facts.due_on.isoformat() if facts.due_on else None},
            content_hash=facts.content_hash, authors=[], declaration=signed.declaration if signed else "",
            sent_by=NOBODY, sent_at=entry.at, published_at=entry.at)
        SignOff.objects.create(
            version=version, verdict=Verdict.SIGN_OFF.value, name=signed.name if signed else "",
            post=signed.post if signed else "", by=NOBODY, at=entry.at)
        for slot, content in _contents(entry).items():
            self._save(response, slot, content)
        response.state, response.publish_at, response.publish_set_by = State.PUBLISHED.value, None, None
        response.save()

    def _copy(self, entry: Entry, facts: CopySentFacts) -> None:
        response = self._response(entry)
        answered_at = self._records.entries[facts.response_seq - 1].at
        version = Version.objects.filter(response=response, published_at=answered_at).first()
        if version is not None:
            CopySent.objects.create(version=version, to=facts.to.value, sent_on=facts.sent_on, how=facts.how.value,
                                    seq=entry.seq, by=NOBODY, at=entry.at)

    def _withdrawn(self, entry: Entry, facts: WithdrawalFacts) -> None:
        response, note = self._response(entry), entry.read("note", WrittenPart)
        if note is not None:
            self._save(response, slots.WITHDRAWAL, TextContent(words=note.words, author=note.author))
        response.state, response.withdrawal_asked = State.WITHDRAWN.value, False
        response.publish_at = response.publish_set_by = None
        response.save()

    def _save(self, response: Response, slot: str, content: Content) -> None:
        now = draft(response.report)
        save_in(response, now, slot, content, now.number(slot), self._by, self._at)

    def _response(self, entry: Entry) -> Response:
        """The response that a record is about: by its reference, by its report, or made from the record."""
        if entry.ref not in self._touched:
            row = Response.objects.filter(public_ref=entry.ref).select_related("report").first()
            self._touched[entry.ref] = row or self._begin(entry)
        return self._touched[entry.ref]

    def _begin(self, entry: Entry) -> Response:
        part = entry.read(REPORT, ReportPart)
        if part is None:
            raise Refused(f"Record {entry.seq} is about {entry.ref}, and its report is neither here nor in the record.")
        same = Report.objects.filter(title=part.title, published_on=part.published_on, response__isnull=True)
        held = Response.objects.filter(report__title=part.title, report__published_on=part.published_on, public_ref="")
        response = held.select_related("report").first()
        if response is None:
            report = same.exclude(state=ReportState.COPY.value).first() or self._report(entry, part)
            response = Response(report=report)
        response.public_ref = entry.ref
        response.save()
        return response

    def _report(self, entry: Entry, part: ReportPart) -> Report:
        findings = entry.findings
        report = Report.objects.create(
            state=ReportState.CONFIRMED.value, added_at=self._at, added_by=NOBODY, title=part.title,
            inspectorates=list(part.inspectorates), inspection_type=part.type_of_inspection, area=part.area,
            published_on=part.published_on, published_on_source=part.published_on_source, link=part.link or "",
            details_confirmed_at=entry.at, details_confirmed_by=NOBODY, findings_confirmed_at=entry.at,
            findings_confirmed_by=NOBODY, makes_none=not findings, has_pages=any(f.page for f in findings))
        ReadPage.objects.create(report=report, number=1, width=0, height=0)  # no document: findings stand on one page
        rows = [self._finding(report, position, finding, entry.at) for position, finding in enumerate(findings, 1)]
        confirmed = [ConfirmedFinding.of(row, has_pages=report.has_pages).model_dump(mode="json") for row in rows]
        Confirmation.objects.create(report=report, findings=confirmed, other_pages_seen=True, confirmed_at=entry.at,
                                    confirmed_by=NOBODY)
        return report

    def _finding(self, report: Report, position: int, part: FindingPart, at: datetime) -> Finding:
        return Finding.objects.create(
            report=report, serial=position, position=position, number=part.number, what="record",
            state=FindingState.CONFIRMED.value, changed_at=self._at, changed_by=NOBODY, kind=part.kind.value,
            printed_number=part.printed_number, heading=part.heading, words=part.words,
            sub_points=list(part.sub_points), page=part.page or 1, addressed_to=part.addressed_to,
            date_words=part.date_words, date_on=part.date_on, confirmed_at=at, confirmed_by=NOBODY)


def _contents(entry: Entry) -> dict[str, Content]:
    """What a published answer says, slot by slot, so that a correction begins with the words that the public reads."""
    found: dict[str, Content] = {}
    for slot in slots.TEXTS:
        text = entry.read(slot, WrittenPart)
        if text is not None:
            found[slot] = TextContent(words=text.words, author=text.author)
    if (chief := entry.read(slots.CHIEF_OFFICER, ChiefOfficerPart)) is not None:
        found[slots.CHIEF_OFFICER] = ChiefOfficerContent.model_validate(chief.model_dump())
    for part in entry.findings:
        found[slots.finding_slot(part.number)] = FindingContent(
            branch=part.branch, words=part.answer, answered_with=part.answered_with,
            force_position=part.force_position)
    return found
