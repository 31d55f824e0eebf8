"""Files of figures: each is taken in once, behind the fence, or refused with its reason and nothing kept."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from answerable.accounts.roles import NotAllowed
from answerable.cli.demonstration import crime
from answerable.needs import data
from answerable.needs.models import DataFile
from answerable.responses.rules import Refused
from tests.conftest import NOW, TODAY
from tests.needs.conftest import FORCE, HELD

pytestmark = pytest.mark.django_db
MONTH = crime.street_file(FORCE, HELD[:1])


def in_use() -> list[str]:
    return list(DataFile.objects.filter(set_aside_at=None).order_by("id").values_list("name", flat=True))


def kept() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_month_is_kept_with_its_rows_its_months_and_the_fingerprint_of_what_came(county):
    came = county.take_in(MONTH, "first-street.csv")

    row = DataFile.objects.get()
    assert came.taken
    assert [tuple(one[:2]) for one in row.holds] == [(FORCE, str(HELD[0]))]
    assert row.rows == MONTH.count(b"\n") - 1 == row.holds[0][2]
    assert row.published_sha256 != row.sha256


def test_the_same_file_again_changes_nothing(county):
    county.take_in(MONTH, "first-street.csv")

    assert county.take_in(MONTH, "again.csv").taken
    assert in_use() == ["first-street.csv"]


def test_an_archive_is_taken_in_file_by_file_and_what_is_refused_stops_none(county):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2023-07/one-street.csv", MONTH)
        archive.writestr("2023-07/one-outcomes.csv", "Crime ID,Outcome type\nx,y\n")
        archive.writestr("two-street.csv.gz", gzip.compress(crime.street_file(FORCE, HELD[1:2])))

    came = data.take_in(data=packed.getvalue(), name="download.zip", by=county.nia, at=NOW)

    assert {one.name: one.taken for one in came} == {
        "2023-07/one-street.csv": True, "2023-07/one-outcomes.csv": False, "two-street.csv.gz": True}
    assert len(in_use()) == 2


def test_a_month_that_is_published_again_takes_the_place_of_the_one_before(county):
    county.take_in(MONTH, "first-street.csv")
    revised = MONTH + MONTH.splitlines()[1] + b"\n"

    came = county.take_in(revised, "revised-street.csv")

    assert "takes the place of first-street.csv" in came.sentence
    assert in_use() == ["revised-street.csv"]
    assert DataFile.objects.count() == 2


def test_a_file_with_a_part_of_what_another_holds_is_refused(county):
    county.take_in(crime.street_file(FORCE, HELD[:3]), "three-street.csv")

    came = county.take_in(MONTH, "one-street.csv")

    assert not came.taken
    assert "is here already, in three-street.csv" in came.sentence
    assert in_use() == ["three-street.csv"]


def test_of_each_table_the_newest_is_used(county):
    tables = dict(crime.tables())
    county.take_in(tables["example-residents.csv"], "old.csv")

    county.take_in(tables["example-residents.csv"].replace(b"1400", b"1401"), "new.csv")

    assert in_use() == ["new.csv"]


@pytest.mark.parametrize(("name", "content"), [
    ("letter.csv", b"Dear Nia,\nthe figures follow.\n"), ("broken-street.csv", MONTH[:-30]), ("empty.csv", b""),
    ("report.pdf", b"%PDF-1.7"), ("broken.zip", b"PK\x03\x04 no archive"),
])
def test_a_foreign_or_broken_file_is_refused_with_a_sentence_and_nothing_is_kept(county, name, content):
    [came] = data.take_in(data=content, name=name, by=county.nia, at=NOW)

    assert not came.taken
    assert came.sentence.endswith(".")
    assert in_use() == []
    assert kept() == []


def test_a_file_with_a_person_in_it_is_refused_whole_and_what_stood_there_is_not_repeated(county):
    content = crime.partners_file(TODAY).replace(b"Numbers too small to share", b"Ask mina.lund@nhs.example first")

    came = county.take_in(content, "partners.csv")

    assert not came.taken
    assert "mina" not in came.sentence
    assert kept() == []


def test_what_a_partner_gave_or_refused_is_told(county):
    county.take_in(crime.partners_file(TODAY), "partners.csv")

    assert [one[1] for one in DataFile.objects.get().holds] == [
        "asked", "received: 12 figures", "received, not published: 1 figure", "refused"]


def test_a_file_that_is_set_aside_stays_and_can_come_again(county):
    county.take_in(MONTH, "first-street.csv")

    data.set_aside(file=DataFile.objects.get(), by=county.nia, at=NOW)

    assert in_use() == []
    with pytest.raises(Refused):
        data.set_aside(file=DataFile.objects.get(), by=county.nia, at=NOW)
    assert county.take_in(MONTH, "first-street.csv").taken
    assert in_use() == ["first-street.csv"]


def test_only_an_analyst_takes_files_in(marlshire, home):
    with pytest.raises(NotAllowed, match="analyst"):
        data.take_in(data=MONTH, name="first-street.csv", by=marlshire.asha, at=NOW)
