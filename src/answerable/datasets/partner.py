"""Partners' aggregates in one tidy table: a row a number, or a row that says why there is none.

No person is in it. A file in which anything looks like one is refused whole, by row and column; what stood there is
never repeated. A source that was asked and has not answered, refused, or holds nothing is a row of its own: a data gap.
"""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from answerable.datasets.errors import CannotUse
from answerable.datasets.folders import files_in
from answerable.datasets.tables import header, is_csv, one_line


class Status(StrEnum):
    RECEIVED = "received"
    ASKED = "asked"
    REFUSED = "refused"
    NOT_HELD = "not_held"
    QUALITY_DOUBT = "quality_doubt"  # it came, and is not good enough to use


class Gateway(StrEnum):
    """The ground on which a figure was given."""

    PUBLIC = "public"
    S16 = "s16"  # Police, Crime, Sentencing and Courts Act 2022, section 16
    S17 = "s17"  # the same, section 17: only for the duty's own purposes, by subsection (7)
    CONTRACT = "contract"
    CONSENT = "consent"


# The ground in words. Only what is public is published: the others say what a figure may be used for.
GROUNDS: Mapping[Gateway, str] = {
    Gateway.PUBLIC: "public",
    Gateway.S16: "given under section 16 of the Police, Crime, Sentencing and Courts Act 2022",
    Gateway.S17: "given under section 17 of the Police, Crime, Sentencing and Courts Act 2022, for the duty only",
    Gateway.CONTRACT: "given under a contract",
    Gateway.CONSENT: "given with consent for a purpose",
}


@dataclass(frozen=True, slots=True)
class Indicator:
    name: str
    holder: str  # who has it


INDICATORS: Mapping[str, Indicator] = {
    "knife_enabled_offences": Indicator("Knife-enabled offences", "the force; Home Office tables"),
    "knife_victims_suspects": Indicator("Victims and suspects of knife-enabled offences", "the force"),
    "admissions_sharp_object": Indicator("Hospital admissions for assault by a sharp object",
                                         "the integrated care board"),
    "harmful_sexual_behaviour": Indicator("Referrals for harmful sexual behaviour",
                                          "children’s services; youth justice"),
    "emergency_assault": Indicator("Emergency department attendances for assault", "hospital trusts"),
    "ambulance_assault": Indicator("Ambulance calls to assaults", "the ambulance service"),
    "domestic_violence": Indicator("Violence with the domestic flag", "the force"),
    "first_time_entrants": Indicator("First-time entrants to youth justice", "the youth justice service"),
    "serious_youth_violence": Indicator("Serious youth violence", "the youth justice service"),
    "suspensions": Indicator("Suspensions from school", "the council; Department for Education"),
    "exclusions": Indicator("Exclusions from school", "the council; Department for Education"),
    "severe_absence": Indicator("Severe absence from school", "the council; Department for Education"),
    "weapon_searches": Indicator("Stop and search for weapons", "data.police.uk"),
    "exploited_children": Indicator("Children in need with exploitation or gangs as a factor", "children’s services"),
}  # fmt: skip

COLUMNS = (
    "indicator", "area_type", "area_code", "period_start", "period_end", "group", "numerator", "denominator",
    "denominator_kind", "suppressed", "rounding", "threshold", "source", "source_release", "gateway", "purpose",
    "status", "asked_of", "asked_on", "reason", "note",
)  # fmt: skip
_FREE_TEXT = ("source", "purpose", "asked_of", "reason", "note")
LONGEST = 200  # letters of a free text
MOST_ROWS = 20_000
AREA_TYPES = ("force", "ua", "lad", "lsoa21", "lsoa11", "icb", "site")  # nothing below an LSOA
GROUPS = frozenset({"all", "0-9", "10-14", "15-17", "18-24", "25plus", "10-17", "under25", "f", "m"})
MOST_DIMENSIONS = 2
DENOMINATORS = ("people", "offences", "attendances", "pupils")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{1,30}")
_RANGE = re.compile(r"(\d{1,4})-(\d{1,4})")
_PERSON_HEADING = re.compile(
    r"name|nhs|birth|\bdob\b|post_?code|upn|crime_?ref|reference|address|e-?mail|phone|patient|victim_id|person",
    re.IGNORECASE)
