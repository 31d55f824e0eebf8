"""The pages about one report: the response in each of its versions, each finding, and how the last day was counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from answerable.duties import Inspected
from answerable.duties.dates import format_date, format_long_date
from answerable.records.contents import BodyPart, Branch, FindingPart, ReportPart, WrittenPart
from answerable.records.folder import entry_folder
from answerable.register import words
from answerable.register.addresses import changes_path, folder_of, path_of, trail_of
from answerable.register.answers import Answer, Register, Statement, Version
from answerable.register.calendar import clock_values
from answerable.register.changes import compared
from answerable.register.commitment_pages import Brief, briefs_of
from answerable.register.frame import Frame, safe_link
from answerable.register.opening import insets_of, none_or_elsewhere, opening_of
from answerable.register.said import Said

File = tuple[str, bytes]
COPIES_SENT = "Copies sent"  # name of the row


@dataclass(frozen=True)
class Download:
    name: str  # "PDF (212 KB)"
    path: str


@dataclass(frozen=True)
class Row:
    """A line of a summary list: words, and links within the register below them."""

    name: str
    words: str
    address: str | None = None  # a link to elsewhere, on the words
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Shown:
    """A text of the answer, or what stands in its place."""

    id: str
    heading: str
    byline: str = ""
    words: str = ""
    sentences: tuple[str, ...] = ()
    removed: str = ""


def response_pages(frame: Frame, register: Register, answer: Answer, downloads: tuple[Download, ...]) -> Iterator[File]:
    yield response_page(frame, register, answer, answer.newest, downloads)
    for version in answer.versions[:-1]:
        yield response_page(frame, register, answer, version, ())
    for before, after in pairwise(answer.versions):
        yield _changes_page(frame, register, answer, before, after)
    yield dates_page(frame, answer)
    for number in _numbers(answer):
        yield _finding_page(frame, register, answer, number)


def response_page(
    frame: Frame, register: Register, answer: Answer, said: Statement, downloads: tuple[Download, ...]
) -> File:
    """One version of the answer, or the notice that none is there yet."""
    version = said if isinstance(said, Version) else None
    replaced = version is not None and version is not answer.current
    path = path_of(answer, version) if version else folder_of(answer)
    heading = words.heading(said, answer.title)
    also = [a for a in register.reports if a.shared and a.shared.ref == answer.ref]
    made = register.commitments_in(answer.ref) if version is answer.current else ()
    others = [one.changed_on for one in made]
    others += [a.changed_on for a in (*also, *([answer.shared] if answer.shared else []))]
    trail = list(trail_of(answer))
    if replaced:
        trail.append((heading, folder_of(answer)))
    return frame.page(
        "response.html",
        path,
        title=f"{heading}, version {version.facts.version}" if replaced and version else heading,
        stated=words.newest_shown(max((answer.changed_on, *(copy.on for copy in answer.copies_of(said)), *others))),
        section="responses",
        trail=tuple(trail),
        heading=heading,
        ref=answer.ref,
        state=words.REPLACED if replaced else words.state_of(answer),
        opening=opening_of(answer, said),
        insets=insets_of(register, answer, said),
        facts=[*facts_of(answer, said, downloads), *_also_answers(also)],
        texts=shown_texts(register, version) if version else (),
        findings_heading="Findings and answers" if version else "Findings",
        findings=[
            _finding_values(register, said, f) | {"commitments": briefs_of(register, answer, f.number) if made else []}
            for f in said.findings
        ],
        commitments=_other_commitments(register, answer, said) if made else [],
        findings_removed=_removed_findings(said),
        versions=_versions(answer),
        version=version.facts.version if version else None,
        cite=cite_of(said, _stated_on(answer, version), words.copies_sent(answer.copies_of(said))),
        elsewhere=answer.shared or answer.imported,
    )


def _other_commitments(register: Register, answer: Answer, said: Statement) -> list[Brief]:
    """Those that no finding of this version shows."""
    shown = {f.number for f in said.findings}
    numbers = {one.facts.finding for one in register.commitments_in(answer.ref)} - shown
    return [brief for number in sorted(numbers, key=lambda n: n or 0) for brief in briefs_of(register, answer, number)]


def _also_answers(also: list[Answer]) -> list[Row]:
    links = tuple((other.title, folder_of(other)) for other in also)
    return [Row("Also answers", "", links=links)] if links else []


def _stated_on(answer: Answer, version: Version | None) -> str:
    on = version.facts.responded_on if version else answer.responded_on
    if on is not None:
        return format_date(on)
    return "Not known" if answer.is_answered else "None: no response is on this register"


@dataclass(frozen=True)
class Cite:
    """What a reader needs to cite and check a record: with the three dates, none of which vouches for another."""

    seq: int
    path: str
    fingerprint: str
    stated_on: str
    copies: str


def cite_of(said: Said, stated_on: str, copies: str) -> Cite:
    former, seq = said.entry.place
    return Cite(seq, f"{entry_folder(seq, former)}/entry.json", said.entry.hash, stated_on, copies)


def facts_of(answer: Answer, said: Statement, downloads: tuple[Download, ...]) -> list[Row]:
    rows = report_rows(said.report, words.removed_note(said, "report"), said.facts.published_on)
    rows.append(Row("Why we answer", words.removed_note(said, "due") or words.why_we_answer(said)))
    dates = (("How the last day was counted", f"{folder_of(answer)}dates/"),)
    if isinstance(said, Version):
        on = words.date_of_response(answer.versions[0], said)
        rows.append(Row("Date of response", on, links=dates))
        rows.append(Row(COPIES_SENT, words.copies_sent(answer.copies_of(said))))
    elif answer.responded_on:
        rows.append(Row("Date of response", f"{format_long_date(answer.responded_on)}.", links=dates))
    else:
        rows.append(Row("Date of response", none_or_elsewhere(answer), links=dates))
    if downloads:
        rows.append(Row("Download", "", links=tuple((d.name, d.path) for d in downloads)))
    return rows


def report_rows(report: ReportPart | None, removed: str, published_on: date) -> list[Row]:
    if report is None:
        return [Row("Inspection title", removed), Row("Date published", format_long_date(published_on))]
    source = f", {report.published_on_source}" if report.published_on_source else ""
    link = safe_link(report.link)
    return [
        Row("Inspection title", report.title),
        Row("Inspected by", ", ".join(report.inspectorates) or "Not stated"),
        Row("Date published", f"{format_long_date(published_on)}{source}"),
        Row("Type of inspection", report.type_of_inspection or "Not stated"),
        Row("Area", report.area or "Not stated"),
        Row("Link to report", report.title if link else report.link or "Not known", link),
    ]


def shown_texts(register: Register, version: Version) -> list[Shown]:
    body = register.body_of(version)
    holder, about = body.holder_title, words.inspected(body, version)
    chief = about.chief
    shown = [
        _shown(version, "key-findings", "Key findings", version.key_findings),
        _shown(version, "comments", f"The {holder}'s comments", version.comments),
        _chief_officer(version, about),
        _shown(version, "reply", f"The {holder}'s reply to the {chief}", version.reply),
    ]
    return [text for text in shown if text is not None]


def _shown(version: Version, part: str, heading: str, text: WrittenPart | None) -> Shown | None:
    if text is not None:
        return Shown(part, heading, words.byline(text), text.words)
    removed = words.removed_note(version, part)
    if removed:
        return Shown(part, heading, removed=removed)
    return None if part == "reply" else Shown(part, heading, sentences=("None.",))


def _chief_officer(version: Version, about: Inspected) -> Shown:
    heading, part = f"The {about.chief}'s comments", version.chief_officer
    if part is None:
        removed = words.removed_note(version, "chief-officer")
        return Shown("chief-officer", heading, removed=removed, sentences=() if removed else ("Not known.",))
    return Shown(
        "chief-officer", heading, words.chief_byline(part, about.word), part.words, words.chief_officer_sentences(part)
    )


def _finding_values(register: Register, said: Statement, f: FindingPart) -> dict[str, Any]:
    body = register.body_of(said)
    return finding_values(body, f, words.inspected(body, said).word)


def finding_values(body: BodyPart, f: FindingPart, inspected: str) -> dict[str, Any]:
    paragraphs, sub_points = quoted(f)
    return {
        "number": f.number,
        "kind": words.KINDS[f.kind],
        "where": words.where_printed(f),
        "heading": f.heading,
        "paragraphs": paragraphs,
        "sub_points": sub_points,
        "addressed_to": f.addressed_to if f.branch is not Branch.OTHER_BODY else "",
        "date_words": f.date_words,
        "date_on": f.date_on,
        "lead": words.lead_of(f, body.holder_title),
        "with_number": f.answered_with if f.branch is Branch.WITH_FINDING else None,
        "answer": f.answer,
        "owner": f.owner,
        "by_when": f.by_when,
        "inspected": inspected,
        "force_position": f.force_position,
        "shared_answer": "",
    }


def quoted(f: FindingPart) -> tuple[list[str], list[str]]:
    """The inspectorate's paragraphs and points, with quotation marks before the first and after the last."""
    paragraphs, points = [p for p in f.words.split("\n") if p.strip()], list(f.sub_points)
    if paragraphs:
        paragraphs[0] = f"“{paragraphs[0]}"
        last = points or paragraphs
        last[-1] = f"{last[-1]}”"
    return paragraphs, points


