"""Where somebody is signed in, and ending it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from answerable.accounts.models import SignIn


@dataclass(frozen=True)
class Sitting:
    """One browser in which a person is signed in. `handle` names it; the session's key cannot be had from it."""

    handle: str
    browser: str
    began_at: datetime
    used_at: datetime
    is_this_one: bool


def sittings(person_id: int, *, at: datetime, this: str | None) -> list[Sitting]:
    """A person's sessions that have not ended, the newest first. `this` is the key of the one that asks."""
    found = []
    for row in SignIn.objects.filter(person_id=person_id, expire_date__gt=at):
        held = row.get_decoded()
        began, used = (datetime.fromtimestamp(held.get(name, 0), UTC) for name in ("began", "used"))
        found.append(Sitting(_handle(row.session_key), held.get("browser", ""), began, used, row.session_key == this))
    return sorted(found, key=lambda sitting: sitting.began_at, reverse=True)


def end_sitting(person_id: int, handle: str) -> bool:
    """End one session of this person; False when it had ended."""
    keys = [row.session_key for row in SignIn.objects.filter(person_id=person_id) if _handle(row.session_key) == handle]
    return bool(SignIn.objects.filter(person_id=person_id, session_key__in=keys).delete()[0])


def end_sessions(person_id: int, *, but: str | None = None) -> int:
    """End a person's sessions, all or all but one; how many there were."""
    return int(SignIn.objects.filter(person_id=person_id).exclude(session_key=but or "").delete()[0])


def _handle(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()[:16]
