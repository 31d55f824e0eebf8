"""The restore drill, in processes of its own: a new machine, a new home folder, no tables."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_backup import dump

NAMES = {"ref": "wex", "name": "Mayor of Wexcombe", "short_name": "the Mayor’s office", "holder_title": "Mayor",
         "holder_name": "Ada Finch", "force_name": "Wexcombe Police", "chief_title": "Chief Constable",
         "contact": "01632 960001"}


def answerable(home: Path, *arguments: object) -> str:
    environment = {"PATH": os.environ["PATH"], "ANSWERABLE_HOME": str(home), "ANSWERABLE_DEMONSTRATION": "1",
                   "ANSWERABLE_PASSWORD": "a long enough first password"}
    done = subprocess.run([sys.executable, "-W", "error", "-m", "answerable.cli.entry", *map(str, arguments)],
                          env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def office(tmp_path):
    (tmp_path / "names.json").write_text(json.dumps(NAMES))
    answerable(tmp_path / "one", "start", "--names", tmp_path / "names.json", "--administrator", "ada@wex.example",
               "--administrator-name", "Ada Finch")
    return tmp_path / "one"


def test_an_office_moves_to_a_new_machine(office, tmp_path):
    answerable(office, "backup-key", tmp_path / "key")
    answerable(office, "backup", tmp_path / "sealed", "--for", tmp_path / "key.pub")
    answerable(office, "backup", tmp_path / "before")

    said = answerable(tmp_path / "two", "restore", tmp_path / "sealed", "--key", tmp_path / "key")
    answerable(tmp_path / "two", "backup", tmp_path / "after")

    assert "Bring the signing key SHA256:" in said
    assert dump(tmp_path / "before") == dump(tmp_path / "after")
    assert not (tmp_path / "two" / "keys").exists()


def test_a_backup_of_an_older_version_is_brought_up_to_date(tmp_path):
    home = tmp_path / "one"
    for app in ("responses", "inspections", "accounts"):
        answerable(home, "migrate", app, "0001_initial")
    with sqlite3.connect(home / "answerable.sqlite3") as database:
        database.execute("INSERT INTO accounts_body (ref, example) VALUES ('wex', 0)")
    answerable(home, "backup", tmp_path / "old")

    answerable(tmp_path / "two", "restore", tmp_path / "old")
    answerable(tmp_path / "two", "backup", tmp_path / "new")

    assert dump(tmp_path / "old").keys() < dump(tmp_path / "new").keys()
    assert json.loads(dump(tmp_path / "new")["tables/accounts_body"].splitlines()[1])[1] == "wex"
