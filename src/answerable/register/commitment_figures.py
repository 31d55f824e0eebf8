"""How commitments are counted: each group has its meaning in words, its list, and its number as at a day.

The groups overlap but for the first four of those that end: every commitment that is counted is open, said to be done
and not kept, kept, or stopped. One that another took the place of is counted as that other one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from answerable.records.contents import Action
from answerable.register.commitments import Commitment

LEAST = 5  # commitments: with fewer, only the counts are given


@dataclass(frozen=True)
class Group:
    slug: str  # of its list
    words: str
    heading: str
    meaning: str
    holds: Callable[[Commitment, date], bool]
    nearest_first: bool = False  # the list begins with the earliest date


def _counted(holds: Callable[[Commitment], bool]) -> Callable[[Commitment, date], bool]:
    return lambda commitment, _: not commitment.goes_on_elsewhere and holds(commitment)


def _by_first_date(commitment: Commitment) -> bool:
    first = commitment.facts.first_date
    return commitment.is_kept and first is not None and commitment.facts.action_on <= first


OPEN = Group("open", "Open", "Commitments that are open", "Not done and not stopped.",
             lambda c, _: c.is_open, nearest_first=True)
PAST = Group("past-date", "Open, past their date", "Commitments open after their date",
             "Open, and the date as it is now has passed.", lambda c, day: c.is_past(day), nearest_first=True)
PAST_BUT_FOR_MOVES = Group(
    "past-but-for-moves", "Would be past their date but for moves",
    "Commitments that would be past their date but for moves",
    "Open, the first date has passed, and the date it was moved to has not.",
    lambda c, day: c.is_past_but_for_moves(day), nearest_first=True)
NO_DATE = Group("no-date", "Open, without a date", "Commitments that are open and have no date",
                "Open, and no date is set.", lambda c, _: c.is_open and c.facts.date_now is None)
SAID_DONE = Group("said-done", "Done, says the owner, and not kept", "Commitments said to be done and not found kept",
                  "The owner says it is done. Nobody else has checked it, or the evidence does not support it.",
                  lambda c, _: c.facts.action == Action.DONE and not c.is_kept)
KEPT = Group("kept", "Kept", "Commitments that were kept",
             "The owner says it is done, and somebody other than the owner found that the evidence supports it.",
             lambda c, _: c.is_kept)
KEPT_BY_FIRST_DATE = Group("kept-by-first-date", "Kept by the first date", "Commitments kept by their first date",
                           "Kept, and said to be done on the first date or before it, whatever date it was moved to.",
                           lambda c, _: _by_first_date(c))
CHECK_AGAIN = Group("check-again", "Kept, to be checked again", "Commitments to be checked again",
                    "Kept, and the evidence that was looked at is out of date.",
                    lambda c, day: c.must_be_checked_again(day))
STOPPED = Group("stopped", "Stopped", "Commitments that were stopped",
                "It will not be done, for a reason that is given.",
                lambda c, _: c.facts.action == Action.STOPPED)
MOVED = Group("moved", "With a date that was moved", "Commitments whose date was moved",
              "The date was moved at least once, whatever became of it.", _counted(lambda c: c.facts.moves > 0))
ELSEWHERE = Group("replaced", "Not counted: replaced or carried forward",
                  "Commitments that were replaced or carried forward",
                  "Another commitment took its place, which is counted instead.", lambda c, _: c.goes_on_elsewhere)
GROUPS = (OPEN, PAST, PAST_BUT_FOR_MOVES, NO_DATE, SAID_DONE, KEPT, KEPT_BY_FIRST_DATE, CHECK_AGAIN, STOPPED, MOVED,
          ELSEWHERE)


@dataclass(frozen=True)
class CommitmentFigure:
    """The counts of one day. `base` is all commitments but those whose place another took."""

    base: int
    open: int
    past: int
    past_but_for_moves: int
    said_done: int
    kept: int
    kept_by_first_date: int
    stopped: int
    moved: int

    @property
    def is_small(self) -> bool:
        return self.base < LEAST


def commitment_figure(commitments: tuple[Commitment, ...], as_at: date) -> CommitmentFigure:
    def count(group: Group) -> int:
        return sum(group.holds(commitment, as_at) for commitment in commitments)

    return CommitmentFigure(
        base=len(commitments) - count(ELSEWHERE), open=count(OPEN), past=count(PAST),
        past_but_for_moves=count(PAST_BUT_FOR_MOVES), said_done=count(SAID_DONE), kept=count(KEPT),
        kept_by_first_date=count(KEPT_BY_FIRST_DATE), stopped=count(STOPPED), moved=count(MOVED))
