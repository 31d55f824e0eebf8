"""The pages about one report: the response in each of its versions, each finding, and how the last day was counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from answerable.duties.dates import format_date, format_long_date
from answerable.records.contents import Branch, FindingPart, WrittenPart
from answerable.records.folder import entry_folder
from answerable.register import words
from answerable.register.answers import Answer, Register, Statement, Version
from answerable.register.calendar import clock_values
from answerable.register.changes import changed_fields
from answerable.register.frame import Frame, safe_link

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


def folder_of(answer: Answer) -> str:
    return f"responses/{answer.ref}/"


def response_pages(frame: Frame, register: Register, answer: Answer, downloads: tuple[Download, ...]) -> Iterator[File]:
    yield response_page(frame, register, answer, answer.newest, downloads)
    for version in answer.versions[:-1]:
        yield response_page(frame, register, answer, version, ())
    yield _dates_page(frame, answer)
    for number in _numbers(answer):
        yield _finding_page(frame, register, answer, number)


def response_page(
    frame: Frame, register: Register, answer: Answer, said: Statement, downloads: tuple[Download, ...]
) -> File:
    """One version of the answer, or the notice that none is there yet."""
    version = said if isinstance(said, Version) else None
    replaced = version is not None and version is not answer.current
    path = f"{folder_of(answer)}versions/{version.facts.version}/" if replaced and version else folder_of(answer)
    heading = words.heading(said, answer.title)
    year = str(answer.published_on.year)
    trail = [("Responses", "responses/"), (year, f"responses/{year}/")]
    if replaced:
        trail.append((heading, folder_of(answer)))
    return frame.page(
        "response.html",
        path,
        title=f"{heading}, version {version.facts.version}" if replaced and version else heading,
        stated=words.newest_shown(max((answer.changed_on, *(copy.on for copy in answer.copies_of(said))))),
        section="responses",
        trail=tuple(trail),
        heading=heading,
        ref=answer.ref,
        state=words.REPLACED if replaced else words.state_of(answer),
        opening=_opening(answer, said),
        insets=insets_of(register, answer, said),
        facts=facts_of(answer, said, downloads),
        texts=shown_texts(register, version) if version else (),
        findings_heading="Findings and answers" if version else "Findings",
        findings=[finding_values(register, f) for f in said.findings],
        findings_removed=_removed_findings(said),
        versions=_versions(answer),
        version=version.facts.version if version else None,
        seq=said.entry.seq,
        entry_path=f"{entry_folder(said.entry.seq)}/entry.json",
        fingerprint=said.entry.hash,
        stated_on=format_date(version.facts.responded_on) if version else "None: no response is on this register",
        copies=words.copies_sent(answer.copies_of(said)),
    )


def _opening(answer: Answer, said: Statement) -> tuple[str, ...]:
    if not isinstance(said, Version):
        report = f"The report was published on {format_date(answer.published_on)}."
        due = said.facts.due_on
        last = f"The last day to publish a response is {format_long_date(due)}." if due else "No last day is set."
        return (f"{report} {last} No response is on this register.",)
    first = answer.responded_on or said.facts.responded_on
    opening = [words.published_sentence(said, first)]
    due_on = said.facts.due_on
    if due_on is not None and first > due_on and answer.versions[0].after_last_day is None:
        opening.append("No reason was given.")
    return tuple(opening)


@dataclass(frozen=True)
class Inset:
    sentences: tuple[str, ...]
    words: str = ""
    address: str = ""
    link_words: str = ""


def insets_of(register: Register, answer: Answer, said: Statement) -> list[Inset]:
    found: list[Inset] = []
    if not isinstance(said, Version):
        return found
    reason = answer.versions[0].after_last_day
    replaced = said is not answer.current
    if reason is not None:
        found.append(Inset(("Reason given by the office:",), reason.words))
    if replaced:
        sentence = f"This is version {said.facts.version}, of {format_date(said.facts.responded_on)}. It was replaced."
        found.append(Inset((sentence,), "", folder_of(answer), "Read the current version"))
    elif said.facts.version > 1:
        before = answer.versions[-2]
        found.append(
            Inset(
                (
                    f"Version {said.facts.version}, {format_date(said.facts.responded_on)}.",
                    *changed_fields(before, said, register.body),
                ),
                said.note.words if said.note else "",
                f"{folder_of(answer)}versions/{before.facts.version}/",
                f"Version {before.facts.version} can still be read",
            )
        )
    if answer.withdrawal:
        on = format_date(answer.withdrawal.on)
        why = answer.withdrawal.note.words if answer.withdrawal.note else "No reason is shown."
        kept = "It is kept here so that what was said can be read."
        found.append(Inset((f"Withdrawn on {on}. {kept} Reason given:",), why))
    found += [Inset((words.removed_sentence(removal),)) for removal in said.removals]
    return found


def facts_of(answer: Answer, said: Statement, downloads: tuple[Download, ...]) -> list[Row]:
    report = said.report
    removed = words.removed_note(said, "report")
    if report is None:
        rows = [Row("Inspection title", removed), Row("Date published", format_long_date(said.facts.published_on))]
    else:
        source = f", {report.published_on_source}" if report.published_on_source else ""
        link = safe_link(report.link)
        rows = [
            Row("Inspection title", report.title),
            Row("Inspected by", ", ".join(report.inspectorates) or "Not stated"),
            Row("Date published", f"{format_long_date(said.facts.published_on)}{source}"),
            Row("Type of inspection", report.type_of_inspection or "Not stated"),
            Row("Area", report.area or "Not stated"),
            Row("Link to report", report.title if link else report.link or "Not known", link),
        ]
    rows.append(Row("Why we answer", words.removed_note(said, "due") or words.why_we_answer(said)))
    dates = (("How the last day was counted", f"{folder_of(answer)}dates/"),)
    if isinstance(said, Version):
        on = words.date_of_response(answer.versions[0], said)
        rows.append(Row("Date of response", on, links=dates))
        rows.append(Row(COPIES_SENT, words.copies_sent(answer.copies_of(said))))
    else:
        rows.append(Row("Date of response", "No response is on this register.", links=dates))
    if downloads:
        rows.append(Row("Download", "", links=tuple((d.name, d.path) for d in downloads)))
    return rows


def shown_texts(register: Register, version: Version) -> list[Shown]:
    holder, chief = register.body.holder_title, register.body.chief_title
    shown = [
        _shown(version, "key-findings", "Key findings", version.key_findings),
        _shown(version, "comments", f"The {holder}'s comments", version.comments),
        _chief_officer(version, chief),
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


def _chief_officer(version: Version, chief: str) -> Shown:
    heading, part = f"The {chief}'s comments", version.chief_officer
    if part is None:
        removed = words.removed_note(version, "chief-officer")
        return Shown("chief-officer", heading, removed=removed, sentences=() if removed else ("Not known.",))
    return Shown(
        "chief-officer", heading, words.chief_byline(part), part.words, words.chief_officer_sentences(part)
    )


def finding_values(register: Register, f: FindingPart) -> dict[str, Any]:
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
        "lead": words.lead_of(f, register.body.holder_title),
        "with_number": f.answered_with if f.branch is Branch.WITH_FINDING else None,
        "answer": f.answer,
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


def _versions(answer: Answer) -> list[VersionLine]:
    lines = []
    for version in reversed(answer.versions):
        current = version is answer.current
        number = version.facts.version
        address = "" if current else f"{folder_of(answer)}versions/{number}/"
        lines.append(VersionLine(number, version.facts.responded_on, address, "" if current else "Replaced"))
    return lines


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
    values = finding_values(register, finding) if finding else {"kind": "Not shown", "where": "Words not shown"}
    if finding and finding.answered_with and (with_finding := said.finding(finding.answered_with)):
        values["shared_answer"] = with_finding.answer
    summary = f"Finding {number}: {words.first_words(finding.words)}" if finding else f"Finding {number}"
    return frame.page(
        "finding.html",
        f"{folder_of(answer)}findings/{number}/",
        title=f"{summary} – {answer.title}",
        stated=words.newest_shown(answer.changed_on),
        section="responses",
        trail=(("Responses", "responses/"), (answer.title, folder_of(answer))),
        heading=summary,
        ref=answer.ref,
        number=number,
        f=values,
        removed=removed,
        state=words.state_of(answer),
        report_title=answer.title,
        report_link=safe_link(said.report.link) if said.report else None,
    )


def _dates_page(frame: Frame, answer: Answer) -> File:
    said = answer.newest
    due_on = said.facts.due_on
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
        opening=(last,),
        clocks=[clock_values(c) for c in said.due.clocks] if said.due else [],
        no_clock=words.removed_note(said, "due") or "No clock was started for this report.",
    )
