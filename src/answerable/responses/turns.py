"""What needs somebody now: one row for each thing, by whose turn it is. Pure over a `Draft`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from answerable.accounts.roles import Member, Permission
from answerable.records.contents import ChiefOfficerOutcome
from answerable.responses import last_day, own_dates, slots
from answerable.responses.checks import MUST, Titles, results, to_put_right
from answerable.responses.clocks import SOON
from answerable.responses.copies import copies_of, left_to_record
from answerable.responses.queries import Draft
from answerable.responses.rules import Decision, State, Verdict
from answerable.responses.steps import clock_sentence, names_of


@dataclass(frozen=True)
class Turn:
    """One thing that needs this member now, or that somebody else is waited for."""

    label: str  # begins with a verb
    route: str
    parts: dict[str, str | int]
    title: str  # of the report
    sentence: str  # where its clock stands, or what it waits for
    due_on: date | None
    waits: bool = False  # it is somebody else's turn

    def is_near(self, today: date) -> bool:
        return self.due_on is not None and 0 <= (self.due_on - today).days < SOON

    def is_past(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


def turns(
    draft: Draft, member: Member, titles: Titles, today: date, colleagues: Iterable[Member]
) -> list[Turn]:
    """What a member is asked to do for one report; what others are waited for, for an author."""
    return [*_answer_turns(draft, member, titles, today, colleagues), *_last_day_turn(draft, member, today)]


def _answer_turns(
    draft: Draft, member: Member, titles: Titles, today: date, colleagues: Iterable[Member]
) -> list[Turn]:
    if draft.duty is not None and draft.duty.decision == Decision.NOT_DUE and draft.is_confirmed:
        return []
    colleagues = list(colleagues)
    if draft.duty is None or draft.duty.decision == Decision.NOT_KNOWN or not draft.is_confirmed:
        found = [_decision_turn(draft, member, colleagues, today)]
        if draft.duty is not None and draft.duty.decision.is_due:
            found += _writing_turns(draft, member, today)
        return [turn for turn in found if turn is not None]
    match draft.state:
        case State.WITH_APPROVER:
            found = [_approver_turn(draft, member, colleagues, today)]
        case State.SIGNED_OFF:
            found = [_turn(draft, today, _to_publish(draft, today), "publish", "publish")] if (
                member.may(Permission.PUBLISH)) else []
        case State.PUBLISHED:
            found = [_copies_turn(draft, member, today)]
        case _:
            found = _writing_turns(draft, member, today)
            if not found and member.may(Permission.WRITE):
                open_checks = to_put_right(results(draft, titles, today, MUST))
                label = f"Put right {_counted(open_checks, 'check')}" if open_checks else "Send it for sign-off"
                found = [_turn(draft, today, label, "checks", "sign_off")]
    return [turn for turn in found if turn is not None]


def _decision_turn(
    draft: Draft, member: Member, colleagues: list[Member], today: date
) -> Turn | None:
    held = draft.stands.get(slots.DUTY)
    if not member.may(Permission.DECIDE_DUTY):
        return None
    if draft.duty is None or draft.duty.decision == Decision.NOT_KNOWN or held is None:
        return _turn(draft, today, "Decide whether an answer is due", "duty")
    if held.by == member.person_id:
        able = names_of(colleagues, Permission.DECIDE_DUTY, frozenset({held.by})) or "a second person"
        return _waiting(draft, "Confirm whether an answer is due", "confirm-duty", f"With {able}, to confirm it.")
    return _turn(draft, today, "Confirm whether an answer is due", "confirm-duty")


def _approver_turn(draft: Draft, member: Member, colleagues: list[Member], today: date) -> Turn | None:
    if member.may(Permission.SIGN_OFF) and member.person_id not in draft.authors:
        return _turn(draft, today, "Sign off, or ask for changes", "sign-off", "sign_off")
    able = names_of(colleagues, Permission.SIGN_OFF, draft.authors) or "an approver"
    return _waiting(draft, "Sign off", "sign-off", f"With {able} for sign-off.") if (
        member.may(Permission.WRITE)) else None


def _writing_turns(draft: Draft, member: Member, today: date) -> list[Turn | None]:
    if not member.may(Permission.WRITE):
        return []
    found: list[Turn | None] = []
    sign_off = draft.sign_off
    if draft.state == State.CHANGES_ASKED and sign_off and sign_off.verdict == Verdict.ASK_FOR_CHANGES:
        found.append(_turn(draft, today, f"Make the changes {sign_off.name} asked for", "checks"))
    chief = draft.chief_officer
    if draft.invites_chief_officer and (chief is None or chief.outcome is None):
        found.append(_turn(draft, today, "Record what came of asking for comments", "chief-officer", "comments"))
    elif chief is not None and chief.outcome == ChiefOfficerOutcome.RECEIVED and draft.text(slots.REPLY) is None:
        found.append(_turn(draft, today, "Read the comments and write the reply", "write-text", "draft",
                           slot=slots.REPLY))
    missing = [number for number, answer in draft.answers.items() if not answer.is_written]
    if missing:
        label = f"Write answers to {len(missing)} of {_counted(len(draft.answers), 'finding')}"
        found.append(_turn(draft, today, label, "write-finding", "draft", number=missing[0]))
    if draft.text(slots.COMMENTS) is None:
        found.append(_turn(draft, today, "Write the comments", "write-text", "draft", slot=slots.COMMENTS))
    return found


def _last_day_turn(draft: Draft, member: Member, today: date) -> list[Turn]:
    """The public record gives another last day than the one that is counted now."""
    if last_day.is_recorded(draft) or not member.may(Permission.DECIDE_DUTY):
        return []
    turn = _turn(draft, today, "Record the last day anew", "record-last-day")
    return [replace(turn, sentence=" ".join(last_day.sentences(draft)))]


def _copies_turn(draft: Draft, member: Member, today: date) -> Turn | None:
    """The law sends copies and sets no day for them, so the answer's own last day no longer presses."""
    left = left_to_record(copies_of(draft))
    if not left or not member.may(Permission.SEND_COPIES):
        return None
    label = f"Record {left} {'copy' if left == 1 else 'copies'} as sent"
    return replace(_turn(draft, today, label, "send"), due_on=None)


def _to_publish(draft: Draft, today: date) -> str:
    due_on = draft.shown_clock.due_on if draft.shown_clock else None
    late = due_on is not None and today > due_on
    return "Publish the answer, with the reason it is after the last day" if late else "Publish the signed answer"


def _turn(draft: Draft, today: date, label: str, route: str, own: str = "", **parts: str | int) -> Turn:
    """`own`: code of the date that the office may have set itself for this."""
    due_on = draft.shown_clock.due_on if draft.shown_clock else None
    sentence = f"{clock_sentence(draft, today)} {own_dates.sentence(draft, own)}".rstrip()
    return Turn(label, route, {"ref": draft.report.ref, **parts}, draft.report.title, sentence, due_on)


def _waiting(draft: Draft, label: str, route: str, sentence: str) -> Turn:
    due_on = draft.shown_clock.due_on if draft.shown_clock else None
    return Turn(label, route, {"ref": draft.report.ref}, draft.report.title, sentence, due_on, waits=True)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
