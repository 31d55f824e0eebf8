"""Handover: a body closes its records and names who continues them; a successor takes over records and work.

Two commands and one file between them, also where both bodies share an installation. The former body's records come in
as they are, under its own code; its work becomes the successor's. The two records that make this visible in public are
made here: the closure, which names the successors with their keys, and the takeover, which names what is continued.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.db.utils import DatabaseError

from answerable.accounts import audit, kept_files
from answerable.accounts.models import AuditEntry, Body, BodyNames, Person
from answerable.accounts.scope import in_body
from answerable.cli import chain_members, rows, work
from answerable.cli.archive import Archive, BadArchive, open_archive, write_archive
from answerable.cli.sealing import CannotSeal, new_file, opened_file
from answerable.commitments.models import PartRemoval
from answerable.inspections import word_index
from answerable.records import KeyRefused, Records, london_day, moment_text, verify
from answerable.records import files as record_files
from answerable.records.check_chain import check_signed, read_head
from answerable.records.check_entry import NotWhole
from answerable.records.contents import ClosureFacts, FormerChain, Successor, TakeoverFacts
from answerable.records.keys import read_public_line
from answerable.register.publishing import bake_register
from answerable.responses import chain
from answerable.responses.invitations.models import Received
from answerable.responses.models import ChainEntry, ChainHead, Removal, Response
from answerable.responses.rules import Refused, State

FORM = "answerable-handover-1"


class CannotHandOver(ValueError):
    """A sentence that says what stands in the way. Nothing was handed over."""


@dataclass(frozen=True)
class Taken:
    """What came from one former body."""

    ref: str
    name: str
    records: int
    rows: int


def card(body: Body) -> str:
    """The successor's code and public key, for the closure of the body that it continues."""
    with in_body(body.id), transaction.atomic():
        return f"{body.ref} {chain.make_ready()}"


def read_card(given: str) -> Successor:
    """A successor from its card: the line itself, a file with it, or the code of a body of this installation."""
    here = Body.objects.filter(ref=given).first()
    try:
        line = card(here) if here else Path(given).read_text("utf-8") if Path(given).is_file() else given
        ref, _, key = line.strip().partition(" ")
        read_public_line(key)
        return Successor(ref=ref, public_key=key)
    except (KeyRefused, OSError, ValueError) as reason:
        raise CannotHandOver(
            f"{given!r} is no successor: write a code of this installation, or a file made by "
            f"`answerable handover card`. {reason}") from None


def give(body: Body, successors: list[Successor], out: Path, *, recipient: Path | None, at: datetime) -> None:
    """Close the body's records in favour of these successors, and write what they take over. Safe to repeat."""
    try:
        with new_file(out, recipient) as file, in_body(body.id), transaction.atomic():
            _close(chain.lock(), successors, at)
            records, contents = chain.records(), work.export()
            about = {"form": FORM, "made_at": moment_text(at), "ref": body.ref, "example": body.example,
                     "tables": [list(node) for node in rows.reached()],
                     "people": {str(i): name for i, name in work.people_of(contents).items()}}
            write_archive(file, about, [
                *chain_members.written(records),
                ("tables/names", b"".join(rows.lines_of(BodyNames, BodyNames.objects.all()))),
                *((f"tables/{work.table(model)}", content) for model, content in contents.items()),
                *((f"files/{name}", kept_files.path_of(name)) for name in sorted(work.files_of(contents)))])
        with in_body(body.id):
            bake_register()
    except (CannotSeal, OSError, Refused) as reason:
        raise CannotHandOver(str(reason)) from None


def _close(body: Body, successors: list[Successor], at: datetime) -> None:
    if body.closed_on is None:
        _check_nothing_waits()
        chain.add(ClosureFacts(ref=body.ref, successors=tuple(successors)), {}, at)
        body.closed_on = london_day(at)
        body.save(update_fields=["closed_on"])
        audit.record(by=None, at=at, action="closed", subject="body", ref=body.ref, successors=len(successors))
        return
    last = chain.records().entries[-1].facts
    if not isinstance(last, ClosureFacts) or last.successors != tuple(successors):
        raise Refused(f"{body.ref} closed its records already, in favour of others. That cannot be changed.")


def _check_nothing_waits() -> None:
    """Refuse while something would be left half done: nobody works in a body that has closed."""
    scheduled = Response.objects.filter(state=State.SCHEDULED.value).first()
    if scheduled is not None:
        raise Refused(f"{scheduled.public_ref} is set to be published at a time. Stop that, or wait for it.")
    if Removal.objects.filter(decided_at=None).exists() or PartRemoval.objects.filter(decided_at=None).exists():
        raise Refused("A removal of words is proposed. Decide about it first.")
    if Received.objects.filter(accepted_by=None, returned_by=None).exists():
        raise Refused("Something that came from outside waits to be accepted or returned. Do that first.")


