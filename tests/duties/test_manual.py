"""The reference page is what the rules say."""

from pathlib import Path

from answerable.duties import regimes, rules
from answerable.duties.manual import manual

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "deadlines.md"


def test_the_page_on_deadlines_has_not_drifted_from_the_rules():
    assert PAGE.read_text(encoding="utf-8") == manual(), (
        "print it anew: python -m answerable.duties.manual > docs/reference/deadlines.md"
    )


def test_the_page_holds_every_rule_and_regime():
    page = manual()

    assert all(f"### {one.code}\n" in page for one in rules())
    assert all(f"(`{one.code}`)" in page for one in regimes())
