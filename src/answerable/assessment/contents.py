"""The assessment as its readers meet it: headings, sentences, pictures and tables, in order.

What cannot be shown comes before what can. Anti-social behaviour comes last and makes no headline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from answerable.assessment import illustrations, partner_figures, statements, words
from answerable.assessment.figures import CHARTED, FOLLOWED, IN_FUNNEL, MAPPED, Figures, Level
from answerable.assessment.gaps import GAPS, NEITHER_NOR, missing_months
from answerable.assessment.illustrations import FEW_PLACES
from answerable.assessment.method import LICENCE, LIMITS, METHOD, TABLES
from answerable.assessment.notes import Annotation, Conclusion
from answerable.datasets.boundaries import Ring
from answerable.documents.illustrated import Grid, Illustrated, Part
from answerable.measures.categories import CATEGORY_GROUP, GROUP
from answerable.measures.counts import Status
from answerable.measures.months import Month, stretches

FEW_FORCES = 3  # of more, sentences and charts of each would hide the whole
_MOST_DIFFERENCES = 4


def contents(figures: Figures, where: str, *, annotations: Sequence[Annotation] = (),
             conclusions: Sequence[Conclusion] = (), since: Part | None = None,
             outlines: Mapping[str, Sequence[Ring]] | None = None,
             sources: Sequence[tuple[str, ...]] = (), partners: Sequence[Part] = ()) -> Illustrated:
    """The whole assessment. `where` ends a sentence: "recorded by Marlshire Police", "of England and Wales".

    annotations, conclusions: what the analyst adds. since: what changed since the last release. outlines: of areas,
    without which there are no maps. sources: what partners gave or did not, as `partner.sources` says it. partners:
    what their figures show.
    """
    held = words.listed([words.stretch(one) for one in stretches(figures.months)])
    last = figures.months[-1]
    title = f"Needs assessment: crime {where}"
    return Illustrated(title, f"Made from files for {held}.", "", date(last.year, last.number, last.days), title, [
        _in_short(figures), *_concluded(conclusions), *([since] if since else []), _cannot_show(), *_sources(sources),
        *partners, *_changes(figures, annotations), *_rates(figures), *_where(figures, outlines or {}),
        _deprivation(figures), _antisocial(figures), _files(figures), _small_numbers(figures), _method(),
        _tables(with_partners=bool(partners)),
    ])  # fmt: skip


def _few(figures: Figures) -> bool:
    return len(figures.forces) <= FEW_FORCES


def _in_short(figures: Figures) -> Part:
    told = []
    if _few(figures):
        told = [sentence for group in ("weapons", "robbery")
                for sentence in statements.of_changes(figures, group, Level.FORCE)]
    return Part("in-short", "In short", sentences=[
        f"{NEITHER_NOR} They do not say which weapon was used. What they hold nearest to it is possession of weapons, "
        "which is a record of what police found, and robbery, without the weapon.", *told,
        *islice(statements.of_places_that_differ(figures), _MOST_DIFFERENCES),
        "Who could answer what the files cannot is listed in “What these figures cannot show”.",
    ])


def _concluded(conclusions: Sequence[Conclusion]) -> Iterator[Part]:
    if conclusions:
        yield Part("concluded", "What we conclude", points=[
            f"{one.words} (Rests on: {GROUP[one.group].name}, {one.measure}.)" for one in conclusions])


def _cannot_show() -> Part:
    return Part("cannot-show", "What these figures cannot show", sentences=[
        "Each of these is a gap in the data. It stays here until the source has been asked and has answered.",
    ], grids=[Grid("Questions that the files leave open", ("Question", "Why", "What to ask for", "Whom to ask"),
                   [(gap.what, gap.why, gap.ask_for, gap.holder) for gap in GAPS])])


def _sources(sources: Sequence[tuple[str, ...]]) -> Iterator[Part]:
    if sources:
        yield Part("sources", "Other sources: given, asked for, refused", sentences=[
            "What partners gave is held as aggregates, without any person. Figures that are public are shown below, "
            "small numbers hidden. Those that were given on another ground are used for the work and not published.",
        ], grids=[
            Grid("Sources", ("Figure", "State", "Whom", "Since", "Why"), sources)])


def _changes(figures: Figures, annotations: Sequence[Annotation]) -> Iterator[Part]:
    yield Part("changes", "What changed", sentences=[
        "The latest year is compared with each earlier one, over the same months. A difference that the months’ own "
        "scatter explains is called no clear change, however large its percentage looks."
        if figures.changes else "Nothing can be compared: no month of the year is held for two years."])
    if figures.changes and not _few(figures):
        yield Part("changes-table", "Changes by force", 3, sentences=["They are in the tables listed below."])
    elif figures.changes:
        yield from (_change(figures, group, [one for one in annotations if one.group == group])
                    for group in statements.HEADLINES)


def _change(figures: Figures, group: str, annotations: Sequence[Annotation]) -> Part:
    return Part(f"changes-{group.replace('_', '-')}", GROUP[group].name, 3, sentences=[
        *statements.of_changes(figures, group, Level.FORCE, with_caution=False),
        *(statements.of_chart(figures.charts[force, group], group, _doubted(figures, force))
          for force in figures.forces if group in CHARTED),
        *(f"From {one.month.in_words}: {one.words}" for one in annotations),
        *([GROUP[group].caution] if GROUP[group].caution else []),
        *([f"The files cannot show {GROUP[group].cannot_show}."] if GROUP[group].cannot_show else []),
    ], pictures=[*illustrations.months(figures, group, annotations), *illustrations.changes(figures, group)],
        grids=_by_authority(figures, group))


def _doubted(figures: Figures, force: str) -> set[Month]:
    return {row.month for row in figures.ledger if row.force == force and row.status is Status.SUSPECT}


def _by_authority(figures: Figures, group: str) -> list[Grid]:
    """Each authority's change, in each pair of periods."""
    names = figures.names(Level.AUTHORITY)
    rows = [(names[one.key], words.both_periods(table.base, table.new), f"{one.base_n:,} to {one.new_n:,}",
             f"{words.ratio(one.rate_ratio)} ({words.ratio(one.rr_lower)} to {words.ratio(one.rr_upper)})"
             if one.base_n else "none before", str(one.statement))
            for table in figures.changes if table.level is Level.AUTHORITY for one in table.rows if one.group == group]
    headings = ("Authority", "Same months", "Recorded", "Rate ratio, 95% interval", "In words")
    return [Grid(f"{GROUP[group].name} by authority", headings, rows)] if rows else []


