"""Reads the tables, once each, into frozen rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from answerable.directory.rows import (
    Area,
    Body,
    BodyKind,
    FireService,
    Force,
    Inspectorate,
    Source,
    Sourced,
    Standing,
    Succession,
)

Row = TypeVar("Row", bound=Sourced)
_WORDS = frozenset({"note", "title", "publisher"})  # columns that may be empty words; elsewhere empty is unknown
_DAYS = frozenset({"first_day", "last_day", "on_day", "as_at", "dated", "read_on"})


@cache
def sources() -> tuple[Source, ...]:
    return tuple(Source(**{name: _value(name, text) for name, text in row.items()}) for row in _rows("sources"))


@cache
def bodies() -> tuple[Body, ...]:
    return _table("bodies", Body)


@cache
def forces() -> tuple[Force, ...]:
    return _table("forces", Force)


@cache
def fire_services() -> tuple[FireService, ...]:
    return _table("fire_services", FireService)


@cache
def successions() -> tuple[Succession, ...]:
    return _table("successions", Succession)


@cache
def areas() -> tuple[Area, ...]:
    return _table("areas", Area)


@cache
def inspectorates() -> tuple[Inspectorate, ...]:
    return _table("inspectorates", Inspectorate)


def _table(name: str, shape: type[Row]) -> tuple[Row, ...]:
    of_code = {source.code: source for source in sources()}
    names = {field.name for field in fields(shape)}
    made = []
    for row in _rows(name):
        values = {column: _value(column, text) for column, text in row.items() if column in names}
        values |= {"source": tuple(of_code[code] for code in row["source"].split()),
                   "standing": Standing(row["standing"])}
        if "kind" in row and shape is Body:
            values["kind"] = BodyKind(row["kind"])
        made.append(shape(**values))
    return tuple(made)


def _value(column: str, text: str) -> Any:
    if column in _DAYS:
        return date.fromisoformat(text) if text else None
    if column == "few_residents":
        return text == "yes"
    return text if text or column in _WORDS else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files(__package__) / "data" / f"{name}.csv").read_text("utf-8")
    return iter(csv.DictReader(text.splitlines()))
