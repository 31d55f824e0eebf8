"""A report's answer at any step, reached as people reach it. Run inside Marlshire's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from answerable.accounts.roles import Member
from answerable.inspections import operations as inspections
from answerable.inspections.models import Report
from answerable.records.contents import Branch, ChiefOfficerOutcome, CopyWay
from answerable.responses import correcting, operations, removing, reviewing, slots
from answerable.responses.copies import record_copy
from answerable.responses.models import MarginNote, Removal, TypedDraft, Version
from answerable.responses.queries import Draft, draft
from answerable.responses.rules import Decision, ReviewVerdict, Verdict
from answerable.responses.slots import ChiefOfficerContent, DutyContent, FindingContent, TextContent
from answerable.responses.typed import keep_typed

PUBLISHED_ON = date(2024, 11, 20)
LAST_DAY = date(2025, 1, 14)
START = datetime(2024, 11, 21, 10, 42, tzinfo=UTC)
BY_LAW = ("inspectors_of_constabulary", "secretary_of_state")
WORDS = (
    "By 31 March 2025, the force should use one test of risk for every child reported missing.",
    "The force should train its call handlers in the new test.",
    "The force should improve how it records what children say.",
)


@dataclass
class Walk:
    """One report on its way. Each step takes ten minutes and returns the draft."""

    asha: Member
    tom: Member
    ruth: Member
    report: Report
    at: datetime = START

    def now(self) -> Draft:
        return draft(self.report)

    def tick(self) -> datetime:
        self.at += timedelta(minutes=10)
        return self.at

    def propose(self, decision: Decision = Decision.LAW, **options: object) -> Draft:
        regimes = {Decision.LAW: ("police-act-1996",), Decision.PRACTICE: ("practice",)}.get(decision, ())
        content = DutyContent(decision=decision, regimes=regimes, why="The report makes recommendations.")
        operations.propose_duty(
            report=self.report, content=content, for_others={}, expected=self.now().number(slots.DUTY),
            by=self.asha, at=self.tick(), **options,
        )
        return self.now()

    def confirm(self, by: Member | None = None) -> Draft:
        operations.confirm_duty(
            report=self.report, expected=self.now().number(slots.DUTY), by=by or self.tom, at=self.tick()
        )
        return self.now()

    def text(self, slot: str, words: str, by: Member | None = None, expected: int | None = None) -> Draft:
        held = self.now().number(slot) if expected is None else expected
        content = TextContent(words=words, author="Helen Marsh, Commissioner")
        operations.write_text(
            report=self.report, slot=slot, content=content, expected=held, by=by or self.asha, at=self.tick()
        )
        return self.now()

    def answer(self, number: int, words: str = "My office will look at 40 forms.", by: Member | None = None) -> Draft:
        operations.answer_finding(
            report=self.report, number=number, content=FindingContent(branch=Branch.ACTION, words=words),
            expected=self.now().number(slots.finding_slot(number)), by=by or self.asha, at=self.tick(),
        )
        return self.now()

    def chief_officer(self, by: Member | None = None, words: str = "We accept both findings.") -> Draft:
        content = ChiefOfficerContent(
            outcome=ChiefOfficerOutcome.RECEIVED, invited_on=START.date(), received_on=START.date(),
            words=words, author="Deputy Chief Constable",
        )
        operations.record_chief_officer(
            report=self.report, content=content, expected=self.now().number(slots.CHIEF_OFFICER),
            by=by or self.asha, at=self.tick(),
        )
        return self.now()

    def write_everything(self, by: Member | None = None) -> Draft:
        for finding in self.now().findings:
            self.answer(finding.number, by=by)
        held = self.now().chief_officer
        if held is None or held.came_by is None:  # what they sent themselves stays theirs
            self.chief_officer(by)
        for slot in (slots.SUMMARY, slots.COMMENTS, slots.REPLY):
            self.text(slot, f"Words of {slot}.", by)
        return self.now()

    def ask_for_review(self) -> Version:
        return reviewing.ask_for_review(report=self.report, by=self.asha, at=self.tick())

    def review(self, verdict: ReviewVerdict = ReviewVerdict.READY, *, by: Member) -> Draft:
        version = self.now().version
        reviewing.review(
            report=self.report, shown_hash=version.content_hash if version else "", verdict=verdict,
            note="" if verdict == ReviewVerdict.READY else "Say by when.", by=by, at=self.tick(),
        )
        return self.now()

    def note_in_margin(self, words: str = "Is this the newest figure?", by: Member | None = None) -> MarginNote:
        number = self.now().versions[-1].number
        return reviewing.note_in_margin(
            report=self.report, version=number, part=slots.COMMENTS, words=words, by=by or self.ruth, at=self.tick())

    def type_unsaved(self, words: str = "Half a sentence", slot: str = slots.COMMENTS) -> TypedDraft:
        return keep_typed(
            report=self.report, slot=slot, fields={"words": [words]}, opened_at_number=self.now().number(slot),
            by=self.asha, at=self.tick())

    def begin_correction(self, by: Member | None = None) -> Draft:
        correcting.begin_correction(report=self.report, by=by or self.asha, at=self.tick())
        return self.now()

    def leave_as_published(self) -> Draft:
        correcting.leave_as_published(report=self.report, by=self.asha, at=self.tick())
        return self.now()

    def propose_withdrawal(self, note: str = "The report itself was withdrawn.", by: Member | None = None) -> Draft:
        correcting.propose_withdrawal(
            report=self.report, note=note, expected=self.now().number(slots.WITHDRAWAL), by=by or self.asha,
            at=self.tick())
        return self.now()

    def withdraw(self, by: Member | None = None) -> Draft:
        correcting.withdraw(
            report=self.report, expected=self.now().number(slots.WITHDRAWAL), by=by or self.ruth, at=self.tick())
        return self.now()

    def propose_removal(
        self, places: list[tuple[int, str]], ground: str = "personal_data", by: Member | None = None
    ) -> list[Removal]:
        return removing.propose_removal(
            report=self.report, places=places, ground=ground, by=by or self.asha, at=self.tick())

    def send(self) -> Version:
        return operations.send(report=self.report, by=self.asha, at=self.tick())

    def decide(self, verdict: Verdict = Verdict.SIGN_OFF, by: Member | None = None, shown: str | None = None) -> Draft:
        version = self.now().version
        operations.decide(
            report=self.report, shown_hash=shown or (version.content_hash if version else ""), verdict=verdict,
            note="" if verdict == Verdict.SIGN_OFF else "The second answer is too short.",
            by=by or self.ruth, at=self.tick(),
        )
        return self.now()

    def publish(self) -> Draft:
        operations.publish(report=self.report, by=self.asha, at=self.tick())
        return self.now()

    def record_copy(
        self, to: str = "secretary_of_state", sent_on: date | None = None, by: Member | None = None,
        how: CopyWay = CopyWay.EMAIL,
    ) -> Draft:
        at = self.tick()
        record_copy(
            report=self.report, to=to, sent_on=sent_on or at.date(), how=how, reference="OUR/REF/7",
            by=by or self.asha, at=at,
        )
        return self.now()

    def to_written(self) -> Draft:
        self.propose()
        self.confirm()
        return self.write_everything()

    def to_signed(self) -> Draft:
        self.to_written()
        self.send()
        return self.decide()

    def to_published(self) -> Draft:
        self.to_signed()
        return self.publish()


def confirmed_report(by: Member, words: tuple[str, ...] = WORDS, published_on: date = PUBLISHED_ON) -> Report:
    """A report typed in, its details and findings confirmed."""
    report = inspections.add_report(data=None, by=by, at=START)
    details = inspections.Details(
        title="Protecting children from exploitation: an inspection of Marlshire Police",
        inspectorates=("HM Inspectorate of Constabulary and Fire & Rescue Services",),
        inspection_type="Child protection inspection of one force", area="Marlshire", published_on=published_on,
        published_on_source="the inspectorate’s page", reply_asked_on=None,
        link="https://inspectorate.example/marlshire-child-protection",
    )
    report = inspections.confirm_details(report=report, version=report.version, details=details, by=by, at=START)
    for text in words:
        inspections.add_finding(
            report=report, page=1, words=inspections.Words(kind="recommendation", words=text), by=by, at=START
        )
    seen = {row.serial: row.version for row in report.findings.all()}
    inspections.confirm_page(report=report, page=1, seen=seen, answers={}, by=by, at=START)
    inspections.finish(report=report, by=by, at=START)
    report.refresh_from_db()
    return report
