"""The register's tables as CSV, with the meaning of each column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from answerable.records.formulas import FORMULA_RULE, defused
from answerable.register import words
from answerable.register.answers import Answer, Register

RESPONSE_COLUMNS = {
    "ref": "Reference of the response; it never changes",
    "title": "Inspection title",
    "inspectorates": "Inspected by; several are separated by a semicolon",
    "type_of_inspection": "Type of inspection",
    "area": "Area that was inspected",
    "published_on": "Day the report was published; empty: not known",
    "link": "Link to the report; empty: not known",
    "basis": "Why we answer: law, or practice; empty: not known, or no answer is due",
    "regime": "Code of the law or practice; empty: not known, or no answer is due",
    "due_on": "Last day to publish the response; empty: none is set",
    "responded_on": "Day the first version was published; empty: no response yet, or not known",
    "state": "State of the response as the register shows it",
    "version": "Number of the current version; empty: no response yet",
    "findings": "Number of findings",
    "address": "Address of the page, relative to the register",
    "sha256": "Fingerprint of the newest record",
}
FINDING_COLUMNS = {
    "ref": "Reference of the response",
    "number": "Number of the finding on this register",
    "kind": "recommendation, cause_of_concern, priority_action or area_for_improvement",
    "printed_number": "Number in the report; empty: it has none",
    "page": "Page of the report; empty: not known",
    "heading": "The inspectorate's heading",
    "words": "The inspectorate's words",
    "sub_points": "The inspectorate's points below them, one a line",
    "addressed_to": "Whom the finding is addressed to",
    "date_on": "Date in the finding; empty: none, or not read as a date",
    "branch": "action, no_action, with_finding or other_body; empty: not answered yet",
    "answer": "The body's action, or its reason for none",
    "answered_with": "Number of the finding whose answer covers this one",
    "force_position": "The force's or service's own position",
    "owner": "In an action plan: by whom it is done; empty: not stated",
    "by_when": "In an action plan: by when; empty: not stated",
    "address": "Address of the page, relative to the register",
}


def responses_csv(register: Register) -> bytes:
    return table(RESPONSE_COLUMNS, (_response_row(answer) for answer in register.reports))


def findings_csv(register: Register) -> bytes:
    return table(FINDING_COLUMNS, (row for answer in register.answers for row in _finding_rows(answer)))


def _response_row(answer: Answer) -> dict[str, Any]:
    said, report, current = answer.newest if answer.has_statement else None, answer.report, answer.current
    newest = max(answer.everything, key=lambda one: (one.entry.at, one.entry.seq))
    return {
        "ref": answer.ref,
        "title": answer.title,
        "inspectorates": "; ".join(report.inspectorates) if report else "",
        "type_of_inspection": report.type_of_inspection if report else "",
        "area": report.area if report else "",
        "published_on": answer.published_on,
        "link": (report.link or "") if report else "",
        "basis": said.facts.basis.value if said else "",
        "regime": said.facts.regime if said else "",
        "due_on": answer.due_on,
        "responded_on": answer.responded_on,
        "state": words.state_of(answer).words,
        "version": current.facts.version if current else None,
        "findings": len(said.findings) if said else 0,
        "address": f"responses/{answer.ref}/",
        "sha256": newest.entry.hash,
    }


def _finding_rows(answer: Answer) -> Iterator[dict[str, Any]]:
    for f in answer.newest.findings:
        yield {
            "ref": answer.ref,
            "number": f.number,
            "kind": f.kind.value,
            "printed_number": f.printed_number,
            "page": f.page,
            "heading": f.heading,
            "words": f.words,
            "sub_points": "\n".join(f.sub_points),
            "addressed_to": f.addressed_to,
            "date_on": f.date_on,
            "branch": f.branch.value if f.branch else "",
            "answer": f.answer,
            "answered_with": f.answered_with,
            "force_position": f.force_position,
            "owner": f.owner,
            "by_when": f.by_when,
            "address": f"responses/{answer.ref}/findings/{f.number}/",
        }


def table(columns: dict[str, str], rows: Iterable[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row[name]) for name in columns])
    return out.getvalue().encode("utf-8")


def cell(value: object) -> str:
    """A value for CSV: see `FORMULA_RULE`."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return defused(str(value))


def table_schema(columns: dict[str, str]) -> dict[str, Any]:
    """A table schema: the name, type and meaning of each column."""
    fields = [{"name": n, "type": _type_of(n), "description": meaning} for n, meaning in columns.items()]
    return {"fields": fields, "missingValues": [""], "formulaRule": FORMULA_RULE}


def _type_of(column: str) -> str:
    if column.endswith("_on") or column in ("first_date", "date_now", "check_until"):
        return "date"
    numbers = ("version", "findings", "finding", "number", "page", "answered_with", "moves")
    return "integer" if column in numbers else "string"
