"""What needs somebody now: one row for each thing, most pressing first. The page and the digest are both made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from answerable.accounts.models import BodyNames
from answerable.accounts.one_time_codes import may_agree, open_codes
from answerable.accounts.queries import approvers_asked_for, members
from answerable.accounts.roles import Member, Permission, Role
from answerable.duties.copies import RECIPIENTS
from answerable.duties.dates import format_date
from answerable.duties.words import format_long_date
from answerable.inspections import queries as inspections
from answerable.inspections.models import Report
from answerable.inspections.rules import ReportState
from answerable.messages import queries as outbox
from answerable.messages.models import Message
from answerable.messages.rules import ERRORS, MessageState
from answerable.needs.models import Assessment
from answerable.records import london_day
from answerable.register import publishing
from answerable.reminders.counted import counted_turns
from answerable.reminders.dated import commitment_turns
from answerable.responses import chain, copies
from answerable.responses.checks import Titles
from answerable.responses.invitations.queries import asked_of_the_force
from answerable.responses.old_models import OldAnswer
from answerable.responses.old_rules import OldState
from answerable.responses.proposals import earliest_last_day
from answerable.responses.queries import Draft, drafts, report_of, undecided
from answerable.responses.turns import Turn, send_again, turns

GROUPS = ("The last day has passed", "Something failed", "The last day is within 7 days", "Your turn", "Missing")


@dataclass(frozen=True)
class Needs:
    """What needs one person: rows by group, in their order and without empty groups, and what others are waited for."""

    groups: dict[str, list[Turn]]
    waiting: list[Turn]

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.groups.values())


class Held:
    """What is read once for everybody of a body: the drafts on their way, and who works there."""

    def __init__(self, names: BodyNames, today: date) -> None:
        self.names, self.today = names, today

    @cached_property
    def drafts(self) -> list[Draft]:
        return drafts()

    @cached_property
    def colleagues(self) -> list[Member]:
        return members(self.today)


def needs_of(member: Member, held: Held) -> Needs:
    """Everything that needs this member on the day."""
    today = held.today
    rows = _first_steps(member) + _people(member, today)
    for draft in held.drafts if member.may(Permission.READ_WORK) else []:
        rows += turns(draft, member, Titles.of(held.names, draft), today, held.colleagues)
    if member.may(Permission.SIGN_OFF):
        rows += _old_answers(member) + _assessments_to_sign(member)
    if member.may(Permission.KEEP_NEEDS):
        rows += _assessment_sent_back()
    if member.may(Permission.CONTRIBUTE):
        rows += _asked_of_the_force()
    if member.may(Permission.READ_COMMITMENTS):
        rows += commitment_turns(member, today)
    groups: dict[str, list[Turn]] = {name: [] for name in GROUPS}
    for row in sorted((r for r in rows if not r.waits), key=lambda r: (r.due_on is None, r.due_on or date.max)):
        groups[_group(row, today)].append(row)
    may_try_again = member.may(Permission.PUBLISH) or Role.ADMINISTRATOR in member.roles
    if may_try_again and not publishing.is_finished(held.names.body.ref):
        groups["Something failed"] += _failed()
    groups["Something failed"] += _messages(member)
    for group, turn in counted_turns(member, today):
        groups[group].append(turn)
    return Needs({name: found for name, found in groups.items() if found}, [row for row in rows if row.waits])


def next_clock(held: Held) -> tuple[date, str] | None:
    """The next last day and its report, for a page on which nothing stands."""
    days = [(d.clock.due_on, d.report.title) for d in held.drafts if d.published is None
            and d.clock and d.clock.due_on and d.clock.due_on >= held.today]
    return min(days, default=None)


def _first_steps(member: Member) -> list[Turn]:
    """Reports whose findings are not confirmed, or about which nobody has decided."""
    if not member.may(Permission.DECIDE_DUTY):
        return []
    counts = inspections.to_check_counts() if member.may(Permission.CONFIRM_FINDINGS) else {}
    rows = []
    for report in undecided():
        due_on = earliest_last_day(report)
        if due_on:
            may = f"If it is due by law, the last day is {format_long_date(due_on)}."
        else:
            may = "It is not known yet by which law, or from which day."
        if report.state != ReportState.CONFIRMED and member.may(Permission.CONFIRM_FINDINGS):
            left, every = counts.get(report.id, (0, 0))
            label = f"Check {left} of {every} findings" if left else "Check what we read"
            rows.append(_row(label, "confirm", report, may, due_on))
        elif report.state == ReportState.CONFIRMED:
            rows.append(_row("Decide whether an answer is due", "duty", report, may, due_on))
    return rows


def _people(member: Member, today: date) -> list[Turn]:
    """Things about who may sign in and sign that wait for a second person, whom this member can be."""
    rows = []
    if member.roles & {Role.ADMINISTRATOR, Role.APPROVER}:
        rows = [Turn("Agree, or refuse", "help-person", {"person_id": code.person_id},
                     f"{code.person.name} is to be let in anew", "It waits for a second person.", None)
                for code in open_codes() if code.agreed_at is None and may_agree(member, code)]
    if member.may(Permission.MANAGE_PEOPLE):
        rows += [Turn("Agree, or refuse", "approver-asked", {"person_id": row.person_id},
                      f"{row.person.name} is to become an approver", "It waits for another administrator.", None)
                 for row in approvers_asked_for(today)
                 if member.person_id not in (row.approver_asked_by, row.person_id)]
    return rows


def _old_answers(member: Member) -> list[Turn]:
    """Old answers that wait for an approver, less those that this one put forward: one row, there may be hundreds."""
    waiting = OldAnswer.objects.filter(state=OldState.PROPOSED.value).exclude(proposed_by=member.person_id).count()
    if not waiting:
        return []
    label = f"Read {waiting} old {'answer' if waiting == 1 else 'answers'} and agree, or send back"
    return [Turn(label, "old-answers", {}, "Answers published elsewhere", "An author put them forward.", None)]


def _assessments_to_sign(member: Member) -> list[Turn]:
    """A needs assessment that waits for an approver, unless this one wrote some of it."""
    return [Turn("Sign, or send back", "sign-assessment", {"number": row.id}, "The needs assessment", f"{row}.", None)
            for row in Assessment.objects.filter(sent_back_at=None, published_at=None).exclude(sent_at=None)
            if member.person_id not in row.authors]


def _assessment_sent_back() -> list[Turn]:
    """The newest needs assessment, when an approver sent it back and none was built since."""
    newest = Assessment.objects.order_by("-id").first()
    if newest is None or newest.sent_back_at is None:
        return []
    return [Turn("Build it again", "needs-assessment", {}, "The needs assessment was sent back",
                 "The page says what must change.", None)]


def _asked_of_the_force() -> list[Turn]:
    """What somebody of the force is asked for; what they sent is waited for with the office."""
    rows = []
    for draft in asked_of_the_force():
        asked, sent = draft.invitation, draft.newest_received
        if asked is not None and sent is None:
            day = format_long_date(asked.reply_by)
            rows.append(_row("Send comments, or say there will be none", "asked-start", draft.report,
                             f"Asked for by {day}.", asked.reply_by))
        elif sent is not None:
            row = _row("Comments sent", "asked-sent", draft.report, f"Sent {format_date(london_day(sent.at))}.", None)
            rows.append(replace(row, waits=True))
    return rows


def _row(label: str, route: str, report: Report, sentence: str, due_on: date | None) -> Turn:
    return Turn(label, route, {"ref": report.ref}, str(report), sentence, due_on)


def _failed() -> list[Turn]:
    report = report_of(chain.newest_ref())
    sentence = "It stopped part-way; the register is as it was."
    return [_row("Try publishing again", "publish", report, sentence, None)] if report else []


def _messages(member: Member) -> list[Turn]:
    """What failed in the outbox: copies for whoever sends them, everything for administrators."""
    found = []
    for row in outbox.failed() if member.may(Permission.MANAGE_BODY) or member.may(Permission.SEND_COPIES) else ():
        if row.kind == copies.KIND and member.may(Permission.SEND_COPIES):
            if row.state == MessageState.FAILED:  # one that came back stands with its answer
                name = RECIPIENTS[row.facts["to"]]
                found.append(send_again(row.report_ref, row.subject, name, ERRORS[row.last_error]))
        elif member.may(Permission.MANAGE_BODY):
            found.append(_message(row))
    return found


def _message(row: Message) -> Turn:
    """A message that somebody has to look at."""
    if row.came_back_on:
        label, sentence = "Look at a message that came back", f"It came back on {format_date(row.came_back_on)}."
    else:
        label, sentence = "Look at a message that failed", ERRORS[row.last_error]
    return Turn(label, "message", {"message_id": row.id}, row.subject, sentence, None)


def _group(row: Turn, today: date) -> str:
    if row.is_past(today):
        return GROUPS[0]
    if row.failed:
        return GROUPS[1]
    return GROUPS[2] if row.is_near(today) else GROUPS[3]
