"""Whatever is tried with a commitment, in whatever order and by whomever: no update is lost, the first date stays,
nothing is closed without evidence, and the rows that lists are made of say what the events say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.commitments import events as e
from answerable.commitments import operations
from answerable.commitments.models import StandingRow
from answerable.commitments.standing import Standing, standing
from answerable.records.contents import Action, CheckVerdict, DateFrom
from answerable.responses.rules import Refused
from tests.commitments.conftest import evidence, made

START = datetime(2025, 1, 6, 9, tzinfo=UTC)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
WORDS = st.sampled_from(["", "Twelve looked at.", "The board said so."])
EVENTS = st.one_of(
    st.builds(e.Reworded, words=WORDS, how_known=WORDS, why=WORDS),
    st.builds(e.OwnerSet, owner=WORDS, why=WORDS),
    st.builds(e.DependsOnSet, depends_on=WORDS, why=WORDS),
    st.builds(e.FirstDateSet, due_on=DAYS, date_from=st.sampled_from(DateFrom)),
    st.builds(e.MoveAsked, to=DAYS, why=WORDS),
    st.builds(e.MoveDecided, agreed=st.booleans(), note=WORDS),
    st.builds(e.Updated, words=WORDS, says_done=st.sampled_from([None, *e.SaysDone])),
    st.builds(e.ActionSet, why=WORDS, action=st.sampled_from(
        [Action.NOT_STARTED, Action.UNDER_WAY, Action.DONE, Action.STOPPED])),
    st.builds(evidence, number=st.integers(0, 2), about_on=DAYS, good_until=st.one_of(st.none(), DAYS), title=WORDS),
    st.builds(e.Checked, verdict=st.sampled_from(CheckVerdict), note=WORDS,
              evidence=st.lists(st.integers(1, 2), max_size=2).map(tuple)),
    st.builds(e.InspectorateSaid, word=WORDS, on=DAYS, source=WORDS),
    st.builds(e.Reopened, why=WORDS),
)
PEOPLE = ("asha", "tom", "ruth", "rana", "gwen", "idris")
TRIES = st.lists(st.tuples(st.one_of(st.none(), st.sampled_from(PEOPLE)), EVENTS), max_size=25)


@pytest.fixture
def walked(marlshire, home) -> Iterator[object]:
    return marlshire


@given(first=st.one_of(st.none(), DAYS), tries=TRIES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_doings_loses_an_update_moves_the_first_date_or_closes_without_evidence(
    walked, first: date | None, tries
) -> None:
    date_from = DateFrom.INSPECTORATE if first else None
    row = operations.make(event=made(due_on=first, date_from=date_from), by=walked.asha, at=START)
    before, trail = operations.standing_of(row), AuditEntry.objects.count()
    accepted: list[object] = []
    for minute, (who, event) in enumerate(tries, start=1):
        at = START + timedelta(days=minute)
        done = _try(row, event, getattr(walked, who) if who else None, before.number, at)
        if done is None:
            continue
        accepted.append(event)
        _check_step(before, done, event)
        before = done

    happened = operations.happened(row)
    assert [one.number for one in happened] == list(range(1, len(accepted) + 2))
    told = [one.event.words for one in happened if isinstance(one.event, e.Updated)]
    assert told == [event.words for event in accepted if isinstance(event, e.Updated)]
    assert AuditEntry.objects.count() - trail == len(accepted)
    _check_rows(row, happened)


def _try(row, event, by, seen: int, at: datetime) -> Standing | None:
    try:
        if isinstance(event, e.EvidenceAdded):
            return operations.add_evidence(commitment=row, data=b"seen", name="seen.txt", event=event, by=by, at=at)
        return operations.happen(commitment=row, event=event, seen=seen, by=by, at=at)
    except (Refused, NotAllowed):
        return None


def _check_step(before: Standing, now: Standing, event: e.Event) -> None:
    if before.first_date is not None:
        assert now.first_date == before.first_date
    if now.date_now != before.date_now:
        assert isinstance(event, e.FirstDateSet) or (isinstance(event, e.MoveDecided) and event.agreed)
        assert isinstance(event, e.FirstDateSet) or now.moves == before.moves + 1
    if now.action == Action.DONE:
        assert now.evidence > 0
    if now.is_kept:
        assert isinstance(event, e.Checked) or before.is_kept
    if isinstance(event, e.InspectorateSaid):
        assert (now.action, now.check_verdict) == (before.action, before.check_verdict)


def _check_rows(row, happened) -> None:
    """Each kept row says what the events up to then say, and each ends where the next begins."""
    rows = list(StandingRow.objects.filter(commitment=row).order_by("id"))
    assert [kept.until_at for kept in rows] == [*(kept.from_at for kept in rows[1:]), None]
    for count, kept in enumerate(rows, start=1):
        told = operations.columns(standing(happened[:count]))
        assert {name: getattr(kept, name) for name in told} == told
