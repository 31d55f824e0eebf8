"""The steps from a decision to a published answer, as the report's page lists them. Pure over a `Draft`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from answerable.accounts.roles import Member, Permission, Role
from answerable.duties.words import format_date, format_long_date
from answerable.records import london_day
from answerable.records.contents import AnswerForm, ChiefOfficerOutcome
from answerable.responses import slots
from answerable.responses.beside import assessment_task, clock_of, shared_sentence, shared_task
from answerable.responses.checks import MUST, Titles, results, to_put_right
from answerable.responses.copies import copies_of, left_to_record
from answerable.responses.proposals import earliest_last_day
from answerable.responses.queries import Draft
from answerable.responses.rules import STATE_WORDS, Decision, ReviewVerdict, State
from answerable.responses.tasks import PUBLISH, UNDERSTAND, WRITE, Task

DONE, NOT_STARTED, UNDER_WAY, CANNOT_START = "Completed", "Not started", "Under way", "Cannot start yet"
OUTCOME_WORDS: dict[ChiefOfficerOutcome | None, tuple[str, str]] = {
    None: ("Asked", "yellow"),
    ChiefOfficerOutcome.NOT_ASKED: ("Not asked", "grey"),
    ChiefOfficerOutcome.RECEIVED: ("Received", "green"),
    ChiefOfficerOutcome.DECLINED: ("Declined", "grey"),
    ChiefOfficerOutcome.NONE_RECEIVED: ("None received", "grey"),
}
DECISION_WORDS: dict[Decision | None, tuple[str, str]] = {
    None: ("Not decided", "purple"),
    Decision.NOT_KNOWN: ("Not decided", "purple"),
    Decision.LAW: ("Due by law", "blue"),
    Decision.PRACTICE: ("By practice", "blue"),
    Decision.NOT_DUE: ("Not due", "grey"),
}


def tasks(draft: Draft, titles: Titles, today: date, colleagues: Iterable[Member] = ()) -> list[Task]:
    """Every step in order. `colleagues` give names to those who are waited for."""
    parts = {"ref": draft.report.ref}
    is_due = draft.duty is not None and draft.duty.decision.is_due
    steps = [_decide(draft, parts, colleagues), _dates(draft, parts, is_due)]
    if draft.duty is not None and draft.duty.decision == Decision.NOT_DUE:
        return steps[:1]
    if draft.answered_by is not None:
        return [*steps, *shared_task(draft), *assessment_task(draft)]
    writing = _writing(draft, titles, today, parts)
    publishing = _publishing(draft, titles, today, parts, colleagues)
    if is_due:
        return steps + writing + publishing
    first = "the decision whether an answer is due"
    return steps + [Task(t.group, t.label, "", CANNOT_START, waiting_for=first) for t in writing + publishing]


def next_task(steps: list[Task]) -> Task | None:
    """The first step that can be taken and is not completed."""
    open_steps = [task for task in steps if task.route and not task.is_completed and not task.waiting_for
                  and not task.is_optional]
    return open_steps[0] if open_steps else None


def _decide(draft: Draft, parts: dict[str, str], colleagues: Iterable[Member]) -> Task:
    label = "Decide whether an answer is due"
    decision = draft.duty.decision if draft.duty else None
    if decision in (None, Decision.NOT_KNOWN):
        words, colour = DECISION_WORDS[decision]
        return Task(UNDERSTAND, label, "duty", words, colour, parts=parts)
    if draft.is_confirmed:
        return Task(UNDERSTAND, label, "confirm-duty", DONE, parts=parts)
    proposer = draft.stands[slots.DUTY].by
    able = names_of(colleagues, Permission.DECIDE_DUTY, frozenset({proposer})) or "A second person"
    return Task(UNDERSTAND, label, "confirm-duty", "To confirm", "purple", f"{able} to confirm it", parts)


def _dates(draft: Draft, parts: dict[str, str], is_due: bool) -> Task:
    if not is_due:
        first = "the decision whether an answer is due"
        return Task(UNDERSTAND, "Dates that apply", "", CANNOT_START, waiting_for=first)
    missing = any(due.applies and due.is_answer and due.clock.trigger_on is None for due in draft.clocks)
    return Task(UNDERSTAND, "Dates that apply", "dates", "No start date" if missing else DONE,
                "grey" if missing else "", parts=parts)


def _writing(draft: Draft, titles: Titles, today: date, parts: dict[str, str]) -> list[Task]:
    chief = draft.chief_officer
    words, colour = OUTCOME_WORDS[chief.outcome] if chief else OUTCOME_WORDS[ChiefOfficerOutcome.NOT_ASKED]
    if chief is not None and chief.outcome not in (None, ChiefOfficerOutcome.NOT_ASKED):
        words, colour = DONE, ""
    elif draft.to_accept is not None:
        words, colour = "Received", "green"
    elif draft.invitation is not None and draft.invitation.begun_at is not None:
        words, colour = "Draft begun", "yellow"
    answered, count = sum(a.is_written for a in draft.answers.values()), len(draft.answers)
    is_plan = draft.form == AnswerForm.ACTION_PLAN
    found = [Task(WRITE, f"The {titles.chief}’s comments", "chief-officer", words, colour, parts=parts,
                  is_optional=is_plan)]
    if count:
        of = f" ({answered} of {count})" if answered < count else ""
        status, colour = _progress(answered, count)
        first = next((n for n, a in draft.answers.items() if not a.is_written), draft.findings[0].number)
        what = "Actions for findings" if is_plan else "Answers to findings"
        found.append(Task(WRITE, f"{what}{of}", "write-finding", status, colour,
                          parts={**parts, "number": first}))
    for slot, label in (
        (slots.SUMMARY, "Key findings, in our words"), (slots.COMMENTS, f"The {titles.holder}’s comments"),
        (slots.REPLY, f"Reply to the {titles.chief}’s comments"),
    ):
        if slot == slots.REPLY and not (chief and chief.outcome == ChiefOfficerOutcome.RECEIVED):
            continue
        is_written = draft.text(slot) is not None
        optional = is_plan and slot == slots.COMMENTS
        found.append(Task(WRITE, f"{label} (optional)" if optional else label, "write-text",
                          DONE if is_written else NOT_STARTED, "" if is_written else "grey",
                          parts={**parts, "slot": slot}, is_optional=optional))
    due_on = draft.clock.due_on if draft.clock else None
    has_reason = draft.text(slots.AFTER_LAST_DAY) is not None
    if has_reason or (due_on is not None and today > due_on and draft.responded_on is None):
        found.append(Task(WRITE, "Why it is published after the last day", "write-text",
                          DONE if has_reason else NOT_STARTED, "" if has_reason else "grey",
                          parts={**parts, "slot": slots.AFTER_LAST_DAY}))
    return found + _note(draft, parts)


def _note(draft: Draft, parts: dict[str, str]) -> list[Task]:
    """The public note of a new version; none before something is published."""
    if draft.published is None or draft.state in _SIGNED:
        return []
    note = draft.text(slots.NOTE)
    is_written = note is not None and bool(note.words.strip())
    return [Task(WRITE, "Public note: what changed, and why", "write-text", DONE if is_written else NOT_STARTED,
                 "" if is_written else "grey", parts={**parts, "slot": slots.NOTE})]


def _progress(done: int, count: int) -> tuple[str, str]:
    if done == count:
        return DONE, ""
    return (UNDER_WAY, "blue") if done else (NOT_STARTED, "grey")


_SIGNED = (State.SIGNED_OFF, State.SCHEDULED, State.PUBLISHED, State.WITHDRAWN)


def _publishing(
    draft: Draft, titles: Titles, today: date, parts: dict[str, str], colleagues: Iterable[Member]
) -> list[Task]:
    colleagues = list(colleagues)
    is_past = draft.state in _SIGNED
    open_checks = 0 if is_past else to_put_right(results(draft, titles, today, MUST))
    count = f" ({open_checks} to put right)" if open_checks else ""
    checks = Task(PUBLISH, f"Checks{count}", "checks", UNDER_WAY if open_checks else DONE,
                  "blue" if open_checks else "", parts=parts)
    return [checks, *_review(draft, parts, colleagues), _sign_off(draft, parts, colleagues), _publish(draft, parts),
            *_copies(draft, parts), *assessment_task(draft)]


def _review(draft: Draft, parts: dict[str, str], colleagues: list[Member]) -> list[Task]:
    """One step where somebody holds the reviewer's role, or a review was asked for; none otherwise."""
    words, colour = STATE_WORDS[draft.state]
    if draft.state == State.WITH_REVIEWER:
        able = names_of(colleagues, Permission.REVIEW, draft.authors) or "a reviewer"
        return [Task(PUBLISH, "Review", "review", words, colour, able, parts)]
    if draft.review is not None and draft.review.verdict == ReviewVerdict.READY:
        return [Task(PUBLISH, "Review", "review", DONE, parts=parts)]
    if draft.review is not None:
        return [Task(PUBLISH, "Review", "review", words, colour, parts=parts)]
    if draft.state in _SIGNED or not any(Role.REVIEWER in m.roles for m in colleagues):
        return []
    return [Task(PUBLISH, "Review", "", CANNOT_START, waiting_for="the checks, from which it is sent")]


