"""Drafts as values, for checks of words: no database, and nothing but what a test is about."""

from __future__ import annotations

from datetime import UTC, date, datetime

from answerable.inspections.models import Report
from answerable.inspections.queries import ConfirmedFinding
from answerable.inspections.rules import ReportState
from answerable.responses import slots
from answerable.responses.checks import Titles, results
from answerable.responses.queries import Draft, Stands
from answerable.responses.rules import Decision
from answerable.responses.slots import ChiefOfficerContent, Content, DutyContent, TextContent

TITLES = Titles("Commissioner", "Chief Constable", "office@marlshire.example, 01632 960000, 1 High Street, MA1 1AA")
TODAY = date(2024, 12, 1)
AT = datetime(2024, 11, 21, 10, 42, tzinfo=UTC)
LAW = DutyContent(decision=Decision.LAW, regimes=("police-act-1996",), why="It makes recommendations.")
PRACTICE = DutyContent(decision=Decision.PRACTICE, regimes=("practice",), why="We answer all the same.")


def finding(number: int, kind: str = "recommendation") -> ConfirmedFinding:
    return ConfirmedFinding(
        number=number, finding_id=number, kind=kind, printed_number="", heading="", subheading="",
        words="The force should act.", sub_points=(), page=1, addressed_to="", date_words="", date_on=None)


def draft_of(
    comments: str = "", *, findings: tuple[ConfirmedFinding, ...] = (), link: str = "https://inspectorate.example/r",
    duty: DutyContent = LAW, published_on: date | None = date(2024, 11, 20), **contents: Content,
) -> Draft:
    """`contents`: what stands in other slots, with underscores for the hyphens of their names."""
    held: dict[str, Content] = {slots.DUTY: duty, **{name.replace("_", "-"): value for name, value in contents.items()}}
    if comments:
        held[slots.COMMENTS] = TextContent(words=comments, author="Helen Marsh, Commissioner")
    report = Report(title="A report", link=link, published_on=published_on, state=ReportState.CONFIRMED.value)
    stands = {slot: Stands(content, 1, 1, AT) for slot, content in held.items()}
    return Draft(report, None, findings, stands, frozenset(), (), {}, {}, {})


def of_chief_officer(words: str) -> Draft:
    return draft_of(chief_officer=ChiefOfficerContent(outcome="received", words=words, author="Deputy"))


def found(code: str, given: str | Draft, today: date = TODAY) -> list[str]:
    """What one check says of the body's comments, or of a draft."""
    draft = draft_of(given) if isinstance(given, str) else given
    return [one.what for r in results(draft, TITLES, today) if r.check.code == code for one in r.found]


def unknown(code: str, given: str | Draft) -> list[str]:
    """What the same check could not look at."""
    draft = draft_of(given) if isinstance(given, str) else given
    return [one.what for r in results(draft, TITLES, TODAY) if r.check.code == code for one in r.unknown]
