"""Partners' aggregates: what is read, and that nothing about a person is, or is ever repeated. Figures are invented."""

import csv
import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from answerable.datasets import partner
from answerable.datasets.errors import CannotUse
from answerable.datasets.partner import COLUMNS, Gateway, Status, is_partner, partner_sources, read_partner, sources

FIGURE = {
    "indicator": "knife_enabled_offences", "area_type": "force", "area_code": "E23900001", "period_start": "2025-01-01",
    "period_end": "2025-03-31", "group": "under25|m", "numerator": "45", "denominator": "60000",
    "denominator_kind": "people", "suppressed": "no", "rounding": "5", "threshold": "", "source": "Marlshire Police",
    "source_release": "2025-05-01", "gateway": "s16", "purpose": "Needs assessment", "status": "received",
    "asked_of": "", "asked_on": "", "reason": "", "note": "",
}  # fmt: skip
HIDDEN = FIGURE | {"numerator": "", "suppressed": "primary", "threshold": "1-4", "group": "f"}
GAP = FIGURE | {"indicator": "harmful_sexual_behaviour", "numerator": "", "source_release": "", "status": "refused",
                "asked_of": "Children’s services of Marlshire", "asked_on": "2025-02-01", "reason": "No agreement yet"}
FREE = ("source", "purpose", "asked_of", "reason", "note")


def table(*rows: dict[str, str], heading=COLUMNS) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([heading, *([row.get(column, "") for column in heading] for row in rows)])
    return ("\ufeff" + out.getvalue()).encode()


def refused(*rows: dict[str, str], heading=COLUMNS) -> str:
    with pytest.raises(CannotUse) as refusal:
        read_partner("partner.csv", table(*rows, heading=heading))
    return str(refusal.value)


def test_a_figure_is_read_with_days_as_days_and_numbers_as_numbers():
    [figure], gaps = read_partner("partner.csv", table(FIGURE))

    assert gaps == []
    assert (figure.row.first_day, figure.row.last_day) == (date(2025, 1, 1), date(2025, 3, 31))
    assert (figure.numerator, figure.denominator, figure.rounding, figure.hidden) == (45, 60000, 5, None)
    assert (figure.row.groups, figure.row.gateway, figure.released) == (("under25", "m"), Gateway.S16, date(2025, 5, 1))


def test_a_hidden_number_is_unknown_within_its_range():
    [figure], _gaps = read_partner("partner.csv", table(HIDDEN))

    assert figure.numerator is None
    assert figure.hidden == (1, 4)


def test_a_source_that_refused_is_a_gap_with_whom_when_and_why():
    _figures, [gap] = read_partner("partner.csv", table(GAP))

    assert (gap.status, gap.asked_on, gap.reason) == (Status.REFUSED, date(2025, 2, 1), "No agreement yet")


@pytest.mark.parametrize(("column", "wrong"), [
    ("indicator", "knife crime"), ("area_type", "street"), ("area_type", "postcode"), ("area_code", "Elm Street 4"),
    ("period_start", "2025-01-02"), ("period_end", "2025-03-30"), ("period_start", "Q1"), ("group", "17"),
    ("group", "all|f|0-9"), ("numerator", "-1"), ("numerator", "4.5"), ("numerator", ""), ("denominator", "0"),
    ("denominator_kind", "crimes"), ("suppressed", "maybe"), ("suppressed", "primary"), ("rounding", "five"),
    ("source_release", "May 2025"), ("gateway", "friends"), ("purpose", ""), ("status", "lost"), ("numerator", "٤٥"),
])  # fmt: skip
def test_each_broken_rule_refuses_the_file_and_names_row_and_column_but_not_the_value(column, wrong):
    sentence = refused(FIGURE, FIGURE | {column: wrong})

    assert "row 3" in sentence
    assert "nothing of it is kept" in sentence
    assert len(wrong) < 5 or wrong not in sentence


