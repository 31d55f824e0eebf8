"""`answerable extract`: a report as a list or as data; what cannot be read gives a sentence and 2."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.cli.entry import main
from answerable.cli.extract import main as extract
from answerable.intake import walls
from tests.intake.made import report_pdf, web_page


@pytest.fixture
def letter(tmp_path: Path) -> str:
    """A report of two recommendations."""
    file = tmp_path / "marlshire.pdf"
    file.write_bytes(report_pdf())
    return str(file)


def test_the_data_has_every_key_a_reader_needs(letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract([letter, "--json"]) == 0

    report = json.loads(capsys.readouterr().out)
    assert report.keys() >= {"title", "published_on", "inspectorates", "inspection_type", "area", "response_due_on",
                             "findings", "layout", "stated_count", "page_count"}
    assert report["findings"][0].keys() >= {"kind", "number", "heading", "subheading", "text", "sub_items", "page",
                                            "addressed_to", "date_words", "date_on", "places", "doubts"}
    assert (report["title"], report["published_on"]) == ("Joint inspection of Marlshire", "2025-03-12")
    assert report["findings"][1]["text"] == "Marlshire Council should publish its plan by 31 October 2025."


def test_the_list_says_what_is_asked_and_what_is_unknown(letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", letter]) == 0

    told = capsys.readouterr().out
    assert "Published: 12 March 2025\nReply asked for by: Not stated in the report\n\n2 findings." in told
    assert "1. Recommendation 1 (page 1)\n   Marlshire Police should answer each call" in told


def test_a_report_without_findings_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(web_page("<h1>A quiet year in Wexcombe</h1>"))

    assert extract([str(page)]) == 0
    assert "No findings were read. Some reports make none" in capsys.readouterr().out
    assert extract([str(page), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere.pdf", "There is no such file. Check its name and folder."),
        ("folder", "This is a folder. Give the name of one file in it."),
        ("empty.pdf", "The file is empty."),
        ("words.pdf", "It is named .pdf but it is plain text."),
        ("large.pdf", "The file is 64 MB. The largest we read is 50 MB. Upload a smaller copy, or type it in."),
        ("circle", "The file could not be opened: "),
        ("nul\0", "The file could not be opened: "),
    ],
)
def test_what_cannot_be_read_gives_a_sentence(
    name: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "words.pdf").write_text("Words.")
    with (tmp_path / "large.pdf").open("wb") as large:
        large.truncate(64_000_000)
    (tmp_path / "circle").symlink_to("circle")

    assert extract([str(tmp_path / name)]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{tmp_path / name}: {sentence}")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_not_read(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert extract(arguments) == 2
    assert "Nothing is read from standard input." in capsys.readouterr().err


def test_the_walls_around_the_reader_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert extract(["--walls"]) == 0

    first, *others = capsys.readouterr().out.splitlines()
    assert first == f"Walls around the reader: {walls().state}."
    assert tuple(others) == walls().sentences


def test_help_says_what_it_reads(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        extract(["--help"])

    assert ended.value.code == 0
    assert "a PDF, or a web page saved as HTML" in capsys.readouterr().out


def test_it_works_from_any_folder_with_no_set_up(letter: str, tmp_path: Path) -> None:
    told = subprocess.run([sys.executable, "-m", "answerable.cli.entry", "extract", letter],
                          cwd=tmp_path, env={}, capture_output=True, check=True)

    assert told.stderr == b""
    assert b"2 findings" in told.stdout
