"""The pages of dates: a card a clock, the office's own dates, the last day recorded anew, bank holidays added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from answerable.duties import AddedHoliday
from answerable.responses import operations
from answerable.responses.bank_holidays import add_holiday
from answerable.responses.models import BankHoliday
from answerable.responses.queries import draft
from answerable.responses.slots import DatesContent, DutyContent
from tests.responses.reports import FINDINGS, report_of
from tests.responses.walk import Walk

HOLIDAY = AddedHoliday(date(2024, 11, 20), date(2025, 1, 22), "Day of thanks (example)", "an invented proclamation")
DATED = replace(FINDINGS[0], date_words="By 31 March 2025", date_on=date(2025, 3, 31))


@pytest.fixture
def walk(marlshire, home):
    """A report under two laws, with a dated finding and a reply asked for; decided and confirmed."""
    with time_machine.travel("2024-11-22T09:30:00Z", tick=False):
        report = report_of(marlshire.asha, title="A joint inspection of Marlshire Police", findings=(DATED,),
                           reply_asked_on=date(2024, 12, 20))
        walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, report)
        content = DutyContent(decision="law", regimes=("joint-area-reviews-2015",), why="We are named.")
        operations.propose_duty(report=report, content=content, for_others={}, expected=0, by=walk.asha,
                                at=walk.tick())
        operations.set_dates(report=report, content=DatesContent(received_on=date(2024, 11, 21)), expected=0,
                             by=walk.asha, at=walk.tick())
        walk.confirm()
        yield walk


@pytest.fixture
def page(sign_in, walk: Walk):
    """A function: a page of the report, as somebody sees it or sends it."""
    def ask(who, name="dates", status=200, **fields):
        client, address = sign_in(who), reverse(name, kwargs={"ref": walk.report.ref})
        response = client.post(address, fields) if fields else client.get(address)
        assert response.status_code == status, response.content.decode()
        return response.content.decode()

    return ask


def shown(walk: Walk) -> dict[str, str]:
    return {f"shown-{code}": day for code, day in draft(walk.report).last_days.items() if day}


def day_of(name: str, day: date) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_every_day_that_applies_has_a_card_the_nearest_first(walk: Walk, page):
    html = page(walk.asha)

    titles = ["Reply asked for by the inspectorate", "The joint inspection’s report".replace("’", "&#39;"),
              "Written statement of proposed action", "Asked for by the inspectorate, finding 1"]
    places = [html.index(f'<h2 class="govuk-summary-card__title">{title}') for title in titles]
    assert places == sorted(places)
    assert "No law sets this day, so nothing is counted." in html


def test_a_day_in_a_finding_is_disputed_with_a_reason(walk: Walk, page):
    refused = page(walk.asha, status=422, expected=1, **{"mark-finding-0001": "disputed"}, **day_of(
        "received_on", date(2024, 11, 21)))
    assert "Say why this is disputed" in refused

    page(walk.asha, status=302, expected=1, **{"mark-finding-0001": "disputed", "reason-finding-0001": "Too soon."},
         **day_of("received_on", date(2024, 11, 21)))

    assert draft(walk.report).dates.notes["finding-0001"].reason == "Too soon."
    assert "The day in finding 1 is disputed: Too soon." in page(walk.asha)


def test_a_reply_that_was_asked_for_is_said_not_to_apply(walk: Walk, page):
    page(walk.asha, status=302, expected=1, **{
        "mark-asked-by-inspectorate": "does_not_apply", "reason-asked-by-inspectorate": "The letter took it back."},
        **day_of("received_on", date(2024, 11, 21)))

    html = page(walk.asha)
    assert "Day asked for by the inspectorate does not apply: The letter took it back." in html
    assert "Reply asked for" not in page(walk.asha, "report").partition("Understand")[0]


def test_own_dates_are_offered_unticked_and_kept_when_ticked(walk: Walk, page):
    html = page(walk.asha)
    assert "The law does not set these." in html
    assert 'type="checkbox" value="draft">' in html

    page(walk.asha, "own-dates", 302, expected=0, own="draft", **day_of("own-draft", date(2025, 1, 7)))

    assert draft(walk.report).own_dates == {"draft": date(2025, 1, 7)}
    assert 'type="checkbox" value="draft" checked>' in page(walk.asha)


def test_an_own_date_that_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(walk: Walk, page):
    late = page(walk.asha, "own-dates", 422, expected=0, own="publish", **day_of("own-publish", date(2026, 1, 7)))
    empty = page(walk.asha, "own-dates", 422, expected=0, own="draft", **{"own-draft-day": ""})

    assert "Publish date must be before the last day, Tuesday 4 March 2025" in late
    assert 'value="2026"' in late
    assert "Enter the date for “Draft”" in empty
    assert draft(walk.report).own_dates == {}


def test_two_people_who_set_own_dates_at_once_are_shown_both(walk: Walk, page):
    page(walk.asha, "own-dates", 302, expected=0, own="draft", **day_of("own-draft", date(2025, 1, 7)))

    html = page(walk.tom, "own-dates", 409, expected=0, own="draft", **day_of("own-draft", date(2025, 1, 8)))

    assert "Someone else changed this" in html
    assert draft(walk.report).own_dates == {"draft": date(2025, 1, 7)}


def test_a_holiday_is_added_and_every_page_of_the_report_says_what_moved(walk: Walk, page, sign_in, marlshire):
    told = sign_in(marlshire.gwen).post(reverse("bank-holidays"), {
        **day_of("day", HOLIDAY.day), **day_of("announced_on", HOLIDAY.announced_on), "name": HOLIDAY.name,
        "source": HOLIDAY.source}, follow=True).content.decode()

    assert "The last day moved on 1 report: A joint inspection of Marlshire Police." in told
    for name in ("report", "dates", "checks"):
        assert "The last day moved from Tuesday 4 March 2025 to Wednesday 5 March 2025" in page(walk.tom, name)
    history = page(walk.tom, "report")
    assert "The last day moved from 4 March 2025 to 5 March 2025, because Gwen Pryce changed" in history
    assert "Record the last day anew" in sign_in(walk.tom).get(reverse("now")).content.decode()


def test_the_new_last_day_is_recorded_by_page_and_the_register_gives_it(walk: Walk, page, marlshire, home):
    add_holiday(holiday=HOLIDAY, by=marlshire.gwen, at=walk.tick())
    assert "The earlier record stays" in page(walk.tom, "record-last-day")

    page(walk.tom, "record-last-day", 302, **shown(walk))

    public = (home / "register" / "mar" / "responses" / "mar-2024-01" / "dates" / "index.html").read_text("utf-8")
    assert "Wednesday 5 March 2025" in public
    assert "Day of thanks (example)" in public
    assert "On 21 November 2024 it was recorded as Tuesday 4 March 2025." in public
    assert "gives this last day already" in page(walk.tom, "record-last-day")


def test_a_page_that_shows_an_old_last_day_records_nothing(walk: Walk, page, marlshire):
    before = shown(walk)
    add_holiday(holiday=HOLIDAY, by=marlshire.gwen, at=walk.tick())

    assert "Nothing is recorded" in page(walk.tom, "record-last-day", 422, **before)
    assert "Nothing is recorded" in page(walk.tom, "record-last-day", 422, **{"shown-day": "x"})


def test_a_holiday_is_taken_out_again(walk: Walk, sign_in, marlshire):
    add_holiday(holiday=HOLIDAY, by=marlshire.gwen, at=walk.tick())
    client = sign_in(marlshire.gwen)

    told = client.post(reverse("take-out-holiday"), day_of("day", HOLIDAY.day), follow=True).content.decode()

    assert "It no longer counts. The last day moved on 1 report" in told
    assert "Taken out" in told
    again = client.post(reverse("take-out-holiday"), day_of("day", HOLIDAY.day), follow=True).content.decode()
    assert "is not among the bank holidays that were added" in again


@pytest.mark.parametrize(("fields", "sentence"), [
    ({}, "Enter the day of the bank holiday"),
    (day_of("day", date(2025, 1, 25)), "Enter the name of the bank holiday"),
    ({**day_of("day", date(2025, 1, 25)), **day_of("announced_on", date(2024, 11, 20)), "name": "X", "source": "Y"},
     "Saturday 25 January 2025 is left out already: Saturday"),
])
def test_what_is_wrong_with_a_holiday_is_said_beside_its_field(sign_in, marlshire, home, fields, sentence: str):
    answer = sign_in(marlshire.gwen).post(reverse("bank-holidays"), fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not BankHoliday.objects.exists()


def test_only_who_keeps_the_body_reaches_the_holidays(sign_in, marlshire):
    assert sign_in(marlshire.asha).get(reverse("bank-holidays")).status_code == 403