@pytest.mark.parametrize("column", ["denominator", "denominator_kind", "suppressed", "rounding", "threshold",
                                    "source_release", "asked_on", "numerator"])
def test_a_cell_that_a_gap_does_not_need_has_the_form_of_its_column_too(column):
    assert f"row 2, column {column} " in refused(GAP | {column: "Jane Doe"})


@pytest.mark.parametrize("hidden", ["0123\u200b4 567\u200b890", "jane.doe\u2060@example.org", "Mr \u00adS\u200emith"])
def test_marks_that_nobody_sees_hide_no_person(hidden):
    assert "looks like a person’s data" in refused(FIGURE | {"note": hidden})


def test_a_file_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(partner, "MOST_ROWS", 2)

    assert "over 2 rows" in refused(FIGURE, FIGURE, FIGURE)


@pytest.mark.parametrize("heading", ["patient_name", "nhs_number", "dob", "Postcode", "upn", "crime_ref", "email"])
def test_a_column_about_persons_refuses_the_file(heading):
    sentence = refused(FIGURE, heading=(*COLUMNS, heading))

    assert "column 22 looks like one about persons" in sentence
    assert heading not in sentence


personal = st.one_of(
    st.from_regex(r"[a-z]{3,8}\.[a-z]{3,8}@[a-z]{3,8}\.(?:org|co\.uk)", fullmatch=True),
    st.from_regex(r"0[127]\d{3} ?\d{6}", fullmatch=True).filter(str.isascii),
    st.from_regex(r"[1-9]\d{2} \d{3} \d{4}", fullmatch=True).filter(str.isascii),
    st.from_regex(r"[A-PR-UWYZ]\d{1,2} ?\d[ABD-HJLN]{2}", fullmatch=True).filter(str.isascii),
    st.from_regex(r"[A-Z]\d{12}", fullmatch=True).filter(str.isascii),
    st.dates(date(1930, 1, 1)).map(lambda day: f"born {day:%d/%m/%Y}"),
    st.sampled_from(["Mr Smithson", "Dr. Jonesbury", "DOB 1990", "crime ref AB/123"]),
)


@given(personal, st.sampled_from(FREE), st.sampled_from(["", "Figures for ", "see: "]), st.sampled_from(["", " only"]))
def test_what_looks_personal_in_any_text_refuses_the_file_and_is_never_repeated(value, column, before, after):
    assume(len(value) > 5)

    sentence = refused(FIGURE | {column: f"{before}{value}{after}"})

    assert value not in sentence
    assert column in sentence


@given(st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), max_size=20), st.sampled_from(COLUMNS))
def test_any_text_in_any_cell_is_read_or_refused(words, column):
    with suppress(CannotUse):  # and no other error
        figures, gaps = read_partner("partner.csv", table(FIGURE | {column: words}))
        assert len(figures) + len(gaps) == 1


def test_a_text_longer_than_a_note_refuses_the_file():
    assert "longer than 200 letters" in refused(FIGURE | {"note": "a" * 201})


def test_a_missing_column_is_named():
    assert "no column gateway" in refused(FIGURE, heading=[one for one in COLUMNS if one != "gateway"])


def test_a_file_is_known_by_its_columns():
    assert is_partner(COLUMNS)
    assert not is_partner(("area_a", "area_b"))


def test_sources_tell_what_came_and_what_did_not(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "any.csv").write_bytes(table(FIGURE, HIDDEN, GAP))
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", "utf-8")

    assert list(partner_sources(tmp_path)) == [
        ("Knife-enabled offences", "received, not published: 2 figures", "the force; Home Office tables", "2025-05-01",
         "given under section 16 of the Police, Crime, Sentencing and Courts Act 2022"),
        ("Referrals for harmful sexual behaviour", "refused", "Children’s services of Marlshire", "2025-02-01",
         "No agreement yet")]
    assert list(sources([], [])) == []
