"""M14 against a slow twin, and that more money never does harm."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.measures.coverage import Grant, Intervention, Link, Need, Status, coverage

DAY = date(2026, 4, 1)
CELLS = (("knife crime", "10-17", "marlshire"), ("knife crime", "18-24", "marlshire"),
         ("knife crime", "10-17", "eastmere"))
CODES = ("mentoring", "refuge", "school officers")
WORST_FIRST = (Status.NO_PROVISION, Status.PARTIAL, Status.WEAK_EVIDENCE, Status.COVERED)

needs = st.lists(st.none() | st.integers(0, 200), min_size=3, max_size=3).map(
    lambda demands: [Need(*cell, demand) for cell, demand in zip(CELLS, demands, strict=True)])
interventions = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(0, 300), st.none() | st.integers(0, 5)), min_size=3, max_size=3,
).map(lambda rows: [Intervention(code, *row) for code, row in zip(CODES, rows, strict=True)])
tenths = st.lists(st.integers(0, 3), min_size=3, max_size=3)  # never more than nine tenths of one intervention
links = st.lists(tenths, min_size=3, max_size=3).map(
    lambda rows: [Link(code, *cell, Fraction(tenth, 10)) for code, row in zip(CODES, rows, strict=True)
                  for cell, tenth in zip(CELLS, row, strict=True) if tenth])
days = st.integers(-40, 40).map(lambda many: DAY + timedelta(days=many))
grants = st.lists(st.builds(
    lambda code, amount, ends: Grant(code, amount, min(ends), max(ends)),
    st.sampled_from(CODES), st.integers(0, 1000), st.tuples(days, days)), max_size=6)


def plain_row(need, interventions, links, grants):
    """Supply, best evidence and status of one need, worked out anew from every grant."""
    supply, ratings, live = Fraction(), [], False
    for link in links:
        if (link.need, link.group, link.place) != (need.need, need.group, need.place):
            continue
        one = next(one for one in interventions if one.code == link.intervention)
        paid = sum(grant.amount for grant in grants
                   if grant.intervention == one.code and not (grant.start > DAY or grant.end < DAY))
        if 2 * paid < one.cost:
            continue
        funded = 1 if paid >= one.cost else Fraction(paid, one.cost)
        if one.capacity * funded * link.share:
            supply += one.capacity * funded * link.share
            live = True
            ratings += [one.evidence] if one.evidence is not None else []
    best = max(ratings, default=None)
    if need.demand is None:
        status = "data gap"
    elif need.demand == 0:
        status = "no need recorded"
    elif not live:
        status = "no provision"
    elif supply < Fraction(8, 10) * need.demand:
        status = "partial"
    else:
        status = "weak evidence" if best is None or best < 2 else "covered"
    share = min(Fraction(1), supply / need.demand) if need.demand else None
    return supply, share, best, live, status


@given(needs, interventions, links, grants)
def test_coverage_is_that_of_the_rules(needs, interventions, links, grants):
    found = coverage(needs, interventions, links, grants, DAY)

    assert [one.need for one in found] == needs
    assert [(one.supply, one.coverage, one.best_evidence, one.provision, one.status.value) for one in found] == [
        plain_row(need, interventions, links, grants) for need in needs]


@given(needs, interventions, links, grants, st.sampled_from(CODES), st.integers(0, 1000))
def test_more_money_never_worsens_a_status(needs, interventions, links, grants, code, amount):
    before = coverage(needs, interventions, links, grants, DAY)

    after = coverage(needs, interventions, links, [*grants, Grant(code, amount, DAY, DAY)], DAY)

    for poorer, richer in zip(before, after, strict=True):
        assert richer.supply >= poorer.supply
        if poorer.status in WORST_FIRST:
            assert WORST_FIRST.index(richer.status) >= WORST_FIRST.index(poorer.status)
        else:
            assert richer.status is poorer.status


@settings(max_examples=40)
@given(needs, interventions, links, grants)
def test_money_of_another_day_changes_nothing(needs, interventions, links, grants):
    another = [Grant(code, 10_000, DAY - timedelta(days=90), DAY - timedelta(days=1)) for code in CODES]

    assert coverage(needs, interventions, links, [*grants, *another], DAY) == coverage(
        needs, interventions, links, grants, DAY)


def need_met(*, demand=100, capacity=100, evidence=3, cost=1000, paid=1000, share=Fraction(1)):
    return coverage([Need(*CELLS[0], demand)], [Intervention("mentoring", cost, capacity, evidence)],
                    [Link("mentoring", *CELLS[0], share)], [Grant("mentoring", paid, DAY, DAY)], DAY)[0]


def test_a_demand_that_nobody_knows_is_a_data_gap_and_never_nought():
    assert (need_met(demand=None).status, need_met(demand=None).coverage) == (Status.DATA_GAP, None)
    assert (need_met(demand=0).status, need_met(demand=0).coverage) == (Status.NO_NEED, None)


@pytest.mark.parametrize(("paid", "supply"), [(499, 0), (500, 50), (750, 75), (1000, 100), (5000, 100)])
def test_below_half_its_cost_a_service_is_gone_and_above_its_cost_it_grows_no_more(paid, supply):
    assert need_met(paid=paid).supply == supply


@pytest.mark.parametrize(("capacity", "status"), [(0, Status.NO_PROVISION), (79, Status.PARTIAL),
                                                  (80, Status.COVERED), (500, Status.COVERED)])
def test_eighty_in_a_hundred_are_enough(capacity, status):
    assert need_met(capacity=capacity).status is status


@pytest.mark.parametrize(("evidence", "status"), [(None, Status.WEAK_EVIDENCE), (1, Status.WEAK_EVIDENCE),
                                                  (2, Status.COVERED)])
def test_evidence_below_two_of_five_or_none_is_weak(evidence, status):
    assert need_met(evidence=evidence).status is status


def test_a_grant_counts_on_its_first_and_its_last_day_and_on_no_day_outside():
    grant = Grant("mentoring", 1000, DAY, DAY + timedelta(days=9))

    def provided(day):
        return coverage([Need(*CELLS[0], 100)], [Intervention("mentoring", 1000, 100, 3)],
                        [Link("mentoring", *CELLS[0], Fraction(1))], [grant], day)[0].provision

    assert [provided(DAY + timedelta(days=many)) for many in (-1, 0, 9, 10)] == [False, True, True, False]


@given(st.lists(st.integers(1, 10), min_size=1, max_size=3))
def test_shares_of_one_intervention_over_all_of_it_are_refused(tenths):
    shared = [Link("mentoring", *cell, Fraction(tenth, 10)) for cell, tenth in zip(CELLS, tenths, strict=False)]
    mentoring = [Intervention("mentoring", 1000, 100, 3)]

    if sum(tenths) > 10:
        with pytest.raises(ValueError, match="The shares of mentoring add up to"):
            coverage([], mentoring, shared, [], DAY)
    else:
        assert coverage([], mentoring, shared, [], DAY) == []
