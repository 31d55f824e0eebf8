"""A commitment that goes on under a later report: of which report, for which of its findings, and both say so."""

from __future__ import annotations

import html
import re

import pytest

from answerable.accounts.scope import in_body
from answerable.commitments import operations
from answerable.commitments.events import CarriedForward, Made, Updated, read
from answerable.commitments.models import Commitment
from answerable.records.contents import Action
from answerable.responses.rules import Refused
from tests.commitments.conftest import Kept, made
from tests.conftest import NOW
from tests.responses.walk import WORDS, confirmed_report

FORM = "/commitments/mar-c1/carry-forward/"


@pytest.fixture
def kept(cast, home) -> Kept:
    """A promise for a finding; a later report stands beside its own."""
    with in_body(cast.marlshire.id):
        kept = Kept(cast.asha, confirmed_report(cast.asha))
        kept.later = confirmed_report(cast.asha)
    return kept


@pytest.fixture
def asha(kept, cast, sign_in):
    return sign_in(cast.asha)


def second_step(kept) -> str:
    return f"{FORM}?report={kept.later.ref}"


def sent(finding: str, **changed: str) -> dict[str, str]:
    return {"seen": "1", "words": "Look at 60 forms.", "why": "Found again.", "finding": finding} | changed


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_first_it_asks_under_which_other_report(kept, asha) -> None:
    page = asha.get(FORM).content.decode()

    assert f'<option value="{kept.later.ref}">' in page
    assert f'<option value="{kept.report.ref}">' not in page
    assert 'name="words"' not in page


@pytest.mark.parametrize("report", ["", "none-of-ours"])
def test_without_a_report_that_is_held_nothing_goes_on(kept, asha, report: str) -> None:
    answer = asha.get(f"{FORM}?report={report}")

    assert answer.status_code == 422
    assert "Choose the report" in answer.content.decode()


def test_the_report_it_was_made_for_is_no_later_one(kept, asha) -> None:
    assert asha.get(f"{FORM}?report={kept.report.ref}").status_code == 422
    assert asha.post(f"{FORM}?report={kept.report.ref}", sent("1")).status_code == 422


def test_then_it_offers_each_finding_of_that_report_and_none(kept, asha) -> None:
    page = asha.get(second_step(kept)).content.decode()

    assert "Which finding of this report does it answer now?" in page
    assert re.findall(r'name="finding"[^>]*value="(\w+)"', page)[-1] == "none"
    with in_body(kept.later.body_id):
        numbers = [str(n) for n in kept.later.findings.order_by("number").values_list("number", flat=True) if n]
    assert re.findall(r'name="finding"[^>]*value="(\d+)"', page) == numbers
    assert f"Finding 1: {WORDS[0]}"[:120] in text_of(page)


def test_it_goes_on_for_the_finding_that_was_chosen_and_both_say_so(kept, asha, cast) -> None:
    answer = asha.post(second_step(kept), sent("2"))

    assert answer["Location"] == "/commitments/mar-c2/"
    with in_body(cast.marlshire.id):
        new = Commitment.objects.get(ref="mar-c2")
        event = read(kept.row.events.last().content)
        assert (new.report_id, new.finding) == (kept.later.id, 2)
        assert kept.now.action == Action.CARRIED_FORWARD
    assert event == CarriedForward(to_ref="mar-c2", why="Found again.", finding=2)
    old, newer = (text_of(asha.get(f"/commitments/{ref}/").content.decode()) for ref in ("mar-c1", "mar-c2"))
    assert "As mar-c2 , for finding 2 of the later report. Found again." in old
    assert "Goes on from mar-c1" in newer
    assert ", finding 2" in newer


def test_it_can_go_on_for_none_of_them(kept, asha, cast) -> None:
    asha.post(second_step(kept), sent("none"))

    with in_body(cast.marlshire.id):
        new = Commitment.objects.get(ref="mar-c2")
        assert (new.report_id, new.finding) == (kept.later.id, None)
        assert read(kept.row.events.last().content).finding is None


@pytest.mark.parametrize("finding", ["", "999", "two"])
def test_a_finding_has_to_be_chosen_and_nothing_that_was_typed_is_lost(kept, asha, cast, finding: str) -> None:
    answer = asha.post(second_step(kept), sent(finding))

    assert answer.status_code == 422
    assert "Choose the finding that it answers, or none" in answer.content.decode()
    assert "Look at 60 forms." in answer.content.decode()
    with in_body(cast.marlshire.id):
        assert Commitment.objects.count() == 1


def test_what_happened_meanwhile_is_shown_and_the_choice_is_kept(kept, asha, cast) -> None:
    with in_body(cast.marlshire.id):
        kept.happen(Updated(words="Twelve looked at."))

    answer = asha.post(second_step(kept), sent("2"))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "What happened since you opened the page" in page
    assert re.search(r'name="finding"[^>]*value="2"[^>]*checked', page)


def test_a_report_whose_findings_are_not_confirmed_offers_none_and_says_so(kept, asha, cast) -> None:
    with in_body(cast.marlshire.id):
        kept.later.findings.update(number=None)
        kept.later.confirmations.all().delete()

    page = asha.get(second_step(kept)).content.decode()
    answer = asha.post(second_step(kept), sent(""))

    assert 'name="finding"' not in page
    assert "The findings of this report are not confirmed yet" in page
    assert answer["Location"] == "/commitments/mar-c2/"


def test_a_finding_that_the_report_does_not_have_is_refused(kept, cast) -> None:
    with in_body(cast.marlshire.id), pytest.raises(Refused, match="no finding 99"):
        operations.carry_forward(commitment=kept.row, report=kept.later, finding=99, event=made(), why="Found again.",
                                 seen=1, by=cast.asha, at=NOW)


def test_what_was_carried_forward_before_findings_were_asked_for_still_reads() -> None:
    old = read({"kind": "carried_forward", "to_ref": "mar-c2", "why": "Found again."})
    older = read({"kind": "made", "words": "Look at 40 forms."})

    assert isinstance(old, CarriedForward)
    assert old.finding is None
    assert isinstance(older, Made)
    assert older.goes_on_from == ""


def test_what_takes_its_place_names_it_too(kept, asha) -> None:
    asha.post("/commitments/mar-c1/replace/", {"seen": "1", "words": "Look at 60 forms.", "why": "More came in."})

    assert "Goes on from mar-c1" in text_of(asha.get("/commitments/mar-c2/").content.decode())
