"""M9: the exact p against every draw there is, z against the formula, and what neighbours are."""

import math
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from answerable.measures.hot_areas import Kind, hot_areas, nearest


@st.composite
def maps(draw, least=1, most=9):
    """Counts of areas, and which adjoin which: both ways, as areas do."""
    codes = [f"E{number:02}" for number in range(draw(st.integers(least, most)))]
    counts = {code: draw(st.integers(0, 3) | st.integers(0, 40)) for code in codes}
    adjoining = draw(st.sets(st.sampled_from(list(combinations(codes, 2))))) if len(codes) > 1 else set()
    near = {code: [b if a == code else a for a, b in sorted(adjoining) if code in (a, b)] for code in codes}
    return counts, near


def plain_z(counts, near, code):
    xs, n = list(counts.values()), len(counts)
    w, total = len(near[code]) + 1, counts[code] + sum(counts[one] for one in near[code])
    if w == n:
        return 0.0  # all areas: no other neighbourhood of that size to compare with
    mean = Fraction(sum(xs), n)
    variance = sum((x - mean) ** 2 for x in xs) / n
    return float(total - mean * w) / math.sqrt(variance * Fraction(n * w - w * w, n - 1))


def plain_p(counts, near, code):
    """Every draw of as many areas as the neighbourhood holds, one by one."""
    total = counts[code] + sum(counts[one] for one in near[code])
    sums = [sum(draw) for draw in combinations(counts.values(), len(near[code]) + 1)]
    fewer = Fraction(sum(1 for one in sums if one <= total), len(sums))
    more = Fraction(sum(1 for one in sums if one >= total), len(sums))
    return float(min(1, 2 * min(fewer, more)))


@given(maps())
def test_z_and_the_exact_p_are_those_of_all_draws(some):
    counts, near = some
    assume(len(set(counts.values())) > 1)

    for one in hot_areas("robbery", counts, near):
        assert one.z == pytest.approx(plain_z(counts, near, one.area_code), rel=1e-8, abs=1e-8)
        assert one.p == pytest.approx(plain_p(counts, near, one.area_code), rel=1e-9)
        assert one.p_normal == pytest.approx(math.erfc(abs(one.z) / math.sqrt(2)), rel=1e-8)
        assert (one.n, one.neighbours) == (counts[one.area_code], len(near[one.area_code]))


@settings(max_examples=40)
@given(maps(most=20))
def test_an_area_is_hot_or_cold_by_the_false_discovery_procedure_and_the_sign_of_z(some):
    counts, near = some
    assume(len(set(counts.values())) > 1)

    found = hot_areas("robbery", counts, near)

    wanted = multipletests([one.p for one in found], method="fdr_bh")[1]
    assert [one.q for one in found] == pytest.approx(list(wanted), rel=1e-9)
    for one in found:
        assert one.kind is (Kind.NONE if one.q >= 0.05 else Kind.HOT if one.z > 0 else Kind.COLD)


@settings(max_examples=40)
@given(maps(most=20), st.integers(1, 9), st.integers(0, 50))
def test_z_is_unchanged_by_stretching_and_lifting_all_counts(some, times, lift):
    counts, near = some
    assume(len(set(counts.values())) > 1)

    before = hot_areas("robbery", counts, near)
    after = hot_areas("robbery", {code: times * n + lift for code, n in counts.items()}, near)

    assert [one.z for one in after] == pytest.approx([one.z for one in before], rel=1e-8, abs=1e-8)
    assert [one.p for one in after] == pytest.approx([one.p for one in before], rel=1e-9)


