"""Publication at a set time. The record is made when the time has come, so nothing in public shows a gap before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import members
from answerable.accounts.roles import Member
from answerable.inspections.models import Report
from answerable.records import Entry, london_day
from answerable.responses import rules
from answerable.responses.holding import locked, move
from answerable.responses.models import Response
from answerable.responses.operations import enter
from answerable.responses.rules import Act, Refused, State


@transaction.atomic
def set_time(*, report: Report, publish_at: datetime, by: Member, at: datetime) -> None:
    """Set the time at which the signed words are published."""
    response, now = locked(report)
    rules.check_can_schedule(by, now.situation())
    if publish_at <= at:
        raise Refused("The time must be after now. To publish at once, choose “Now”.", field="publish_at")
    move(response, now, Act.SCHEDULE, publish_at=publish_at, publish_set_by=by.person_id)
    audit.record(by=by, at=at, action="publication_set", subject="response", ref=response.public_ref,
                 report_ref=report.ref)


@transaction.atomic
def stop(*, report: Report, by: Member, at: datetime) -> None:
    """Stop a publication that is set. The words stay signed."""
    response, now = locked(report)
    rules.check_can_stop(by, now.situation())
    move(response, now, Act.STOP, publish_at=None, publish_set_by=None)
    audit.record(by=by, at=at, action="publication_stopped", subject="response", ref=response.public_ref,
                 report_ref=report.ref)


def due(at: datetime) -> list[Report]:
    """The reports whose answers were set to be published by this moment, the earliest first."""
    rows = Response.objects.filter(state=State.SCHEDULED.value, publish_at__lte=at).order_by("publish_at", "id")
    return [row.report for row in rows.select_related("report")]


@transaction.atomic
def publish_set(*, report: Report, at: datetime) -> Entry | None:
    """Publish an answer whose time has come. None when that was done, stopped or moved meanwhile."""
    response, now = locked(report)
    if now.state != State.SCHEDULED or response.publish_at is None or response.publish_at > at:
        return None
    by = next((m for m in members(london_day(at)) if m.person_id == response.publish_set_by), None)
    return enter(response, now, by=by, at=at)
