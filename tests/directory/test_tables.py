"""The reference list: every row has a source, every day is in order, every reference leads somewhere."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import pytest

from answerable import directory
from answerable.directory import BodyKind, Standing

ROOT = files("answerable.directory")
PACKAGE = json.loads((ROOT / "tables.json").read_text("utf-8"))
TABLES = {table["name"]: table for table in PACKAGE["resources"]}
ROWS = [*directory.bodies(), *directory.forces(), *directory.fire_services(), *directory.successions(),
        *directory.areas(), *directory.inspectorates()]
DAYS = [date(2012, 11, 22), date(2017, 5, 7), date(2017, 5, 8), date(2018, 11, 14), date(2021, 5, 10),
        date(2024, 5, 6), date(2024, 5, 7), date(2026, 1, 1)]


def cells(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / TABLES[name]["path"]).read_text("utf-8").splitlines()))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_what_its_schema_says(name):
    schema = TABLES[name]["schema"]
    for row in cells(name):
        assert list(row) == [field["name"] for field in schema["fields"]]
        for field in schema["fields"]:
            text, rule = row[field["name"]], field.get("constraints", {})
            assert text or not rule.get("required"), (name, row)
            assert not text or field["type"] != "date" or date.fromisoformat(text)
            assert not text or "enum" not in rule or text in rule["enum"], (name, text)
            assert not text or "pattern" not in rule or re.fullmatch(rule["pattern"], text), (name, text)


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique_and_references_lead_somewhere(name):
    schema = TABLES[name]["schema"]
    keys = [tuple(row[column] for column in schema["primaryKey"]) for row in cells(name)]
    assert len(keys) == len(set(keys))
    for key in schema.get("foreignKeys", ()):
        there = {row[key["reference"]["fields"]] for row in cells(key["reference"]["resource"])}
        assert {row[key["fields"]] for row in cells(name)} - {""} <= there


def test_every_row_states_a_source_and_the_day_it_was_established():
    for row in ROWS:
        assert row.source
        assert (row.as_at is not None) == row.checked, row
        assert row.checked == (row.standing is not Standing.MEMORY)
        assert row.checked != any(source.code == "memory" for source in row.source), row


def test_every_source_is_used_and_says_who_published_it_and_when_it_was_read():
    used = {source.code for row in ROWS for source in row.source}
    assert used == {source.code for source in directory.sources()}
    for source in directory.sources():
        assert source.publisher
        assert source.code == "memory" or (source.read_on and source.address and source.address.startswith("http"))


def test_days_are_in_order_and_names_of_one_body_follow_one_another():
    for row in (*directory.bodies(), *directory.areas()):
        assert not (row.first_day and row.last_day) or row.first_day <= row.last_day, row
    for code in {body.code for body in directory.bodies()}:
        names = sorted((b for b in directory.bodies() if b.code == code), key=lambda b: b.first_day or date.min)
        for before, after in pairwise(names):
            assert before.last_day + timedelta(days=1) == after.first_day


@pytest.mark.parametrize("day", DAYS)
def test_every_force_has_exactly_one_body_on_every_day(day):
    held = [body.force for body in directory.bodies_on(day) if body.force]
    assert sorted(held) == sorted(force.code for force in directory.forces())


def test_every_fire_service_has_exactly_one_authority_today():
    held = [body.fire_service for body in directory.bodies_on(date(2026, 1, 1)) if body.fire_service]
    assert sorted(held) == sorted(service.code for service in directory.fire_services())


def test_a_successor_begins_on_the_day_after_the_former_ends():
    of_code = {body.code: body for body in directory.bodies()}
    for row in directory.successions():
        former = max((b for b in directory.bodies() if b.code == row.former), key=lambda b: b.first_day or date.min)
        if row.state == "in_force":
            assert former.last_day + timedelta(days=1) == row.on_day == of_code[row.successor].first_day
        else:
            assert (row.successor, row.on_day, former.last_day) == (None, None, None)


def test_the_43_police_areas_each_have_a_force_and_a_mayor_is_no_commissioner():
    assert len({force.police_area for force in directory.forces()}) == 43
    for body in directory.bodies():
        if body.kind is BodyKind.MAYOR:
            assert "Commissioner" not in f"{body.name}{body.short_name}{body.holder_title}"


def test_a_council_that_was_replaced_lies_in_the_areas_of_its_districts():
    cumberland = next(area for area in directory.areas() if area.ons_code == "E06000063")
    allerdale = next(area for area in directory.areas() if area.ons_code == "E07000026")
    assert cumberland.police_area == allerdale.police_area == "E23000002"
    assert (allerdale.last_day, cumberland.first_day) == (date(2023, 3, 31), date(2023, 4, 1))
    assert cumberland.standing is Standing.INFERRED
