"""Words of a published commitment that have to go: two people, a record that says so, and the words are nowhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db.models import Model

from answerable.accounts import kept_files
from answerable.accounts.roles import NotAllowed
from answerable.accounts.scope import BodyRow
from answerable.commitments import operations, publishing, removing
from answerable.commitments.events import ActionSet, Looked, MoveAsked, MoveDecided, OwnerSet, Reworded, Updated
from answerable.commitments.models import EventRow, EvidenceFile
from answerable.inspections import operations as inspections
from answerable.records.contents import Action, EvidenceAccess, RedactionFacts
from answerable.register import site_files
from answerable.responses import chain
from answerable.responses.rules import Refused
from tests.commitments.conftest import Kept, made
from tests.commitments.test_publishing import _other_approver
from tests.conftest import NOW

WORD = "quicksilver"


class Told(Kept):
    """A commitment told elsewhere than in an answer, which is published without one."""

    def __init__(self, cast, **changed: object) -> None:
        self.by, self.at, self.cast = cast.asha, NOW, cast
        self.row = operations.make(event=made(**changed), told_in="Police and crime plan", by=cast.asha, at=NOW)

    def publish(self, by=None):
        self.at += timedelta(minutes=1)
        ready = publishing.to_publish(self.row)
        looked = {self.row.ref: [Looked(number=number, found=0) for number in ready.files]}
        (entry,) = publishing.publish(shown=[(self.row, ready.content_hash)], looked=looked, by=by or self.cast.ruth,
                                      at=self.at)
        return entry

    def propose(self, *places, by=None):
        self.at += timedelta(minutes=1)
        return removing.propose_removal(commitment=self.row, places=places, ground="personal_data",
                                        by=by or self.cast.asha, at=self.at)

    def remove(self, words: str = "", *, by=None):
        self.at += timedelta(minutes=1)
        entries = removing.remove_words(commitment=self.row, words=words, by=by or self.cast.ruth, at=self.at)
        self.row.refresh_from_db()
        return entries

    def redact(self, entry, *parts, words: str = ""):
        self.propose(*((entry.seq, part) for part in parts))
        return self.remove(words)


def holders() -> list[str]:
    """The rows of every table of a body that hold the word, the chain's own too, and the files of the register."""
    found = []
    for model in (m for m in apps.get_models() if issubclass(m, BodyRow)):
        found += [f"{model.__name__} {row.pk}" for row in model.objects.all() if _holds(row)]
    records = chain.records()
    day = date(2025, 12, 31)
    return found + [name for name, data in site_files(records, day) if WORD.encode() in data.lower()]


def _holds(row: Model) -> bool:
    values = (getattr(row, field.attname) for field in row._meta.concrete_fields)
    return any(WORD in (bytes(v).decode("utf-8", "replace") if isinstance(v, memoryview | bytes) else str(v)).lower()
               for v in values)


def test_a_word_in_every_text_of_a_commitment_is_nowhere_after_all_of_its_parts_are_removed(marlshire, home) -> None:
    told = Told(marlshire, words=f"Ask {WORD}.", how_known=f"{WORD} says so.", owner=f"Head of {WORD}",
                depends_on=WORD, date_source=WORD)
    told.happen(OwnerSet(owner=f"Deputy of {WORD}", why=f"{WORD} left."))
    told.happen(Updated(words=f"{WORD} was asked."))
    told.happen(MoveAsked(to=date(2025, 5, 30), why=f"{WORD} was ill."))
    told.happen(MoveDecided(agreed=True), by=_other_approver(marlshire))
    told.bring(b"quicksilver wrote this", title=f"Letter of {WORD}")
    told.happen(ActionSet(action=Action.DONE, why=WORD))
    entry = told.publish()
    assert len(holders()) > 12

    told.redact(entry, *(part for part in entry.parts if part != "signed"))

    assert holders() == []
    assert told.now.action == Action.DONE
    assert told.now.date_now == date(2025, 5, 30)


def test_the_file_of_removed_evidence_is_gone_and_that_of_other_evidence_stays(marlshire, home) -> None:
    told = Told(marlshire)
    told.bring(b"with a name", title="Letter")
    told.bring(b"figures", title="Figures")
    entry = told.publish()
    gone, stays = (row.sha256 for row in EvidenceFile.objects.all())

    told.redact(entry, "evidence-0002")

    assert [row.sha256 for row in EvidenceFile.objects.all()] == [stays]
    assert kept_files.read(stays) == b"figures"
    assert not kept_files.path_of(gone).exists()


