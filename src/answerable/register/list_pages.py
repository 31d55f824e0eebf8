"""The lists of reports and their answers, each a plain page of at most 50 rows, and the home page's figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from unicodedata import normalize

from answerable.duties import names_of_all
from answerable.register import words
from answerable.register.answers import Answer, Register
from answerable.register.commitment_figures import commitment_figure
from answerable.register.figure import Counted, counted_words, figure_of, how_counted_page
from answerable.register.frame import Frame
from answerable.register.needs_pages import newest_release
from answerable.register.yearly_assessments import newest_assessment

File = tuple[str, bytes]
ROWS = 50
LATEST = 5
DUE_ON_HOME = 10
COUNTED = "By how it is counted"


@dataclass(frozen=True)
class ListOf:
    """One list: its address, its name in a menu, its heading, and the reports on it."""

    path: str
    words: str
    heading: str
    answers: tuple[Answer, ...]

    @property
    def count(self) -> int:
        return len(self.answers)


@dataclass(frozen=True)
class Row:
    ref: str
    title: str
    published: str
    why: str
    last_day: str
    responded: str
    findings: str
    state: words.State | None  # None: the other columns say it
    published_sentence: str


def row_of(answer: Answer) -> Row:
    on, state = answer.responded_on, words.state_of(answer)
    return Row(
        ref=answer.ref,
        title=answer.title,
        published=words.report_day_in_short(answer),
        why=words.why_in_short(answer),
        last_day=words.last_day_in_short(answer),
        responded=words.responded_in_short(answer),
        findings=str(len(answer.newest.findings)) if answer.has_statement else "Not recorded",
        state=None if state in words.PLAIN else state,
        published_sentence=words.published_sentence(answer.newest, on) if on and answer.has_statement else "",
    )


def home_page(frame: Frame, register: Register) -> File:
    answered = [a for a in register.answers if a.responded_on]
    latest = sorted(answered, key=lambda a: (a.responded_on or date.min, a.ref), reverse=True)[:LATEST]
    due = answers_due(register)
    return frame.page(
        "home.html",
        "",
        title="Responses to inspections",
        stated=words.stated_for(register.as_at),
        as_at=register.as_at,
        inspected=names_of_all(register.body),
        figure=figure_of(register),
        commitments=commitment_figure(register.commitments, register.as_at) if register.commitments else None,
        assessment=newest_assessment(register),
        needs=newest_release(register),
        due=[row_of(a) for a in due[:DUE_ON_HOME]],
        due_count=len(due),
        latest=[row_of(a) for a in latest],
        list_groups=list_groups(register),
    )


def answers_due(register: Register) -> list[Answer]:
    """The reports without a response, nearest last day first; those without one come last."""
    due = (answer for answer in register.answers if not answer.is_answered)
    return sorted(due, key=lambda a: (a.due_on or date.max, a.ref))


def list_pages(frame: Frame, register: Register) -> Iterator[File]:
    groups = list_groups(register)
    yield from _pages(frame, register, ListOf("responses/", "All", "Responses", register.reports), groups)
    yield from _pages(frame, register, ListOf("due/", "Due", "Answers due", tuple(answers_due(register))), [])
    for heading, lists in groups:
        for one in lists:
            yield from _pages(frame, register, one, [])
        if heading == COUNTED:
            yield how_counted_page(frame, register, {one.words: one.path for one in lists})


Groups = list[tuple[str, list[ListOf]]]


def list_groups(register: Register) -> Groups:
    groups = [
        ("By year of the report", _lists(register, "{}", "Responses: reports of {}", _years)),
        ("By inspectorate", _lists(register, "by/{}", "Responses: reports by {}", _inspectorates)),
        ("By type", _lists(register, "type/{}", "Responses: {}", _types)),
        ("By state", _lists(register, "state/{}", "Responses: {}", _states)),
        (COUNTED, _lists(register, "counted/{}", "Responses: {}", partial(counted_words, register))),
    ]
    return [(heading, lists) for heading, lists in groups if lists]


def _years(answer: Answer) -> Iterable[str]:
    return [str(answer.published_on.year) if answer.published_on else "Year not known"]


def _states(answer: Answer) -> Iterable[str]:
    return [words.state_of(answer).words]


def _inspectorates(answer: Answer) -> Iterable[str]:
    return answer.report.inspectorates if answer.report else ()


def _types(answer: Answer) -> Iterable[str]:
    if answer.report:
        name = answer.report.type_of_inspection
    else:
        old_page = answer.imported.as_published if answer.imported else None
        name = old_page.type_of_inspection if old_page else ""
    return [name] if name else []


def _lists(register: Register, folder: str, heading: str, names: Callable[[Answer], Iterable[str]]) -> list[ListOf]:
    """A list for each name, in order of name, years newest first. Names that differ only in signs share one."""
    by_slug: dict[str, list[Answer]] = {}
    said: dict[str, str] = {}
    for answer in register.reports:
        for name in names(answer):
            slug = said_slug(name)
            said.setdefault(slug, name)
            if answer not in by_slug.setdefault(slug, []):
                by_slug[slug].append(answer)
    order = sorted(by_slug, key=lambda slug: said[slug].casefold(), reverse=folder == "{}")
    if folder == "counted/{}":  # what is in the figure first
        order.sort(key=[said_slug(group.words) for group in Counted].index)
    return [
        ListOf(f"responses/{folder.format(s)}/", said[s], heading.format(said[s]), tuple(by_slug[s])) for s in order
    ]


def said_slug(name: str) -> str:
    """A name as a part of an address: small letters, digits and hyphens; a name without any gets a number."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return slug or f"name-{sha256(name.encode()).hexdigest()[:8]}"


def _pages(frame: Frame, register: Register, one: ListOf, groups: Groups) -> Iterator[File]:
    total = max(1, -(-one.count // ROWS))
    for number in range(1, total + 1):
        shown = one.answers[(number - 1) * ROWS : number * ROWS]
        title = one.heading if number == 1 else f"{one.heading}, page {number}"
        yield frame.page(
            "responses.html",
            _page_path(one, number),
            title=title,
            stated=words.stated_for(register.as_at),
            section="responses",
            trail=() if one.path == "responses/" else (("Responses", "responses/"),),
            heading=title,
            caption=_caption(one, number),
            rows=[row_of(a) for a in shown],
            empty="No answer is due." if one.path == "due/" else "No report is on this register.",
            previous=_page_path(one, number - 1) if number > 1 else "",
            next=_page_path(one, number + 1) if number < total else "",
            list_groups=groups if number == 1 else [],
        )


def _page_path(one: ListOf, number: int) -> str:
    return one.path if number == 1 else f"{one.path}page-{number}/"


def _caption(one: ListOf, number: int) -> str:
    first, last = (number - 1) * ROWS + 1, min(number * ROWS, one.count)
    order = "nearest last day first" if one.path == "due/" else "newest first"
    if one.count <= ROWS:
        return f"{one.count} {'report' if one.count == 1 else 'reports'}, {order}"
    return f"Reports {first} to {last} of {one.count:,}, {order}"
