"""Tables of findings: rows, who is responsible, and rows that a page break cuts."""

import pytest

from answerable.intake.pdf import read_pdf
from answerable.intake.shapes import ReadReport
from tests.intake.printed import printed, texts
from tests.letters import letter as drawn

REPORT = "= Area SEND inspection of Marlshire Local Area Partnership\nInspection dates: 3 to 7 March 2025\n"
HEADS = "[*Responsible body*], [*Areas for priority action*]"
FIRST = "Leaders should see each child in good time so that plans say what each child needs"
SECOND = "Leaders should act on the long waits for therapy and tell families when help will come"


def table(rows: str, *, stroke: str = "0.5pt") -> ReadReport:
    return printed(f"{REPORT}= Areas for priority action\n"
                   f"#table(columns: (1fr, 2fr), stroke: {stroke}, {HEADS}, {rows})\n= Details")


@pytest.mark.parametrize("stroke", ["0.5pt", "none", "(x, y) => (bottom: 0.5pt)"])
def test_each_row_is_a_finding_for_the_body_beside_it(stroke: str) -> None:
    report = table(f"[Marlshire Council], [{FIRST}.], [NHS Marlshire and Wexcombe], [{SECOND}.]", stroke=stroke)

    assert [(item.addressed_to, item.text) for item in report.findings] == [
        ("Marlshire Council", f"{FIRST}."), ("NHS Marlshire and Wexcombe", f"{SECOND}.")]


def test_one_body_may_answer_for_several_rows() -> None:
    report = table(f"table.cell(rowspan: 2)[Marlshire Council], [{FIRST}.], [{SECOND}.]")

    assert [item.addressed_to for item in report.findings] == ["Marlshire Council", "Marlshire Council"]


@pytest.mark.parametrize("end", [".", ""])
def test_a_row_cut_by_the_page_is_one_finding(end: str) -> None:
    long = f"{FIRST}{end} Leaders should write this down{end} " * 5
    report = table(f"[Marlshire Council], [{SECOND}.], [NHS Marlshire], [#v(200pt) {long}], "
                   f"[Marlshire Council], [{FIRST}.]")

    assert len(report.findings) == 3
    assert len({place.page for place in report.findings[1].places}) == 2


def test_a_table_of_one_column_may_repeat_the_heading_above_it() -> None:
    report = printed(f"{REPORT}= Areas for improvement\nThese matter:\n"
                     f"#table(columns: 1, [*Areas for improvement*], [{FIRST}:\n- visits\n- plans], [{SECOND}.])")

    assert texts(report) == [f"{FIRST}:", f"{SECOND}."]
    assert report.findings[0].sub_items == ("visits", "plans")


@pytest.mark.parametrize("seed", [221, 286])
def test_a_row_that_the_rules_do_not_surely_end_or_cut_is_asked_about(seed: int) -> None:
    report = read_pdf(drawn("area_send", seed).pdf)

    assert [doubt.code for item in report.findings for doubt in item.doubts] == ["runs_on"]
