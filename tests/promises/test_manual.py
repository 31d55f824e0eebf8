"""The reference page on promises says what the rules are, and their examples hold. `PRINT=1` writes it anew."""

import os

import pytest

from answerable.promises import ALL_RULES, EXCLUSIONS, find
from answerable.promises.manual import manual
from tests.house.test_repository import ROOT

PAGE = ROOT / "docs" / "reference" / "promises.md"


def test_the_page_has_not_drifted():
    if os.environ.get("PRINT"):
        PAGE.write_text(manual(), "utf-8")

    assert PAGE.read_text("utf-8") == manual()


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_the_example_of_a_rule_is_picked_by_it(rule):
    [found] = find(rule.example.replace(": - ", ":\n\n- "))

    assert (found.rule, found.kind) == (rule.code, rule.kind)


@pytest.mark.parametrize("one", EXCLUSIONS, ids=lambda one: one.code)
def test_the_example_of_what_is_none_is_not_picked(one):
    assert find(one.example) == []


def test_every_code_stands_on_the_page_once():
    codes = [line.split("`")[1] for line in manual().splitlines() if line.startswith("| `")]

    assert codes == [one.code for one in (*ALL_RULES, *EXCLUSIONS)]
    assert len(set(codes)) == len(codes)
