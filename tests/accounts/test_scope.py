"""One body never reads or touches another's rows, and a query without a body fails."""

from __future__ import annotations

import pytest
from django.apps import apps

from answerable.accounts.models import AuditEntry, Membership
from answerable.accounts.scope import BodyRow, NoScope, OtherBody, in_body

SHARED_BETWEEN_BODIES = {"accounts.Body", "accounts.Person", "accounts.SignIn", "accounts.Tries"}


def test_a_query_without_a_body_raises(cast):
    with pytest.raises(NoScope):
        list(Membership.objects.all())


def test_a_body_sees_its_own_people_only(cast):
    with in_body(cast.tarnbridge.id):
        ids = set(Membership.objects.values_list("person_id", flat=True))

    assert ids == {cast.zoe.person_id, cast.yusuf.person_id}


def test_a_row_cannot_be_saved_into_another_body(cast):
    with in_body(cast.tarnbridge.id):
        place = Membership.objects.get(person_id=cast.zoe.person_id)

    with in_body(cast.marlshire.id), pytest.raises(OtherBody):
        place.save()


def test_a_row_is_not_found_by_number_from_another_body(cast):
    with in_body(cast.tarnbridge.id):
        number = Membership.objects.first().pk

    with in_body(cast.marlshire.id), pytest.raises(Membership.DoesNotExist):
        Membership.objects.get(pk=number)


def test_bulk_writing_is_refused_because_it_skips_the_wall(marlshire):
    with pytest.raises(OtherBody):
        Membership.objects.bulk_create([Membership(body=marlshire.tarnbridge, person_id=1, post="x")])


def test_the_scope_ends_with_its_block(cast):
    with in_body(cast.marlshire.id):
        AuditEntry.objects.count()

    with pytest.raises(NoScope):
        AuditEntry.objects.count()


def test_every_table_of_ours_belongs_to_a_body_or_is_listed_as_shared():
    ours = [m for m in apps.get_models() if m.__module__.startswith("answerable.")]

    loose = {m._meta.label for m in ours if not issubclass(m, BodyRow)}

    assert loose == SHARED_BETWEEN_BODIES


def test_every_table_of_a_body_keeps_the_scope_in_joins_and_forward_keys():
    rows = [m for m in apps.get_models() if issubclass(m, BodyRow)]

    assert rows
    assert all(m._meta.base_manager_name == m._meta.default_manager_name == "objects" for m in rows)
