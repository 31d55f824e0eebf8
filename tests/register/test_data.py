"""The register as data: exact in JSON, safe in a spreadsheet, steady in feeds."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from answerable.records.contents import part_shape
from answerable.register.data import AllResponses, AssembledResponse
from answerable.register.tables import FINDING_COLUMNS, RESPONSE_COLUMNS, cell
from tests.records.build import AS_AT, Case, example_chain, example_records
from tests.register.site import REF, files_of, one_response, thread_of

ATOM = "{http://www.w3.org/2005/Atom}"
RUNS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return files_of(example_records(removed=True), AS_AT)


@given(st.text(max_size=40) | st.sampled_from(RUNS_A_FORMULA).flatmap(lambda sign: st.just(f"{sign}1+1")))
def test_no_text_becomes_a_formula_and_every_text_can_be_read_back(text):
    written = io.StringIO()
    csv.writer(written).writerow([cell(text)])

    read = next(csv.reader(io.StringIO(written.getvalue(), newline="")), [""])[0]

    assert not read.startswith(RUNS_A_FORMULA)
    assert (read[1:] if read.startswith("'") else read) == text


def test_numbers_and_dates_stay_what_they_are():
    assert [cell(-3), cell(date(2025, 1, 14)), cell(None)] == ["-3", "2025-01-14", ""]


def test_a_finding_that_begins_like_a_formula_is_defused_in_csv_and_exact_in_json():
    words = '=HYPERLINK("https://example.org","open")'
    finding = thread_of(Case(days=50)).finding(1, answered=True).model_copy(update={"words": words})

    files = files_of(one_response(changed={"finding-0001": finding}).records, AS_AT)

    rows = list(csv.DictReader(io.StringIO(files["data/findings.csv"].decode(), newline="")))
    assert rows[0]["words"] == f"'{words}"
    data = json.loads(files[f"responses/{REF}/record.json"])
    assert data["versions"][-1]["findings"][0]["words"] == words


def test_each_row_of_the_tables_is_a_report_or_a_finding_with_the_columns_of_the_dictionary(files):
    responses = list(csv.DictReader(io.StringIO(files["data/responses.csv"].decode(), newline="")))
    findings = list(csv.DictReader(io.StringIO(files["data/findings.csv"].decode(), newline="")))

    assert list(responses[0]) == list(RESPONSE_COLUMNS)
    assert list(findings[0]) == list(FINDING_COLUMNS)
    assert (len(responses), len(findings)) == (7, 35)
    page = files["data/index.html"].decode()
    assert all(f">{column}<" in page for column in (*RESPONSE_COLUMNS, *FINDING_COLUMNS))
    assert all(f"{row['address']}index.html" in files for row in (*responses, *findings))


def test_the_assembled_data_fits_its_shape_and_says_what_the_records_say(files):
    whole = AllResponses.model_validate_json(files["data/responses.json"])

    assert whole.licence == "Open Government Licence v3.0"
    records = example_records(removed=True)
    for entry in records.entries:
        if entry.kind != "response":
            continue
        one = AssembledResponse.model_validate_json(files[f"responses/{entry.ref}/record.json"])
        assert one in whole.responses
        version = next(v for v in one.versions if v.record.entry == entry.seq)
        assert version.record.sha256 == entry.hash
        assert version.findings == entry.findings
        assert version.comments == entry.read("comments", part_shape("response", "comments"))
        assert files[version.record.file] == entry.entry_bytes


def test_the_schemas_name_every_field_of_the_data(files):
    for schema, data in (("responses", "data/responses.json"), ("response", "responses/mar-2023-001/record.json")):
        described = json.loads(files[f"data/schema/{schema}.json"])
        assert set(json.loads(files[data])) == set(described["properties"])
        assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_record_names_a_schema_that_is_published(files):
    for entry in example_records(removed=True).entries:
        assert entry.fields["schema"] in files


def test_the_data_page_gives_the_checksum_of_each_file(files):
    from hashlib import sha256

    page = files["data/index.html"].decode()

    for name in ("data/responses.json", "data/responses.csv", "data/findings.csv", "feed.xml", "last-days.ics"):
        assert sha256(files[name]).hexdigest() in page


def test_the_feed_has_an_entry_for_each_thing_that_happened_newest_first(files):
    feed = ElementTree.fromstring(files["feed.xml"])
    titles = [e.findtext(f"{ATOM}title") for e in feed.iter(f"{ATOM}entry")]
    moments = [e.findtext(f"{ATOM}updated") for e in feed.iter(f"{ATOM}entry")]

    assert titles[0] == "Words removed"
    assert {t.split(":")[0] for t in titles} == {
        "Words removed", "An answer is due", "Response published", "Response withdrawn",
        "Response corrected, version 2",
    }
    assert moments == sorted(moments, reverse=True)
    assert len({e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry")}) == len(titles)


def test_an_entry_of_the_feed_keeps_its_name_when_others_follow():
    chain = example_chain()
    before = names_in(files_of(chain.records, AS_AT)["feed.xml"])

    chain.remove(4, "comments", chain.records.entries[-1].at + timedelta(days=1))

    assert set(before) < set(names_in(files_of(chain.records, AS_AT)["feed.xml"]))


def names_in(feed: bytes) -> list[str | None]:
    return [e.findtext(f"{ATOM}id") for e in ElementTree.fromstring(feed).iter(f"{ATOM}entry")]


def test_the_calendar_has_each_last_day_under_a_name_that_stays(files):
    calendar = Calendar.from_ical(files["last-days.ics"])
    events = {str(e["uid"]): e for e in calendar.walk("VEVENT")}

    assert events["mar-2023-001@mar.answerable"]["dtstart"].dt == date(2023, 3, 6)
    assert "Published 1 March 2023" in events["mar-2023-001@mar.answerable"]["description"]
    assert "mar-2023-003@mar.answerable" not in events, "no last day is set"
    assert all(e["dtstamp"].dt.tzinfo is not None for e in events.values())


def test_a_title_cannot_add_a_line_to_the_calendar():
    report = thread_of(Case(days=50)).report().model_copy(update={"title": "A\nEND:VEVENT\nBEGIN:VALARM, ; \\"})

    files = files_of(one_response(changed={"report": report}).records, AS_AT)

    calendar = Calendar.from_ical(files["last-days.ics"])
    assert len(calendar.walk("VEVENT")) == 1
    assert not calendar.walk("VALARM")
