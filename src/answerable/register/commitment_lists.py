"""The lists of commitments, each a plain page of at most 50 rows, and how they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from answerable.register import words
from answerable.register.answers import Register
from answerable.register.commitment_figures import GROUPS, Group, commitment_figure
from answerable.register.commitment_words import date_in_short, in_short, statuses_of, title_of
from answerable.register.commitments import Commitment
from answerable.register.frame import Frame
from answerable.register.list_pages import ROWS

File = tuple[str, bytes]
FOLDER = "commitments/"


@dataclass(frozen=True)
class CommitmentRow:
    ref: str
    title: str
    removed: bool
    made_in: str
    made_in_path: str
    first_date: str
    date_now: str
    states: tuple[words.State, ...]  # local action, local check, inspectorate


def commitment_list_pages(frame: Frame, register: Register) -> Iterator[File]:
    """From the first commitment on every list has its page, empty ones too: an address once given always answers."""
    yield from _pages(frame, register, None, register.commitments)
    for group in GROUPS if register.commitments else ():
        yield from _pages(frame, register, group, tuple(_of_group(register, group)))
    yield frame.page(
        "commitments-counted.html", f"{FOLDER}how-counted/", title="How commitments are counted",
        stated=words.stated_for(register.as_at), section="commitments", trail=(("Commitments", FOLDER),),
        as_at=register.as_at, commitments=commitment_figure(register.commitments, register.as_at),
        groups=_groups(register), has_lists=bool(register.commitments))


def _of_group(register: Register, group: Group) -> Iterable[Commitment]:
    return (c for c in register.commitments if group.holds(c, register.as_at))


def _groups(register: Register) -> list[tuple[Group, int]]:
    return [(group, sum(1 for _ in _of_group(register, group))) for group in GROUPS]


def row_of(register: Register, commitment: Commitment) -> CommitmentRow:
    facts, promise = commitment.facts, commitment.promise
    answer = register.answer_of(facts.answer)
    told_in = promise.told_in if promise else ""
    return CommitmentRow(
        ref=commitment.ref, title=title_of(commitment), removed=bool(commitment.removals),
        made_in=answer.title if answer else told_in or facts.answer or "Not stated",
        made_in_path=f"responses/{answer.ref}/" if answer else "",
        first_date=date_in_short(facts.first_date), date_now=date_in_short(facts.date_now),
        states=tuple(in_short(status.state) for status in statuses_of(commitment, register.as_at)))


def _pages(frame: Frame, register: Register, group: Group | None, held: tuple[Commitment, ...]) -> Iterator[File]:
    nearest_first = group is not None and group.nearest_first
    ordered = sorted(held, key=lambda c: c.order)
    ordered.sort(key=lambda c: c.facts.date_now or (date.max if nearest_first else date.min), reverse=not nearest_first)
    folder = f"{FOLDER}{group.slug}/" if group else FOLDER
    total = max(1, -(-len(ordered) // ROWS))
    for number in range(1, total + 1):
        shown = ordered[(number - 1) * ROWS : number * ROWS]
        name = group.heading if group else "What was promised"
        title = name if number == 1 else f"{name}, page {number}"
        yield frame.page(
            "commitments.html", _page_path(folder, number), title=title, stated=words.stated_for(register.as_at),
            section="commitments", trail=(("Commitments", FOLDER),) if group or number > 1 else (), heading=title,
            meaning=group.meaning if group else "", as_at=register.as_at,
            commitments=commitment_figure(register.commitments, register.as_at) if not group and number == 1 else None,
            caption=_caption(len(ordered), number, nearest_first), rows=[row_of(register, c) for c in shown],
            previous=_page_path(folder, number - 1) if number > 1 else "",
            next=_page_path(folder, number + 1) if number < total else "",
            groups=_groups(register) if not group and number == 1 and held else [])


def _page_path(folder: str, number: int) -> str:
    return folder if number == 1 else f"{folder}page-{number}/"


def _caption(count: int, number: int, nearest_first: bool) -> str:
    order = "earliest date first" if nearest_first else "latest date first"
    if count <= ROWS:
        return f"{count} {'commitment' if count == 1 else 'commitments'}, {order}"
    return f"Commitments {(number - 1) * ROWS + 1} to {min(number * ROWS, count)} of {count:,}, {order}"
