"""A body with 100,000 findings: how long it takes to say what is like one of them, and like all of one report.

    python bench/told_before.py [FINDINGS]

On the database of DATABASE_URL, or SQLite in a folder of its own. Seconds differ from machine to machine; the ratio to
a plain search for one word in every finding (`LIKE '%word%'`), asked in the same run, differs less. Ends with 1 when
half of the questions take more than 300 ms, or when one finds others than a comparison with all findings does.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import TypeVar

os.environ.setdefault("ANSWERABLE_HOME", tempfile.mkdtemp(prefix="answerable-bench-"))
os.environ["ANSWERABLE_DEMONSTRATION"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.site.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from answerable.accounts.models import Body
from answerable.accounts.scope import in_body
from answerable.inspections.likeness import SHOWN_FROM, Weights, score, stems_of
from answerable.inspections.models import Confirmation, Finding, Report
from answerable.inspections.rules import FindingState, ReportState
from answerable.inspections.similar import similar_findings, told_before
from answerable.inspections.word_rows import FindingWords, StemInFinding, StemOfBody

Done = TypeVar("Done")
A_REPORT = 20  # findings
LONGEST = 0.3  # seconds for one finding
ASKED = 20
AT = datetime(2024, 1, 1, tzinfo=UTC)


class Writer:
    """Invented findings: words as often as in a language (Zipf), of 9,000; every tenth finding is another, altered."""

    def __init__(self) -> None:
        self.chance = random.Random(11)
        letters, ends = "bdfgklmnprstvz", ("", "ing", "ed", "s", "ment")
        self.words = [f"{self._syllables(letters)}{self.chance.choice(ends)}" for _ in range(9_000)]
        self.often = list(accumulate(1 / (rank + 8) for rank in range(len(self.words))))
        self.written: list[str] = []

    def _syllables(self, letters: str) -> str:
        return "".join(self.chance.choice(letters) + self.chance.choice("aeiou") for _ in range(3)) + "k"

    def finding(self) -> str:
        if self.written and self.chance.random() < 0.1:
            words = self.chance.choice(self.written).split()
            for _ in range(len(words) // 3):
                words[self.chance.randrange(len(words))] = self._some(1)[0]
        else:
            words = self._some(self.chance.randint(12, 70))
        self.written.append(" ".join(words))
        return self.written[-1]

    def _some(self, many: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.often, k=many)


def main() -> int:
    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    body = Body.objects.create(ref="mar", example=True)
    with in_body(body.id):
        writer = fill(findings)
        newest = Report.objects.order_by("published_on").last()
        print(f"{findings} findings made in {time.perf_counter() - began:.0f} s on {connection.vendor}")
        return look(writer, newest)


def look(writer: Writer, newest: Report) -> int:
    asked = [*writer.chance.sample(writer.written, ASKED - 1), writer.finding()]
    word = writer.words[400]
    plain = statistics.median(timed(lambda: Finding.objects.filter(words__contains=word).count())[0] for _ in range(3))
    similar_findings(asked[0])  # the first question opens what the others share
    took = [timed(lambda text=text: similar_findings(text)) for text in asked]
    each = sorted(seconds for seconds, _ in took)
    page, found = timed(lambda: told_before(newest))
    print(f"a search for one word in all findings: {plain * 1000:.0f} ms")
    usual = statistics.median(each)
    print(f"like one finding: {usual * 1000:.0f} ms, {usual / plain:.2f} times that; at most {each[-1] * 1000:.0f} ms")
    print(f"like each of {len(found)} of a report: {page * 1000:.0f} ms, {page / plain:.1f} times that")
    wrong = sum(best(text) != [like.score for like in likes] for text, (_, likes) in zip(asked, took, strict=True))
    print(f"{wrong} of {ASKED} otherwise than by comparing with all findings")
    return int(usual > LONGEST or wrong > 0)


def best(text: str) -> list[float]:
    """The five best scores, by comparing with every finding."""
    having = dict(StemOfBody.objects.values_list("stem", "findings"))
    weights, mine = Weights(FindingWords.objects.count(), having), stems_of(text)
    scores = (round(score(mine, counts, weights), 6)
              for counts in FindingWords.objects.values_list("counts", flat=True).iterator()
              if mine.keys() & counts.keys())
    return sorted((value for value in scores if value >= SHOWN_FROM), reverse=True)[:5]


def timed(do: Callable[[], Done]) -> tuple[float, Done]:
    began = time.perf_counter()
    done = do()
    return time.perf_counter() - began, done


def fill(findings: int) -> Writer:
    """Reports of 20 findings, a day apart, with the list of their words."""
    writer, body_id = Writer(), Body.objects.get().id
    own = {"body_id": body_id}
    stems: dict[str, StemOfBody] = {}
    pairs: list[tuple[str, int]] = []
    for start in range(0, findings, 5_000):
        reports = Report.every_body.bulk_create(
            Report(**own, state=ReportState.CONFIRMED.value, added_at=AT, added_by=1, title=f"Report {n}",
                   published_on=date(2010, 1, 1) + timedelta(days=n), findings_confirmed_at=AT)
            for n in range(start // A_REPORT, min(start + 5_000, findings) // A_REPORT))
        rows = Finding.every_body.bulk_create(
            Finding(**own, report=report, serial=n, position=n, number=n, state=FindingState.CONFIRMED.value,
                    changed_at=AT, changed_by=1, kind="recommendation", words=writer.finding(), page=1,
                    confirmed_at=AT, confirmed_by=1)
            for report in reports for n in range(1, A_REPORT + 1))
        Confirmation.every_body.bulk_create(
            Confirmation(**own, report=report, findings=[told(row) for row in rows if row.report_id == report.id],
                         other_pages_seen=True, confirmed_at=AT, confirmed_by=1) for report in reports)
        lists = FindingWords.every_body.bulk_create(
            FindingWords(**own, report=row.report, finding=row, counts=stems_of(row.words)) for row in rows)
        for words in lists:
            for stem in words.counts:
                held = stems.setdefault(stem, StemOfBody(**own, stem=stem))
                held.findings += 1
                pairs.append((stem, words.id))
    StemOfBody.every_body.bulk_create(list(stems.values()), batch_size=5_000)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.executemany(
            f'INSERT INTO "{StemInFinding._meta.db_table}" (body_id, stem_id, words_id) VALUES (%s, %s, %s)',
            [(body_id, stems[stem].id, words) for stem, words in pairs])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return writer


def told(row: Finding) -> dict[str, object]:
    return {"number": row.number, "finding_id": row.id, "kind": row.kind, "printed_number": "", "heading": "",
            "subheading": "", "words": row.words, "sub_points": [], "page": None, "addressed_to": "", "date_words": "",
            "date_on": None}


if __name__ == "__main__":
    sys.exit(main())
