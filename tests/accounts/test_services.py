"""A police force, a fire and rescue service, or both: what a body's names may hold, and what older rows become."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db.migrations.loader import MigrationLoader

from answerable.accounts import operations
from answerable.accounts.models import BodyNames
from answerable.accounts.queries import names_on
from answerable.responses.contents import body_part
from tests.conftest import MARLSHIRE_NAMES, NOW, TODAY

SERVICE = {"fire_name": "Marlshire Fire and Rescue Service", "fire_chief_title": "Chief Fire Officer"}
NO_FORCE = {"force_name": "", "chief_title": ""}
moving = import_module("answerable.accounts.migrations.0008_fire_services")


@pytest.mark.parametrize("names", [{}, SERVICE, {**NO_FORCE, **SERVICE}], ids=["force", "both", "service"])
def test_a_body_answers_for_one_or_both(marlshire, names):
    row = operations.rename_body(names=names, from_on=names_on(TODAY).from_on, by=marlshire.gwen, at=NOW)

    part = body_part(row)
    assert {name: getattr(part, name) for name in names} == names


@pytest.mark.parametrize(("names", "words"), [
    (NO_FORCE, "Name the police force or the fire and rescue service"),
    ({"chief_title": ""}, "Give the police force and the title of its chief officer, or neither"),
    ({"fire_name": "Marlshire Fire and Rescue Service"}, "Give the fire and rescue service and the title"),
])
def test_neither_or_half_of_one_is_refused(marlshire, names, words):
    with pytest.raises(ValidationError, match=words):
        operations.rename_body(names=names, from_on=names_on(TODAY).from_on, by=marlshire.gwen, at=NOW)


def test_the_names_of_a_fire_authority_move_to_their_place_and_back_and_all_others_stay(marlshire):
    fire = operations.add_body(ref="marfire", names={
        **MARLSHIRE_NAMES, "force_name": "Marlshire Fire and Rescue Service", "chief_title": "Chief Fire Officer",
        "capacities": ["fire"]}, from_on=TODAY, at=NOW)
    apps = MigrationLoader(None).project_state(("accounts", "0008_fire_services")).apps
    before = list(BodyNames.every_body.order_by("id").values())

    moving.to_its_place(apps, None)

    row = BodyNames.every_body.get(body=fire)
    assert (row.force_name, row.chief_title, row.fire_name, row.fire_chief_title) == (
        "", "", "Marlshire Fire and Rescue Service", "Chief Fire Officer")
    assert [r for r in BodyNames.every_body.values() if r["body_id"] != fire.id] == [
        r for r in before if r["body_id"] != fire.id]
    moving.back(apps, None)
    assert list(BodyNames.every_body.order_by("id").values()) == before
