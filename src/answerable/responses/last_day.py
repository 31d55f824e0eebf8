"""When the last day is no longer the one that the public record gives: it is said, and recorded anew.

A bank holiday was announced, the day of receipt was put right, or a clock was found not to apply. Somebody who did not
make that change records the new last day; the earlier record stays in the chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import members
from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties.words import format_long_date
from answerable.inspections.models import Report
from answerable.records import Entry, london_day
from answerable.responses import chain, slots
from answerable.responses.clocks import DueClock
from answerable.responses.contents import answer_due_facts, due_parts
from answerable.responses.holding import locked
from answerable.responses.models import BankHoliday
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, TextChanged, able_to


def is_recorded(now: Draft) -> bool:
    """Whether the public record gives the last day that is counted now, or need not give one."""
    due = now.duty is not None and now.duty.decision.is_due and now.is_confirmed
    if not due or now.responded_on is not None or now.response is None:
        return True
    return all(now.response.recorded_days.get(code) == day for code, day in now.last_days.items())


def sentences(now: Draft) -> list[str]:
    """For each clock: that its last day moved, and that the record still gives another; none when nothing moved."""
    if now.responded_on is not None:
        return []
    recorded = {} if is_recorded(now) or now.response is None else now.response.recorded_days
    found = []
    for due in sorted(now.clocks, key=lambda due: due is not now.clock):
        name = "" if due is now.clock else f"{due.title}: "
        differs = bool(recorded) and recorded.get(due.code) != now.last_days[due.code]
        if differs:
            was = recorded.get(due.code)
            gives = format_long_date(date.fromisoformat(was)) if was else "no day"
            found.append(f"{name}The public register gives {gives} as the last day. {_is_now(due)}")
        elif due.applies and due.moved:
            found.append(f"{name}{due.moved}")
    return found


def check_can_record(member: Member, now: Draft, colleagues: Iterable[Member]) -> None:
    check_may(member, Permission.DECIDE_DUTY)
    if is_recorded(now):
        raise Refused("The public record gives this last day already.")
    changed_by = _changed_by(now)
    if member.person_id in changed_by:
        able = able_to(colleagues, Permission.DECIDE_DUTY, changed_by)
        raise Refused(f"You cannot record this because you made the change. {able}")


@transaction.atomic
def record_last_day(*, report: Report, shown: Mapping[str, str | None], by: Member, at: datetime) -> Entry:
    """Enter the last day that is counted now, with its working, as a new record that an answer is due.

    `shown`: the last days that whoever records them was shown.
    """
    response, now = locked(report)
    check_can_record(by, now, members(london_day(at)))
    if shown != now.last_days:
        raise TextChanged("The last day changed again while you were reading. Nothing is recorded. Read it again.")
    entry = chain.add(answer_due_facts(response.public_ref, now), due_parts(now), at)
    was, response.recorded_days = response.recorded_days, now.last_days
    response.save()
    audit.record(by=by, at=at, action="last_day_recorded", subject="response", ref=response.public_ref,
                 report_ref=report.ref, was=was.get(_code(now)), now=now.last_days.get(_code(now)), seq=entry.seq)
    return entry


def _changed_by(now: Draft) -> frozenset[int]:
    """Who added the bank holidays that were counted, and who saved the dates since the decision was confirmed."""
    days = [holiday.day for due in now.clocks for holiday in due.clock.calendar.added]
    added = BankHoliday.objects.filter(day__in=days, taken_out_at=None).values_list("added_by", flat=True)
    held, confirmed_at = now.stands.get(slots.DATES), now.response.confirmed_at if now.response else None
    saved = held is not None and confirmed_at is not None and held.at > confirmed_at
    return frozenset(added) | (frozenset({held.by}) if held and saved else frozenset())


def _is_now(due: DueClock) -> str:
    if due.moved and due.applies:
        return due.moved
    return f"It is now {format_long_date(due.due_on)}." if due.due_on else "None is counted now."


def _code(now: Draft) -> str:
    return now.clock.code if now.clock else ""
