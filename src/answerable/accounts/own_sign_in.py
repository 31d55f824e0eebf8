"""What people change about their own sign-in. Each change ends their sessions elsewhere and stands in the audit trail.

`this` is the key of the session in which it happens, which goes on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.models import Person
from answerable.accounts.roles import Member
from answerable.accounts.sealing import seal
from answerable.accounts.second_factor import MOST_KEYS, Factor, factors_of, matching_step
from answerable.accounts.sessions import end_sessions, end_sitting


class CannotChangeSignIn(Exception):
    """A sentence that says what stands in the way."""


@transaction.atomic
def change_password(*, password: str, by: Member, at: datetime, this: str | None) -> None:
    """Choose a new password. Raises `ValidationError` with what is wrong with it."""
    person = Person.objects.get(id=by.person_id)
    validate_password(password, person)
    person.set_password(password)
    person.save()
    _told("password_changed", by, at, this)


@transaction.atomic
def add_app(*, secret: str, code: str, by: Member, at: datetime, this: str | None) -> None:
    """Use an app that shows codes; the code shows that the app has the secret."""
    if Authenticator.objects.filter(user_id=by.person_id, type=Factor.APP).exists():
        raise CannotChangeSignIn("You already use an app. Remove it first to use another.")
    step = matching_step(secret, code, at)
    if step is None:
        raise CannotChangeSignIn("This is not the code that the app shows now. Wait for the next one and enter it.")
    Authenticator.objects.create(
        user_id=by.person_id, type=Factor.APP, data={"secret": seal(secret), "last_step": step}, created_at=at)
    _told("factor_added", by, at, this, kind=Factor.APP.value)


@transaction.atomic
def add_key(*, credential: dict[str, Any], name: str, by: Member, at: datetime, this: str | None) -> None:
    """Use a security key whose answer was checked (`second_factor.registered_key`)."""
    if Authenticator.objects.filter(user_id=by.person_id, type=Factor.KEY).count() >= MOST_KEYS:
        raise CannotChangeSignIn(f"You have {MOST_KEYS} keys. Remove one that you no longer use first.")
    Authenticator.objects.create(
        user_id=by.person_id, type=Factor.KEY, data={"name": name, "credential": credential}, created_at=at)
    _told("factor_added", by, at, this, kind=Factor.KEY.value)


@transaction.atomic
def remove_factor(*, factor_id: int, needs_one: bool, by: Member, at: datetime, this: str | None) -> None:
    """Stop using an app or a key. The last one takes the recovery codes with it, where one may be without."""
    held = factors_of(by.person_id)
    row = next((factor for factor in held if factor.id == factor_id), None)
    if row is None:
        raise CannotChangeSignIn("You do not use this any more.")
    if needs_one and len(held) == 1:
        raise CannotChangeSignIn("This is your only second step. Set up another first, then remove this one.")
    row.delete()
    if len(held) == 1:
        Authenticator.objects.filter(user_id=by.person_id).delete()
    _told("factor_removed", by, at, this, kind=str(row.type))


@transaction.atomic
def make_recovery_codes(*, by: Member, at: datetime, this: str | None) -> list[str]:
    """Ten new codes; the earlier ones no longer count."""
    if not factors_of(by.person_id):
        raise CannotChangeSignIn("Set up an app or a security key first.")
    Authenticator.objects.filter(user_id=by.person_id, type=Factor.RECOVERY_CODE).delete()
    codes = RecoveryCodes.activate(Person.objects.get(id=by.person_id)).generate_codes()
    _told("recovery_codes_made", by, at, this)
    return [str(code) for code in codes]


@transaction.atomic
def link_account(*, issuer: str, subject: str, by: Member, at: datetime, this: str | None) -> None:
    """Sign in with the office's own account from now on. Who one is there is said by issuer and subject alone."""
    held = SocialAccount.objects.filter(provider=issuer, uid=subject).first()
    if held is not None:
        whose = "you" if held.user_id == by.person_id else "somebody else"
        raise CannotChangeSignIn(f"This account is linked with {whose} already.")
    if account_of(by.person_id, issuer) is not None:
        raise CannotChangeSignIn("You have linked an account already. Unlink it first.")
    SocialAccount.objects.create(user_id=by.person_id, provider=issuer, uid=subject)
    _told("account_linked", by, at, this)


@transaction.atomic
def unlink_account(*, issuer: str, by: Member, at: datetime, this: str | None) -> None:
    held = account_of(by.person_id, issuer)
    if held is None:
        raise CannotChangeSignIn("No account is linked.")
    if not Person.objects.get(id=by.person_id).has_usable_password():
        raise CannotChangeSignIn("You have no password. Choose one first: otherwise you could not sign in any more.")
    held.delete()
    _told("account_unlinked", by, at, this)


def account_of(person_id: int, issuer: str) -> SocialAccount | None:
    return SocialAccount.objects.filter(user_id=person_id, provider=issuer).first()


def person_of_account(issuer: str, subject: str) -> Person | None:
    """Who signs in as this subject of this issuer. No mail address has a part in it."""
    held = SocialAccount.objects.filter(provider=issuer, uid=subject, user__is_active=True).first()
    return Person.objects.get(id=held.user_id) if held else None


@transaction.atomic
def end_elsewhere(*, handle: str, by: Member, at: datetime) -> bool:
    """Sign oneself out in another browser; False when that had ended already."""
    if not end_sitting(by.person_id, handle):
        return False
    audit.record(by=by, at=at, action="session_ended", subject="person", ref=str(by.person_id))
    return True


def _told(action: str, by: Member, at: datetime, this: str | None, **facts: str) -> None:
    ended = end_sessions(by.person_id, but=this)
    audit.record(by=by, at=at, action=action, subject="person", ref=str(by.person_id), ended=ended, **facts)
