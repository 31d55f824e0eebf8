"""Signing and publishing where commitments stand.

What happens to a commitment stays inside until an approver who did none of it has read it and signs. Signing publishes.
The approver is shown exactly the parts that the record gets; what happens meanwhile waits for the next record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from answerable.accounts.roles import Member, Permission, check_may
from answerable.commitments.contents import About, Told, facts_of, parts_of
from answerable.commitments.events import Looked, Published, read
from answerable.commitments.models import Commitment, EventRow
from answerable.commitments.operations import add, lock
from answerable.commitments.standing import Happened, standing
from answerable.inspections.queries import ConfirmedFinding, findings_confirmed_of
from answerable.records import Entry, content_hash, london_day
from answerable.records.contents import SIGNED, EvidencePart, Shape, SignedPart
from answerable.responses import chain
from answerable.responses.models import Response
from answerable.responses.rules import Refused, TextChanged

DECLARATION = "I have read what is published of these commitments, and it is what this office says of them."
_NONE: Mapping[str, Sequence[Looked]] = {}


@dataclass(frozen=True)
class ToPublish:
    """What the next record of a commitment would say."""

    commitment: Commitment
    about: About
    told: tuple[Told, ...]
    parts: dict[str, Shape]
    doers: frozenset[int]  # who did what is not published yet: none of them may sign it

    @property
    def content_hash(self) -> str:
        return content_hash(self.parts)

    @property
    def files(self) -> dict[int, EvidencePart]:
        """The evidence whose files it would put on the register, by the number of the event that brought it."""
        return {int(name.rpartition("-")[2]): part for name, part in self.parts.items()
                if isinstance(part, EvidencePart) and part.file is not None}

    @property
    def is_new(self) -> bool:
        """Whether something happened that the register does not tell."""
        now = standing(one.happened for one in self.told)
        return now is not None and (not now.published or len(self.parts) > 1)


def to_publish(commitment: Commitment) -> ToPublish:
    """What an approver reads before signing."""
    return all_to_publish([commitment])[0]


def all_to_publish(commitments: Sequence[Commitment]) -> list[ToPublish]:
    """The same for several, in as many questions to the database as for one."""
    ids, reports = [row.id for row in commitments], {row.report_id for row in commitments if row.report_id is not None}
    events: dict[int, list[EventRow]] = {number: [] for number in ids}
    for row in EventRow.objects.filter(commitment__in=ids).order_by("commitment_id", "number"):
        events[row.commitment_id].append(row)
    answers = dict(Response.objects.filter(report__in=reports, versions__published_at__isnull=False).values_list(
        "report_id", "public_ref"))
    findings = findings_confirmed_of(reports)
    return [_ready(row, events[row.id], answers.get(row.report_id or 0), findings.get(row.report_id or 0, []))
            for row in commitments]


def _ready(
    commitment: Commitment, rows: Sequence[EventRow], answer: str | None, findings: Sequence[ConfirmedFinding]
) -> ToPublish:
    told = tuple(Told(Happened(row.number, london_day(row.at), row.by, read(row.content)), row.post) for row in rows)
    now = standing(one.happened for one in told)
    assert now is not None
    words = next((one.words for one in findings if one.number == commitment.finding), "")
    about = About(commitment.ref, answer, commitment.finding, words, commitment.told_in,
                  version=sum(row.kind == "published" for row in rows) + 1)
    doers = frozenset(row.by for row in rows if row.by is not None and row.number > now.published
                      and row.kind != "published")
    return ToPublish(commitment, about, told, parts_of(about, told), doers)


@transaction.atomic
def publish(
    *, shown: Sequence[tuple[Commitment, str]], by: Member, at: datetime,
    looked: Mapping[str, Sequence[Looked]] = _NONE,
) -> list[Entry]:
    """Sign and enter where these commitments stand; each with the fingerprint of what the approver was shown.

    `looked`: by reference of the commitment, the files of evidence in which the approver looked for hidden parts. Each
    file that a record puts on the register has to be among them.
    """
    check_may(by, Permission.SIGN_OFF)
    if not shown:
        raise Refused("Choose at least one commitment", field="commitment")
    return [_publish(commitment, seen, looked.get(commitment.ref, ()), by, at)
            for commitment, seen in sorted(shown, key=lambda one: one[0].id)]


def _publish(commitment: Commitment, seen: str, looked: Sequence[Looked], by: Member, at: datetime) -> Entry:
    ready = to_publish(lock(commitment))
    if ready.content_hash != seen:
        raise TextChanged(f"Something has happened to {commitment.ref} since you opened the page. "
                          "Nothing is published. Read it again.")
    if not ready.is_new:
        raise Refused(f"Nothing has happened to {commitment.ref} that is not published.")
    if by.person_id in ready.doers:
        raise Refused(f"You did some of what would be published of {commitment.ref}. Another approver signs it.")
    if ready.about.answer is None and commitment.report is not None:
        raise Refused(f"{commitment.ref} was made in an answer that is not published. Publish the answer first.")
    for number, part in ready.files.items():
        if number not in {one.number for one in looked}:
            raise Refused(f"Look at what the file of evidence {part.number} of {ready.about.ref} holds and does not "
                          "show, and say that you have. Nothing is published.")
    now = standing(one.happened for one in ready.told)
    assert now is not None
    signed = SignedPart(name=by.name, post=by.post, signed_on=london_day(at), declaration=DECLARATION)
    entry = chain.add(facts_of(ready.about, ready.told, ready.parts), {**ready.parts, SIGNED: signed}, at)
    of_files = tuple(one for one in looked if one.number in ready.files)
    add(commitment, now, Published(seq=entry.seq, up_to=now.number, looked=of_files), by, entry.at)
    return entry
