"""A backup comes back to the byte, holds no key, and is refused where it does not belong."""

from __future__ import annotations

import json
import stat
import zipfile
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from answerable.accounts import kept_files as files
from answerable.accounts.models import Body, Person
from answerable.accounts.scope import in_body
from answerable.cli import rows
from answerable.cli.archive import open_archive, write_archive
from answerable.cli.backing_up import FORM
from answerable.register.publishing import bake_register
from answerable.responses import chain
from tests.responses.walk import Walk, confirmed_report


def run(command: str, *arguments: object) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def dump(path: Path) -> dict[str, bytes]:
    """Every member of a backup, and its counters."""
    with open_archive(path, FORM) as archive:
        found = {name: archive.read(name) for name in archive.members}
        return found | {"counters": json.dumps(archive.about["counters"]).encode()}


def empty_database() -> None:
    """As after `migrate` on a new machine."""
    for model in rows.tables(rows.leaves()).values():
        model._base_manager.all()._raw_delete("default")
    rows.set_counters(dict.fromkeys(rows.tables(rows.leaves()), 0) if connection.vendor == "sqlite" else {})


@pytest.fixture
def office(cast, home):
    """Marlshire has published one answer and drafts another; Tarnbridge has a file."""
    with in_body(cast.marlshire.id):
        walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        walk.to_published()
        bake_register()
        Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha), walk.at).to_written()
    files.keep(b"%PDF-1.7 a report as it came")
    return walk


def test_a_backup_comes_back_to_the_byte(office, home, settings, tmp_path):
    run("backup", tmp_path / "first")
    empty_database()
    settings.MEDIA_ROOT = tmp_path / "new files"

    run("restore", tmp_path / "first")
    run("backup", tmp_path / "second")

    assert dump(tmp_path / "first") == dump(tmp_path / "second")
    assert any(name.startswith("files/") for name in dump(tmp_path / "second"))
    with in_body(Body.objects.get(ref="mar").id):
        assert chain.records().head is not None


def test_no_key_and_no_secret_is_in_a_backup(office, home, tmp_path):
    key = (home / "keys" / "mar").read_bytes()
    run("backup", tmp_path / "backup")

    everything = b"".join(dump(tmp_path / "backup").values()) + (tmp_path / "backup").read_bytes()

    assert b"PRIVATE KEY" not in everything
    assert key.splitlines()[1] not in everything
    with open_archive(tmp_path / "backup", FORM) as archive:
        assert archive.about["keys"] == {"mar": archive.about["keys"]["mar"], "tarn": ""}
        assert archive.about["keys"]["mar"].startswith("SHA256:")
        assert not any("session" in name or "signin" in name for name in archive.members)


def test_a_number_that_was_given_is_not_given_again_after_a_restore(office, cast, home, tmp_path):
    last = Person.objects.create(email="gone@mar.example", name="Gone").id
    Person.objects.filter(id=last)._raw_delete("default")
    run("backup", tmp_path / "backup")
    empty_database()

    run("restore", tmp_path / "backup")

    assert Person.objects.create(email="new@mar.example", name="New").id == last + 1


def test_a_sealed_backup_opens_with_its_key_alone(office, home, tmp_path):
    run("backup_key", tmp_path / "key")
    said = run("backup", tmp_path / "sealed", "--for", tmp_path / "key.pub")
    run("backup", tmp_path / "plain")
    empty_database()

    with pytest.raises(CommandError, match=r"It is sealed\. Name the private key that opens it with --key"):
        run("restore", tmp_path / "sealed")
    run("restore", tmp_path / "sealed", "--key", tmp_path / "key")
    run("backup", tmp_path / "again")

    assert "not sealed" not in said
    assert b"Marlshire" not in (tmp_path / "sealed").read_bytes()
    assert dump(tmp_path / "again") == dump(tmp_path / "plain")


def test_what_is_not_sealed_says_so_and_nobody_else_can_read_it(office, home, tmp_path):
    said = run("backup", tmp_path / "plain")

    assert "It is not sealed: whoever has it can read every draft." in said
    assert stat.S_IMODE((tmp_path / "plain").stat().st_mode) == 0o600
    assert json.loads((home / "notes" / "last-backup.json").read_text())["sealed"] is False


def test_a_backup_is_never_written_over(office, home, tmp_path):
    run("backup", tmp_path / "backup")
    before = (tmp_path / "backup").read_bytes()

    with pytest.raises(CommandError, match="exists already"):
        run("backup", tmp_path / "backup")

    assert (tmp_path / "backup").read_bytes() == before


def test_where_somebody_works_nothing_is_restored(office, home, tmp_path):
    run("backup", tmp_path / "backup")

    with pytest.raises(CommandError, match="This installation is not empty"):
        run("restore", tmp_path / "backup")


@contextmanager
def rewritten(path: Path, to: Path):
    """The same backup after `yield`ed members and words about it were changed, with a manifest that fits them."""
    with open_archive(path, FORM) as archive:
        members = {name: archive.read(name) for name in archive.members}
        about = archive.about
    yield members, about
    with to.open("wb") as out:
        write_archive(out, about, members.items())


@pytest.mark.parametrize(("change", "sentence"), [
    (lambda members, about: about.update(tables=[["accounts", "9999_from_the_future"]]), "does not know"),
    (lambda members, about: about.pop("counters"), "lacks counters"),
    (lambda members, about: members.pop("tables/accounts_person"), "are not those that it says"),
    (lambda members, about: members.update({"tables/accounts_person": b'["id"]\n'}), "columns of accounts_person"),
    (lambda members, about: members.update({"tables/accounts_person": members["tables/accounts_person"] + b"[1]\n"}),
     "rows of accounts_person are damaged"),
    (lambda members, about: members.update({"files/" + "0" * 64: b"other bytes"}), "not the file that it is named for"),
    (lambda members, about: about.update(form="answerable-handover-1"), "not a file of the form"),
])
def test_a_backup_that_does_not_fit_is_refused_and_nothing_is_left_of_it(office, home, tmp_path, change, sentence):
    run("backup", tmp_path / "good")
    with rewritten(tmp_path / "good", tmp_path / "bad") as (members, about):
        change(members, about)
    empty_database()

    with pytest.raises(CommandError, match=sentence):
        run("restore", tmp_path / "bad")

    assert (Body.objects.count(), Person.objects.count()) == (0, 0)


def test_a_file_that_is_no_backup_is_refused_in_a_sentence(db, home, tmp_path):
    (tmp_path / "letter").write_text("Dear office")

    with pytest.raises(CommandError, match=r"letter was not restored\. It cannot be opened: it is no archive of ours"):
        run("restore", tmp_path / "letter")
    with pytest.raises(CommandError, match="was not restored"):
        run("restore", tmp_path / "nowhere")


def test_a_backup_can_be_looked_into_with_ordinary_tools(office, home, tmp_path):
    run("backup", tmp_path / "backup")

    with zipfile.ZipFile(tmp_path / "backup") as archive:
        lines = archive.read("tables/accounts_body").splitlines()

    assert json.loads(lines[0])[:2] == ["id", "ref"]
    assert [json.loads(line)[1] for line in lines[1:]] == ["mar", "tarn"]
