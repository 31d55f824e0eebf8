"""What needs somebody now: one row for each thing, by whose turn it is. Pure over a `Draft`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from answerable.accounts.roles import Member, Permission
from answerable.duties import Form
from answerable.duties.words import day_sentence, format_date, format_long_date
from answerable.records import london_day
from answerable.records.contents import AnswerForm, ChiefOfficerOutcome
from answerable.responses import last_day, own_dates, slots
from answerable.responses.checks import MUST, Titles, results, to_put_right
from answerable.responses.clocks import SOON
from answerable.responses.copies import copies_of
from answerable.responses.invitations.rules import Answered, reminder_due
from answerable.responses.queries import Draft
from answerable.responses.rules import Decision, State
from answerable.responses.steps import approvers, clock_sentence, names_of

SEND_ON = "Send it for review or sign-off"


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
    failed: bool = False  # something that was done has come to nothing

    def is_near(self, today: date) -> bool:
        return self.due_on is not None and 0 <= (self.due_on - today).days < SOON

    def is_past(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


def turns(
    draft: Draft, member: Member, titles: Titles, today: date, colleagues: Iterable[Member]
) -> list[Turn]:
    """What a member is asked to do for one report; what others are waited for, for an author."""
    return [*_answer_turns(draft, member, titles, today, colleagues), *_last_day_turn(draft, member, today),
            *_assessment_turn(draft, member, today)]


def _answer_turns(
    draft: Draft, member: Member, titles: Titles, today: date, colleagues: Iterable[Member]
) -> list[Turn]:
    if draft.duty is not None and draft.duty.decision == Decision.NOT_DUE and draft.is_confirmed:
        return []
    colleagues = list(colleagues)
    if draft.answered_by is not None and draft.is_confirmed:
        return _shared_turn(draft, member, today)
    if draft.duty is None or draft.duty.decision == Decision.NOT_KNOWN or not draft.is_confirmed:
        found = [_decision_turn(draft, member, colleagues, today)]
        if draft.duty is not None and draft.duty.decision.is_due and draft.answered_by is None:
            found += _writing_turns(draft, member, titles, colleagues, today)
        return [turn for turn in found if turn is not None]
    match draft.state:
        case State.WITH_APPROVER:
            found = [_approver_turn(draft, member, colleagues, today), *_came_late(draft, member, titles, today)]
        case State.WITH_REVIEWER:
            found = [_review_turn(draft, member, colleagues, today), *_came_late(draft, member, titles, today)]
        case State.SIGNED_OFF:
            found = [_turn(draft, today, _to_publish(draft, today), "publish", "publish")] if (
                member.may(Permission.PUBLISH)) else []
        case State.SCHEDULED:
            found = [_waiting(draft, "Published at the time set", "publish", _set_for(draft))] if (
                member.may(Permission.PUBLISH)) else []
        case State.PUBLISHED:
            found = [*_copies_turns(draft, member, today), _withdrawal_turn(draft, member, today),
                     _removal_turn(draft, member, today)]
        case State.WITHDRAWN:
            found = [_removal_turn(draft, member, today)]
        case _:
            found = _writing_turns(draft, member, titles, colleagues, today)
            if not any(turn is not None and not turn.waits for turn in found) and member.may(Permission.WRITE):
                open_checks = to_put_right(results(draft, titles, today, MUST))
                label = f"Put right {_counted(open_checks, 'check')}" if open_checks else SEND_ON
                found = [_turn(draft, today, label, "checks", "sign_off")]
    return [turn for turn in found if turn is not None]


def _shared_turn(draft: Draft, member: Member, today: date) -> list[Turn]:
    """A report that is answered in the response to another asks for nothing while that response stands."""
    if draft.answered_by is None or not draft.answered_by.is_withdrawn or not member.may(Permission.DECIDE_DUTY):
        return []
    return [_turn(draft, today, "Decide again how this report is answered", "answered-in")]


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
    handed_to = draft.response.handed_to if draft.response else None
    is_asked = handed_to in (None, member.person_id)
    if is_asked and member.may(Permission.SIGN_OFF) and member.person_id not in draft.authors:
        return _turn(draft, today, "Sign off, or ask for changes", "sign-off", "sign_off")
    said = f"With {approvers(draft, colleagues)} for sign-off."
    return _waiting(draft, "Sign off", "sign-off", said) if (
        member.may(Permission.WRITE) or member.may(Permission.SIGN_OFF)) else None


def _review_turn(draft: Draft, member: Member, colleagues: list[Member], today: date) -> Turn | None:
    if member.may(Permission.REVIEW) and member.person_id not in draft.authors:
        return _turn(draft, today, "Review the answer", "review")
    able = names_of(colleagues, Permission.REVIEW, draft.authors) or "a reviewer"
    sent = draft.version
    since = f" since {format_date(london_day(sent.sent_at))}" if sent else ""
    return _waiting(draft, "Review", "review", f"With {able} for review{since}.") if (
        member.may(Permission.WRITE)) else None


def _withdrawal_turn(draft: Draft, member: Member, today: date) -> Turn | None:
    proposed = draft.withdrawal
    if proposed is None:
        return None
    if member.may(Permission.SIGN_OFF) and member.person_id != proposed.by:
        return replace(_turn(draft, today, "Agree to withdraw the answer, or not", "correct"), due_on=None)
    return _waiting(draft, "Withdraw the answer", "correct", "With an approver, to agree.") if (
        member.person_id == proposed.by) else None


def _removal_turn(draft: Draft, member: Member, today: date) -> Turn | None:
    if draft.response is None or not draft.response.removal_asked or not member.may(Permission.REMOVE_WORDS):
        return None
    return replace(_turn(draft, today, "Decide about removing words", "remove-words"), due_on=None)


def _set_for(draft: Draft) -> str:
    at = draft.response.publish_at if draft.response else None
    return f"Set for {format_date(london_day(at))}." if at else ""


def _writing_turns(
    draft: Draft, member: Member, titles: Titles, colleagues: list[Member], today: date
) -> list[Turn | None]:
    if not member.may(Permission.WRITE):
        return []
    found: list[Turn | None] = []
    if draft.state == State.CHANGES_ASKED:
        who = _who_asked(draft, colleagues)
        found.append(_turn(draft, today, f"Make the changes {who} asked for", "checks"))
    found += _comments_turns(draft, member, titles, today)
    missing = [number for number, answer in draft.answers.items() if not answer.is_written]
    if missing:
        what = "actions for" if draft.form == AnswerForm.ACTION_PLAN else "answers to"
        label = f"Write {what} {len(missing)} of {_counted(len(draft.answers), 'finding')}"
        found.append(_turn(draft, today, label, "write-finding", "draft", number=missing[0]))
    if draft.form == AnswerForm.STATEMENT and draft.text(slots.COMMENTS) is None:
        found.append(_turn(draft, today, "Write the comments", "write-text", "draft", slot=slots.COMMENTS))
    note = draft.text(slots.NOTE)
    if draft.published is not None and not (note and note.words.strip()):
        found.append(_turn(draft, today, "Write the public note on the new version", "write-text", "draft",
                           slot=slots.NOTE))
    return found


def _came_late(draft: Draft, member: Member, titles: Titles, today: date) -> list[Turn | None]:
    """Something came after the answer went on its way."""
    return _comments_turns(draft, member, titles, today) if draft.to_accept is not None else []


def _comments_turns(draft: Draft, member: Member, titles: Titles, today: date) -> list[Turn | None]:
    """What is to be done about the chief officer's comments, or who is waited for."""
    if not member.may(Permission.WRITE):
        return []
    chief, asked, came = draft.chief_officer, draft.invitation, draft.to_accept
    if came is not None:
        label = (f"Read the {titles.chief}’s comments and write the reply" if came.answered == Answered.COMMENTS
                 else f"Read what the {titles.chief} sent")
        turn = _turn(draft, today, label, "received", received_id=came.id)
        return [replace(turn, sentence=f"Received {format_date(london_day(came.at))}.")]
    if chief is not None and chief.outcome == ChiefOfficerOutcome.RECEIVED:
        return [] if draft.text(slots.REPLY) is not None else [
            _turn(draft, today, "Read the comments and write the reply", "write-text", "draft", slot=slots.REPLY)]
    if chief is not None and chief.outcome is not None:
        return []
    if asked is None and not draft.invites_chief_officer:
        return []
    if asked is None:
        is_noted = chief is not None and chief.invited_on is not None
        label = "Record what came of asking for comments" if is_noted else f"Ask for the {titles.chief}’s comments"
        return [_turn(draft, today, label, "chief-officer", "comments")]
    found: list[Turn | None] = []
    if reminder_due(asked, has_word=False, today=today):
        found.append(_turn(draft, today, f"Remind the {titles.chief}’s office", "chief-officer"))
    if today > asked.reply_by:
        turn = _turn(draft, today, "Record what happened", "chief-officer")
        found.append(replace(turn, sentence=f"No comments came by {format_date(asked.reply_by)}."))
    else:
        found.append(_waiting(draft, f"The {titles.chief}’s comments", "chief-officer",
                              f"Asked for by {format_long_date(asked.reply_by)}."))
    return found