def _removed_findings(said: Statement) -> list[str]:
    gone = [name for name in sorted(said.entry.part_hashes) if name.startswith("finding-")]
    return [note for name in gone if (note := words.removed_note(said, name))]


@dataclass(frozen=True)
class VersionLine:
    number: int
    on: Any
    address: str
    tag: str
    changes: str


def _versions(answer: Answer) -> list[VersionLine]:
    lines = []
    for version in reversed(answer.versions):
        current = version is answer.current
        number = version.facts.version
        address = "" if current else path_of(answer, version)
        tag, changes = "" if current else "Replaced", changes_path(answer, version) if number > 1 else ""
        lines.append(VersionLine(number, version.facts.responded_on, address, tag, changes))
    return lines


def _changes_page(frame: Frame, register: Register, answer: Answer, before: Version, after: Version) -> File:
    texts, heading = compared(register, before, after), words.heading(after, answer.title)
    return frame.page(
        "changes.html",
        changes_path(answer, after),
        title=f"What changed in version {after.facts.version} – {heading}",
        stated=words.newest_shown(max(after.on, *(removal.removed_on for removal in answer.removals), before.on)),
        section="responses",
        trail=(*trail_of(answer), (heading, folder_of(answer))),
        caption=heading,
        before=before.facts.version,
        after=after.facts.version,
        before_on=before.facts.responded_on,
        after_on=after.facts.responded_on,
        before_path=path_of(answer, before),
        after_path=path_of(answer, after),
        note=after.note.words if after.note else "",
        changed=[text for text in texts if not text.is_same],
        same=[text for text in texts if text.is_same],
    )


