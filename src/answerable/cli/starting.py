"""The names of a body that an office starts with: from the reference list, or from a file of the office's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from answerable.directory import Body, BodyKind, FireService, Force, Standing, find, fire_services, forces
from answerable.duties import Capacity

NOT_STATED = "Not stated"
SERVICES = (("force_name", "chief_title"), ("fire_name", "fire_chief_title"))  # one of them, or both
NAMES = ("name", "short_name", "holder_title", "holder_name", *SERVICES[0], *SERVICES[1], "contact", "website")


class CannotStart(ValueError):
    """A sentence that says what is missing, and what to write."""


@dataclass(frozen=True)
class Beginning:
    """What a body begins with."""

    ref: str
    names: dict[str, str]
    to_compare: tuple[str, ...]  # what the list has from memory or from a part of a source
    capacities: tuple[Capacity, ...] = ()  # what the body is; empty: not known


def from_directory(words: str, day: date) -> Beginning:
    """The names of the body in the reference list that these words find. Raises `LookupError` or `CannotStart`."""
    body = find(words, day)
    named: list[Body | Force | FireService] = [body]
    names = {"name": body.name, "short_name": body.short_name, "holder_title": body.holder_title or ""}
    if body.force:
        force = next(row for row in forces() if row.code == body.force)
        names |= {"force_name": force.name, "chief_title": force.chief_title}
        named.append(force)
    if body.fire_service:
        service = next(row for row in fire_services() if row.code == body.fire_service)
        names |= {"fire_name": service.name, "fire_chief_title": service.chief_title}
        named.append(service)
    return Beginning(body.code, names, tuple(_doubts(named)), tuple(_capacities(body)))


def from_file(path: Path) -> Beginning:
    """The names in a JSON file, for a body that the list does not hold. Raises `CannotStart`."""
    try:
        stated = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise CannotStart(f"{path} cannot be read as JSON with the names of a body.") from None
    known = {"ref", *NAMES}
    if not isinstance(stated, dict) or not all(isinstance(value, str) for value in stated.values()):
        raise CannotStart(f"{path} must be one object of names, each a text: {', '.join(sorted(known))}.")
    if unknown := set(stated) - known:
        raise CannotStart(f"{path} has {min(unknown)!r}, which is no name of a body. It may have {', '.join(NAMES)}.")
    services = [pair for pair in SERVICES if set(pair) & set(stated)] or [SERVICES[0]]
    needed = {"ref", "name", "short_name", "holder_title", *(one for pair in services for one in pair)}
    if missing := needed - set(stated):
        raise CannotStart(f"{path} lacks {min(missing)}.")
    return Beginning(stated.pop("ref"), stated, ())


def _capacities(body: Body) -> Iterator[Capacity]:
    if body.force:
        council = body.kind is BodyKind.COMMON_COUNCIL
        yield Capacity.COMMON_COUNCIL if council else Capacity.ELECTED_POLICING
    if body.fire_service:
        yield Capacity.FIRE


def _doubts(named: Iterable[Body | Force | FireService]) -> Iterator[str]:
    for row in named:
        if row.standing is Standing.MEMORY:
            yield f"“{row.name}” stands in the list from memory"
