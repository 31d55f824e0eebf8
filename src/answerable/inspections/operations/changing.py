"""Changing one finding: edit, join, split, leave out, put back, add. Every former word stays in its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.roles import Member
from answerable.inspections.models import Finding, FindingVersion, ReadPage, Report
from answerable.inspections.operations.versions import Change, Changed, Words
from answerable.inspections.rules import CannotChange, FindingState, LeftOut, joined, pieces, split_at

_SETTLED = "Settled by hand"


@transaction.atomic
def edit_finding(*, finding: Finding, version: int, words: Words, by: Member, at: datetime) -> Finding:
    """Put a finding's words right. It is then unconfirmed, and what the reader doubted of its text is settled."""
    change = Change.begin(finding.report, by, at, "edited")
    _check_live(finding)
    saved = change.to(finding, version, **words.fields(), doubt_answers=_settled(finding, "printed_twice"))
    _record(change, "finding_edited", saved)
    return saved


@transaction.atomic
def set_aside(*, finding: Finding, version: int, words: Words, by: Member, at: datetime) -> None:
    """Keep in the history what somebody wrote while another person changed the finding, and then gave up."""
    change = Change.begin(finding.report, by, at, "set_aside")
    change.aside(finding, version, {**words.fields(), "date_on": words.date_on and words.date_on.isoformat()})
    _record(change, "words_set_aside", finding)


@transaction.atomic
def join_findings(
    *, finding: Finding, version: int, other: Finding, other_version: int, how: str, kind: str, by: Member, at: datetime
) -> Finding:
    """Make two findings one. The first keeps its number; the other is left out as joined with it.

    `how` is "text" (as one text) or "sub_points" (the other becomes sub-points of the first).
    """
    change = Change.begin(finding.report, by, at, "joined")
    _check_live(finding)
    _check_live(other)
    if finding.id == other.id:
        raise CannotChange("Choose the finding to join")
    words, points = joined((finding.words, finding.sub_points), (other.words, other.sub_points), how)
    places = [*finding.places, *other.places]
    saved = change.to(finding, version, words=words, sub_points=points, places=places, kind=kind,
                      doubt_answers=_settled(finding))
    change.to(other, other_version, state=FindingState.LEFT_OUT.value, left_out_reason=LeftOut.JOINED.value,
              left_out_words="", same_as=saved)
    _record(change, "findings_joined", saved, other=other.serial)
    return saved


@transaction.atomic
def split_finding(
    *, finding: Finding, version: int, starts: Sequence[int], by: Member, at: datetime
) -> list[Finding]:
    """Make one finding several; `starts` are the pieces (`rules.pieces`, from 1) at which a new one begins."""
    change = Change.begin(finding.report, by, at, "split")
    _check_live(finding)
    parts = pieces(finding.words, finding.sub_points)
    wanted = sorted({start for start in starts if 0 < start < len(parts)})
    if not wanted:
        raise CannotChange("Tick where a new finding starts")
    (words, points), *rest = split_at(parts, wanted)
    saved = change.to(finding, version, words=words, sub_points=points, doubt_answers=_settled(finding))
    made = [saved]
    for offset, (words, points) in enumerate(rest, start=1):
        made.append(change.new(
            saved.position + offset, kind=saved.kind, heading=saved.heading, subheading=saved.subheading, words=words,
            sub_points=points, page=saved.page, places=saved.places, addressed_to=saved.addressed_to,
        ))
    _record(change, "finding_split", saved, into=len(made))
    return made


@transaction.atomic
def leave_out(
    *, finding: Finding, version: int, reason: LeftOut, words: str = "", same_as: Finding | None = None, by: Member,
    at: datetime,
) -> Finding:
    """Leave a finding out, for a reason; it can be put back."""
    change = Change.begin(finding.report, by, at, "left_out")
    _check_live(finding)
    if reason is LeftOut.SAME and (same_as is None or same_as.report_id != finding.report_id):
        raise CannotChange("Choose the finding that it is the same as")
    if reason is LeftOut.OTHER and not words:
        raise CannotChange(f"Say why finding {finding.shown_number} is left out")
    saved = change.to(
        finding, version, state=FindingState.LEFT_OUT.value, left_out_reason=reason.value, left_out_words=words,
        same_as=same_as if reason is LeftOut.SAME else None,
    )
    _record(change, "finding_left_out", saved, reason=reason.value)
    return saved


@transaction.atomic
def put_back(*, finding: Finding, version: int, by: Member, at: datetime) -> tuple[Finding, Finding | None]:
    """Put a finding back. When it was joined, the other gets its own words back too, unless it was changed since.

    Returns the finding, and the other one when it was restored as well.
    """
    change = Change.begin(finding.report, by, at, "put_back")
    if finding.state != FindingState.LEFT_OUT:
        raise CannotChange(f"Finding {finding.shown_number} is not left out.")
    other = finding.same_as if finding.left_out_reason == LeftOut.JOINED else None
    unchanged = other is not None and other.what == "joined" and other.changed_at == finding.changed_at
    restored = _restore(change, other) if other is not None and unchanged else None
    saved = change.to(finding, version)
    _record(change, "finding_put_back", saved)
    return saved, restored


@transaction.atomic
def add_finding(
    *, report: Report, page: int, words: Words, lines: Sequence[int] = (), by: Member, at: datetime
) -> Finding:
    """Add what the reader missed: from lines of the page (counted from 0), whose places it takes, or from words."""
    change = Change.begin(report, by, at, "added")
    row = ReadPage.objects.get(report=report, number=page)
    places = [{"page": page, **{edge: row.lines[i][edge] for edge in ("x0", "y0", "x1", "y1")}}
              for i in lines if 0 <= i < len(row.lines)] if row.width else []
    position = _position(report, page, places)
    saved = change.new(position, page=page, places=places, **words.fields())
    _record(change, "finding_added", saved, page=page)
    return saved


def _position(report: Report, page: int, places: list[dict[str, Any]]) -> int:
    """After the last finding that stands above; at the end of the page when the place is not known."""
    before = 0
    for position, other_page, other_places in Finding.objects.filter(report=report).values_list(
        "position", "page", "places"
    ):
        below = bool(places) and other_page == page and bool(other_places) and (
            other_places[0]["y0"] > places[0]["y0"])
        if other_page < page or (other_page == page and not below):
            before = max(before, position)
    return before + 1


def _restore(change: Change, finding: Finding) -> Finding:
    rows = FindingVersion.objects.filter(finding=finding, version=finding.version - 1)
    former = rows.exclude(what="set_aside").last()
    if former is None:
        raise Changed(finding)
    held = former.content
    words = {name: held[name] for name in ("words", "sub_points", "places", "kind", "doubt_answers")}
    return replace(change, what="put_back").to(finding, finding.version, **words)


def _settled(finding: Finding, *kept: str) -> dict[str, str]:
    """Answers to every doubt but those `kept`: a person has just worked on the words it was about."""
    codes = {doubt["code"]: _SETTLED for doubt in finding.doubts if doubt["code"] not in kept}
    return {**codes, **finding.doubt_answers}


def _check_live(finding: Finding) -> None:
    if finding.state == FindingState.LEFT_OUT:
        raise CannotChange(f"Finding {finding.shown_number} is left out. Put it back first.")


def _record(change: Change, action: str, finding: Finding, **facts: str | int) -> None:
    audit.record(by=change.by, at=change.at, action=action, subject="finding", ref=str(finding.shown_number),
                 report_ref=change.report.ref, version=finding.version, **facts)

