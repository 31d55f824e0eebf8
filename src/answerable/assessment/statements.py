"""What the figures say, in words made from their labels. Nobody types these.

Each gives both counts, the base and the interval. A change inside the noise is called no clear change. No percentage
stands without its two counts, and none where the base is under 50.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from answerable.assessment import words
from answerable.assessment.figures import ChangeTable, Figures, Level
from answerable.measures.categories import GROUP
from answerable.measures.change import Change, Statement
from answerable.measures.concentration import Concentration
from answerable.measures.control_chart import LEAST_MONTHS, Kind, Point
from answerable.measures.counts import Status
from answerable.measures.gradient import DecileRate, Gradient
from answerable.measures.hot_areas import HotArea
from answerable.measures.hot_areas import Kind as Heat
from answerable.measures.months import Month
from answerable.measures.persistence import Kind as Often
from answerable.measures.persistence import Persistence
from answerable.measures.rates import Flag, Rate

HEADLINES = ("core", "violence_sexual", "robbery", "weapons", "public_order")  # never anti-social behaviour
_DOUBT = "; rows seem to be missing"
_MANY = 8  # authorities that one sentence can hold
_VERB = {Statement.INCREASE: "rose", Statement.DECREASE: "fell"}
_ALIKE = {Statement.INCREASE: 1, Statement.DECREASE: -1, Statement.NO_CLEAR_CHANGE: 0}


def of_change(one: Change, table: ChangeTable, where: str, *, with_caution: bool = True) -> str:
    """A change in words. `where` is "by Marlshire Police" or "in Northmarl".

    The caution says what else the figure reflects. It may be left out only where it stands beside the sentence.
    """
    group, name = GROUP[one.group], _name(one.group)
    span = words.both_periods(table.base, table.new)
    counts = f"from {one.base_n:,} to {one.new_n:,}"
    if one.statement is Statement.TOO_FEW:
        return f"{name} recorded {where}: too few to say, {counts} ({span})."
    if one.statement is Statement.NOT_JUDGED:
        return (f"{name} recorded {where} is not judged: a month of one of the two periods holds too few rows to "
                f"be whole ({counts}; {span}).")
    percentage = f", {words.change_in_percent(one.pct_change)}" if one.pct_change is not None else ""
    interval = f"95% interval {words.ratio(one.rr_lower)} to {words.ratio(one.rr_upper)}"
    ratio = f"The rate ratio is {words.ratio(one.rate_ratio)} ({interval})." if one.base_n else "There was none before."
    caution = f" {group.caution}" if group.caution and with_caution else ""
    if one.statement is Statement.NO_CLEAR_CHANGE:
        return (f"No clear change in {_inside(name)} recorded {where}: {counts} ({span}{percentage}). "
                f"{ratio}{caution}")
    return f"{name} recorded {where} {_VERB[one.statement]} {counts} ({span}{percentage}). {ratio}{caution}"


def _name(group: str) -> str:
    """The name of a group in a sentence that says "recorded" itself."""
    return GROUP[group].name.removesuffix(" (recorded)")


def _inside(name: str) -> str:
    return name[0].lower() + name[1:]


def of_changes(figures: Figures, group: str, level: Level, *, with_caution: bool = True) -> Iterator[str]:
    """What a group did, at one level, in each pair of periods."""
    names = figures.names(level)
    by = "by" if level is Level.FORCE else "in"
    for table in figures.changes:
        if table.level is level:
            yield from (of_change(one, table, f"{by} {names[one.key]}", with_caution=with_caution)
                        for one in table.rows if one.group == group)


def of_places_that_differ(figures: Figures) -> Iterator[str]:
    """Where the authorities of the area did not do the same, or are not alike: the figure of the whole hides it."""
    names = figures.names(Level.AUTHORITY)
    for table in figures.changes:
        if table.level is not Level.AUTHORITY:
            continue
        for group in HEADLINES:
            judged = [one for one in table.rows if one.group == group and one.statement in _ALIKE]
            if len(judged) <= _MANY and len({_ALIKE[one.statement] for one in judged}) > 1:
                parts = [f"{names[one.key]} {_said(one)}" for one in judged]
                yield (f"{words.listed([names[one.key] for one in judged])} differ in {_inside(_name(group))} "
                       f"({words.both_periods(table.base, table.new)}): {'; '.join(parts)}.")
    for group in HEADLINES:
        rated = [one for one in figures.rates[Level.AUTHORITY] if one.group == group and one.rate is not None]
        if not 1 < len(rated) <= _MANY:
            continue
        if max(_known(one.lower) for one in rated) > min(_known(one.upper) for one in rated):
            each = "; ".join(f"{names[one.key]} {_rate(one)}" for one in rated)
            yield (f"{words.listed([names[one.key] for one in rated])} differ in the rate of {_inside(_name(group))}: "
                   f"{each} a year per 1,000 residents.")


def _rate(one: Rate) -> str:
    return (f"{words.rate(_known(one.rate))} (95% limits {words.rate(_known(one.lower))} to "
            f"{words.rate(_known(one.upper))})")


def _known(value: float | None) -> float:
    assert value is not None, "a place without a rate"
    return value


def _said(one: Change) -> str:
    percentage = f", {words.change_in_percent(one.pct_change)}" if one.pct_change is not None else ""
    label = {Statement.INCREASE: "an increase", Statement.DECREASE: "a decrease"}.get(one.statement, "no clear change")
    return (f"{one.base_n:,} to {one.new_n:,} ({label}{percentage}; rate ratio {words.ratio(one.rate_ratio)}, "
            f"{words.ratio(one.rr_lower)} to {words.ratio(one.rr_upper)})")


def of_chart(points: Sequence[Point], group: str, doubted: Collection[Month] = ()) -> str:
    """What a control chart says. doubted: months of which the ledger says that rows are missing."""
    name = _name(group)
    if not points:
        return (f"{name}: there is no stretch of {LEAST_MONTHS} months without a gap, so signals cannot be told from "
                "ordinary scatter. No limits are drawn.")
    signals = [point for point in points if point.kind is not Kind.COMMON_CAUSE]
    if not signals:
        return f"{name}: all {len(points)} months lie in the ordinary scatter of the series. None of them is a signal."
    told = words.listed([f"{point.month.in_words} ({point.kind}{_DOUBT if point.month in doubted else ''})"
                         for point in signals])
    are = "is a signal" if len(signals) == 1 else "are signals"
    return (f"{name}: {len(signals)} of {len(points)} months {are}: {told}. Ask what happened, or what was recorded "
            "otherwise.")


def of_rate(one: Rate, name: str) -> str:
    """A place's rate beside that of all places."""
    group = _name(one.group)
    if one.flag is Flag.MONTH_ABSENT:
        return f"{group}, {name}: no rate, because a month is missing."
    if one.rate is None or one.comparator is None:
        return f"{group}, {name}: no rate, because residents are not known or are no base for one."
    beside = {Flag.HIGHER: "higher than", Flag.LOWER: "lower than", Flag.SIMILAR: "similar to"}[one.flag]
    return (f"{group}, {name}: {_rate(one)} a year per 1,000 residents, {beside} {words.rate(one.comparator)} "
            "in all places together.")


