"""After a restore the chain goes on from where the public saw it end, or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from answerable.accounts.models import AuditEntry, Body, Person
from answerable.accounts.operations import rename_body
from answerable.accounts.queries import membership_of, names_on
from answerable.accounts.scope import in_body
from answerable.inspections.models import Finding, Report
from answerable.records import verify
from answerable.records.contents import RedactionFacts
from answerable.register.publishing import bake_register
from answerable.responses import chain, continuity
from answerable.responses.bringing_back import bring_back
from answerable.responses.models import ChainEntry, ChainHead, ChainPart, Response, Saved, SignOff, Version
from answerable.responses.queries import draft
from answerable.responses.rules import Refused, State
from tests.cli.test_backup import dump, empty_database
from tests.conftest import MARLSHIRE_NAMES, TODAY
from tests.responses.walk import Walk, confirmed_report


def back_to(tmp_path: Path, name: str = "backup") -> None:
    empty_database()
    call_command("restore", str(tmp_path / name))


@pytest.fixture
def yesterday(walk, home, tmp_path):
    """A backup of the signed answer; today it was published and a copy was sent, and the register shows both."""
    walk.to_signed()
    call_command("backup", str(tmp_path / "backup"))
    walk.publish()
    walk.record_copy()
    bake_register()
    shutil.copytree(home / "register" / "mar", tmp_path / "copy")
    back_to(tmp_path)
    walk.report = Report.objects.get()
    return walk


def test_an_older_database_publishes_nothing(yesterday):
    with pytest.raises(Refused, match=r"goes on to record \d, and this database ends with record \d: it is older"):
        yesterday.publish()

    assert draft(yesterday.report).state == State.SIGNED_OFF


def test_on_a_machine_without_a_register_nothing_is_published_before_a_copy_was_compared(yesterday, home, tmp_path):
    shutil.rmtree(home / "register")

    with pytest.raises(Refused, match=r"restored from a backup at .*, and nobody has compared it"):
        yesterday.publish()
    bring_back(folder=tmp_path / "copy", at=yesterday.tick())
    other = Walk(yesterday.asha, yesterday.tom, yesterday.ruth, confirmed_report(yesterday.asha), yesterday.at)

    assert other.to_published().state == State.PUBLISHED


def test_what_is_missing_comes_back_to_the_byte_and_stands_as_published(yesterday, home, tmp_path):
    before = record_files_of(tmp_path / "copy")

    done = bring_back(folder=tmp_path / "copy", at=yesterday.tick())
    bake_register()

    now = draft(yesterday.report)
    assert (done.records, done.refs, done.by_hand) == (2, {"mar-2024-01"}, [])
    assert record_files_of(home / "register" / "mar") == before
    assert verify(home / "register" / "mar").whole
    assert (now.state, now.published.content_hash) == (State.PUBLISHED, Version.objects.first().content_hash)
    assert list(now.copies) == ["secretary_of_state"]
    assert SignOff.objects.get(version=now.published).name == "Ruth Okafor"
    assert AuditEntry.objects.get(action="brought_back").facts == {"records": 2, "removed": 0}


def record_files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes()
            for part in ("records", "keys") for path in (folder / part).rglob("*") if path.is_file()} | {
        name: (folder / name).read_bytes() for name in ("head.json", "head.json.sig")}


def test_a_correction_begins_with_the_words_that_the_public_reads(walk, home, tmp_path):
    call_command("backup", str(tmp_path / "backup"))
    walk.to_published()
    bake_register()
    shutil.copytree(home / "register" / "mar", tmp_path / "copy")
    words = {slot: held.content for slot, held in walk.now().stands.items() if slot not in ("duty", "dates")}
    back_to(tmp_path)

    bring_back(folder=tmp_path / "copy", at=walk.tick())

    now = draft(Report.objects.get())
    assert {slot: now.stands[slot].content for slot in words} == words
    assert (now.duty.why, now.is_confirmed) == ("The report makes recommendations.", True)


def test_a_report_that_the_backup_does_not_hold_is_made_from_its_record(cast, home, tmp_path):
    call_command("backup", str(tmp_path / "backup"))
    with in_body(cast.marlshire.id):
        walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        walk.to_published()
        bake_register()
        shutil.copytree(home / "register" / "mar", tmp_path / "copy")
        found = [(f.number, f.kind, f.words) for f in walk.now().findings]
        back_to(tmp_path)

        done = bring_back(folder=tmp_path / "copy", at=walk.tick())

        report = Report.objects.get()
        assert (report.title, Response.objects.get().public_ref) == (walk.report.title, "mar-2024-01")
        assert [(f.number, f.kind, f.words) for f in draft(report).findings] == found
        assert Finding.objects.filter(report=report).count() == len(found)
        assert done.records == ChainEntry.objects.count()


def test_without_the_key_nobody_knows_whose_register_it_is(cast, home, tmp_path):
    call_command("backup", str(tmp_path / "backup"))
    with in_body(cast.marlshire.id):
        Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha)).to_published()
        bake_register()
        back_to(tmp_path)
        (home / "keys" / "mar").rename(tmp_path / "key")

        with pytest.raises(Refused, match="Bring the signing key back first"):
            bring_back(folder=home / "register" / "mar", at=Walk.at)
        assert ChainEntry.objects.count() == 0


def test_two_different_records_of_one_number_are_for_people_to_settle(yesterday, home, tmp_path):
    shutil.rmtree(home / "register")
    continuity.release("mar")
    yesterday.publish()  # the fork that nobody was to make
    yesterday.record_copy("inspectors_of_constabulary")

    with pytest.raises(Refused, match=r"Record \d of the register is not record \d of this database"):
        bring_back(folder=tmp_path / "copy", at=yesterday.tick())
    shutil.copytree(tmp_path / "copy", home / "register" / "mar")
    with pytest.raises(Refused, match="was continued elsewhere"):
        yesterday.record_copy()


def test_an_older_copy_of_the_register_brings_nothing_and_lets_publishing_go_on(walk, home, tmp_path):
    walk.to_signed()
    bake_register()
    shutil.copytree(home / "register" / "mar", tmp_path / "copy")
    walk.publish()
    bake_register()

    done = bring_back(folder=tmp_path / "copy", at=walk.tick())

    assert done.records == 0
    assert walk.record_copy().state == State.PUBLISHED


@pytest.mark.parametrize("damage", ["changed", "missing", "other body", "no register", "unsigned"])
def test_a_copy_that_is_not_whole_brings_nothing(yesterday, tmp_path, damage):
    copy = tmp_path / "copy"
    part = next(copy.glob("records/*/comments.json"))
    if damage == "changed":
        part.write_bytes(part.read_bytes().replace(b"Words", b"Other"))
    elif damage == "missing":
        part.unlink()
    elif damage == "unsigned":
        (copy / "head.json.sig").unlink()
    elif damage == "no register":
        copy = tmp_path / "nowhere"
    else:
        copy = copy_of_another_body(yesterday, tmp_path)
    before = ChainEntry.objects.count()

    with pytest.raises(Refused):
        bring_back(folder=copy, at=yesterday.tick())

    assert ChainEntry.objects.count() == before


def copy_of_another_body(walk: Walk, tmp_path: Path) -> Path:
    with in_body(Body.objects.get(ref="tarn").id):
        zoe, yusuf = (membership_of(Person.objects.get(email=f"{name}@tarn.example"), TODAY)
                      for name in ("zoe", "yusuf"))
        other = Walk(zoe, yusuf, yusuf, confirmed_report(zoe))
        other.propose()
        other.confirm()
        bake_register()
    return tmp_path / "register" / "tarn"


CANARY = "Kestrel Lane"


def test_words_that_were_removed_in_public_are_removed_from_an_older_database(walk, home, tmp_path):
    walk.to_written()
    walk.text("comments", f"The child lives in {CANARY}.")
    walk.send()
    walk.decide()
    walk.publish()
    call_command("backup", str(tmp_path / "backup"))
    redact(walk, "comments")
    bake_register()
    shutil.copytree(home / "register" / "mar", tmp_path / "copy")
    back_to(tmp_path)

    done = bring_back(folder=tmp_path / "copy", at=walk.tick())
    bake_register()
    call_command("backup", str(tmp_path / "after"))

    assert done.removed == 1
    assert not holds_canary(tmp_path / "after")
    assert verify(home / "register" / "mar").whole


def redact(walk: Walk, part: str) -> None:
    """The record that removes words, and the removal of its part; other places are not under test here."""
    held = ChainPart.objects.get(name=part)
    facts = RedactionFacts(ref="mar-2024-01", removes_seq=held.entry.seq, removes_part=part, removes_hash=held.hash,
                           ground="personal_data")
    chain.add(facts, {}, walk.tick())
    held.delete()


def holds_canary(backup: Path) -> bool:
    return any(CANARY.encode() in content for content in dump(backup).values())


def test_names_that_were_changed_since_the_backup_come_back(walk, home, tmp_path, marlshire):
    walk.to_signed()
    call_command("backup", str(tmp_path / "backup"))
    rename_body(names=MARLSHIRE_NAMES | {"holder_name": "Ada Finch"}, from_on=TODAY, by=marlshire.gwen, at=walk.tick())
    walk.publish()
    bake_register()
    back_to(tmp_path)

    bring_back(folder=home / "register" / "mar", at=walk.tick())

    assert names_on(TODAY).holder_name == "Ada Finch"


def test_a_damaged_head_of_the_public_register_stops_publication_in_a_sentence(walk, home):
    walk.to_signed()
    bake_register()
    (home / "register" / "mar" / "head.json").write_text(json.dumps({"seq": "x"}))

    with pytest.raises(Refused, match=r"head\.json of the public register is damaged"):
        walk.publish()

    assert (ChainHead.objects.count(), Saved.objects.exists()) == (1, True)
