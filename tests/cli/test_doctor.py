"""`answerable doctor` says what an installation still lacks, and ends with 1 while something must be put right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from answerable.accounts import operations
from answerable.accounts.queries import membership_of
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.accounts.sealing import seal
from answerable.cli import health
from answerable.cli.backing_up import LAST_BACKUP
from answerable.cli.management.commands.catch_up import last_run_file
from answerable.register import publishing
from tests.conftest import MARLSHIRE_NAMES, PASSWORD
from tests.responses.walk import START, Walk, confirmed_report

PEOPLE = {"asha": [Role.AUTHOR, Role.PUBLISHER], "tom": [Role.AUTHOR], "ruth": [Role.APPROVER],
          "una": [Role.APPROVER], "gwen": [Role.ADMINISTRATOR], "hal": [Role.ADMINISTRATOR]}


def levels() -> dict[str, str]:
    """Code of each finding -> its worst level."""
    out = StringIO()
    with suppress(SystemExit):
        call_command("doctor", "--json", stdout=out)
    found = sorted(json.loads(out.getvalue()), key=lambda one: ["fine", "should", "must"].index(one["level"]))
    return {one["about"]: one["level"] for one in found}


def start(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "answerable.cli.entry", *arguments], capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], "ANSWERABLE_HOME": str(home), **environment}, timeout=120)


def test_on_an_empty_installation_it_says_what_to_do_first(tmp_path: Path):
    said = start(tmp_path, "doctor", ANSWERABLE_HOSTS="answers.example")

    assert said.returncode == 1
    assert said.stderr == ""
    assert said.stdout.startswith("Must be put right before the office works here\n")
    assert "Run: answerable migrate" in said.stdout
    assert "Should be put right" in said.stdout
    assert "The workspace answers to answers.example" in said.stdout


def test_a_database_that_is_not_there_is_a_finding(tmp_path: Path):
    said = start(tmp_path, "doctor", ANSWERABLE_HOSTS="answers.example", DATABASE_URL="sqlite:////no/such/place/x.db")

    assert said.returncode == 1
    assert "The database cannot be read" in said.stdout
    assert "Traceback" not in said.stdout + said.stderr


def test_settings_that_are_refused_are_said_in_a_sentence(tmp_path: Path):
    said = start(tmp_path, "doctor", ANSWERABLE_HOSTS="*")

    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "ANSWERABLE_HOSTS may not be '*'. Name the host of the workspace.\n"


@pytest.fixture
def office(db, home, settings):
    """Marlshire alone, as an office should be: two of each who is needed, everybody with a second step."""
    settings.HOME, settings.DEMONSTRATION, settings.TRUSTED_PROXIES = home, False, 1
    settings.ALLOWED_HOSTS, settings.REGISTER_ADDRESS = ["answers.mar.example"], "https://register.mar.example"
    settings.EMAIL_HOST = "mail.mar.example"
    for name in ("secret-key", "sealing-key"):
        (home / name).touch(0o600)
    home.chmod(0o700)
    note(last_run_file(), datetime.now(UTC), failed=0)
    note(home / "notes" / LAST_BACKUP, datetime.now(UTC), sealed=True)
    body = operations.add_body(ref="mar", names=dict(MARLSHIRE_NAMES), from_on=START.date(), at=START)
    with in_body(body.id):
        people = {name: person(name, *roles) for name, roles in PEOPLE.items()}
    return SimpleNamespace(body=body, **people)


def person(name: str, *roles: Role):
    row = operations.add_person(email=f"{name}@mar.example", name=name.title(), post="Officer", roles=roles,
                                password=PASSWORD, by=None, at=START)
    Authenticator.objects.create(user=row, type="totp", data={"secret": seal("ABCD"), "last_step": 0})
    return membership_of(row, START.date())


def publish_something(office) -> None:
    with in_body(office.body.id):
        Walk(office.asha, office.tom, office.ruth, confirmed_report(office.asha)).to_published()


def note(path: Path, at: datetime, **facts: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"at": at.isoformat(), **facts}), "utf-8")


def test_a_whole_office_lacks_nothing(office):
    found = levels()

    assert {about: level for about, level in found.items() if level != "fine" and about != "walls"} == {}


def test_a_body_lacks_people(cast):
    found = levels()

    assert (found["second_administrator"], found["second_approver"]) == ("should", "should")
    assert (found["administrator"], found["shared"]) == ("must", "must")  # Tarnbridge has none, and shares SQLite


@pytest.mark.parametrize(("change", "about", "level"), [
    ({"DEMONSTRATION": True}, "demonstration", "must"), ({"TRUSTED_PROXIES": 0}, "proxies", "should"),
    ({"REGISTER_ADDRESS": ""}, "register_address", "should"), ({"EMAIL_HOST": ""}, "mail", "should"),
    ({"REGISTER_ADDRESS": "https://answers.mar.example/public"}, "register_address", "must"),
    ({"REGISTER_ADDRESS": "http://register.mar.example"}, "register_address", "should"),
    ({"TIME_ZONE": "Europe/Nowhere"}, "time_zone", "must"), ({"SEALING_KEY": "x" * 60}, "sealing_key", "must"),
])
def test_a_setting_that_is_not_an_offices_is_said(office, settings, change, about, level):
    for name, value in change.items():
        setattr(settings, name, value)

    assert levels()[about] == level


@pytest.mark.parametrize(("name", "mode", "about"), [
    ("sealing-key", 0o644, "keys"), ("secret-key", 0o640, "keys"), (".", 0o755, "home")])
def test_a_key_that_others_can_read_is_said(office, home, name, mode, about):
    (home / name).chmod(mode)

    assert levels()[about] == "must"


@pytest.mark.parametrize(("age", "facts", "level"), [
    (timedelta(0), {"failed": 1}, "should"), (timedelta(minutes=16), {"failed": 0}, "should"),
    (timedelta(minutes=1), {"failed": 0}, "fine")])
def test_a_timer_that_stands_still_or_fails_is_said(office, age, facts, level):
    note(last_run_file(), datetime.now(UTC) - age, **facts)

    assert levels()["timer"] == level


@pytest.mark.parametrize(("age", "sealed", "level"), [
    (timedelta(days=3), True, "should"), (timedelta(0), False, "should"), (timedelta(days=1), True, "fine")])
def test_an_old_or_open_backup_is_said(office, home, age, sealed, level):
    note(home / "notes" / LAST_BACKUP, datetime.now(UTC) - age, sealed=sealed)

    assert levels()["backup"] == level


def test_a_backup_that_was_made_is_noticed(office, home, tmp_path):
    (home / "notes" / LAST_BACKUP).unlink()
    before = levels()["backup"]
    call_command("backup_key", str(tmp_path / "key"), stdout=StringIO())
    call_command("backup", str(tmp_path / "copy"), "--for", str(tmp_path / "key.pub"), stdout=StringIO())

    assert (before, levels()["backup"]) == ("should", "fine")


def test_notes_that_cannot_be_read_count_as_none(office, home):
    (home / "notes" / LAST_BACKUP).write_text("{", "utf-8")
    last_run_file().write_text('{"at": 4}', "utf-8")

    found = levels()

    assert (found["backup"], found["timer"]) == ("should", "should")


def test_people_without_a_second_step_are_named(office):
    Authenticator.objects.filter(user_id=office.tom.person_id).delete()
    out = StringIO()
    call_command("doctor", stdout=out)

    assert "without a second step, and so kept out until they set one up: Tom." in out.getvalue()


def test_a_register_that_lags_behind_is_said(office):
    publish_something(office)
    lags = levels()["register"]
    with in_body(office.body.id):
        publishing.bake_register()

    assert (lags, levels()["register"]) == ("must", "fine")


def test_a_clock_behind_the_newest_record_is_said(office):
    publish_something(office)

    with time_machine.travel(START - timedelta(days=1)):
        found = levels()

    assert found["clock"] == "must"
    assert [one.level for one in health.machine(datetime(2001, 1, 1, tzinfo=UTC)) if one.about == "clock"] == ["must"]
