"""A body closes and passes on: its records stay as they are, its work and its addresses go on, its people do not."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from answerable.accounts import operations as accounts
from answerable.accounts.models import AuditEntry, Body, Person
from answerable.accounts.queries import membership_of, people_names
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.cli.archive import open_archive, write_archive
from answerable.cli.handing_over import FORM
from answerable.inspections import files
from answerable.inspections.models import Finding, Report, SourceDocument
from answerable.inspections.queries import confirmed_findings
from answerable.inspections.similar import similar_findings
from answerable.inspections.word_index import text_of
from answerable.records import verify
from answerable.register.publishing import bake_register
from answerable.responses import chain, correcting
from answerable.responses.models import CopySent, Response, Saved, Version
from answerable.responses.queries import draft
from answerable.responses.rules import Refused, State
from tests.cli.test_backup import empty_database
from tests.conftest import NOW, PASSWORD, TODAY
from tests.responses.walk import Walk, confirmed_report

EAST = {"name": "Mayor of Eastland", "short_name": "the Mayor’s office", "holder_title": "Mayor",
        "holder_name": "Ada Finch", "force_name": "Eastland Police", "chief_title": "Chief Constable",
        "contact": "office@east.example"}


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("handover", *map(str, arguments), stdout=out)
    return out.getvalue()


@dataclass
class Office:
    """A successor with people of its own."""

    body: Body
    walk: Walk

    def scope(self):
        return in_body(self.body.id)


def successor(ref: str = "east") -> Office:
    body = accounts.add_body(ref=ref, names=EAST | {"name": f"Mayor of {ref.title()}land"}, from_on=TODAY, at=NOW)
    with in_body(body.id):
        people = [accounts.add_person(email=f"{name}@{ref}.example", name=f"{name.title()} Field", post="Officer",
                                      roles=roles, password=PASSWORD, by=None, at=NOW)
                  for name, roles in (("ann", [Role.AUTHOR, Role.PUBLISHER]), ("ben", [Role.AUTHOR]),
                                      ("cat", [Role.APPROVER]))]
    ann, ben, cat = (membership_of(person, TODAY) for person in people)
    return Office(body, Walk(ann, ben, cat, None))


@pytest.fixture
def marlshire_at_work(cast, home):
    """One answer published with a copy sent, one that waits for sign-off, one report with a file."""
    with in_body(cast.marlshire.id):
        published = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        published.to_published()
        published.record_copy()
        waiting = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha), published.at)
        waiting.to_written()
        waiting.text("comments", "Words that nobody has published.")
        waiting.send()
        SourceDocument.objects.create(
            report=waiting.report, sha256=files.keep(b"%PDF-1.7 as it came"), name="report.pdf", size=19,
            media_type="application/pdf", how="upload", added_at=NOW, added_by=cast.asha.person_id)
        bake_register()
    return cast


@pytest.fixture
def merged(marlshire_at_work, home, tmp_path):
    """Marlshire and Tarnbridge have passed to Eastland, in one installation."""
    cast = marlshire_at_work
    with in_body(cast.tarnbridge.id):
        Walk(cast.zoe, cast.zoe, cast.yusuf, confirmed_report(cast.zoe)).propose()
    office = successor()
    run("give", tmp_path / "mar", "--body", "mar", "--to", "east")
    run("give", tmp_path / "tarn", "--body", "tarn", "--to", "east")
    run("take", tmp_path / "mar", tmp_path / "tarn", "--as", "east")
    return office


def test_a_merger_of_two_is_one_register_that_is_whole(merged, home):
    register = home / "register" / "east"
    result = verify(register)

    assert result.whole, result.sentences
    assert sorted(path.name for path in (register / "former").iterdir()) == ["mar", "tarn"]
    with merged.scope():
        takeover = chain.records().entries[-1].facts
    assert [one.ref for one in takeover.continues] == ["mar", "tarn"]


def test_every_file_of_the_records_lies_there_to_the_byte_and_every_old_address_answers(merged, home):
    old, new = home / "register" / "mar", home / "register" / "east"

    for path in [p for part in ("records", "keys") for p in (old / part).rglob("*") if p.is_file()]:
        assert (new / "former/mar" / path.relative_to(old)).read_bytes() == path.read_bytes()
    for path in (old / "responses").glob("mar-*/**/index.html"):
        assert (new / path.relative_to(old)).is_file()
    assert verify(old).whole


def test_drafts_reports_and_files_are_the_successors(merged, cast):
    with merged.scope():
        drafts = {row.public_ref: draft(row.report) for row in Response.objects.exclude(public_ref="")}

    waiting = drafts["mar-2024-02"]
    assert waiting.text("comments").words == "Words that nobody has published."
    assert [f.words for f in waiting.findings] == [f.words for f in drafts["mar-2024-01"].findings]
    assert {f.finding_id for f in waiting.findings} <= set(
        Finding.every_body.filter(body=merged.body).values_list("id", flat=True))
    assert waiting.state == State.WRITING
    assert waiting.is_confirmed
    with merged.scope():
        assert files.read(SourceDocument.objects.get().sha256) == b"%PDF-1.7 as it came"
        assert Report.objects.count() == 3


def test_the_findings_of_the_former_bodies_are_found_when_they_are_told_again(merged):
    with merged.scope():
        waiting = Response.objects.get(public_ref="mar-2024-02")
        finding = confirmed_findings(waiting.report)[0]

        found = similar_findings(text_of(finding))

    assert finding.finding_id in {like.finding.finding_id for like in found}


def test_what_the_former_body_signed_the_successor_has_not(merged):
    with merged.scope():
        waiting = Response.objects.get(public_ref="mar-2024-02")
        walk = replace(merged.walk, report=waiting.report, at=merged.walk.at.replace(year=2030))

        with pytest.raises(Refused, match="Nobody has signed this off yet"):
            walk.publish()
        walk.send()
        walk.decide()

        assert walk.publish().state == State.PUBLISHED
        assert chain.records().entries[-1].ref == "mar-2024-02"


def correct(office: Office) -> Walk:
    report = Response.objects.get(public_ref="mar-2024-01").report
    walk = replace(office.walk, report=report, at=office.walk.at.replace(year=2030))
    correcting.begin_correction(report=report, by=walk.asha, at=walk.tick())
    walk.text("comments", "The Mayor puts this right.")
    walk.text("note", "A number was wrong.")
    walk.send()
    walk.decide()
    walk.publish()
    return walk


def test_a_successor_corrects_an_old_answer_under_its_old_reference(merged, home):
    with merged.scope():
        correct(merged)
        bake_register()

    page = (home / "register/east/responses/mar-2024-01/index.html").read_text()
    assert "The Mayor puts this right." in page
    assert "version 2" in page.lower()
    assert verify(home / "register/east").whole


def test_a_successor_withdraws_an_old_answer_and_sends_copies_of_it(merged, home):
    with merged.scope():
        report = Response.objects.get(public_ref="mar-2024-01").report
        walk = replace(merged.walk, report=report, at=merged.walk.at.replace(year=2030))
        walk.record_copy("inspectors_of_constabulary")
        correcting.propose_withdrawal(
            report=report, note="It no longer holds.", expected=0, by=walk.asha, at=walk.tick())
        correcting.withdraw(report=report, expected=1, by=walk.ruth, at=walk.tick())
        bake_register()
        kinds = [(entry.kind, entry.fields["of"]) for entry in chain.records().entries[-2:]]
        copies = list(CopySent.objects.values_list("of", flat=True))

    assert kinds == [("copy_sent", "mar"), ("withdrawal", "mar")]
    assert copies == ["mar", ""]
    assert verify(home / "register/east").whole


def test_nobody_works_in_a_body_that_has_closed_and_nothing_is_published_there(merged, cast):
    assert membership_of(Person.objects.get(id=cast.asha.person_id), TODAY) is None
    with in_body(cast.marlshire.id):
        report = Response.objects.get(public_ref="mar-2024-01").report
        walk = replace(merged.walk, report=report, asha=cast.asha, at=merged.walk.at.replace(year=2030))
        with pytest.raises(Refused, match="This body has closed its records"):
            walk.record_copy("inspectors_of_constabulary")


def test_the_trail_of_a_report_goes_with_it(merged, cast):
    with merged.scope():
        report = Response.objects.get(public_ref="mar-2024-01").report
        trail = list(AuditEntry.objects.filter(report_ref=report.ref).values_list("action", "person_id"))
        taken = list(AuditEntry.objects.filter(action="taken_over").values_list("subject_ref", flat=True))

    assert ("signed_off", cast.ruth.person_id) in trail or ("sign_off", cast.ruth.person_id) in trail
    assert sorted(taken) == ["mar", "tarn"]


def test_each_successor_of_a_split_has_all_of_it_and_is_whole(marlshire_at_work, home, tmp_path):
    north, south = successor("north"), successor("south")
    run("give", tmp_path / "mar", "--body", "mar", "--to", "north", "--to", "south")
    for office in (north, south):
        run("take", tmp_path / "mar", "--as", office.body.ref)

    for office in (north, south):
        assert verify(home / "register" / office.body.ref).whole
        with office.scope():
            assert sorted(Response.objects.values_list("public_ref", flat=True)) == ["mar-2024-01", "mar-2024-02"]


def moved(tmp_path: Path, home: Path) -> Office:
    """Marlshire gives to Eastland, whose installation is another: here it has the key and nothing else."""
    successor()
    (tmp_path / "card").write_text(run("card", "--body", "east"))
    run("give", tmp_path / "mar", "--body", "mar", "--to", tmp_path / "card")
    empty_database()
    for path in [p for p in (home / "files").rglob("*") if p.is_file()]:
        path.unlink()
    for number in range(3):  # somebody else has the numbers of Marlshire's people here
        Person.objects.create(email=f"other{number}@east.example", name=f"Other {number}")
    return successor()


def test_a_handover_between_two_installations(marlshire_at_work, home, tmp_path):
    office = moved(tmp_path, home)

    said = run("take", tmp_path / "mar", "--as", "east")

    assert "east continues mar (Police and Crime Commissioner for Marlshire)" in said
    assert verify(home / "register/east").whole
    with office.scope():
        assert files.read(SourceDocument.objects.get().sha256) == b"%PDF-1.7 as it came"
        assert draft(Response.objects.get(public_ref="mar-2024-02").report).text("comments").words.startswith("Words")
        correct(office)


def test_people_are_names_that_cannot_sign_in(marlshire_at_work, home, tmp_path):
    office = moved(tmp_path, home)
    run("take", tmp_path / "mar", "--as", "east")

    with office.scope():
        version = Version.objects.filter(published_at__isnull=False).get()
        names = people_names([*version.authors, version.sent_by])
        rows = Person.objects.filter(id__in=names)
        saved = set(Saved.objects.values_list("by", flat=True))

    assert set(names.values()) <= {"Asha Rahman", "Tom Reece", "Ruth Okafor"}
    assert "Asha Rahman" in names.values()
    assert not any(person.is_active or person.has_usable_password() or membership_of(person, TODAY) for person in rows)
    assert not saved & set(Person.objects.filter(email__startswith="other").values_list("id", flat=True))


def test_a_sealed_file_opens_with_its_key(marlshire_at_work, home, tmp_path):
    call_command("backup_key", str(tmp_path / "key"), stdout=StringIO())
    successor()
    run("give", tmp_path / "mar", "--body", "mar", "--to", "east", "--for", tmp_path / "key.pub")

    with pytest.raises(CommandError, match="It is sealed"):
        run("take", tmp_path / "mar", "--as", "east")
    assert b"nobody has published" not in (tmp_path / "mar").read_bytes()
    assert "east continues mar" in run("take", tmp_path / "mar", "--as", "east", "--key", tmp_path / "key")


def test_giving_again_writes_the_same_file_and_no_second_closure(marlshire_at_work, home, tmp_path):
    successor()
    for name in ("one", "two"):
        run("give", tmp_path / name, "--body", "mar", "--to", "east")

    with open_archive(tmp_path / "one", FORM) as one, open_archive(tmp_path / "two", FORM) as two:
        assert one.members == two.members
    successor("west")
    with pytest.raises(CommandError, match="closed its records already, in favour of others"):
        run("give", tmp_path / "three", "--body", "mar", "--to", "west")


def test_taking_twice_is_refused_and_leaves_nothing(merged, tmp_path):
    with merged.scope():
        before = Report.objects.count()

    with pytest.raises(CommandError, match="east continues mar already"):
        run("take", tmp_path / "mar", "--as", "east")

    with merged.scope():
        assert Report.objects.count() == before


def test_a_body_cannot_close_while_something_is_set_to_be_published(marlshire_at_work, home, tmp_path):
    successor()
    with in_body(marlshire_at_work.marlshire.id):
        Response.objects.filter(public_ref="mar-2024-02").update(
            state=State.SCHEDULED.value, publish_at=NOW, publish_set_by=1)

    with pytest.raises(CommandError, match=r"mar-2024-02 is set to be published at a time\. .* Nothing was"):
        run("give", tmp_path / "mar", "--body", "mar", "--to", "east")

    assert Body.objects.get(ref="mar").closed_on is None
    assert not (tmp_path / "mar").exists()


def test_nobody_takes_what_was_given_to_another(marlshire_at_work, home, tmp_path):
    successor()
    other = successor("west")
    run("give", tmp_path / "mar", "--body", "mar", "--to", "east")

    with pytest.raises(CommandError, match="in favour of others than west with its key"):
        run("take", tmp_path / "mar", "--as", "west")

    with other.scope():
        assert Report.objects.count() == 0


@pytest.mark.parametrize("given", ["nowhere", "east ssh-ed25519 AAAA", "east"])
def test_a_card_that_is_none_is_refused_in_a_sentence(cast, home, tmp_path, given):
    with pytest.raises(CommandError, match="is no successor: write a code of this installation"):
        run("give", tmp_path / "mar", "--body", "mar", "--to", given)


@contextmanager
def rewritten(path: Path):
    with open_archive(path, FORM) as archive:
        members, about = {name: archive.read(name) for name in archive.members}, archive.about
    yield members, about
    with path.open("wb") as out:
        write_archive(out, about, members.items())


def _words(members, about):
    name = next(name for name in members if name.endswith(".comments.json"))
    members[name] = members[name].replace(b"Words", b"Other")


def _head(members, about):
    members["chain/head.000001"] = members["chain/head.000001"].replace(b'"seq":', b'"seq": ')


def _number(members, about):
    lines = members["tables/responses_saved"].splitlines(keepends=True)
    columns, row = json.loads(lines[0]), json.loads(lines[1])
    row[columns.index("response_id")] = 999
    members["tables/responses_saved"] = lines[0] + json.dumps(row).encode() + b"\n"


CHANGES = [
    (_words, "Its records are not whole"),
    (_head, "not in the one way in which the record writes it"),
    (_number, "points at number 999 of responses_response"),
    (lambda members, about: about.update(tables=[["accounts", "0001_initial"]]), "Another version of this software"),
    (lambda members, about: about.update(ref="tarn"), "closed its records in favour of others"),
    (lambda members, about: about.pop("people"), "does not hold together"),
    (lambda members, about: members.pop("tables/responses_version"), "lacks 'tables/responses_version'"),
    (lambda members, about: members.pop("chain/000001.entry.json"), "not whole"),
    (lambda members, about: members.update({"files/" + "0" * 64: b"other"}), "is not the file that it is named for"),
]


def test_a_file_that_somebody_changed_is_refused_and_nothing_is_left_of_it(marlshire_at_work, home, tmp_path):
    office = moved(tmp_path, home)
    whole = (tmp_path / "mar").read_bytes()

    for change, sentence in CHANGES:
        (tmp_path / "mar").write_bytes(whole)
        with rewritten(tmp_path / "mar") as (members, about):
            change(members, about)
        with pytest.raises(CommandError, match=sentence):
            run("take", tmp_path / "mar", "--as", "east")
        with office.scope():
            assert (Report.objects.count(), chain.newest_head()) == (0, None), sentence
        assert [body.ref for body in Body.objects.all()] == ["east"], sentence
