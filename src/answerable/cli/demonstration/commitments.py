"""What the invented office promised in its answers, and what happened since: each by the product's own operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from answerable.accounts.roles import Member
from answerable.commitments import operations
from answerable.commitments.events import EvidenceAdded, Looked, Made, read
from answerable.commitments.models import Commitment
from answerable.commitments.publishing import publish, to_publish
from answerable.inspections.models import Report
from answerable.records.contents import DateFrom

_DAYS = ("to", "due_on", "about_on", "good_until", "on")  # told as days after the report was published
Step = tuple[datetime, Callable[[datetime], object]]
On = Callable[[int, int], datetime]


def steps(told: Mapping[str, Any], people: Mapping[str, Member], held: Mapping[str, Report], on: On) -> Iterator[Step]:
    """Make it, and let everything happen to it that the story tells. `people`: role -> member."""
    made: dict[str, Commitment] = {}

    def make(at: datetime) -> None:
        made["it"] = operations.make(event=_promise(told, people, on), report=held["report"], finding=told["finding"],
                                     by=people["author"], at=at)

    yield on(told["made"], 11), make
    for one in told["happened"]:
        yield on(one["day"], one.get("hour", 12)), partial(_happen, made, one, people, on)


def _promise(told: Mapping[str, Any], people: Mapping[str, Member], on: On) -> Made:
    owner = people.get(told.get("owner_role", ""))
    due_on = _day(on, told["due_on"]) if "due_on" in told else None
    return Made(
        words=told["words"], how_known=told["how_known"], owner=told.get("owner", ""),
        owner_id=owner.person_id if owner else None, organisation=told.get("organisation", ""),
        depends_on=told.get("depends_on", ""), due_on=due_on, date_source=told.get("date_source", ""),
        date_from=DateFrom(told["date_from"]) if due_on else None)


def _happen(
    made: Mapping[str, Commitment], told: Mapping[str, Any], people: Mapping[str, Member], on: On, at: datetime
) -> None:
    commitment, by = made["it"], people[told["by"]]
    if told["kind"] == "published":
        ready = to_publish(commitment)
        publish(shown=[(commitment, ready.content_hash)], by=by, at=at,
                looked={commitment.ref: [Looked(number=number, found=0) for number in ready.files]})
        return
    kept = {name: value for name, value in told.items() if name not in ("day", "hour", "by", "file")}
    event = read(kept | {name: _day(on, kept[name]) for name in _DAYS if name in kept})
    if isinstance(event, EvidenceAdded):
        operations.add_evidence(commitment=commitment, data=told["file"].encode(), name=event.name, event=event, by=by,
                                at=at)
        return
    seen = operations.standing_of(commitment).number
    operations.happen(commitment=commitment, event=event, seen=seen, by=by, at=at)


def _day(on: On, days: int) -> date:
    """That many days after the report was published."""
    return on(days, 12).date()