def _count(n: int | None) -> str:
    return "no file" if n is None else f"{n:,}"


def _rates(figures: Figures) -> Iterator[Part]:
    year = figures.reference.population_year
    yield Part("rates", "Rates", sentences=[
        "Rates are per 1,000 residents a year, with 95% limits. A place is called higher or lower only if its limits "
        "leave out the rate of all places together. That is a description, and no judgement of good or bad.",
        f"Residents are those of mid {year}: rates can be compared between places, and are somewhat high or low in "
        "level as numbers have changed since." if year else "No table of residents is held, so there are no rates.",
        "In town centres few live and many pass: a rate per resident says little there."])
    for group in IN_FUNNEL:
        units = sum(row.rate.group == group for row in figures.funnel)
        judged = [row for row in figures.funnel if row.rate.group == group and row.phi is not None]
        outside = sum(row.funnel != "within" for row in judged)
        stand = "stands" if outside == 1 else "stand"
        spread = (f"Among {units} districts, {outside} {stand} outside the funnel after "
                  f"allowing for how much districts differ anyway (over-dispersion {words.rounded(judged[0].phi, 1)}"
                  ")." if judged and judged[0].phi is not None else
                  f"{units} districts are too few for a funnel to judge them.")
        yield Part(f"rates-{group}", GROUP[group].name, 3, sentences=[spread],
                   pictures=[*illustrations.rates(figures, group), *illustrations.funnels(figures, group)])


