"""`answerable promises FILE`: the promises of a text, and a sentence where it cannot be read."""

import json

import pytest

from answerable.cli.entry import main

TEXT = "We welcome the report.\n\nMarlshire Constabulary will publish its plan by March 2026.\n"


@pytest.fixture
def answer(tmp_path):
    path = tmp_path / "answer.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_the_data_is_one_list_of_promises(answer, capsys):
    assert main(["promises", answer, "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == [{
        "sentence": "Marlshire Constabulary will publish its plan by March 2026.", "kind": "will",
        "actor": "Marlshire Constabulary", "date": "by March 2026", "named": [],
        "why": "“will publish” after “Marlshire Constabulary”: the answering side says what it will do."}]


def test_a_text_without_promises_is_an_empty_list_and_a_sentence(tmp_path, capsys):
    (tmp_path / "none.txt").write_text("Crime fell.", "utf-8")

    assert main(["promises", str(tmp_path / "none.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["promises", str(tmp_path / "none.txt")]) == 0
    assert capsys.readouterr().out.startswith("No promises were found.")


def test_words_say_who_when_and_why(answer, capsys):
    assert main(["promises", answer]) == 0

    told = capsys.readouterr().out
    assert told.startswith("1 promise. Compare with the text itself.\n\n1. Will\n   Marlshire Constabulary will")
    assert "Who: Marlshire Constabulary. When: by March 2026." in told
    assert "Why: “will publish” after" in told


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("missing.txt", None, "There is no such file."),
    ("latin.txt", b"caf\xe9", "This is no text in UTF-8."),
    ("long.txt", b"a" * 1_000_001, "The text is too long."),
])  # fmt: skip
def test_what_cannot_be_read_ends_with_2_and_a_sentence(tmp_path, capsys, name, content, sentence):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    assert main(["promises", str(tmp_path / name), "--json"]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err
