"""The trail of a commitment's dates, and what of its page stays inside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.commitments import operations, publishing
from answerable.commitments.events import FirstDateSet, MoveAsked, MoveDecided, Place
from answerable.records.contents import DateFrom, EvidenceAccess
from answerable.workspace.commitments.trail import Told, trail
from tests.commitments.conftest import FIRST, Kept, made
from tests.conftest import NOW
from tests.responses.walk import confirmed_report
from tests.workspace.test_commitments_list import let_in, seen_by

LATER = FIRST + timedelta(days=63)
AT = datetime(2024, 11, 21, 12, tzinfo=UTC)


def dates_of(*events):
    return [(one.before, one.day) for one in trail(Told(AT, "Asha Rahman", event) for event in events)]


def test_the_first_date_stays_and_each_agreed_move_follows_it() -> None:
    ask, agreed = MoveAsked(to=LATER, why="The sample came late."), MoveDecided(agreed=True)

    assert dates_of(made(), ask, agreed) == [(None, FIRST), (FIRST, LATER)]


def test_a_move_that_was_not_agreed_is_no_date() -> None:
    ask, refused = MoveAsked(to=LATER, why="The sample came late."), MoveDecided(agreed=False, note="No.")

    assert dates_of(made(), ask, refused) == [(None, FIRST)]


def test_a_date_that_was_set_later_is_the_first() -> None:
    assert dates_of(made(due_on=None, date_from=None),
                    FirstDateSet(due_on=FIRST, date_from=DateFrom.INSPECTORATE)) == [(None, FIRST)]


def test_a_tracker_that_had_moved_its_date_shows_both() -> None:
    assert dates_of(made(moved_before_to=LATER)) == [(None, FIRST), (FIRST, LATER)]


@pytest.fixture
def kept(cast, home) -> Kept:
    with in_body(cast.marlshire.id):
        return Kept(cast.asha, confirmed_report(cast.asha))


def test_a_move_says_who_asked_why_and_who_agreed(cast, kept) -> None:
    with in_body(cast.marlshire.id):
        kept.happen(MoveAsked(to=LATER, why="The sample came late."))
        kept.happen(MoveDecided(agreed=True), by=cast.ruth)

    page = seen_by(cast.asha, "/commitments/mar-c1/")

    assert "moved from 28 March 2025" in page
    assert "Asked for by Asha Rahman, Governance Officer; agreed by Ruth Okafor, Chief Executive" in page


def test_the_title_of_what_is_held_is_read_in_the_office_only(cast, kept) -> None:
    with in_body(cast.marlshire.id):
        kept.bring(title="Names of people on duty", access=EvidenceAccess.RESTRICTED, why_restricted="It names people.")
    panel_member = let_in(cast, "Pat Lee", Role.PANEL_MEMBER)

    outside = seen_by(panel_member, "/commitments/mar-c1/")

    assert "Names of people on duty" in seen_by(cast.asha, "/commitments/mar-c1/")
    assert "Names of people on duty" not in outside
    assert "It names people." in outside


def test_a_sentence_of_an_answer_that_is_not_published_is_read_in_the_office_only(cast, kept) -> None:
    place = Place(slot="comments", start=0, end=20, sentence="We shall open a desk by May.")
    with in_body(cast.marlshire.id):
        row = operations.make(event=made(words="Open a desk.", found_in=place), report=kept.report, finding=1,
                              by=cast.asha, at=NOW)
    panel_member = let_in(cast, "Pat Lee", Role.PANEL_MEMBER)

    assert "We shall open a desk by May." in seen_by(cast.asha, f"/commitments/{row.ref}/")
    assert "We shall open a desk by May." not in seen_by(panel_member, f"/commitments/{row.ref}/")


def test_a_report_and_its_finding_list_what_was_promised(cast, kept, sign_in) -> None:
    client = sign_in(cast.asha)

    report = client.get(f"/reports/{kept.report.ref}/").content.decode()

    assert "/commitments/mar-c1/" in report
    assert f"/commitments/new/?report={kept.report.ref}" in report


def test_who_signs_reads_the_dates_and_statuses_that_are_published(cast, kept) -> None:
    with in_body(cast.marlshire.id):
        kept.happen(MoveAsked(to=LATER, why="The sample came late."), by=cast.tom)
        operations.make(event=made(words="Open a desk."), told_in="A tracker of plans", by=cast.asha, at=NOW)

    page = " ".join(seen_by(cast.ruth, "/commitments/publish/").split())

    assert "28 March 2025, set locally" in page
    assert "A tracker of plans" in page
    assert "Not started since 21 November 2024" in page


def test_many_that_wait_for_a_signature_are_read_in_as_many_queries_as_one(cast, kept, django_assert_num_queries):
    with in_body(cast.marlshire.id):
        rows = [kept.row, *(operations.make(event=made(), report=kept.report, finding=number, by=cast.asha, at=NOW)
                            for number in (1, 2, 1, 2))]

        with django_assert_num_queries(3):
            ready = publishing.all_to_publish(rows)

    assert [one.commitment.ref for one in ready] == [f"mar-c{number}" for number in range(1, 6)]
    assert all(one.parts["promise"].finding_words for one in ready)
