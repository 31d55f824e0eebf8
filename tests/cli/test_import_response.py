"""`answerable import-response FILE` says what a page published elsewhere answers, and needs no set-up."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.cli.entry import main
from tests.intake.old_answers import Old, as_table, as_text, as_word


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(as_text(Old(link="[The report](#)")))
    return path


def test_data_has_the_six_fields_the_checks_and_the_original(page, capsys):
    assert main(["import-response", str(page), "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert list(said["fields"]) == ["title", "published_on", "type", "key_findings", "link", "response"]
    assert said["fields"]["published_on"] == "2024-11-20"
    assert said["fields"]["link"] is None
    assert {check["code"] for check in said["checks"]} == {
        "dead-link", "no-response-date", "merged-texts", "no-finding-answered"}
    assert all(check["message"] for check in said["checks"])
    assert said["original"] == page.read_text()


@pytest.mark.parametrize(("made", "name"), [(as_table, "a.html"), (as_word, "a.docx")])
def test_web_pages_and_word_documents_give_the_same_fields(tmp_path, capsys, made, name):
    (tmp_path / name).write_bytes(made(Old()))

    main(["import-response", str(tmp_path / name), "--json"])

    assert json.loads(capsys.readouterr().out)["fields"]["response"] == Old.response


def test_words_say_what_was_read_found_and_is_not_known(page, capsys):
    main(["import-response", str(page)])

    said = capsys.readouterr().out
    assert f"Title: {Old.title}\nReport published: 20 November 2024" in said
    assert "Link to the report: Not known" in said
    assert "What the checks found\n\n- " in said


@pytest.mark.parametrize(("name", "sentence"), [
    ("none.txt", "There is no such file."), ("empty.txt", "The file is empty."),
])  # fmt: skip
def test_what_cannot_be_read_ends_with_2_and_a_sentence(tmp_path, capsys, name, sentence):
    (tmp_path / "empty.txt").write_bytes(b"")

    assert main(["import-response", str(tmp_path / name), "--json"]) == 2

    assert sentence in capsys.readouterr().err


def test_nothing_is_set_up_or_stored(page, tmp_path):
    command = [Path(sys.executable).parent / "answerable", "import-response", page, "--json"]

    done = subprocess.run(command, env={"HOME": str(tmp_path)}, cwd="/", capture_output=True, check=True)

    assert json.loads(done.stdout)["fields"]["title"] == Old.title
    assert [path.name for path in tmp_path.iterdir()] == ["old.txt"]
