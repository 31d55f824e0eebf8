"""Building, notes, and a release that a second person signs."""

from __future__ import annotations

import csv
import io
import json

import pytest

from answerable.accounts import kept_files
from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.cli.demonstration import crime
from answerable.needs import building, noting, releasing, removing
from answerable.needs.models import AnalystNote, Assessment, DataFile
from answerable.records.contents import NeedsAssessmentFacts
from answerable.responses import chain
from answerable.responses.models import ChainPart
from answerable.responses.rules import Refused, TextChanged
from tests.needs.conftest import FORCE, HELD

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(county):
    county.everything()
    return county


def section(row: Assessment, code: str):
    return next((one for one in building.parts_of(row).contents.sections if one.code == code), None)


def table(row: Assessment, name: str) -> list[dict[str, str]]:
    found = building.parts_of(row).table(name)
    assert found is not None
    return list(csv.DictReader(io.StringIO(found.words)))


def test_what_is_built_counts_every_row_that_was_taken_in(held):
    row = held.build()

    ledger = table(row, "m01_ledger.csv")
    assert sum(int(one["rows"]) for one in ledger) == DataFile.objects.get(kind="street").rows
    assert {one["status"] for one in ledger} == {"present"}
    assert [one["month"] for one in ledger] == [str(month) for month in HELD[:-1]]


def test_it_says_first_that_the_files_show_nothing_of_knives(held):
    first = building.parts_of(held.build()).contents.sections[0]

    assert "neither show nor refute a rise in knife crime" in first.sentences[0]


def test_a_force_that_no_directory_knows_yet_has_the_police_area_of_its_name(held):
    rates = {one["group"]: one for one in table(held.build(), "m03_rates_force.csv")}

    assert int(rates["core"]["population"]) == sum(1400 + 20 * place for place in range(len(crime.AREAS)))


def test_months_can_be_chosen(held):
    row = held.build(first=str(HELD[2]), last=str(HELD[5]))

    assert (row.first_month, row.last_month) == (str(HELD[2]), str(HELD[5]))
    assert len(table(row, "m01_ledger.csv")) == 4


@pytest.mark.parametrize("asked", [
    {"force": "Tarnbridge Police"}, {"first": "2031-01"}, {"first": str(HELD[5]), "last": str(HELD[2])}])
def test_what_is_not_held_is_not_built(held, asked):
    with pytest.raises(Refused):
        held.build(**asked)


def test_without_the_table_of_areas_it_says_which_is_missing(county):
    county.take_in(crime.street_file(FORCE, HELD[:1]), "first-street.csv")

    with pytest.raises(Refused, match="Areas of both censuses, Police areas"):
        county.build()


def test_a_note_stands_beside_its_series_and_a_conclusion_before_all_figures(held):
    noting.annotate(group="robbery", month=str(HELD[4]), words="Recording  changed.", by=held.nia, at=held.now())
    noting.conclude(group="weapons", rests_on="CHANGE", words="Ask the force.", by=held.nia, at=held.now())

    row = held.build()

    assert f"From {HELD[4].in_words}: Recording changed." in section(row, "changes-robbery").sentences
    assert section(row, "concluded").points == ("Ask the force. (Rests on: Possession of weapons, change.)",)


def test_what_is_taken_out_is_in_no_later_build(held):
    note = noting.conclude(group="weapons", rests_on="CHANGE", words="Ask the force.", by=held.nia, at=held.now())
    noting.take_out(note=note, by=held.nia, at=held.now())

    assert section(held.build(), "concluded") is None
    assert AnalystNote.objects.count() == 1


@pytest.mark.parametrize("changed", [{"month": "2024-13"}, {"month": "May"}, {"group": "knives"}, {"words": "  "}])
def test_a_note_says_what_it_lacks(held, changed):
    with pytest.raises(Refused) as refusal:
        noting.annotate(**{"group": "core", "month": "2024-05", "words": "x"} | changed, by=held.nia, at=held.now())

    assert refusal.value.field in changed


