"""A draft as the parts of a record: exactly what an approver reads, and what is published. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from answerable.accounts.models import BodyNames
from answerable.duties import practice
from answerable.inspections.models import Report
from answerable.inspections.queries import ConfirmedFinding
from answerable.records import canonical, london_day
from answerable.records.contents import (
    AnswerDueFacts,
    Basis,
    BodyPart,
    Branch,
    ChiefOfficerPart,
    DuePart,
    FindingKind,
    FindingPart,
    Override,
    OverridesPart,
    ReportPart,
    Shape,
    WrittenPart,
    part_shape,
    written,
)
from answerable.responses import slots
from answerable.responses.clocks import counted_clock
from answerable.responses.queries import Draft
from answerable.responses.rules import NO_LAW, Decision, Refused
from answerable.responses.slots import FindingContent, OverrideContent

DUE, REPORT = "due", "report"


def due_parts(draft: Draft) -> dict[str, Shape]:
    """What the record says of a decision: the report and why; when an answer is due, the findings without answers."""
    parts: dict[str, Shape] = {REPORT: _report(draft.report), DUE: _due(draft)}
    if draft.duty is not None and not draft.duty.decision.is_due:
        return parts
    for finding in draft.findings:
        parts[slots.finding_slot(finding.number)] = _finding(finding, _decided(draft, finding.number))
    return parts


def _decided(draft: Draft, number: int) -> FindingContent:
    """What the decision says of one finding: nothing, or which finding of the other report's response covers it."""
    if draft.duty is None or not draft.duty.answered_in:
        return FindingContent()
    if number in draft.duty.covers:
        return FindingContent(branch=Branch.WITH_FINDING, answered_with=draft.duty.covers[number])
    return draft.answers[number]


def response_parts(draft: Draft) -> dict[str, Shape]:
    """What is signed and published. A text that nobody wrote is no part."""
    parts: dict[str, Shape] = {REPORT: _report(draft.report), DUE: _due(draft)}
    for slot in slots.TEXTS:
        text = draft.text(slot)
        if text is not None and text.words:
            written_on = london_day(draft.stands[slot].at)
            parts[slot] = WrittenPart(words=text.words, author=text.author, written_on=written_on)
    if (chief := draft.chief_officer) is not None and chief.outcome is not None:
        parts[slots.CHIEF_OFFICER] = ChiefOfficerPart(
            outcome=chief.outcome, invited_on=chief.invited_on, reply_by=chief.reply_by,
            received_on=chief.received_on, words=chief.words, author=chief.author, came_by=chief.came_by,
            first_reply_by=chief.first_reply_by,
        )
    if overrides := [_override(one) for one in draft.overrides if one.about_law]:
        parts[slots.OVERRIDES] = OverridesPart(overrides=tuple(overrides))
    for finding in draft.findings:
        parts[slots.finding_slot(finding.number)] = _finding(finding, draft.answers[finding.number])
    return parts


def facts_of(draft: Draft) -> dict[str, Any]:
    """The codes and days that the record states beside its parts, as JSON."""
    duty, clock = draft.duty, draft.clock
    if duty is None or not duty.decision.is_due:
        raise Refused("Decide first whether an answer is due.")
    law = draft.regime
    if law is None:
        raise Refused(NO_LAW)
    due_on = clock.due_on if clock else None
    return {
        "basis": (Basis.LAW if duty.decision == Decision.LAW else Basis.PRACTICE).value,
        "regime": law.code,
        "published_on": published_on(draft.report).isoformat(),
        "due_on": due_on.isoformat() if due_on else None,
        "form": draft.form.value,
    }


def answer_due_facts(ref: str, draft: Draft) -> AnswerDueFacts:
    """The record that an answer is due, and in which response it is given when that is another report's."""
    answered_in = draft.duty.answered_in if draft.duty else ""
    return AnswerDueFacts.model_validate({**facts_of(draft), "ref": ref, "answered_in": answered_in or None})


def read_parts(contents: Mapping[str, Any], kind: str = "response") -> dict[str, Shape]:
    """Frozen contents as shapes again, value for value."""
    parts = {}
    for name, value in contents.items():
        shape = part_shape(kind, name)
        assert shape is not None, name
        parts[name] = shape.model_validate_json(canonical(value), strict=True)
    return parts


def frozen(parts: Mapping[str, Shape]) -> dict[str, Any]:
    return {name: written(part) for name, part in parts.items()}


def declaration(draft: Draft, names: BodyNames) -> str:
    """What the approver agrees to, as it stands above the button and in the record."""
    law = draft.regime
    whose = f" as the {names.holder_title}’s {law.called}" if law is not None and law.by_law else ""
    return f"I approve these words for publication{whose}."


def body_part(names: BodyNames) -> BodyPart:
    return BodyPart(
        name=names.name, short_name=names.short_name, holder_title=names.holder_title,
        holder_name=names.holder_name, force_name=names.force_name, chief_title=names.chief_title,
        fire_name=names.fire_name, fire_chief_title=names.fire_chief_title,
        colour=names.colour, logo_png=names.logo_base64, contact=names.contact, website=names.website or None,
        example=names.body.example,
    )


def _report(report: Report) -> ReportPart:
    return ReportPart(
        title=report.title, inspectorates=tuple(report.inspectorates),
        type_of_inspection=report.inspection_type, area=report.area, published_on=published_on(report),
        published_on_source=report.published_on_source, link=report.link or None,
    )


def published_on(report: Report) -> date:
    """The day the report was published. Raises `Refused` while nobody has confirmed it."""
    if report.published_on is None or not report.title:
        raise Refused("Confirm the report’s title and the day it was published first.")
    return report.published_on


def _due(draft: Draft) -> DuePart:
    asked = (due for due in draft.asked if due.note is not None or due.code == practice.ASKED.code)
    clocks = tuple(counted_clock(due) for due in (*draft.clocks, *asked))
    return DuePart(why=draft.duty.why if draft.duty else "", clocks=clocks)


def _override(one: OverrideContent) -> Override:
    return Override(check=one.check, found=one.found, reason=one.reason, name=one.name, post=one.post, on=one.on)


def _finding(finding: ConfirmedFinding, answer: FindingContent) -> FindingPart:
    return FindingPart(
        number=finding.number, kind=FindingKind(finding.kind), printed_number=finding.printed_number,
        heading=finding.heading, words=finding.words, sub_points=finding.sub_points, page=finding.page,
        addressed_to=finding.addressed_to, date_words=finding.date_words, date_on=finding.date_on,
        branch=answer.branch, answer=answer.words, answered_with=answer.answered_with,
        force_position=answer.force_position, owner=answer.owner, by_when=answer.by_when,
    )
