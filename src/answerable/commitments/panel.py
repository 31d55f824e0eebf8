"""What a panel or committee is shown on a day: how things stood at its end, and what changed since it last met.

All of it is told from rows that never change, so a paper made again years later says the same to the digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from answerable.commitments import conditions, queries
from answerable.commitments.models import EventRow, Meeting, StandingRow
from answerable.commitments.queries import Figures
from answerable.duties.dates import format_date
from answerable.records.contents import Action, CheckVerdict

MOST_QUESTIONS = 8  # in the paper, which has two pages; the page lists all
MOST_ROWS = 6


@dataclass(frozen=True)
class Moved:
    """A date that was moved since the last meeting; `why` as whoever asked said it."""

    row: StandingRow
    date_before: date | None
    why: str


@dataclass(frozen=True)
class Question:
    """Something that the panel may want to ask, and the commitment it is about."""

    row: StandingRow
    words: str


@dataclass(frozen=True)
class Year:
    """The commitments whose first date lies in one year (None: without one), each counted once."""

    year: int | None
    kept: int  # done, says the owner, and the evidence supports it
    said_done: int  # done, says the owner; not checked, or not supported
    moved: int  # open, with a date that was moved
    open: int  # open, and never moved
    stopped: int


@dataclass(frozen=True)
class Panel:
    """How things stood at the end of `day`, and what changed after `since` (None: it met for the first time)."""

    day: date
    since: date | None
    figures: Figures
    before: Figures | None
    made: Sequence[StandingRow]
    moved: Sequence[Moved]
    said_done: Sequence[StandingRow]
    checked: Sequence[StandingRow]
    without_update: Sequence[StandingRow]
    questions: Sequence[Question]
    years: Sequence[Year]


def panel(day: date, since: date | None) -> Panel:
    """How things stood at the end of that day. Figures and lists hold nothing that happened later."""
    rows = queries.standings(day)
    changed = rows.filter(from_at__gte=queries.end_of(since)) if since else rows
    now = list(changed.order_by("commitment_id"))
    then = {row.commitment_id: row for row in _before(now, since)}
    return Panel(
        day, since, queries.figures(day, rows), queries.figures(since, queries.standings(since)) if since else None,
        made=[row for row in now if row.commitment_id not in then],
        moved=_moved(now, then, day),
        said_done=[row for row in now if row.action == Action.DONE and _differs(row, then, "action_on", "action")],
        checked=[row for row in now if row.check_verdict and _differs(row, then, "checked_on", "check_verdict")],
        without_update=list(_silent(rows, since)), questions=list(_questions(rows, since, day)),
        years=_years(rows),
    )


def meetings() -> list[Meeting]:
    """Every meeting, newest first."""
    return list(Meeting.objects.order_by("-on"))


def last_before(day: date) -> date | None:
    """The meeting before that day."""
    return Meeting.objects.filter(on__lt=day).order_by("-on").values_list("on", flat=True).first()


def _years(rows: QuerySet[StandingRow]) -> list[Year]:
    by_year = rows.order_by().values(year=F("first_date__year")).annotate(
        kept=Count("id", filter=conditions.KEPT), said_done=Count("id", filter=Q(action=Action.DONE)) - F("kept"),
        moved=Count("id", filter=Q(is_open=True, moves__gt=0)), open=Count("id", filter=Q(is_open=True, moves=0)),
        stopped=Count("id", filter=Q(action=Action.STOPPED)))
    return [Year(**one) for one in by_year.order_by(F("year").asc(nulls_last=True))]


def _before(now: Iterable[StandingRow], since: date | None) -> QuerySet[StandingRow]:
    if since is None:
        return StandingRow.objects.none()
    return queries.standings(since).filter(commitment__in=[row.commitment_id for row in now])


def _differs(row: StandingRow, then: dict[int, StandingRow], *names: str) -> bool:
    before = then.get(row.commitment_id)
    return before is None or any(getattr(before, name) != getattr(row, name) for name in names)


def _moved(now: Iterable[StandingRow], then: dict[int, StandingRow], day: date) -> list[Moved]:
    found = [row for row in now if row.moves > (then[row.commitment_id].moves if row.commitment_id in then else 0)]
    asked = EventRow.objects.filter(commitment__in=[row.commitment_id for row in found], kind="move_asked",
                                    at__lt=queries.end_of(day)).order_by("number")
    why = {event.commitment_id: str(event.content["why"]) for event in asked}
    return [Moved(row, then[row.commitment_id].date_now if row.commitment_id in then else row.first_date,
                  why.get(row.commitment_id, "")) for row in found]


def _silent(rows: QuerySet[StandingRow], since: date | None) -> QuerySet[StandingRow]:
    """Open, made before the last meeting, and nobody gave an update after it."""
    if since is None:
        return rows.none()
    silent = rows.filter(conditions.without_update(since), commitment__events__kind="made",
                         commitment__events__at__lt=queries.end_of(since))
    return silent.order_by(F("date_now").asc(nulls_last=True), "commitment_id")


def _questions(rows: QuerySet[StandingRow], since: date | None, day: date) -> Iterator[Question]:
    """What follows from the statuses and dates, most pressing first. A commitment is asked about once."""
    asked: set[int] = set()
    for condition, words in _ASK:
        for row in rows.filter(condition(day)).order_by(F("date_now").asc(nulls_last=True), "commitment_id"):
            if row.commitment_id not in asked:
                asked.add(row.commitment_id)
                yield Question(row, words(row))
    for row in _silent(rows, since):
        if row.commitment_id not in asked:
            yield Question(row, _NO_UPDATE)


_NO_UPDATE = "What has happened since the last meeting? There is no update."


def _day(row: StandingRow, name: str) -> str:
    held = getattr(row, name)
    return format_date(held) if held else "no date"


_ASK: tuple[tuple[Callable[[date], Q], Callable[[StandingRow], str]], ...] = (
    (lambda day: conditions.past(day),
     lambda row: f"It was to be done by {_day(row, 'date_now')}. When will it be done?"),
    (lambda day: Q(action=Action.DONE, check_verdict=CheckVerdict.DOES_NOT_SUPPORT),
     lambda row: "Its owner says it is done, and the evidence does not support it. What happens now?"),
    (lambda day: conditions.check_again(day),
     lambda row: f"It was checked on evidence that was good until {_day(row, 'check_until')}. Does it still hold?"),
    (lambda day: conditions.past_but_for_moves(day) & Q(moves__gt=1),
     lambda row: f"Its date moved {row.moves} times, from {_day(row, 'first_date')} to {_day(row, 'date_now')}. "
                 "What makes this date certain?"),
    (lambda day: conditions.past_but_for_moves(day),
     lambda row: f"It would be past its first date, {_day(row, 'first_date')}, had that not moved to "
                 f"{_day(row, 'date_now')}. Why did it?"),
    (lambda day: conditions.TO_CHECK,
     lambda row: "Its owner says it is done, and nobody else has checked it. Who will, and when?"),
    (lambda day: conditions.NO_OWNER, lambda row: "It has no owner. Who will do it?"),
    (lambda day: conditions.NO_DATE, lambda row: "It has no date. By when will it be done?"),
)
