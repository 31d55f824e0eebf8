"""Every figure on the home page is counted again from the published files, slowly, and without the register's code."""

from __future__ import annotations

import json
import re
from calendar import month_name
from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.records.build import BEGINS
from tests.register.made import every_kind, registers
from tests.register.site import files_of, page


def entries_in(files):
    """The entries as the published files have them, oldest first."""
    names = sorted(name for name in files if re.fullmatch(r"records/\d{6}/entry\.json", name))
    return [json.loads(files[name]) for name in names]


def by_report(entries):
    kinds = ("answer_due", "no_answer_due", "response", "imported")
    refs = {entry["ref"] for entry in entries if entry["kind"] in kinds}
    return {ref: [e for e in entries if e["ref"] == ref and e["kind"] in kinds] for ref in refs}


def last(entries, kind):
    return next((entry for entry in reversed(entries) if entry["kind"] == kind), None)


def first_day(entries):
    return next((entry["responded_on"] for entry in entries if entry["kind"] == "response"), None)


def recounted(files, as_at: date):
    """How many reports are in each group, how many answers are due, the first last day, and the latest responses."""
    reports = by_report(entries_in(files))
    groups, due, last_days, days = Counter(), [], [], {}
    for ref, entries in reports.items():
        said, none = last(entries, "response") or last(entries, "answer_due"), last(entries, "no_answer_due")
        announced = last(entries, "answer_due")
        given_up = not last(entries, "response") and none and announced and none["seq"] > announced["seq"]
        if said is None or given_up:
            continue
        other = [] if last(entries, "response") else reports.get((announced or {}).get("answered_in"), [])
        day = first_day(entries) or first_day(other)
        elsewhere = last(entries, "imported") or last(other, "imported")
        if day:
            days[ref] = day
        elif not elsewhere:
            due.append(ref)
        if said["basis"] != "law" or said["due_on"] is None or said["due_on"] > as_at.isoformat():
            continue
        last_days.append(said["due_on"])
        if day:
            groups["by it" if day <= said["due_on"] else "after it"] += 1
        else:
            groups["unknown" if elsewhere else "none"] += 1
    latest = sorted(days, key=lambda ref: (days[ref], ref), reverse=True)[:5]
    return groups, len(due), min(last_days, default=None), latest


def in_words(day: str) -> str:
    year, month, number = map(int, day.split("-"))
    return f"{number} {month_name[month]} {year}"


def expected_figure(groups, first, as_at: date) -> str:
    base, until = sum(groups.values()), in_words(as_at.isoformat())
    if base == 0:
        return f"No last day in law had come by {until}, so there is nothing to count yet."
    by_it, after, none, unknown = (groups[name] for name in ("by it", "after it", "none", "unknown"))
    if base < 5:
        reports = "1 report" if base == 1 else f"{base} reports"
        return (f"{reports} had a last day in law from {in_words(first)} to {until}. Response published by it: "
                f"{by_it}. Published after it: {after}. No response: {none}. No known date: {unknown}.")
    have, were = (lambda n: "has" if n == 1 else "have"), (lambda n: "was" if n == 1 else "were")
    return (f"{by_it} of {base} responses with a last day in law were published by it, from {in_words(first)} to "
            f"{until}. {after} {were(after)} published after it, {none} {have(none)} no response, {unknown} "
            f"{have(unknown)} no known date.")


def check_home(files, as_at: date) -> None:
    groups, due, first, latest = recounted(files, as_at)
    home = LexborHTMLParser(page(files, ""))

    assert " ".join(home.css_first(".register-figure").text().split()) == expected_figure(groups, first, as_at)
    assert len(home.css("table tbody tr")) == min(due, 10)
    assert ("No answer is due." in home.text()) == (due == 0)
    if due:
        assert f"All answers due ({due})" in home.text()
    links = [a.attributes["href"] for a in home.css("ul.govuk-list--spaced a")]
    assert links == [f"./responses/{ref}/" for ref in latest]


def check_lists(files) -> None:
    """The number beside each list is the number of different reports on its pages, and each kind of list has all."""
    home = LexborHTMLParser(page(files, ""))
    for link in home.css(".govuk-grid-column-one-third li a"):
        path = link.attributes["href"].removeprefix("./")
        told = int(re.search(r"\((\d+)\)", link.parent.text())[1])
        on_pages = {a.attributes["href"].split("/")[-2]
                    for name in files if re.fullmatch(rf"{re.escape(path)}(page-\d+/)?index\.html", name)
                    for a in LexborHTMLParser(files[name]).css("tbody th a")}
        assert len(on_pages) == told, path
    everything = len(by_report(entries_in(files)))
    for folder in ("state", "counted"):
        counts = re.findall(rf'href="\./responses/{folder}/[^"]*">[^<]*</a> \((\d+)\)', page(files, ""))
        assert sum(map(int, counts)) == everything


@settings(deadline=None, max_examples=60)
@given(registers(max_reports=7), st.data())
def test_every_figure_of_the_home_page_is_what_the_records_say(records, data):
    last_days = {e.facts.due_on for e in records.entries if getattr(e.facts, "due_on", None)}
    near = st.sampled_from(sorted(last_days or {BEGINS.date()})).flatmap(
        lambda day: st.sampled_from([day - timedelta(days=1), day, day + timedelta(days=1)]))
    as_at = max(data.draw(near | st.dates(BEGINS.date(), date(2026, 8, 1))), BEGINS.date())

    files = files_of(records, as_at)

    check_home(files, as_at)


@settings(deadline=None, max_examples=10)
@given(registers(max_reports=9))
def test_every_number_beside_a_list_is_the_number_of_reports_on_it(records):
    check_lists(files_of(records, (BEGINS + timedelta(days=1300)).date()))


def test_so_it_is_in_a_register_with_every_kind_of_record():
    chain = every_kind()
    as_at = chain.at.date() + timedelta(days=100)

    files = files_of(chain.records, as_at)

    check_home(files, as_at)
    check_lists(files)
