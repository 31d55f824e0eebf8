"""Removing words takes two people, is said in public, and leaves everything else as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from answerable.accounts.roles import NotAllowed
from answerable.records.contents import PARTS, BodyPart
from answerable.responses import chain, removing, slots
from answerable.responses.forgetting import GONE, holds_words, without_texts
from answerable.responses.models import MarginNote, Removal, Saved, SignOff, TypedDraft, Version
from answerable.responses.rules import Refused
from tests.responses.walk import Walk


def place(walk: Walk, part: str = slots.COMMENTS) -> tuple[int, str]:
    return next((p.seq, p.part) for p in removing.places_of(walk.now().response) if p.part == part)


def remove(walk: Walk, words: str = "", part: str = slots.COMMENTS) -> None:
    walk.propose_removal([place(walk, part)])
    removing.remove_words(report=walk.report, words=words, by=walk.ruth, at=walk.tick())


def test_the_part_goes_with_its_salt_and_a_record_says_which_when_and_why(walk: Walk):
    walk.to_published()
    seq, part = place(walk)
    held = chain.part_hash(seq, part)

    remove(walk)

    entry = chain.records().entries[-1]
    assert entry.fields["kind"] == "redaction"
    assert [entry.fields[f"removes_{name}"] for name in ("seq", "part", "hash")] == [seq, part, held]
    assert part not in chain.records().entries[seq - 1].parts


def test_no_other_part_of_any_record_changes(walk: Walk):
    walk.to_published()
    seq, part = place(walk)
    before = chain.records().entries

    remove(walk)

    after = chain.records().entries
    assert after[: seq - 1] == before[: seq - 1]
    assert after[seq - 1] == before[seq - 1].without(part)


def test_every_text_that_stood_in_the_same_place_goes(walk: Walk):
    walk.to_written()
    walk.text(slots.COMMENTS, "A second text.")
    walk.send()
    walk.note_in_margin("What is her name?")
    walk.decide()
    walk.publish()
    walk.begin_correction()
    walk.type_unsaved("Her name is")
    walk.leave_as_published()

    remove(walk)

    texts = {row.content["words"] for row in Saved.objects.filter(slot=slots.COMMENTS)}
    assert texts == {GONE}
    assert Version.objects.get().contents[slots.COMMENTS]["words"] == GONE
    assert not MarginNote.objects.exists()
    assert not TypedDraft.objects.exists()


def test_what_a_corrected_version_says_in_its_place_stays(walk: Walk):
    walk.to_published()
    first = place(walk)
    walk.begin_correction()
    walk.text(slots.COMMENTS, "Without the name.")
    walk.text(slots.NOTE, "A name was taken out.")
    walk.send()
    walk.decide()
    walk.publish()

    walk.propose_removal([first])
    removing.remove_words(report=walk.report, words="", by=walk.ruth, at=walk.tick())

    assert walk.now().text(slots.COMMENTS).words == "Without the name."
    assert chain.records().entries[-2].value("comments")["words"] == "Without the name."


def test_exact_words_go_from_every_other_text_however_they_are_spaced(walk: Walk):
    walk.to_written()
    walk.send()
    walk.note_in_margin("Ask  MARY\nDoe about it.")
    walk.decide()
    walk.publish()
    row = SignOff.objects.get()
    row.note = "As Mary Doe told me."
    row.save()

    remove(walk, words="Mary Doe", part=slots.REPLY)

    assert SignOff.objects.get().note == f"As {GONE} told me."
    assert MarginNote.objects.get().words == f"Ask  {GONE} about it."


def test_words_that_another_published_part_holds_are_not_half_removed(walk: Walk):
    walk.to_published()
    walk.propose_removal([place(walk)])

    with pytest.raises(Refused, match=r"Record \d+ holds these words too, in the part “key-findings”"):
        removing.remove_words(report=walk.report, words="Words of", by=walk.ruth, at=walk.tick())

    assert not any(entry.kind == "redaction" for entry in chain.records().entries)


def test_nobody_decides_about_their_own_proposal(walk: Walk):
    walk.to_published()
    walk.propose_removal([place(walk)], by=walk.ruth)

    with pytest.raises(Refused, match="because you proposed it"):
        removing.remove_words(report=walk.report, words="", by=walk.ruth, at=walk.tick())


def test_only_an_approver_removes(walk: Walk):
    walk.to_published()
    walk.propose_removal([place(walk)])

    with pytest.raises(NotAllowed):
        removing.remove_words(report=walk.report, words="", by=walk.tom, at=walk.tick())


def test_a_declined_proposal_removes_nothing(walk: Walk):
    walk.to_published()
    walk.propose_removal([place(walk)])

    removing.decline_removal(report=walk.report, by=walk.ruth, at=walk.tick())

    assert removing.open_removals(walk.now().response) == []
    assert Removal.objects.get().record is None


@pytest.mark.parametrize(("places", "ground", "sentence"), [
    ([], "safety", "Choose what has to go"), ([(99, "comments")], "safety", "Choose what has to go"),
    (None, "embarrassing", "Choose the ground"),
])
def test_what_cannot_be_proposed_is_refused(walk: Walk, places, ground, sentence):
    walk.to_published()

    with pytest.raises(Refused, match=sentence):
        walk.propose_removal([place(walk)] if places is None else places, ground=ground)


def test_nothing_is_removed_while_a_version_is_out_for_sign_off(walk: Walk):
    walk.to_published()
    walk.begin_correction()
    walk.text(slots.NOTE, "Put right.")
    walk.send()

    with pytest.raises(Refused, match="Take it back first"):
        walk.propose_removal([place(walk)])


# A needs assessment lives in its record alone once it is published: nothing else has to be emptied.
SHAPES = {shape for kind in PARTS if kind != "needs_assessment" for shape in PARTS[kind].values()} - {BodyPart} | {
    slots.shape_of(slot) for slot in (slots.DUTY, slots.DATES, slots.CHIEF_OFFICER, slots.COMMENTS, slots.OVERRIDES)}


@pytest.mark.parametrize("shape", sorted(SHAPES, key=lambda shape: shape.__name__))
@settings(max_examples=20)
@given(data=st.data())
def test_a_part_without_its_texts_still_has_its_shape(shape: type[BaseModel], data):
    codes = {name: st.none() for name in ("sha256", "other") if name in shape.model_fields}
    held = data.draw(st.builds(shape, **codes)).model_dump(mode="json")

    emptied = without_texts(held)

    shape.model_validate(emptied)
    assert not _texts_left(shape, emptied)


def _texts_left(shape: type[BaseModel], value: dict[str, Any]) -> list[str]:
    return [name for name in ("words", "answer", "why", "author", "name", "title", "heading", "reason")
            if name in shape.model_fields and value[name] not in ("", GONE)]


def test_words_are_found_in_any_depth_and_case():
    assert holds_words({"a": ["x", {"b": "of Mary\n doe."}]}, "mary doe")
    assert not holds_words({"mary doe": "key"}, "mary doe")