# What may not stand in a table of counts at all is wider than what an answer in prose may not say.
_PERSONAL = re.compile("|".join((
    r"[^\s@]+@[^\s@]+",  # a mailbox
    r"(?<!\d)(?:\+44|0)[\s()-]*\d(?:[\s()-]*\d){8,}(?!\d)",  # a telephone
    r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)",  # ten digits: an NHS number
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",  # a full postcode
    r"\b[A-Z]\d{11}[A-Z\d]\b|\b[A-Z]\d{12}\b",  # a pupil's number
    r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b",  # a National Insurance number
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)\b",  # a day, of birth for instance
    r"\b(?:born|d\.?o\.?b\.?|date of birth)\b",
    r"\b(?:mr|mrs|ms|miss|master|dr)\.? [a-z]",
    r"\b(?:crime|incident|custody|case)\s(?:ref|reference|no|number)\b",
    r"\b\d{2}[A-Z]{1,3}/\d{3,}/\d{2}\b",  # a crime's reference
)), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row says."""

    indicator: str
    area_type: str
    area_code: str
    first_day: date
    last_day: date  # included; whole months
    groups: tuple[str, ...]  # of people, at most two dimensions
    source: str
    gateway: Gateway
    purpose: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """A figure that was received. The numerator is `None` when the holder hid it."""

    row: Row
    numerator: int | None
    denominator: int | None
    denominator_kind: str
    hidden: tuple[int, int] | None  # the range in which a hidden number lies
    rounding: int  # numbers are rounded to it; 0 is exact
    released: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DataGap:
    """A figure that is not there, and why."""

    row: Row
    status: Status
    asked_of: str
    asked_on: date | None
    reason: str


def is_partner(heading: Sequence[str]) -> bool:
    """Whether a table is one of partners' aggregates, by its columns."""
    return {"indicator", "area_type", "numerator", "gateway"} <= set(heading)


def read_partner(name: str, data: bytes) -> tuple[list[Aggregate], list[DataGap]]:
    """The figures and the gaps of a file. Raises CannotUse, naming row and column, and nothing of the file is used."""
    figures, gaps = [], []
    for _cells, made in read_rows(name, data):
        if isinstance(made, Aggregate):
            figures.append(made)
        else:
            gaps.append(made)
    return figures, gaps


def read_rows(name: str, data: bytes) -> Iterator[tuple[dict[str, str], Aggregate | DataGap]]:
    """Each row that is filled: its cells by column, and what they say. Raises CannotUse as `read_partner` does."""
    try:
        lines = csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline=""), strict=True)
        heading = [one_line(cell) for cell in next(lines, [])]
        _check_heading(name, heading)
        for number, line in enumerate(lines, 2):
            # Marks that nobody sees go before the rules are applied, or they could hide what the rules look for.
            cells = [one_line(cell) for cell in line]
            if not any(cells):
                continue
            if number > MOST_ROWS:
                raise CannotUse(f"{name} has over {MOST_ROWS:,} rows. Nothing was kept.")
            if len(cells) != len(heading):
                raise CannotUse(f"{name}: row {number} has {len(cells)} cells, the heading {len(heading)}.")
            row = dict(zip(heading, cells, strict=True))
            yield row, _Cells(name, number, row).read()
    except UnicodeDecodeError:
        raise CannotUse(f"{name} is not text in UTF-8. Save it as “CSV UTF-8”.") from None
    except csv.Error:
        raise CannotUse(f"{name} cannot be read as CSV: a quotation mark is missing. Save it again.") from None


def _check_heading(name: str, heading: Sequence[str]) -> None:
    for place, column in enumerate(heading, 1):
        if column not in COLUMNS:
            about = "looks like one about persons" if _PERSON_HEADING.search(column) else "is not known"
            raise CannotUse(f"{name}: column {place} {about}. The columns are {', '.join(COLUMNS)}. "
                            "Nothing was kept.")
    if missing := [column for column in COLUMNS if column not in heading]:
        raise CannotUse(f"{name} has no column {', '.join(missing)}. Nothing was kept.")
    if len(set(heading)) != len(heading):
        raise CannotUse(f"{name} has a column twice. Nothing was kept.")


