"""A commitment of Marlshire, made for the first finding of a report, as Asha entered it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from answerable.commitments import operations
from answerable.commitments.events import EvidenceAdded, Made
from answerable.records.contents import DateFrom, EvidenceAccess, EvidenceStrength
from tests.conftest import NOW
from tests.responses.walk import confirmed_report

FIRST = date(2025, 3, 28)


def made(**changed: object) -> Made:
    """A promise with an owner and a date."""
    return Made.model_validate({
        "words": "Look at 40 forms and publish the result.", "how_known": "The result is on our website.",
        "owner": "Head of Performance", "due_on": FIRST, "date_from": DateFrom.SET_LOCALLY} | changed)


def evidence(**changed: object) -> EvidenceAdded:
    """Evidence as a form gives it: number, version and fingerprint are set when it is kept."""
    return EvidenceAdded.model_validate({
        "number": 0, "version": 1, "title": "Result of the look at 40 forms", "name": "", "sha256": "", "size": 0,
        "about_on": NOW.date(), "strength": EvidenceStrength.MEASURED, "access": EvidenceAccess.PUBLIC} | changed)


class Kept:
    """A commitment that the test does things to, each a minute after the one before."""

    def __init__(self, by, report) -> None:
        self.by, self.report, self.at = by, report, NOW
        self.row = operations.make(event=made(), report=report, finding=1, by=by, at=self.at)

    @property
    def now(self):
        return operations.standing_of(self.row)

    def happen(self, event, *, by=None, seen: int | None = None):
        self.at += timedelta(minutes=1)
        number = self.now.number if seen is None else seen
        return operations.happen(commitment=self.row, event=event, seen=number, by=by or self.by, at=self.at)

    def bring(self, data: bytes = b"40 forms looked at", *, by=None, **changed: object):
        self.at += timedelta(minutes=1)
        return operations.add_evidence(commitment=self.row, data=data, name="result.txt", event=evidence(**changed),
                                       by=by or self.by, at=self.at)


@pytest.fixture
def kept(marlshire, home: Path) -> Kept:
    return Kept(marlshire.asha, confirmed_report(marlshire.asha))
