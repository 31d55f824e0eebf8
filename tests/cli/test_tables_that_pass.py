"""Every table is decided on: its rows pass to a successor, or stay for a reason."""

from __future__ import annotations

from django.db import models

from answerable.cli import work


def test_every_table_with_a_bodys_rows_passes_or_stays_for_a_reason():
    passes = {model._meta.label for model in work.PASSES}

    assert passes | set(work.STAYS) == set(work.every_table())
    assert not passes & set(work.STAYS)


def test_every_number_in_what_passes_is_known_to_be_a_person_or_a_row():
    for model in work.PASSES:
        for field in model._meta.concrete_fields:
            if type(field) is models.BigIntegerField:
                names_a_person = field.name.endswith(("_by", "person_id", "handed_to", "owner_id"))
                assert names_a_person or field.name == "by", (model, field)
