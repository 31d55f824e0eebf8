"""What the tests of the measures are tried on: small invented counts of invented places."""

from __future__ import annotations

from hypothesis import strategies as st

from answerable.measures.counts import Count
from answerable.measures.months import Month

PLACES = ("eastmere", "marlshire", "tarnbridge", "wexbourne")
GROUPS = ("robbery", "weapons")

months = st.builds(Month, st.integers(2018, 2025), st.integers(1, 12))
events = st.one_of(st.integers(0, 12), st.integers(0, 400))


def counts(held: dict[tuple[str, Month, str], int]) -> list[Count]:
    return [Count(key, month, group, n) for (key, month, group), n in held.items()]


def tables(among: st.SearchStrategy[Month]) -> st.SearchStrategy[list[Count]]:
    """Counts of some places, months and groups, in any order and with any of them missing."""
    cell = st.tuples(st.sampled_from(PLACES), among, st.sampled_from(GROUPS))
    return st.dictionaries(cell, events, max_size=30).map(counts)
