"""An approver lets a check pass that stops an answer, with a reason. It covers what was found then and nothing else.

Where the check rests on a law, the reason is published with the answer. Letting a check pass writes no word of the
answer, so it makes nobody an author; whoever wrote part of the answer cannot do it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import names_on
from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections.models import Report
from answerable.records import london_day
from answerable.responses import slots
from answerable.responses.checks import MUST, Result, Titles, results
from answerable.responses.holding import Stale, locked, save_in
from answerable.responses.models import Response, Saved
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, Situation, State, TextChanged
from answerable.responses.slots import OverrideContent, OverridesContent

FEWEST_WORDS = 5  # of a reason


def check_can_override(member: Member, now: Situation) -> None:
    check_may(member, Permission.OVERRIDE)
    if member.person_id in now.authors:
        raise Refused("You cannot override a check because you wrote part of this answer. Another approver can.")
    _check_is_being_written(now)


def check_can_remove_override(member: Member, now: Situation) -> None:
    check_may(member, Permission.OVERRIDE)
    _check_is_being_written(now)


def _check_is_being_written(now: Situation) -> None:
    if now.state not in (State.WRITING, State.CHANGES_ASKED, State.REJECTED):
        raise Refused("A check is overridden while the answer is being written. Take the answer back first.")


@transaction.atomic
def override(
    *, report: Report, check: str, seen: Collection[str], reason: str, by: Member, at: datetime
) -> OverrideContent:
    """Let one check pass. `seen`: keys of what the page showed; refused when something else is found by now."""
    response, now = locked(report)
    check_can_override(by, now.situation())
    result = stopping(now, check, at)
    if {one.key for one in result.found} != set(seen):
        raise TextChanged("The text was changed while you were reading. Nothing is overridden. Read it again.")
    if len(reason.split()) < FEWEST_WORDS:
        raise Refused("Write in a sentence why this may stand", field="reason")
    slots.check_words([reason])
    made = OverrideContent(
        check=check, found=tuple(dict.fromkeys(one.what for one in result.found)),
        covers=tuple(one.key for one in result.found), reason=reason.strip(), by=by.person_id, name=by.name,
        post=by.post, on=london_day(at), about_law=result.cites_law,
    )
    _save(response, now, (*now.overrides, made), by, at)
    audit.record(by=by, at=at, action="check_overridden", subject="response", ref=response.public_ref or report.ref,
                 report_ref=report.ref, check=check, found=len(made.covers), about_law=made.about_law)
    return made


@transaction.atomic
def remove_override(*, report: Report, place: int, expected: int, by: Member, at: datetime) -> None:
    """Take one override away. `place`: which of those that stood in the saving `expected`."""
    response, now = locked(report)
    check_can_remove_override(by, now.situation())
    if expected != now.number(slots.OVERRIDES):
        raise Stale(Saved.objects.get(response=response, slot=slots.OVERRIDES, number=now.number(slots.OVERRIDES)))
    if not 0 <= place < len(now.overrides):
        raise Refused("This override is not there any more.")
    gone = now.overrides[place]
    _save(response, now, tuple(one for one in now.overrides if one is not gone), by, at)
    audit.record(by=by, at=at, action="override_removed", subject="response", ref=response.public_ref or report.ref,
                 report_ref=report.ref, check=gone.check)


def stopping(now: Draft, check: str, at: datetime) -> Result:
    """What one check finds that stops the answer. Raises `Refused` when there is nothing to override."""
    wanted = tuple(one for one in MUST if one.code == check)
    found = results(now, Titles.of(names_on(london_day(at)), now), london_day(at), wanted)
    if not found or not found[0].found:
        raise Refused("This check stops nothing now, so there is nothing to override.")
    if not found[0].check.may_be_overridden:
        raise Refused("This check cannot be overridden.")
    return found[0]


def drop_what_is_put_right(response: Response, now: Draft, by: Member, at: datetime) -> bool:
    """Take away overrides of what is not found any more, so that no record gives a reason for nothing.

    True when one was taken away: the draft has to be read again.
    """
    today = london_day(at)
    found = results(now, Titles.of(names_on(today), now), today, MUST) if now.overrides else ()
    needed = {(r.check.code, one.key) for r in found for one in r.overridden}
    kept = tuple(one for one in now.overrides if any((one.check, key) in needed for key in one.covers))
    if kept == now.overrides:
        return False
    _save(response, now, kept, by, at)
    return True


def _save(
    response: Response, now: Draft, overrides: tuple[OverrideContent, ...], by: Member, at: datetime
) -> None:
    save_in(response, now, slots.OVERRIDES, OverridesContent(overrides=overrides), now.number(slots.OVERRIDES), by, at)
