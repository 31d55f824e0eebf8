"""Between a right password and a session: the second step, and what is noted once somebody is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest

from answerable.accounts import audit
from answerable.accounts.models import Person
from answerable.accounts.queries import membership_of
from answerable.accounts.scope import in_body

WAITING = "waiting"  # of the session: who gave a right password, and has a second step to give
SECONDS_TO_WAIT = 10 * 60
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (("Windows", "Windows"), ("iPhone|iPad", "iPhone or iPad"), ("Android", "Android"), ("Mac OS", "Mac"),
            ("Linux", "Linux"))


@dataclass(frozen=True)
class Waiting:
    person: Person
    how: str


def begin_to_wait(request: Any, person: Person, how: str) -> None:
    """Remember that the first step was right. Nobody is signed in by this."""
    request.session.cycle_key()
    request.session[WAITING] = {"person": person.id, "at": int(request.at.timestamp()), "how": how}


def who_waits(request: Any) -> Waiting | None:
    held = request.session.get(WAITING)
    if not held or not 0 <= request.at.timestamp() - held["at"] <= SECONDS_TO_WAIT:
        return None
    person = Person.objects.filter(id=held["person"], is_active=True).first()
    return Waiting(person, held["how"]) if person else None


def arrive(request: Any, person: Person, *, how: str, factor: str | None) -> None:
    """Sign somebody in who gave all that is asked of them, under a new session key."""
    request.session.pop(WAITING, None)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    now = int(request.at.timestamp())
    request.session.update({"began": now, "used": now, "browser": browser_words(request)})
    if factor:
        request.session["factor"] = factor
    member = membership_of(person, request.today)
    if member:
        with in_body(member.body_id):
            audit.record(by=member, at=request.at, action="signed_in", subject="person", ref=str(person.id),
                         how=how, factor=factor)


def note_refusal(request: Any, person: Person | None, what: str) -> None:
    """Keep that a sign-in of somebody we know was refused; a name that nobody has leaves no trace of itself."""
    member = membership_of(person, request.today) if person else None
    if member:
        with in_body(member.body_id):
            audit.record(by=None, at=request.at, action="sign_in_refused", subject="person", ref=str(member.person_id),
                         what=what)


def browser_words(request: HttpRequest) -> str:
    """ "Firefox on Windows": enough to know one's own browsers apart, and no more."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for sign, name in _BROWSERS if sign in agent), "A browser")
    system = next((name for sign, name in _SYSTEMS if re.search(sign, agent)), "")
    return f"{browser} on {system}" if system else browser
