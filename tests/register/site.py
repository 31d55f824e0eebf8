"""Registers for tests: the invented one, and one response of it with something changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from answerable.records import Records
from answerable.records.contents import (
    BodyFacts,
    BodyPart,
    ChiefOfficerOutcome,
    KeyFacts,
    ResponseFacts,
    Shape,
    content_hash,
)
from answerable.records.keys import public_line
from answerable.register import site_files
from tests.records.build import BEGINS, KEY, ORIGIN, Case, Chain, Thread, body

REPORT_ON = date(2024, 11, 20)
REF = "mar-2024-001"


def files_of(records: Records, as_at: date) -> dict[str, bytes]:
    return dict(site_files(records, as_at))


def page(files: Mapping[str, bytes], path: str) -> str:
    return files[f"{path}index.html"].decode()


def one_response(
    *,
    case: Case = Case(days=50),  # noqa: B008  (a frozen value)
    changed: Mapping[str, Shape] | None = None,
    regime: str | None = None,
    of: BodyPart | None = None,
    answered: bool = True,
    findings: int = 4,
) -> Chain:
    """A register of one report and its answer; `changed` parts of the answer take the place of the usual ones."""
    chain = Chain()
    chain.append(KeyFacts(ref=ORIGIN, public_key=public_line(KEY)), {}, BEGINS)
    chain.append(BodyFacts(ref=ORIGIN), {"body": of or body()}, BEGINS)
    thread = thread_of(case, findings)
    chain_facts = _Facts(regime or thread.regime)
    thread.write_answer_due(chain, thread.moment(7))
    if answered:
        at = thread.moment(case.days)
        parts = {**thread.answer(at.date()), **(changed or {})}
        chain.append(chain_facts.response(thread, 1, at.date(), parts), parts, at)
    return chain


def add_version(chain: Chain, case: Case, days: int, changed: Mapping[str, Shape]) -> None:
    """A second version of the one response, so many days after the report."""
    thread = thread_of(case, 4)
    at = thread.moment(days)
    parts = {**thread.answer(at.date()), **changed}
    chain.append(_Facts(thread.regime).response(thread, 2, at.date(), parts), parts, at)


def thread_of(case: Case, findings: int = 4) -> Thread:
    return Thread(REF, case, REPORT_ON, 0, findings)


class _Facts:
    def __init__(self, regime: str) -> None:
        self._regime = regime

    def response(self, thread: Thread, version: int, on: date, parts: Mapping[str, Shape]) -> ResponseFacts:
        return ResponseFacts(
            ref=thread.ref, version=version, basis=thread.case.basis, regime=self._regime,
            published_on=thread.report_on, due_on=thread.due_on, responded_on=on, content_hash=content_hash(parts),
        )


def chief(case: Case, outcome: ChiefOfficerOutcome) -> Case:
    return replace(case, chief=outcome)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, the marker too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
