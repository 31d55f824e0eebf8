"""Rows of a tracker become typed ones; what is in doubt is asked about, and no row is lost on the way."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.intake.tracker.convert import convert, statuses_in
from answerable.intake.tracker.days import Asked, day_in
from answerable.intake.tracker.fields import CannotConvert, Chosen, Field, header_row, suggest
from answerable.intake.tracker.reading import read
from answerable.intake.tracker.shapes import CellKind, ReadCell, ReadRow, ReadSheet
from answerable.intake.tracker.statuses import status_of
from answerable.records.commitments import Action
from tests.intake.workbooks import of_rows
from tests.records.texts import texts

HEADINGS = ["Ref", "Report title", "Agreed action", "Lead officer", "Target date", "RAG", "Latest update",
            "Date of update"]


def of_csv(*lines: str) -> ReadSheet:
    sheet, = read("\n".join(lines).encode(), ".csv").sheets
    return sheet


def converted(*lines: str, **options: object):
    """A CSV tracker whose first line has the headings, converted by the columns that are proposed."""
    sheet = of_csv(*lines)
    return convert(sheet, suggest(sheet, 1).chosen, header_row=1, **options)


def said(words: str) -> ReadCell:
    return ReadCell(column=1, words=words)


def test_a_tracker_becomes_typed_rows():
    sheet, = read(of_rows([
        ["Tracker of Marlshire (example)"], HEADINGS,
        ["M/1", "PEEL", "Train every officer", "Supt Example", date(2026, 3, 31), "Complete", "Done.\nAll of it.",
         date(2026, 2, 1)],
    ]), "").sheets

    row, = convert(sheet, suggest(sheet, 2).chosen, header_row=2).accepted

    assert (row.number, row.reference, row.report, row.promise) == (3, "M/1", "PEEL", "Train every officer")
    assert (row.owner, row.due.on, row.due.words) == ("Supt Example", date(2026, 3, 31), "31 March 2026")
    assert (row.status, row.status_words) == (Action.DONE, "Complete")
    assert (row.update, row.updated.on, row.notes) == ("Done.\nAll of it.", date(2026, 2, 1), ())


@pytest.mark.parametrize(("headings", "expected"), [
    (HEADINGS, {"reference": 1, "report": 2, "promise": 3, "owner": 4, "due_on": 5, "status": 6, "update": 7,
                "updated_on": 8}),
    (["No.", "Recommendation", "Action", "Original due date", "Revised due date", "Status", "RAG"],
     {"reference": 1, "promise": 3, "original_due_on": 4, "due_on": 5, "status": 6}),
    (["Inspection", "Recommendation (full text)", "Organisation responsible", "By when?", "Progress"],
     {"report": 1, "promise": 2, "organisation": 3, "due_on": 4, "update": 5}),
    (["Date", "Cost", "Notes on colour"], {"update": 3}),
    (["Date completed", "Colour", "Action closed date", "Number of days"], {}),
    (["Action for the force", "New target date", "Lead for this"], {"promise": 1, "due_on": 2, "owner": 3}),
])  # fmt: skip
def test_columns_are_proposed_by_their_headings(headings, expected):
    sheet = of_csv(",".join(headings), "x")

    proposed = suggest(sheet, 1)

    assert {field.value: column for field, column in proposed.chosen.columns} == expected
    assert {column for column, _ in proposed.others} == set(range(1, len(headings) + 1)) - set(expected.values())


def test_the_row_of_headings_is_the_one_with_most_words_we_know():
    assert of_csv("Plan of Marlshire", "", "As at,1 May 2026", "Ref,Action,Owner,Due date", "1,a,b,c").header_row == 4
    assert of_csv("Colour,Cost", "a,b").header_row == 1
    assert header_row(()) is None


@pytest.mark.parametrize("words", [
    "31/03/2026", "31.3.2026", "31-03-2026", "31 March 2026", "31st March 2026", "31 Mar 2026", "31-Mar-2026",
    "Tuesday 31 March 2026", "Tue 31/03/2026", "by 31 March 2026", "2026-03-31", "2026-03-31T00:00:00",
    "2026-03-31 00:00:00", "31/03/2026 00:00",
])  # fmt: skip
def test_a_whole_date_is_a_day_with_the_day_before_the_month(words):
    read_it = day_in(said(words))

    assert (read_it.when.on, read_it.when.words, read_it.note) == (date(2026, 3, 31), words, "")


@pytest.mark.parametrize(("words", "note"), [
    ("TBC", False), ("ongoing", False), ("Not known", False), ("n/a", False), ("Spring", False), ("", False),
    ("March 2026", True), ("end of March 2026", True), ("03/2026", True), ("Q3 2026", True), ("2025/26", True),
    ("2026", True), ("within 6 months", True), ("Phase 2", True),
])  # fmt: skip
def test_words_that_name_no_day_are_kept_and_the_day_is_not_known(words, note):
    read_it = day_in(said(words))

    assert (read_it.when.on, read_it.when.words) == (None, words)
    assert bool(read_it.note) == note


@pytest.mark.parametrize("words", [
    "3 12 24", "31/03/26", "31.3.26", "3 Dec 24", "Dec-24", "31-Mar-26", "12/31/2026", "31/02/2026", "2026-02-30",
    "31 March", "31/3", "310326", "March 26", "29 February 2026", "31/03/2206", "99999",
    "31/03/2025 then 30/06/2026", "Monday 31 March 2026",
])  # fmt: skip
def test_a_date_in_doubt_is_asked_about(words):
    with pytest.raises(Asked):
        day_in(said(words))


def test_a_date_among_other_words_is_taken_and_told():
    read_it = day_in(said("31/03/2026 (revised)"))

    assert read_it.when.on == date(2026, 3, 31)
    assert read_it.note == "says '31/03/2026 (revised)': only 31 March 2026 was taken from it"


@pytest.mark.parametrize(("cell", "on"), [
    (ReadCell(column=1, words="46112", kind=CellKind.NUMBER, number=46112), date(2026, 3, 31)),
    (said("46112"), date(2026, 3, 31)),
])  # fmt: skip
def test_a_number_that_excel_shows_as_a_day_is_that_day_and_told(cell, on):
    read_it = day_in(cell)

    assert (read_it.when.on, read_it.note) == (on, "says '46112', which Excel shows as 31 March 2026")
    assert day_in(cell, counts_from_1904=True).when.on == date(2030, 4, 1)


def test_a_cell_that_shows_a_month_names_no_day_though_excel_stores_one():
    cell = ReadCell(column=1, words="March 2026", kind=CellKind.DATE, on=date(2026, 3, 1), shows_day=False)

    assert (day_in(cell).when.on, day_in(cell).when.words) == (None, "March 2026")


def test_reasons_name_the_row_the_heading_and_what_to_do():
    result = converted("Ref,Action,Due date", "1,Train,31/03/2025 now 30/06/2026", "2,Plan,3 12 24", "3,,31/03/2026",
                       "1,Again,", "4,Fine,", "4,Fine,", "Ref,Action,Due date")

    assert [(row.number, row.reasons) for row in result.rejected] == [
        (2, ("Row 2 has two dates under 'Due date': '31/03/2025 now 30/06/2026'.",)),
        (3, ("Row 3 says '3 12 24' under 'Due date': give day, month and year.",)),
        (4, ("Row 4 has no promise.",)),
        (7, ("Row 7 has the same reference as row 6, '4'. Give each a reference of its own, or choose no column for "
             "the reference.",)),
        (8, ("Row 8 repeats the headings.",)),
    ]
    assert [row.number for row in result.accepted] == [5, 6]


def test_a_row_has_all_its_reasons_at_once():
    result = converted("Action,Due date,Original due date", ",3 12 24,31/02/2026")

    assert len(result.rejected[0].reasons) == 3


def test_the_same_row_twice_is_told_where_there_is_no_reference():
    result = converted("Action,Report", "Train,PEEL", "train , PEEL", "Train,Other")

    assert [(row.number, row.reasons) for row in result.rejected] == [(3, ("Row 3 says the same as row 2.",))]


def test_errors_of_excel_and_formulas_without_a_value_are_told():
    cells = (ReadCell(column=1, words="#REF!", kind=CellKind.ERROR), ReadCell(column=2, words="", is_formula=True))
    sheet = ReadSheet(name="x", rows=(ReadRow(number=4, cells=cells),))
    chosen = Chosen(columns=((Field.PROMISE, 1), (Field.DUE_ON, 2)))

    row, = convert(sheet, chosen, header_row=None).rejected

    assert row.reasons[:2] == ("Row 4 shows an error of Excel under 'column 1': '#REF!'.",
                               "Row 4 has a formula without a saved value under 'column 2'.")


@pytest.mark.parametrize(("words", "status"), [
    ("Complete", "done"), ("CLOSED", "done"), ("100%", "done"), ("Closed - complete", "done"),
    ("In progress", "under_way"), ("On-going", "under_way"), ("Not started", "not_started"),
    ("No longer required", "stopped"), ("Overdue", None), ("Superseded", None), ("Green", None), ("Red", None),
    ("Amber", None), ("On track", None), ("Open", None), ("", None), ("Not complete", None),
])  # fmt: skip
def test_a_status_is_taken_from_words_that_name_one_for_sure(words, status):
    assert status_of(words) == status


def test_words_that_name_no_status_for_sure_are_kept_and_a_person_may_say_what_they_mean():
    lines = ("Action,Status", "a,Green", "b,green ", "c,Done", "d,")

    unsure = converted(*lines).accepted
    told = converted(*lines, meanings={"green": Action.UNDER_WAY}).accepted
    sheet = of_csv(*lines)

    assert [(row.status, row.status_words, len(row.notes)) for row in unsure] == [
        (None, "Green", 1), (None, "green", 1), (Action.DONE, "Done", 0), (None, "", 0)]
    assert [row.status for row in told][:2] == [Action.UNDER_WAY] * 2
    assert [(found.words, found.rows, found.status) for found in statuses_in(
        sheet, suggest(sheet, 1).chosen, header_row=1)] == [("Green", 2, None), ("Done", 1, Action.DONE)]


def test_a_row_read_again_has_the_same_key_whatever_else_has_changed():
    first, = converted("Action,Report,Original due date,Status", "Train  all,PEEL,31/03/2026,Open").accepted
    later, = converted("Status,Original date,Report,Action,Owner", "Done,31 March 2026,Peel,Train all,Ann").accepted
    other, = converted("Action,Report,Original due date", "Train all,PEEL,30/06/2026").accepted

    assert first.key == later.key != other.key


def test_a_reference_is_the_key_whatever_else_has_changed():
    first, = converted("Ref,Action,Original due date", "M/1,Train,31/03/2026").accepted
    later, = converted("Ref,Action,Original due date", "m/1,Train everybody,30/06/2026").accepted

    assert first.key == later.key


@pytest.mark.parametrize("columns", [(), ((Field.OWNER, 1),), ((Field.PROMISE, 1), (Field.OWNER, 1)),
                                     ((Field.PROMISE, 1), (Field.PROMISE, 2)), ((Field.PROMISE, 0),)])
def test_columns_that_cannot_be_used_are_refused(columns):
    with pytest.raises(CannotConvert):
        convert(of_csv("a,b"), Chosen(columns=columns), header_row=None)


def test_characters_that_cannot_be_published_are_taken_out_and_told():
    row, = converted("Action,Owner", "Train\u200b all,A").accepted

    assert row.promise == "Train all"
    assert row.notes == ("Row 2 has characters that cannot be published: they were taken out (under 'Action').",)


cells = st.builds(
    ReadCell, column=st.integers(1, 6), kind=st.sampled_from(CellKind), is_formula=st.booleans(),
    from_above=st.booleans(),
    words=texts | st.sampled_from(["TBC", "31/03/2026", "3 12 24", "March 2026", "Done", "Action", "1"]),
    number=st.none() | st.floats(), on=st.none() | st.dates(), shows_day=st.booleans(),
)  # fmt: skip
rows = st.lists(st.lists(cells, min_size=1, max_size=6, unique_by=lambda cell: cell.column), max_size=8)
choices = st.lists(st.sampled_from(Field), unique=True, max_size=5).map(
    lambda fields: Chosen(columns=tuple((field, column) for column, field in enumerate(
        [Field.PROMISE, *(field for field in fields if field != Field.PROMISE)], 1))))


@settings(max_examples=200, deadline=None)
@given(rows, choices, st.none() | st.integers(1, 10), st.booleans())
def test_every_row_below_the_headings_is_accepted_or_rejected_or_empty(rows, chosen, header, counts_from_1904):
    read_rows = tuple(ReadRow(number=2 * n, cells=tuple(sorted(row, key=lambda cell: cell.column)))
                      for n, row in enumerate(rows, 1))
    sheet = ReadSheet(name="x", rows=read_rows, counts_from_1904=counts_from_1904)

    result = convert(sheet, chosen, header_row=header)

    numbers = [row.number for row in (*result.accepted, *result.rejected)] + list(result.empty)
    assert sorted(numbers) == [row.number for row in read_rows if row.number > (header or 0)]
    assert all(row.promise for row in result.accepted)
    assert len({row.key for row in result.accepted}) == len(result.accepted)
    assert all(row.reasons and all(f"Row {row.number} " in reason for reason in row.reasons) for row in result.rejected)
    assert result == convert(sheet, chosen, header_row=header)


@given(st.text(max_size=60))
def test_any_words_for_a_day_are_a_day_or_kept_or_asked_about(words):
    with suppress(Asked):
        assert day_in(said(words)).when.words == " ".join(words.split())
