"""What people said about weaknesses that come back. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from answerable.inspections.models import Finding, Recurrence
from answerable.inspections.rules import LeftOut, Recurs
from answerable.inspections.word_rows import FindingWords

Pair = tuple[int, int]  # rows of findings: the later one, the earlier one


@dataclass(frozen=True)
class FoundIn:
    """A report in which a weakness was found, and the number of the finding there."""

    published_on: date
    title: str
    ref: str
    number: int


@dataclass(frozen=True)
class Recurrences:
    """Every judgement of a body that stands, by the two findings; a joined one stands for the one it joined."""

    said: dict[Pair, tuple[Recurrence, ...]]  # oldest first; the last one stands

    def verdict(self, later: int, earlier: int) -> Recurs | None:
        """What stands of two findings; None while nobody said anything."""
        rows = self.all_of(later, earlier)
        return Recurs(rows[-1].verdict) if rows else None

    def all_of(self, later: int, earlier: int) -> tuple[Recurrence, ...]:
        """Everything that was said of two findings, oldest first."""
        return self.said.get((later, earlier), ())

    def earlier_than(self, later: int) -> list[int]:
        """The earlier findings about which somebody said something."""
        return [earlier for mine, earlier in self.said if mine == later]

    def same_as(self, finding: int) -> set[int]:
        """The finding and every one that people linked with it, directly or by way of others."""
        linked: dict[int, set[int]] = defaultdict(set)
        for later, earlier in self.said:
            if self.verdict(later, earlier) is Recurs.SAME:
                linked[later].add(earlier)
                linked[earlier].add(later)
        found, open_ = {finding}, [finding]
        while open_:
            new = linked[open_.pop()] - found
            found |= new
            open_ += new
        return found


def recurrences() -> Recurrences:
    """All that was said in this body. It is said by hand, one pair at a time, so that there is never much of it."""
    rows = list(Recurrence.objects.order_by("id"))
    follows = _follows({i for row in rows for i in (row.later_id, row.earlier_id)})
    said: dict[Pair, tuple[Recurrence, ...]] = {}
    for row in rows:
        pair = follows[row.later_id], follows[row.earlier_id]
        if pair[0] != pair[1]:
            said[pair] = (*said.get(pair, ()), row)
    return Recurrences(said)


def found_in(findings: Iterable[int]) -> list[FoundIn]:
    """Where these findings stand, oldest report first."""
    rows = Finding.objects.filter(id__in=set(findings), report__published_on__isnull=False).select_related("report")
    return sorted((FoundIn(row.report.published_on, row.report.title, row.report.ref, row.shown_number)
                   for row in rows if row.report.published_on), key=lambda one: (one.published_on, one.ref, one.number))


def _follows(findings: set[int]) -> dict[int, int]:
    """For each finding the one that has its words now: itself, or the one that it was joined with."""
    counts = set(FindingWords.objects.filter(finding__in=findings).values_list("finding_id", flat=True))
    found = {}
    for row in Finding.objects.filter(id__in=findings).select_related("same_as"):
        now = row
        while now.id not in counts and now.left_out_reason == LeftOut.JOINED.value and now.same_as is not None:
            now = now.same_as
        found[row.id] = now.id
    return found
