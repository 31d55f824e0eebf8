#!/usr/bin/env python3
"""Judges what is found as told before: judge_recurrences.py SHARED, run with the python of an installation.

Reads every report in SHARED/data/reports with `answerable extract FILE --json`, looks for each labelled finding among
those of all other reports, and compares with labels/recurrences/same_weakness.json, which says how they were chosen.
Prints the recall among the first five and the precision of what a page would show. Ends with 1 below the floors.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from answerable.inspections.likeness import SHOWN_FROM, Weights, score, stems_of

LABELS = Path(__file__).parent / "labels" / "recurrences" / "same_weakness.json"
FIRST = 5
LOWEST_RECALL, LOWEST_PRECISION = 0.63, 0.42  # measured on the day of the labels: 0.67 and 0.47
MOST_UNJUDGED = 0.15  # of what is shown; beyond it, the labels no longer say enough

Place = tuple[str, int]  # file, number of the finding


def read(report: Path) -> dict[Place, dict[str, int]]:
    """The stems of each finding of a report."""
    command = [Path(sys.executable).parent / "answerable", "extract", report, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603
    findings = json.loads(done.stdout)["findings"]
    return {(report.stem, number): stems_of("\n".join((one["text"], *one["sub_items"])))
            for number, one in enumerate(findings, 1)}


def places(listed: list[list[str | int]]) -> set[Place]:
    return {(str(file), int(number)) for file, number in listed}


def main(shared: Path) -> int:
    counts: dict[Place, dict[str, int]] = {}
    for report in sorted((shared / "data" / "reports").glob("*.pdf")):
        if not report.stem.startswith("fault-"):
            counts |= read(report)
    weights = Weights(len(counts), Counter(stem for one in counts.values() for stem in one))
    recalls, shown, right, unjudged = [], 0, 0, 0
    for label in json.loads(LABELS.read_text(encoding="utf-8"))["judged"]:
        asked, = places([label["finding"]])
        same, others = places(label["same"]), places(label["not_the_same"])
        if lacking := ({asked} | same | others) - counts.keys():
            print(f"labelled, but not read: {sorted(lacking)[0]}")
            return 1
        found = sorted(((round(score(counts[asked], counts[one], weights), 6), one) for one in counts
                        if one[0] != asked[0]), reverse=True)[:FIRST]
        if same:
            recalls.append(len(same & {one for _, one in found}) / min(FIRST, len(same)))
        on_page = {one for value, one in found if value >= SHOWN_FROM}
        shown, right = shown + len(on_page), right + len(on_page & same)
        unjudged += len(on_page - same - others)
    recall, precision = sum(recalls) / len(recalls), right / (shown - unjudged)
    print(f"{len(counts)} findings; of what is the same, {recall:.3f} stands among the first {FIRST} (floor "
          f"{LOWEST_RECALL}); of {shown} shown from {SHOWN_FROM} on, {precision:.3f} is the same (floor "
          f"{LOWEST_PRECISION}), {unjudged} not judged")
    return int(recall < LOWEST_RECALL or precision < LOWEST_PRECISION or unjudged > MOST_UNJUDGED * shown)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
