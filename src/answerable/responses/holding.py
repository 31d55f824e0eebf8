"""A response's row, locked, with its draft, and saving in a slot: what every write begins with."""

from __future__ import annotations

from datetime import datetime

from answerable.accounts.roles import Member
from answerable.inspections.models import Report
from answerable.responses import rules, slots
from answerable.responses.models import Response, Saved, TypedDraft
from answerable.responses.queries import Draft, draft
from answerable.responses.rules import Act, Refused
from answerable.responses.slots import Content


class Stale(Refused):
    """Somebody else saved while this was written. Nothing was saved; `theirs` stands."""

    def __init__(self, theirs: Saved) -> None:
        super().__init__("Someone else changed this while you were writing. Nothing is saved yet.")
        self.theirs = theirs


def locked(report: Report, *, begin: bool = False) -> tuple[Response, Draft]:
    """The response's row, locked until the transaction ends, and the draft as it stands under that lock."""
    if begin:
        Response.objects.get_or_create(report=report)
    response = Response.objects.select_for_update().filter(report=report).first()
    if response is None:
        raise Refused("Decide first whether an answer is due.")
    return response, draft(report)


def to_write(report: Report, by: Member) -> tuple[Response, Draft]:
    response, now = locked(report)
    rules.check_can_write(by, now.situation())
    return response, now


def save_in(
    response: Response, now: Draft, slot: str, content: Content, expected: int, by: Member, at: datetime
) -> Saved | None:
    """Add a saving; None when the same content stands already."""
    slots.check_words(slots.words_of(content))
    stands = now.stands.get(slot)
    if stands is not None and stands.content == content:
        return None
    if expected != now.number(slot):
        raise Stale(Saved.objects.get(response=response, slot=slot, number=now.number(slot)))
    TypedDraft.objects.filter(response=response, slot=slot, by=by.person_id).delete()  # what was typed is saved now
    return Saved.objects.create(response=response, slot=slot, number=expected + 1, content=slots.written(content),
                                by=by.person_id, at=at)


def edited(response: Response) -> None:
    response.state = rules.Situation(rules.State(response.state)).after(Act.EDIT).value
    response.save()


def move(response: Response, now: Draft, act: Act, **changes: object) -> None:
    """Take the step in the table of states, with other columns that change with it."""
    response.state = now.situation().after(act).value
    for name, value in changes.items():
        setattr(response, name, value)
    response.save()
