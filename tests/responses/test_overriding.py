"""An approver lets a check pass: with a reason, for what was found, and no further."""

from __future__ import annotations

import pytest

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.responses import slots
from answerable.responses.checks import results, to_put_right
from answerable.responses.contents import read_parts
from answerable.responses.overriding import override, remove_override
from answerable.responses.queries import version
from answerable.responses.rules import Refused, TextChanged
from tests.responses.checks.drafts import TITLES
from tests.responses.walk import Walk

WHY = "The old section is quoted from the report itself."
WRONG = "We answer under section 33 of the Police Act 1996."


def seen(walk: Walk, code: str) -> list[str]:
    now = walk.now()
    return [one.key for r in results(now, TITLES, walk.at.date()) if r.check.code == code for one in r.found]


def let_pass(walk: Walk, code: str = "section", why: str = WHY, by: object = None) -> None:
    override(report=walk.report, check=code, seen=seen(walk, code), reason=why, by=by or walk.ruth, at=walk.tick())


def stops(walk: Walk) -> int:
    return to_put_right(results(walk.now(), TITLES, walk.at.date()))


@pytest.fixture
def wrong(walk: Walk) -> Walk:
    """An answer that is whole, and cites the wrong section."""
    walk.to_written()
    walk.text(slots.COMMENTS, WRONG)
    return walk


def test_an_approver_lets_a_check_pass_and_the_answer_goes_on(wrong: Walk):
    with pytest.raises(Refused, match="1 check has to be put right"):
        wrong.send()

    let_pass(wrong)

    assert stops(wrong) == 0
    assert wrong.send().number == 1


def test_it_covers_what_was_found_then_and_nothing_found_later(wrong: Walk):
    let_pass(wrong)

    wrong.text(slots.REPLY, "Section 34 of the Police Act 1996 asks for this response.")

    assert stops(wrong) == 1
    let_pass(wrong)
    assert stops(wrong) == 0
    assert len(wrong.now().overrides) == 2


def test_two_finds_with_one_sentence_are_told_apart(walk: Walk):
    walk.to_written()
    walk.text(slots.COMMENTS, "Jamie was born on 1 May 2009.")
    let_pass(walk, "birth", "The child is a figure of an old story.")
    assert stops(walk) == 0

    walk.text(slots.COMMENTS, "Jamie was born on 2 June 2010.")

    assert stops(walk) == 1


@pytest.mark.parametrize("who", ["asha", "tom"])
def test_only_an_approver_may(wrong: Walk, who: str):
    with pytest.raises(NotAllowed, match="approver"):
        let_pass(wrong, by=getattr(wrong, who))

    assert stops(wrong) == 1


def test_who_wrote_part_of_the_answer_cannot(wrong: Walk):
    wrong.text(slots.SUMMARY, "Words of the approver.", by=wrong.ruth)

    with pytest.raises(Refused, match="because you wrote part"):
        let_pass(wrong)


@pytest.mark.parametrize("why", ["", "  ", "Because.", "It is fine so"])
def test_a_reason_of_a_sentence_is_needed(wrong: Walk, why: str):
    with pytest.raises(Refused, match="in a sentence"):
        let_pass(wrong, why=why)


def test_words_that_changed_while_the_page_was_read_are_not_overridden(wrong: Walk):
    before = seen(wrong, "section")
    wrong.text(slots.COMMENTS, "We answer under section 34 of the Police Act 1996.")

    with pytest.raises(TextChanged, match="changed while you were reading"):
        override(report=wrong.report, check="section", seen=before, reason=WHY, by=wrong.ruth, at=wrong.tick())


@pytest.mark.parametrize(("code", "why"), [
    ("tags", "nothing to override"), ("short-forms", "nothing to override"), ("no-such-check", "nothing to override")])
def test_a_check_that_stops_nothing_is_not_overridden(wrong: Walk, code: str, why: str):
    with pytest.raises(Refused, match=why):
        override(report=wrong.report, check=code, seen=[], reason=WHY, by=wrong.ruth, at=wrong.tick())


def test_findings_that_nobody_confirmed_are_never_let_pass(wrong: Walk):
    wrong.report.state = "to_check"
    wrong.report.save()

    with pytest.raises(Refused, match="cannot be overridden"):
        let_pass(wrong, "findings-confirmed")


def test_nothing_is_overridden_once_the_words_are_sent(walk: Walk):
    walk.to_written()
    walk.send()

    with pytest.raises(Refused, match="Take the answer back first"):
        override(report=walk.report, check="section", seen=[], reason=WHY, by=walk.ruth, at=walk.tick())


def test_it_makes_nobody_an_author_so_the_same_approver_may_sign(wrong: Walk):
    let_pass(wrong)
    wrong.send()

    assert wrong.ruth.person_id not in wrong.now().authors
    wrong.decide()
    assert wrong.now().state.value == "signed_off"


def test_a_reason_about_a_law_is_published_and_another_is_not(wrong: Walk):
    wrong.text(slots.REPLY, "We saw <b>progress</b>.")
    let_pass(wrong)
    let_pass(wrong, "tags", "The tag is what the reply is about.")

    sent = wrong.send()

    part = read_parts(version(wrong.now().response, sent.number).contents)["overrides"]
    assert [(one.check, one.reason, one.name) for one in part.overrides] == [("section", WHY, "Ruth Okafor")]


def test_somebodys_data_never_stands_in_what_is_published(walk: Walk):
    walk.to_written()
    walk.text(slots.COMMENTS, "Jamie was born on 1 May 2009.")
    let_pass(walk, "birth", "The child is a figure of an old story.")

    assert "2009" not in walk.now().overrides[0].model_dump_json().replace(walk.at.date().isoformat(), "")


def test_an_override_of_what_is_put_right_falls_away_with_the_sending(wrong: Walk):
    let_pass(wrong)
    wrong.text(slots.COMMENTS, "We answer under section 55 of the Police Act 1996.")

    sent = wrong.send()

    assert wrong.now().overrides == ()
    assert "overrides" not in version(wrong.now().response, sent.number).contents
    wrong.decide()


def test_an_override_can_be_removed_and_the_check_stops_again(wrong: Walk):
    let_pass(wrong)
    held = wrong.now().number(slots.OVERRIDES)

    with pytest.raises(NotAllowed):
        remove_override(report=wrong.report, place=0, expected=held, by=wrong.asha, at=wrong.tick())
    with pytest.raises(Refused, match="not there any more"):
        remove_override(report=wrong.report, place=1, expected=held, by=wrong.ruth, at=wrong.tick())
    remove_override(report=wrong.report, place=0, expected=held, by=wrong.ruth, at=wrong.tick())

    assert stops(wrong) == 1
    with pytest.raises(Refused, match="Someone else changed"):
        remove_override(report=wrong.report, place=0, expected=held, by=wrong.ruth, at=wrong.tick())


def test_every_step_is_in_the_audit_trail(wrong: Walk):
    let_pass(wrong)
    remove_override(report=wrong.report, place=0, expected=1, by=wrong.ruth, at=wrong.tick())

    last = list(AuditEntry.objects.order_by("-id")[:2])

    assert [entry.action for entry in last] == ["override_removed", "check_overridden"]
    assert last[1].facts["check"] == "section"