def test_a_file_that_a_report_came_in_stays_when_the_same_file_was_evidence(marlshire, home) -> None:
    told = Told(marlshire)
    inspections.add_report(data=b"%PDF the report itself", name="report.pdf", by=marlshire.asha, at=NOW)
    told.bring(b"%PDF the report itself")
    entry = told.publish()

    told.redact(entry, "evidence-0002")

    assert not EvidenceFile.objects.exists()
    assert kept_files.read(kept_files.digest(b"%PDF the report itself"))


def test_restricted_evidence_keeps_its_file_which_the_public_never_knew(marlshire, home) -> None:
    told = Told(marlshire)
    told.bring(b"a child's file", title="Notes", access=EvidenceAccess.RESTRICTED, why_restricted="It names Ann.")
    entry = told.publish()

    told.redact(entry, "evidence-0002")

    assert EvidenceFile.objects.count() == 1
    assert "Ann" not in str(EventRow.objects.get(number=2).content)


def test_what_the_newest_record_says_stays_when_words_of_an_older_one_go(marlshire, home) -> None:
    told = Told(marlshire, words=f"Ask {WORD}.")
    first = told.publish()
    told.happen(Reworded(words="Ask the head.", how_known="The result is on our website.", why="No name is needed."))
    told.publish()

    told.redact(first, "promise")

    assert (told.now.words, told.now.owner) == ("Ask the head.", "Head of Performance")
    assert holders() == []
    assert told.row.told_in == "Police and crime plan"


def test_exact_words_are_taken_out_of_what_is_not_published_too(marlshire, home) -> None:
    told = Told(marlshire, words=f"Ask {WORD}.")
    entry = told.publish()
    told.happen(Updated(words=f"Then  {WORD.upper()} was asked."))

    told.redact(entry, "promise", words=WORD)

    assert holders() == []
    assert EventRow.objects.get(kind="updated").content["words"] == "Then  [removed] was asked."


def test_a_record_says_which_part_went_and_the_chain_is_whole(marlshire, home, tmp_path) -> None:
    from answerable.records import verify
    from answerable.records.folder import files

    told = Told(marlshire)
    entry = told.publish()

    (redaction,) = told.redact(entry, "promise")

    facts = redaction.facts
    assert isinstance(facts, RedactionFacts)
    assert (facts.ref, facts.removes_seq, facts.removes_part) == ("mar-c1", entry.seq, "promise")
    for path, data in files(chain.records()).items():
        (tmp_path / "copy" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / path).write_bytes(data)
    assert verify(tmp_path / "copy").whole


def test_whoever_proposed_it_does_not_decide(marlshire, home) -> None:
    told = Told(marlshire)
    entry = told.publish()
    told.propose((entry.seq, "promise"), by=marlshire.ruth)

    with pytest.raises(Refused, match="because you proposed it"):
        told.remove(by=marlshire.ruth)


def test_an_author_does_not_decide_and_a_reader_does_not_propose(marlshire, home) -> None:
    told = Told(marlshire)
    entry = told.publish()
    with pytest.raises(NotAllowed):
        told.propose((entry.seq, "promise"), by=marlshire.gwen)
    told.propose((entry.seq, "promise"))

    with pytest.raises(NotAllowed):
        told.remove(by=marlshire.tom)


def test_words_that_another_published_part_holds_are_not_left_there_unnoticed(marlshire, home) -> None:
    told = Told(marlshire, words=f"Ask {WORD}.")
    first = told.publish()
    told.happen(Updated(words="Asked."))
    told.publish()
    told.propose((first.seq, "promise"))

    with pytest.raises(Refused, match="holds these words too"):
        told.remove(WORD)


def test_a_removal_that_is_declined_leaves_everything(marlshire, home) -> None:
    told = Told(marlshire)
    entry = told.publish()
    told.propose((entry.seq, "promise"))

    removing.decline_removal(commitment=told.row, by=marlshire.ruth, at=told.at)

    assert removing.open_removals(told.row) == []
    assert chain.records().entries[-1].seq == entry.seq


def test_a_part_that_is_not_there_is_not_proposed(marlshire, home) -> None:
    told = Told(marlshire)
    entry = told.publish()

    with pytest.raises(Refused, match="Choose what has to go"):
        told.propose((entry.seq, "happened-0009"))
