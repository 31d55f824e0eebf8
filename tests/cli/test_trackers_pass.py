"""Trackers pass to a successor with their commitments, so that the same tracker again changes nothing there either."""

from __future__ import annotations

import pytest

from answerable.accounts.scope import in_body
from answerable.cli import work
from answerable.commitments import trackers
from answerable.commitments.models import Commitment
from answerable.commitments.tracker_models import BroughtIn, Tracker
from tests.commitments.test_trackers import kept, sorted_of
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def bundle(cast, home):
    """What Marlshire hands over: a tracker and the four commitments of it."""
    with in_body(cast.marlshire.id):
        tracker = kept(cast.asha)
        for plan in sorted_of(tracker).new:
            trackers.bring_in(tracker=tracker, plan=plan, by=cast.asha, at=NOW)
        return work.export()


def taken_in(bundle) -> None:
    taking = work.TakingIn("mar", lambda person: person)
    for model, content in bundle.items():
        taking.add(model, content)


def test_the_same_tracker_again_changes_nothing_at_the_successor(bundle, cast):
    with in_body(cast.tarnbridge.id):
        taken_in(bundle)

        rows = sorted_of(Tracker.objects.get())

        assert rows.new == ()
        assert len(rows.here) == BroughtIn.objects.count() == 4


def test_two_bodies_that_merge_may_have_brought_in_the_same_tracker(bundle, cast):
    with in_body(cast.tarnbridge.id):
        tracker = kept(cast.zoe)
        for plan in sorted_of(tracker).new:
            trackers.bring_in(tracker=tracker, plan=plan, by=cast.zoe, at=NOW)

        taken_in(bundle)

        assert Tracker.objects.count() == 1
        assert Commitment.objects.count() == 8
        assert BroughtIn.objects.filter(tracker=tracker).count() == 8
