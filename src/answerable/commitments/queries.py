"""Reads about commitments: lists, figures, and all of it as it stood at a moment.

A list of now and a list as at a past day are one question to the same table (`StandingRow`), so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet, Value

from answerable.commitments.conditions import (
    ASKED,
    KEPT,
    NO_DATE,
    NO_OWNER,
    SAID_DONE,
    STANDS_NOW,
    TO_CHECK,
    UNPUBLISHED,
    check_again,
    past,
    past_but_for_moves,
)
from answerable.commitments.models import Commitment, StandingRow
from answerable.inspections.models import Report
from answerable.records.contents import Action
from answerable.records.moments import LONDON


def end_of(day: date) -> datetime:
    """The moment after that London day: what stood "as at" the day stood just before it."""
    return datetime.combine(day + timedelta(days=1), time.min, LONDON)


def standings(as_at: date | None = None) -> QuerySet[StandingRow]:
    """Where every commitment stands, or stood at the end of a day, with the commitment and its report."""
    if as_at is None:
        rows = StandingRow.objects.filter(until_at__isnull=True)
    else:
        moment = end_of(as_at)
        rows = StandingRow.objects.filter(Q(until_at__isnull=True) | Q(until_at__gte=moment), from_at__lt=moment)
    return rows.select_related("commitment__report")


@dataclass(frozen=True)
class Figures:
    """Counts of one day. Each says in its comment what it counts."""

    commitments: int  # all, less those replaced by another or carried forward to a later inspection
    open: int  # not done and not stopped
    past: int  # open after their date
    past_but_for_moves: int  # open after their first date, and not after the one they were moved to
    moved: int  # with a date that was moved at least once
    no_owner: int  # open, with no owner
    no_date: int  # open, with no date
    said_done: int  # their owner says they are done
    kept: int  # of those: somebody else found that the evidence supports it
    kept_on_time: int  # of those: said to be done by the first date
    check_again: int  # kept, on evidence that is out of date by now
    stopped: int


def figures(day: date, rows: QuerySet[StandingRow]) -> Figures:
    """The figures of these rows as at that day."""
    going = ~Q(action__in=[Action.REPLACED, Action.CARRIED_FORWARD])
    counted = rows.order_by().aggregate(
        commitments=Count("id", filter=going), open=Count("id", filter=Q(is_open=True)),
        past=Count("id", filter=past(day)), past_but_for_moves=Count("id", filter=past_but_for_moves(day)),
        moved=Count("id", filter=going & Q(moves__gt=0)), no_owner=Count("id", filter=NO_OWNER),
        no_date=Count("id", filter=NO_DATE), said_done=Count("id", filter=SAID_DONE),
        kept=Count("id", filter=KEPT), kept_on_time=Count("id", filter=KEPT & Q(action_on__lte=F("first_date"))),
        check_again=Count("id", filter=check_again(day)), stopped=Count("id", filter=Q(action=Action.STOPPED)),
    )
    return Figures(**counted)


@dataclass(frozen=True)
class ToDo:
    """What somebody has to do something about, of all that stands now."""

    no_owner: int
    no_date: int
    past: int
    past_but_for_moves: int
    asked: int  # dates that somebody asks to move
    to_check: int  # said to be done, not checked
    check_again: int
    unpublished: int  # something happened that the register does not tell
    own: int  # open, and this member's
    own_past: int  # of those: after their date


def to_do(day: date, owner_id: int) -> ToDo:
    """The counts above, in one question of which each part has an index of its own: they stay fast in large bodies."""
    own = Q(owner_id=owner_id)
    counted = _each({
        "no_owner": NO_OWNER, "no_date": NO_DATE, "past": past(day), "past_but_for_moves": past_but_for_moves(day),
        "asked": ASKED, "to_check": TO_CHECK, "check_again": check_again(day), "unpublished": UNPUBLISHED,
        "own": own & Q(is_open=True), "own_past": own & past(day)})
    return ToDo(**counted)


def _each(conditions: Mapping[str, Q]) -> dict[str, int]:
    parts = [StandingRow.objects.filter(STANDS_NOW & condition).order_by().annotate(which=Value(name)).values(
        "which").annotate(count=Count("*")) for name, condition in conditions.items()]
    found = {row["which"]: row["count"] for row in parts[0].union(*parts[1:], all=True)}
    return {name: found.get(name, 0) for name in conditions}


def commitment(ref: str) -> Commitment:
    """Raises `Commitment.DoesNotExist`."""
    return Commitment.objects.select_related("report").get(ref=ref)


def of_report(report: Report) -> QuerySet[StandingRow]:
    """The commitments made for a report, as they stand now, by finding."""
    return standings().filter(commitment__report=report).order_by(F("commitment__finding").asc(nulls_last=True), "id")
