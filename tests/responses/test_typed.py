"""What was typed and not saved is there for whoever typed it, and never in the way of what stands."""

from __future__ import annotations

import pytest

from answerable.responses import slots
from answerable.responses.models import TypedDraft
from answerable.responses.rules import Refused
from answerable.responses.typed import keep_typed, throw_away, typed
from tests.responses.walk import Walk


def test_what_was_typed_is_kept_beside_what_is_saved(walk: Walk):
    walk.to_written()

    walk.type_unsaved("Half a sentence")

    assert walk.now().text(slots.COMMENTS).words == "Words of comments."
    assert typed(walk.now().response, slots.COMMENTS, walk.asha).fields == {"words": ["Half a sentence"]}


def test_a_later_keeping_takes_the_place_of_the_earlier_one(walk: Walk):
    walk.to_written()
    walk.type_unsaved("Half")

    walk.type_unsaved("Half a sentence and more")

    assert [row.fields["words"] for row in TypedDraft.objects.all()] == [["Half a sentence and more"]]


def test_nobody_else_sees_it(walk: Walk):
    walk.to_written()

    walk.type_unsaved()

    assert typed(walk.now().response, slots.COMMENTS, walk.tom) is None


def test_saving_lets_go_of_it(walk: Walk):
    walk.to_written()
    walk.type_unsaved()

    walk.text(slots.COMMENTS, "The whole sentence.")

    assert not TypedDraft.objects.exists()


def test_it_can_be_thrown_away(walk: Walk):
    walk.to_written()
    walk.type_unsaved()

    throw_away(report=walk.report, slot=slots.COMMENTS, by=walk.asha, at=walk.tick())

    assert not TypedDraft.objects.exists()


def test_what_is_signed_takes_no_typing(walk: Walk):
    walk.to_signed()

    with pytest.raises(Refused, match="its words are fixed"):
        walk.type_unsaved()


def test_more_than_a_text_can_hold_is_not_kept(walk: Walk):
    walk.to_written()

    with pytest.raises(Refused, match="longest we keep"):
        keep_typed(report=walk.report, slot=slots.COMMENTS, fields={"words": ["x" * 60_001]}, opened_at_number=1,
                   by=walk.asha, at=walk.tick())
