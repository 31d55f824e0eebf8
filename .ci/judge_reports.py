#!/usr/bin/env python3
"""Judges the reading of real reports: judge_reports.py SHARED, run with the python of an installation.

Reads every PDF in SHARED/data/reports with `answerable extract FILE --json`, scores the labelled ones with
SHARED/bench/score_extraction.py, compares the others with the labels beside this script (counts, kinds, pages
and dates, told from pictures of the pages), and sees that the broken files are refused. Ends with 1 and the
names of what fell short.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LABELS = Path(__file__).parent / "labels"
LOWEST_F1, LOWEST_EXACT = 0.95, 0.97
REFUSED = 2


def run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=120)  # noqa: S603 - our own programs


def extract(report: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).parent / "answerable"
    return run([command, "extract", report, "--json"])


def read_all(reports: Path, found: Path) -> Iterator[str]:
    """Write what is read of each report; name those that cannot be read, and the broken ones that can."""
    for report in sorted(reports.glob("*.pdf")):
        done = extract(report)
        if "Traceback" in done.stderr:
            yield f"{report.name}: a traceback"
        elif report.name.startswith("fault-"):
            if done.returncode != REFUSED or not done.stderr.strip():
                yield f"{report.name}: ended with {done.returncode}, not {REFUSED} and a sentence"
        elif done.returncode:
            yield f"{report.name}: {done.stderr.strip()}"
        else:
            (found / f"{report.stem}.json").write_text(done.stdout, encoding="utf-8")


def below_the_bars(shared: Path, reports: Path, found: Path) -> Iterator[str]:
    """The labelled reports that fall short of what is asked."""
    scorer = shared / "bench" / "score_extraction.py"
    scored = run([sys.executable, scorer, "--gold", reports, "--found", found, "--json"])
    result = json.loads(scored.stdout)
    for score in result["reports"]:
        lacking = [name for name, good in {
            f"f1 {score['f1']}": score["f1"] >= LOWEST_F1,
            "a kind": score["kind_right"] == score["matched"],
            "a page": score["page_right"] == score["matched"],
            "the date of publication": score["published_right"] == 1,
            "the date of the reply": score["due_right"] == 1,
        }.items() if not good]
        if lacking:
            yield f"{score['name']}: {', '.join(lacking)}"
    if result["all"]["exact_share"] < LOWEST_EXACT:
        yield f"exact text in {result['all']['exact_share']} of the findings, not {LOWEST_EXACT}"


def unlike_the_labels(found: Path) -> Iterator[str]:
    """The reports whose findings differ from the labels in number, kind, page or date."""
    for path in sorted(LABELS.glob("*.json")):
        label, read = json.loads(path.read_text(encoding="utf-8")), found / path.name
        if not read.exists():
            yield f"{path.stem}: labelled, but not read"
            continue
        report = json.loads(read.read_text(encoding="utf-8"))
        for field in ("published_on", "response_due_on"):
            if report[field] != label[field]:
                yield f"{path.stem}: {field} is {report[field]}, not {label[field]}"
        places = [(item["kind"], item["page"]) for item in report["findings"]]
        if places != [(item["kind"], item["page"]) for item in label["findings"]]:
            yield f"{path.stem}: {len(places)} findings, not {len(label['findings'])}, or another kind or page"


def main(shared: Path) -> int:
    reports = shared / "data" / "reports"
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder)
        failures = [*read_all(reports, found), *below_the_bars(shared, reports, found), *unlike_the_labels(found)]
        read = len(list(found.glob("*.json")))
    print(f"{read} reports read, {len(failures)} failures")
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
