"""A version as its readers meet it: its words, the notes in their margin, and what changed since they last read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from answerable.accounts.queries import people_names
from answerable.accounts.roles import Member
from answerable.documents.differences import Run, marked
from answerable.duties.words import format_date
from answerable.records.contents import (
    ChiefOfficerPart,
    DuePart,
    FindingPart,
    OverridesPart,
    ReportPart,
    Shape,
    WrittenPart,
)
from answerable.responses import queries, slots
from answerable.responses.checks import Titles
from answerable.responses.contents import read_parts
from answerable.responses.models import MarginNote, Version
from answerable.responses.queries import Draft
from answerable.workspace.answers.words import BRANCH_WORDS, OUTCOME_WORDS


@dataclass(frozen=True)
class Note:
    """A note in the margin, as a page shows it."""

    id: int
    words: str
    who: str
    at: Any
    settled_by: str  # empty while it is open
    version: int
    is_history: bool = False  # dealt with on a version before the one that is read


@dataclass(frozen=True)
class RefusedNote:
    """A note that could not be kept: its words come back on the form."""

    part: str
    words: str
    why: str


@dataclass(frozen=True)
class Change:
    """One part that differs between two versions: both texts, the words that differ marked."""

    part: str
    heading: str
    before: list[Run]
    after: list[Run]


def whole(now: Draft, version: Version | None) -> Version | None:
    """The version with its contents, which a `Draft` leaves out."""
    if version is None or now.response is None:
        return None
    return queries.version(now.response, version.number)


def parts_of(now: Draft, version: Version | None) -> dict[str, Shape]:
    held = whole(now, version)
    return read_parts(held.contents) if held else {}


def last_read(now: Draft, member: Member) -> Version | None:
    """The newest earlier version about which this person decided; else the one that is published."""
    for version in reversed(now.versions[:-1]):
        review, sign_off = now.reviews.get(version.id), now.sign_offs.get(version.id)
        if member.person_id in (review.by if review else None, sign_off.by if sign_off else None):
            return version
    earlier = now.published
    return earlier if earlier is not None and earlier is not now.version else None


def changes(before: Mapping[str, Shape], after: Mapping[str, Shape], titles: Titles) -> Iterator[Change]:
    """Every part that differs, in the order of the page."""
    for name in sorted({*before, *after}, key=_place):
        old, new = (as_text(side[name]) if name in side else "" for side in (before, after))
        if old != new:
            left, right = marked(old, new)
            yield Change(name, heading_of(name, titles), left, right)


def heading_of(part: str, titles: Titles) -> str:
    if part.startswith(slots.FINDING):
        return f"Finding {int(part.removeprefix(slots.FINDING))}"
    return {
        "report": "About the report", "due": "Why we answer", slots.SUMMARY: "Key findings",
        slots.COMMENTS: f"The {titles.holder}’s comments", slots.CHIEF_OFFICER: f"The {titles.chief}’s comments",
        slots.REPLY: f"Reply to the {titles.chief}", slots.AFTER_LAST_DAY: "Why it is published after the last day",
        slots.NOTE: "Public note", slots.OVERRIDES: "Checks that were let pass", "signed": "Who signed",
    }.get(part, part.replace("-", " ").capitalize())


def as_text(part: Shape) -> str:
    """What a part says to its readers, as one text."""
    match part:
        case WrittenPart():
            return part.words
        case FindingPart():
            branch = BRANCH_WORDS[part.branch] if part.branch else "Not written"
            asked = "\n".join((part.words, *part.sub_points))
            return f"{asked}\n\n{branch}: {part.answer}\n\nPosition: {part.force_position or 'Not stated'}"
        case ChiefOfficerPart():
            return f"{OUTCOME_WORDS[part.outcome]}\n\n{part.words}"
        case ReportPart():
            return "\n".join((part.title, ", ".join(part.inspectorates), part.type_of_inspection,
                              format_date(part.published_on), part.link or ""))
        case DuePart():
            clocks = (f"{clock.title}: {format_date(clock.due_on) if clock.due_on else 'no date'}"
                      for clock in part.clocks)
            return "\n".join((part.why, *clocks))
        case OverridesPart():
            return "\n".join(f"{one.check}: {one.reason} ({one.name})" for one in part.overrides)
    raise TypeError(type(part).__name__)


def _place(part: str) -> tuple[int, str]:
    order = ("report", "due", slots.NOTE, slots.AFTER_LAST_DAY, slots.SUMMARY, slots.COMMENTS, slots.CHIEF_OFFICER,
             slots.REPLY, slots.OVERRIDES)
    return (order.index(part) if part in order else len(order), part)


def notes_by_part(now: Draft, read: Version | None = None, *, open_of: str = "") -> dict[str, list[Note]]:
    """Every note in the margin, by part, oldest first; those dealt with on a version before the newest are history.

    `read`: only the notes on that version. `open_of`: only those of that part that nobody has dealt with.
    """
    if now.response is None or now.version is None:
        return {}
    rows = list(MarginNote.objects.filter(version__response=now.response).select_related("version"))
    rows = [row for row in rows if read is None or row.version_id == read.id]
    if open_of:
        rows = [row for row in rows if row.part == open_of and row.settled_at is None]
    who = people_names({row.by for row in rows} | {row.settled_by for row in rows})
    newest = (read or now.version).id
    found: dict[str, list[Note]] = defaultdict(list)
    for row in rows:
        settled = who.get(row.settled_by or 0, "Somebody who has left") if row.settled_at else ""
        found[row.part].append(
            Note(row.id, row.words, who.get(row.by, "Somebody who has left"), row.at, settled, row.version.number,
                 row.settled_at is not None and row.version_id != newest))
    return dict(found)