@pytest.mark.parametrize("words", [
    "Jamie Smith, aged 14, was hurt.", "Ask mina.lund@nhs.example.", "Born 3 May 2009.", "Call 01632 960123 first."])
def test_a_note_about_a_person_is_refused_and_nothing_of_it_is_kept(held, words):
    with pytest.raises(Refused, match="about no person"):
        noting.annotate(group="core", month="2024-05", words=words, by=held.nia, at=held.now())

    assert not AnalystNote.objects.exists()


def test_a_new_build_takes_the_place_of_one_that_was_not_sent(held):
    held.build()
    held.build()

    assert Assessment.objects.count() == 1


def test_what_has_changed_since_must_be_built_again_before_it_is_sent(held):
    row = held.build()
    held.take_in(crime.street_file(FORCE, HELD[-1:]), "last-street.csv")

    with pytest.raises(Refused, match="Build it again"):
        releasing.send(assessment=row, by=held.nia, at=held.now())


def test_who_built_it_cannot_sign_it_and_an_analyst_never_signs(held):
    row = held.build()
    releasing.send(assessment=row, by=held.nia, at=held.now())
    shown = building.parts_of(row).content_hash

    with pytest.raises(NotAllowed):
        releasing.publish(assessment=row, shown=shown, by=held.nia, at=held.now())
    Assessment.objects.filter(id=row.id).update(authors=[held.nia.person_id, held.ruth.person_id])
    with pytest.raises(Refused, match="Another approver"):
        releasing.publish(assessment=row, shown=shown, by=held.ruth, at=held.now())


def test_what_the_approver_did_not_read_is_not_published(held):
    row = held.build()
    releasing.send(assessment=row, by=held.nia, at=held.now())

    with pytest.raises(TextChanged):
        releasing.publish(assessment=row, shown="0" * 64, by=held.ruth, at=held.now())


def test_a_release_is_a_record_with_every_table_word_for_word(held):
    row = held.release()

    entry = chain.records().entries[-1]
    assert isinstance(entry.facts, NeedsAssessmentFacts)
    assert (entry.ref, entry.seq, entry.facts.number) == ("mar-needs-1", row.seq, 1)
    parts = building.parts_of(row)
    told = [entry.value(name) for name in sorted(entry.parts) if name.startswith("table-")]
    assert {one["file"]: one["words"] for one in told} == {one.file: one.words for one in parts.tables}
    assert entry.value("signed")["name"] == "Ruth Okafor"
    assert {one["name"] for one in entry.value("made-of")["files"]} == set(
        DataFile.objects.values_list("name", flat=True))


def test_public_figures_of_partners_are_shown_with_small_numbers_hidden_and_others_are_not(held):
    held.take_in(crime.partners_file(HELD[-1].first_day), "partners.csv")

    row = held.build()

    shown = section(row, "partners-admissions-sharp-object")
    assert shown is not None
    assert [grid.rows[0][0] for grid in shown.grids] == ["E23900001", "E23900001", "Northmarl", "Northmarl"]
    assert shown.grids[2].rows[0][2] == "hidden"
    assert {one["indicator"] for one in table(row, "partners.csv")} == {"admissions_sharp_object"}
    listed = section(row, "sources")
    assert listed is not None
    assert "received, not published: 1 figure" in {line[1] for line in listed.grids[0].rows}


def test_every_column_of_every_table_is_in_the_data_dictionary(held):
    from answerable.assessment.dictionary import meaning

    for one in building.parts_of(held.build()).tables:
        if one.file.startswith("m") and one.file.endswith(".csv"):
            for column in one.words.split("\n", 1)[0].split(","):
                assert meaning(one.file, column)[0], (one.file, column)


def test_the_next_release_says_what_changed_and_why(held):
    held.release()
    held.take_in(crime.street_file(FORCE, HELD[-1:]), "last-street.csv")

    second = held.release()

    assert f"Data: added {HELD[-1].in_words}." in section(second, "since").points
    assert second.number == 2
    assert [entry.ref for entry in chain.records().entries if entry.kind == "needs_assessment"] == [
        "mar-needs-1", "mar-needs-2"]


