"""What headings mean, whatever their capitals, numbers and marks."""

import pytest

from answerable.intake.headings import ends_a_list, kinds, tells_a_story
from answerable.intake.shapes import Kind

PRIORITY, IMPROVEMENT = Kind.PRIORITY_ACTION, Kind.AREA_FOR_IMPROVEMENT


@pytest.mark.parametrize(("heading", "expected"), [
    ("Area for priority action", (PRIORITY,)),
    ("AREAS FOR PRIORITY ACTIONS", (PRIORITY,)),
    ("3. Areas for improvement", (IMPROVEMENT,)),
    ("What needs to improve?1", (IMPROVEMENT,)),
    ("What needs to improve in this area of social work practice?", (IMPROVEMENT,)),
    ("What needs to improve in this local area?", (IMPROVEMENT,)),
    ("What the local authority needs to improve", (IMPROVEMENT,)),
    ("What must improve?", (IMPROVEMENT,)),
    ("Recommendations", (Kind.RECOMMENDATION,)),
    ("Recommendations for the police", (Kind.RECOMMENDATION,)),
    ("Causes of concern", (Kind.CAUSE_OF_CONCERN,)),
    ("Areas for priority action and areas for improvement", (PRIORITY, IMPROVEMENT)),
])
def test_a_heading_announces_its_kinds(heading: str, expected: tuple[Kind, ...]) -> None:
    assert kinds(heading) == expected


@pytest.mark.parametrize("heading", [
    "Recommendations 8", "Case study: area for improvement", "Practice study: areas for priority action",
    "Key strengths", "What is it like to be a child here?", "The areas for improvement were known to leaders",
])
def test_other_headings_announce_nothing(heading: str) -> None:
    assert kinds(heading) == ()


def test_stories_and_ends_are_told_from_themes() -> None:
    assert tells_a_story("Practice study: area for improvement")
    assert ends_a_list("Next steps")
    assert ends_a_list("Key Strengths")
    assert not ends_a_list("Leadership and management")
    assert not tells_a_story("Leadership and management")
