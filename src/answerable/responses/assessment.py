"""The yearly assessment on the website: one person writes its summary, a second confirms, and so it is published.

The duty is that of an elected local policing body: the report, the inspectors' summary and a link to the body's own
comments, in a prominent place. The public page links the two; here are the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import members
from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties import Form
from answerable.inspections.models import Report
from answerable.records import Entry, london_day
from answerable.records.contents import AssessmentFacts, AssessmentPart
from answerable.responses import chain, slots
from answerable.responses.holding import locked, save_in
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, TextChanged, able_to
from answerable.responses.slots import AssessmentContent


def is_asked(now: Draft) -> bool:
    """Whether a law asks for a page on the website beside the answer."""
    return any(law.form == Form.PAGE for law in now.regimes)


def check_can_write_assessment(member: Member, now: Draft) -> None:
    check_may(member, Permission.WRITE)
    if not is_asked(now):
        raise Refused("No law that was chosen for this report asks for a page on the website.")
    if not now.is_confirmed:
        raise Refused("A second person has to confirm first that an answer is due.")


def check_can_publish_assessment(member: Member, now: Draft, colleagues: Iterable[Member]) -> None:
    if not member.may(Permission.SIGN_OFF):
        check_may(member, Permission.PUBLISH)
    content, held = now.assessment, now.stands.get(slots.ASSESSMENT)
    if content is None or held is None or not content.words.strip():
        raise Refused("The summary is not written yet.")
    if now.response is not None and now.response.assessed_number == held.number:
        raise Refused("This summary is published already.")
    if held.by == member.person_id:
        able = able_to(colleagues, Permission.PUBLISH, frozenset({held.by}))
        raise Refused(f"You cannot publish this because you wrote it. {able}")


@transaction.atomic
def write_assessment(
    *, report: Report, content: AssessmentContent, expected: int, by: Member, at: datetime
) -> None:
    """Save the summary of the assessment, in the body's words, with the address of the inspectors' own."""
    response, now = locked(report)
    check_can_write_assessment(by, now)
    if not content.words.strip():
        raise Refused("Write the summary", field="words")
    if save_in(response, now, slots.ASSESSMENT, content, expected, by, at) is not None:
        audit.record(by=by, at=at, action="assessment_written", subject="response", ref=report.ref,
                     report_ref=report.ref)


@transaction.atomic
def publish_assessment(*, report: Report, expected: int, by: Member, at: datetime) -> Entry:
    """A second person confirms the summary, and the record holds it: the duty is then met."""
    response, now = locked(report)
    check_can_publish_assessment(by, now, members(london_day(at)))
    content, number = now.assessment, now.number(slots.ASSESSMENT)
    assert content is not None
    if number != expected:
        raise TextChanged("The summary was changed while you were reading. Nothing is published. Read it again.")
    summary = AssessmentPart(words=content.words, link=content.link or None)
    entry = chain.add(AssessmentFacts(ref=response.public_ref), {"summary": summary}, at)
    response.assessed_on = response.assessed_on or london_day(at)
    response.assessed_number, response.assessment_due = number, False
    response.save()
    audit.record(by=by, at=at, action="assessment_published", subject="response", ref=response.public_ref,
                 report_ref=report.ref, seq=entry.seq)
    return entry
