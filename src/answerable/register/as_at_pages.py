"""The register as it stood at the end of each day on which it changed.

A page of a past day says only what the records said by then, so no later record changes it. A removal does: the words
are gone from it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from answerable.duties.dates import format_date, format_long_date
from answerable.records import Entry, london_day
from answerable.records.folder import entry_folder
from answerable.register import words
from answerable.register.answers import Answer, Register
from answerable.register.commitment_figures import commitment_figure
from answerable.register.commitment_words import date_in_short, in_short, statuses_of, title_of
from answerable.register.commitments import Commitment
from answerable.register.feeds import news_of, news_of_commitment, news_of_needs
from answerable.register.figure import figure_of
from answerable.register.frame import Frame, environment
from answerable.register.needs_words import months_in_words
from answerable.register.needs_words import title_of as needs_title
from answerable.register.reading import registers_by_day

File = tuple[str, bytes]
_OTHER_ENTRIES = {
    "assessment": "Summary of the yearly assessment",
    "body": "Name and looks of the body",
    "closure": "End of this register: its work passes on",
    "copy_sent": "Copy recorded as sent",
    "key": "Key of the register",
    "redaction": "Words removed",
    "takeover": "Beginning of this register: it continues others",
}


@dataclass(frozen=True)
class Month:
    name: str
    days: tuple[date, ...]


def as_at_pages(frame: Frame, register: Register) -> Iterator[File]:
    rows = _Rows()
    days: list[date] = []
    for past in registers_by_day(register.records, register.as_at):
        yield _day_page(past, rows, days[-1] if days else None)
        days.append(past.as_at)
    yield frame.page(
        "as-at.html",
        "as-at/",
        title="The register as at a past day",
        stated=words.stated_for(register.as_at),
        years=_years(days),
        first=days[0],
        last=days[-1],
    )


def is_past_day(path: str) -> bool:
    """Whether a path is a page of one day: search engines are asked to show the pages as they are now."""
    return path.startswith("as-at/") and path != "as-at/index.html"


def _day_page(past: Register, rows: _Rows, before: date | None) -> File:
    """Its frame has the names of that day, and no logo, because the logo's file is the newest one's."""
    frame = Frame(past.body.model_copy(update={"logo_png": None}), has_needs=bool(past.needs_assessments))
    day = past.as_at
    newest = past.records.entries[-1]
    entered = [entry for entry in past.records.entries if london_day(entry.at) == day]
    return frame.page(
        "as-at-day.html",
        f"as-at/{day}/",
        title=f"The register as at {format_date(day)}",
        stated=words.stated_for(day),
        trail=(("The register as at a past day", "as-at/"),),
        long_day=format_long_date(day),
        as_at=day,
        figure=figure_of(past),
        commitments=commitment_figure(past.commitments, day) if past.commitments else None,
        commitment_rows=[_commitment_row(commitment, day) for commitment in past.commitments],
        needs=[(said.ref, needs_title(said), months_in_words(said)) for said in past.needs_assessments],
        entered=_entered(past, entered),
        turned=any(day in commitment.turns for commitment in past.commitments),
        rows=[rows.of(answer) for answer in past.reports],
        newest=newest,
        newest_path=f"{entry_folder(newest.seq, newest.former)}/entry.json",
        before=before,
    )


def _entered(past: Register, entered: list[Entry]) -> list[str]:
    """What the records of one day are, in their order; those of one kind and one answer are told once."""
    refs = {entry.ref for entry in entered}
    news = {item.entry.place: item.title for answer in past.reports if answer.ref in refs for item in news_of(answer)}
    titles = {answer.ref: answer.title for answer in past.reports if answer.ref in refs}
    for commitment in past.commitments:
        if commitment.ref in refs:
            news |= {item.entry.place: item.title for item in news_of_commitment(commitment)}
            titles[commitment.ref] = title_of(commitment)
    news |= {item.entry.place: item.title for item in map(news_of_needs, past.needs_assessments)}
    told = []
    for entry in entered:
        other = _OTHER_ENTRIES.get(entry.kind, entry.kind)
        told.append(news.get(entry.place) or (f"{other}: {titles[entry.ref]}" if entry.ref in titles else other))
    return list(dict.fromkeys(told))


def _commitment_row(commitment: Commitment, day: date) -> tuple[str, str, str, tuple[str, ...]]:
    """Reference, beginning of the promise, date then, and the three statuses of that day."""
    states = tuple(in_short(status.state).words for status in statuses_of(commitment, day))
    return commitment.ref, title_of(commitment), date_in_short(commitment.facts.date_now), states


class _Rows:
    """A row is written once for each state of an answer, and stands on every page until the next."""

    def __init__(self) -> None:
        self._written: dict[str, tuple[Answer, Markup]] = {}
        template = environment().get_template("_as-at-row.html")
        self._write: Callable[..., Markup] = vars(template.module)["row"]

    def of(self, answer: Answer) -> Markup:
        kept = self._written.get(answer.ref)
        if kept is None or kept[0] is not answer:
            row = self._write(
                answer.ref,
                answer.title,
                words.state_of(answer).words,
                words.last_day_in_short(answer),
                words.responded_in_short(answer),
            )
            kept = self._written[answer.ref] = (answer, row)
        return kept[1]


def _years(days: list[date]) -> list[tuple[int, list[Month]]]:
    """The days by year and month, newest year first."""
    years = []
    for year, of_year in groupby(days, lambda day: day.year):
        by_month = [tuple(of_month) for _, of_month in groupby(of_year, lambda day: day.month)]
        years.append((year, [Month(format_date(of[0]).split(" ", 1)[1], of) for of in by_month]))
    return years[::-1]
