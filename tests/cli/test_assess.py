"""`answerable assess` on a made-up folder of two invented forces."""

import csv
import json

import pytest

from answerable.cli import assess
from answerable.measures.categories import GROUPS
from tests.datasets.made import MARLSHIRE, MONTHS, TARNBRIDGE, folder, invented_forces, street_rows
from tests.datasets.test_partner import FIGURE, GAP, table

TABLES = {"m01_ledger.csv", "m02_counts_force.csv", "m02_counts_authority.csv", "m02_counts_district.csv",
          "m02_counts_area.csv.gz", "m03_rates_force.csv", "m03_rates_authority.csv", "m03_rates_district.csv",
          "m04_change_force_2024-01_2024-03_to_2025-01_2025-03.csv",
          "m04_change_authority_2024-01_2024-03_to_2025-01_2025-03.csv", "m05_rolling_force.csv", "m06_xmr_force.csv",
          "m08_concentration.csv", "m09_gistar_contiguity.csv", "m09_gistar_knn8.csv.gz", "m10_persistence.csv",
          "m11_gradient_deciles.csv", "m11_gradient_summary.csv", "m12_audit.json", "m12_suppressed_last_month.csv",
          "m13_harm.csv"}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return folder(tmp_path_factory.mktemp("data"))


@pytest.fixture(autouse=True)
def invented(monkeypatch):
    monkeypatch.setattr("answerable.assessment.figures.forces", invented_forces)


def run(data, out, *more, area="marlshire"):
    return assess.main(["--data", str(data), "--area", area, "--out", str(out), *more])


def rows(path):
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_it_writes_every_table_the_page_and_the_pdf_and_the_same_bytes_again(data, tmp_path):
    assert run(data, tmp_path / "a") == 0
    assert run(data, tmp_path / "b") == 0

    made = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert made.keys() >= TABLES | {"assessment.html", "assessment.css", "assessment.pdf", "assessment.json"}
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}
    assert made["assessment.pdf"].startswith(b"%PDF")


def test_the_counts_are_those_of_the_rows(data, tmp_path):
    run(data, tmp_path)

    named = {row["month"]: int(row["n"]) for row in rows(tmp_path / "m02_counts_force.csv")
             if row["group"] == "robbery"}
    assert named == {str(month): sum(row[9] == "Robbery" for row in street_rows(MARLSHIRE, month)) for month in MONTHS}


def test_an_unknown_category_counts_in_all_crime_and_stands_in_the_ledger(data, tmp_path):
    run(data, tmp_path)

    ledger = rows(tmp_path / "m01_ledger.csv")
    counts = {(row["month"], row["group"]): int(row["n"]) for row in rows(tmp_path / "m02_counts_force.csv")}
    parts = [group.code for group in GROUPS if not group.sums and group.code != "asb"]
    for row in ledger:
        unknown = int(row["rows_unmapped_category"])
        assert unknown
        assert counts[row["month"], "all_crime"] == unknown + sum(counts[row["month"], part] for part in parts)


def test_codes_of_both_censuses_add_up_in_each_month(data, tmp_path):
    run(data, tmp_path)

    for row in rows(tmp_path / "m01_ledger.csv"):
        assert row["rows_unknown_lsoa"] == "0"


def test_all_takes_every_force_and_names_the_authorities(data, tmp_path):
    assert run(data, tmp_path, area="all") == 0

    assert {row["force"] for row in rows(tmp_path / "m01_ledger.csv")} == {MARLSHIRE, TARNBRIDGE}
    assert {row["ua23cd"] for row in rows(tmp_path / "m02_counts_authority.csv")} == {"E06900001", "E07900003"}


def test_the_page_says_first_what_it_cannot_show(data, tmp_path):
    run(data, tmp_path)

    page = (tmp_path / "assessment.html").read_text("utf-8")
    assert "can neither show nor refute a rise in knife crime" in page
    assert page.index("What these figures cannot show") < page.index("What changed")
    assert page.index("ossession of weapons recorded by") < page.index('id="asb"')


def test_months_can_be_chosen(data, tmp_path):
    assert run(data, tmp_path, "--from", "2024-03", "--to", "2024-05") == 0

    assert {row["month"] for row in rows(tmp_path / "m01_ledger.csv")} == {"2024-03", "2024-04", "2024-05"}


def test_a_later_assessment_says_what_changed(data, tmp_path):
    run(data, tmp_path / "before", "--to", "2025-02")

    assert run(data, tmp_path / "now", "--since", str(tmp_path / "before")) == 0
    assert "Data: added March 2025." in (tmp_path / "now" / "assessment.html").read_text("utf-8")


def test_it_names_each_file_it_was_made_of_with_its_checksum_and_no_place_on_the_machine(data, tmp_path):
    run(data, tmp_path)

    says = json.loads((tmp_path / "assessment.json").read_text("utf-8"))
    assert len(says["made_of"]) == len(MONTHS)
    assert all(len(one["sha256"]) == 64 and one["licence"] for one in says["made_of"])
    assert str(data) not in (tmp_path / "assessment.json").read_text("utf-8")


def test_what_partners_gave_stands_on_the_page_with_its_figures_only_if_they_are_public(tmp_path):
    data = folder(tmp_path / "data")
    (data / "partners.csv").write_bytes(table(
        FIGURE | {"numerator": "4567", "gateway": "s17"}, GAP,
        FIGURE | {"numerator": "8765", "gateway": "public", "indicator": "suspensions"}))

    assert run(data, tmp_path / "out") == 0
    page = (tmp_path / "out" / "assessment.html").read_text("utf-8")
    assert "No agreement yet" in page
    assert "received, not published: 1 figure" in page
    assert "8,765" in page
    assert [row["n"] for row in rows(tmp_path / "out" / "partners.csv")] == ["8765"]
    assert not any(number in path.read_bytes() for path in (tmp_path / "out").iterdir()
                   for number in (b"4567", b"4,567"))


def test_a_partners_file_with_a_person_in_it_stops_the_assessment_and_is_not_repeated(tmp_path, capsys):
    data = folder(tmp_path / "data")
    (data / "partners.csv").write_bytes(table(FIGURE | {"note": "born 4/5/2010"}))

    assert run(data, tmp_path / "out") == 2
    assert "row 2, column note" in (said := capsys.readouterr().err)
    assert "2010" not in said.splitlines()[-1]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("more", "area", "why"), [
    ((), "atlantis", "No police force is called “atlantis”"),
    (("--from", "March"), "marlshire", "“March” is not a month"),
    (("--from", "2030-01"), "marlshire", "There is no month between the two"),
    (("--since", "/nowhere"), "marlshire", "does not hold a whole assessment"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(data, tmp_path, capsys, more, area, why):
    assert run(data, tmp_path / "out", *more, area=area) == 2

    assert why in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there_and_one_that_cannot_be_written_are_said_so(data, tmp_path, capsys):
    (tmp_path / "file").write_text("mine")

    assert run(tmp_path / "nowhere", tmp_path / "out") == 2
    assert "There is no folder" in capsys.readouterr().err
    assert run(data, tmp_path / "file") == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith("cannot be read or written (File exists). Name another.")
    assert (tmp_path / "file").read_text() == "mine"


def test_without_the_extra_it_says_what_to_install(data, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(assess, "find_spec", lambda _name: None)

    assert run(data, tmp_path / "out") == 2
    assert "pip install 'answerable[analysis]'" in capsys.readouterr().err