def _who_asked(draft: Draft, colleagues: list[Member]) -> str:
    """Who asked for changes to the newest version: the approver, the reviewer, or whoever revoked the sign-off."""
    if draft.sign_off is None:
        by = draft.review.by if draft.review else None
    else:
        by = draft.sign_off.revoked_by or draft.sign_off.by
    return next((m.name for m in colleagues if m.person_id == by), "somebody who has left")


def _assessment_turn(draft: Draft, member: Member, today: date) -> list[Turn]:
    """The page on the website has a last day of its own."""
    if not draft.owes_assessment or not draft.is_confirmed:
        return []
    due = next(due for due in draft.clocks if due.regime is not None and due.regime.form == Form.PAGE)
    held = draft.stands.get(slots.ASSESSMENT)
    label = "Write the summary for the website" if held is None else "Confirm and publish the yearly assessment"
    may = member.may(Permission.WRITE) if held is None else (
        held.by != member.person_id and (member.may(Permission.PUBLISH) or member.may(Permission.SIGN_OFF)))
    turn = replace(_turn(draft, today, label, "assessment"), due_on=due.due_on, sentence=day_sentence(due.clock, today))
    return [turn] if may and due.applies else []


def _last_day_turn(draft: Draft, member: Member, today: date) -> list[Turn]:
    """The public record gives another last day than the one that is counted now."""
    if last_day.is_recorded(draft) or not member.may(Permission.DECIDE_DUTY):
        return []
    turn = _turn(draft, today, "Record the last day anew", "record-last-day")
    return [replace(turn, sentence=" ".join(last_day.sentences(draft)))]


