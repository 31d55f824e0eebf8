"""Writes about people and bodies: each atomic, each with one audit entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.models import Body, BodyNames, Membership, Person
from answerable.accounts.queries import names_on
from answerable.accounts.roles import Member, Permission, Role, check_may
from answerable.accounts.scope import in_body
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
    *, email: str, name: str, post: str, roles: Iterable[Role], password: str, by: Member | None, at: datetime
) -> Person:
    """Let somebody in. `by=None` is the command line, for the first administrator.

    A person who already exists is given a place in this body, again if they had left it; their password is
    theirs and stays.
    """
    if by is not None:
        check_may(by, Permission.MANAGE_PEOPLE)
    _check_texts(email, name, post)
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person(email=email.lower(), name=name)
        validate_password(password, person)
        person.set_password(password)
        person.full_clean()
        person.save()
    place = Membership.objects.filter(person=person).first() or Membership(person=person)
    if place.pk and place.left_on is None:
        raise CannotChangePeople(f"{person.name} is already here. Change their roles instead.")
    place.post, place.roles, place.left_on = post, [r.value for r in roles], None
    place.save()
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
    row.post, row.roles, row.left_on = post, [r.value for r in wanted], left_on
    row.save()
    audit.record(by=by, at=at, action="place_changed", subject="person", ref=str(person_id))
