"""Letting somebody choose a password: on their first day, or after they lost it or their second step.

The administrator who asks hands the code over in person. For somebody who could sign in before, another administrator
or an approver has to agree first, so that no single person can take over a colleague's sign-in.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.models import OneTimeCode, Person
from answerable.accounts.operations import CannotChangePeople
from answerable.accounts.queries import belongs_elsewhere, code_of, members, membership_of
from answerable.accounts.roles import Member, NotAllowed, Permission, Role, check_may
from answerable.accounts.scope import in_body
from answerable.accounts.sessions import end_sessions
from answerable.duties.dates import london_day

VALID_FOR = timedelta(hours=24)
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another
_GROUPS, _A_GROUP = 4, 4  # 78 bits


class WrongCode(Exception):
    """The address and the code do not go together, or the code no longer counts."""


def open_code(person_id: int) -> OneTimeCode | None:
    """The code of a person that was asked for and has not ended."""
    return OneTimeCode.objects.filter(person_id=person_id, ended_at=None).first()


def open_codes() -> list[OneTimeCode]:
    return list(OneTimeCode.objects.filter(ended_at=None, is_first=False).select_related("person"))


def may_agree(member: Member, code: OneTimeCode) -> bool:
    """Another administrator or an approver, who is not the one to be let in."""
    return bool(member.roles & {Role.ADMINISTRATOR, Role.APPROVER}) and member.person_id not in (
        code.asked_by, code.person_id)


def is_new_here(person: Person) -> bool:
    """Whether somebody has never signed in and could not: nobody's sign-in is taken over by letting them in."""
    return person.last_login is None and not person.has_usable_password()


@transaction.atomic
def ask_for_code(*, person_id: int, by: Member | None, at: datetime) -> OneTimeCode:
    """Ask to let somebody in. Without `by`, the command line does, and nobody else has to agree."""
    today = london_day(at)
    if by is not None:
        check_may(by, Permission.MANAGE_PEOPLE)
    member = next((m for m in members(today) if m.person_id == person_id), None)
    if member is None:
        raise CannotChangePeople("This person does not work here.")
    if by is not None and by.person_id == person_id:
        raise CannotChangePeople("You cannot let yourself in anew. Ask another administrator.")
    person = Person.objects.get(id=person_id)
    if by is not None and belongs_elsewhere(person, today):
        raise CannotChangePeople(f"{person.name} also works for another body. Ask whoever runs this installation.")
    OneTimeCode.objects.filter(person=person, ended_at=None).update(ended_at=at)
    row = OneTimeCode(person=person, is_first=is_new_here(person), asked_by=by.person_id if by else None, asked_at=at)
    row.save()
    if not row.is_first:
        _note("help_asked", row, by, at)
    return row


@transaction.atomic
def settle_help(*, person_id: int, agrees: bool, by: Member, at: datetime) -> None:
    """A second person agrees that somebody is let in anew, or refuses it. Who asked may take it back."""
    row = _open(person_id)
    if row.agreed_at is not None and agrees:
        raise CannotChangePeople("Somebody agreed to this already.")
    if not may_agree(by, row) and (agrees or by.person_id != row.asked_by):
        raise NotAllowed("Another administrator or an approver has to agree, and not the person who is let in.")
    if agrees:
        row.agreed_by, row.agreed_at = by.person_id, at
    else:
        row.ended_at = at
    row.save()
    _note("help_agreed" if agrees else "help_refused", row, by, at)


@transaction.atomic
def make_code(*, person_id: int, by: Member | None, at: datetime) -> str:
    """The code itself: returned once, to who asked, and kept as a hash only."""
    row = _open(person_id)
    if (by.person_id if by else None) != row.asked_by:
        raise NotAllowed("Only who asked for the code is shown it.")
    if row.code_hash:
        raise CannotChangePeople("The code was shown already. Ask for a new one if it was lost.")
    if by is not None and not row.is_first and row.agreed_at is None:
        raise CannotChangePeople("Somebody else has to agree first.")
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_A_GROUP)) for _ in range(_GROUPS))
    code = "-".join(groups)
    row.code_hash, row.valid_until = _hashed(code), at + VALID_FOR
    row.save()
    _note("code_made", row, by, at)
    return code


@transaction.atomic
def use_code(*, email: str, code: str, password: str, at: datetime) -> Person:
    """Choose a password with a code, which ends with it. What was lost no longer counts: factors and sessions end."""
    found = code_of(email, _hashed(code), at)
    member = membership_of(found.person, london_day(at)) if found else None
    if found is None or member is None:
        raise WrongCode
    with in_body(found.body_id):
        row = OneTimeCode.objects.select_for_update().get(id=found.id)
        if row.ended_at is not None:
            raise WrongCode
        person = row.person
        validate_password(password, person)
        person.set_password(password)
        person.save()
        Authenticator.objects.filter(user=person).delete()
        row.ended_at = at
        row.save()
        ended = end_sessions(person.id)
        audit.record(by=member, at=at, action="code_used", subject="person", ref=str(person.id), ended=ended,
                     first=row.is_first)
    return person


def _open(person_id: int) -> OneTimeCode:
    row = OneTimeCode.objects.select_for_update().filter(person_id=person_id, ended_at=None).first()
    if row is None:
        raise CannotChangePeople("This was settled already.")
    return row


def _hashed(code: str) -> str:
    """As people type it: small or large letters, with or without dashes."""
    plain = "".join(sign for sign in code.upper() if sign in _SIGNS)
    return hashlib.sha256(plain.encode()).hexdigest()


def _note(action: str, row: OneTimeCode, by: Member | None, at: datetime) -> None:
    audit.record(by=by, at=at, action=action, subject="person", ref=str(row.person_id), first=row.is_first)
