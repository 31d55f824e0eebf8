"""Writes about links: each atomic, with one audit entry. Tokens and codes are given back once and never kept."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.links.drawing import new_code, new_token, of_code, of_token
from answerable.links.models import Link, LinkSession
from answerable.links.rules import (
    CODE_ANEW,
    CODE_LASTS,
    CODES_A_DAY,
    NO_CODES_LEFT,
    TRIES_OF_A_CODE,
    CodeRefused,
    Ending,
    Purpose,
    is_live,
    looks_like_a_code,
    session_ends,
)
from answerable.records import london_day


@sensitive_variables("token")
@transaction.atomic
def make(
    *, purpose: Purpose, about: str, report_ref: str, for_whom: str, to: str, ends_at: datetime, by: Member,
    at: datetime,
) -> tuple[Link, str]:
    """A new link, and its token. One that stands for the same thing ends at once, with its sessions."""
    for former in Link.objects.select_for_update().filter(purpose=purpose.value, about=about, ended_at__isnull=True):
        _end(former, Ending.REPLACED, by, at)
    token = new_token()
    link = Link.objects.create(
        purpose=purpose.value, about=about, report_ref=report_ref, for_whom=for_whom, to=to,
        token_hash=of_token(token), made_at=at, made_by=by.person_id, ends_at=ends_at)
    _note(link, "link_made", by, at)
    return link, token


@transaction.atomic
def withdraw(*, link: Link, by: Member, at: datetime) -> None:
    """End a link by hand. Whoever writes answers can, and an administrator for any link."""
    if not by.may(Permission.MANAGE_BODY):
        check_may(by, Permission.WRITE)
    held = _locked(link)
    if held.ended_at is None:
        _end(held, Ending.WITHDRAWN, by, at)
        _note(held, "link_withdrawn", by, at)


@transaction.atomic
def close(*, purpose: Purpose, about: str, by: Member | None, at: datetime) -> None:
    """End the link for a thing that is done; nothing happens when there is none."""
    for held in Link.objects.select_for_update().filter(purpose=purpose.value, about=about, ended_at__isnull=True):
        _end(held, Ending.CLOSED, by, at)
        _note(held, "link_closed", by, at)


@transaction.atomic
def move_end(*, link: Link, ends_at: datetime, by: Member, at: datetime) -> None:
    held = _locked(link)
    if held.ends_at != ends_at:
        held.ends_at = ends_at
        held.save()
        _note(held, "link_end_moved", by, at)


@sensitive_variables("code")
@transaction.atomic
def make_code(*, link: Link, by: Member | None, at: datetime) -> str | None:
    """A code for this link in the place of any other. `by` is None for whoever holds the link, whose codes are
    counted; None comes back when one was made for them a moment ago, which still stands."""
    held = _locked(link)
    if not is_live(held, at):
        raise CodeRefused("This link does not work now.")
    if by is None:
        if held.code_hash and held.code_made_at and at < held.code_made_at + CODE_ANEW:
            return None
        today = london_day(at)
        held.codes_asked = held.codes_asked + 1 if held.codes_on == today else 1
        held.codes_on = today
        if held.codes_asked > CODES_A_DAY:
            raise CodeRefused(NO_CODES_LEFT)
    code = new_code()
    held.code_hash, held.code_made_at, held.code_tries = of_code(held.id, code), at, 0
    held.save()
    _note(held, "code_made", by, at)
    return code


@sensitive_variables("code", "token")
def open_with(*, link: Link, code: str, at: datetime) -> str:
    """The token of a new session. A wrong code is counted even though it is refused, so this is no one transaction."""
    typed = "".join(code.split())
    if not looks_like_a_code(typed):
        raise CodeRefused("Enter the 6 figures of the code")
    token = _try(link, typed, at)
    if token is None:
        raise CodeRefused("This code does not open the link. Check the figures, or ask for a new code. "
                          "A code works for 10 minutes.")
    return token


@sensitive_variables("code", "token")
@transaction.atomic
def _try(link: Link, code: str, at: datetime) -> str | None:
    held = _locked(link)
    made_at = held.code_made_at
    if not is_live(held, at) or not held.code_hash or made_at is None or at >= made_at + CODE_LASTS:
        return None
    held.code_tries += 1
    is_right = hmac.compare_digest(held.code_hash, of_code(held.id, code))
    if is_right or held.code_tries >= TRIES_OF_A_CODE:
        held.code_hash, held.code_made_at = "", None  # a code works once
    if not is_right:
        held.save()
        return None
    held.opened, held.last_opened_at = held.opened + 1, at
    held.save()
    token = new_token()
    LinkSession.objects.create(link=held, token_hash=of_token(token), began_at=at,
                               ends_at=session_ends(at, held.ends_at))
    _note(held, "link_opened", None, at)
    return token


def _locked(link: Link) -> Link:
    return Link.objects.select_for_update().get(id=link.id)


def _end(link: Link, why: Ending, by: Member | None, at: datetime) -> None:
    link.ended_at, link.ended_by, link.why_ended = at, by.person_id if by else None, why.value
    link.code_hash, link.code_made_at = "", None
    link.save()
    link.sessions.all().delete()


def _note(link: Link, action: str, by: Member | None, at: datetime) -> None:
    audit.record(by=by, at=at, action=action, subject="link", ref=link.ref, report_ref=link.report_ref,
                 purpose=link.purpose)