def take(sources: list[Path], successor: Body, *, key: Path | None, at: datetime) -> list[Taken]:
    """Continue the bodies whose files these are: one record names them all. Raises `CannotHandOver`."""
    taken = []
    try:
        with transaction.atomic():
            with in_body(successor.id):
                ours = Successor(ref=successor.ref, public_key=chain.make_ready())
                continued = set(chain.records().continued)
            former: list[Records] = []
            for source in sources:
                with opened_file(source, key) as plain, open_archive(plain, FORM) as archive:
                    records = _checked(archive, ours)
                    if records.ref in continued | {one.ref for one in former}:
                        raise Refused(f"{successor.ref} continues {records.ref} already.")
                    _take_records(archive, records)
                    former.append(records)
                    taken.append(_take_work(archive, successor, records, at))
            _enter(successor, former, at)
        with in_body(successor.id):
            bake_register()
    except (BadArchive, CannotSeal, NotWhole, rows.OtherTables, work.Lost, Refused) as reason:
        raise CannotHandOver(str(reason)) from reason
    except (OSError, DatabaseError, KeyError, TypeError, AttributeError) as reason:
        raise CannotHandOver(f"The file does not hold together: {reason}") from reason
    return taken


def _checked(archive: Archive, ours: Successor) -> Records:
    """The former records, verified as anybody would, closed in our favour."""
    if [tuple(node) for node in archive.about["tables"]] != rows.reached():
        raise BadArchive("Another version of this software wrote it. Bring both installations to the same version.")
    records = chain_members.read(archive)
    with TemporaryDirectory() as folder:
        for name, data in record_files(records).items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(data)
        result = verify(Path(folder))
    if not result.whole:
        raise BadArchive(f"Its records are not whole. {result.sentences[0]}")
    for one in (records, *records.continued.values()):
        entries = {entry.seq: entry for entry in one.entries}
        for head in one.heads:  # the newest was checked with the records; the earlier ones stand on pages of past days
            check_signed(read_head(head.head_bytes), head.signature, entries)
    facts = records.entries[-1].facts
    if archive.about["ref"] != records.ref or not isinstance(facts, ClosureFacts) or ours not in facts.successors:
        raise BadArchive(f"{archive.about['ref']} closed its records in favour of others than {ours.ref} with its key.")
    return records


def _take_records(archive: Archive, records: Records) -> None:
    """Keep the former body with its records, closed, unless it is here already with these very records."""
    for ref, one in {**records.continued, records.ref: records}.items():
        body = Body.objects.filter(ref=ref).first()
        if body is None:
            body = Body.objects.create(ref=ref, example=bool(archive.about["example"]), closed_on=_closed_on(one))
            with in_body(body.id):
                _store(one)
                if ref == records.ref:
                    _names(archive)
            continue
        with in_body(body.id):
            here = list(ChainEntry.objects.order_by("seq").values_list("hash", flat=True))
        if here != [entry.hash for entry in one.entries]:
            raise BadArchive(f"Another body with the code {ref} is here, with other records.")


def _names(archive: Archive) -> None:
    for values in rows.read(BodyNames, archive.read("tables/names")):
        BodyNames(**{name: value for name, value in values.items() if name not in ("id", "body_id")}).save()


def _closed_on(records: Records) -> date:
    return london_day(records.entries[-1].at)


def _store(records: Records) -> None:
    for entry in records.entries:
        chain.store(entry)
    for head in records.heads:
        ChainHead.objects.create(seq=head.seq, hash=head.hash, at=head.at, head=head.head_bytes,
                                 signature=head.signature)


def _take_work(archive: Archive, successor: Body, records: Records, at: datetime) -> Taken:
    for name in archive.members:
        if name.startswith("files/") and kept_files.keep(archive.read(name)) != name.removeprefix("files/"):
            raise BadArchive(f"{name} is not the file that it is named for.")
    with in_body(Body.objects.get(ref=records.ref).id):
        closed_here = AuditEntry.objects.filter(action="closed").exists()  # what comes from elsewhere has no trail here
    people = {0: 0} | _people(archive.about["people"], records.ref, closed_here=closed_here)
    with in_body(successor.id):
        taking = work.TakingIn(records.ref, people.__getitem__)
        for model in work.PASSES:
            taking.add(model, archive.read(f"tables/{work.table(model)}"))
        word_index.rebuild()
        audit.record(by=None, at=at, action="taken_over", subject="body", ref=records.ref, rows=taking.count)
    names = [entry.value("body")["name"] for entry in records.entries if entry.kind == "body"]
    return Taken(records.ref, names[-1], len(records.entries), taking.count)


def _people(stated: dict[str, Any], ref: str, *, closed_here: bool) -> dict[int, int]:
    """For each id there, the id here: the same where the body was closed here, else a name without sign-in."""
    if closed_here:
        return {int(i): int(i) for i in stated}
    found = {}
    for i, name in stated.items():
        person, is_new = Person.objects.get_or_create(
            email=f"{int(i)}@{ref}.invalid", defaults={"name": str(name)[:120], "is_active": False})
        if is_new:
            person.set_unusable_password()
            person.save()
        found[int(i)] = person.id
    return found


def _enter(successor: Body, former: list[Records], at: datetime) -> None:
    """The record that says whom we continue."""
    with in_body(successor.id):
        ends = tuple(FormerChain(ref=one.ref, seq=one.entries[-1].seq, hash=one.entries[-1].hash) for one in former)
        chain.add(TakeoverFacts(ref=successor.ref, continues=ends), {}, at)
