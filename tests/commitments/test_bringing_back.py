"""After a restore: commitments that the public register tells of come back from their records."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from answerable.commitments import bringing_back, operations
from answerable.commitments.events import (
    ActionSet,
    Checked,
    FirstDateSet,
    InspectorateSaid,
    MoveAsked,
    MoveDecided,
    OwnerSet,
    Reworded,
    Updated,
)
from answerable.commitments.models import Commitment, EventRow, EvidenceFile, PartRemoval, StandingRow
from answerable.records.contents import Action, CheckVerdict, DateFrom
from answerable.records.folder import files
from answerable.responses import chain
from answerable.responses.bringing_back import bring_back
from answerable.responses.models import ChainEntry, ChainHead, ChainPart
from tests.commitments.conftest import FIRST, made
from tests.commitments.test_publishing import _other_approver
from tests.commitments.test_removing import WORD, Told, holders
from tests.conftest import NOW

KEPT = ("words", "how_known", "owner", "organisation", "depends_on", "first_date", "date_from", "date_now", "moves",
        "action", "action_on", "check_verdict", "checked_on", "check_until", "inspectorate", "inspectorate_on",
        "updated_on", "evidence", "published")


def copied(to: Path) -> Path:
    for path, data in files(chain.records()).items():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).write_bytes(data)
    return to


def without_commitments(after_seq: int = 0) -> None:
    """The database as a backup had it: no commitment, and no record after a number."""
    EvidenceFile.objects.all().delete()
    PartRemoval.objects.all().delete()
    StandingRow.objects.all().delete()
    EventRow.objects.all().delete()
    Commitment.objects.all().delete()
    forget_records(after_seq)


def forget_records(after_seq: int) -> None:
    ChainPart.objects.filter(entry__seq__gt=after_seq).delete()
    ChainHead.objects.filter(seq__gt=after_seq).delete()
    ChainEntry.objects.filter(seq__gt=after_seq).delete()


def come_back(folder: Path):
    return bring_back(folder=folder, at=NOW + timedelta(days=9), further=bringing_back.bring_back)


@pytest.fixture
def told(marlshire, home: Path) -> Told:
    """A commitment to which nearly everything happened, published twice."""
    told = Told(marlshire, due_on=None, date_from=None)
    told.happen(FirstDateSet(due_on=FIRST, date_from=DateFrom.INSPECTORATE, date_source="finding 1"))
    told.happen(OwnerSet(owner="Head of Contact", why="The post was made."))
    told.happen(MoveAsked(to=FIRST + timedelta(days=30), why="The trainer was ill."))
    told.happen(MoveDecided(agreed=True), by=_other_approver(marlshire))
    told.happen(Updated(words="Half are trained."))
    told.publish()
    told.bring(b"figures")
    told.happen(ActionSet(action=Action.DONE))
    told.happen(Checked(verdict=CheckVerdict.SUPPORTS, evidence=(1,)), by=marlshire.rana)
    told.happen(InspectorateSaid(word="Closed", on=date(2024, 11, 20), source="Letter"))
    told.publish()
    return told


def test_a_commitment_comes_back_as_it_stood(told, home: Path, tmp_path: Path) -> None:
    folder, before = copied(tmp_path / "copy"), told.now
    without_commitments()

    done = come_back(folder)

    assert done.by_hand == []
    now = operations.standing_of(Commitment.objects.get(ref="mar-c1"))
    assert {name: getattr(now, name) for name in KEPT} == {name: getattr(before, name) for name in KEPT}
    assert EvidenceFile.objects.count() == 1  # its bytes were still there


def test_it_goes_on_under_the_next_number_and_can_be_published(told, marlshire, home: Path, tmp_path: Path) -> None:
    folder = copied(tmp_path / "copy")
    without_commitments()
    come_back(folder)
    told.row = Commitment.objects.get(ref="mar-c1")

    told.at = NOW + timedelta(days=10)
    told.happen(Updated(words="Looked at again."))
    entry = told.publish()

    assert entry.facts.version == 3
    assert [name for name in entry.parts if name.startswith("happened-")] == ["happened-0013"]
    assert operations.make(event=made(), by=marlshire.asha, at=told.at).ref == "mar-c2"


def test_what_a_backup_lacks_is_added_to_what_it_has(told, home: Path, tmp_path: Path) -> None:
    folder, before = copied(tmp_path / "copy"), told.now
    first = EventRow.objects.get(kind="published", number__lt=10)
    EvidenceFile.objects.all().delete()
    StandingRow.objects.filter(number__gt=first.number).delete()
    EventRow.objects.filter(number__gt=first.number).delete()
    StandingRow.objects.filter(number=first.number).update(until_at=None)
    forget_records(first.content["seq"])

    done = come_back(folder)

    assert done.by_hand == []
    assert {name: getattr(told.now, name) for name in KEPT} == {name: getattr(before, name) for name in KEPT}


def test_a_removal_since_the_backup_is_done_here_again(marlshire, home: Path, tmp_path: Path) -> None:
    told = Told(marlshire, words=f"Ask {WORD}.")
    entry = told.publish()
    before = list(EventRow.objects.values_list("id", "content"))
    standing = list(StandingRow.objects.values_list("id", "words"))
    part = ChainPart.objects.get(entry__seq=entry.seq, name="promise")
    told.redact(entry, "promise")
    folder = copied(tmp_path / "copy")
    forget_records(entry.seq)
    part.pk = None
    part.save()
    for pk, content in before:
        EventRow.objects.filter(id=pk).update(content=content)
    for pk, words in standing:
        StandingRow.objects.filter(id=pk).update(words=words)
    assert holders()

    done = come_back(folder)

    assert done.removed == 1
    assert holders() == []


def test_a_commitment_whose_records_do_not_lead_to_where_it_stands_is_left_for_people(
    marlshire, home: Path, tmp_path: Path
) -> None:
    told = Told(marlshire)
    told.happen(Reworded(words="Ask the head.", how_known="", why="It was not clear."))
    entry = told.publish()
    told.redact(entry, "happened-0002")
    folder = copied(tmp_path / "copy")
    without_commitments()

    done = come_back(folder)

    assert done.by_hand == [f"record {entry.seq} (mar-c1): where a commitment stands"]
    assert Commitment.objects.count() == 0
    assert operations.make(event=made(), by=marlshire.asha, at=NOW + timedelta(days=10)).ref == "mar-c2"
