"""`answerable due`: a last day at the command line, with nothing set up."""

import json

import pytest

from answerable.cli.entry import main
from answerable.duties import rules


def test_it_prints_the_last_day_and_how_it_was_counted(capsys):
    assert main(["due", "2024-11-20", "--rule", "police-act-1996-s55"]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "2025-01-14"
    assert "- Day 56, the last day, is Tuesday 14 January 2025." in printed


def test_it_prints_data(capsys):
    assert main(["due", "2024-05-16", "--rule", "joint-area-reviews-2015-r4", "--json"]) == 0

    data = json.loads(capsys.readouterr().out)
    assert data["due_on"] == "2024-08-23"
    assert data["trigger_on"] == "2024-05-16"
    assert {"day": "2024-05-27", "why": "Spring Bank Holiday"} in data["left_out"]
    assert data["standing"] == "statute"
    assert data["working"]


def test_a_rule_without_a_date_prints_words_and_a_last_day_of_null(capsys):
    assert main(["due", "2024-11-20", "--rule", "fire-framework-2018-action-plan"]) == 0
    assert main(["due", "2024-11-20", "--rule", "fire-framework-2018-action-plan", "--json"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("A plan is due. No date is set in law.")
    assert '"due_on": null' in printed
    assert '"checked": false' in printed


def test_it_lists_the_rules(capsys):
    assert main(["due", "--list"]) == 0

    printed = capsys.readouterr().out
    assert all(one.code in printed for one in rules())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2024-11-31", "--rule", "practice"], '"2024-11-31" is not a date.'),
        (["20 November 2024", "--rule", "practice"], '"20 November 2024" is not a date.'),
        (["20241120", "--rule", "practice"], '"20241120" is not a date.'),
        (["2024-11-20", "--rule", "section-33"], 'No rule is called "section-33". The rules are: police-act-1996-s55,'),
        (["2017-05-01", "--rule", "police-act-1996-s55"], "does not apply to 1 May 2017"),
        (["9999-12-31", "--rule", "police-act-1996-s55"], "Check the year."),
        (["2024-11-20"], "Say which rule, with --rule. The rules are: police-act-1996-s55,"),
        (["--rule", "practice"], "Give the day that starts the clock"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_in_a_sentence(arguments, sentence, capsys):
    assert main(["due", *arguments]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert sentence in printed.err
    assert "Traceback" not in printed.err


def test_it_says_what_a_further_bank_holiday_would_do(capsys):
    asked = ["due", "2025-01-04", "--rule", "joint-area-reviews-2015-r4", "--holiday", "2025-02-19"]

    assert main(asked) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("2025-04-14")
    assert "Supposed bank holiday, 19 February 2025" in printed


def test_a_supposed_holiday_that_is_no_date_is_refused(capsys):
    assert main(["due", "2025-01-04", "--rule", "practice", "--holiday", "Easter"]) == 2

    assert '"Easter" is not a date.' in capsys.readouterr().err


def test_it_works_out_every_rule_it_lists(capsys):
    assert all(main(["due", "2024-11-20", "--rule", one.code]) == 0 for one in rules() if not one.force.last_day)
    assert main(["due", "2016-11-20", "--rule", "police-act-1996-s55-before-2017"]) == 0
