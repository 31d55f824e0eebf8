"""Reads about people and bodies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from answerable.accounts.models import AuditEntry, BodyNames, Membership, OneTimeCode, Person
from answerable.accounts.roles import Member, Role
from answerable.accounts.scope import current_body_id


def membership_of(person: Person, today: date) -> Member | None:
    """The person's place in a body, the first if several; None when they have left every one, or it has closed."""
    rows = Membership.every_body.filter(person=person, body__closed_on=None)  # before a body is known: crosses the wall
    for row in rows.order_by("id"):
        if row.left_on is None or row.left_on > today:
            return _member(row, person, today)
    return None


def members(today: date) -> list[Member]:
    rows = Membership.objects.select_related("person").order_by("person__name")
    return [_member(row, row.person, today) for row in rows if row.left_on is None or row.left_on > today]


def names_on(day: date) -> BodyNames:
    """The names of the current body on a day; its first names for a day before them."""
    rows = list(BodyNames.objects.select_related("body").order_by("from_on"))
    if not rows:
        raise BodyNames.DoesNotExist("This body has no names yet. Run `answerable add_body`.")
    return next((row for row in reversed(rows) if row.from_on <= day), rows[0])


def people_names(person_ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {i for i in person_ids if i is not None}
    return dict(Person.objects.filter(id__in=wanted).values_list("id", "name"))


def history(report_ref: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(report_ref=report_ref))


def belongs_elsewhere(person: Person, today: date) -> bool:
    """Whether the person works for another body, too; then no body alone may let them in anew."""
    rows = Membership.every_body.filter(person=person).exclude(body_id=current_body_id())  # crosses the wall
    return any(row.left_on is None or row.left_on > today for row in rows)


def code_of(email: str, code_hash: str, at: datetime) -> OneTimeCode | None:
    """The one-time code that somebody holds and has not used, in time."""
    return OneTimeCode.every_body.filter(  # before a body is known: crosses the wall
        code_hash=code_hash, person__email=email.lower(), person__is_active=True, ended_at=None, valid_until__gt=at,
    ).select_related("person").first()


def approvers_asked_for(today: date) -> list[Membership]:
    """Places whose approver's role waits for a second administrator, or for its day."""
    rows = Membership.objects.filter(approver_asked_by__isnull=False).select_related("person")
    return [row for row in rows if waits_as_approver(row, today)]


def waits_as_approver(row: Membership, today: date) -> bool:
    is_pending = row.approver_asked_by is not None and Role.APPROVER in row.roles
    return is_pending and (row.approver_from is None or today < row.approver_from)


def _member(row: Membership, person: Person, today: date) -> Member:
    roles = frozenset(Role(role) for role in row.roles)
    if waits_as_approver(row, today):
        roles -= {Role.APPROVER}
    return Member(
        person_id=person.id, name=person.name, email=person.email, post=row.post, body_id=row.body_id, roles=roles)
