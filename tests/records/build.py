"""An invented register, the same bytes at every call: Marlshire, whose Commissioner answers reports.

Among its answers are one in time, one late, some by practice, one without a last day, one withdrawn, one put
right in a second version, and one report that nobody has answered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable.records.chain import Entry, append
from answerable.records.contents import (
    AnswerDueFacts,
    Basis,
    BodyFacts,
    BodyPart,
    Branch,
    ChiefOfficerOutcome,
    ChiefOfficerPart,
    CountedClock,
    DuePart,
    Facts,
    FindingKind,
    FindingPart,
    KeyFacts,
    RedactionFacts,
    ReportPart,
    ResponseFacts,
    Shape,
    SignedPart,
    WithdrawalFacts,
    WrittenPart,
    content_hash,
    finding_part_name,
)
from answerable.records.folder import Records, files
from answerable.records.heads import sign_head
from answerable.records.keys import public_line
from answerable.records.moments import london_day

ORIGIN = "mar"
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"an invented key").digest())
BEGINS = datetime(2023, 1, 9, 9, 0, tzinfo=UTC)
AS_AT = date(2026, 3, 31)  # a day after every entry
DAYS_OF_REPORTS = 1000  # the reports are spread evenly over as many days

COMMISSIONER = "Helen Marsh"
CHIEF = "Idris Calder"
SUBJECTS = ("Protecting children from exploitation", "Crime recording", "Custody", "Counter-corruption")
INSPECTORATE = "HM Inspectorate of Constabulary and Fire & Rescue Services"


@dataclass(frozen=True)
class Case:
    """How one of the answers came about."""

    days: int  # from the report to the answer, 55 of which are in time
    basis: Basis = Basis.LAW
    has_last_day: bool = True
    chief: ChiefOfficerOutcome = ChiefOfficerOutcome.RECEIVED
    withdrawn: bool = False
    corrected: bool = False


CASES = (
    Case(days=50),
    Case(days=61, chief=ChiefOfficerOutcome.DECLINED),
    Case(days=40, basis=Basis.PRACTICE, has_last_day=False, chief=ChiefOfficerOutcome.NOT_ASKED),
    Case(days=30, withdrawn=True),
    Case(days=55, basis=Basis.PRACTICE, chief=ChiefOfficerOutcome.NONE_RECEIVED),
    Case(days=20, corrected=True),
)


class Chain:
    """Appends with a head for each entry; chance and clock are fixed."""

    def __init__(self, origin: str = ORIGIN, key: Ed25519PrivateKey = KEY) -> None:
        self.origin, self.key = origin, key
        self.records = Records()
        self.salts_used = 0

    @property
    def at(self) -> datetime:
        """The moment of the newest entry."""
        return self.records.entries[-1].at

    def append(self, facts: Facts, parts: Mapping[str, Shape], at: datetime) -> Entry:
        previous = self.records.entries[-1].tip if self.records.entries else None
        entry = append(previous, facts, parts, at, self._salt)
        head = sign_head(entry.tip, self.origin, at, self.key)
        self.records = replace(
            self.records, entries=(*self.records.entries, entry), heads=(*self.records.heads, head))
        return entry

    def remove(self, seq: int, part: str, at: datetime) -> Entry:
        """Take the words of one part away, openly."""
        entry = self.records.entries[seq - 1]
        facts = RedactionFacts(
            ref=entry.ref,
            removes_seq=seq,
            removes_part=part,
            removes_hash=entry.part_hashes[part],
            ground="personal_data",
        )
        redaction = self.append(facts, {}, at)
        entries = tuple(kept.without(part) if kept.seq == seq else kept for kept in self.records.entries)
        self.records = replace(self.records, entries=entries)
        return redaction

    def _salt(self, length: int) -> bytes:
        self.salts_used += 1
        seed = f"{self.salts_used}" if self.origin == ORIGIN else f"{self.origin} {self.salts_used}"
        return hashlib.sha256(seed.encode()).digest()[:length]


def example_records(responses: int = 6, findings: int = 5, *, removed: bool = False) -> Records:
    """A register of so many answers with so many findings each, and one report without an answer.

    `removed`: the chief officer's comments of the first answer were taken away later, openly.
    """
    return example_chain(responses, findings, removed=removed).records


def example_chain(responses: int = 6, findings: int = 5, *, removed: bool = False) -> Chain:
    """The same, ready to be continued."""
    chain = Chain()
    chain.append(KeyFacts(ref=ORIGIN, public_key=public_line(KEY)), {}, BEGINS)
    chain.append(BodyFacts(ref=ORIGIN), {"body": body()}, BEGINS)
    events = sorted(_events(responses, findings), key=lambda event: event[0])
    for at, write in events:
        write(chain, at)
    if removed:
        first = next(entry for entry in chain.records.entries if entry.kind == "response")
        chain.remove(first.seq, "chief-officer", chain.at + timedelta(days=1))
    return chain


def write(records: Records, folder: Path) -> Path:
    """Put the files of a register into a folder, and nothing else."""
    for path, data in files(records).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


Event = tuple[datetime, Callable[[Chain, datetime], object]]


def _events(responses: int, findings: int) -> Iterator[Event]:
    step = max(1, DAYS_OF_REPORTS // (responses + 1))
    for position in range(responses + 1):
        report_on = date(2023, 1, 10) + timedelta(days=position * step)
        ref = f"{ORIGIN}-{report_on.year}-{position + 1:03d}"
        case = CASES[position % len(CASES)]
        thread = Thread(ref, case, report_on, position, findings)
        yield thread.moment(7), thread.write_answer_due
        if position == responses:
            return
        yield thread.moment(case.days), thread.write_response
        if case.withdrawn:
            yield thread.moment(case.days + 10), thread.write_withdrawal
        if case.corrected:
            yield thread.moment(case.days + 12), thread.write_correction


@dataclass(frozen=True)
class Thread:
    """One report and what became of it."""

    ref: str
    case: Case
    report_on: date
    position: int
    findings: int

    def moment(self, days: int) -> datetime:
        return datetime.combine(self.report_on + timedelta(days=days), time(10, 2, 3), UTC)

    @property
    def due_on(self) -> date | None:
        return self.report_on + timedelta(days=55) if self.case.has_last_day else None

    @property
    def regime(self) -> str:
        return "police-act-1996-s55" if self.case.basis is Basis.LAW else "by-practice"

    def write_answer_due(self, chain: Chain, at: datetime) -> None:
        parts = {"report": self.report(), "due": self.due()} | self.finding_parts(answered=False)
        facts = AnswerDueFacts(
            ref=self.ref,
            basis=self.case.basis,
            regime=self.regime,
            published_on=self.report_on,
            due_on=self.due_on,
        )
        chain.append(facts, parts, at)

    def write_response(self, chain: Chain, at: datetime, version: int = 1) -> None:
        parts = self.answer(london_day(at))
        if self.due_on and london_day(at) > self.due_on:
            parts["after-last-day"] = WrittenPart(
                words="Two of the answers needed figures that came late.",
                author=COMMISSIONER,
                written_on=london_day(at),
            )
        if version > 1:
            parts["note"] = WrittenPart(
                words="The date in finding 1 was wrong.", author=COMMISSIONER, written_on=london_day(at)
            )
        facts = ResponseFacts(
            ref=self.ref,
            version=version,
            basis=self.case.basis,
            regime=self.regime,
            published_on=self.report_on,
            due_on=self.due_on,
            responded_on=london_day(at),
            content_hash=content_hash(parts),
        )
        chain.append(facts, parts, at)

    def write_correction(self, chain: Chain, at: datetime) -> None:
        self.write_response(chain, at, version=2)

    def write_withdrawal(self, chain: Chain, at: datetime) -> None:
        answer = next(
            entry for entry in chain.records.entries if entry.kind == "response" and entry.ref == self.ref
        )
        note = WrittenPart(
            words="It answered another report.", author=COMMISSIONER, written_on=london_day(at)
        )
        chain.append(WithdrawalFacts(ref=self.ref, withdraws=answer.seq), {"note": note}, at)

    def answer(self, day: date) -> dict[str, Shape]:
        return {
            "report": self.report(),
            "due": self.due(),
            "key-findings": WrittenPart(
                words="Inspectors looked at 62 cases. Two teams used different tests of risk.",
                author="Office of the Commissioner",
                written_on=day,
            ),
            "comments": WrittenPart(
                words="I asked the Chief Constable to say in public how each point will be met.\n\n"
                "- I will look at progress each quarter.\n- What I find will be published.",
                author=f"{COMMISSIONER}, Police and Crime Commissioner",
                written_on=day,
            ),
            "chief-officer": self.chief_officer(),
            "reply": WrittenPart(
                words="I note the new form. My office will look at a sample.",
                author=COMMISSIONER,
                written_on=day,
            ),
            "signed": SignedPart(
                name=COMMISSIONER,
                post="Police and Crime Commissioner",
                signed_on=day - timedelta(days=1),
                declaration="I approve these words for publication.",
            ),
            **self.finding_parts(answered=True),
        }

    def report(self) -> ReportPart:
        subject = SUBJECTS[self.position % len(SUBJECTS)]
        return ReportPart(
            title=f"{subject}: an inspection of Marlshire Police",
            inspectorates=(INSPECTORATE, "Ofsted") if self.position % 3 == 2 else (INSPECTORATE,),
            type_of_inspection=f"{subject} inspection of one force",
            area="Marlshire",
            published_on=self.report_on,
            published_on_source="printed on page 1",
            link=f"https://inspectorate.example/reports/{self.ref}/",
        )

    def due(self) -> DuePart:
        law = self.case.basis is Basis.LAW
        clock = CountedClock(
            rule=self.regime,
            title="56 days for comments" if law else "The office's own practice",
            rule_in_words="Comments are published within 56 days beginning with the day of publication.",
            source="Police Act 1996, section 55" if law else "The office's statement of practice",
            source_url="https://www.legislation.gov.uk/ukpga/1996/16/section/55" if law else None,
            standing="statute" if law else "practice",
            checked=law,
            trigger="the day the report is published",
            trigger_on=self.report_on,
            due_on=self.due_on,
            working=(f"Day 1 is {self.report_on}.", f"Day 56 is {self.due_on}.")
            if self.due_on
            else ("No last day is set.",),
        )
        return DuePart(why="The report makes recommendations to the force.", clocks=(clock,))

    def chief_officer(self) -> ChiefOfficerPart:
        asked = self.case.chief is not ChiefOfficerOutcome.NOT_ASKED
        came = self.case.chief is ChiefOfficerOutcome.RECEIVED
        heard = came or self.case.chief is ChiefOfficerOutcome.DECLINED
        return ChiefOfficerPart(
            outcome=self.case.chief,
            invited_on=self.report_on + timedelta(days=8) if asked else None,
            reply_by=self.report_on + timedelta(days=22) if asked else None,
            received_on=self.report_on + timedelta(days=15) if heard else None,
            words="We accept that the two tests of risk should be one." if came else "",
            author=f"{CHIEF}, Chief Constable" if came else "",
        )

    def finding_parts(self, *, answered: bool) -> dict[str, Shape]:
        return {
            finding_part_name(number): self.finding(number, answered=answered)
            for number in range(1, self.findings + 1)
        }

    def finding(self, number: int, *, answered: bool) -> FindingPart:
        kind = tuple(FindingKind)[(number - 1) % len(FindingKind)]
        branch = tuple(Branch)[(number - 1) % len(Branch)] if answered else None
        return FindingPart(
            number=number,
            kind=kind,
            printed_number=str(number) if kind is FindingKind.RECOMMENDATION else "",
            heading="" if number % 2 else "Children reported missing",
            words=f"The force should use one test of risk for every child reported missing ({number}).",
            sub_points=("use one form", "train every team") if number % 4 == 2 else (),
            page=6 + number,
            addressed_to="The Chief Constable",
            date_words="By 31 March",
            date_on=date(self.report_on.year + 1, 3, 31),
            branch=branch,
            answer=ANSWERS[branch],
            answered_with=1 if branch is Branch.WITH_FINDING else None,
            force_position="In use since November." if answered and number % 2 else "",
        )


ANSWERS = {
    None: "",
    Branch.ACTION: "My office will look at 40 forms by 28 March and publish what it found.",
    Branch.NO_ACTION: "The force's plan covers this. A second plan would repeat it.",
    Branch.WITH_FINDING: "",
    Branch.OTHER_BODY: "Tarnbridge Council answers for itself.",
}


def body() -> BodyPart:
    return BodyPart(
        name="Police and Crime Commissioner for Marlshire",
        short_name="the Commissioner's office",
        holder_title="Commissioner",
        holder_name=COMMISSIONER,
        force_name="Marlshire Police",
        chief_title="Chief Constable",
        colour="#1d4f5f",
        logo_png=None,
        contact="office@commissioner.marlshire.example",
        website="https://commissioner.marlshire.example",
        example=True,
    )
