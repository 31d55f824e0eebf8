"""What stands beside the answer to one report: its other clocks, the response to another report in which it is given,
and the page that a law wants on the website. Sentences and steps; pure over a `Draft`."""

from __future__ import annotations

from datetime import date

from answerable.duties.words import day_sentence, format_long_date
from answerable.responses import slots
from answerable.responses.assessment import is_asked
from answerable.responses.clocks import DueClock
from answerable.responses.queries import Draft
from answerable.responses.tasks import PUBLISH, Task


def clock_of(draft: Draft, today: date) -> str:
    """Where the clock of an answer that is not published stands."""
    clock = draft.shown_clock
    return day_sentence(clock.clock, today) if clock else ""


def shared_sentence(draft: Draft, today: date) -> str:
    """In the response to which other report this one is answered; empty when it has its own."""
    other = draft.answered_by
    if other is None:
        return ""
    if other.responded_on is not None:
        return f"Answered in our response to “{other.report}”, published {format_long_date(other.responded_on)}."
    said = f"It was answered in our response to “{other.report}”, which is withdrawn." if other.is_withdrawn else (
        f"It is answered in our response to “{other.report}”, which is not published yet.")
    return f"{clock_of(draft, today)} {said}".lstrip()


def sentences(draft: Draft, today: date) -> list[str]:
    """Where everything else with a last day stands: one sentence each, the nearest first."""
    shown, is_answered = draft.shown_clock, draft.responded_on is not None
    others = [due for due in (*draft.clocks, *draft.asked) if due is not shown and due.due_on is not None
              and draft.done_on(due) is None and (not is_answered or (draft.owes_assessment and _is_page(due)))]
    lines = [(due.due_on or date.max, f"{due.title}: {_small(day_sentence(due.clock, today))}") for due in others]
    if not is_answered:
        lines += [(also.due_on or date.max, f"It also answers “{also.report}”: {_small(clock_of(also, today))}")
                  for also in draft.also_answers]
    return [line for _, line in sorted(lines)]


def shared_task(draft: Draft) -> list[Task]:
    """The one step that is left of a report which is answered in the response to another."""
    other = draft.answered_by
    if other is None:
        return []
    label, there = f"Answered in our response to “{other.report}”", {"ref": other.report.ref}
    if other.is_withdrawn:
        return [Task(PUBLISH, label, "answered-in", "Withdrawn", "magenta", parts={"ref": draft.report.ref})]
    if other.responded_on is not None:
        return [Task(PUBLISH, label, "report", "Completed", parts=there)]
    return [Task(PUBLISH, label, "report", "Under way", "blue", "the publication of that response", there)]


def assessment_task(draft: Draft) -> list[Task]:
    """One step when a page on the website is asked for; none otherwise."""
    if not is_asked(draft):
        return []
    label, parts = "Yearly assessment, on the website", {"ref": draft.report.ref}
    if not draft.is_confirmed:
        first = "the decision whether an answer is due"
        return [Task(PUBLISH, label, "", "Cannot start yet", waiting_for=first)]
    held = draft.stands.get(slots.ASSESSMENT)
    if held is None:
        return [Task(PUBLISH, label, "assessment", "Not started", "grey", parts=parts)]
    if draft.response is not None and draft.response.assessed_number == held.number:
        return [Task(PUBLISH, label, "assessment", "Completed", parts=parts)]
    return [Task(PUBLISH, label, "assessment", "To confirm", "purple", "a second person to publish it", parts)]


def _is_page(due: DueClock) -> bool:
    return due.regime is not None and due.code == due.regime.rules[0]


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