def test_a_release_stays_when_its_files_are_set_aside_and_another_is_built(held):
    first = held.release()
    before = building.parts_of(first)
    held.take_in(crime.street_file(FORCE, HELD[-1:]), "last-street.csv")

    held.build()

    assert building.parts_of(Assessment.objects.get(id=first.id)) == before


def test_what_is_sent_back_says_why_and_its_number_is_not_given_again(held):
    row = held.build()
    releasing.send(assessment=row, by=held.nia, at=held.now())
    with pytest.raises(Refused, match="waits for an approver"):
        releasing.send(assessment=held.build(), by=held.nia, at=held.now())

    releasing.send_back(assessment=row, why="Say what the gap means.", by=held.ruth, at=held.now())

    with pytest.raises(Refused, match="does not wait"):
        releasing.publish(assessment=row, shown="", by=held.ruth, at=held.now())
    assert held.release().number == 2


def test_the_description_tells_the_files_by_fingerprint_and_the_method(held):
    described = building.parts_of(held.build()).table("assessment.json")

    says = json.loads(described.words)
    assert [one["sha256"] for one in says["made_of"]] == list(
        DataFile.objects.filter(kind="street").values_list("published_sha256", flat=True))
    assert says["method"] == building.parts_of(Assessment.objects.get()).method


def test_everything_that_was_done_is_in_the_audit_trail_without_a_word_that_somebody_wrote(held):
    noting.conclude(group="weapons", rests_on="CHANGE", words="Quicksilver.", by=held.nia, at=held.now())
    held.release()

    entries = AuditEntry.objects.filter(subject__in=("data", "assessment")).order_by("id")
    assert list(entries.values_list("action", flat=True))[-4:] == [
        "conclusion_added", "assessment_built", "assessment_sent", "assessment_published"]
    assert "Quicksilver" not in repr(list(AuditEntry.objects.values_list()))


def proposed(held, row: Assessment, *parts: str) -> None:
    removing.propose_removal(assessment=row, places={(row.seq, part) for part in parts}, ground="personal_data",
                             by=held.nia, at=held.now())


def test_words_that_have_to_go_go_by_two_people_and_a_record_says_so(held, home):
    noting.conclude(group="weapons", rests_on="CHANGE", words="Quicksilver said so.", by=held.nia, at=held.now())
    row = held.release()
    held.build()
    proposed(held, row, "contents")
    with pytest.raises(Refused, match="you proposed it"):
        removing.remove_words(assessment=row, words="", by=held.nia, at=held.now())

    removing.remove_words(assessment=row, words="Quicksilver", by=held.ruth, at=held.now())

    assert building.parts_of(row).contents is None
    assert building.parts_of(row).table("m01_ledger.csv")
    assert chain.records().entries[-1].kind == "redaction"
    assert "Quicksilver" not in AnalystNote.objects.get().words
    for kept in home.rglob("files/*/*"):
        assert b"Quicksilver" not in kept.read_bytes()
    assert b"Quicksilver" not in b"".join(bytes(one.data) for one in ChainPart.objects.all())


def test_the_next_release_is_built_although_what_it_would_be_compared_with_is_gone(held):
    row = held.release()
    [part] = [name for name, value in chain.values(row.seq).items() if (value or {}).get("file") == "assessment.json"]
    proposed(held, row, part)
    removing.remove_words(assessment=row, words="", by=held.ruth, at=held.now())

    assert section(held.release(), "since") is None


def test_a_removal_that_is_declined_removes_nothing(held):
    row = held.release()
    before = building.parts_of(row)
    proposed(held, row, "contents")

    removing.decline_removal(assessment=row, by=held.ruth, at=held.now())

    assert building.parts_of(row) == before
    assert removing.open_removals(row) == []


def test_once_it_is_published_the_record_is_the_only_place_that_holds_it(held, home):
    row = held.build()
    kept = row.sha256
    assert kept_files.read_if_there(kept)

    released = held.release()

    assert released.sha256 == ""
    assert kept_files.read_if_there(kept) is None
