"""Reads about commitments: lists, figures, and all of it as it stood at a moment.

A list of now and a list as at a past day are one question to the same table (`StandingRow`), so they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet

from answerable.commitments.models import Commitment, StandingRow
from answerable.inspections.models import Report
from answerable.records.contents import Action, CheckVerdict
from answerable.records.moments import LONDON

NO_OWNER = Q(is_open=True, owner="", organisation="")
NO_DATE = Q(is_open=True, date_now__isnull=True)
KEPT = Q(action=Action.DONE, check_verdict=CheckVerdict.SUPPORTS)
ASKED = Q(asked_to__isnull=False)
TO_CHECK = Q(action=Action.DONE, check_verdict__isnull=True)
# Something happened that the register does not tell: the event "published" comes after what it publishes.
UNPUBLISHED = Q(published=0) | Q(number__gt=F("published") + 1)


def past(day: date) -> Q:
    """Open after its date."""
    return Q(is_open=True, date_now__lt=day)


def past_but_for_moves(day: date) -> Q:
    """Open after its first date and not after the one it was moved to."""
    return Q(is_open=True, first_date__lt=day, date_now__gte=day)


def check_again(day: date) -> Q:
    """Closed on evidence that is out of date."""
    return KEPT & Q(check_until__lt=day)


def without_update(since: date) -> Q:
    """Open, and nobody has said anything of it since that day."""
    return Q(is_open=True) & (Q(updated_on__isnull=True) | Q(updated_on__lt=since))


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
        no_date=Count("id", filter=NO_DATE), said_done=Count("id", filter=Q(action=Action.DONE)),
        kept=Count("id", filter=KEPT), kept_on_time=Count("id", filter=KEPT & Q(action_on__lte=F("first_date"))),
        check_again=Count("id", filter=check_again(day)), stopped=Count("id", filter=Q(action=Action.STOPPED)),
    )
    return Figures(**counted)


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody in the office."""

    asked: int  # dates that somebody asks to move
    to_check: int  # said to be done, not checked
    unpublished: int  # something happened that the register does not tell


def waiting(rows: QuerySet[StandingRow]) -> Waiting:
    counted = rows.order_by().aggregate(asked=Count("id", filter=ASKED), to_check=Count("id", filter=TO_CHECK),
                                        unpublished=Count("id", filter=UNPUBLISHED))
    return Waiting(**counted)


def commitment(ref: str) -> Commitment:
    """Raises `Commitment.DoesNotExist`."""
    return Commitment.objects.select_related("report").get(ref=ref)


def of_report(report: Report) -> QuerySet[StandingRow]:
    """The commitments made for a report, as they stand now, by finding."""
    return standings().filter(commitment__report=report).order_by(F("commitment__finding").asc(nulls_last=True), "id")
