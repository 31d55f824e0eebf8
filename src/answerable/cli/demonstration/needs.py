"""The needs assessment of the invented county: files taken in, a note, a conclusion, a release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from answerable.accounts.roles import Member
from answerable.cli.demonstration import crime
from answerable.needs import building, data, noting, releasing
from answerable.needs.models import Assessment

Step = tuple[datetime, Callable[[datetime], object]]


def steps(analyst: Member, approver: Member, force: str, today: date,
          moment: Callable[[int, int], datetime]) -> Iterator[Step]:
    """Taken in and released; a month that comes later waits for the next build. `moment`: days ago and hour."""
    held = crime.months(today)

    def take_in(at: datetime) -> None:
        for name, content in ((f"{held[0]}-to-{held[-2]}-marlshire-street.csv", crime.street_file(force, held[:-1])),
                              *crime.tables(), ("example-partners.csv", crime.partners_file(today))):
            _take_in(content, name, analyst, at)

    yield moment(20, 9), take_in
    yield moment(20, 10), lambda at: noting.annotate(
        group="public_order", month=str(held[8]), words="The force began to record online offences apart (example).",
        by=analyst, at=at)
    yield moment(20, 11), lambda at: noting.conclude(
        group="weapons", rests_on="CONTROL_CHART", words="Possession of weapons needs the force’s own figures before a "
        "priority can rest on it (example).", by=analyst, at=at)
    yield moment(20, 12), lambda at: building.build(force=force, first="", last="", by=analyst, at=at)
    yield moment(20, 13), lambda at: releasing.send(assessment=Assessment.objects.get(), by=analyst, at=at)
    yield moment(18, 10), lambda at: _publish(approver, at)
    yield moment(2, 9), lambda at: _take_in(crime.street_file(force, held[-1:]), f"{held[-1]}-marlshire-street.csv",
                                            analyst, at)


def _publish(approver: Member, at: datetime) -> None:
    row = Assessment.objects.get()
    releasing.publish(assessment=row, shown=building.parts_of(row).content_hash, by=approver, at=at)


def _take_in(content: bytes, name: str, analyst: Member, at: datetime) -> None:
    for came in data.take_in(data=content, name=name, by=analyst, at=at):
        if not came.taken:
            raise ValueError(f"{came.name}: {came.sentence}")
