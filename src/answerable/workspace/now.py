"""What needs you now: one row for each thing, most pressing first. A row goes away only when the thing is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.accounts.queries import members
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
from answerable.records import london_day
from answerable.register import publishing
from answerable.responses import chain, copies
from answerable.responses.checks import Titles
from answerable.responses.invitations.queries import asked_of_the_force
from answerable.responses.proposals import earliest_last_day
from answerable.responses.queries import Draft, drafts, report_of, undecided
from answerable.responses.turns import Turn, send_again, turns
from answerable.workspace.old_answers.turns import old_answer_turns
from answerable.workspace.people_news import people_turns, told_lately
from answerable.workspace.requests import MemberRequest

ROWS = 20  # of one group, before "See all"
GROUPS = ("The last day has passed", "Something failed", "The last day is within 7 days", "Your turn")


@require_safe
def now(request: MemberRequest) -> HttpResponse:
    member, today = request.member, request.today
    rows = _first_steps(request) + people_turns(member, today)
    held = drafts() if member.may(Permission.READ_WORK) else []
    colleagues = members(today)
    for draft in held:
        rows += turns(draft, member, Titles.of(request.names, draft), today, colleagues)
    if member.may(Permission.SIGN_OFF):
        rows += old_answer_turns(member)
    if member.may(Permission.CONTRIBUTE):
        rows += _asked_of_the_force()
    groups: dict[str, list[Turn]] = {name: [] for name in GROUPS}
    for row in sorted((r for r in rows if not r.waits), key=lambda r: (r.due_on is None, r.due_on or date.max)):
        groups[_group(row, today)].append(row)
    if not publishing.is_finished() and (member.may(Permission.PUBLISH) or Role.ADMINISTRATOR in member.roles):
        groups["Something failed"] += _failed()
    groups["Something failed"] += _messages(member)
    shown_all = request.GET.get("all", "")
    return render(request, "now.html", {
        "groups": {name: found for name, found in groups.items() if found}, "ROWS": ROWS, "shown_all": shown_all,
        "waiting": [row for row in rows if row.waits], "next_clock": _next_clock(held, today),
        "told": told_lately(member, request.at),
    })


def _first_steps(request: MemberRequest) -> list[Turn]:
    """Reports whose findings are not confirmed, or about which nobody has decided."""
    if not request.member.may(Permission.DECIDE_DUTY):
        return []
    counts = inspections.to_check_counts()
    rows = []
    for report in undecided():
        due_on = earliest_last_day(report)
        if due_on:
            may = f"If it is due by law, the last day is {format_long_date(due_on)}."
        else:
            may = "It is not known yet by which law, or from which day."
        if report.state != ReportState.CONFIRMED and request.member.may(Permission.CONFIRM_FINDINGS):
            left, every = counts.get(report.id, (0, 0))
            label = f"Check {left} of {every} findings" if left else "Check what we read"
            rows.append(_row(label, "confirm", report, may, due_on))
        elif report.state == ReportState.CONFIRMED:
            rows.append(_row("Decide whether an answer is due", "duty", report, may, due_on))
    return rows


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


def _next_clock(held: list[Draft], today: date) -> tuple[date, str] | None:
    """The next last day and its report, for a page on which nothing stands."""
    days = [(d.clock.due_on, d.report.title) for d in held if d.published is None
            and d.clock and d.clock.due_on and d.clock.due_on >= today]
    return min(days, default=None)
