"""Finds a body by its code or a part of its name, and says what to do when that does not settle it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from answerable.directory.rows import Body
from answerable.directory.tables import bodies, fire_services, forces, successions

MOST_NAMED = 10
_FILLING = frozenset({"and", "for", "of", "office", "s", "the"})


class NotFound(LookupError):
    """No body is called so on that day. The message names those that come near."""


class SeveralFound(LookupError):
    """The words fit several bodies. The message names them with their codes."""


def bodies_on(day: date) -> tuple[Body, ...]:
    """The bodies that are there on a day, each under the name it has then."""
    return tuple(body for body in bodies() if body.includes(day))


def find(words: str, day: date) -> Body:
    """The one body of a code, of an exact name, or whose name or force holds all of the words, on a day.

    Raises `NotFound` or `SeveralFound`, both with a sentence that says what to write instead.
    """
    there = bodies_on(day)
    for exact in (lambda b: b.code == words.strip().lower(), lambda b: _plain(b.name) == _plain(words)):
        if found := [body for body in there if exact(body)]:
            return found[0]
    wanted = _plain(words) - _FILLING
    found = [body for body in there if wanted and wanted <= _described(body)]
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralFound(f"{words} fits several bodies. Write the code of one: {_listed(found)}.")
    raise NotFound(_not_found(words, wanted, day))


def _not_found(words: str, wanted: frozenset[str], day: date) -> str:
    for body in bodies():
        if not body.includes(day) and (body.code == words.strip().lower() or wanted <= _described(body)) and wanted:
            heirs = [s.successor for s in successions() if s.former == body.code and s.state == "in_force"]
            heir = f" Its successor is {heirs[0]}." if heirs and heirs[0] else ""
            return f"{body.name} is not there on {day.isoformat()}.{heir}"
    names = {body.name: body for body in bodies_on(day)}
    near = [names[name] for name in get_close_matches(words, names, n=3, cutoff=0.4)]
    return f"No body in the list is called {words!r}.{f' Near: {_listed(near)}.' if near else ''}"


def _described(body: Body) -> frozenset[str]:
    """The words by which somebody may look for a body."""
    called = {force.code: force.name for force in forces()}
    called |= {service.code: service.name for service in fire_services()}
    of = (called.get(code or "", "") for code in (body.force, body.fire_service))
    return _plain(" ".join((body.code, body.name, body.short_name, *of)))


def _plain(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", words.lower()))


def _listed(found: Iterable[Body]) -> str:
    named = [f"{body.code} ({body.name})" for body in found]
    more = len(named) - MOST_NAMED
    return ", ".join(named[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
