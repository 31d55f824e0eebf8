"""Writes about people and bodies: each atomic, each with one audit entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.models import Body, BodyNames, Membership, Person
from answerable.accounts.queries import members, names_on, waits_as_approver
from answerable.accounts.roles import Member, Permission, Role, check_may
from answerable.accounts.scope import in_body
from answerable.accounts.sessions import end_sessions
from answerable.duties.dates import london_day
from answerable.records.text import TextRefused, check_text


class CannotChangePeople(Exception):
    """A sentence that says what stands in the way."""


def _check_texts(*values: object) -> None:
    """Raise `ValidationError` for a name that a record could not hold: it would stop a later publication."""
    for value in values:
        try:
            check_text(value if isinstance(value, str) else "")
        except TextRefused as reason:
            raise ValidationError(str(reason)) from None


@transaction.atomic
def add_body(*, ref: str, names: dict[str, object], from_on: date, at: datetime, example: bool = False) -> Body:
    """Begin a body with its first names. Called from the command line only, so there is nobody to name as `by`."""
    _check_texts(*names.values())
    body = Body(ref=ref, example=example)
    body.full_clean()
    body.save()
    with in_body(body.id):
        row = BodyNames(body=body, from_on=from_on, **names)
        row.full_clean()
        row.save()
        audit.record(by=None, at=at, action="body_added", subject="body", ref=ref)
    return body


@transaction.atomic
def rename_body(
    *, names: dict[str, object], from_on: date, by: Member, at: datetime, logo: bytes | None = None
) -> BodyNames:
    """Say what the body is called from a day on; what was published before keeps its names.

    `logo` is a cleaned PNG (`accounts.logo`); without one, the logo held on that day stays.
    """
    check_may(by, Permission.MANAGE_BODY)
    _check_texts(*names.values())
    body = Body.objects.get(id=by.body_id)
    row = BodyNames.objects.filter(from_on=from_on).first() or BodyNames(body=body, from_on=from_on)
    row.logo = logo or names_on(from_on).logo
    for field, value in names.items():
        setattr(row, field, value)
    row.full_clean()
    row.save()
    audit.record(by=by, at=at, action="body_renamed", subject="body", ref=body.ref)
    return row


@transaction.atomic
def add_person(
    *, email: str, name: str, post: str, roles: Iterable[Role], password: str | None = None, by: Member | None,
    at: datetime
) -> Person:
    """Let somebody in. `by=None` is the command line, for the first administrator.

    Without a password nobody can sign in as them until they chose one with a one-time code. A person who already
    exists is given a place in this body, again if they had left it; their password is theirs and stays.
    """
    if by is not None:
        check_may(by, Permission.MANAGE_PEOPLE)
    _check_texts(email, name, post)
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person(email=email.lower(), name=name)
        if password is None:
            person.set_unusable_password()
        else:
            validate_password(password, person)
            person.set_password(password)
        person.full_clean()
        person.save()
    place = Membership.objects.filter(person=person).first() or Membership(person=person)
    if place.pk and place.left_on is None:
        raise CannotChangePeople(f"{person.name} is already here. Change their roles instead.")
    place.roles, place.approver_asked_by = [], None  # what they had when they left does not count
    _give(place, post, set(roles), None, by, at)
    audit.record(by=by, at=at, action="person_added", subject="person", ref=str(person.id))
    return person


@transaction.atomic
def change_place(
    *, person_id: int, post: str, roles: Iterable[Role], left_on: date | None, by: Member, at: datetime
) -> None:
    """Change somebody's post, roles or last day."""
    check_may(by, Permission.MANAGE_PEOPLE)
    _check_texts(post)
    row = Membership.objects.select_for_update().get(person_id=person_id)
    wanted = set(roles)
    if person_id == by.person_id and (Role.ADMINISTRATOR not in wanted or left_on):
        raise CannotChangePeople("You cannot take the administrator's role from yourself. Ask another administrator.")
    if left_on or wanted != {Role(role) for role in row.roles}:
        end_sessions(person_id)
    _give(row, post, wanted, left_on, by, at)
    audit.record(by=by, at=at, action="place_changed", subject="person", ref=str(person_id))


@transaction.atomic
def agree_to_approver(*, person_id: int, agrees: bool, by: Member, at: datetime) -> None:
    """A second administrator agrees that somebody becomes an approver, or refuses it."""
    check_may(by, Permission.MANAGE_PEOPLE)
    row = Membership.objects.select_for_update().get(person_id=person_id)
    if not waits_as_approver(row, london_day(at)):
        raise CannotChangePeople("This was settled already.")
    if agrees and by.person_id in (row.approver_asked_by, person_id):
        raise CannotChangePeople("Another administrator has to agree to this.")
    if not agrees:
        row.roles = [role for role in row.roles if role != Role.APPROVER]
    row.approver_asked_by = row.approver_from = None
    row.save()
    end_sessions(person_id)
    action = "approver_agreed" if agrees else "approver_refused"
    audit.record(by=by, at=at, action=action, subject="person", ref=str(person_id))


def _give(
    row: Membership, post: str, roles: set[Role], left_on: date | None, by: Member | None, at: datetime
) -> None:
    """Set a place's post, roles and last day. Who newly becomes an approver waits for a second administrator.

    Where there is no second one, the role counts when a whole day has passed, in which everybody can see it coming.
    """
    is_new = Role.APPROVER in roles and Role.APPROVER not in row.roles
    if is_new and by is not None:
        today = london_day(at)
        others = [m for m in members(today) if Role.ADMINISTRATOR in m.roles
                  and m.person_id not in (by.person_id, row.person_id)]
        row.approver_asked_by = by.person_id
        row.approver_from = None if others else today + timedelta(days=2)
        audit.record(by=by, at=at, action="approver_asked", subject="person", ref=str(row.person_id))
    row.post, row.roles, row.left_on = post, [role.value for role in roles], left_on
    row.save()
