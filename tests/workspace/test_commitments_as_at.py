"""The list of commitments as at a past day: the rows and figures of then, nothing that changes anything, and a way
back to now."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.accounts.scope import in_body
from answerable.commitments import operations
from answerable.commitments.events import ActionSet, MoveAsked, MoveDecided
from answerable.commitments.models import Commitment
from answerable.records.contents import Action
from tests.commitments.conftest import FIRST, Kept, made
from tests.commitments.test_queries import stood_on
from tests.commitments.test_random_walks import TRIES, _try, walked  # noqa: F401 - a fixture
from tests.conftest import NOW, TODAY
from tests.responses.walk import confirmed_report
from tests.workspace.test_commitments_list import seen_by

THEN, AFTERWARDS = date(2025, 4, 10), date(2025, 6, 1)
PAST = f"/commitments/?as_at={THEN}"
FROM_THE_FORM = "/commitments/?show=all&owner=Performance&as_at-day={}&as_at-month={}&as_at-year={}"


@pytest.fixture
def kept(cast, home) -> Kept:
    """A promise past its date on 10 April 2025, which was moved on 20 April and stopped in May."""
    with in_body(cast.marlshire.id):
        kept = Kept(cast.asha, confirmed_report(cast.asha))
        kept.at = datetime(2025, 4, 20, 9, tzinfo=UTC)
        kept.happen(MoveAsked(to=FIRST + timedelta(days=60), why="The sample came late."))
        kept.happen(MoveDecided(agreed=True), by=cast.ruth)
        kept.at = datetime(2025, 5, 20, 9, tzinfo=UTC)
        kept.happen(ActionSet(action=Action.STOPPED, why="The force does it."))
    return kept


def later(person, address: str) -> str:
    return seen_by(person, address, AFTERWARDS)


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def figures_of(page: str) -> dict[str, int]:
    """The figures before the list, each by what its link shows."""
    found = re.search(r'<ul class="app-counts">(.*?)</ul>', page, re.DOTALL)
    assert found is not None
    links = re.findall(r'href="([^"]+)">[^<]+\((\d+)\)', found[1])
    return {parse_qs(urlsplit(html.unescape(to)).query)["show"][0]: int(count) for to, count in links}


def test_a_past_day_shows_the_row_as_it_stood_at_its_end(cast, kept) -> None:
    page = text_of(later(cast.asha, PAST))

    assert "As at Thursday 10 April 2025" in page
    assert "Look at 40 forms" in page
    assert "Past its date" in page
    assert "moved once" not in page
    assert "Look at 40 forms" not in text_of(later(cast.asha, "/commitments/"))


def test_the_form_sends_the_same_day_in_three_boxes(cast, kept) -> None:
    page = later(cast.asha, FROM_THE_FORM.format(10, 4, 2025))

    assert "As at Thursday 10 April 2025" in text_of(page)
    assert re.search(r'name="as_at-month"[^>]*value="4"', page)


def test_before_it_was_made_there_is_none(cast, kept) -> None:
    page = text_of(later(cast.asha, "/commitments/?as_at=2020-01-31&show=all"))

    assert "No commitment was like this on 31 January 2020." in page


def test_nothing_that_changes_anything_is_offered_in_the_past(cast, kept) -> None:
    for person in (cast.asha, cast.ruth):
        past = later(person, PAST)

        for address in ("/commitments/new/", "/commitments/import/", "/commitments/publish/"):
            assert address not in past
    assert "/commitments/new/" in later(cast.asha, "/commitments/")
    assert "/commitments/publish/" in later(cast.ruth, "/commitments/")


def test_the_way_back_to_now_keeps_what_the_list_was_narrowed_by(cast, kept) -> None:
    page = later(cast.asha, f"{PAST}&show=past&text=forms")

    assert 'href="/commitments/?show=past&amp;text=forms">Back to now' in page


def test_the_next_page_and_the_file_are_of_the_same_day(cast, kept, sign_in) -> None:
    with in_body(cast.marlshire.id):
        for number in range(50):
            operations.make(event=made(words=f"Thing {number}."), by=cast.asha, at=NOW)

    page = html.unescape(later(cast.asha, PAST))
    second = text_of(later(cast.asha, "/commitments/" + re.search(r'href="(\?[^"]*page=2)"', page)[1]))
    file = re.search(r'href="(/commitments/export\.csv\?[^"]+)"', page)[1]
    rows = list(csv.DictReader(io.StringIO(
        b"".join(sign_in(cast.asha).get(file).streaming_content).decode("utf-8-sig"))))

    assert "Rows 51 to 51" in second
    assert "As at Thursday 10 April 2025" in second
    assert len(rows) == 51
    assert {row["Local action"] for row in rows} == {"Not started"}


@pytest.mark.parametrize(("day", "month", "year", "sentence"), [
    ("31", "2", "2025", "Enter the past day as a day that exists"),
    ("ten", "4", "2025", "Enter the past day in figures"),
    ("10", "4", "25", "Enter the year of the past day with four figures"),
    ("2", "6", "2025", "The past day must be today or before"),
])
def test_a_day_that_cannot_be_asked_for_is_said_and_nothing_is_lost(cast, kept, day, month, year, sentence) -> None:
    page = later(cast.asha, FROM_THE_FORM.format(day, month, year))
    text = text_of(page)

    assert sentence in text
    assert "Figures and rows are those of now." in text
    assert "Stopped, reason given" in text
    assert 'value="Performance"' in page
    assert re.search(rf'name="as_at-day"[^>]*value="{day}"', page)
    assert "as_at" not in re.search(r'href="(/commitments/export\.csv[^"]*)"', page)[1]


def test_today_is_now(cast, kept) -> None:
    page = text_of(later(cast.asha, f"/commitments/?as_at={AFTERWARDS}&show=all"))

    assert "As at Sunday" not in page
    assert "New commitment" in page


@pytest.mark.parametrize("day", ["nonsense", "2025-13", "0001-01-01", "9999-12-31", "--", "2025-04-10-11"])
def test_no_address_breaks_the_list(cast, kept, day) -> None:
    assert "<h1" in later(cast.asha, f"/commitments/?as_at={day}")


def test_a_member_without_a_part_in_the_work_sees_the_past_of_what_is_theirs(cast, kept) -> None:
    assert "As at Thursday 10 April 2025" in text_of(later(cast.idris, PAST))


@given(walks=st.lists(TRIES, min_size=1, max_size=3), day=st.dates(date(2025, 1, 1), date(2025, 2, 10)))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_on_the_page_of_any_past_day_are_those_counted_from_the_events(walked, walks, day) -> None:  # noqa: F811
    for tries in walks:
        at = datetime(2025, 1, 6, 9, tzinfo=UTC)
        row = operations.make(event=made(), by=walked.asha, at=at)
        for minute, (who, event) in enumerate(tries, start=1):
            seen = operations.standing_of(row).number
            _try(row, event, getattr(walked, who) if who else None, seen, at + timedelta(days=minute))

    page = seen_by(walked.asha, f"/commitments/?as_at={day}&show=all", TODAY.replace(year=2026))

    then = [s for c in Commitment.objects.order_by("id") if (s := stood_on(c, day))]
    assert figures_of(page) == {
        "open": sum(s.is_open for s in then),
        "no-owner": sum(s.is_open and not s.owner and not s.organisation for s in then),
        "no-date": sum(s.is_open and s.date_now is None for s in then),
        "past": sum(s.is_past(day) for s in then),
        "moved-past": sum(s.is_past_but_for_moves(day) for s in then),
        "said-done": sum(s.action == Action.DONE for s in then),
        "kept": sum(s.is_kept for s in then),
        "check-again": sum(s.must_be_checked_again(day) for s in then),
    }
    assert min(len(then), 50) == len(re.findall(r'data-label="Promise"', page))