def of_concentration(one: Concentration) -> str:
    name = _name(one.group)
    if not one.total or one.share_of_areas_for_50pct is None:
        return f"{name}: none was recorded with a place."
    return (f"{name}: half of the {one.total:,} lay in {words.percent(one.share_of_areas_for_50pct)} of {one.areas:,} "
            f"areas. {one.areas - one.areas_with_any:,} of the areas had none.")


def of_persistence(rows: Sequence[Persistence], group: str) -> str:
    of_group = [one for one in rows if one.group == group]
    many = {kind: sum(one.kind is kind for one in of_group) for kind in Often}
    lasting = many[Often.PERSISTENT]
    told = (f"{lasting} {'area was' if lasting == 1 else 'areas were'} among the highest in at least three quarters of "
            "the months")
    few = "" if lasting else " With so few in a month, do not draw maps of single months."
    return (f"{_name(group)}: {told}, {many[Often.RECURRENT]} in at least half, "
            f"{many[Often.OCCASIONAL]} now and then, {many[Often.NEVER]} never.{few}")


def of_hot_areas(rows: Sequence[HotArea], group: str, neighbours: str) -> str:
    hot = sum(one.kind is Heat.HOT for one in rows if one.group == group)
    cold = sum(one.kind is Heat.COLD for one in rows if one.group == group)
    return (f"{_name(group)}: {hot} {'area stands' if hot == 1 else 'areas stand'} out as high together with "
            f"{neighbours}, {cold} as low (exact p, 5% of them expected to be false).")


def of_gradient(deciles: Sequence[DecileRate], line: Gradient | None, group: str) -> str:
    by_decile = {one.imd_decile: one for one in deciles if one.group == group}
    name = _name(group)
    if line is None or not by_decile:
        return f"{name}: too few deciles of deprivation to say."
    most, least = by_decile[min(by_decile)], by_decile[max(by_decile)]
    slope = (f"Slope index {words.rate(line.sii)} ({words.rate(line.sii_lower)} to {words.rate(line.sii_upper)}). "
             if line.sii_lower > 0 else "")
    end = "" if line.rii is not None else "The line is below nought at an end, so no relative index is given. "
    return (f"{name}: {words.rate(most.rate)} a year per 1,000 residents ({words.rate(most.lower)} to "
            f"{words.rate(most.upper)}) in the most deprived tenth of areas, {words.rate(least.rate)} "
            f"({words.rate(least.lower)} to {words.rate(least.upper)}) in the least. {slope}{end}").rstrip()


def of_ledger(figures: Figures) -> Iterator[str]:
    """What the files hold, and every oddity, counted."""
    held = [row for row in figures.ledger if row.rows is not None]
    rows = sum(row.rows or 0 for row in held)
    yield f"The files hold {rows:,} rows. All of them are counted; none was dropped or merged."
    oddities: Mapping[str, int] = {
        "rows of anti-social behaviour, which stand apart and are in no total": sum(row.rows_asb or 0 for row in held),
        "rows without a Crime ID": sum(row.rows_without_id or 0 for row in held),
        "rows that repeat a Crime ID": sum(row.rows_repeating_id or 0 for row in held),
        "rows without a place": sum(row.rows_unlocated or 0 for row in held),
        "rows with a place that no census knows": sum(row.rows_unknown_lsoa or 0 for row in held),
        "rows in the area of another force": sum(row.rows_outside or 0 for row in held),
        "rows of a category that is not known here": sum(row.rows_unmapped_category or 0 for row in held),
    }
    yield "Of these, " + words.listed([f"{many:,} {what}" for what, many in oddities.items()]) + "."
    absent = [row for row in figures.ledger if row.status is Status.ABSENT]
    if absent:
        yield "Nothing was published by " + words.listed(sorted(
            {f"{row.force} for {row.month.in_words}" for row in absent})) + ". That is unknown, not zero."
    yield from (f"{row.force}, {row.month.in_words}, holds less than half of what is usual there. It is counted and "
                "not judged." for row in figures.ledger if row.status is Status.SUSPECT)
