"""Keeps the list of which confirmed finding has which words, in the transaction that confirms them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from answerable.accounts.models import Body
from answerable.accounts.scope import current_body_id
from answerable.inspections.likeness import Stem, stems_of
from answerable.inspections.models import Confirmation, Finding, Report
from answerable.inspections.queries import ConfirmedFinding
from answerable.inspections.word_rows import FindingWords, StemInFinding, StemOfBody

AT_ONCE = 2_000  # rows or values in one statement


def text_of(finding: ConfirmedFinding) -> str:
    """The words that are compared: those of the finding and of its sub-points, each on a line."""
    return "\n".join((finding.words, *finding.sub_points))


@transaction.atomic
def keep_words(report: Report, findings: Sequence[ConfirmedFinding]) -> None:
    """Put the words of a report's confirmed findings in the place of those that were kept before."""
    Body.objects.select_for_update().get(id=current_body_id())  # two reports at once would each miscount the other's
    change = Counter({stem: -count for stem, count in _forget(report).items()})
    kept: dict[Stem, list[FindingWords]] = defaultdict(list)
    rows = {row.id: row for row in Finding.objects.filter(id__in=[finding.finding_id for finding in findings])}
    for finding in findings:
        counts = stems_of(text_of(finding))
        words = FindingWords.objects.create(report=report, finding=rows[finding.finding_id], counts=counts)
        for stem in counts:
            kept[stem].append(words)
    change.update({stem: len(lists) for stem, lists in kept.items()})
    stems = _counted(change)
    places = [StemInFinding(body_id=current_body_id(), stem=stems[stem], words=words)
              for stem, lists in kept.items() for words in lists]
    StemInFinding.every_body.bulk_create(places, batch_size=AT_ONCE)  # both ends were just read or made in this body


@transaction.atomic
def rebuild() -> int:
    """Make the list anew for every report of the current body. Returns how many findings it now holds."""
    last = {row.report_id: row for row in Confirmation.objects.select_related("report").order_by("id")}
    for row in last.values():
        keep_words(row.report, [ConfirmedFinding.model_validate(value) for value in row.findings])
    return FindingWords.objects.count()


def _forget(report: Report) -> Counter[Stem]:
    """Take a report's words off the list; how many of its findings had each stem."""
    had: Counter[Stem] = Counter()
    for counts in FindingWords.objects.filter(report=report).values_list("counts", flat=True):
        had.update(counts.keys())
    StemInFinding.objects.filter(words__report=report).delete()
    FindingWords.objects.filter(report=report).delete()
    return had


def _counted(change: Counter[Stem]) -> dict[Stem, StemOfBody]:
    """The rows of these stems, with the change added to how many findings have each."""
    rows = stem_rows(change)
    for stem in sorted(change.keys() - rows.keys()):
        rows[stem] = StemOfBody.objects.create(stem=stem)
    by_change: dict[int, list[int]] = defaultdict(list)
    for stem, more in change.items():
        by_change[more].append(rows[stem].id)
    for more, ids in by_change.items():
        for some in parts(sorted(ids)) if more else ():
            StemOfBody.objects.filter(id__in=some).update(findings=F("findings") + more)
    return rows


def stem_rows(stems: Iterable[Stem]) -> dict[Stem, StemOfBody]:
    return {row.stem: row for some in parts(sorted(stems)) for row in StemOfBody.objects.filter(stem__in=some)}


def parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start:start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
