"""Checks of what the law and readers expect an answer to hold: findings, comments, the chief officer, days, copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answerable.duties import Point
from answerable.duties.citations import SAYS, wrong_citations
from answerable.duties.words import days, format_date
from answerable.inspections.rules import ReportState
from answerable.records.contents import AnswerForm, Branch, ChiefOfficerOutcome, FindingKind
from answerable.responses import slots
from answerable.responses.checks.check import REPORT, Check, Found, Text, Titles, in_each, in_ours
from answerable.responses.copies import copies_of
from answerable.responses.queries import Draft

SEND = "send"  # the page on which copies are sent
# No recommendation is attached to an area for improvement, so section 55(5B) does not reach it. A cause of concern
# comes with recommendations, and a priority action is what a joint inspection wants acted on.
_ANSWERED_IF_WANTED = (FindingKind.AREA_FOR_IMPROVEMENT,)


def _findings_confirmed(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    if draft.report.state != ReportState.CONFIRMED:
        yield Found("The findings of the report are not confirmed.", REPORT)


def _findings_answered(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for finding in draft.findings:
        answer, slot = draft.answers[finding.number], slots.finding_slot(finding.number)
        if answer.branch is None:
            if finding.kind not in _ANSWERED_IF_WANTED:
                yield Found(f"Finding {finding.number} has neither an action nor a reason.", slot)
        elif not answer.is_written:
            yield Found(f"Finding {finding.number} has no words: write what is done, or why nothing is.", slot)


def _others_answered(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for finding in draft.findings:
        if finding.kind in _ANSWERED_IF_WANTED and draft.answers[finding.number].branch is None:
            said = f"Finding {finding.number}, an area for improvement, has no answer."
            yield Found(said, slots.finding_slot(finding.number))


def _plan_rows(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for number, answer in draft.answers.items():
        if not draft.has_plan or answer.branch != Branch.ACTION:
            continue
        missing = [what for what, held in (("by whom", answer.owner), ("by when", answer.by_when)) if not held]
        if missing:
            said = f"Finding {number} does not say {' and '.join(missing)} it is done."
            yield Found(said, slots.finding_slot(number))


def _with_another_answer(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for number, answer in draft.answers.items():
        if answer.branch == Branch.WITH_FINDING and answer.answered_with is not None:
            other = draft.answers.get(answer.answered_with)
            if other is None or other.branch not in (Branch.ACTION, Branch.NO_ACTION):
                said = f"Finding {number} is answered with finding {answer.answered_with}, which has no answer."
                yield Found(said, slots.finding_slot(number))


def _chief_officer(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    chief = draft.chief_officer
    if chief is None or chief.outcome in (None, ChiefOfficerOutcome.NOT_ASKED):
        said = f"It is not recorded whether the {titles.chief} commented, declined or did not reply."
        yield Found(said, slots.CHIEF_OFFICER)


def _invitation(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    chief = draft.chief_officer
    if chief is None or chief.outcome == ChiefOfficerOutcome.NOT_ASKED:
        return
    if chief.invited_on is None:
        yield Found(f"It is not stated on what day the {titles.chief} was asked to comment.", slots.CHIEF_OFFICER)
    if chief.reply_by is None:
        yield Found(f"It is not stated by what day the {titles.chief} was asked to reply.", slots.CHIEF_OFFICER)


def _comments(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    text = draft.text(slots.COMMENTS)
    if draft.form != AnswerForm.ACTION_PLAN and (text is None or not text.words.strip()):
        yield Found(f"The {titles.holder}’s comments are not written.", slots.COMMENTS)


def _wrong_section(text: Text) -> Iterator[Found]:
    for wrong in wrong_citations(text.words):
        yield Found(f"“{wrong.cited}” is cited in {text.name}. {SAYS}", text.slot, wrong.sentence)


def _wrong_section_of_others(text: Text) -> Iterator[Found]:
    if not text.is_ours:
        yield from _wrong_section(text)


def _clock(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for due in draft.clocks:
        counted = due.clock.rule
        if due.applies and due.is_answer and counted.length is not None and due.clock.due_on is None:
            slot = REPORT if counted.starts_on_publication else slots.DATES
            yield Found(f"The last day is not known: {counted.trigger} is not known.", slot)


def is_late(draft: Draft, today: date) -> bool:
    """Whether the answer would first be published after its last day."""
    due_on = draft.clock.due_on if draft.clock else None
    return due_on is not None and today > due_on and draft.responded_on is None


def _last_day(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    if not is_late(draft, today) or draft.text(slots.AFTER_LAST_DAY) is not None:
        return
    due_on = draft.clock.due_on if draft.clock else None
    assert due_on is not None
    yield Found(
        f"Publishing on {format_date(today)} is {days((today - due_on).days)} after the last day. "
        "Write the reason; it is published.",
        slots.AFTER_LAST_DAY,
    )


def _reply(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    chief = draft.chief_officer
    if chief is not None and chief.outcome == ChiefOfficerOutcome.RECEIVED and draft.text(slots.REPLY) is None:
        yield Found(f"The {titles.chief} sent comments, and there is no reply to them.", slots.REPLY)


def _summary(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    if draft.text(slots.SUMMARY) is None:
        yield Found("There is no summary of the key findings. Readers meet it first.", slots.SUMMARY)


def _copies(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for line in copies_of(draft):
        if line.copy.by_law and line.sent is None and line.copy.to not in (titles.mailed or ()):
            goes = f"A copy goes to {line.copy.name} ({line.copy.why})."
            if titles.mailed is None:
                yield Found(f"{goes} Whether we hold an address was not looked up.", SEND, is_unknown=True)
            else:
                yield Found(f"{goes} We hold no mail address: add one, or send it another way.", SEND)


def required_content(draft: Draft) -> tuple[str, ...]:
    """What the law asks an answer to contain, for the page."""
    return tuple(words for law in draft.regimes for words in law.required_content)


CHECKS: tuple[Check, ...] = (
    Check("findings-confirmed", "The findings of the report are confirmed.",
          "What was read by machine counts only when a person has confirmed it.", True, _findings_confirmed,
          may_be_overridden=False),
    Check("findings-answered", "Every recommendation, cause of concern and priority action has an action or a reason.",
          "A reader looks for each of them, and for what is done about it or why nothing is.", True,
          _findings_answered, point=Point.FINDINGS),
    Check("others-answered", "Every area for improvement has an answer.",
          "No recommendation is attached to it. Readers look for an answer all the same.",
          False, _others_answered),
    Check("plan-rows", "Every action of a plan says by whom and by when.",
          "A plan can be followed only when each action has both.", False, _plan_rows),
    Check("answered-with", "Every finding answered with another leads to an answer.",
          "A reader who follows the finding must find its answer.", True, _with_another_answer),
    Check("chief-officer", "What came of the invitation to the chief officer is recorded.", "", True, _chief_officer,
          point=Point.CHIEF_OFFICER),
    Check("invitation", "The days on which the chief officer was asked, and by which to reply, are stated.", "",
          False, _invitation, point=Point.CHIEF_OFFICER),
    Check("comments", "The body’s comments are written.", "They are what the body itself says of the report.", True,
          _comments, point=Point.COMMENTS),
    Check("section", "No text of ours cites another section for this duty.", "", True, in_ours(_wrong_section),
          point=Point.SECTION),
    Check("section-of-others", "No words of others cite another section for this duty.", "", False,
          in_each(_wrong_section_of_others), point=Point.SECTION),
    Check("clock", "The last day is known.", "Without it nobody can say whether the answer is in time.", False, _clock),
    Check("last-day", "The last day has not passed, or the reason is given.",
          "After the last day is better than not at all, so this never stops it.", False, _last_day,
          point=Point.LAST_DAY),
    Check("reply", "The chief officer’s comments have a reply, or there are none.",
          "Whoever sent comments can see that they were read.", False, _reply, point=Point.REPLY),
    Check("summary", "The key findings are summarised.",
          "Readers look for what was found before they read what was answered.", False, _summary),
    Check("copies", "We hold an address for everybody to whom a law sends a copy.",
          "Copies go out once the answer is published.", False, _copies,
          source="The law that stands beside each."),
)
