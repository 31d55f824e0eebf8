"""Publication at a set time: not before, once, and nothing shows until then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.accounts import operations as accounts
from answerable.accounts.roles import NotAllowed, Role
from answerable.responses import chain, reviewing, scheduling
from answerable.responses.rules import Refused, State
from tests.responses.walk import Walk


def set_for(walk: Walk, hours: int = 24) -> None:
    at = walk.tick()
    scheduling.set_time(report=walk.report, publish_at=at + timedelta(hours=hours), by=walk.asha, at=at)


def test_the_record_is_made_when_the_time_has_come_and_not_before(walk: Walk):
    walk.to_signed()
    before = chain.records()
    set_for(walk, hours=24)

    early = scheduling.publish_set(report=walk.report, at=walk.at + timedelta(hours=23))
    assert (early, chain.records()) == (None, before)
    entry = scheduling.publish_set(report=walk.report, at=walk.at + timedelta(hours=24))

    assert entry.kind == "response"
    assert walk.now().state == State.PUBLISHED
    assert walk.now().response.publish_at is None


def test_what_was_published_at_its_time_is_not_published_again(walk: Walk):
    walk.to_signed()
    set_for(walk)
    later = walk.at + timedelta(days=2)
    scheduling.publish_set(report=walk.report, at=later)

    assert scheduling.publish_set(report=walk.report, at=later) is None
    assert scheduling.due(later) == []


def test_a_time_that_has_passed_is_refused(walk: Walk):
    walk.to_signed()

    with pytest.raises(Refused, match="must be after now"):
        set_for(walk, hours=0)


def test_unsigned_words_get_no_time(walk: Walk):
    walk.to_written()

    with pytest.raises(Refused):
        set_for(walk)


def test_stopping_keeps_the_signature(walk: Walk):
    walk.to_signed()
    set_for(walk)

    scheduling.stop(report=walk.report, by=walk.tom, at=walk.tick())

    assert walk.now().state == State.SIGNED_OFF
    assert scheduling.due(walk.at + timedelta(days=2)) == []
    assert walk.publish().state == State.PUBLISHED


def test_revoking_the_sign_off_takes_the_time_away(walk: Walk):
    walk.to_signed()
    set_for(walk)

    reviewing.revoke(report=walk.report, why="Not yet.", by=walk.ruth, at=walk.tick())

    assert scheduling.due(walk.at + timedelta(days=2)) == []


def test_a_time_set_by_somebody_who_left_since_holds(walk: Walk, marlshire):
    walk.to_signed()
    set_for(walk)
    accounts.change_place(person_id=walk.asha.person_id, post="Officer", roles=[Role.AUTHOR], left_on=walk.at.date(),
                          by=marlshire.gwen, at=walk.tick())

    assert scheduling.publish_set(report=walk.report, at=walk.at + timedelta(days=2)) is not None


def test_only_a_publisher_sets_a_time(walk: Walk):
    walk.to_signed()

    with pytest.raises(NotAllowed):
        scheduling.set_time(report=walk.report, publish_at=walk.at + timedelta(days=1), by=walk.tom, at=walk.tick())