class _Cells:
    """The cells of a row, each read by its rule. No message repeats what stands in one."""

    def __init__(self, name: str, number: int, cells: Mapping[str, str]) -> None:
        self._where, self._cells = f"{name}: row {number}", cells

    def read(self) -> Aggregate | DataGap:
        for column in _FREE_TEXT:
            self._check_text(column)
        self._check_forms()
        status = Status(self._one_of("status", [one.value for one in Status]))
        gateway = Gateway(self._one_of("gateway", [one.value for one in Gateway]))
        if gateway is not Gateway.PUBLIC and not self._cells["purpose"]:
            raise self._refusal("purpose", "is empty. Say for what purpose the figure was given")
        first, last = self._day("period_start"), self._day("period_end")
        if first.day != 1 or last.day != monthrange(last.year, last.month)[1] or last < first:
            raise self._refusal("period_end", "and period_start are not whole months")
        shared = Row(
            indicator=self._one_of("indicator", list(INDICATORS)), area_type=self._one_of("area_type", AREA_TYPES),
            area_code=self._code(), first_day=first, last_day=last, groups=self._groups(), gateway=gateway,
            source=self._cells["source"], purpose=self._cells["purpose"], note=self._cells["note"])
        return self._figure(shared) if status is Status.RECEIVED else self._gap(shared, status)

    def _figure(self, shared: Row) -> Aggregate:
        suppressed = self._one_of("suppressed", ("no", "primary", "secondary"))
        numerator = self._number("numerator")
        if (suppressed == "no") == (numerator is None):
            raise self._refusal("numerator", "must be empty where the number is hidden, and only there")
        denominator = self._number("denominator")
        if denominator == 0:
            raise self._refusal("denominator", "is 0. Leave it empty if it is not known")
        kind = self._one_of("denominator_kind", DENOMINATORS) if denominator else ""
        return Aggregate(
            row=shared, numerator=numerator, denominator=denominator, denominator_kind=kind,
            hidden=self._range() if suppressed != "no" else None, rounding=self._number("rounding") or 0,
            released=self._day("source_release"))

    def _gap(self, shared: Row, status: Status) -> DataGap:
        if self._cells["numerator"]:
            raise self._refusal("numerator", "must be empty where nothing was received")
        if status is not Status.QUALITY_DOUBT and not self._cells["asked_of"]:
            raise self._refusal("asked_of", "is empty. Say whom you asked")
        asked = self._day("asked_on") if self._cells["asked_on"] else None
        return DataGap(row=shared, status=status, asked_of=self._cells["asked_of"], asked_on=asked,
                       reason=self._cells["reason"])

    def _check_text(self, column: str) -> None:
        words = self._cells[column]
        if len(words) > LONGEST:
            raise self._refusal(column, f"is longer than {LONGEST} letters")
        if _PERSONAL.search(words):
            raise self._refusal(column, "holds something that looks like a person’s data. Take it out")

    def _check_forms(self) -> None:
        """What stands where a row needs nothing has the form of its column too: it is kept with the rest."""
        for column in ("numerator", "denominator", "rounding"):
            self._number(column)
        for column in ("source_release", "asked_on"):
            if self._cells[column]:
                self._day(column)
        self._one_of("suppressed", ("no", "primary", "secondary", ""))
        self._one_of("denominator_kind", (*DENOMINATORS, ""))
        if self._cells["threshold"]:
            self._range()

    def _one_of(self, column: str, known: Sequence[str]) -> str:
        if self._cells[column] not in known:
            raise self._refusal(column, f"is none of {', '.join(filter(None, known))}")
        return self._cells[column]

    def _code(self) -> str:
        if not _CODE.fullmatch(self._cells["area_code"]) or _PERSONAL.search(self._cells["area_code"]):
            raise self._refusal("area_code", "is no code of an area")
        return self._cells["area_code"]

    def _groups(self) -> tuple[str, ...]:
        groups = tuple(self._cells["group"].split("|"))
        if len(groups) > MOST_DIMENSIONS or not set(groups) <= GROUPS:
            raise self._refusal("group", f"is none of {', '.join(sorted(GROUPS))}, nor two of them joined by |")
        return groups

    def _day(self, column: str) -> date:
        try:
            return date.fromisoformat(self._cells[column])
        except ValueError:
            raise self._refusal(column, "is no day like 2025-03-31") from None

    def _number(self, column: str) -> int | None:
        words = self._cells[column]
        if words and not re.fullmatch(r"[0-9]{1,9}", words):
            raise self._refusal(column, "is no whole number of up to nine figures")
        return int(words) if words else None

    def _range(self) -> tuple[int, int]:
        found = _RANGE.fullmatch(self._cells["threshold"])
        if not found or int(found[1]) > int(found[2]):
            raise self._refusal("threshold", "is no range like 1-4, in which the hidden number lies")
        return int(found[1]), int(found[2])

    def _refusal(self, column: str, why: str) -> CannotUse:
        return CannotUse(f"{self._where}, column {column} {why}. The file was refused, and nothing of it is kept.")


def sources(figures: Sequence[Aggregate], gaps: Sequence[DataGap]) -> Iterator[tuple[str, str, str, str, str]]:
    """What each source gave, or why not: indicator, state, whom, since when, why. In the catalogue's order."""
    for slug, indicator in INDICATORS.items():
        for gateway, ground in GROUNDS.items():
            given = [one for one in figures if (one.row.indicator, one.row.gateway) == (slug, gateway)]
            if given:
                newest = max(one.released for one in given)
                many = "1 figure" if len(given) == 1 else f"{len(given)} figures"
                state = f"received, not published: {many}" if gateway is not Gateway.PUBLIC else f"received: {many}"
                yield indicator.name, state, indicator.holder, newest.isoformat(), ground
        for gap in gaps:
            if gap.row.indicator == slug:
                asked = gap.asked_on.isoformat() if gap.asked_on else "not known"
                yield (indicator.name, str(gap.status).replace("_", " "), gap.asked_of or indicator.holder, asked,
                       gap.reason or "not stated")


def partner_sources(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """The same of every partner's file in a folder, at any depth. Raises CannotUse for one that is refused."""
    yield from sources(*read_partners(folder))


def read_partners(folder: Path) -> tuple[list[Aggregate], list[DataGap]]:
    """The figures and the gaps of every partner's file in a folder. Raises CannotUse for one that is refused."""
    figures: list[Aggregate] = []
    gaps: list[DataGap] = []
    for path in files_in(folder):
        if is_csv(path) and not path.name.endswith(".gz") and is_partner(_heading(path)):
            of_file = read_partner(path.name, path.read_bytes())
            figures += of_file[0]
            gaps += of_file[1]
    return figures, gaps


def _heading(path: Path) -> list[str]:
    try:
        return [one_line(column) for column in header(path)]
    except CannotUse:
        return []  # some other file
