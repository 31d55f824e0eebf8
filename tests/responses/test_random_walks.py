"""Whatever is done by whomever in whatever order: nothing is published unsigned, nothing is lost, all of it is told.

Hypothesis draws sequences of every operation by every role, from four places on an answer's way.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.accounts import operations as accounts
from answerable.accounts.models import AuditEntry
from answerable.accounts.queries import membership_of
from answerable.accounts.roles import NotAllowed, Role
from answerable.accounts.scope import BodyRow, in_body
from answerable.duties import DutyError
from answerable.messages.rules import CannotSend
from answerable.records import files
from answerable.records.verify import verify
from answerable.responses import chain, slots
from answerable.responses.models import (
    ChainEntry,
    ChainPart,
    CopySent,
    MarginNote,
    Removal,
    Response,
    Saved,
    TypedDraft,
    Version,
)
from answerable.responses.rules import Refused
from tests.conftest import NOW, PASSWORD, TODAY
from tests.responses.random_steps import NOT_STEPS, STEPS, operations_on_a_report
from tests.responses.walk import Walk, confirmed_report

LEAVES_NO_TRACE = {"typed.keep_typed", "typed.throw_away"}  # nothing is decided by them, and nobody else sees them
TABLES = [model for model in apps.get_models() if issubclass(model, BodyRow)]
BEGINNINGS = {"decided": lambda w: (w.propose(), w.confirm()), "written": Walk.to_written, "signed": Walk.to_signed,
              "published": Walk.to_published}


def test_every_operation_on_an_answer_is_walked():
    assert set(operations_on_a_report()) - NOT_STEPS == set(STEPS)


@pytest.fixture
def people(cast, home: Path):
    """Everybody of Marlshire, a person of the force and a second approver among them."""
    with in_body(cast.marlshire.id):
        more = [accounts.add_person(email=f"{name}@mar.example", name=name.title(), post="Officer", roles=[role],
                                    password=PASSWORD, by=None, at=NOW)
                for name, role in (("dana", Role.FORCE_CONTRIBUTOR), ("sam", Role.APPROVER))]
        yield [cast.asha, cast.tom, cast.rana, cast.ruth, cast.gwen, cast.idris,
               *(membership_of(row, TODAY) for row in more)]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(chance=st.randoms(use_true_random=False))
def test_over_any_sequence_only_signed_words_are_published_and_nothing_is_lost(people, tmp_path_factory, chance):
    with transaction.atomic():
        walk = Walk(people[0], people[1], people[3], confirmed_report(people[0]))
        BEGINNINGS[chance.choice(sorted(BEGINNINGS))](walk)
        for name in chance.choices(sorted(STEPS), k=50):
            for by in chance.sample(people, 4):  # until somebody may
                if take(walk, name, by, chance):
                    check_published_words_are_signed()
                    check_two_people_decided()
                    break
        check_whole(tmp_path_factory.mktemp("register"))
        transaction.set_rollback(True)


def take(walk: Walk, name: str, by, chance: Random) -> bool:
    """Take one step; what is refused changes nothing, what is done is told, what was saved stays."""
    looks_at_all = chance.random() < 0.05
    before, rows, saved = counts(), everything() if looks_at_all else "", savings()
    try:
        with transaction.atomic():
            STEPS[name](walk, walk.now(), by, chance.choice)
    except (Refused, NotAllowed, CannotSend, DutyError):
        assert counts() == before, f"{name} was refused and changed something"
        assert not looks_at_all or everything() == rows, f"{name} was refused and changed something"
        return False
    if name not in LEAVES_NO_TRACE and counts() != before:
        assert counts()["auditentry"] > before["auditentry"], f"{name} left no entry in the audit trail"
    if name != "removing.remove_words":
        lost = {key for key, content in saved.items() if savings().get(key) != content}
        assert not lost, f"{name} lost {lost}"
    return True


def counts() -> dict[str, object]:
    """How many rows the tables of an answer have, and how far the answer is."""
    tables = (AuditEntry, Saved, Version, ChainEntry, ChainPart, MarginNote, Removal, CopySent)
    return {**{model._meta.model_name: model.objects.count() for model in tables},
            "responses": repr(list(Response.objects.values_list()))}


def savings() -> dict[int, str]:
    return {row.id: repr(row.content) for row in Saved.objects.all()}


def everything() -> str:
    digest = hashlib.sha256()
    for model in TABLES:
        rows = model.objects.all() if model is not AuditEntry else model.objects.values_list("id").order_by("id")
        digest.update(repr(sorted(map(repr, rows.values_list()))).encode())
    return digest.hexdigest()


def check_published_words_are_signed() -> None:
    """Each record of an answer has the words of a version that an approver signed who wrote none that stood in it."""
    for entry in chain.records().entries:
        if entry.kind == "response":
            version = Version.objects.get(content_hash=entry.fields["content_hash"], published_at=entry.at)
            signed = version.sign_off
            assert (signed.verdict, signed.revoked_at) == ("sign_off", None)
            assert signed.by not in writers_of(version)


def writers_of(version: Version) -> set[int]:
    """Whose words stood in each place of the answer when the version was made."""
    stood: dict[str, Saved] = {}
    rows = Saved.objects.filter(response=version.response, number__isnull=False, at__lte=version.sent_at)
    for row in rows.exclude(slot__in=slots.BESIDE_THE_ANSWER).order_by("number"):
        stood[row.slot] = row
    return {row.by for row in stood.values()}


def check_two_people_decided() -> None:
    for row in Removal.objects.exclude(record=None):
        assert row.proposed_by != row.decided_by
    for response in Response.objects.exclude(confirmed_by=None):
        decided = Saved.objects.filter(response=response, slot=slots.DUTY, number__isnull=False).last()
        assert decided is not None
        assert decided.by != response.confirmed_by


def check_whole(folder: Path) -> None:
    for name, content in files(chain.records()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    found = verify(folder)
    assert found.whole, found.sentences


def test_what_was_typed_is_nobody_elses(people):
    walk = Walk(people[0], people[1], people[3], confirmed_report(people[0]))
    walk.to_written()

    walk.type_unsaved()

    assert {row.by for row in TypedDraft.objects.all()} == {people[0].person_id}
