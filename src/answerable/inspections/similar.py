"""Earlier findings like a finding or a text, with the words that both have.

The rarest stems of a text lead to the findings that may be like it; these are then scored exactly. Both are counted
here and not in the database, so that SQLite and PostgreSQL give the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db.models import Count, Subquery

from answerable.inspections.likeness import SHOWN_FROM, Stem, Weights, Word, score, shared_words, stems_of
from answerable.inspections.models import Confirmation, Report
from answerable.inspections.queries import ConfirmedFinding, confirmed_findings
from answerable.inspections.word_index import parts, text_of
from answerable.inspections.word_rows import FindingWords, StemInFinding, StemOfBody

SHOWN = 5
# Limits of the first step, both far above what a body of 4,000 findings reaches.
MOST_PLACES = 3_000  # places of stems that are looked up for one text, beginning with the rarest stem
MOST_SCORED = 200  # findings that are scored exactly for one text
TOGETHER = 20  # texts whose stems are looked up in one go

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Like:
    """An earlier finding that is like another: how much (0 to 1), and the words that both have."""

    report: Report
    finding: ConfirmedFinding
    score: float | None  # None: not found by its words, but named
    mine: tuple[Word, ...]  # places in the text that was asked about
    theirs: tuple[Word, ...]  # places in `text`

    @property
    def text(self) -> str:
        return text_of(self.finding)


def told_before(report: Report, *, limit: int = SHOWN) -> dict[int, list[Like]]:
    """For the confirmed findings of a report, by number: those like them in reports published before it."""
    texts = {finding.number: text_of(finding) for finding in confirmed_findings(report)}
    return similar_to_each(texts, apart_from=report, before=report.published_on, limit=limit)


def how_many_like(report: Report, finding: ConfirmedFinding) -> int:
    """How many findings `told_before` shows for this one, without reading what they say."""
    counts = stems_of(text_of(finding))
    return len(_nearest({None: counts}, report, report.published_on, SHOWN)[None])


def similar_findings(text: str, *, apart_from: Report | None = None, before: date | None = None,
                     limit: int = SHOWN) -> list[Like]:
    """The confirmed findings of this body most like a text, the most alike first; none below `SHOWN_FROM`.

    `apart_from`: a report whose own findings are not looked at. `before`: only of reports published before that day.
    Equal scores stand with the newest report first.
    """
    return similar_to_each({None: text}, apart_from=apart_from, before=before, limit=limit)[None]


def similar_to_each(texts: Mapping[Key, str], *, apart_from: Report | None = None, before: date | None = None,
                    limit: int = SHOWN) -> dict[Key, list[Like]]:
    """The same for several texts at once, in a handful of queries for every twenty."""
    found: dict[Key, list[tuple[float, FindingWords]]] = {}
    each = iter(texts.items())
    while some := dict(islice(each, TOGETHER)):
        found |= _nearest({key: stems_of(text) for key, text in some.items()}, apart_from, before, limit)
    said = _said({row.report_id for rows in found.values() for _, row in rows})
    return {key: [_like(texts[key], value, row, said) for value, row in rows] for key, rows in found.items()}


def likes_of(text: str, finding_ids: Sequence[int]) -> list[Like]:
    """These findings beside a text, whether they are like it or not, the newest report first."""
    rows = list(FindingWords.objects.filter(finding__in=finding_ids).select_related("report"))
    said = _said({row.report_id for row in rows}) if rows else {}
    return [_like(text, None, row, said) for row in sorted(rows, key=_newest_first)]


def _nearest(texts: Mapping[Key, Mapping[Stem, int]], apart_from: Report | None, before: date | None,
             limit: int) -> dict[Key, list[tuple[float, FindingWords]]]:
    how_many = FindingWords.objects.values("body_id").annotate(every=Count("id")).values("every")
    stems = {row.stem: row for some in parts(sorted({stem for counts in texts.values() for stem in counts}))
             for row in StemOfBody.objects.filter(stem__in=some).annotate(every=Subquery(how_many))}
    every = next((row.every for row in stems.values()), 0)
    weights = Weights(every, {stem: row.findings for stem, row in stems.items()})
    led_by = {key: _rarest(counts, stems) for key, counts in texts.items()}
    places = _places({row.id for rows in led_by.values() for row in rows}, apart_from, before)
    candidates = {key: _most_promising(rows, places, weights) for key, rows in led_by.items()}
    lists = {row.id: row for some in parts(sorted({i for ids in candidates.values() for i in ids}))
             for row in FindingWords.objects.filter(id__in=some).select_related("report")}
    more = {stem for row in lists.values() for stem in row.counts} - stems.keys()
    weights = Weights(every, {**weights.having, **_having(more)})
    return {key: _best(texts[key], [lists[i] for i in ids], weights, limit) for key, ids in candidates.items()}


def _having(stems: set[Stem]) -> dict[Stem, int]:
    """How many findings have each of these stems, without a row of the model for each: there can be thousands."""
    rows = StemOfBody.objects.values_list("stem", "findings")
    return dict(pair for some in parts(sorted(stems)) for pair in rows.filter(stem__in=some))


def _rarest(counts: Mapping[Stem, int], stems: Mapping[Stem, StemOfBody]) -> list[StemOfBody]:
    """The stems of a text that lead to others: the rarest, and as many as the limit lets."""
    chosen: list[StemOfBody] = []
    places = 0
    for row in sorted((stems[stem] for stem in counts if stem in stems), key=lambda row: (row.findings, row.stem)):
        places += row.findings
        if chosen and places > MOST_PLACES:
            break
        chosen.append(row)
    return chosen


def _places(stem_ids: Iterable[int], apart_from: Report | None, before: date | None) -> dict[int, list[int]]:
    """For each stem, the lists of words that have it."""
    rows = StemInFinding.objects.all()
    if apart_from is not None:
        rows = rows.exclude(words__report=apart_from)
    if before is not None:
        rows = rows.filter(words__report__published_on__lt=before)
    found: dict[int, list[int]] = defaultdict(list)
    for some in parts(sorted(stem_ids)):
        for stem, words in rows.filter(stem__in=some).values_list("stem_id", "words_id"):
            found[stem].append(words)
    return found


def _most_promising(rows: Sequence[StemOfBody], places: Mapping[int, list[int]], weights: Weights) -> list[int]:
    """The lists with most weight in the stems that led to them."""
    weight: dict[int, float] = defaultdict(float)
    for row in rows:
        for words in places.get(row.id, ()):
            weight[words] += weights.rarity(row.stem) ** 2
    return sorted(weight, key=lambda words: (-weight[words], words))[:MOST_SCORED]


def _best(counts: Mapping[Stem, int], lists: Iterable[FindingWords], weights: Weights,
          limit: int) -> list[tuple[float, FindingWords]]:
    scored = [(round(score(counts, row.counts, weights), 6), row) for row in lists]
    shown = [one for one in scored if one[0] >= SHOWN_FROM]
    return sorted(shown, key=lambda one: (-one[0], *_newest_first(one[1])))[:limit]


def _newest_first(row: FindingWords) -> tuple[int, int, int]:
    return -(row.report.published_on or date.min).toordinal(), -row.report_id, row.finding_id


def _said(report_ids: set[int]) -> dict[int, ConfirmedFinding]:
    """The findings of these reports as they were last confirmed, by row."""
    last = {row.report_id: row.findings for row in Confirmation.objects.filter(report__in=report_ids)}  # last wins
    every = (ConfirmedFinding.model_validate(value) for values in last.values() for value in values)
    return {finding.finding_id: finding for finding in every}


def _like(text: str, value: float | None, row: FindingWords, said: Mapping[int, ConfirmedFinding]) -> Like:
    finding = said[row.finding_id]
    mine, theirs = shared_words(text, text_of(finding))
    return Like(row.report, finding, value, tuple(mine), tuple(theirs))
