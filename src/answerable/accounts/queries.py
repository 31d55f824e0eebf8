"""Reads about people and bodies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from answerable.accounts.models import AuditEntry, BodyNames, Membership, Person
from answerable.accounts.roles import Member, Role


def membership_of(person: Person, today: date) -> Member | None:
    """The person's place in a body, the first if several; None when they have left every one."""
    rows = Membership.every_body.filter(person=person).order_by("id")  # before a body is known: crosses the wall
    for row in rows:
        if row.left_on is None or row.left_on > today:
            return _member(row, person)
    return None


def members(today: date) -> list[Member]:
    rows = Membership.objects.select_related("person").order_by("person__name")
    return [_member(row, row.person) for row in rows if row.left_on is None or row.left_on > today]


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


def _member(row: Membership, person: Person) -> Member:
    return Member(
        person_id=person.id, name=person.name, email=person.email, post=row.post, body_id=row.body_id,
        roles=frozenset(Role(role) for role in row.roles),
    )
