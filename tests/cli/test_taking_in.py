"""A folder of old pages comes in at once, with progress and a report, and can be stopped and repeated."""

from __future__ import annotations

import csv
import zipfile

import pytest

from answerable.accounts.scope import in_body
from answerable.cli import taking_in
from answerable.cli.entry import main
from answerable.responses.old_answers import old_answers
from answerable.responses.old_models import OldAnswer
from answerable.responses.old_rules import OldState
from tests.conftest import NOW
from tests.intake.made import report_pdf
from tests.intake.old_answers import Old, as_table, as_text, as_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, cast, home):
    """Three answers, one of them twice and once more in other words, and two files that are none."""
    place = tmp_path / "old pages"
    (place / "2018").mkdir(parents=True)
    for name, data in {
        "a.txt": as_text(Old(title="=A")), "b.html": as_table(Old(title="B")), "2018/c.docx": as_word(Old(title="C")),
        "again.txt": as_text(Old(title="=A")), "same.txt": as_text(Old(title="b", response="Else.")),
        "letter.pdf": report_pdf(), "notes.txt": b"Buy milk", ".hidden": b"x",
    }.items():  # fmt: skip
        (place / name).write_bytes(data)
    return place


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def titles(cast):
    with in_body(cast.marlshire.id):
        return sorted(str(row) for row in old_answers())


def test_every_page_is_taken_or_told_why_not(folder, cast, capsys):
    assert main(["import-response", str(folder), "--body", "mar"]) == 0

    said, report = capsys.readouterr().out, rows(folder.with_name("old pages.report.csv"))
    assert "1 of 7  2018/c.docx: taken\n" in said
    assert "3 taken, 2 already there, 2 refused." in said
    assert {name: row["outcome"] for name, row in report.items()} == {
        "2018/c.docx": "taken", "a.txt": "taken", "again.txt": "already there", "b.html": "taken",
        "letter.pdf": "refused", "notes.txt": "refused", "same.txt": "already there"}
    assert report["a.txt"]["title"] == "'=A"  # no spreadsheet runs it
    assert "no-response-date" in report["b.html"]["remarks"]
    assert "It is a PDF" in report["letter.pdf"]["reason"]
    assert "none of the headings" in report["notes.txt"]["reason"]
    assert "“b.html” answers a report of the same title and day" in report["same.txt"]["reason"]
    assert titles(cast) == ["=A", "B", "C"]


def test_what_is_taken_waits_for_people_and_belongs_to_that_body_alone(folder, cast):
    main(["import-response", str(folder), "--body", "mar"])

    with in_body(cast.marlshire.id):
        assert {row.state for row in OldAnswer.objects.all()} == {OldState.READ.value}
        assert {row.added_by for row in OldAnswer.objects.all()} == {None}
    with in_body(cast.tarnbridge.id):
        assert OldAnswer.objects.count() == 0


def test_it_can_be_repeated(folder, cast, capsys):
    main(["import-response", str(folder), "--body", "mar"])
    main(["import-response", str(folder), "--body", "mar"])

    assert "0 taken, 5 already there, 2 refused." in capsys.readouterr().out
    assert titles(cast) == ["=A", "B", "C"]


def test_it_can_be_stopped_and_goes_on(folder, cast, capsys, monkeypatch):
    real, seen = taking_in.read_answer, []

    def stop_at_the_third(data, *, name):
        seen.append(name)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(data, name=name)

    monkeypatch.setattr(taking_in, "read_answer", stop_at_the_third)
    assert main(["import-response", str(folder), "--body", "mar"]) == 130
    assert "Stopped. What was taken is kept" in capsys.readouterr().err
    assert len(rows(folder.with_name("old pages.report.csv"))) == 2

    main(["import-response", str(folder), "--body", "mar"])

    assert titles(cast) == ["=A", "B", "C"]


def test_a_zip_folder_is_the_same(tmp_path, cast, home, capsys):
    packed = tmp_path / "pages.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a.txt", as_text(Old(title="A")))
        made.writestr("in/b.html", as_table(Old(title="B")))

    main(["import-response", str(packed), "--body", "mar"])

    assert "2 taken" in capsys.readouterr().out
    assert titles(cast) == ["A", "B"]


def test_links_in_a_folder_are_not_followed(tmp_path, cast, home):
    place = tmp_path / "pages"
    place.mkdir()
    (tmp_path / "elsewhere.txt").write_bytes(as_text(Old()))
    (place / "link.txt").symlink_to(tmp_path / "elsewhere.txt")

    assert taking_in.pages_in(place) == []


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["{}", "--body", "nobody"], "There is no body 'nobody' here. Bodies: mar, tarn."),
    (["{}/none", "--body", "mar"], "There is no such file or folder"),
    (["{}", "--body", "mar", "--json"], "--json keeps nothing"), (["{}"], "This is a folder"),
])  # fmt: skip
def test_what_cannot_be_done_ends_in_a_sentence(folder, arguments, sentence, capsys):
    assert main(["import-response", *(argument.format(folder) for argument in arguments)]) == 2

    assert sentence in capsys.readouterr().err


def test_a_report_that_cannot_be_written_does_not_undo_the_work(folder, cast, capsys):
    assert main(["import-response", str(folder), "--body", "mar", "--report", "/nowhere/x.csv"]) == 0

    assert "The report could not be written" in capsys.readouterr().err
    assert len(titles(cast)) == 3


def test_two_hundred_pages_come_in(tmp_path, cast, home, monkeypatch):
    from answerable.intake.answer.reading import read_file

    monkeypatch.setattr(taking_in, "read_answer", lambda data, *, name: read_file(data, ".txt"))  # without the fence
    pages = [(f"{n}.txt", lambda n=n: as_text(Old(title=f"Report {n}"))) for n in range(200)]

    outcomes = list(taking_in.take_in(pages, cast.marlshire.id, lambda: NOW))

    assert taking_in.in_words(outcomes) == "200 taken, 0 already there, 0 refused."
    assert len(titles(cast)) == 200
