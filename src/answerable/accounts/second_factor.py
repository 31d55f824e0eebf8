"""The second step of signing in: codes from an app, security keys, and recovery codes.

`allauth.mfa` keeps the rows and knows the algorithms (RFC 4226 and 6238, WebAuthn). Its pages are not used
(`docs/decisions/0006-people.md`).
"""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidSignature
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.db import transaction

from answerable.accounts.models import Person
from answerable.accounts.sealing import seal, unseal

SECONDS_A_CODE = 30  # RFC 6238, section 5.2
CODES_EITHER_SIDE = 1  # a telephone's clock may be half a minute off
MOST_KEYS = 10
_NOT_AN_ANSWER = (ValidationError, ValueError, TypeError, KeyError, AttributeError, RecursionError, InvalidSignature)


class Factor(StrEnum):
    APP = "totp"
    KEY = "webauthn"
    RECOVERY_CODE = "recovery_codes"


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library tells no types
    """What `allauth.mfa` asks of an installation: nothing is stored in clear, nothing is sent by mail."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Changes of factors are told on pages and in the audit trail."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": "Answerable"}


def factors_of(person_id: int) -> list[Authenticator]:
    """Apps and keys, oldest first; recovery codes are not a factor of their own."""
    return list(Authenticator.objects.filter(user_id=person_id, type__in=[Factor.APP, Factor.KEY]).order_by("id"))


def has_factor(person_id: int) -> bool:
    return bool(factors_of(person_id))


def unused_recovery_codes(person_id: int) -> int:
    row = Authenticator.objects.filter(user_id=person_id, type=Factor.RECOVERY_CODE).first()
    try:
        return len(RecoveryCodes(row).get_unused_codes()) if row else 0
    except InvalidToken:
        return 0


def are_sealed_with_another_key() -> bool:
    """Whether the secrets that the database holds cannot be opened: their key was lost or changed."""
    row = Authenticator.objects.filter(type=Factor.APP).order_by("-id").first()
    try:
        return bool(row) and not unseal(row.data["secret"])
    except InvalidToken:
        return True


def new_app_secret() -> str:
    return str(generate_totp_secret())


def app_address(person: Person, secret: str) -> str:
    """What the square picture says to the app."""
    return str(Adapter().build_totp_url(person, secret))


def app_picture_of(person: Person, secret: str) -> str:
    """The square picture, as SVG."""
    return str(Adapter().build_totp_svg(app_address(person, secret)))


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The half-minute to which a code belongs, near a moment; None for a wrong code."""
    now = int(at.timestamp()) // SECONDS_A_CODE
    for step in range(now - CODES_EITHER_SIDE, now + CODES_EITHER_SIDE + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


@transaction.atomic
def check_code(*, person: Person, code: str, at: datetime) -> Factor | None:
    """Which factor a typed code belongs to. Each code counts once, whichever worker sees it first."""
    try:
        return _checked(person, code, at)
    except InvalidToken:  # sealed with a key that is no longer here: `answerable doctor` says so
        return None


def _checked(person: Person, code: str, at: datetime) -> Factor | None:
    app = Authenticator.objects.select_for_update().filter(user=person, type=Factor.APP).first()
    if app is not None:
        step = matching_step(unseal(app.data["secret"]), code, at)
        if step is not None and step > app.data["last_step"]:  # RFC 6238, section 5.2: one-time only
            app.data["last_step"], app.last_used_at = step, at
            app.save()
            return Factor.APP
    codes = Authenticator.objects.filter(user=person, type=Factor.RECOVERY_CODE).first()
    if codes is not None and RecoveryCodes(codes).validate_code(code):
        Authenticator.objects.filter(id=codes.id).update(last_used_at=at)
        return Factor.RECOVERY_CODE
    return None


def check_key(*, person: Person, answer: str, at: datetime) -> Factor | None:
    """Whether a security key of this person answered the challenge that stands in the session."""
    try:
        row = webauthn.complete_authentication(person, _parsed(answer))
    except _NOT_AN_ANSWER:
        return None
    Authenticator.objects.filter(id=row.id).update(last_used_at=at)
    return Factor.KEY


def registered_key(answer: str) -> dict[str, Any] | None:
    """The credential, if it answers the challenge that stands in the session."""
    try:
        credential = _parsed(answer)
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except _NOT_AN_ANSWER:
        return None
    return credential


def _parsed(answer: str) -> dict[str, Any]:
    """What the browser's script sends: an answer of WebAuthn in JSON."""
    parsed = json.loads(answer)
    if not isinstance(parsed, dict):
        raise ValueError("not an answer of a security key")
    return parsed