def _sign_off(draft: Draft, parts: dict[str, str], colleagues: list[Member]) -> Task:
    words, colour = STATE_WORDS[draft.state]
    if draft.state == State.WITH_APPROVER:
        return Task(PUBLISH, "Sign off", "sign-off", words, colour, approvers(draft, colleagues), parts)
    if draft.state in _SIGNED:
        return Task(PUBLISH, "Sign off", "sign-off", DONE, parts=parts)
    first = "the review" if draft.state == State.WITH_REVIEWER else "the checks, from which it is sent"
    return Task(PUBLISH, "Sign off", "", CANNOT_START, waiting_for=first)


def approvers(draft: Draft, colleagues: Iterable[Member]) -> str:
    """Who is waited for: the approver who was asked in particular, or all who can."""
    able = [m for m in colleagues if m.may(Permission.SIGN_OFF) and m.person_id not in draft.authors]
    asked = [m for m in able if draft.response is not None and m.person_id == draft.response.handed_to]
    return " or ".join(m.name for m in asked or able) or "an approver"


def _publish(draft: Draft, parts: dict[str, str]) -> Task:
    words, colour = STATE_WORDS[draft.state]
    if draft.state == State.SCHEDULED and draft.response is not None and draft.response.publish_at is not None:
        return Task(PUBLISH, "Publish", "publish", f"Set for {format_date(london_day(draft.response.publish_at))}",
                    colour, parts=parts)
    if draft.state in (State.PUBLISHED, State.WITHDRAWN):
        return Task(PUBLISH, "Publish", "publish", DONE, parts=parts)
    if draft.state == State.SIGNED_OFF:
        return Task(PUBLISH, "Publish", "publish", words, colour, parts=parts)
    return Task(PUBLISH, "Publish", "", CANNOT_START, waiting_for="sign-off")


