"""Letters on special educational needs until 2022: lists of weaknesses, with or without a heading of their own."""

import pytest

from answerable.intake.shapes import Kind
from tests.intake.printed import printed, texts

LETTER = """
Joint local area SEND inspection in Marlshire

*Strengths*
- Leaders listen.

*Areas for development*
- Waits are long.

"""
LIST = "\n- the quality of plans\n- joint work\n"


@pytest.mark.parametrize("opening", [
    "A written statement of action is required on the following areas of significant weakness:",
    "A written statement of action is required on the following significant areas of weakness in what is done.",
    "*It is to tackle the following significant weaknesses:*",
    "*Significant areas of weakness*",
])
def test_weaknesses_are_findings_whose_kind_a_person_says(opening: str) -> None:
    report = printed(f"{LETTER}{opening}\n{LIST}")

    assert texts(report) == ["Waits are long.", "the quality of plans", "joint work"]
    assert [item.kind for item in report.findings if not item.doubts] == [Kind.AREA_FOR_IMPROVEMENT]
    assert [[doubt.code for doubt in item.doubts] for item in report.findings] == [[], ["kind"], ["kind"]]


def test_weaknesses_that_an_earlier_inspection_found_are_none() -> None:
    report = printed("Joint local area SEND revisit in Marlshire\n\nLeaders have dealt with one of the "
                     f"significant weaknesses identified at the initial inspection:\n{LIST}")

    assert report.findings == ()
    assert (report.area, report.inspection_type) == ("Marlshire", "Area SEND inspection (revisit)")
