"""Commitments in public: what their pages say, and that every figure is what the published files say."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from datetime import date, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.commitments import events as e
from answerable.records.contents import EvidenceAccess, WithdrawalFacts
from tests.records.build import BEGINS, example_chain
from tests.records.succession import begun, close, take_over
from tests.register.made import every_kind, registers
from tests.register.promises import Promise, evidence, examples, made
from tests.register.site import files_of, one_response, page
from tests.register.test_as_at import day_pages


@pytest.fixture(scope="module")
def site():
    chain = example_chain(1, 2)
    examples(chain, "mar-2023-001")
    return files_of(chain.records, chain.at.date() + timedelta(days=100))


def text_of(html: str) -> str:
    return " ".join(LexborHTMLParser(html).body.text(separator=" ").split())


def newest_records(files):
    """The last entry of each commitment, as the published files have it."""
    names = sorted(name for name in files if re.fullmatch(r"records/\d{6}/entry\.json", name))
    entries = [json.loads(files[name]) for name in names]
    return {entry["ref"]: entry for entry in entries if entry["kind"] == "commitment"}


def recounted(files, as_at: date) -> Counter[str]:
    """Every group counted again from the entries alone: days are texts there, which compare as days do."""
    day, groups = as_at.isoformat(), Counter()
    for one in newest_records(files).values():
        first, now, action = one["first_date"], one["date_now"], one["action"]
        if action in ("replaced", "carried_forward"):
            groups["replaced"] += 1
            continue
        groups["all"] += 1
        is_open, is_kept = action in ("not_started", "under_way"), action == "done" and one["check"] == "supports"
        groups.update({
            "open": is_open, "past-date": is_open and now is not None and now < day,
            "past-but-for-moves": is_open and first is not None and first < day <= now, "kept": is_kept,
            "no-date": is_open and now is None, "said-done": action == "done" and not is_kept,
            "kept-by-first-date": is_kept and first is not None and one["action_on"] <= first,
            "check-again": is_kept and one["check_until"] is not None and one["check_until"] < day,
            "stopped": action == "stopped", "moved": one["moves"] > 0,
        })
    return groups


def check_figures(files, as_at: date) -> None:
    groups = recounted(files, as_at)
    html = LexborHTMLParser(page(files, "commitments/"))
    figure = " ".join(html.css_first(".register-figure").text().split())
    if groups["all"] == 0:
        assert "No commitment is on this register" in figure
    elif groups["all"] < 5:
        told = dict(re.findall(r"([A-Z][^:.]+): (\d+)\.", figure))
        assert told == {
            "Kept": str(groups["kept"]), "Kept by the first date": str(groups["kept-by-first-date"]),
            "Said to be done and not kept": str(groups["said-done"]), "Open": str(groups["open"]),
            "Open, past their date": str(groups["past-date"]), "Stopped": str(groups["stopped"]),
            "Would be past their date but for moves": str(groups["past-but-for-moves"]),
            "With a date that was moved": str(groups["moved"])}
        assert html.css_first(".register-figure__number") is None
    else:
        names = ("kept", "all", "kept-by-first-date", "open", "past-date", "past-but-for-moves", "said-done",
                 "stopped", "moved")
        without_day = re.sub(r"as at \d+ \w+ \d+", "", figure)
        assert [int(n) for n in re.findall(r"\d+", without_day)] == [groups[name] for name in names]
    for link in html.css("main > ul li a"):
        slug = link.attributes["href"].split("/")[-2]
        rows = LexborHTMLParser(page(files, f"commitments/{slug}/")).css("tbody tr")
        assert f"({groups[slug]})" in link.parent.text(), slug
        assert len(rows) == groups[slug], slug


@settings(deadline=None, max_examples=40)
@given(registers(max_reports=1), st.integers(0, 200))
def test_every_figure_about_commitments_is_what_the_published_files_say(records, later):
    as_at = max(records.entries[-1].at.date(), BEGINS.date()) + timedelta(days=later)

    check_figures(files_of(records, as_at), as_at)


def test_so_it_is_in_a_register_with_every_kind_of_record():
    chain = every_kind()
    as_at = chain.at.date() + timedelta(days=60)

    check_figures(files_of(chain.records, as_at), as_at)


def test_the_page_of_a_past_day_has_the_figures_of_a_register_baked_for_that_day():
    chain = one_response()
    examples(chain, "mar-2024-001")
    until = chain.at.date() + timedelta(days=400)

    pages = day_pages(files_of(chain.records, until))

    for day, html in pages.items():
        shown = LexborHTMLParser(html).css(".register-figure")
        alone = LexborHTMLParser(page(files_of(chain.records, day), "")).css(".register-figure")
        assert [figure.text() for figure in shown] == [figure.text() for figure in alone], day
    assert "the date of a commitment had passed" in pages[date(2025, 3, 12)]  # its date is 11 March 2025


def test_a_page_says_who_promised_what_by_when_and_how_we_shall_know(site):
    said = text_of(page(site, "commitments/mar-c1/"))

    assert "Look at 40 forms and publish the result." in said
    assert "By whom Head of Performance, Marlshire Police" in said
    assert "How we shall know The result is on our website." in said
    assert re.search(r"First date \d+ \w+ \d{4}, set by the office: agreed by the board", said)
    assert "Finding 1" in said


def test_a_moved_date_is_told_with_its_reason_who_asked_and_who_agreed(site):
    html = page(site, "commitments/mar-c2/")

    assert re.search(r"Moved from \d+ \w+ \d{4} on \d+ \w+ \d{4}\. Asked for by: Head of Performance\. Agreed by: "
                     r"Chief Executive\. Reason: The trainer was ill for a month\.", text_of(html))
    drawn, listed = (LexborHTMLParser(html).css(what) for what in ("svg circle", "svg + ol > li"))
    assert len(drawn) == len(listed) == 2


def test_the_three_statuses_stand_in_three_rows_and_none_follows_from_another(site):
    kept, doubted = (text_of(page(site, f"commitments/mar-c{number}/")) for number in (3, 4))

    assert "Local action Done, says its owner" in kept
    assert "Local check Check again" in kept or "Local check Evidence supports it" in kept
    assert "Inspectorate Closed" in kept
    assert "Local check Evidence does not support it" in doubted
    assert "Inspectorate Has not told us" in doubted


def test_only_neutral_colours_are_used(site):
    for name, content in site.items():
        if name.startswith("commitments/") and name.endswith(".html"):
            assert set(re.findall(rb"govuk-tag--(\w+)", content)) <= {b"grey", b"blue", b"teal", b"magenta"}


def test_what_was_heard_last_is_told_without_blame(site):
    assert re.search(r"No published update since \d+ \w+ \d{4}\.", text_of(page(site, "commitments/mar-c2/")))
    assert "No published update since the commitment was entered on" in text_of(page(site, "commitments/mar-c1/"))


def test_restricted_evidence_is_told_as_held_with_its_reason(site):
    said = text_of(page(site, "commitments/mar-c3/"))

    assert "Held, not published: It names children." in said
    assert "ab" * 32 in said


def test_one_that_was_replaced_and_the_one_in_its_place_lead_to_each_other(site):
    assert 'href="../../commitments/mar-c7/"' in page(site, "commitments/mar-c6/")
    assert 'href="../../commitments/mar-c6/"' in page(site, "commitments/mar-c7/")


def test_what_it_said_before_stays_to_be_read(site):
    said = text_of(page(site, "commitments/mar-c2/"))

    assert "Train every call handler, and test them." in said
    assert re.search(r"As published on \d+ \w+ \d{4} Train every call handler\. ", said)


def test_a_move_that_no_record_tells_of_is_said_to_be_untold(site):
    assert "How the date came to be this is not told on this register." in page(site, "commitments/mar-c8/")


@pytest.mark.parametrize("path", ["responses/mar-2023-001/", "responses/mar-2023-001/findings/1/"])
def test_the_pages_of_a_response_and_of_a_finding_show_its_commitments_with_their_statuses(site, path):
    html = page(site, path)

    assert 'commitments/mar-c3/"' in html
    assert "Local check: Evidence supports it" in text_of(html)
    assert 'commitments/mar-c8/"' not in html


def test_publishing_where_a_commitment_stands_changes_no_page_of_another_report():
    chain = example_chain(3, 2)
    before = files_of(chain.records, date(2026, 3, 1))
    examples(chain, "mar-2023-001")

    after = files_of(chain.records, date(2026, 3, 1))

    changed = {name for name, content in before.items() if after[name] != content}
    pages = {name for name in changed if name.startswith("responses/mar-")}
    assert pages == {"responses/mar-2023-001/index.html", "responses/mar-2023-001/findings/1/index.html"}


def test_when_the_response_is_withdrawn_its_commitments_say_so():
    chain = one_response()
    seq = chain.records.entries[-1].seq
    examples(chain, "mar-2024-001")
    chain.append(WithdrawalFacts(ref="mar-2024-001", withdraws=seq), {}, chain.at + timedelta(days=1))

    files = files_of(chain.records, chain.at.date())

    assert "The response in which this was promised was withdrawn on" in page(files, "commitments/mar-c1/")
    assert "withdrawn" not in page(files, "commitments/mar-c8/")


def test_removed_words_are_on_no_page_and_in_no_file_and_their_place_says_so():
    word = "Quicksilver"
    chain = one_response()
    promise = Promise("mar-c1", made(words=f"Ask {word}.", owner=f"Head of {word}"), chain.at, "mar-2024-001", 1)
    promise.happen(evidence(1, title=f"Letter of {word}", access=EvidenceAccess.PUBLIC))
    promise.move(date(2025, 6, 1), f"{word} was ill.")
    promise.publish(chain)
    seq = chain.records.entries[-1].seq
    assert sum(word.encode() in content for content in files_of(chain.records, chain.at.date()).values()) > 10

    for part in ("promise", "evidence-0002", "happened-0004"):
        chain.remove(seq, part, chain.at + timedelta(days=1))
    files = files_of(chain.records, chain.at.date())

    found = re.compile(word.encode(), re.IGNORECASE)
    assert [name for name, content in files.items() if found.search(content)] == []
    said = text_of(page(files, "commitments/mar-c1/"))
    assert "Commitment mar-c1" in said
    assert "What was promised: words were removed on" in said
    assert "Entry 4 of what has happened: words were removed on" in said
    assert "How the date came to be this is not told" in said
    assert page(files, "check/").count("words were removed on") == 3


def test_every_list_has_a_page_once_there_is_a_commitment(site):
    for slug in ("", "how-counted/", "open/", "past-date/", "past-but-for-moves/", "no-date/", "said-done/", "kept/",
                 "kept-by-first-date/", "check-again/", "stopped/", "moved/", "replaced/"):
        assert f"commitments/{slug}index.html" in site


def test_without_a_commitment_the_page_says_so():
    files = files_of(example_chain(1, 1).records, date(2026, 1, 1))

    assert "No commitment is on this register." in page(files, "commitments/")
    assert "What was promised" not in page(files, "")


def test_a_long_list_has_50_rows_a_page_each_commitment_once():
    chain = one_response()
    for number in range(1, 121):
        Promise(f"mar-c{number}", made(), chain.at, "mar-2024-001", 1).publish(chain)
    files = files_of(chain.records, chain.at.date())

    pages = [LexborHTMLParser(page(files, f"commitments/open/{part}")) for part in ("", "page-2/", "page-3/")]
    rows = [[a.attributes["href"] for a in one.css("tbody th a")] for one in pages]

    assert [len(found) for found in rows] == [50, 50, 20]
    assert len({address for found in rows for address in found}) == 120


def test_the_data_agrees_with_its_schemas_and_with_the_records(site):
    whole = json.loads(site["data/commitments.json"])
    described = json.loads(site["data/schema/commitment.json"])["properties"]

    assert {c["ref"]: c["date_now"] for c in whole["commitments"]} == {
        ref: entry["date_now"] for ref, entry in newest_records(site).items()}
    for commitment in whole["commitments"]:
        assert json.loads(site[f"commitments/{commitment['ref']}/record.json"]) == commitment
        assert set(described) == set(commitment)


def test_the_table_counts_as_the_records_do_and_runs_no_formula():
    chain = one_response()
    Promise("mar-c1", made(words="=SUM(A1)"), chain.at, "mar-2024-001", 1).publish(chain)
    files = files_of(chain.records, chain.at.date())

    (row,) = csv.DictReader(io.StringIO(files["data/commitments.csv"].decode()))

    assert row["words"] == "'=SUM(A1)"
    assert (row["action"], row["first_date"], row["moves"], row["check"]) == ("not_started", "2025-03-28", "0", "")
    fields = json.loads(files["data/schema/commitments-table.json"])["fields"]
    assert [field["name"] for field in fields] == list(row)
    assert {f["name"]: f["type"] for f in fields}["first_date"] == "date"


def test_the_calendar_has_the_date_of_each_open_commitment(site):
    events = icalendar.Calendar.from_ical(site["commitments.ics"]).walk("VEVENT")

    dated = {ref: entry["date_now"] for ref, entry in newest_records(site).items()
             if entry["action"] in ("not_started", "under_way") and entry["date_now"]}
    assert {str(event["uid"]).split("@")[0]: event["dtstart"].dt.isoformat() for event in events} == dated


def test_the_feed_tells_each_record_of_a_commitment(site):
    feed = site["feed.xml"].decode()

    assert "Commitment: Look at 40 forms" in feed
    assert "Commitment, what has happened: Train every call handler, and test them." in feed


def test_the_search_finds_a_commitment_by_what_happened_to_it(site):
    index = json.loads(site["search/commitments.json"])

    numbers = index["words"]["trainer"]
    assert index["pages"][numbers[0]][:2] == [3, "mar-c2"]
    assert "commitments" in page(site, "search/")


def test_a_successor_keeps_the_addresses_of_the_commitments_of_a_former_body_and_tells_what_happens_next():
    marlshire = example_chain(1, 1)
    former, passed_on = (Promise(f"mar-c{n}", made(), marlshire.at, "mar-2023-001", 1) for n in (1, 2))
    former.publish(marlshire)
    passed_on.publish(marlshire)
    eastland = begun("east", "Mayor of Eastland", after=marlshire)
    close(marlshire, eastland)
    take_over(eastland, (marlshire.records,))
    passed_on.happen(e.Updated(words="The Mayor looked at it."))
    passed_on.publish(eastland)

    files = files_of(eastland.records, eastland.at.date())

    assert "Published by Police and Crime Commissioner for Marlshire." in page(files, "commitments/mar-c1/")
    assert "former/mar/records/" in page(files, "commitments/mar-c1/")
    assert "The Mayor looked at it." in page(files, "commitments/mar-c2/")
    assert "Published by" not in page(files, "commitments/mar-c2/")
