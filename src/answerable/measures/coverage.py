"""M14: which needs are met by funded capacity on a day, and which are not.

A demand that nobody knows is a data gap, never zero. A service below half its cost counts as gone: a half-funded worker
is not half a service. The thresholds are settings of ours, and are printed with the result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

MIN_VIABLE = Fraction(1, 2)  # of the cost that must be funded
ENOUGH = Fraction(4, 5)  # of the demand
WEAK_BELOW = 2  # evidence rating of 5


class Status(StrEnum):
    """From worst to best, but for the two that say that there is nothing to judge."""

    DATA_GAP = "data gap"
    NO_NEED = "no need recorded"
    NO_PROVISION = "no provision"
    PARTIAL = "partial"
    WEAK_EVIDENCE = "weak evidence"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Need:
    """A need of a population group in a place."""

    need: str
    group: str
    place: str
    demand: int | None  # people a year; `None` if nobody knows


@dataclass(frozen=True, slots=True)
class Intervention:
    code: str
    cost: int  # pence a year in full
    capacity: int  # people a year at full funding
    evidence: int | None  # rating from 0 to 5


@dataclass(frozen=True, slots=True)
class Link:
    """The share of an intervention's capacity that is meant for a need."""

    intervention: str
    need: str
    group: str
    place: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Grant:
    intervention: str
    amount: int  # pence a year
    start: date
    end: date  # its last day


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far a need is met on a day."""

    need: Need
    supply: Fraction  # people a year
    coverage: Fraction | None  # at most 1; `None` if demand is unknown or nought
    best_evidence: int | None
    provision: bool
    status: Status


def coverage(needs: Iterable[Need], interventions: Collection[Intervention], links: Sequence[Link],
             grants: Collection[Grant], day: date) -> list[Coverage]:
    """How far each need is met on a day. Raises ValueError when an intervention is shared out more than once."""
    capacity = {one.code: _capacity(one, grants, day) for one in interventions}
    rating = {one.code: one.evidence for one in interventions}
    for code in capacity:
        if (shared := sum((link.share for link in links if link.intervention == code), Fraction())) > 1:
            raise ValueError(f"The shares of {code} add up to {float(shared):.2f}, which is more than all of it.")
    return [_coverage(need, [link for link in links if (link.need, link.group, link.place)
                             == (need.need, need.group, need.place)], capacity, rating) for need in needs]


def _capacity(one: Intervention, grants: Iterable[Grant], day: date) -> Fraction:
    paid = sum(grant.amount for grant in grants if grant.intervention == one.code and grant.start <= day <= grant.end)
    funded = min(Fraction(1), Fraction(paid, one.cost)) if one.cost else Fraction(1)
    return one.capacity * funded if funded >= MIN_VIABLE else Fraction()


def _coverage(need: Need, links: Sequence[Link], capacity: dict[str, Fraction],
              rating: dict[str, int | None]) -> Coverage:
    live = [link for link in links if capacity[link.intervention] * link.share > 0]
    supply = sum((capacity[link.intervention] * link.share for link in live), Fraction())
    best = max((found for link in live if (found := rating[link.intervention]) is not None), default=None)
    covered = min(Fraction(1), supply / need.demand) if need.demand else None
    return Coverage(need=need, supply=supply, coverage=covered, best_evidence=best, provision=bool(live),
                    status=_status(need.demand, supply, covered, best))


def _status(demand: int | None, supply: Fraction, covered: Fraction | None, best: int | None) -> Status:
    if demand is None:
        return Status.DATA_GAP
    if covered is None:
        return Status.NO_NEED
    if not supply:
        return Status.NO_PROVISION
    if covered < ENOUGH:
        return Status.PARTIAL
    return Status.WEAK_EVIDENCE if best is None or best < WEAK_BELOW else Status.COVERED
