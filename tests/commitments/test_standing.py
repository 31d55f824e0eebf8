"""Where a commitment stands, told from its events alone."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.commitments.events import ActionSet, FirstDateSet, MoveAsked, MoveDecided
from answerable.commitments.standing import Happened, standing
from answerable.records.contents import Action, DateFrom
from tests.commitments.conftest import FIRST, made

MADE_ON = date(2024, 11, 21)
MOVED = date(2025, 5, 30)


def _after(*events, first=None):
    return standing(Happened(n, MADE_ON, 1, event) for n, event in enumerate([first or made(), *events], start=1))


def test_before_the_first_event_there_is_nothing() -> None:
    assert standing([]) is None


def test_a_commitment_is_past_its_date_from_the_day_after_it() -> None:
    now = _after()

    assert not now.is_past(FIRST)
    assert now.is_past(date(2025, 3, 29))


def test_a_moved_commitment_would_be_past_its_date_but_for_the_move() -> None:
    now = _after(MoveAsked(to=MOVED, why="Late"), MoveDecided(agreed=True))

    assert not now.is_past(date(2025, 4, 1))
    assert now.is_past_but_for_moves(date(2025, 4, 1))
    assert not now.is_past_but_for_moves(date(2025, 5, 31))
    assert now.is_past(date(2025, 5, 31))


def test_without_a_date_nothing_is_past_it() -> None:
    now = _after(first=made(due_on=None, date_from=None))

    assert not now.is_past(date(2099, 1, 1))
    assert now.date_now is None


def test_what_is_stopped_is_not_open_and_asks_for_no_date() -> None:
    now = _after(MoveAsked(to=MOVED, why="Late"), ActionSet(action=Action.STOPPED, why="The scheme ended."))

    assert not now.is_open
    assert now.asked_to is None


def test_a_tracker_s_present_date_counts_as_a_move() -> None:
    now = _after(first=made(moved_before_to=MOVED))

    assert (now.first_date, now.date_now, now.moves) == (FIRST, MOVED, 1)


def test_a_second_first_date_is_no_event() -> None:
    with pytest.raises(ValueError, match="set once"):
        _after(FirstDateSet(due_on=MOVED, date_from=DateFrom.SET_LOCALLY))
