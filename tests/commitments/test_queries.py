"""Lists and figures, now and as at a past day, against plain counting of what the events say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.commitments import operations, queries
from answerable.commitments.events import ActionSet, MoveAsked, MoveDecided, Updated
from answerable.commitments.models import Commitment
from answerable.commitments.standing import Standing, standing
from answerable.records.contents import Action
from tests.commitments.conftest import FIRST, made
from tests.commitments.test_random_walks import TRIES, _try, walked  # noqa: F401 - a fixture
from tests.conftest import NOW

LATER = FIRST + timedelta(days=63)


def test_a_list_as_at_a_day_shows_what_stood_at_its_end(kept, marlshire) -> None:
    kept.happen(MoveAsked(to=LATER, why="Late"))
    kept.at = datetime(2024, 12, 5, 12, tzinfo=UTC)
    kept.happen(MoveDecided(agreed=True), by=marlshire.ruth)

    assert queries.standings(date(2024, 12, 4)).get().date_now == FIRST
    assert queries.standings(date(2024, 12, 5)).get().date_now == LATER
    assert not queries.standings(date(2024, 11, 20)).exists()


def test_a_day_ends_at_midnight_in_london(kept) -> None:
    kept.at = datetime(2025, 6, 30, 22, 58, tzinfo=UTC)  # 23:58 in London
    kept.happen(Updated(words="In June still."))
    kept.happen(Updated(words="In July."))

    assert queries.standings(date(2025, 6, 30)).get().number == 2
    assert queries.standings(date(2025, 7, 1)).get().number == 3


def test_what_is_past_its_date_but_for_moves_is_counted(kept, marlshire) -> None:
    kept.happen(MoveAsked(to=LATER, why="Late"))
    kept.happen(MoveDecided(agreed=True), by=marlshire.ruth)

    counted = queries.figures(date(2025, 4, 1), queries.standings())

    assert (counted.past, counted.past_but_for_moves, counted.moved) == (0, 1, 1)


def test_the_first_page_s_lists_find_what_has_no_owner_and_no_date(kept) -> None:
    operations.make(event=made(owner="", due_on=None, date_from=None), by=kept.by, at=NOW)

    counted = queries.figures(NOW.date(), queries.standings())

    assert (counted.commitments, counted.no_owner, counted.no_date) == (2, 1, 1)


@given(walks=st.lists(TRIES, min_size=1, max_size=3), day=st.dates(date(2025, 1, 1), date(2025, 2, 10)))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_of_any_day_are_those_counted_from_the_events(walked, walks, day) -> None:  # noqa: F811
    begin = Commitment.objects.count()
    for tries in walks:
        at = datetime(2025, 1, 6, 9, tzinfo=UTC)
        row = operations.make(event=made(), by=walked.asha, at=at)
        for minute, (who, event) in enumerate(tries, start=1):
            seen = operations.standing_of(row).number
            _try(row, event, getattr(walked, who) if who else None, seen, at + timedelta(days=minute))
    rows = queries.standings(day).filter(commitment__in=Commitment.objects.order_by("id")[begin:])

    counted = queries.figures(day, rows)

    stood = [s for c in Commitment.objects.order_by("id")[begin:] if (s := stood_on(c, day))]
    assert counted.commitments == sum(s.action not in (Action.REPLACED, Action.CARRIED_FORWARD) for s in stood)
    assert counted.open == sum(s.is_open for s in stood)
    assert counted.past == sum(s.is_past(day) for s in stood)
    assert counted.past_but_for_moves == sum(s.is_past_but_for_moves(day) for s in stood)
    assert counted.kept == sum(s.is_kept for s in stood)
    assert counted.check_again == sum(s.must_be_checked_again(day) for s in stood)
    assert counted.no_owner == sum(s.is_open and not s.owner and not s.organisation for s in stood)
    assert counted.said_done == sum(s.action == Action.DONE for s in stood)
    assert counted.moved == sum(s.moves > 0 for s in stood)


def stood_on(commitment, day: date) -> Standing | None:
    return standing(one for one in operations.happened(commitment) if one.on <= day)


def test_a_done_commitment_is_kept_on_time_by_its_first_date(kept, marlshire) -> None:
    from answerable.commitments.events import Checked
    from answerable.records.contents import CheckVerdict

    kept.bring()
    kept.happen(ActionSet(action=Action.DONE))
    kept.happen(Checked(verdict=CheckVerdict.SUPPORTS, evidence=(1,)), by=marlshire.rana)

    counted = queries.figures(FIRST, queries.standings())

    assert (counted.said_done, counted.kept, counted.kept_on_time) == (1, 1, 1)
