"""From a page's lines to the fields of an answer. What the page does not say is not guessed."""

from __future__ import annotations

import re

from answerable.intake.answer import remarks
from answerable.intake.answer.dates import one_day
from answerable.intake.answer.labels import REPORT
from answerable.intake.answer.page import Page, from_text, open_page
from answerable.intake.answer.sections import Cut, cut, short_value
from answerable.intake.answer.shapes import Fields, ReadAnswer
from answerable.intake.tidy.changes import Changes
from answerable.intake.tidy.rich import tidy_words
from answerable.records.addresses import may_link_to

_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s]{0,2000})\)")
_ADDRESS = re.compile(r"https?://[^\s<>\"()\[\]]{3,2000}")
_LONGEST_TITLE = 500
_BROKEN_OFF = 60  # a paragraph shorter than this that ends without a full stop is a heading, not half a sentence


def read_file(data: bytes, ending: str) -> ReadAnswer:
    """The answer in a file. Raises CannotRead."""
    changes = Changes()
    return _read(open_page(data, ending, changes), changes)


def read_words(words: str) -> ReadAnswer:
    """The answer in words pasted from a page. Raises CannotRead."""
    changes = Changes()
    return _read(from_text(words, changes), changes)


def _read(page: Page, changes: Changes) -> ReadAnswer:
    found = cut(page.lines)
    unplaced = list(found.unplaced)
    short = {}
    for section in found.sections:
        if section.field in ("title", "published_on", "type", "link", "responded_on", REPORT):
            short[section.field], others = short_value(section)
            unplaced += ["", *others] if others else []
    title, link_words, link = _title_and_link(short, changes)
    key_findings, response, heading = _long_texts(found, changes)
    fields = Fields(
        title=title, published_on=one_day(short.get("published_on", "")), type=_plain(short.get("type", "")) or None,
        key_findings=key_findings or None, link=link, response=response or None,
    )
    responded_on = one_day(short.get("responded_on", ""))
    facts = remarks.Facts(
        original=page.original, fields=fields, headings=tuple(section.heading for section in found.responses),
        date_words=short.get("published_on"), response_date_words=short.get("responded_on"), responded_on=responded_on,
        link_words=link_words, link_was_asked="link" in short, nowhere=tuple(dict.fromkeys(changes.nowhere)),
        tags=tuple(changes.tags), other_answers=found.other_answers,
    )  # fmt: skip
    return ReadAnswer(
        fields=fields, checks=tuple(remarks.remarks(facts)), original=page.original, heading=heading,
        link_words=link_words, responded_on=responded_on,
        unplaced=tidy_words("\n".join(unplaced), changes), changed=changes.told,
    )  # fmt: skip


def _title_and_link(short: dict[str, str], changes: Changes) -> tuple[str | None, str, str | None]:
    """The report's title, the words of the link to it, and where that leads; "Report" may head either."""
    report, title, value = short.get(REPORT, ""), short.get("title", ""), short.get("link", "")
    if not value and _address(report):
        value = report
    if not title and report:
        title = report
    named = _plain(tidy_words(title, changes))[:_LONGEST_TITLE]
    return named or None, _plain(tidy_words(value, changes)), _address(value)


def _address(value: str) -> str | None:
    found = _LINK.search(value)
    bare = _ADDRESS.search(value)
    address = found[2] if found else bare[0].rstrip(".,;") if bare else ""
    return address if may_link_to(address) and not address.startswith("mailto:") else None


def _plain(words: str) -> str:
    """A short value in one line, without the marks of a list or a heading; a link leaves its words."""
    words = re.sub(r"^(?:- |## )", "", _LINK.sub(lambda link: link[1], words).replace("**", ""), flags=re.MULTILINE)
    return " ".join(words.split())


def _long_texts(found: Cut, changes: Changes) -> tuple[str, str, str]:
    """Key findings, the response whole, and its heading; further headings of responses stay in it, in order."""
    findings = found.section("key_findings")
    key_findings = tidy_words(_joined(findings.lines, changes), changes) if findings else ""
    heading = ""
    parts: list[str] = []
    for section in found.responses:
        words = tidy_words(_joined(section.lines, changes), changes)
        if parts or heading:
            parts.append(f"## {section.heading.rstrip(':').strip()}")
        heading = heading or section.heading
        parts.append(words)
    return key_findings, "\n\n".join(part for part in parts if part), heading


def _joined(lines: list[str], changes: Changes) -> str:
    """The lines, with paragraphs joined that were broken in the middle of a sentence, as at the end of a page."""
    kept: list[str] = []
    for line in lines:
        words = line.strip()
        before = next((at for at in range(len(kept) - 1, -1, -1) if kept[at].strip()), None)
        is_after_break = before is not None and before < len(kept) - 1
        if is_after_break and before is not None and _goes_on(kept[before], words):
            kept[before:] = [f"{kept[before]} {words}"]
            changes.count("joined")
        else:
            kept.append(line)
    return "\n".join(kept)


def _goes_on(before: str, words: str) -> bool:
    marked = before.startswith(("- ", "## ", "**")) or not words[:1].islower()
    return not marked and len(before) >= _BROKEN_OFF and before[-1].isalpha()

