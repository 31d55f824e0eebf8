"""What changed, as an Atom feed, and the last days, as a calendar to subscribe to.

Names in both come from the records, so a reader never sees the same thing as new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from icalendar import Calendar, Event

from answerable.duties.dates import format_date
from answerable.records import Entry
from answerable.register import words
from answerable.register.answers import Answer, Register, Version
from answerable.register.commitment_words import ACTIONS, date_in_short, last_update, title_of
from answerable.register.commitments import Commitment
from answerable.register.needs import NeedsAssessment
from answerable.register.needs_words import months_in_words
from answerable.register.needs_words import title_of as needs_title

_ATOM = "http://www.w3.org/2005/Atom"
_NAMES = UUID("5b1d9a52-3f0c-5c0e-9a5e-2f1c7f2f6a10")  # namespace of our own for names made from fingerprints
_NEWEST = 50


@dataclass(frozen=True)
class News:
    """One entry of the feed."""

    entry: Entry
    title: str
    address: str
    summary: str


def feed_xml(register: Register) -> bytes:
    """The newest 50 things that happened, newest first."""
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    entries = register.records.entries
    _text(feed, "id", _name(entries[0]))
    _text(feed, "title", f"Responses to inspections: {register.body.name}")
    _text(feed, "updated", _moment(entries[-1].at))
    SubElement(feed, "link", rel="self", href="feed.xml")
    SubElement(feed, "link", rel="alternate", href="./", type="text/html")
    author = SubElement(feed, "author")
    _text(author, "name", register.body.name)
    _text(feed, "rights", "Open Government Licence v3.0")
    for news in sorted(_news(register), key=lambda n: (n.entry.at, n.entry.seq), reverse=True)[:_NEWEST]:
        item = SubElement(feed, "entry")
        _text(item, "id", _name(news.entry))
        _text(item, "title", news.title)
        _text(item, "updated", _moment(news.entry.at))
        SubElement(item, "link", rel="alternate", href=news.address, type="text/html")
        _text(item, "summary", f"{news.summary} Fingerprint of the record: {news.entry.hash}")
    indent(feed, " ")
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _news(register: Register) -> Iterator[News]:
    for answer in register.reports:
        yield from news_of(answer)
    for commitment in register.commitments:
        yield from news_of_commitment(commitment)
    for said in register.needs_assessments:
        yield news_of_needs(said)
    for entry in register.records.every_entry:
        if entry.kind == "redaction":
            yield News(entry, "Words removed", "check/", "The list of removals says from where and on what ground.")


def news_of(answer: Answer) -> Iterator[News]:
    """What happened to one report, copies aside."""
    address = f"responses/{answer.ref}/"
    if said := answer.announced:
        last = format_date(said.facts.due_on) if said.facts.due_on else "none is set"
        yield News(said.entry, f"An answer is due: {answer.title}", address, f"Last day: {last}.")
    for version in answer.versions:
        yield News(version.entry, f"{_what(version)}: {answer.title}", address, _told(version))
    if answer.withdrawal:
        says = f"Withdrawn on {format_date(answer.withdrawal.on)}."
        yield News(answer.withdrawal.entry, f"Response withdrawn: {answer.title}", address, says)
    if answer.not_due:
        yield News(answer.not_due.entry, f"No answer is due: {answer.title}", address, "The page says why.")
    if answer.imported:
        says = "Published before this register began. Its date is not counted as in time."
        yield News(answer.imported.entry, f"Response imported: {answer.title}", address, says)
    if answer.assessed:
        says = "The summary stands beside the report."
        yield News(answer.assessed.entry, f"Yearly assessment: {answer.title}", "yearly-assessment/", says)


def news_of_commitment(commitment: Commitment) -> Iterator[News]:
    """Each time that it was told where it stands."""
    address, title = f"commitments/{commitment.ref}/", title_of(commitment)
    for said in commitment.records:
        what = "Commitment" if said.facts.version == 1 else "Commitment, what has happened"
        action = ACTIONS[said.facts.action].words.lower()
        date_now = date_in_short(said.facts.date_now)
        yield News(said.entry, f"{what}: {title}", address, f"Date: {date_now}. Local action: {action}.")


def news_of_needs(said: NeedsAssessment) -> News:
    """That it was released."""
    return News(said.entry, f"Needs assessment: {needs_title(said)}", said.folder,
                f"Figures of {months_in_words(said)}.")


def _what(version: Version) -> str:
    number = version.facts.version
    if words.is_plan(version):
        return "Action plan published" if number == 1 else f"Action plan updated, version {number}"
    return "Response published" if number == 1 else f"Response corrected, version {number}"


def _told(version: Version) -> str:
    if version.facts.version > 1:
        return "A new version."
    return words.published_sentence(version, version.facts.responded_on)


def last_days_ics(register: Register) -> bytes:
    """One all-day event for each last day to publish a response."""
    calendar = Calendar()
    calendar.add("prodid", "-//Answerable//Register of responses//EN")
    calendar.add("version", "2.0")
    calendar.add("name", f"Last days: {register.body.name}")
    for answer in sorted(register.answers, key=lambda a: a.ref):
        if answer.due_on is not None:
            calendar.add_component(_event(register, answer))
    return bytes(calendar.to_ical())


def _event(register: Register, answer: Answer) -> Event:
    assert answer.due_on is not None
    event = Event()
    event.add("uid", f"{answer.ref}@{register.records.entries[0].ref}.answerable")
    event.add("dtstamp", answer.newest.entry.at)
    event.add("dtstart", answer.due_on)
    event.add("dtend", answer.due_on + timedelta(days=1))
    event.add("summary", f"Last day to publish a response: {answer.title}")
    on = answer.responded_on
    if on is None and answer.is_answered:
        said = "The date of the response is not known."
    else:
        said = f"Published {format_date(on)}." if on else "No response is on this register."
    event.add("description", f"{said} Reference {answer.ref}.")
    event.add("transp", "TRANSPARENT")
    return event


def commitments_ics(register: Register) -> bytes:
    """One all-day event for the date of each open commitment."""
    calendar = Calendar()
    calendar.add("prodid", "-//Answerable//Register of commitments//EN")
    calendar.add("version", "2.0")
    calendar.add("name", f"Commitments: {register.body.name}")
    for commitment in register.commitments:
        day = commitment.facts.date_now
        if commitment.is_open and day is not None:
            event = Event()
            event.add("uid", f"{commitment.ref}@{register.records.entries[0].ref}.answerable")
            event.add("dtstamp", commitment.newest.entry.at)
            event.add("dtstart", day)
            event.add("dtend", day + timedelta(days=1))
            event.add("summary", f"Date of a commitment: {title_of(commitment)}")
            first = date_in_short(commitment.facts.first_date)
            event.add("description", f"First date: {first}. {last_update(commitment)} Reference {commitment.ref}.")
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _name(entry: Entry) -> str:
    return uuid5(_NAMES, entry.hash).urn


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = words
