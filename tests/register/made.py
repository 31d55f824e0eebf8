"""Registers made by chance, for promises that hold for every register."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from answerable.records import Records
from answerable.records.contents import Basis, BodyFacts, KeyFacts
from answerable.records.keys import public_line
from tests.records.build import BEGINS, KEY, ORIGIN, Case, Chain, Thread, body

CASES = st.builds(
    Case,
    days=st.integers(1, 120),
    basis=st.sampled_from(Basis),
    has_last_day=st.booleans(),
    withdrawn=st.booleans(),
    corrected=st.booleans(),
)


@st.composite
def registers(draw: st.DrawFn, max_reports: int = 6) -> Records:
    """Some reports, each answered or not, withdrawn, put right, and with words removed from it."""
    chain = Chain()
    chain.append(KeyFacts(ref=ORIGIN, public_key=public_line(KEY)), {}, BEGINS)
    chain.append(BodyFacts(ref=ORIGIN), {"body": body()}, BEGINS)
    events = []
    for position in range(draw(st.integers(0, max_reports))):
        report_on = (BEGINS + timedelta(days=draw(st.integers(1, 900)))).date()
        case = draw(CASES)
        thread = Thread(f"{ORIGIN}-{report_on.year}-{position + 1:03d}", case, report_on, position, 1)
        announced = draw(st.booleans())
        answered = draw(st.booleans()) or not announced
        if announced:
            events.append((thread.moment(min(7, case.days)), thread.write_answer_due))
        if answered:
            events.append((thread.moment(case.days), thread.write_response))
        if answered and case.withdrawn:
            events.append((thread.moment(case.days + 3), thread.write_withdrawal))
        if answered and case.corrected:
            events.append((thread.moment(case.days + 5), thread.write_correction))
    for at, write in sorted(events, key=lambda event: event[0]):
        write(chain, at)
    _remove_some(draw, chain)
    return chain.records


def _remove_some(draw: st.DrawFn, chain: Chain) -> None:
    said = [entry for entry in chain.records.entries if entry.kind in ("response", "answer_due")]
    for entry in draw(st.lists(st.sampled_from(said), max_size=2, unique_by=lambda e: e.seq)) if said else ():
        part = draw(st.sampled_from(sorted(entry.parts)))
        chain.remove(entry.seq, part, chain.at + timedelta(days=draw(st.integers(0, 40))))
