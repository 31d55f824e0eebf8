"""The paper for the panel: two pages in PDF or Word, with the open questions. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answerable.commitments.models import StandingRow
from answerable.commitments.panel import MOST_QUESTIONS, MOST_ROWS, Panel
from answerable.documents.document import Document, Fact, Section
from answerable.duties.dates import format_date

LONGEST = 110  # characters of a promise in a list


def paper(panel: Panel, *, body: str, notice: str) -> Document:
    """The paper as a document. `body` is the body's name; `notice` stands in a frame at the top."""
    day = format_date(panel.day)
    since = f"Since {format_date(panel.since)}" if panel.since else "Since the beginning"
    return Document(
        title=f"Commitments as at {day}", author=body, dated=panel.day, notice=notice,
        footer=f"{body}. Commitments as at {day}. {since}.",
        facts=tuple(Fact(name, words) for name, words in figures_in_words(panel)),
        sections=(
            Section("Questions to ask", _questions(panel)),
            Section(f"{since}: dates that moved", _moved(panel)),
            Section(f"{since}: said to be done", _rows(panel.said_done, "Nothing was said to be done.")),
            Section(f"{since}: checked against evidence", _rows(panel.checked, "Nothing was checked.")),
            Section(f"{since}: no update", _rows(panel.without_update, "Every open commitment has an update.")),
        ),
    )


def figures_in_words(panel: Panel) -> list[tuple[str, str]]:
    """Each figure with its name, and what it was at the last meeting."""
    now, before = panel.figures, panel.before
    named = (
        ("Commitments", "commitments"), ("Open", "open"), ("Open after their date", "past"),
        ("Would be past their date but for moves", "past_but_for_moves"), ("Done, says their owner", "said_done"),
        ("Kept: somebody else found that the evidence supports it", "kept"), ("Kept by the first date", "kept_on_time"),
        ("To be checked again: evidence out of date", "check_again"), ("Without an owner", "no_owner"),
        ("Without a date", "no_date"), ("Stopped", "stopped"),
    )
    return [(name, f"{getattr(now, field)}" + (f" (was {getattr(before, field)})" if before else ""))
            for name, field in named]


def _questions(panel: Panel) -> str:
    lines = [f"- {q.row.commitment.ref}, {shortened(q.row.words)} {q.words}" for q in panel.questions[:MOST_QUESTIONS]]
    return _listed(lines, len(panel.questions), MOST_QUESTIONS, "No question follows from the statuses and dates.")


def _moved(panel: Panel) -> str:
    lines = []
    for one in panel.moved[:MOST_ROWS]:
        before = format_date(one.date_before) if one.date_before else "no date"
        after = format_date(one.row.date_now) if one.row.date_now else "no date"
        why = f" Why: {shortened(one.why)}" if one.why else " Why: not stated."
        lines.append(f"- {one.row.commitment.ref}, {shortened(one.row.words)} From {before} to {after}.{why}")
    return _listed(lines, len(panel.moved), MOST_ROWS, "No date moved.")


def _rows(rows: Sequence[StandingRow], none: str) -> str:
    lines = [f"- {row.commitment.ref}, {shortened(row.words)}" for row in rows[:MOST_ROWS]]
    return _listed(lines, len(rows), MOST_ROWS, none)


def _listed(lines: Iterable[str], count: int, most: int, none: str) -> str:
    lines = list(lines)
    if not lines:
        return none
    more = f"\n\n{count - most} more are in the list on the workspace." if count > most else ""
    return "\n".join(lines) + more


def shortened(words: str) -> str:
    """The beginning of a text on one line, cut at a word, ending in a full stop or an ellipsis."""
    line = " ".join(words.split())
    if len(line) <= LONGEST:
        return line if line.endswith((".", "?", "!")) else f"{line}."
    return f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
