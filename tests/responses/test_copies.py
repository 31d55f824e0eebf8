"""Copies of a published answer: who gets one, and what is recorded of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.duties import regimes
from answerable.duties.copies import RECIPIENTS
from answerable.records.contents import CopyRecipient, CopyWay
from answerable.records.verify import verify
from answerable.responses import chain
from answerable.responses.copies import copies_of, left_to_record, published_entry
from answerable.responses.models import Response
from answerable.responses.rules import Decision, Refused
from tests.records.build import write
from tests.responses.walk import BY_LAW, START, Walk


def sent(walk: Walk) -> dict[str, date | None]:
    return {line.copy.to: line.sent.sent_on if line.sent else None for line in copies_of(walk.now())}


def test_the_record_can_name_whomever_a_regime_names():
    assert set(RECIPIENTS) == {recipient.value for recipient in CopyRecipient}
    assert {copy.to for regime in regimes() for copy in regime.copies_to} <= set(RECIPIENTS)


def test_section_55_sends_two_copies_by_law_and_one_by_practice(walk: Walk):
    walk.to_published()

    assert [(line.copy.to, line.copy.by_law) for line in copies_of(walk.now())] == [
        ("inspectors_of_constabulary", True), ("secretary_of_state", True), ("police_and_crime_panel", False)]
    assert left_to_record(copies_of(walk.now())) == 2


def test_an_answer_by_practice_sends_none(walk: Walk):
    walk.propose(Decision.PRACTICE)

    assert copies_of(walk.now()) == []


def test_a_copy_is_a_record_with_its_signed_head_and_one_audit_entry(walk: Walk, tmp_path):
    walk.to_published()
    answer = published_entry(walk.now())

    walk.record_copy()

    records = chain.records()
    assert records.entries[-1].fields | {"at": "", "previous": "", "seq": 0, "schema": ""} == {
        "kind": "copy_sent", "ref": "mar-2024-01", "response_seq": answer.seq, "to": "secretary_of_state",
        "sent_on": "2024-11-21", "how": "email", "of": None, "parts": {}, "at": "", "previous": "",
        "seq": 0, "schema": "",
    }
    assert records.head.hash == records.entries[-1].hash
    assert verify(write(records, tmp_path / "register")).whole
    assert AuditEntry.objects.filter(action="copy_recorded").count() == 1


def test_the_reference_is_kept_and_enters_neither_record_nor_audit(walk: Walk):
    walk.to_published()

    walk.record_copy()

    assert walk.now().copies["secretary_of_state"].reference == "OUR/REF/7"
    assert b"OUR/REF/7" not in chain.records().entries[-1].entry_bytes
    assert "OUR/REF/7" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_nothing_is_left_to_record_once_the_law_s_copies_are(walk: Walk):
    walk.to_published()
    due = [Response.objects.get().copies_due]
    for to in BY_LAW:
        walk.record_copy(to)
        due.append(Response.objects.get().copies_due)

    assert left_to_record(copies_of(walk.now())) == 0
    assert due == [True, True, False]


def test_recorded_again_the_last_stands_and_both_stay_in_the_chain(walk: Walk):
    walk.to_published()
    walk.record_copy(how=CopyWay.POST)
    walk.at += timedelta(days=3)

    walk.record_copy(sent_on=date(2024, 11, 22))

    assert sent(walk)["secretary_of_state"] == date(2024, 11, 22)
    assert [entry.kind for entry in chain.records().entries[-2:]] == ["copy_sent", "copy_sent"]


@pytest.mark.parametrize(("to", "days", "sentence"), [
    ("secretary_of_state", -1, "Date sent is before the answer was published"),
    ("secretary_of_state", 1, "Date sent is after today"),
    ("coroner", 0, "Choose to whom it was sent"),
])
def test_what_cannot_be_is_refused_and_leaves_nothing(walk: Walk, to: str, days: int, sentence: str):
    walk.to_published()
    before = chain.newest_head()

    with pytest.raises(Refused, match=sentence):
        walk.record_copy(to, START.date() + timedelta(days=days))

    assert chain.newest_head() == before
    assert set(sent(walk).values()) == {None}


def test_the_same_copy_twice_is_refused(walk: Walk):
    walk.to_published()
    walk.record_copy()

    with pytest.raises(Refused, match="recorded already"):
        walk.record_copy()


def test_before_publication_there_is_nothing_to_send(walk: Walk):
    walk.to_signed()

    with pytest.raises(Refused, match="Nothing is published yet"):
        walk.record_copy()


def test_an_auditor_records_nothing(walk: Walk, marlshire):
    walk.to_published()

    with pytest.raises(NotAllowed):
        walk.record_copy(by=marlshire.idris)
