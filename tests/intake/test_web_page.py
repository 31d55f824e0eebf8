"""Web pages and pasted words: what stands under the headings that announce findings is found, and nothing else."""

from datetime import date

import pytest

from answerable.intake import Kind, ReadFinding, ReadReport, read_pasted, read_report
from tests.intake.made import web_page

BULLET = "Marlshire Police should keep records."


def findings(body: str) -> tuple[ReadFinding, ...]:
    return read_report(web_page(body)).findings


def texts(report: ReadReport | str) -> list[str]:
    found = findings(report) if isinstance(report, str) else report.findings
    return [finding.text for finding in found]


@pytest.fixture(scope="module")
def inspection() -> ReadReport:
    """A page with every kind of heading."""
    return read_report(web_page("""
        <nav><h2>Recommendations</h2><ul><li>The menu should be passed over.</li></ul></nav>
        <main><h1>PEEL 2023–25: An inspection of Marlshire Police</h1>
        <p>Published on: <time datetime="2025-03-12">12 March 2025</time>. Inspected from 4 November 2024.</p>
        <p>In this report we make three recommendations.</p>
        <h2>Recommendations</h2>
        <h3>Recommendation 1</h3>
        <p>By 31 October 2025, the chief constable of Marlshire Police should:</p>
        <ul><li>publish a plan; and</li><li>report on it each year.</li></ul>
        <p><strong>Recommendation 2</strong></p>
        <p>With immediate effect, chief constables should make sure that records are kept.</p>
        <h2>Answering the public</h2>
        <div class="callout"><h3>Cause of concern</h3>
        <p><strong>Marlshire Police isn’t answering calls in time.</strong></p><p>This puts people at risk.</p>
        <h4>Recommendations</h4><p>By 1 May 2025, Marlshire Police should:</p>
        <ul><li>answer calls;</li><li>train its staff.</li></ul></div>
        <p>Marlshire Police should be proud of what stands outside the box.</p>
        <div><h3>Areas for improvement</h3>
        <p><b>Marlshire Police should improve how it records crime.</b></p><p>We found gaps.</p>
        <p><b>Marlshire Police needs to supervise its investigations.</b></p><p>We found more gaps.</p></div>
        <h2>About this inspection</h2><p>Readers should know how we work.</p></main>
        <footer><h2>Recommendations</h2><p>You should accept our cookies.</p></footer>"""))


def test_a_title_that_asks_gives_the_force_alone() -> None:
    page = web_page("<h1>How Marlshire Police records crime</h1><h2>Recommendations</h2><p>Do it.</p>")

    assert read_report(page).area == "Marlshire Police"


def test_a_page_says_what_it_is(inspection: ReadReport) -> None:
    assert inspection.title == "PEEL 2023–25: An inspection of Marlshire Police"
    assert inspection.published_on == date(2025, 3, 12)
    assert inspection.inspectorates == ("HMICFRS",)
    assert (inspection.inspection_type, inspection.area) == ("PEEL", "Marlshire Police")
    assert (inspection.layout, inspection.stated_count) == ("web_page", 3)


def test_every_finding_is_read_with_its_kind_number_and_heading(inspection: ReadReport) -> None:
    told = [(one.kind, one.number, one.heading, one.subheading) for one in inspection.findings]

    assert told == [
        (Kind.RECOMMENDATION, "1", "Recommendations", ""),
        (Kind.RECOMMENDATION, "2", "Recommendations", ""),
        (Kind.CAUSE_OF_CONCERN, "", "Cause of concern", ""),
        (Kind.RECOMMENDATION, "", "Cause of concern", "Recommendations"),
        (Kind.AREA_FOR_IMPROVEMENT, "", "Areas for improvement", ""),
        (Kind.AREA_FOR_IMPROVEMENT, "", "Areas for improvement", ""),
    ]


