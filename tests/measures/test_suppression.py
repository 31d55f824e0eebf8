"""M12 against every table that a reader could have in mind: a table is tried cell by cell, by brute force."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.measures.suppression import audit, suppress


def grids(largest: int, rows: int = 3, columns: int = 3):
    return st.integers(1, rows).flatmap(lambda down: st.integers(1, columns).flatmap(lambda across: st.lists(
        st.lists(st.integers(0, largest), min_size=across, max_size=across), min_size=down, max_size=down)))


def readings(table: list[list[int]], hidden: np.ndarray) -> Iterator[dict[tuple[int, int], int]]:
    """Every table of whole numbers from nought up with the shown cells, the row totals and the column totals."""
    places = [(row, column) for row in range(len(table)) for column in range(len(table[0])) if hidden[row, column]]
    rows = [sum(n for n, gone in zip(line, mask, strict=True) if gone)
            for line, mask in zip(table, hidden.tolist(), strict=True)]
    columns = [sum(line[column] for line, mask in zip(table, hidden.tolist(), strict=True) if mask[column])
               for column in range(len(table[0]))]

    def filled(number, given):
        if number == len(places):
            if not any(rows) and not any(columns):
                yield dict(given)
            return
        row, column = places[number]
        last_of_row = number + 1 == len(places) or places[number + 1][0] != row
        least = rows[row] if last_of_row else 0
        for n in range(least, min(rows[row], columns[column]) + 1):
            rows[row] -= n
            columns[column] -= n
            yield from filled(number + 1, {**given, (row, column): n})
            rows[row] += n
            columns[column] += n

    return filled(0, {})


def ranges(table, hidden):
    found: dict[tuple[int, int], set[int]] = {}
    for reading in readings(table, hidden):
        for place, n in reading.items():
            found.setdefault(place, set()).add(n)
    return {place: (min(ns), max(ns)) for place, ns in found.items()}


def small(table):
    return [(row, column) for row, line in enumerate(table) for column, n in enumerate(line) if 1 <= n <= 4]


@settings(max_examples=40)
@given(grids(5))
def test_what_a_reader_can_work_out_is_what_all_possible_tables_say(table):
    hidden = np.array([[n % 2 == 1 or n > 3 for n in line] for line in table])

    found = {(one.row, one.column): (one.low, one.high) for one in audit(np.array(table), hidden)}

    wanted = ranges(table, hidden)
    assert sorted(found) == sorted(wanted)
    assert all(found[place] == pytest.approx(wanted[place], abs=1e-6) for place in wanted)


@settings(max_examples=50)
@given(grids(6))
def test_no_small_cell_is_shown(table):
    done = suppress(table)

    assert all(done.hidden[place] for place in small(table))


@settings(max_examples=60)
@given(grids(6))
def test_no_small_cell_of_a_safe_table_is_narrowed(table):
    done = suppress(table)

    if done.safe:
        wanted = ranges(table, done.hidden)
        assert all(wanted[place][0] <= 1 and wanted[place][1] >= 4 for place in small(table))


@settings(max_examples=60)
@given(grids(6, rows=2))
def test_a_table_of_which_a_small_cell_can_be_narrowed_is_not_called_safe(table):
    done = suppress(table)

    wanted = ranges(table, done.hidden)
    assert done.safe == all(wanted[place][0] <= 1 and wanted[place][1] >= 4 for place in small(table))


@settings(max_examples=40)
@given(grids(9, rows=4, columns=4))
def test_in_each_line_of_a_safe_table_two_cells_are_hidden_that_sum_to_five_unless_no_more_are_left(table):
    done, counts = suppress(table), np.array(table)

    if done.safe:
        for values, gone in [*zip(counts, done.hidden, strict=True), *zip(counts.T, done.hidden.T, strict=True)]:
            assert not gone.any() or gone.all() or (gone.sum() >= 2 and values[gone].sum() >= 5)


@given(grids(6).map(lambda table: [[n + 5 if n else 0 for n in line] for line in table]))
def test_a_table_without_small_cells_hides_nothing(table):
    done = suppress(table)

    assert not done.hidden.any()
    assert done.safe
    assert done.ranges == []


@pytest.mark.parametrize("table", [[[3]], [[3, 0]], [[1], [9]], [[1, 0], [0, 0]], [[2, 9, 14]]])
def test_a_table_that_cannot_be_made_safe_is_said_to_be_unsafe(table):
    assert not suppress(table).safe


def test_nought_may_be_shown():
    done = suppress([[0, 20, 30], [0, 40, 50], [60, 70, 80]])

    assert not done.hidden.any()


@settings(max_examples=20)
@given(grids(12), st.integers(2, 10))
def test_another_threshold_hides_what_is_below_it(table, threshold):
    done = suppress(table, threshold)

    assert all(done.hidden[row, column] for row, line in enumerate(table) for column, n in enumerate(line)
               if 0 < n < threshold)


@pytest.mark.parametrize("table", [[], [[]], [[], []]])
def test_a_table_without_cells_is_safe(table):
    done = suppress(table)

    assert done.safe
    assert done.ranges == []
