"""Registers made by chance, for promises that hold for every register; and one that has every kind of record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from answerable.records import Records
from answerable.records.contents import (
    AnswerDueFacts,
    AnswerForm,
    AsPublishedPart,
    AssessmentFacts,
    AssessmentPart,
    Basis,
    BodyFacts,
    ImportedFacts,
    KeyFacts,
    NoAnswerDueFacts,
    OriginalPart,
    Override,
    OverridesPart,
    Remark,
    RemarksPart,
)
from answerable.records.keys import public_line
from tests.records.build import BEGINS, KEY, ORIGIN, Case, Chain, Thread, body, example_chain
from tests.register.promises import examples, promised
from tests.register.released import SVG, contents, release

CASES = st.builds(
    Case,
    days=st.sampled_from((54, 55, 56)) | st.integers(1, 120),  # the last day is day 55 after the report
    basis=st.sampled_from(Basis),
    has_last_day=st.booleans(),
    withdrawn=st.booleans(),
    corrected=st.booleans(),
)
AS_PUBLISHED = AsPublishedPart(
    title="Custody", published_on=date(2019, 3, 1), type_of_inspection="Joint inspection", key_findings="- One",
    link="https://inspectorate.example/reports/custody/", link_words="Custody report", heading="Our response",
    response="We agree with the report.", address="https://old.example/reports/custody", read_on=date(2026, 3, 3))


def begun() -> Chain:
    chain = Chain()
    chain.append(KeyFacts(ref=ORIGIN, public_key=public_line(KEY)), {}, BEGINS)
    chain.append(BodyFacts(ref=ORIGIN), {"body": body()}, BEGINS)
    return chain


class AnyThread(Thread):
    """A report that may also need no answer, be answered elsewhere, or with another report."""

    def write_none_due(self, chain: Chain, at) -> None:
        facts = NoAnswerDueFacts(ref=self.ref, published_on=self.report_on)
        chain.append(facts, {"report": self.report(), "due": self.due()}, at)

    def write_imported(self, chain: Chain, at) -> None:
        parts = {
            "as-published": AS_PUBLISHED,
            "original": OriginalPart(text="<p>We agree&nbsp;with the <b>report</b>", repairs=("Tags were taken out.",)),
            "remarks": RemarksPart(remarks=(Remark(code="section", message="The page cites section 33."),)),
        }
        chain.append(ImportedFacts(ref=self.ref, published_on=date(2019, 3, 1), stated_on=None), parts, at)

    def write_shared(self, chain: Chain, at, answered_in: str = f"{ORIGIN}-001") -> None:
        facts = AnswerDueFacts(
            ref=self.ref, basis=self.case.basis, regime=self.regime, published_on=self.report_on, due_on=self.due_on,
            answered_in=answered_in)
        chain.append(facts, {"report": self.report(), "due": self.due()}, at)

    def write_assessed(self, chain: Chain, at) -> None:
        summary = AssessmentPart(words="Good in two of three.", link="https://inspectorate.example/reports/summary/")
        chain.append(AssessmentFacts(ref=self.ref), {"summary": summary}, at)


WAYS = ("write_answer_due", "write_none_due", "write_imported", "write_shared", "write_response", "write_assessed")


@st.composite
def registers(draw: st.DrawFn, max_reports: int = 6) -> Records:
    """Some reports, each with what happened to it in some order, and with words removed from it."""
    chain = begun()
    events = []
    for position in range(draw(st.integers(0, max_reports))):
        report_on = (BEGINS + timedelta(days=draw(st.integers(1, 900)))).date()
        case = draw(CASES)
        thread = AnyThread(f"{ORIGIN}-{position + 1:03d}", case, report_on, position, 1)
        ways = draw(st.lists(st.sampled_from(WAYS), min_size=1, max_size=4, unique=True))
        days = draw(st.lists(st.integers(1, 90), min_size=len(ways), max_size=len(ways)))
        for way, day in zip(ways, days, strict=True):
            events.append((thread.moment(case.days if way == "write_response" else day), getattr(thread, way)))
        if "write_response" in ways and case.withdrawn:
            events.append((thread.moment(case.days + 3), thread.write_withdrawal))
        if "write_response" in ways and case.corrected:
            events.append((thread.moment(case.days + 5), thread.write_correction))
    for at, write in sorted(events, key=lambda event: event[0]):
        write(chain, at)
    draw(promised(chain))
    _remove_some(draw, chain)
    return chain.records


def _remove_some(draw: st.DrawFn, chain: Chain) -> None:
    said = [entry for entry in chain.records.entries if entry.kind not in ("key", "body") and entry.parts]
    for entry in draw(st.lists(st.sampled_from(said), max_size=2, unique_by=lambda e: e.seq)) if said else ():
        part = draw(st.sampled_from(sorted(entry.parts)))
        chain.remove(entry.seq, part, chain.at + timedelta(days=draw(st.integers(0, 40))))


def every_kind() -> Chain:
    """Every kind of record about a report, and every state that a response can have."""
    chain = example_chain(removed=True)
    first = next(entry for entry in chain.records.entries if entry.kind == "response")
    report_on = chain.at.date() - timedelta(days=90)
    usual = AnyThread("mar-2025-901", Case(days=50), report_on, 8, 2)
    clock = usual.due().clocks[0]
    yearly = clock.model_copy(update={"rule": "specified-information-2011-16b"})
    marked = [clock.model_copy(update={"mark": mark, "mark_reason": "It is contested."})
              for mark in ("disputed", "does_not_apply")]
    at = chain.at + timedelta(days=1)
    for number, write in enumerate(("write_none_due", "write_imported", "write_shared", "write_answer_due"), 1):
        thread = replace(usual, ref=f"mar-2025-90{number}")
        getattr(thread, write)(chain, at, *([first.ref] if write == "write_shared" else []))
    override = Override(check="every-finding", found=("Finding 2 has no answer.",), reason="It repeats finding 1.",
                        name="Ruth Hale", post="Chief Executive", on=at.date())
    parts = usual.answer(at.date()) | {
        "due": usual.due().model_copy(update={"clocks": (clock, yearly, *marked)}),
        "overrides": OverridesPart(overrides=(override,)),
        "chief-officer": usual.chief_officer().model_copy(update={"came_by": "link"}),
    }
    facts = first.facts.model_copy(update={
        "ref": "mar-2025-905", "form": AnswerForm.ACTION_PLAN, "published_on": report_on, "due_on": usual.due_on})
    chain.append(facts, parts, at)
    chain.append(facts.model_copy(update={"version": 2}), parts, at + timedelta(days=1))
    replace(usual, ref="mar-2025-905").write_assessed(chain, at + timedelta(days=1))
    examples(chain, first.ref)
    for part in ("happened-0004", "evidence-0002"):
        seq = next(entry.seq for entry in chain.records.entries if entry.kind == "commitment" and part in entry.parts)
        chain.remove(seq, part, chain.at + timedelta(days=1))
    hostile = contents("Crime in Marlshire: an example", SVG.replace("<rect ", '<rect onclick="alert(1)" '))
    release(chain, chain.at + timedelta(days=1), said=hostile)
    release(chain, chain.at + timedelta(days=1), number=2)
    removed = release(chain, chain.at + timedelta(days=1), number=3, said=contents("Taken away: an example"))
    for part in ("contents", "table-0001"):
        chain.remove(removed.seq, part, chain.at)
    return chain