def test_a_finding_keeps_its_words_list_date_and_addressee(inspection: ReadReport) -> None:
    first = inspection.findings[0]

    assert first.text == "By 31 October 2025, the chief constable of Marlshire Police should:"
    assert first.sub_items == ("publish a plan; and", "report on it each year.")
    assert first.addressed_to == "the chief constable of Marlshire Police"
    assert first.date_on == date(2025, 10, 31)
    assert first.page == 1


def test_a_concern_keeps_its_reasons(inspection: ReadReport) -> None:
    assert inspection.findings[2].text == "Marlshire Police isn’t answering calls in time.\nThis puts people at risk."


def test_a_list_after_words_that_ask_is_one_finding_and_a_question(inspection: ReadReport) -> None:
    doubt = inspection.findings[3].doubts[0]

    assert doubt.question == "A list of 2 follows these words. Is this one finding or 2?"
    assert doubt.choices == ("One", "2", "I will edit it")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<h2>Recommendations</h2><ul><li>{BULLET}</li><li>Then rest.</li></ul>", [BULLET, "Then rest."]),
        (f"<h2>Recommendations</h2><p>We looked at ten forces.</p><p>{BULLET}</p>", [BULLET]),
        (f"<h2>Recommendations</h2><p>1. {BULLET}</p><p>Why: it matters.</p><p>2. Rest.</p>",
         [f"{BULLET}\nWhy: it matters.", "Rest."]),
        (f"<h2>Area for improvement</h2><p>{BULLET}</p><p>We found gaps.</p>", [f"{BULLET}\nWe found gaps."]),
        (f"<p>Recommendation 3: {BULLET}</p>", [BULLET]),
        (f"<h3>Recommendations for Marlshire Police</h3><p>{BULLET}</p>", [BULLET]),
        (f"<div><div><h2>Recommendations</h2></div><div><p>{BULLET}</p></div></div><p>You should stop.</p>", [BULLET]),
        (f"<h2>Recommendations</h2><h3>For Tarnbridge</h3><p>{BULLET}</p><h2>Next</h2><p>You should stop.</p>",
         [BULLET]),
        (f"<h2>Recommendations</h2><p>{BULLET}</p><h3>Case study: Wexcombe</h3><p>It should be told.</p>", [BULLET]),
        (f"<h2>Recommendations</h2><ul><li><p>{BULLET}</p><p>Soon.</p></li></ul>", [f"{BULLET}\nSoon."]),
        (f"<h2>Areas for improvement</h2><h3>{BULLET}</h3><p>We found gaps.</p>", [f"{BULLET}\nWe found gaps."]),
        (f"<details><summary>Area for improvement</summary><p>{BULLET}</p></details>", [BULLET]),
        (f"<h3>Recommendation 3: Records</h3><p>{BULLET}</p>", [BULLET]),
        ("<h3>Recommendation 3: Keep records</h3>", ["Keep records"]),
        (f"<h2>Recommendations</h2><table><tr><th>Number<th>Recommendation<tr><td>1<td>{BULLET}</table>", [BULLET]),
        (f"<h2>Recommendations from previous inspections</h2><p>{BULLET}</p>", []),
        (f"<h2>Areas for improvement</h2><p>{BULLET}</p><h3>Detailed findings</h3><p>It should rest.</p>", [BULLET]),
        ("<h2>Recommendations</h2><p>We make no recommendations.</p>", []),
        ("<h2>Progress against our recommendations since 2021</h2><p>It should go on.</p>", []),
        (f"<p>{BULLET}</p>", []),
        (f"<div hidden><h2>Recommendations</h2><p>{BULLET}</p></div><p>Words</p>", []),
        (f"<div style='display: none'><h2>Recommendations</h2><p>{BULLET}</p></div><p>Words</p>", []),
    ],
)  # fmt: skip
def test_what_stands_under_a_heading_is_found(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_a_heading_may_say_for_whom_a_finding_is() -> None:
    (found,) = findings("<h3>Recommendation 2 (for the Home Office)</h3><p>It should be published.</p>")

    assert (found.number, found.addressed_to, found.text) == ("2", "the Home Office", "It should be published.")


def test_a_span_before_the_body_is_no_part_of_its_name() -> None:
    (found,) = findings("<h2>Recommendations</h2><p>Within three months Marlshire Police should rest.</p>")

    assert (found.addressed_to, found.date_words) == ("Marlshire Police", "Within three months")


def test_numbered_lists_keep_the_numbers_that_a_browser_prints() -> None:
    found = findings("<h2>Recommendations</h2><ol start='4'><li>Keep records.</li><li>Publish them.</li></ol>")

    assert [one.number for one in found] == ["4", "5"]


def test_words_printed_twice_count_once_and_are_asked_about() -> None:
    twice = f"<h2>Recommendations</h2><ul><li>{BULLET}</li></ul>" * 2

    (found,) = findings(twice)

    assert [doubt.code for doubt in found.doubts] == ["printed_twice"]


def test_a_heading_of_two_kinds_is_asked_about() -> None:
    (found,) = findings(f"<h2>Recommendations and areas for improvement</h2><p>{BULLET}</p>")

    assert [doubt.code for doubt in found.doubts] == ["kind"]
    assert found.doubts[0].choices == ("recommendation", "area_for_improvement")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("<meta charset=windows-1252>", "cp1252"), ("", "cp1252"), ("", "utf-8-sig"), ("", "utf-16"),
     ("<meta charset='zlib_codec'>", "utf-8"),
     ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-15'>", "iso-8859-15")],
)  # fmt: skip
def test_letters_are_read_by_the_page_s_own_character_set(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><h1>Café in Wexcombe £5</h1></body></html>".encode(encoding)

    assert read_report(page).title == "Café in Wexcombe £5"


def test_pasted_words_are_read_by_their_headings() -> None:
    report = read_pasted("""An inspection of Marlshire Police\r
Published on 12 March 2025
Recommendations
Recommendation 1
By 31 October 2025, the force should:
• keep records; and
• publish them.
Recommendation 2
Chief constables should rest.
Areas for improvement
The force should improve how it records crime.
The force should answer calls.
Background
Nothing here should count.
""")

    assert (report.title, report.published_on) == ("An inspection of Marlshire Police", date(2025, 3, 12))
    assert [(one.kind, one.number) for one in report.findings] == [
        (Kind.RECOMMENDATION, "1"), (Kind.RECOMMENDATION, "2"),
        (Kind.AREA_FOR_IMPROVEMENT, ""), (Kind.AREA_FOR_IMPROVEMENT, ""),
    ]  # fmt: skip
    assert report.findings[0].sub_items == ("keep records; and", "publish them.")


def test_a_title_between_pasted_sentences_ends_the_finding_above_it() -> None:
    report = read_pasted("""An inspection of Marlshire Police
Recommendation 1 (to chief constables)
They should keep records.
Chapter one
We saw good work.
""")

    assert report.findings[0].text == "They should keep records."
    assert report.findings[0].addressed_to == "chief constables"


def test_pasted_words_without_known_headings_give_no_findings() -> None:
    assert read_pasted("Good morning.\nThe weather should hold.").findings == ()


FRAGMENTS = ["a", " ", "1. ", "Recommendation 1: ", "Recommendations\n", "by 1 May 2025 ", "should ", "• x\n",
             "Published on ", "Summary\n", "\n", "recommendations and ", "-"]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_million_letters_of_one_pattern_are_read_within_the_reader_s_limits(fragment: str) -> None:
    words = fragment * (1_000_000 // len(fragment))

    if words.strip():
        assert read_pasted(words).layout == "web_page"
    assert read_report(web_page(f"<h1>Marlshire</h1><p>{words}")).layout == "web_page"
