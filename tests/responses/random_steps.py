"""Every operation on a report's answer, each with arguments that a page could send at that moment.

`STEPS` names them all; `test_random_walks` fails for one that is missing.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import answerable.responses
from answerable.accounts.roles import Member
from answerable.records.contents import Branch, ChiefOfficerOutcome, CopyWay
from answerable.responses import (
    assessment,
    copies,
    correcting,
    last_day,
    operations,
    overriding,
    own_dates,
    removing,
    reviewing,
    scheduling,
    sharing,
    slots,
    typed,
)
from answerable.responses.checks import MUST, Titles, results
from answerable.responses.invitations import operations as invitations
from answerable.responses.invitations import receiving
from answerable.responses.invitations.models import Received
from answerable.responses.invitations.operations import Addressee
from answerable.responses.invitations.rules import Answered
from answerable.responses.invitations.sources import Source
from answerable.responses.models import CopySent, MarginNote
from answerable.responses.queries import Draft
from answerable.responses.rules import Decision, ReviewVerdict, Verdict
from answerable.responses.slots import (
    AssessmentContent,
    ChiefOfficerContent,
    DatesContent,
    DutyContent,
    FindingContent,
    TextContent,
)
from tests.responses.walk import BY_LAW, Walk

Choose = Callable[[list[Any]], Any]
Step = Callable[[Walk, Draft, Member, Choose], object]
TITLES = Titles("Commissioner", "Chief Constable")


def shown(now: Draft) -> str:
    return now.version.content_hash if now.version else ""


def who(w: Walk, by: Member) -> dict[str, Any]:
    return {"report": w.report, "by": by, "at": w.tick()}


def propose(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    decision = choose(list(Decision))
    regimes = {Decision.LAW: ("police-act-1996",), Decision.PRACTICE: ("practice",)}.get(decision, ())
    operations.propose_duty(**who(w, by), for_others={}, expected=now.number(slots.DUTY), content=DutyContent(
        decision=decision, regimes=regimes, why=choose(["Section 55.", "", "Our practice."])))


def write(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    slot = choose(list(slots.TEXTS))
    operations.write_text(**who(w, by), slot=slot, expected=choose([now.number(slot), 0]),
                          content=TextContent(words=choose(["First words.", "Second words."]), author="Helen Marsh"))


def answer(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    number = choose([1, 2, 3])
    branch = choose([Branch.ACTION, Branch.NO_ACTION, None])
    operations.answer_finding(
        **who(w, by), number=number, expected=now.number(slots.finding_slot(number)),
        content=FindingContent(branch=branch, words=choose(["We look at forms.", "", "No need."])))


def comment(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    came = w.at.date()
    operations.record_chief_officer(
        **who(w, by), expected=now.number(slots.CHIEF_OFFICER), content=choose([
            ChiefOfficerContent(outcome=ChiefOfficerOutcome.DECLINED, received_on=came),
            ChiefOfficerContent(outcome=ChiefOfficerOutcome.RECEIVED, received_on=came, words="We accept.", author="D"),
        ]))


def override(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    stopping = [r for r in results(now, TITLES, w.at.date(), MUST) if r.found]
    result = choose(stopping or [None])
    if result is not None:
        overriding.override(**who(w, by), check=result.check.code, seen={one.key for one in result.found},
                            reason=choose(["The law does not ask for this here.", "No."]))


def remove(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    places = list(removing.places_of(now.response)) if now.response else []
    place = choose(places or [None])
    if place is not None:
        removing.propose_removal(**who(w, by), places=[(place.seq, place.part)], ground="safety")


def send_comments(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    source = Source(member=by)
    receiving.keep_texts(report=w.report, source=source, texts={"comments": "We accept."},
                         seen={part: row.number for part, row in receiving.begun(now, source).items()}, at=w.tick())
    receiving.send_comments(
        report=w.report, source=source, answered=Answered.COMMENTS, name="Dana Lee", post="Deputy",
        declares=True, shown=receiving.fingerprint(receiving.begun(now, source)), at=w.tick())


def note(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    number = now.versions[-1].number if now.versions else 1
    reviewing.note_in_margin(**who(w, by), version=number, part=choose(["comments", "due"]), words="Is this so?")


def settle(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    row = MarginNote.objects.last()
    reviewing.settle_note(**who(w, by), note_id=row.id if row else 0)


def accept(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    row = Received.objects.last()
    receiving.accept(**who(w, by), received_id=row.id if row else 0, choices={}, expected={
        slot: now.number(slot) for slot in (slots.CHIEF_OFFICER, *map(slots.finding_slot, now.answers))})


def bounce(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    row = CopySent.objects.last()
    if row is not None:
        copies.came_back(copy=row, on=w.at.date(), by=by, at=w.tick())


def set_time(w: Walk, now: Draft, by: Member, choose: Choose) -> None:
    fields = who(w, by)
    scheduling.set_time(**fields, publish_at=fields["at"] + timedelta(minutes=choose([-5, 15, 600])))


TO = Addressee(name="Dana Lee", post="Deputy Chief Constable", address="d.lee@force.example")

STEPS: dict[str, Step] = {
    "operations.propose_duty": propose,
    "operations.confirm_duty": lambda w, now, by, choose: operations.confirm_duty(
        **who(w, by), expected=now.number(slots.DUTY)),
    "operations.set_dates": lambda w, now, by, choose: operations.set_dates(
        **who(w, by), expected=now.number(slots.DATES), content=DatesContent(received_on=w.at.date())),
    "operations.record_chief_officer": comment,
    "operations.write_text": write,
    "operations.answer_finding": answer,
    "operations.set_aside": lambda w, now, by, choose: operations.set_aside(
        **who(w, by), slot=slots.COMMENTS, content=TextContent(words="Mine.", author="me")),
    "operations.send": lambda w, now, by, choose: operations.send(**who(w, by)),
    "operations.decide": lambda w, now, by, choose: operations.decide(
        **who(w, by), shown_hash=shown(now), verdict=choose([Verdict.SIGN_OFF, Verdict.SIGN_OFF, *Verdict]),
        note="Too short."),
    "operations.take_back": lambda w, now, by, choose: operations.take_back(**who(w, by)),
    "operations.publish": lambda w, now, by, choose: operations.publish(**who(w, by)),
    "reviewing.ask_for_review": lambda w, now, by, choose: reviewing.ask_for_review(**who(w, by)),
    "reviewing.review": lambda w, now, by, choose: reviewing.review(
        **who(w, by), shown_hash=shown(now), verdict=choose(list(ReviewVerdict)), note="Say by when."),
    "reviewing.note_in_margin": note,
    "reviewing.settle_note": settle,
    "reviewing.hand_on": lambda w, now, by, choose: reviewing.hand_on(
        **who(w, by), to=choose([w.asha, w.ruth]).person_id),
    "reviewing.revoke": lambda w, now, by, choose: reviewing.revoke(**who(w, by), why="Wrong year."),
    "scheduling.set_time": set_time,
    "scheduling.stop": lambda w, now, by, choose: scheduling.stop(**who(w, by)),
    "scheduling.publish_set": lambda w, now, by, choose: scheduling.publish_set(report=w.report, at=w.tick()),
    "correcting.begin_correction": lambda w, now, by, choose: correcting.begin_correction(**who(w, by)),
    "correcting.leave_as_published": lambda w, now, by, choose: correcting.leave_as_published(**who(w, by)),
    "correcting.propose_withdrawal": lambda w, now, by, choose: correcting.propose_withdrawal(
        **who(w, by), note="The report was withdrawn.", expected=now.number(slots.WITHDRAWAL)),
    "correcting.decline_withdrawal": lambda w, now, by, choose: correcting.decline_withdrawal(**who(w, by)),
    "correcting.withdraw": lambda w, now, by, choose: correcting.withdraw(
        **who(w, by), expected=now.number(slots.WITHDRAWAL)),
    "removing.propose_removal": remove,
    "removing.remove_words": lambda w, now, by, choose: removing.remove_words(**who(w, by), words=""),
    "removing.decline_removal": lambda w, now, by, choose: removing.decline_removal(**who(w, by)),
    "overriding.override": override,
    "overriding.remove_override": lambda w, now, by, choose: overriding.remove_override(
        **who(w, by), place=0, expected=now.number(slots.OVERRIDES)),
    "copies.record_copy": lambda w, now, by, choose: copies.record_copy(
        **who(w, by), to=choose(list(BY_LAW)), sent_on=w.at.date(), how=CopyWay.POST, reference=""),
    "copies.came_back": bounce,
    "last_day.record_last_day": lambda w, now, by, choose: last_day.record_last_day(**who(w, by), shown=now.last_days),
    "own_dates.set_own_dates": lambda w, now, by, choose: own_dates.set_own_dates(
        **who(w, by), content=slots.OwnDatesContent(), expected=now.number(slots.OWN_DATES)),
    "sharing.share_answer": lambda w, now, by, choose: sharing.share_answer(
        **who(w, by), answered_in="mar-2024-99", covers={}, expected=now.number(slots.DUTY)),
    "sharing.answer_alone": lambda w, now, by, choose: sharing.answer_alone(
        **who(w, by), expected=now.number(slots.DUTY)),
    "assessment.write_assessment": lambda w, now, by, choose: assessment.write_assessment(
        **who(w, by), content=AssessmentContent(words="Good."), expected=now.number(slots.ASSESSMENT)),
    "assessment.publish_assessment": lambda w, now, by, choose: assessment.publish_assessment(
        **who(w, by), expected=now.number(slots.ASSESSMENT)),
    "typed.keep_typed": lambda w, now, by, choose: typed.keep_typed(
        **who(w, by), slot=slots.REPLY, fields={"words": ["Half"]}, opened_at_number=0),
    "typed.throw_away": lambda w, now, by, choose: typed.throw_away(**who(w, by), slot=slots.REPLY),
    "invitations.ask": lambda w, now, by, choose: invitations.ask(
        **who(w, by), to=TO, reply_by=w.at.date() + timedelta(days=9), message="Comments: {link}", reminds=False,
        expected=now.number(slots.CHIEF_OFFICER)),
    "invitations.record_asked": lambda w, now, by, choose: invitations.record_asked(
        **who(w, by), to=TO, how="by telephone", asked_on=w.at.date(), reply_by=w.at.date() + timedelta(days=9),
        expected=now.number(slots.CHIEF_OFFICER)),
    "invitations.change_date": lambda w, now, by, choose: invitations.change_date(
        **who(w, by), reply_by=w.at.date() + timedelta(days=12), expected=now.number(slots.CHIEF_OFFICER)),
    "invitations.renew_link": lambda w, now, by, choose: invitations.renew_link(**who(w, by), to=TO),
    "invitations.withdraw_link": lambda w, now, by, choose: invitations.withdraw_link(**who(w, by)),
    "invitations.code_to_read_out": lambda w, now, by, choose: invitations.code_to_read_out(**who(w, by)),
    "invitations.remind": lambda w, now, by, choose: invitations.remind(**who(w, by)),
    "receiving.send_comments": send_comments,
    "receiving.accept": accept,
    "receiving.let_send_again": lambda w, now, by, choose: receiving.let_send_again(**who(w, by)),
}
# Parts of other operations, or about something that is no report; each has tests of its own.
NOT_STEPS = {"operations.enter", "invitations.close_link", "receiving.keep_texts", "receiving.write_receipt"}


def operations_on_a_report() -> Iterator[str]:
    """The name of every write that takes a report and a moment."""
    root = Path(answerable.responses.__path__[0])
    for path in root.rglob("*.py"):
        for found in ast.parse(path.read_text("utf-8")).body:
            if isinstance(found, ast.FunctionDef) and not found.name.startswith("_"):
                given = {argument.arg for argument in found.args.kwonlyargs}
                if "at" in given and given & {"report", "copy"}:
                    part = path.parent.name if path.stem == "operations" and path.parent != root else path.stem
                    yield f"{part}.{found.name}"