def _copies(draft: Draft, parts: dict[str, str]) -> list[Task]:
    """One step when the law sends copies to somebody; none otherwise."""
    lines = copies_of(draft)
    if not any(line.copy.by_law for line in lines):
        return []
    if draft.published is None:
        return [Task(PUBLISH, "Send copies", "", CANNOT_START, waiting_for="publication")]
    left = left_to_record(lines)
    return [Task(PUBLISH, "Send copies", "send", "To send" if left else DONE, "blue" if left else "", parts=parts)]


def names_of(colleagues: Iterable[Member], permission: Permission, excluded: frozenset[int]) -> str:
    return " or ".join(m.name for m in colleagues if m.may(permission) and m.person_id not in excluded)


def clock_sentence(draft: Draft, today: date) -> str:
    """Where the answer's own clock stands; what is not known is said."""
    if draft.answered_by is not None:
        return shared_sentence(draft, today)
    if draft.responded_on is not None:
        published = f"Published {format_long_date(draft.responded_on)}."
        if draft.state == State.WITHDRAWN:
            return f"{published} Withdrawn since."
        return published if draft.state == State.PUBLISHED else f"{published} A new version is being prepared."
    if draft.duty is None or draft.duty.decision == Decision.NOT_KNOWN:
        earliest = earliest_last_day(draft.report)
        would = f" The earliest last day would be {format_long_date(earliest)}." if earliest else ""
        return f"An answer may be due.{would}"
    return clock_of(draft, today)
