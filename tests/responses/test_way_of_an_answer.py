"""From a decision to a published record, on the way that people go."""

from __future__ import annotations

import pytest

from answerable.accounts.models import AuditEntry
from answerable.records import content_hash, files
from answerable.records.contents import SIGNED, ResponseFacts
from answerable.records.verify import verify
from answerable.responses import chain, slots
from answerable.responses.contents import read_parts
from answerable.responses.models import Version
from answerable.responses.rules import Decision, Refused, State, TextChanged, Verdict
from tests.responses.walk import LAST_DAY, Walk


def written_to(folder, records):
    for name, data in files(records).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_a_confirmed_decision_is_a_record_with_the_last_day(walk: Walk):
    walk.propose()

    walk.confirm()

    entry = chain.records().entries[-1]
    assert [e.kind for e in chain.records().entries] == ["key", "body", "answer_due"]
    assert (entry.ref, entry.facts.due_on) == ("mar-2024-01", LAST_DAY)
    assert len(entry.findings) == 3


def test_what_was_signed_is_exactly_what_is_published(walk: Walk, tmp_path):
    walk.to_signed()
    signed = Version.objects.get()

    walk.publish()

    entry = chain.records().entries[-1]
    values = {name: entry.value(name) for name in entry.parts if name != SIGNED}
    assert isinstance(entry.facts, ResponseFacts)
    assert values == signed.contents
    assert content_hash(read_parts(values)) == signed.content_hash == entry.facts.content_hash
    assert entry.value(SIGNED)["name"] == "Ruth Okafor"


def test_the_chain_of_an_answer_is_whole(walk: Walk, tmp_path):
    walk.to_published()

    verification = verify(written_to(tmp_path / "register", chain.records()))

    assert verification.whole, verification


def test_nobody_confirms_their_own_decision(walk: Walk):
    walk.propose()

    with pytest.raises(Refused, match="Ruth Okafor or Tom Reece can"):
        walk.confirm(by=walk.asha)


def test_a_decision_that_no_answer_is_due_is_a_record_with_its_reason_and_without_findings(walk: Walk):
    walk.propose(Decision.NOT_DUE)

    walk.confirm()

    entry = chain.records().entries[-1]
    assert entry.kind == "no_answer_due"
    assert set(entry.part_hashes) == {"report", "due"}
    assert entry.value("due")["why"] == "The report makes recommendations."


def test_an_approver_who_wrote_a_word_cannot_sign(walk: Walk):
    walk.to_written()
    walk.text(slots.COMMENTS, "Words of the approver.", by=walk.ruth)
    walk.send()

    with pytest.raises(Refused, match="because you wrote part of it"):
        walk.decide(by=walk.ruth)


def test_a_text_changed_while_it_was_read_is_not_signed(walk: Walk):
    walk.to_written()
    shown = walk.send().content_hash
    walk.text(slots.COMMENTS, "Other words.")

    with pytest.raises(TextChanged, match="Nothing is signed"):
        walk.decide(shown=shown)


def test_a_text_changed_and_sent_again_is_not_signed_by_its_older_fingerprint(walk: Walk):
    walk.to_written()
    shown = walk.send().content_hash
    walk.text(slots.COMMENTS, "Other words.")
    walk.send()

    with pytest.raises(TextChanged, match="Read version 2"):
        walk.decide(shown=shown)


def test_a_finding_without_an_answer_cannot_be_sent(walk: Walk):
    walk.propose()
    walk.confirm()
    walk.answer(1)

    with pytest.raises(Refused, match="4 checks have to be put right"):
        walk.send()


def test_signed_words_cannot_be_edited_until_they_are_taken_back(walk: Walk):
    walk.to_signed()

    with pytest.raises(Refused, match="its words are fixed"):
        walk.text(slots.COMMENTS, "Other words.")


def test_changes_asked_for_need_words(walk: Walk):
    walk.to_written()
    walk.send()

    assert walk.decide(Verdict.ASK_FOR_CHANGES).state == State.CHANGES_ASKED


def test_new_names_of_the_body_precede_the_next_record(walk: Walk, marlshire):
    from answerable.accounts.models import BodyNames

    walk.to_signed()
    row = BodyNames.objects.get()
    row.holder_name = "Omar Field"
    row.save()

    walk.publish()

    assert [e.kind for e in chain.records().entries][-2:] == ["body", "response"]


def test_every_step_leaves_an_audit_entry(walk: Walk):
    walk.to_published()

    actions = set(AuditEntry.objects.filter(report_ref=walk.report.ref).values_list("action", flat=True))
    assert {"duty_proposed", "duty_confirmed", "finding_answered", "chief_officer_recorded", "text_saved",
            "sent_for_sign_off", "sign_off", "published"} <= actions
