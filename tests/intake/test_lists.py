"""Lists of findings: what is a point, what is not, and where each stands."""

from datetime import date

import pytest

from answerable.intake.shapes import Kind
from tests.intake.printed import letter, printed, texts

LONG = "The partnership should see every child in good time and should write down what each child says. " * 4


def test_nested_points_belong_to_the_point_above_them() -> None:
    report = letter("= What needs to improve?\n- Visits to children:\n  - the first\n  - the last\n- Plans.")

    assert texts(report) == ["Visits to children:", "Plans."]
    assert report.findings[0].sub_items == ("the first", "the last")


def test_lead_ins_and_words_that_there_are_none_are_no_findings() -> None:
    report = letter("""
= Areas for priority action
- There are no areas for priority action
= What needs to improve?
Leaders know that these matters need attention.
- The timeliness of visits.
""")

    assert texts(report) == ["The timeliness of visits."]


def test_a_report_that_asks_for_nothing_has_no_findings() -> None:
    assert letter("= Strengths\n- Leaders listen.").findings == ()


def test_boxed_stories_are_no_findings_whatever_their_title() -> None:
    report = letter("""
= Areas for improvement
- The first point.
#boxed[*Practice study: area for improvement*

All names are invented.
- He was seen late.]
- The second point.
= Next steps
""")

    assert texts(report) == ["The first point.", "The second point."]


def test_themes_stay_within_their_list_in_the_older_letters() -> None:
    report = letter("""
= Key strengths
- Leaders listen.
= Areas for improvement
== Leadership
- Oversight is weak.
== Health
- Waits are long.
= Next steps
- Nothing more.
""")

    assert [(item.subheading, item.text) for item in report.findings] == [
        ("Leadership", "Oversight is weak."), ("Health", "Waits are long.")]


def test_paragraphs_are_the_points_where_nothing_is_marked() -> None:
    report = letter("= Areas for improvement\n== Leadership\nOversight is weak.\n\nWaits are long.\n= Next steps")

    assert texts(report) == ["Oversight is weak.", "Waits are long."]


def test_a_point_runs_over_the_page_with_a_place_on_each() -> None:
    report = letter(f"#v(230pt)\n= What needs to improve?\n- {LONG}\n- Plans.\n= Strengths")

    first = report.findings[0]
    assert texts(report) == [LONG.strip(), "Plans."]
    assert (first.page, [place.page for place in first.places]) == (1, [1, 2])


def test_footnotes_running_lines_and_page_numbers_are_left_out() -> None:
    report = letter(f"""
#set page(header: [Joint inspection of Marlshire])
= What needs to improve?
- {LONG} #footnote[Working together, 2018.] {LONG}
- Plans.
= Strengths
""")

    assert len(report.findings) == 2
    assert not any(words in report.findings[0].text for words in ("Working together", "Joint inspection"))


def test_a_number_at_the_start_of_a_line_within_a_sentence_is_no_point() -> None:
    report = letter("""
= What needs to improve?
- Inspectors looked at the work that follows level two of the framework (level #linebreak() 2) and found it slow.
""")

    assert len(report.findings) == 1
    assert report.findings[0].sub_items == ()


def test_a_hyphen_at_a_line_end_is_kept_and_the_word_joined() -> None:
    report = letter("= What needs to improve?\n- The sharing of what the multi-#linebreak()agency team knows.")

    assert texts(report) == ["The sharing of what the multi-agency team knows."]


def test_bullets_that_are_drawn_count_as_bullets() -> None:
    report = letter("""
#set list(marker: rect(width: 4pt, height: 4pt, fill: black))
= What needs to improve?
- Visits.
- Plans.
""")

    assert texts(report) == ["Visits.", "Plans."]


def test_a_heading_that_names_two_kinds_leaves_the_choice_to_a_person() -> None:
    report = letter("= Areas for priority action and areas for improvement\n- Visits.")

    doubt = report.findings[0].doubts[0]
    assert (doubt.code, doubt.choices) == ("kind", ("priority_action", "area_for_improvement"))


def test_numbers_printed_before_points_are_kept() -> None:
    report = printed("= Inspection of Marlshire Police\n= Recommendations\n#set enum(start: 102)\n+ Visits.\n+ Plans.")

    assert [(item.number, item.kind) for item in report.findings] == [
        ("102", Kind.RECOMMENDATION), ("103", Kind.RECOMMENDATION)]


def test_a_story_under_a_heading_of_its_own_does_not_end_the_themes_around_it() -> None:
    report = letter("""
= Areas for improvement
== Leadership
- Oversight is weak.
== Police
== Case study: area for improvement
All names are invented.
== Health
- Waits are long.
= Next steps
- Nothing more.
""")

    assert [(item.subheading, item.text) for item in report.findings] == [
        ("Leadership", "Oversight is weak."), ("Health", "Waits are long.")]


def test_a_newer_letter_may_sort_its_points_under_headings() -> None:
    report = letter("""
= What needs to improve?
== Partners
- Plans.
== Police
- Visits.
= Daily work
Children are seen.
- By most workers.
""")

    assert [(item.subheading, item.text) for item in report.findings] == [("Partners", "Plans."), ("Police", "Visits.")]


@pytest.mark.parametrize("heading", ["Areas for improvement: health", "Areas for improvement (health)"])
def test_a_heading_may_say_behind_a_mark_for_whom_its_points_are(heading: str) -> None:
    assert texts(letter(f"= {heading}\n- Visits.\n= Areas for improvement – police\n- Plans.")) == ["Visits.", "Plans."]


def test_words_that_ask_for_an_answer_to_a_priority_action_are_none() -> None:
    report = letter("""
= Area for priority action
Leaders must act now on long waits.

The council must submit an action plan within 70 working days, by 23 August 2024.
= Strengths
""")

    assert texts(report) == ["Leaders must act now on long waits."]
    assert report.response_due_on == date(2024, 8, 23)
