"""The pages that tell about the register itself: data, check, accessibility, contact and licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import Any

from answerable.duties.dates import format_date
from answerable.records import fingerprint, london_day
from answerable.records.folder import entry_folder
from answerable.register import words
from answerable.register.answers import Register
from answerable.register.data import LICENCE_ADDRESS
from answerable.register.frame import Frame, safe_link
from answerable.register.tables import FINDING_COLUMNS, FORMULA_RULE, RESPONSE_COLUMNS

File = tuple[str, bytes]
_LATEST = 20

WHAT_A_ROW_IS = {
    "data/responses.json": ("Every response, whole", "data/schema/responses.json"),
    "data/responses.csv": ("A row is a report and its response", "data/schema/responses-table.json"),
    "data/findings.csv": ("A row is a finding and its answer", "data/schema/findings-table.json"),
    "feed.xml": ("An entry is something that happened (Atom)", ""),
    "last-days.ics": ("An event is a last day (iCalendar)", ""),
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
        for path, (meaning, schema) in WHAT_A_ROW_IS.items()
    ]
    return frame.page(
        "data.html",
        "data/",
        title="Data and feeds",
        section="data",
        stated=words.stated_for(register.as_at),
        files=listed,
        tables=(("responses.csv", RESPONSE_COLUMNS), ("findings.csv", FINDING_COLUMNS)),
        formula_rule=FORMULA_RULE,
        schemas=sorted(path for path in contents if path.startswith("schema/")),
        records=len(register.records.entries),
        has_sitemap=bool(address),
    )


@dataclass(frozen=True)
class ThreeDates:
    ref: str
    title: str
    stated: str
    copies: str


@dataclass(frozen=True)
class RemovalLine:
    entry: int
    path: str
    part: str
    on: str
    words: str


@dataclass(frozen=True)
class FormerLine:
    """A body that this one continues, and where its records lie as they ended."""

    name: str
    folder: str
    entries: int
    fingerprint: str


def standing_pages(frame: Frame, register: Register) -> Iterator[File]:
    yield _check_page(frame, register)
    static: dict[str, Any] = {"stated": words.newest_shown(_body_day(register))}
    yield frame.page("accessibility.html", "accessibility/", title="Accessibility statement", **static)
    website = safe_link(register.body.website)
    yield frame.page("contact.html", "contact/", title="Contact", website=website, **static)
    yield frame.page("licence.html", "licence/", title="Licence", address=LICENCE_ADDRESS, **static)


def checker() -> bytes:
    """The script on the check page: it needs nothing but Python."""
    return (files("answerable.register") / "checker.txt").read_bytes()


def _check_page(frame: Frame, register: Register) -> File:
    head = register.records.head
    published = [a for a in register.answers if a.responded_on is not None]
    latest = sorted(published, key=lambda a: (a.changed_on, a.ref), reverse=True)[:_LATEST]
    keys = register.records.keys
    return frame.page(
        "check.html",
        "check/",
        title="Check this register",
        stated=words.stated_for(register.as_at),
        head=head,
        head_on=format_date(london_day(head.at)) if head else "",
        entries=len(register.records.entries),
        former=[
            FormerLine(body.name, f"former/{code}/", one.entries[-1].seq, one.entries[-1].hash)
            for code, one in register.records.continued.items() if (body := register.former_bodies.get(code))
        ],
        keys=[(f"keys/{seq:06d}.pub", seq, fingerprint(line)) for seq, line in keys.items()],
        script=checker().decode("utf-8"),
        dates=[
            ThreeDates(a.ref, a.title, format_date(a.responded_on), words.copies_sent(a.copies_of(a.newest)))
            for a in latest
            if a.responded_on
        ],
        removals=[
            RemovalLine(
                r.seq, f"{entry_folder(r.seq, r.place[0])}/entry.json", r.part, format_date(r.removed_on),
                words.removed_sentence(r),
            )
            for r in register.removals
        ],
    )


def _body_day(register: Register) -> date:
    return max(london_day(e.at) for e in register.records.entries if e.kind == "body")