def _where(figures: Figures, outlines: Mapping[str, Sequence[Ring]]) -> Iterator[Part]:
    yield Part("where", "Where it happens", sentences=[
        "Places are areas of about 1,500 residents, in which crime of both censuses’ codes adds up. The points in the "
        "files are anonymous, so no map shows them. Months and ranks come first, maps second."])
    yield Part("persistence", "Areas that are high month after month", 3, [
        *(statements.of_persistence(figures.persistence, group) for group in FOLLOWED)],
        pictures=list(illustrations.persistence_maps(figures, outlines)))
    yield Part("concentration", "How much lies in how few areas", 3, [
        *(statements.of_concentration(one) for one in figures.concentration if one.group in IN_FUNNEL)],
        pictures=list(illustrations.concentrations(figures)))
    rows, neighbours = ((figures.hot_by_nearest, "the eight nearest") if figures.hot_by_border is None
                        else (figures.hot_by_border, "those that touch them"))
    yield Part("hot-areas", "Areas that stand out with their neighbours", 3, [
        *(statements.of_hot_areas(rows, group, neighbours) for group in MAPPED),
        "A town centre with quiet surroundings does not stand out in this way: read it beside the areas above."],
        pictures=list(illustrations.hot_maps(figures, outlines)))


def _deprivation(figures: Figures) -> Part:
    lines = {line.group: line for line in figures.gradients}
    return Part("deprivation", "Deprivation", sentences=[
        *(statements.of_gradient(figures.deciles, lines.get(group), group) for group in IN_FUNNEL),
        "The index of deprivation has a part made from recorded crime, so some of this slope is built in."],
        pictures=list(illustrations.deprivation(figures)))


def _antisocial(figures: Figures) -> Part:
    told = list(statements.of_changes(figures, "asb", Level.FORCE)) if _few(figures) else []
    return Part("asb", GROUP["asb"].name, sentences=[
        "It stands apart and is in no total. How it is recorded has changed so much that a fall tells of recording as "
        "much as of behaviour.", *told],
        pictures=list(illustrations.months(figures, "asb", ())) if _few(figures) else [])


def _files(figures: Figures) -> Part:
    missing = missing_months(list(figures.months))
    spans = words.listed([words.stretch(one) for one in stretches(missing)])
    gaps = [f"There is no file for {spans}. That is unknown, not zero: lines are broken there."] if missing else []
    rows = [row for row in figures.ledger if row.status is not Status.ABSENT]
    grids = [Grid("What the files hold", ("Month", "Force", "State", "Rows", "Without a place", "In another area"),
                  [(row.month.in_words, row.force, str(row.status), _count(row.rows), _count(row.rows_unlocated),
                    _count(row.rows_outside)) for row in rows])] if len(rows) <= 2 * FEW_PLACES else []
    return Part("files", "What the files hold", sentences=[*statements.of_ledger(figures), *gaps],
                pictures=list(illustrations.files(figures)) if _few(figures) else [], grids=grids)


def _small_numbers(figures: Figures) -> Part:
    protected, names = figures.protected, figures.names(Level.DISTRICT)
    groups = [GROUP[group].name for group in sorted(set(CATEGORY_GROUP.values()))]
    hidden = protected.suppressed.hidden.tolist()
    sentences = [
        "Numbers from 1 to 4 are hidden, and others so that nobody can work them out from the totals: linear "
        "programming shows for each hidden cell the range that a reader can reach."
        if protected.suppressed.safe else
        "Small numbers cannot be hidden safely beside their totals here, so the table is left out."]
    grids = [Grid(f"{protected.month.in_words} by district", ("District", *groups), [
        (names[district], *("hidden" if mask else f"{n:,}" for n, mask in zip(counts, masks, strict=True)))
        for district, counts, masks in zip(protected.districts, protected.counts, hidden, strict=True)])]
    shown = protected.suppressed.safe and len(protected.districts) <= FEW_PLACES
    return Part("small-numbers", "Small numbers", sentences=sentences, grids=grids if shown else [])


def _method() -> Part:
    return Part("method", "Method and limits", sentences=LIMITS, points=METHOD, grids=[])


def _tables(*, with_partners: bool) -> Part:
    return Part("tables", "Every number, to check", sentences=[
        "Each measure has its table, as CSV. Counts are whole numbers, all else has twelve significant digits, and an "
        "empty cell is unknown.", LICENCE], grids=[Grid("Tables", ("File", "What it holds"), [
            *TABLES, *([(partner_figures.NAME, partner_figures.SAYS)] if with_partners else [])])])
