"""The page of a commitment, and what the pages of a response and of a finding say of those made in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from answerable.duties.dates import format_date
from answerable.records.contents import EvidenceAccess, EvidencePart
from answerable.records.folder import entry_folder
from answerable.register import words
from answerable.register.answers import Answer, Register
from answerable.register.commitment_data import commitment_json
from answerable.register.commitment_words import (
    STRENGTHS,
    Status,
    by_whom,
    date_in_short,
    date_now_in_words,
    earlier_words,
    evidence_name,
    evidence_title,
    first_date_in_words,
    history_of,
    last_update,
    statuses_of,
    title_of,
)
from answerable.register.commitments import Commitment
from answerable.register.date_trail import picture_of, steps_of
from answerable.register.evidence_files import FileLine, Kept, evidence_files, file_lines, nothing_kept
from answerable.register.frame import Frame

File = tuple[str, bytes]


@dataclass(frozen=True)
class Link:
    words: str
    path: str  # empty: there is nothing on the register to lead to


@dataclass(frozen=True)
class Evidence:
    """A row of the table of evidence; the newest version of each piece."""

    name: str
    title: str
    about: str
    added: str
    strength: str
    good_until: str
    sha256: str
    files: list[FileLine]


@dataclass(frozen=True)
class Brief:
    """A commitment as the page of its response says it."""

    ref: str
    title: str
    by_whom: str
    first_date: str
    date_now: str
    statuses: tuple[Status, ...]


def commitment_pages(frame: Frame, register: Register, kept: Kept = nothing_kept) -> Iterator[File]:
    taken_from = _taken_from(register.commitments)
    for commitment in register.commitments:
        data = commitment_json(commitment)
        yield f"commitments/{commitment.ref}/record.json", data
        files = evidence_files(commitment, kept)
        yield from files.items()
        yield _page(frame, register, commitment, words.size(data), taken_from.get(commitment.ref, []), files)


def briefs_of(register: Register, answer: Answer, finding: int | None) -> list[Brief]:
    """The commitments made in the answer to a finding, or (None) in the rest of a response, as they stand now."""
    made = (c for c in register.commitments_in(answer.ref) if c.facts.finding == finding)
    return [Brief(c.ref, title_of(c), by_whom(c), date_in_short(c.facts.first_date), date_in_short(c.facts.date_now),
                  statuses_of(c, register.as_at)) for c in made]


def _page(
    frame: Frame, register: Register, commitment: Commitment, size: str, before: list[str], files: dict[str, bytes]
) -> File:
    facts, promise, newest = commitment.facts, commitment.promise, commitment.newest
    steps, heading = steps_of(commitment), title_of(commitment)
    answer = register.answer_of(facts.answer)
    days = (commitment.changed_on, answer.withdrawal.on if answer and answer.withdrawal else None)
    return frame.page(
        "commitment.html",
        f"commitments/{commitment.ref}/",
        title=heading,
        stated=words.newest_shown(max(day for day in days if day)),
        section="commitments",
        trail=(("Commitments", "commitments/"),),
        heading=heading,
        ref=commitment.ref,
        removed=bool(commitment.removals),
        promise=promise,
        promise_removed=words.removed_note(newest, "promise"),
        publisher=register.body_of(newest).name if newest.entry.former else "",
        withdrawn=_withdrawn(answer),
        by_whom=by_whom(commitment),
        made_in=_made_in(commitment, answer),
        finding=_finding(commitment, answer),
        made_on=format_date(facts.made_on),
        first_date=first_date_in_words(commitment),
        date_now=date_now_in_words(facts),
        statuses=statuses_of(commitment, register.as_at),
        last_update=last_update(commitment),
        steps=steps,
        picture=picture_of(commitment, steps),
        history=list(history_of(commitment)),
        evidence=list(_evidence(commitment, files)),
        evidence_removed=_evidence_removed(commitment),
        earlier=[(format_date(said.on), text) for said, text in earlier_words(commitment)],
        goes_on=_goes_on(register, commitment),
        before=[_link(register, ref) for ref in before],
        records=[(said.facts.version, format_date(said.on), _entry_path(said.entry.place)) for said in
                 reversed(commitment.records)],
        signed=newest.signed,
        fingerprint=newest.entry.hash,
        download=f"Data (JSON, {size})",
    )


def _entry_path(place: tuple[str, int]) -> str:
    former, seq = place
    return f"{entry_folder(seq, former)}/entry.json"


def _withdrawn(answer: Answer | None) -> str:
    if answer is None or answer.withdrawal is None:
        return ""
    return (f"The response in which this was promised was withdrawn on {format_date(answer.withdrawal.on)}. "
            "The commitment is told here as it stands in its own records.")


def _made_in(commitment: Commitment, answer: Answer | None) -> Link:
    if answer is not None:
        return Link(f"Response: {answer.title}", f"responses/{answer.ref}/")
    told_in = commitment.promise.told_in if commitment.promise else ""
    return Link(told_in or commitment.facts.answer or "Not stated", "")


def _finding(commitment: Commitment, answer: Answer | None) -> Link | None:
    number = commitment.facts.finding
    if number is None:
        return None
    there = answer is not None and any(f"finding-{number:04d}" in said.entry.part_hashes for said in (
        *answer.versions, *([answer.announced] if answer.announced else ())))
    return Link(f"Finding {number}", f"responses/{answer.ref}/findings/{number}/" if answer and there else "")


def _evidence(commitment: Commitment, files: dict[str, bytes]) -> Iterator[Evidence]:
    newest: dict[int, EvidencePart] = {}
    for happened in commitment.happened:
        if isinstance(happened.part, EvidencePart):
            newest[happened.part.number] = happened.part
    for number in sorted(newest):
        piece = newest[number]
        restricted = piece.access is EvidenceAccess.RESTRICTED
        yield Evidence(
            evidence_name(piece), evidence_title(piece), format_date(piece.about_on), format_date(piece.added_on),
            STRENGTHS[piece.strength], format_date(piece.good_until) if piece.good_until else "Not limited",
            "Not stated" if restricted else piece.sha256 or "Not stated", file_lines(commitment, number, files))


def _evidence_removed(commitment: Commitment) -> str:
    removed = sum(h.part is None and h.name.startswith("evidence-") for h in commitment.happened)
    if not removed:
        return ""
    return (f"Removed with {'its file' if removed == 1 else 'their files'}: {removed} "
            f"{'version of a piece' if removed == 1 else 'versions of pieces'} of evidence. "
            "What has happened says when and on what ground.")


def _goes_on(register: Register, commitment: Commitment) -> Link | None:
    """The commitment that goes on in the place of this one."""
    others = [h.part.other for h in commitment.happened if h.part and not isinstance(h.part, EvidencePart)]
    other = next((ref for ref in reversed(others) if ref), None)
    return _link(register, other) if other and commitment.goes_on_elsewhere else None


def _link(register: Register, ref: str) -> Link:
    other = register.commitment(ref)
    return Link(f"{title_of(other)} ({ref})", f"commitments/{ref}/") if other else Link(ref, "")


def _taken_from(commitments: Iterable[Commitment]) -> Mapping[str, list[str]]:
    """For each commitment, those whose place it took."""
    found: dict[str, list[str]] = {}
    for commitment in commitments:
        for happened in commitment.happened:
            if happened.part and not isinstance(happened.part, EvidencePart) and happened.part.other:
                found.setdefault(happened.part.other, []).append(commitment.ref)
    return found
