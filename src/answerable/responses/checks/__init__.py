"""What is looked at before an answer may be signed and published. Pure: a draft in, one result a check out.

A check that must be put right stops the sending for sign-off. The others only advise. Each says why and by which
source; a law is cited only for an answer that is given under it. Each subject has a module with its checks in a
list; a check is a small function that yields a `Found` for each thing it finds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from answerable.responses.checks import duty, links, markup, people, plain
from answerable.responses.checks.check import REPORT, Check, Found, Titles
from answerable.responses.checks.duty import is_late, required_content
from answerable.responses.queries import Draft

__all__ = [
    "CHECKS", "MUST", "REPORT", "Check", "Found", "Result", "Titles", "is_late", "required_content", "results",
    "things_in", "to_put_right",
]

CHECKS: tuple[Check, ...] = (*duty.CHECKS, *people.CHECKS, *markup.CHECKS, *links.CHECKS, *plain.CHECKS)
MUST = tuple(check for check in CHECKS if check.must)


@dataclass(frozen=True)
class Result:
    """What one check found in a draft, and why it matters for this answer."""

    check: Check
    found: tuple[Found, ...]
    overridden: tuple[Found, ...]  # found, and let pass
    unknown: tuple[Found, ...]  # what could not be checked
    why: str
    source: str
    cites_law: bool

    @property
    def has_passed(self) -> bool:
        return not (self.found or self.overridden or self.unknown)


def results(
    draft: Draft, titles: Titles, today: date, checks: Iterable[Check] = CHECKS
) -> tuple[Result, ...]:
    """One result a check, in their order. `MUST` as `checks` is quicker where only the sending matters."""
    looked = ((check, _law(check, draft)) for check in checks)
    return tuple(_result(check, law, draft, titles, today) for check, law in looked if law or check.why)


def things_in(found: Iterable[Result], slot: str) -> list[tuple[Result, Found]]:
    """What is to be looked at in one slot, what stops the answer first."""
    every = [(result, one) for result in found for one in result.found if one.slot == slot]
    return sorted(every, key=lambda pair: not pair[0].check.must)


def _law(check: Check, draft: Draft) -> str:
    """What the laws of the answer say of it; empty when they say nothing."""
    said = (law.says.get(check.point) for law in draft.regimes) if check.point else ()
    return " ".join(sentence for sentence in said if sentence)


def _result(check: Check, law: str, draft: Draft, titles: Titles, today: date) -> Result:
    every = tuple(dict.fromkeys(check.find(draft, titles, today)))
    let_pass = {key for one in draft.overrides if one.check == check.code for key in one.covers}
    known = [one for one in every if not one.is_unknown]
    return Result(
        check, tuple(one for one in known if one.key not in let_pass),
        tuple(one for one in known if one.key in let_pass), tuple(one for one in every if one.is_unknown),
        why=check.why, source=law or check.source, cites_law=bool(law) or check.cites_law)


def to_put_right(found: tuple[Result, ...]) -> int:
    """How many things stop the sending."""
    return sum(len(result.found) for result in found if result.check.must)
