"""An approver overrides a check on its page; others read why they cannot; the reason goes where it belongs."""

from __future__ import annotations

import re

import pytest

from answerable.responses import chain, slots
from tests.workspace.test_answer_pages import Pages, pages

__all__ = ["pages"]

WHY = "The old section is quoted from the report itself."
WRONG = "We answer under section 33 of the Police Act 1996."


@pytest.fixture
def wrong(pages: Pages) -> Pages:
    pages.walk.to_written()
    pages.walk.text(slots.COMMENTS, WRONG)
    return pages


def override(pages: Pages, who: object, reason: str = WHY, status: int = 302) -> str:
    page = pages.get(who, "checks/override/section/")
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    return pages.post(who, "checks/override/section/", status, seen=seen[1], reason=reason)


def test_an_approver_is_offered_what_others_are_told_they_cannot_do(wrong: Pages, cast):
    approver, author = wrong.get(cast.ruth, "checks/"), wrong.get(cast.asha, "checks/")

    assert "checks/override/section/" in approver
    assert "checks/override/section/" not in author
    assert "It needs the role of approver." in author
    assert "cited in the Commissioner’s comments" in author
    assert wrong.begin(cast.asha).get(f"/reports/{wrong.walk.report.ref}/checks/override/section/").status_code == 403


def test_an_override_is_listed_with_who_and_why_and_can_be_removed(wrong: Pages, cast):
    override(wrong, cast.ruth)

    page = wrong.get(cast.ruth, "checks/")
    assert "Overridden (1)" in page
    assert WHY in page
    assert "Ruth Okafor, Chief Executive, 22 November 2024. The reason is published with the answer." in page

    wrong.post(cast.ruth, "checks/remove-override/", expected=1, place=0)
    assert "Must be put right (1)" in wrong.get(cast.ruth, "checks/")


def test_too_short_a_reason_is_kept_and_asked_for_again(wrong: Pages, cast):
    page = override(wrong, cast.ruth, reason="It is fine", status=422)

    assert "Write in a sentence why this may stand" in page
    assert "It is fine</textarea>" in page


def test_a_page_read_before_the_words_changed_overrides_nothing(wrong: Pages, cast):
    page = wrong.post(cast.ruth, "checks/override/section/", 422, seen="another", reason=WHY)

    assert "The text was changed while you were reading. Nothing is overridden." in page


def test_a_check_that_stops_nothing_leads_back_to_the_checks(wrong: Pages, cast):
    response = wrong.begin(cast.ruth).get(f"/reports/{wrong.walk.report.ref}/checks/override/tags/", follow=True)

    assert "This check stops nothing now" in response.content.decode()


def test_who_signed_in_long_ago_shows_first_that_it_is_them(wrong: Pages, cast):
    client = wrong.begin(cast.ruth)
    session = client.session
    session["began"] = session["proved"] = 0
    session.save()

    response = client.post(f"/reports/{wrong.walk.report.ref}/checks/override/section/", {"seen": "", "reason": WHY})

    assert response.status_code == 403
    assert wrong.walk.now().overrides == ()


def test_whoever_signs_off_is_told_and_the_reason_is_in_the_record(wrong: Pages, cast):
    override(wrong, cast.ruth)
    wrong.walk.send()

    page = wrong.get(cast.ruth, "sign-off/")
    assert "1 check was overridden by Ruth Okafor" in page
    assert page.count(WHY) == 2, "beside the judgement, and as it will stand in public"

    wrong.walk.decide()
    wrong.walk.publish()
    assert WHY.encode() in chain.records().entries[-1].parts["overrides"]


def test_what_is_found_in_a_text_stands_beside_its_editor(wrong: Pages, cast):
    page = wrong.get(cast.asha, "write/comments/")

    assert "1 thing to look at in this text" in page
    assert WRONG in page
    assert "to look at in this text" not in wrong.get(cast.asha, "write/key-findings/")
