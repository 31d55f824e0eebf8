from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.records.canonical import NotCanonical, sha256
from answerable.records.chain import BEGINNING, CannotAppend, Entry, append
from answerable.records.contents import BodyFacts, SignedPart, WithdrawalFacts, WrittenPart, content_hash
from tests.records.build import BEGINS, body, example_records
from tests.records.texts import texts

FACTS = WithdrawalFacts(ref="mar-2024-001", withdraws=1)


def note(words: str) -> WrittenPart:
    return WrittenPart(words=words, author="", written_on=None)


def test_the_first_entry_follows_nothing_and_the_next_one_follows_it():
    first = append(None, BodyFacts(ref="mar"), {"body": body()}, BEGINS)
    second = append(first.tip, FACTS, {}, BEGINS)

    assert (first.seq, first.previous) == (1, BEGINNING)
    assert (second.seq, second.previous) == (2, sha256(first.entry_bytes))


def test_an_entry_names_the_hash_of_each_part_and_holds_none_of_its_words():
    entry = append(None, FACTS, {"note": note("Words that may have to go")}, BEGINS)

    assert entry.part_hashes == {"note": sha256(entry.parts["note"])}
    assert b"Words" not in entry.entry_bytes
    assert b"Words" in entry.parts["note"]


def test_an_entry_is_stated_in_utc_to_the_second_and_names_its_schema():
    summer = timezone(timedelta(hours=1))
    entry = append(None, FACTS, {}, datetime(2024, 6, 1, 0, 30, 5, 999, tzinfo=summer))

    assert entry.fields["at"] == "2024-05-31T23:30:05Z"
    assert entry.fields["schema"] == "schema/withdrawal-1.json"


def test_the_same_words_twice_have_two_salts_and_two_hashes():
    one = append(None, FACTS, {"note": note("same")}, BEGINS)
    other = append(None, FACTS, {"note": note("same")}, BEGINS)

    assert one.part_hashes != other.part_hashes


def test_each_part_of_one_entry_has_a_salt_of_its_own():
    answer = next(entry for entry in example_records().entries if entry.kind == "response")
    salts = [Entry(data, {}).fields["salt"] for data in answer.parts.values()]

    assert len(set(salts)) == len(salts) == len(answer.parts)


@given(texts)
def test_words_come_back_as_they_were_given(words):
    entry = append(None, FACTS, {"note": note(words)}, BEGINS)

    assert entry.read("note", WrittenPart) == note(words)
    assert entry.facts == FACTS


@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=9000)))
def test_no_entry_is_older_than_the_one_before(earlier):
    first = append(None, FACTS, {}, datetime(2026, 1, 1, tzinfo=UTC))

    with pytest.raises(CannotAppend, match="Put the server's clock right"):
        append(first.tip, FACTS, {}, first.at - earlier)


def test_two_entries_of_one_second_are_taken():
    first = append(None, FACTS, {}, BEGINS.replace(microsecond=900))

    assert append(first.tip, FACTS, {}, BEGINS.replace(microsecond=100)).seq == 2


@pytest.mark.parametrize("name", ["", "Note", "../note", "note/..", "n" * 81, "note.json", "entry", "finding"])
def test_a_part_has_one_of_the_names_of_its_kind(name):
    parts: dict[str, Any] = {name: note("")}

    with pytest.raises(CannotAppend, match="has no part named"):
        append(None, FACTS, parts, BEGINS)


def test_a_part_has_the_shape_of_its_name():
    with pytest.raises(CannotAppend, match="is a WrittenPart, not a BodyPart"):
        append(None, FACTS, {"note": body()}, BEGINS)


def test_a_kind_does_not_go_without_the_parts_it_needs():
    with pytest.raises(CannotAppend, match="needs the part body"):
        append(None, BodyFacts(ref="mar"), {}, BEGINS)


def test_words_that_cannot_be_published_are_refused():
    with pytest.raises(NotCanonical, match="turns the direction of reading"):
        append(None, FACTS, {"note": note("\u202e")}, BEGINS)


def test_the_fingerprint_of_signed_words_depends_on_every_word_but_not_on_salt_or_signature():
    words = {"note": note("one")}
    signed = SignedPart(name="Ruth", post="Approver", signed_on=BEGINS.date(), declaration="I approve.")

    assert content_hash(words) == content_hash(dict(words)) == content_hash({**words, "signed": signed})
    assert content_hash(words) != content_hash({"note": note("two")})
    assert content_hash(words) != content_hash({"reply": note("one")})


def test_the_example_has_every_kind_of_answer_and_is_the_same_at_every_call():
    records = example_records(removed=True)

    assert records == example_records(removed=True)
    kinds = {entry.kind for entry in records.entries}
    assert kinds == {"key", "body", "answer_due", "response", "withdrawal", "redaction"}
