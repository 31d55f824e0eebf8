"""Letters about invented places, drawn from seeds: whatever the layout prints, the reader finds, and nothing else."""

import re
from typing import Any

import pytest

from answerable.cli.demonstration.letter import Letter, example_letter
from answerable.intake import read_report
from answerable.intake.pdf import read_pdf
from answerable.intake.shapes import ReadReport
from tests.letters import LAYOUTS, letter

SEEDS, CHUNK = 200, 25


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_finding_and_date_of_a_letter_is_read_and_nothing_else(layout: str, first: int) -> None:
    drawn = {seed: letter(layout, seed) for seed in range(first, first + CHUNK)}

    wrong = {seed: differences(read_pdf(one.pdf), one) for seed, one in drawn.items()}

    assert {seed: found for seed, found in wrong.items() if found} == {}


@pytest.mark.parametrize("findings", [5, 40])
def test_the_example_letter_is_read_whole_behind_the_fence(findings: int) -> None:
    example = example_letter(findings)

    report = read_report(example.pdf, name="marlshire.pdf")

    assert differences(report, example) == []
    assert len(report.findings) == findings
    assert (report.title, report.area) == (example.expected["title"], "Marlshire")
    assert list(report.inspectorates) == example.expected["inspectorates"]


def test_one_seed_always_draws_the_same_letter() -> None:
    assert letter("area_send", 7) == letter("area_send", 7)
    assert letter("area_send", 7) != letter("area_send", 8)


def differences(report: ReadReport, printed: Letter) -> list[str]:
    """What the report gives that the letter does not say, and what it lacks, a line each."""
    expected = printed.expected
    joined = expected.get("hyphenated", False)
    found = [
        (item.kind.value, item.page, item.number, body(item.kind, item.addressed_to),
         *words(item.text, item.sub_items, joined))
        for item in report.findings
    ]
    asked = [
        (item["kind"], item["page"], str(item.get("number", "")), body(item["kind"], item.get("addressed_to")),
         *words(item["text"], item["sub_items"], joined))
        for item in expected["items"]
    ]
    dates = {
        "published": (report.published_on, expected["publication_date"]),
        "answer due": (report.response_due_on, expected["written_statement_due"]),
    }
    return [
        *(f"missing: {item}" for item in asked if item not in found),
        *(f"too much: {item}" for item in found if item not in asked),
        *(f"{len(found)} findings for {len(asked)}" for _ in [0] if len(found) != len(asked)),
        *(f"{name}: {read} for {wanted}" for name, (read, wanted) in dates.items() if read != wanted),
    ]


def body(kind: str, addressed_to: str | None) -> str | None:
    """Who is asked, where letters print it beside the words: with priority actions in tables."""
    return (addressed_to or "") if kind == "priority_action" else None


def words(text: str, sub_items: Any, without_hyphens: bool) -> tuple[str, ...]:
    """The words without what typesetting did to them: footnote marks, and hyphens at the ends of lines.

    The reader keeps a hyphen at a line's end, as it cannot know whether it belongs to the word; where a letter
    is set with hyphenation all hyphens are left out of the comparison.
    """
    plain = [re.sub(r"(?<=[^\s\d])\d$", "", one.strip()).replace("- ", "-") for one in (text, *sub_items)]
    return tuple(one.replace("-", "") if without_hyphens else one for one in plain)
