"""Stable areas: the smallest places in which crime of both censuses' codes adds up.

Files to 2019 carry LSOA codes of 2011, files from 2024 those of 2021; some LSOAs were split and some merged between.
Each connected component of the published lookup between the two is one area, named by its lowest code of 2011. A code
of either census falls in exactly one, so nothing is shared out by guess.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

DECILES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A stable area."""

    code: str
    district: str  # code
    district_name: str
    authority: str  # code of the council that follows the district, or its own
    authority_name: str
    police_area: str | None  # code
    population: int | None  # residents, of the year that the population table says
    rank: float | None  # of deprivation, weighted by residents; 1 is the most deprived
    decile: int | None  # 1 is the most deprived


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the reference tables say of each LSOA of 2011, and of each district."""

    pairs: Collection[tuple[str, str]]  # LSOA of 2011, LSOA of 2021
    district: Mapping[str, str]  # of an LSOA of 2011
    district_name: Mapping[str, str]
    authority: Mapping[str, tuple[str, str]]  # of a district that was merged: code and name of its successor
    police_area: Mapping[str, str]  # of an LSOA of 2011
    population: Mapping[str, int]
    rank: Mapping[str, int]


def stable_areas(lookups: Lookups) -> tuple[list[Area], dict[str, str]]:
    """The areas, in order of their codes, and the area of each LSOA of either census."""
    members, area_of = _components(lookups.pairs)
    ranked = len(lookups.rank)
    return [_area(code, members[code], lookups, ranked) for code in sorted(members)], area_of


def _components(pairs: Collection[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, str]]:
    old = {code: number for number, code in enumerate(sorted({a for a, _b in pairs}))}
    new = {code: len(old) + number for number, code in enumerate(sorted({b for _a, b in pairs}))}
    size = len(old) + len(new)
    ends = np.array([(old[a], new[b]) for a, b in pairs]).reshape(-1, 2).T
    graph = coo_array((np.ones(len(pairs)), (ends[0], ends[1])), shape=(size, size))
    labels = connected_components(graph, directed=False)[1]
    members: dict[int, list[str]] = defaultdict(list)
    for code, number in old.items():  # in order, so that the first is the lowest
        members[labels[number]].append(code)
    name = {label: codes[0] for label, codes in members.items()}
    return ({codes[0]: codes for codes in members.values()},
            {code: name[labels[number]] for codes in (old, new) for code, number in codes.items()})


def _area(code: str, lsoas: list[str], lookups: Lookups, ranked: int) -> Area:
    district = lookups.district[code]
    authority, authority_name = lookups.authority.get(district, (district, lookups.district_name[district]))
    people = [lookups.population.get(lsoa) for lsoa in lsoas]
    known = [one for one in people if one is not None]
    population = sum(known) if len(known) == len(lsoas) else None
    ranks = [lookups.rank[lsoa] for lsoa in lsoas if lsoa in lookups.rank]
    rank = None
    if population and len(ranks) == len(lsoas):
        rank = sum(one * many for one, many in zip(ranks, known, strict=True)) / population
    return Area(code=code, district=district, district_name=lookups.district_name[district], authority=authority,
                authority_name=authority_name, police_area=lookups.police_area.get(code), population=population,
                rank=rank, decile=math.ceil(rank * DECILES / ranked) if rank else None)
