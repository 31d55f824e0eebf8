"""The commands that begin an installation and bake its register."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from answerable.accounts.models import Body, Person
from answerable.accounts.scope import in_body
from answerable.records.verify import verify
from tests.responses.walk import Walk, confirmed_report

NAMES = [
    "--name", "Mayor of Wexcombe", "--short-name", "the Mayor’s office", "--holder-title", "Mayor",
    "--holder-name", "Ada Finch", "--force-name", "Wexcombe Police", "--chief-title", "Chief Constable",
    "--contact", "01632 960001",
]


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_body_and_its_first_person_begin_from_the_command_line(db, monkeypatch):
    monkeypatch.setenv("ANSWERABLE_PASSWORD", "a long enough first password")

    run("add_body", "wex", *NAMES)
    said = run("add_person", "ada@wex.example", "--name", "Ada Finch", "--post", "Mayor", "--role", "administrator")

    assert said == "Ada Finch can sign in now.\n"
    assert Body.objects.get().ref == "wex"
    assert Person.objects.get().check_password("a long enough first password")


def test_a_short_password_is_refused_in_a_sentence(db, monkeypatch):
    monkeypatch.setenv("ANSWERABLE_PASSWORD", "short")
    run("add_body", "wex", *NAMES)

    with pytest.raises(CommandError, match="too short"):
        run("add_person", "ada@wex.example", "--name", "Ada", "--post", "Mayor", "--role", "author")


def test_of_several_bodies_one_has_to_be_named(cast, tmp_path):
    with pytest.raises(CommandError, match="Name one of the bodies with --body: mar, tarn"):
        run("bake", "--out", tmp_path / "register")


def test_bake_writes_a_whole_register(cast, home, tmp_path):
    with in_body(cast.marlshire.id):
        Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha)).to_published()

    said = run("bake", "--out", tmp_path / "out", "--body", "mar")

    assert "0 removed" in said
    assert verify(tmp_path / "out").whole


def test_a_body_without_records_has_no_register(cast, tmp_path):
    with pytest.raises(CommandError, match="no records"):
        run("bake", "--out", tmp_path / "out", "--body", "tarn")