def _numbers(answer: Answer) -> list[int]:
    """The numbers of all findings ever given for this report: an address once given always answers."""
    said = (*answer.versions, *((answer.announced,) if answer.announced else ()))
    names = {name for s in said for name in s.entry.part_hashes if name.startswith("finding-")}
    return sorted(int(name.removeprefix("finding-")) for name in names)


def _finding_page(frame: Frame, register: Register, answer: Answer, number: int) -> File:
    said = answer.newest
    finding = said.finding(number)
    removed = words.removed_note(said, f"finding-{number:04d}")
    if finding is None and not removed:
        removed = f"Finding {number} is not part of the current version. Earlier versions show it."
    values: dict[str, Any] = {"kind": "Not shown", "where": "Words not shown", "commitments": []}
    if finding:
        values = _finding_values(register, said, finding) | {"commitments": []}
    if finding and finding.answered_with and (with_finding := said.finding(finding.answered_with)):
        values["shared_answer"] = with_finding.answer
    made = [one for one in register.commitments_in(answer.ref) if one.facts.finding == number]
    summary = f"Finding {number}: {words.first_words(finding.words)}" if finding else f"Finding {number}"
    return frame.page(
        "finding.html",
        f"{folder_of(answer)}findings/{number}/",
        title=f"{summary} – {answer.title}",
        stated=words.newest_shown(max(answer.changed_on, *(one.changed_on for one in made))) if made
        else words.newest_shown(answer.changed_on),
        section="responses",
        trail=(("Responses", "responses/"), (answer.title, folder_of(answer))),
        heading=summary,
        ref=answer.ref,
        number=number,
        f=values,
        commitments=briefs_of(register, answer, number),
        removed=removed,
        state=words.state_of(answer),
        report_title=answer.title,
        report_link=safe_link(said.report.link) if said.report else None,
    )


def _given_before(answer: Answer) -> Iterator[str]:
    """The last days that were recorded before the one that is given now, each with the day of its record."""
    for said in answer.earlier:
        if said.facts.due_on != answer.due_on:
            given = format_long_date(said.facts.due_on) if said.facts.due_on else "not known"
            yield f"On {format_date(said.on)} it was recorded as {given}."


def dates_page(frame: Frame, answer: Answer) -> File:
    said = answer.newest if answer.has_statement else answer.not_due
    assert said is not None
    due_on = answer.due_on
    last = f"The last day is {format_long_date(due_on)}." if due_on else "No last day is set."
    return frame.page(
        "dates.html",
        f"{folder_of(answer)}dates/",
        title=f"How the last day was counted – {answer.title}",
        stated=words.newest_shown(answer.changed_on),
        section="responses",
        trail=(("Responses", "responses/"), (answer.title, folder_of(answer))),
        ref=answer.ref,
        report_title=answer.title,
        opening=(last, *_given_before(answer)),
        clocks=[clock_values(c) for c in said.due.clocks] if said.due else [],
        no_clock=words.removed_note(said, "due") or "No clock was started for this report.",
    )
