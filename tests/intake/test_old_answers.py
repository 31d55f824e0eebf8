"""An answer published elsewhere is read under the headings that offices use, and nothing of it is guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.intake.answer.reading import read_file, read_words
from tests.intake.old_answers import FORMS, Old, as_headings, as_table, as_text, as_word

TITLES = ("Inspection Title", "Inspection title", "Report title", "Title", "Title of report", "HMICFRS report title")
PUBLISHED = ("Date Published", "Date published", "Publication date", "Published", "Date of publication", "Published on")
TYPES = ("Type of Inspection", "Inspection type", "Type", "Type of report")
FINDINGS = ("Key Findings", "Key findings", "Summary", "Main findings", "Summary of findings", "Executive summary")
LINKS = ("Link to report", "Link to Report", "Link to the report", "Report link", "Link to full report", "Link")
RESPONSES = (
    "PCC & Constabulary Response to Report and Recommendation", "PCC response", "Commissioner’s response",
    "Commissioner's Response to the report and recommendation(s)", "Response", "Our response", "Mayor’s comments",
    "Response from the Police and Crime Commissioner", "Marlshire PCC response to HMICFRS report", "PFCC reply",
    "Police, Fire and Crime Commissioner and Chief Constable’s Response to Recommendations", "OPCC response",
    "Deputy Mayor for Policing and Crime’s response", "Response to report and recommendations",
)  # fmt: skip
HEADINGS = st.tuples(*map(st.sampled_from, (TITLES, PUBLISHED, TYPES, FINDINGS, LINKS, RESPONSES)))
WORDS = st.lists(st.sampled_from(["calls", "custody", "victims", "lights", "Marlshire", "waiting", "justice"]),
                 min_size=2, max_size=8).map(" ".join)  # fmt: skip


def codes(read):
    return [remark.code for remark in read.checks]


def message(read, code):
    return next(remark.message for remark in read.checks if remark.code == code)


@settings(max_examples=200, deadline=None)
@given(HEADINGS, st.sampled_from(FORMS), WORDS, WORDS, st.dates(date(2012, 11, 22), date(2039, 12, 31)),
       st.sampled_from(["{0:%d/%m/%Y}", "{0.day} {0:%B %Y}", "{0:%A} {0.day} {0:%b %Y}", "{0:%Y-%m-%d}"]))
def test_every_heading_in_every_form_is_read(headings, form, title, response, day, written):
    old = Old(title=title, response=f"We agree on {response}.", published=written.format(day), headings=headings)

    read = read_file(form(old), "")

    assert read.fields.model_dump() == {
        "title": title, "published_on": day, "type": old.type, "key_findings": old.findings,
        "link": old.link, "response": old.response,
    }  # fmt: skip
    assert read.heading == headings[-1]
    assert read.unplaced in ("", "## Responses", "## Responses to inspections")


@pytest.mark.parametrize("after", [":\t", ": ", ":\n", "\n", "\t", " – ", ":\n\n"])
def test_a_heading_in_text_ends_in_many_ways(after):
    read = read_file(as_text(Old(), after=after), ".txt")

    assert (read.fields.title, read.fields.response) == (Old.title, Old.response)


def test_a_word_document_with_strong_headings_is_read():
    assert read_file(as_word(Old(), table=False), ".docx").fields == read_file(as_text(Old()), ".txt").fields


def test_columns_with_one_row_are_read():
    page = (b"<table><tr><th>Title<th>Published<th>Response<tr><td>Custody<td>1 May 2023<td>We agree.</table>")

    read = read_file(page, ".html")

    assert (read.fields.title, read.fields.published_on, read.fields.response) == (
        "Custody", date(2023, 5, 1), "We agree.")


def test_what_follows_a_table_is_not_the_value_of_its_last_row():
    page = as_table(Old()).replace(b"</table>", b"</table><p>Share this page</p>")

    read = read_file(page, ".html")

    assert read.fields.response == Old.response
    assert read.unplaced == "Share this page"


def test_line_ends_that_a_page_keeps_are_line_ends():
    assert read_file(b"<html><body><pre>" + as_text(Old()) + b"</pre>", ".html").fields == read_file(
        as_text(Old()), ".txt").fields


def test_text_of_windows_programs_is_read():
    assert read_file(as_text(Old()).decode().encode("utf-16"), ".txt").fields.title == Old.title


def test_a_list_of_many_answers_is_not_taken_for_one():
    rows = "".join(f"<tr><td>Report {n}<td>1 May 2023<td>We agree." for n in range(3))

    read = read_file(f"<table><tr><th>Title<th>Published<th>Response{rows}</table>".encode(), ".html")

    assert (read.fields.title, read.fields.response) == (None, None)
    assert "Report 2" in read.unplaced


def test_two_answers_on_one_page_are_noticed():
    read = read_file(as_headings(Old()) + as_headings(Old(title="Another")), ".html")

    assert read.fields.title == Old.title
    assert message(read, "several-answers").startswith("The page holds 2 answers")
    assert "Another" in read.unplaced
    assert "Another" not in read.fields.response


def test_headings_within_the_response_stay_in_it():
    words = "I welcome it.\n\nSummary\n\nMore is done.\n\nReport\n\nIt is long.\n\nKey findings: none of mine."

    read = read_words(f"Title: Custody\n\nKey findings: Cold cells.\n\nPCC response:\n\n{words}")

    assert read.fields.response == words


def test_texts_of_body_and_force_under_headings_of_their_own_stay_apart_and_in_order():
    read = read_words("Title: Custody\nPublished: 1 May 2023\n\nChief Constable’s response:\nWe accept it.\n\n"
                      "Commissioner’s response:\nI shall watch.")

    assert read.heading == "Chief Constable’s response"
    assert read.fields.response == "We accept it.\n\n## Commissioner’s response\n\nI shall watch."
    assert "merged-texts" not in codes(read)


def test_a_page_headed_like_a_response_is_read_where_the_response_begins():
    read = read_words("Commissioner’s response\n\nTitle: Custody\n\nResponse: We agree.")

    assert (read.heading, read.fields.response, read.unplaced) == ("Response", "We agree.", "Commissioner’s response")


def test_prose_that_begins_like_a_heading_is_not_one():
    read = read_words("Title: Custody\n\nKey findings: The emergency\nresponse\nwas slow. Police response to domestic "
                      "abuse: weak.\n\nResponse: We agree.")

    assert read.fields.response == "We agree."
    assert "was slow" in read.fields.key_findings


def test_escaped_html_with_a_list_inside_is_made_what_it_meant():
    littered = "<p>Two themes:</p> <ul style=\"x\"> - cold cells; and - long waits. <p>That is all.</p>"
    read = read_file(as_text(replace(Old(), findings=littered)), ".txt")

    assert read.fields.key_findings == "Two themes:\n\n- cold cells; and\n- long waits.\n\nThat is all."
    assert "<p>, <ul>" in message(read, "leftover-markup")
    assert any("HTML tags" in sentence for sentence in read.changed)
    assert littered in read.original


def test_a_paragraph_broken_at_the_end_of_a_page_is_joined_and_said():
    long = "There is work under way in Marlshire that reduces waiting times and"
    read = read_words(f"Title: Custody\n\nResponse:\n\n{long}\n\nimproves the cells.\n\nshort\n\nstays")

    assert read.fields.response == f"{long} improves the cells.\n\nshort\n\nstays"
    assert "1 paragraph that was broken in two was joined again." in read.changed


def test_words_under_no_heading_are_kept_and_not_given_to_a_field():
    read = read_words("Office of the Commissioner\n\nTitle: Custody\n\nA remark.\n\nResponse: We agree.")

    assert read.unplaced == "Office of the Commissioner\n\nA remark."
    assert read.original == "Office of the Commissioner\n\nTitle: Custody\n\nA remark.\n\nResponse: We agree."


def test_what_the_page_does_not_say_stays_unknown():
    read = read_words("Some words about nothing.")

    assert set(read.fields.model_dump().values()) == {None}
    assert codes(read) == ["no-title", "empty-response", "no-date", "no-response-date"]


@pytest.mark.parametrize("words", ["20/13/2024", "31 February 2024", "20/11/24", "November 2024", "soon",
                                   "20 or 21 November 2024 and 3 May 2024", "Monday 20 November 2024", "2024-02-30"])
def test_a_day_in_doubt_stays_unknown_with_its_words(words):
    read = read_file(as_text(Old(published=words)), ".txt")

    assert read.fields.published_on is None
    assert words in message(read, "odd-date")


@pytest.mark.parametrize("words", ["20/11/2024", "20.11.2024", "20 November 2024",
                                   "20th Nov 2024", "20th of November 2024",
                                   "Wednesday, 20 November 2024", "2024-11-20", "**20 Nov. 2024**"])
def test_a_day_is_read_as_it_is_written_here(words):
    assert read_file(as_text(Old(published=words)), ".txt").fields.published_on == date(2024, 11, 20)


@pytest.mark.parametrize(("link", "said"), [
    ("[The report](#)", "The link “The report” is dead: it leads nowhere (“#”)."),
    ("[The report]()", "The link “The report” is dead: it leads nowhere."),
    ("The report", "The link to the report is dead: “The report” has no whole address."),
    ("", "The link to the report is dead: nothing stands there."),
    ("[The report](javascript:void)", "The link to the report is dead: “The report” has no whole address."),
    ("www.example.org/report", "“www.example.org/report” has no whole address"),
])  # fmt: skip
def test_a_link_that_leads_nowhere_is_null_its_words_kept(link, said):
    read = read_file(as_text(Old(link=link)), ".txt")

    assert read.fields.link is None
    assert said in message(read, "dead-link")
    assert read.link_words == ("The report" if "The" in link else link)


def test_a_dead_link_of_a_web_page_is_found_anywhere_in_it():
    page = as_headings(Old()).replace(b"twelve people", b"<a href='#'>twelve people</a> and <a href=''>more</a>")

    read = read_file(page, ".html")

    assert codes(read).count("dead-link") == 2
    assert read.fields.link == Old.link


def test_an_address_in_plain_words_is_the_link():
    assert read_words("Title: x\n\nLink to report: see https://example.org/r.").fields.link == "https://example.org/r"


def test_a_report_named_with_its_link_gives_both():
    read = read_words("Report: [Custody](https://example.org/c)\n\nResponse: We agree.")

    assert (read.fields.title, read.fields.link, read.link_words) == ("Custody", "https://example.org/c", "Custody")


@pytest.mark.parametrize(("heading", "merged"), [
    ("PCC & Constabulary response", "“PCC & Constabulary response”"),
    ("Commissioner and Chief Constable’s response", "Chief"),
    ("Response", "does not say which words are whose"), ("Our response", None), ("Commissioner’s response", None),
    ("Police and Crime Commissioner’s response", None), ("Police, Fire and Crime Commissioner’s response", None),
    ("Chief Constable’s response", None), ("PFCC and fire and rescue service response", "PFCC"),
])  # fmt: skip
def test_one_text_for_body_and_force_is_noticed(heading, merged):
    read = read_file(as_text(Old(headings=(*Old.headings[:-1], heading))), ".txt")

    assert read.heading == heading
    assert ("merged-texts" in codes(read)) == (merged is not None)
    if merged:
        assert merged in message(read, "merged-texts")


@pytest.mark.parametrize("response", ["Recommendation 1: done.", "We agree.\n\n## Recommendation 3\n\nDone.",
                                      "- AFI 2 is done", "**Area for improvement 4**\n\nDone."])
def test_a_finding_answered_by_itself_is_seen(response):
    assert "no-finding-answered" not in codes(read_words(f"Title: x\n\nPCC response:\n\n{response}"))


def test_no_finding_answered_is_said():
    assert "55(5B)" in message(read_file(as_table(Old()), ".html"), "no-finding-answered")


def test_a_wrong_section_is_named_wherever_it_stands():
    read = read_words("Under section 33 of the\nPolice Act 1996 we respond within 56 days.\n\nTitle: x\n\nResponse: y")

    assert "“section 33 of the Police Act 1996”" in message(read, "cites-wrong-section")
    assert "The duty is in section 55" in message(read, "cites-wrong-section")


def test_a_date_of_response_that_the_page_states_is_read():
    read = read_words("Title: x\nDate of response: 3 January 2025\n\nResponse: y")

    assert read.responded_on == date(2025, 1, 3)
    assert "no-response-date" not in codes(read)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    read = read_words("x" + text)

    assert read.original
