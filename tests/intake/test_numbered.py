"""Numbered recommendations, and their second printing."""

import pytest

from tests.intake.printed import printed, texts

REPORT = "= An inspection of Marlshire Police\n"
FORMS = {
    "headed": "== Recommendation {n}\n{text}\n",
    "boxed": "#boxed[*Recommendation {n}*\n\n{text}]\n",
    "run in": "*Recommendation {n}:* {text}\n\n",
}


def chapter(form: str, *items: str) -> str:
    return "".join(FORMS[form].format(n=n, text=text) for n, text in enumerate(items, 1))


@pytest.mark.parametrize("form", FORMS)
def test_a_list_printed_again_in_an_annex_counts_once(form: str) -> None:
    items = ("The force should answer calls.", "By 3 March 2026, the force should publish its plan.")
    again = chapter(form, *items)

    report = printed(f"{REPORT}= Findings of fact\n{again}\n#pagebreak()\n= Annex A: Recommendations\n{again}")

    assert texts(report) == list(items)
    assert [item.number for item in report.findings] == ["1", "2"]
    assert {item.page for item in report.findings} == {1}


def test_other_words_under_the_same_number_are_for_a_person_to_compare() -> None:
    first = "The force should answer every call for help within the time that it has set."
    again = chapter("headed", f"{first} It should say so.")

    report = printed(f"{REPORT}{chapter('headed', first)}#pagebreak()\n= Annex A\n{again}")

    assert texts(report) == [first]
    assert [doubt.code for doubt in report.findings[0].doubts] == ["printed_twice"]


def test_the_contents_page_is_no_list_of_findings() -> None:
    report = printed(REPORT + "= Contents\nRecommendation 1 ........ 3\n\nRecommendation 2 ........ 5\n")

    assert report.findings == ()


def test_a_list_under_a_number_is_its_sub_points() -> None:
    text = "The force should make sure that:\n- calls are answered; and\n- callers are told.\n"

    report = printed(REPORT + chapter("headed", text))

    assert report.findings[0].sub_items == ("calls are answered; and", "callers are told.")


def test_words_beside_the_name_may_say_for_whom_or_be_a_title() -> None:
    report = printed(f"""{REPORT}
#boxed[*Recommendation 1 (to chief constables)*

They should answer calls.]
== Recommendation 2.1: Training
The force should train its officers.
== Recommendation 2.2: Improve supervision
We found that officers see nobody.
""")

    assert [(item.number, item.addressed_to, item.subheading, item.text) for item in report.findings] == [
        ("1", "chief constables", "", "They should answer calls."),
        ("2.1", "", "Training", "The force should train its officers."),
        ("2.2", "", "", "Improve supervision")]


def test_a_list_that_is_wanted_by_a_day_is_one_finding_and_a_question() -> None:
    report = printed(f"""{REPORT}
#boxed[*Cause of concern*

Calls are not answered.

*Recommendations*

By 1 May 2026, the force should:
- answer calls; and
- train its staff.]
""")

    concern, wanted = report.findings
    assert concern.text == "Calls are not answered."
    assert (wanted.text, wanted.sub_items) == (
        "By 1 May 2026, the force should:", ("answer calls; and", "train its staff."))
    assert [doubt.code for doubt in wanted.doubts] == ["one_or_many"]
