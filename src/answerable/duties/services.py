"""Which service a report is about, and what the body calls that service and its chief officer. Pure.

A body answers for a police force, for a fire and rescue service, or for both. Its names, and those that a record
states, give each of them a name and the title of its chief officer; one that it does not have is empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol


class Service(StrEnum):
    POLICE = "police"
    FIRE = "fire"

    @property
    def word(self) -> str:
        """The service in a sentence: "the force’s position"."""
        return "force" if self is Service.POLICE else "service"


class Named(Protocol):
    """What has the names of a body: its row here, or the part of a record."""

    @property
    def force_name(self) -> str: ...
    @property
    def chief_title(self) -> str: ...
    @property
    def fire_name(self) -> str: ...
    @property
    def fire_chief_title(self) -> str: ...


@dataclass(frozen=True)
class Inspected:
    """A force or service as a sentence calls it: its name, the title of its chief officer, and a word for it."""

    name: str
    chief: str
    word: str


EITHER = Inspected("the force or service", "chief officer", "force or service")  # nobody has said which of two it is


def services(names: Named) -> tuple[Inspected, ...]:
    """Those that the body answers for, the police force first."""
    named = (
        Inspected(names.force_name, names.chief_title, Service.POLICE.word),
        Inspected(names.fire_name, names.fire_chief_title, Service.FIRE.word),
    )
    return tuple(one for one in named if one.name)


def inspected(names: Named, service: Service | None, word: str = "") -> Inspected:
    """The one that a report about `service` concerns. `None`: not known, so that of two it is neither.

    Names from before a fire and rescue service had a place of its own hold it in the place of the force, so the only
    one that is named is taken. `word`: what the law calls it instead.
    """
    held = services(names) or (EITHER,)
    if len(held) == 1:
        is_fire = service is Service.FIRE or held[0].word == Service.FIRE.word
        one = replace(held[0], word=Service.FIRE.word if is_fire else held[0].word)
    else:
        one = EITHER if service is None else held[0] if service is Service.POLICE else held[1]
    return replace(one, word=word or one.word)


def names_of_all(names: Named) -> str:
    """"Marlshire Police and Marlshire Fire and Rescue Service"."""
    return " and ".join(one.name for one in services(names))
