"""`answerable extract FILE`: read an inspection report and list what it asks for."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from datetime import date

from answerable.cli.files import read_bytes
from answerable.intake import CannotRead, ReadFinding, ReadReport, read_report, walls

_REFUSED = 2
_NOT_STATED = "Not stated in the report"


def main(argv: list[str]) -> int:
    """Print what a report asks for; 2, with a sentence on stderr, if the file cannot be read."""
    options = _parser().parse_args(argv)
    try:
        if options.walls:
            stand = walls()
            print("\n".join((f"Walls around the reader: {stand.state}.", *stand.sentences)))
            return 0
        report = read_report(read_bytes(options.file), name=options.file)
    except CannotRead as refusal:
        print(f"{options.file}: {refusal}" if options.file else refusal, file=sys.stderr)
        return _REFUSED
    print(_as_data(report) if options.json else "\n".join(_as_words(report)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="answerable extract",
        description="Read an inspection report (a PDF, or a web page saved as HTML) and list its recommendations, "
        "causes of concern, priority actions and areas for improvement. Nothing is sent or kept.",
        epilog="Example: answerable extract report.pdf --json",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="the report, as the inspectorate published it")
    parser.add_argument("--json", action="store_true", help="print data instead of a list")
    parser.add_argument("--walls", action="store_true", help="say what stands around the reader, and stop")
    return parser


def _as_data(report: ReadReport) -> str:
    said = report.model_dump(mode="json", exclude={"pages"})
    return json.dumps({**said, "page_count": len(report.pages)}, indent=2, ensure_ascii=False)


def _as_words(report: ReadReport) -> Iterator[str]:
    yield report.title or _NOT_STATED
    yield f"Inspectorates: {', '.join(report.inspectorates) or _NOT_STATED}"
    yield f"Type of inspection: {report.inspection_type or _NOT_STATED}"
    yield f"Area: {report.area or _NOT_STATED}"
    yield f"Published: {_day(report.published_on)}"
    yield f"Reply asked for by: {_day(report.response_due_on)}"
    yield ""
    if not report.findings:
        yield "No findings were read. Some reports make none; compare it with the report itself."
        return
    count = len(report.findings)
    yield f"{count} {'finding' if count == 1 else 'findings'}. Compare with the report itself."
    for place, finding in enumerate(report.findings, 1):
        yield ""
        yield from _finding(place, finding)


def _finding(place: int, finding: ReadFinding) -> Iterator[str]:
    kind = finding.kind.value.replace("_", " ")
    printed = f" {finding.number}" if finding.number else ""
    yield f"{place}. {kind[0].upper()}{kind[1:]}{printed} (page {finding.page})"
    for paragraph in finding.text.splitlines():
        yield _wrapped(paragraph, "   ")
    for item in finding.sub_items:
        yield _wrapped(item, "   - ")
    if finding.addressed_to:
        yield _wrapped(f"Addressed to: {finding.addressed_to}", "   ")
    if finding.date_words:
        yield _wrapped(f"Date in the text: {finding.date_words}", "   ")
    for doubt in finding.doubts:
        yield _wrapped(f"To settle: {doubt.question}", "   ")


def _wrapped(text: str, start: str) -> str:
    return textwrap.fill(text, 100, initial_indent=start, subsequent_indent=" " * len(start))


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else _NOT_STATED
