"""How anybody checks the register, and what a check cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from answerable.duties.dates import format_date
from answerable.records import fingerprint, london_day
from answerable.records.folder import entry_folder
from answerable.register import words
from answerable.register.answers import Answer, CopySent, Register
from answerable.register.frame import Frame

File = tuple[str, bytes]
_LATEST = 10


@dataclass(frozen=True)
class ThreeDates:
    """The days that speak for one response. None of them vouches for another."""

    ref: str
    title: str
    stated: str
    copies: str


@dataclass(frozen=True)
class RemovalLine:
    entry: int
    path: str
    words: str
    shown_by: int  # number of the record that says so


@dataclass(frozen=True)
class Elsewhere:
    """The newest record whose fingerprint somebody else was sent, as the office says."""

    seq: int
    path: str
    fingerprint: str
    copies: str


@dataclass(frozen=True)
class FormerLine:
    """A body that this one continues, and where its records lie as they ended."""

    name: str
    folder: str
    entries: int
    fingerprint: str


def check_pages(frame: Frame, register: Register) -> Iterator[File]:
    published = sorted(register.answers, key=lambda a: (a.responded_on or date.min, a.ref), reverse=True)
    dates = [_three_dates(answer) for answer in published if answer.versions]
    records = register.records
    yield frame.page(
        "check.html",
        "check/",
        title="Check this register",
        stated=words.stated_for(register.as_at),
        head=records.head,
        head_on=format_date(london_day(records.head.at)) if records.head else "",
        entries=len(records.entries),
        former=[
            FormerLine(body.name, f"former/{code}/", one.entries[-1].seq, one.entries[-1].hash)
            for code, one in records.continued.items()
            if (body := register.former_bodies.get(code))
        ],
        keys=[(f"keys/{seq:06d}.pub", seq, fingerprint(line)) for seq, line in records.keys.items()],
        script=checker().decode("utf-8"),
        elsewhere=_sent_elsewhere(register),
        dates=dates[:_LATEST],
        all_dates=len(dates),
        removals=_removals(register),
    )
    yield frame.page(
        "check-dates.html",
        "check/dates/",
        title="Three dates of each response",
        stated=words.stated_for(register.as_at),
        trail=(("Check this register", "check/"),),
        dates=dates,
    )


def checker() -> bytes:
    """The script on the page: it needs nothing but Python."""
    return (files("answerable.register") / "checker.txt").read_bytes()


def _three_dates(answer: Answer) -> ThreeDates:
    stated = format_date(answer.responded_on) if answer.responded_on else "Not known"
    return ThreeDates(answer.ref, answer.title, stated, words.copies_sent(answer.copies_of(answer.newest)))


def _sent_elsewhere(register: Register) -> Elsewhere | None:
    copies = [copy for answer in register.answers for copy in answer.copies]
    if not copies:
        return None
    place = max((_sent(copy) for copy in copies), key=lambda place: (place[0] == "", place[1]))  # our own chain first
    said = words.copies_sent(copy for copy in copies if _sent(copy) == place)
    sent = next(entry for entry in register.records.every_entry if entry.place == place)
    return Elsewhere(sent.seq, f"{entry_folder(sent.seq, sent.former)}/entry.json", sent.hash, said)


def _sent(copy: CopySent) -> tuple[str, int]:
    return copy.entry.former, copy.facts.response_seq


def _removals(register: Register) -> list[RemovalLine]:
    return [
        RemovalLine(r.seq, f"{entry_folder(r.seq, r.place[0])}/entry.json", words.removed_sentence(r), r.shown_by)
        for r in register.removals
    ]
