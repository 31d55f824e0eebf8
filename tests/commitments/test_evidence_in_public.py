"""A file of evidence that is public lies on the register as it came, and goes when it is removed."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from answerable.accounts import kept_files
from answerable.cli.verify import main as verify
from answerable.commitments import bringing_back, publishing
from answerable.commitments.models import EventRow, EvidenceFile
from answerable.records.contents import EvidenceAccess
from answerable.records.evidence import LARGEST_PUBLISHED, public_name
from answerable.register.publishing import bake_register, register_folder, remove_words_of_commitment
from answerable.responses import chain
from answerable.responses.bringing_back import bring_back
from answerable.responses.rules import Refused
from tests.commitments.test_bringing_back import without_commitments
from tests.commitments.test_removing import Told
from tests.conftest import NOW

DATA = b"40 forms\r\nlooked at \x00\xff"


@pytest.fixture
def told(marlshire, home) -> Told:
    return Told(marlshire)


def files() -> dict[str, bytes]:
    """The files of evidence in the baked folder, by their path."""
    folder = register_folder()
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("commitments/*/evidence/*")}


def page(ref: str = "mar-c1") -> str:
    html = (register_folder() / f"commitments/{ref}/index.html").read_text("utf-8")
    return re.sub(r"\s+", " ", html)


def published(told: Told):
    entry = told.publish()
    bake_register()
    return entry


def test_a_public_file_lies_byte_for_byte_at_an_address_with_its_hash_and_the_page_leads_there(told) -> None:
    told.bring(DATA)
    published(told)

    path = f"commitments/mar-c1/evidence/{kept_files.digest(DATA)[:16]}-result-of-the-look-at-40-forms.txt"
    assert files() == {path: DATA}
    assert f'href="../../{path}" download="result-of-the-look-at-40-forms.txt"' in page()


def test_the_file_of_restricted_evidence_never_leaves(told) -> None:
    told.bring(DATA, access=EvidenceAccess.RESTRICTED, why_restricted="It names a child.")
    published(told)

    assert files() == {}
    everything = b"".join(path.read_bytes() for path in register_folder().rglob("*") if path.is_file())
    assert DATA not in everything
    assert kept_files.digest(DATA).encode() not in everything
    assert "Held, not published" in page()


def test_a_file_that_nobody_signed_is_not_in_public(told) -> None:
    told.publish()
    told.bring(DATA)
    bake_register()

    assert files() == {}


def test_a_newer_version_stands_first_and_the_older_file_keeps_its_address(told) -> None:
    told.bring(b"first")
    published(told)
    (first,) = files()
    told.bring(b"second", number=1)
    published(told)

    assert sorted(files().values()) == [b"first", b"second"]
    assert files()[first] == b"first"
    assert "Version 1: result-of-the-look-at-40-forms.txt (TXT, 1 KB)" in page()


def test_a_file_that_is_too_large_is_said_to_be_with_the_office(told) -> None:
    told.bring(b"0" * (LARGEST_PUBLISHED + 1))
    published(told)

    assert files() == {}
    assert "Larger than 10 MB. Held by the office, on request" in page()


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "a.xml", "a.xhtml", "run.js", "a.exe", "none", "a.PDF.htm"])
def test_what_a_browser_could_run_has_a_name_that_every_server_sends_as_a_file_to_save(name) -> None:
    assert public_name("Result", name) == "result.bin"


def test_a_name_in_public_is_made_of_plain_letters_and_tells_nothing_of_the_name_at_home() -> None:
    assert public_name("\u202e../Résultat de l'été <b>", "Ann Smith's copy.PDF") == "resultat-de-l-ete-b.pdf"
    assert public_name("ζ", "a.jpeg") == "evidence.jpg"
    assert len(public_name("long " * 99, "a.csv")) <= 44


def test_removing_a_piece_of_evidence_takes_its_file_away_and_the_page_says_so(told, marlshire) -> None:
    told.bring(DATA)
    entry = published(told)
    told.propose((entry.seq, "evidence-0002"))

    remove_words_of_commitment(commitment=told.row, words="", by=marlshire.ruth, at=told.at + timedelta(minutes=1))

    assert files() == {}
    assert not list(register_folder().with_name(".mar.beside").rglob("*result*"))
    assert "Removed with its file: 1 version of a piece of evidence." in page()
    assert verify([str(register_folder())]) == 0


def test_a_file_that_is_published_as_other_evidence_too_is_not_left_there_unnoticed(told, marlshire) -> None:
    told.bring(DATA)
    entry = published(told)
    other = Told(marlshire)
    other.at = told.at
    other.bring(DATA, title="The same once more")
    second = published(other)
    told.propose((entry.seq, "evidence-0002"))

    with pytest.raises(Refused, match="Evidence 1 of mar-c2 is the same file"):
        told.remove()

    other.propose((second.seq, "evidence-0002"))
    told.at = other.at
    told.remove()
    other.at = told.at
    other.remove()
    bake_register()
    assert files() == {}


def test_verify_counts_the_files_of_a_whole_register(told, capsys) -> None:
    told.bring(DATA)
    published(told)

    assert verify([str(register_folder())]) == 0
    assert "Files of evidence, each the one that its record tells: 1." in capsys.readouterr().out


def test_verify_names_a_file_that_was_changed_and_one_that_is_missing(told, capsys) -> None:
    told.bring(DATA)
    told.bring(b"other", title="Other")
    published(told)
    one, other = sorted(files())
    (register_folder() / one).write_bytes(b"changed")
    (register_folder() / other).unlink()

    assert verify([str(register_folder())]) == 1
    said = capsys.readouterr().out
    assert f"{one} (record " in said
    assert "was changed: its SHA-256 is not the one that the record tells." in said
    assert "is missing: the file of evidence is not there." in said
    assert "records are whole. Files of evidence that are not: 2 of 2." in said


def test_a_copy_of_the_records_alone_is_whole_and_says_that_no_file_was_checked(told, capsys) -> None:
    told.bring(DATA)
    published(told)
    shutil.rmtree(register_folder() / "commitments")

    assert verify([str(register_folder())]) == 0
    assert "not in this copy and not checked: 1." in capsys.readouterr().out


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other bytes")])
def test_a_kept_file_that_is_gone_or_is_not_the_one_told_is_said_to_be_missing(told, damage) -> None:
    told.bring(DATA)
    told.publish()
    damage(kept_files.path_of(kept_files.digest(DATA)))

    bake_register()

    assert files() == {}
    assert "The file is missing from this register." in page()


def test_a_file_comes_back_from_the_register_after_a_restore(told, tmp_path: Path) -> None:
    told.bring(DATA)
    published(told)
    shutil.copytree(register_folder(), tmp_path / "copy")
    without_commitments()
    kept_files.forget(kept_files.digest(DATA))

    bring_back(folder=tmp_path / "copy", at=NOW + timedelta(days=9),
               further=lambda entries, at: bringing_back.bring_back(entries, at, tmp_path / "copy"))

    assert EvidenceFile.objects.get().name == "result-of-the-look-at-40-forms.txt"
    bake_register()
    assert list(files().values()) == [DATA]


def test_a_record_from_before_files_were_published_leaves_the_file_with_the_office(told) -> None:
    from answerable.register.evidence_files import evidence_files, file_lines
    from answerable.register.reading import newest_day, read_register

    told.bring(DATA)
    told.publish()
    records = chain.records()
    (commitment,) = read_register(records, newest_day(records)).commitments
    (number, part), = commitment.newest.evidence.items()
    commitment.newest.evidence[number] = part.model_copy(update={"file": None})

    assert evidence_files(commitment, lambda _: DATA) == {}
    assert [line.words for line in file_lines(commitment, 1, {})] == ["Held by the office, on request"]


def test_a_version_that_was_replaced_before_anybody_signed_is_not_published(told) -> None:
    told.bring(b"with a name in it")
    told.bring(b"cleaned", number=1)
    published(told)

    assert list(files().values()) == [b"cleaned"]


def test_no_file_is_published_in_which_nobody_looked_for_hidden_parts(told, marlshire) -> None:
    told.bring(DATA)
    shown = publishing.to_publish(told.row).content_hash

    with pytest.raises(Refused, match="Look at what the file of evidence 1 of mar-c1 holds"):
        publishing.publish(shown=[(told.row, shown)], by=marlshire.ruth, at=told.at)


def test_that_the_approver_looked_is_kept(told) -> None:
    told.bring(DATA)
    published(told)

    assert EventRow.objects.get(kind="published").content["looked"] == [{"number": 2, "found": 0}]
