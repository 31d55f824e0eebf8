"""The pages that tell about the register itself: data, check, accessibility, contact and licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from answerable.records import london_day
from answerable.records.formulas import FORMULA_RULE
from answerable.register import words
from answerable.register.answers import Register
from answerable.register.commitment_data import COMMITMENT_COLUMNS
from answerable.register.data import LICENCE_ADDRESS
from answerable.register.frame import Frame, safe_link
from answerable.register.needs_data import NEEDS_COLUMNS
from answerable.register.tables import FINDING_COLUMNS, RESPONSE_COLUMNS

File = tuple[str, bytes]
_LATEST = 20

WHAT_A_ROW_IS = {
    "data/responses.json": ("Every response, whole", "data/schema/responses.json"),
    "data/responses.csv": ("A row is a report and its response", "data/schema/responses-table.json"),
    "data/findings.csv": ("A row is a finding and its answer", "data/schema/findings-table.json"),
    "data/commitments.json": ("Every commitment, whole", "data/schema/commitments.json"),
    "data/commitments.csv": ("A row is a commitment", "data/schema/commitments-table.json"),
    "data/needs-assessments.csv": ("A row is a needs assessment", "data/schema/needs-assessments-table.json"),
    "feed.xml": ("An entry is something that happened (Atom)", ""),
    "last-days.ics": ("An event is a last day (iCalendar)", ""),
    "commitments.ics": ("An event is the date of an open commitment (iCalendar)", ""),
}


@dataclass(frozen=True)
class DataFile:
    path: str
    meaning: str
    schema: str
    size: str
    sha256: str


def data_page(frame: Frame, register: Register, contents: dict[str, bytes], address: str) -> File:
    """`contents`: the data files by path, for their size and checksum."""
    listed = [
        DataFile(path, meaning, schema, words.size(contents[path]), sha256(contents[path]).hexdigest())
        for path, (meaning, schema) in WHAT_A_ROW_IS.items() if path in contents
    ]
    return frame.page(
        "data.html",
        "data/",
        title="Data and feeds",
        section="data",
        stated=words.stated_for(register.as_at),
        files=listed,
        tables=(("responses.csv", RESPONSE_COLUMNS), ("findings.csv", FINDING_COLUMNS),
                ("commitments.csv", COMMITMENT_COLUMNS),
                *([("needs-assessments.csv", NEEDS_COLUMNS)] if register.needs_assessments else [])),
        formula_rule=FORMULA_RULE,
        schemas=sorted(path for path in contents if path.startswith("schema/")),
        records=len(register.records.entries),
        has_sitemap=bool(address),
    )


def standing_pages(frame: Frame, register: Register) -> Iterator[File]:
    static: dict[str, Any] = {"stated": words.newest_shown(_body_day(register))}
    yield frame.page("accessibility.html", "accessibility/", title="Accessibility statement", **static)
    website = safe_link(register.body.website)
    yield frame.page("contact.html", "contact/", title="Contact", website=website, **static)
    yield frame.page("licence.html", "licence/", title="Licence", address=LICENCE_ADDRESS, **static)


def _body_day(register: Register) -> date:
    return max(london_day(e.at) for e in register.records.entries if e.kind == "body")
