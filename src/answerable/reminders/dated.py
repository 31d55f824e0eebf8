"""Open commitments whose steps have come: whom each step tells, and their rows among what needs somebody now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from answerable.accounts.roles import Member, Permission, Role
from answerable.commitments.models import StandingRow
from answerable.commitments.queries import standings
from answerable.duties.words import format_long_date
from answerable.reminders.queries import ladder
from answerable.reminders.rules import ROLE_OF, Kind, Step, Told, date_sentence, due
from answerable.responses.turns import Turn

ROUTE = "commitment"  # its page
LONGEST_TITLE = 80  # characters of what was promised
MOST_ROWS = 200  # of one page; the list of commitments has all that are past their date


@dataclass(frozen=True)
class Dated:
    """An open commitment with a date, and the steps whose day has come: the newest last."""

    row: StandingRow
    on: date
    steps: tuple[Step, ...]

    @property
    def ref(self) -> str:
        return self.row.commitment.ref

    def tells(self, member: Member, steps: tuple[Step, ...]) -> bool:
        """Whether these steps tell this member. Where the owner has no account, the authors stand in for them."""
        told = {who for step in steps for who in step.who}
        if Told.OWNER in told:
            if self.row.owner_id is None and Role.AUTHOR in member.roles:
                return True
            if self.row.owner_id == member.person_id and member.may(Permission.KEEP_OWN_COMMITMENTS):
                return True
        return any(role in member.roles for who, role in ROLE_OF.items() if who in told)


def dated(today: date, member: Member | None = None) -> list[Dated]:
    """Every open commitment for which a step has come, the earliest date first.

    For a `member` no more than a page can show: the `MOST_ROWS` earliest, beside as many that are theirs.
    """
    steps = ladder(Kind.COMMITMENT)
    if not steps:
        return []
    until = today - timedelta(days=steps[0].days)
    come = standings().filter(is_open=True, date_now__isnull=False, date_now__lte=until).order_by("date_now", "id")
    rows = list(come if member is None else come[:MOST_ROWS])
    if member is not None and len(rows) == MOST_ROWS:
        known = {row.id for row in rows}
        rows += [row for row in come.filter(owner_id=member.person_id)[:MOST_ROWS] if row.id not in known]
    return [Dated(row, row.date_now, due(steps, row.date_now, today)) for row in rows if row.date_now is not None]


def commitment_turns(member: Member, today: date) -> list[Turn]:
    """A row for each commitment of which a step has told this member; before its date an update ends it."""
    return [_turn(one, member, today) for one in dated(today, member)
            if one.tells(member, one.steps) and not _is_settled(one, today)]


def _is_settled(one: Dated, today: date) -> bool:
    """Somebody gave an update since the newest step, and the date is still to come."""
    updated = one.row.updated_on
    return one.on >= today and updated is not None and updated >= one.steps[-1].day(one.on)


def _turn(one: Dated, member: Member, today: date) -> Turn:
    words = " ".join(one.row.words.split())
    short = words if len(words) <= LONGEST_TITLE else f"{words[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    label = "Give an update on a commitment" if one.row.owner_id == member.person_id else "Follow up a commitment"
    return Turn(label, ROUTE, {"commitment": one.ref}, f"{one.ref}: {short}",
                date_sentence(one.on, format_long_date(one.on), today), None)
