"""A folder, a ZIP folder or one file of old answers: each page taken into a body's list, with a report.

Each page is a step of its own, so it can be stopped and repeated: what is there already is not taken again.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

from answerable.accounts.scope import in_body
from answerable.cli.files import read_bytes
from answerable.intake import CannotRead, read_answer, unpack
from answerable.register.tables import cell
from answerable.responses import bringing_in
from answerable.responses.old_answers import same_report
from answerable.responses.old_models import OldAnswer
from answerable.responses.old_rules import How
from answerable.responses.rules import Refused

TAKEN, THERE, REFUSED = "taken", "already there", "refused"
Page = tuple[str, Callable[[], bytes]]


@dataclass(frozen=True)
class Outcome:
    """What came of one page: a row of the report."""

    file: str
    outcome: str
    reason: str = ""
    title: str = ""
    report_published_on: str = ""
    remarks: str = ""  # codes of what the checks found


def pages_in(path: Path) -> list[Page]:
    """The pages of a folder and those below it, of a ZIP folder, or the one file. Raises CannotRead."""
    if path.is_dir():
        found = ((p, p.relative_to(path)) for p in sorted(path.rglob("*")) if p.is_file() and not p.is_symlink())
        return [(str(name), _reader(p)) for p, name in found if not any(part.startswith(".") for part in name.parts)]
    if path.suffix.lower() == ".zip":
        return [(name, _given(data)) for name, data in unpack(read_bytes(str(path)))]
    return [(path.name, _reader(path))]


def take_in(pages: list[Page], body_id: int, clock: Callable[[], datetime]) -> Iterator[Outcome]:
    """Take each page into the body's list. What cannot be read, or is there already, is told and passed over."""
    for name, read in pages:
        with in_body(body_id):
            yield _taken(name, read, clock())


def _taken(name: str, read: Callable[[], bytes], at: datetime) -> Outcome:
    try:
        data = read()
        answer = read_answer(data, name=name)
        if answer.fields.title is None and answer.fields.response is None:
            return Outcome(name, REFUSED, "It has none of the headings of an answer, such as “Report title” or "
                           "“Response”. If it is one, bring it in by hand.")
        said = OldAnswer(title=answer.fields.title or "", published_on=answer.fields.published_on)
        if same := same_report(said):
            return Outcome(name, THERE, f"“{same.name}” answers a report of the same title and day. If this is another "
                           "answer, bring it in by hand.", said.title, str(said.published_on or ""))
        row = bringing_in.bring_in(data=data, read=answer, name=name, how=How.FOLDER, by=None, at=at)
    except bringing_in.AlreadyHere as here:
        return Outcome(name, THERE, "The very same page.", here.row.title, str(here.row.published_on or ""))
    except (CannotRead, Refused) as reason:
        return Outcome(name, REFUSED, str(reason))
    codes = dict.fromkeys(remark.code for remark in answer.checks)
    return Outcome(name, TAKEN, "", row.title, str(row.published_on or ""), " ".join(codes))


def write_report(path: Path, outcomes: list[Outcome]) -> None:
    """The outcomes as a table, for a spreadsheet."""
    names = [field.name for field in fields(Outcome)]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows([cell(getattr(outcome, name)) for name in names] for outcome in outcomes)


def in_words(outcomes: list[Outcome]) -> str:
    count = Counter(outcome.outcome for outcome in outcomes)
    return f"{count[TAKEN]} taken, {count[THERE]} already there, {count[REFUSED]} refused."


def _reader(path: Path) -> Callable[[], bytes]:
    return lambda: read_bytes(str(path))


def _given(data: bytes) -> Callable[[], bytes]:
    return lambda: data