@settings(max_examples=40)
@given(maps(most=20), st.randoms(use_true_random=False))
def test_p_is_unchanged_by_renaming_areas_together_with_their_neighbours(some, chance):
    counts, near = some
    assume(len(set(counts.values())) > 1)
    names = list(counts)
    chance.shuffle(names)
    new = dict(zip(counts, names, strict=True))

    before = hot_areas("robbery", counts, near)
    after = hot_areas("robbery", {new[code]: n for code, n in counts.items()},
                      {new[code]: [new[one] for one in around] for code, around in near.items()})

    by_name = {one.area_code: one for one in after}
    assert [by_name[new[one.area_code]].p for one in before] == pytest.approx([one.p for one in before], rel=1e-12)


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_the_exact_p_is_within_four_and_a_half_standard_errors_of_random_deals(seed):
    chance = Random(seed)
    counts = {f"E{number:02}": int(chance.expovariate(0.3)) for number in range(40)}
    near = {code: chance.sample([one for one in counts if one != code], 4) for code in counts}
    deals, xs = 4000, list(counts.values())
    assume(len(set(xs)) > 1)
    sums = [sum(chance.sample(xs, 5)) for _deal in range(deals)]

    for one in hot_areas("robbery", counts, near)[:8]:
        total = counts[one.area_code] + sum(counts[other] for other in near[one.area_code])
        tail = min(1.0, one.p / 2 + 1e-12)
        seen = min(sum(1 for s in sums if s <= total), sum(1 for s in sums if s >= total)) / deals
        if one.p < 0.9:
            assert abs(seen - tail) <= 4.5 * math.sqrt(tail * (1 - tail) / deals) + 1 / deals


@given(st.integers(0, 50), st.integers(1, 12))
def test_areas_with_the_same_count_have_no_score(n, many):
    found = hot_areas("robbery", {f"E{number:02}": n for number in range(many)}, {})

    assert {(one.z, one.p_normal, one.p, one.q, one.kind) for one in found} == {(None, None, None, None, Kind.NONE)}


def test_an_area_without_neighbours_stands_alone():
    found = hot_areas("robbery", {"E01": 9, "E02": 1, "E03": 1, "E04": 1}, {"E02": ["E03"], "E03": ["E02"]})

    assert (found[0].neighbours, found[0].p) == (0, 0.5)


def test_a_neighbour_without_a_count_and_an_area_itself_are_no_neighbours():
    counts = {"E01": 9, "E02": 1, "E03": 1}

    only, more = (hot_areas("robbery", counts, {"E01": around}) for around in (["E02"], ["E02", "W99", "E01"]))

    assert more == only


def test_a_group_of_neighbours_far_above_the_rest_is_hot():
    counts = {f"E{number:02}": 50 if number < 4 else number % 3 for number in range(60)}
    block = [f"E{number:02}" for number in range(4)]

    found = hot_areas("robbery", counts, {code: [one for one in block if one != code] for code in block})

    assert [one.area_code for one in found if one.kind is Kind.HOT] == block


def test_no_areas_give_no_rows():
    assert hot_areas("robbery", {}, {}) == []


coordinates = st.tuples(st.integers(-3000, -1000), st.integers(5000, 5500)).map(lambda at: (at[0] / 1000, at[1] / 100))


def great_circle(a, b):
    """Haversine, in radians."""
    (lon_a, lat_a), (lon_b, lat_b) = ((math.radians(part) for part in at) for at in (a, b))
    return 2 * math.asin(math.sqrt(math.sin((lat_b - lat_a) / 2) ** 2
                                   + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2))


@given(st.lists(coordinates, max_size=25), st.integers(1, 9))
def test_the_nearest_areas_are_those_of_least_great_circle_distance(points, many):
    at = {f"E{number:02}": point for number, point in enumerate(points)}

    for code, found in nearest(at, many).items():
        away = sorted(great_circle(at[code], at[one]) for one in at if one != code)
        assert code not in found
        assert len(set(found)) == len(found) == min(many, len(at) - 1)
        assert sorted(great_circle(at[code], at[one]) for one in found) == pytest.approx(away[:many], abs=1e-9)


def test_of_areas_at_the_same_point_the_lower_codes_are_nearest():
    at = {f"E{number:02}": (-2.0, 54.0) for number in range(12)}

    assert nearest(at)["E11"] == [f"E{number:02}" for number in range(8)]