def _copies_turns(draft: Draft, member: Member, today: date) -> list[Turn]:
    """The law sends copies and sets no day for them, so the answer's own last day no longer presses."""
    if not member.may(Permission.SEND_COPIES):
        return []
    lines = [line for line in copies_of(draft) if line.copy.by_law and not line.is_settled]
    back = [(line.copy.name, line.sent.came_back_on) for line in lines if line.sent and line.sent.came_back_on]
    found = [send_again(draft.report.ref, draft.report.title, name, f"It came back on {format_date(day)}.")
             for name, day in back]
    if left := len(lines) - len(back):
        label = f"Record {left} {'copy' if left == 1 else 'copies'} as sent"
        found.append(replace(_turn(draft, today, label, "send"), due_on=None))
    return found


def send_again(ref: str, title: str, name: str, why: str) -> Turn:
    """A copy that did not arrive."""
    return Turn(f"Send the copy to {name} again", "send", {"ref": ref}, title, why, None, failed=True)


def _to_publish(draft: Draft, today: date) -> str:
    due_on = draft.shown_clock.due_on if draft.shown_clock else None
    late = due_on is not None and today > due_on
    return "Publish the answer, with the reason it is after the last day" if late else "Publish the signed answer"


def _turn(draft: Draft, today: date, label: str, route: str, own: str = "", **parts: str | int) -> Turn:
    """`own`: code of the date that the office may have set itself for this."""
    due_on = draft.shown_clock.due_on if draft.shown_clock and draft.responded_on is None else None
    sentence = f"{clock_sentence(draft, today)} {own_dates.sentence(draft, own)}".rstrip()
    return Turn(label, route, {"ref": draft.report.ref, **parts}, draft.report.title, sentence, due_on)


def _waiting(draft: Draft, label: str, route: str, sentence: str) -> Turn:
    due_on = draft.shown_clock.due_on if draft.shown_clock else None
    return Turn(label, route, {"ref": draft.report.ref}, draft.report.title, sentence, due_on, waits=True)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
