"""One row of each table, as a frozen value. What is not known is `None`, and never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How far a row was compared with its source."""

    WORDS_READ = "V"  # the words were read
    PART_READ = "P"  # only a part of the source could be read, and it says so there
    SECONDARY = "S"  # somebody else says so
    INFERRED = "I"  # follows from what was read
    MEMORY = "M"  # from memory: not compared with anything yet


@dataclass(frozen=True, kw_only=True)
class Source:
    """What rows rest on."""

    code: str
    title: str
    publisher: str
    address: str | None
    dated: date | None  # the day that a list gives itself
    read_on: date | None  # the day on which a stored copy was read


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """What every row says about itself."""

    source: tuple[Source, ...]
    standing: Standing
    as_at: date | None  # the day for which the row was established; None: from memory
    note: str

    @property
    def checked(self) -> bool:
        """False: written from memory, and to be compared before anybody relies on it."""
        return self.standing is not Standing.MEMORY


class BodyKind(StrEnum):
    COMMISSIONER = "commissioner"
    FIRE_AND_CRIME_COMMISSIONER = "fire_and_crime_commissioner"
    MAYOR = "mayor"
    COMMON_COUNCIL = "common_council"
    FIRE_AUTHORITY = "fire_authority"


@dataclass(frozen=True, kw_only=True)
class Body(Sourced):
    """What a body is called from its first day to its last. One that was renamed has a row for each name."""

    code: str  # a proposal for the reference of its register
    name: str
    short_name: str
    kind: BodyKind
    holder_title: str | None
    force: str | None  # code of the police force that it holds to account
    fire_service: str | None  # code of the fire and rescue service that it is, or exercises, the authority of
    first_day: date | None
    last_day: date | None

    def includes(self, day: date) -> bool:
        """Whether this was its name on a day, as far as is known."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, kw_only=True)
class Force(Sourced):
    code: str  # as data.police.uk writes it
    name: str
    chief_title: str
    police_area: str  # code of the Office for National Statistics
    in_crime_files: str  # its name in the street files of data.police.uk
    few_residents: bool  # so few who are there live there that residents are no base for a rate


@dataclass(frozen=True, kw_only=True)
class FireService(Sourced):
    code: str
    name: str
    chief_title: str
    fire_area: str | None  # code of the Office for National Statistics


@dataclass(frozen=True, kw_only=True)
class Succession(Sourced):
    """Who took over from whom. `announced`: not in force, and so without day and successor."""

    former: str
    successor: str | None
    on_day: date | None
    state: str  # "in_force" or "announced"


@dataclass(frozen=True, kw_only=True)
class Area(Sourced):
    """A council, a police area or a fire area, by its code of the Office for National Statistics."""

    ons_code: str
    name: str
    kind: str
    police_area: str | None
    fire_area: str | None
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, kw_only=True)
class Inspectorate(Sourced):
    code: str
    short_name: str
    name: str
    covers: str
