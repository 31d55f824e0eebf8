from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.records.contents import WithdrawalFacts
from answerable.records.folder import Records, files, load
from answerable.records.found import NoRegister
from answerable.records.heads import sign_head
from answerable.records.moments import NotAMoment, london_day, moment_text, read_moment
from tests.records.build import AS_AT, KEY, ORIGIN, Chain, example_records, write

RECORDS = example_records(removed=True)
SHORT = example_records(responses=2, findings=1)


def test_files_lie_where_the_format_says():
    paths = set(files(example_records(responses=1, findings=1)))

    assert {
        "head.json",
        "head.json.sig",
        "keys/000001.pub",
        "keys/allowed_signers",
        "records/000001/entry.json",
        "records/000004/chief-officer.json",
        "records/000004/finding-0001.json",
    } <= paths


def test_what_is_written_to_a_folder_is_read_back(tmp_path):
    found = load(write(RECORDS, tmp_path))

    assert files(found) == files(RECORDS)
    assert found.entries == RECORDS.entries
    assert found.head == RECORDS.head


@pytest.mark.parametrize("gone", ["records/000002/entry.json", "head.json.sig"])
def test_a_folder_that_lacks_what_it_cannot_be_without_is_not_read(tmp_path, gone):
    write(RECORDS, tmp_path)
    (tmp_path / gone).unlink()

    with pytest.raises(NoRegister, match=gone):
        load(tmp_path)


def test_an_empty_folder_is_no_register(tmp_path):
    with pytest.raises(NoRegister, match="is no register"):
        load(tmp_path)


@given(st.dates(min_value=date(2023, 1, 1), max_value=AS_AT))
def test_on_every_day_the_head_speaks_of_all_records_of_that_day(day):
    then = RECORDS.as_at(day)

    assert then.entries == RECORDS.entries[: len(then.entries)]
    assert (then.head.seq if then.head else 0) == len(then.entries)


@given(st.dates(min_value=date(2023, 1, 1), max_value=AS_AT))
def test_the_register_of_a_past_day_is_the_same_whatever_came_later(day):
    chain = Chain()
    chain.records = SHORT
    chain.append(WithdrawalFacts(ref="mar-2023-001", withdraws=4), {}, datetime(2026, 4, 1, tzinfo=UTC))

    assert files(chain.records.as_at(day)) == files(SHORT.as_at(day))


def one_entry(at: datetime) -> Records:
    chain = Chain()
    chain.append(WithdrawalFacts(ref="mar-2024-001", withdraws=1), {}, at)
    return chain.records


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2024, 6, 30, 22, 59, 59, tzinfo=UTC), date(2024, 6, 30)),
        (datetime(2024, 6, 30, 23, 30, tzinfo=UTC), date(2024, 7, 1)),  # half past midnight in London
        (datetime(2024, 12, 31, 23, 30, tzinfo=UTC), date(2024, 12, 31)),  # winter: the same clock
        (datetime(2024, 3, 31, 0, 59, tzinfo=UTC), date(2024, 3, 31)),  # the night the clocks go forward
        (datetime(2024, 10, 26, 23, 0, tzinfo=UTC), date(2024, 10, 27)),  # the night they go back
        (datetime(2024, 10, 27, 23, 30, tzinfo=UTC), date(2024, 10, 27)),
        (datetime(2024, 2, 29, 12, 0, tzinfo=UTC), date(2024, 2, 29)),
    ],
)
def test_an_entry_belongs_to_the_day_in_london(at, day):
    records = one_entry(at)

    assert london_day(at) == day
    assert records.as_at(day) == records
    assert records.as_at(day - timedelta(days=1)) == Records()


def test_a_later_head_over_the_same_entries_is_left_out_of_an_earlier_day():
    records = one_entry(datetime(2024, 6, 1, 12, tzinfo=UTC))
    next_day = sign_head(records.entries[0].tip, ORIGIN, datetime(2024, 6, 2, 3, tzinfo=UTC), KEY)
    longer = Records(records.entries, (*records.heads, next_day))

    assert longer.as_at(date(2024, 6, 1)) == records
    assert longer.as_at(date(2024, 6, 2)).head == next_day


@pytest.mark.parametrize(
    "text", ["2024-06-01", "2024-06-01T10:00:00", "2024-06-01T10:00:00+00:00", "2024-02-30T10:00:00Z", 5, None]
)
def test_a_moment_is_written_in_one_way(text):
    with pytest.raises(NotAMoment):
        read_moment(text)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_comes_back_to_the_second(at):
    assert read_moment(moment_text(at)) == at.replace(microsecond=0)
