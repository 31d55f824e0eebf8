"""A needs assessment for registers: short, invented, and released as the software releases one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from answerable.records import Entry
from answerable.records.contents import (
    SIGNED,
    MadeOfFile,
    MadeOfPart,
    NeedsAssessmentFacts,
    NeedsContentsPart,
    Shape,
    SignedPart,
    TablePart,
    content_hash,
)
from answerable.records.needs import Drawn, GridWords, Section
from tests.records.build import Chain

SVG = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120" width="540" height="180" role="img" '
       'font-family="Arial, \'DejaVu Sans\', sans-serif" font-size="12" fill="currentColor">'
       '<title>Crimes by month</title><desc>January 4, February 9.</desc><rect x="20" y="60" width="60" height="40"/>'
       '<rect x="120" y="10" width="60" height="90" fill="none" stroke="currentColor" stroke-width="1"/>'
       '<line x1="0" y1="100" x2="360" y2="100" stroke="currentColor" stroke-width="1" stroke-opacity="0.35"/>'
       '<text x="20" y="115">January</text><text x="120" y="115" font-weight="bold">February &amp; after</text></svg>')
LEDGER = "force,month,group,n\nMAR,2025-01,core,4\nMAR,2025-02,core,9\n"
CODES = '{"core": "Violence that injures, and robbery. An example."}\n'
NUMBERS = GridWords(caption="Crimes by month", headings=("Month", "Crimes"), rows=(("January 2025", "4"),
                                                                                   ("February 2025", "9")))
WIDE = GridWords(caption="Crimes by district", headings=("District", "1", "2", "3", "4", "5", "6", "7"),
                 rows=(("Tarnbridge", "1", "0", "2", "0", "5", "4", "1"), ("Osterley", *"0312041")))


def contents(title: str = "Violence in Marlshire: an example", svg: str = SVG, **changed: object) -> NeedsContentsPart:
    picture = Drawn(svg=svg, title="Crimes by month", description="January 4, February 9.", table=NUMBERS)
    return NeedsContentsPart.model_validate({
        "title": title, "subtitle": "Crime recorded by Marlshire Police, January to February 2025. Invented figures.",
        "dated": date(2025, 2, 28),
        "sections": (
            Section(code="gaps", heading="What is not known", level=2, sentences=("No figures of hospitals are held.",),
                    points=("Crime that nobody reported", "March 2025")),
            Section(code="violence", heading="Violence", level=2, sentences=("There is no clear change.",),
                    pictures=(picture,)),
            Section(code="where", heading="Where it happens", level=3, sentences=("Two districts were compared.",),
                    grids=(WIDE, NUMBERS)),
        )} | changed)


def parts_of(said: NeedsContentsPart, on: date, files: Mapping[str, str]) -> dict[str, Shape]:
    tables = {f"table-{number:04d}": TablePart(file=name, words=words)
              for number, (name, words) in enumerate(files.items(), 1)}
    made_of = (
        MadeOfFile(name="2025-01-marlshire-street.csv", sha256=sha256(b"one").hexdigest(), rows=1204,
                   licence="Open Government Licence v3.0"),
        MadeOfFile(name="areas.zip", sha256=sha256(b"two").hexdigest(), rows=None,
                   licence="Open Government Licence v3.0"))
    signed = SignedPart(name="Ruth Hale", post="Chief Executive", signed_on=on,
                        declaration="I release this needs assessment.")
    return {"contents": said, **tables, "made-of": MadeOfPart(files=made_of), SIGNED: signed}


def release(
    chain: Chain, at: datetime, *, number: int = 1, said: NeedsContentsPart | None = None,
    files: Mapping[str, str] | None = None, months: tuple[str, str] = ("2025-01", "2025-02"),
) -> Entry:
    """Released at the end of the chain."""
    parts = parts_of(said or contents(), at.date(), {"m01_ledger.csv": LEDGER, "codes.json": CODES}
                     if files is None else files)
    facts = NeedsAssessmentFacts(ref=f"mar-needs-{number}", number=number, first_month=months[0], last_month=months[1],
                                 method=1, content_hash=content_hash(parts))
    return chain.append(facts, parts, at)
