"""The writes of a response. Each is atomic, takes the response's row first, and leaves one audit entry.

`expected` is the number of the saving that the form was opened at (0: nothing had been saved). When something
newer stands, nothing is saved and `Stale` carries both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import members, names_on
from answerable.accounts.roles import Member
from answerable.duties import Form, regime
from answerable.inspections.models import Report
from answerable.records import Entry, content_hash, london_day
from answerable.records.contents import (
    SIGNED,
    AnswerDueFacts,
    Branch,
    ChiefOfficerOutcome,
    NoAnswerDueFacts,
    ResponseFacts,
    SignedPart,
)
from answerable.responses import chain, rules, sharing, slots, their_words
from answerable.responses.checks import MUST, Titles, results, to_put_right
from answerable.responses.clocks import needs_received_on
from answerable.responses.contents import (
    answer_due_facts,
    declaration,
    due_parts,
    facts_of,
    frozen,
    published_on,
    read_parts,
    response_parts,
)
from answerable.responses.copies import copies_of
from answerable.responses.holding import edited, locked, move, save_in, to_write
from answerable.responses.invitations.operations import close_link
from answerable.responses.models import Response, Saved, SignOff, Version
from answerable.responses.overriding import drop_what_is_put_right
from answerable.responses.queries import Draft, draft
from answerable.responses.rules import Act, Decision, Refused, TextChanged, Verdict
from answerable.responses.slots import (
    ChiefOfficerContent,
    Content,
    DatesContent,
    DutyContent,
    FindingContent,
    TextContent,
)


@transaction.atomic
def propose_duty(
    *, report: Report, content: DutyContent, for_others: Mapping[int, str], expected: int, by: Member, at: datetime
) -> None:
    """Say whether an answer is due. `for_others`: number of a finding -> why another body answers it."""
    response, now = locked(report, begin=True)
    rules.check_can_propose(by, now.situation())
    _check_duty(content)
    saved = save_in(response, now, slots.DUTY, content, expected, by, at)
    if saved is not None:
        response.confirmed_by = response.confirmed_at = None
    for finding in now.findings:
        _set_other_body(response, now, finding.number, for_others.get(finding.number), by, at)
    edited(response)
    audit.record(by=by, at=at, action="duty_proposed", subject="response", ref=report.ref, report_ref=report.ref,
                 decision=content.decision.value)


@transaction.atomic
def confirm_duty(*, report: Report, expected: int, by: Member, at: datetime) -> Entry:
    """A second person agrees. The record that says whether an answer is due, and why, is made at once."""
    response, now = locked(report)
    today = london_day(at)
    rules.check_can_confirm(by, now.situation(), members(today))
    if now.number(slots.DUTY) != expected:
        raise TextChanged("The decision was changed while you were reading. Nothing is confirmed. Read it again.")
    duty = now.duty
    assert duty is not None
    if duty.decision == Decision.LAW and needs_received_on(duty.regimes) and now.dates.received_on is None:
        raise Refused(
            "Enter the day the report was received first, under Dates that apply. The last day counts from it."
        )
    sharing.check_covers(now)
    parts = due_parts(now)
    body = chain.lock()
    if not response.public_ref:
        response.public_ref = chain.next_public_ref(body, published_on(report).year)
    entry = chain.add(_decided(response.public_ref, now), parts, at)
    response.confirmed_by, response.confirmed_at, response.recorded_days = by.person_id, at, now.last_days
    response.answered_in, response.assessment_due = duty.answered_in, now.owes_assessment
    response.save()
    audit.record(by=by, at=at, action="duty_confirmed", subject="response", ref=response.public_ref or report.ref,
                 report_ref=report.ref, decision=duty.decision.value)
    return entry


@transaction.atomic
def set_dates(*, report: Report, content: DatesContent, expected: int, by: Member, at: datetime) -> None:
    """Say when the report was received, and which clocks do not apply or are disputed, each with its reason."""
    for note in content.notes.values():
        if not note.reason.strip():
            raise Refused("Say why this does not apply")
    response, now = locked(report)
    rules.check_can_set_dates(by, now.situation())
    if save_in(response, now, slots.DATES, content, expected, by, at) is not None:
        edited(response)
        audit.record(by=by, at=at, action="dates_set", subject="response", ref=report.ref, report_ref=report.ref)


@transaction.atomic
def record_chief_officer(
    *, report: Report, content: ChiefOfficerContent, expected: int, says_not_theirs: bool = False, by: Member,
    at: datetime
) -> None:
    """Record what came of the invitation to the chief officer.

    `says_not_theirs`: words that they sent through this software were changed, and whoever saves says so.
    """
    _check_chief_officer(content, london_day(at))
    response, now = to_write(report, by)
    if now.number(slots.CHIEF_OFFICER) == expected:  # else both savings are shown first
        their_words.check_comments(now, content, says_not_theirs=says_not_theirs)
    changed = their_words.is_changed(now, slots.CHIEF_OFFICER, content)
    if save_in(response, now, slots.CHIEF_OFFICER, content, expected, by, at) is not None:
        edited(response)
        audit.record(by=by, at=at, action="chief_officer_recorded", subject="response", ref=report.ref,
                     report_ref=report.ref, outcome=content.outcome.value if content.outcome else None,
                     **({"changed_their_words": True} if changed else {}))


@transaction.atomic
def write_text(
    *, report: Report, slot: str, content: TextContent, expected: int, by: Member, at: datetime
) -> None:
    """Save one of the long texts."""
    assert slot in slots.TEXTS, slot
    response, now = to_write(report, by)
    saved = save_in(response, now, slot, content, expected, by, at)
    if saved is not None:
        edited(response)
        audit.record(by=by, at=at, action="text_saved", subject="text", ref=slot, report_ref=report.ref,
                     version=saved.number)


@transaction.atomic
def answer_finding(
    *, report: Report, number: int, content: FindingContent, also_covers: Collection[int] = (),
    expected: int, says_not_theirs: bool = False, by: Member, at: datetime,
) -> None:
    """Save the answer to one finding; the findings of `also_covers` are then answered with it.

    `says_not_theirs`: a position that the force sent was changed, and whoever saves says so.
    """
    response, now = to_write(report, by)
    if number not in now.answers:
        raise Refused(f"There is no finding {number} in this report.")
    slot = slots.finding_slot(number)
    if now.number(slot) == expected:
        their_words.check_position(now, number, content, says_not_theirs=says_not_theirs)
    changed = their_words.is_changed(now, slot, content)
    saved = save_in(response, now, slot, content, expected, by, at)
    covered = _cover(response, now, number, set(also_covers), by, at)
    if saved is not None or covered:
        edited(response)
        audit.record(by=by, at=at, action="finding_answered", subject="finding", ref=report.ref,
                     report_ref=report.ref, finding=number, branch=content.branch.value if content.branch else None,
                     **({"changed_their_words": True} if changed else {}))


@transaction.atomic
def set_aside(
    *, report: Report, slot: str, content: Content, by: Member, at: datetime, action: str = "set_aside"
) -> Saved:
    """Keep words that do not stand: somebody wrote them and then did not want them, or they were tidied on saving."""
    response, now = locked(report)
    check = rules.check_can_propose if slot == slots.DUTY else rules.check_can_write
    check(by, now.situation())
    slots.check_words(slots.words_of(content))
    row = Saved.objects.create(response=response, slot=slot, number=None, content=slots.written(content),
                               by=by.person_id, at=at)
    audit.record(by=by, at=at, action=action, subject="text", ref=slot, report_ref=report.ref)
    return row


@transaction.atomic
def send(*, report: Report, by: Member, at: datetime) -> Version:
    """Fix the exact words and put them before an approver."""
    response, now = locked(report)
    rules.check_can_send(by, now.situation(open_checks(now, at)))
    version = fix_version(response, now, by, at)
    move(response, now, Act.SEND)
    audit.record(by=by, at=at, action="sent_for_sign_off", subject="response", ref=response.public_ref,
                 report_ref=report.ref, version=version.number)
    return version


def open_checks(now: Draft, at: datetime) -> int:
    """How many checks stop the words from going on."""
    today = london_day(at)
    return to_put_right(results(now, Titles.of(names_on(today), now), today, MUST))


def fix_version(response: Response, now: Draft, by: Member, at: datetime) -> Version:
    """Keep the exact words of the draft as the next version. Raises `Refused` for a new version without its note."""
    note = now.text(slots.NOTE)
    if now.published is not None and not (note and note.words.strip()):
        raise Refused("Write the public note first: what changed, and why.", field="note")
    if drop_what_is_put_right(response, now, by, at):
        now = draft(now.report)
    parts = response_parts(now)
    response.handed_to = None
    return Version.objects.create(
        response=response, number=len(now.versions) + 1, contents=frozen(parts), facts=facts_of(now),
        content_hash=content_hash(parts), authors=sorted(now.authors),
        declaration=declaration(now, names_on(london_day(at))), sent_by=by.person_id, sent_at=at,
    )


_ACTS = {Verdict.SIGN_OFF: Act.SIGN_OFF, Verdict.ASK_FOR_CHANGES: Act.ASK_FOR_CHANGES, Verdict.REJECT: Act.REJECT}


@transaction.atomic
def decide(
    *, report: Report, shown_hash: str, verdict: Verdict, note: str, by: Member, at: datetime
) -> SignOff:
    """What the approver says of the words they were shown. Refused when other words stand now."""
    response, now = locked(report)
    version = now.version
    check_still_shown(now, shown_hash)
    rules.check_can_decide(by, now.situation(), members(london_day(at)))
    assert version is not None
    if content_hash(response_parts(now)) != version.content_hash:
        raise TextChanged(
            "The report or its findings were changed after this was sent. Nothing is signed. Send it again."
        )
    if verdict != Verdict.SIGN_OFF and not note.strip():
        raise Refused("Say what must change", field="note")
    slots.check_words([note])
    sign_off = SignOff.objects.create(
        version=version, verdict=verdict.value, note=note, name=by.name, post=by.post, by=by.person_id, at=at
    )
    move(response, now, _ACTS[verdict])
    audit.record(by=by, at=at, action=verdict.value, subject="response", ref=response.public_ref,
                 report_ref=report.ref, version=version.number)
    return sign_off


@transaction.atomic
def take_back(*, report: Report, by: Member, at: datetime) -> None:
    """Open a sent or signed answer for writing again. What was signed can then no longer be published."""
    response, now = locked(report)
    rules.check_can_take_back(by, now.situation())
    move(response, now, Act.TAKE_BACK)
    audit.record(by=by, at=at, action="taken_back", subject="response", ref=response.public_ref, report_ref=report.ref)


@transaction.atomic
def publish(*, report: Report, by: Member, at: datetime) -> Entry:
    """Enter the signed words, and no others, as a record with its signed head."""
    response, now = locked(report)
    rules.check_can_publish(by, now.situation())
    return enter(response, now, by=by, at=at)


def enter(response: Response, now: Draft, *, by: Member | None, at: datetime) -> Entry:
    """Make the record of the signed words. `by` is None when a set time has come and who set it has left."""
    sign_off, version = now.sign_off, now.version
    if sign_off is None or version is None or sign_off.verdict != Verdict.SIGN_OFF or sign_off.revoked_at:
        raise Refused("Nobody has signed off the newest version. Only signed words can be published.")
    parts = read_parts(version.contents)
    if content_hash(parts) != version.content_hash:
        raise Refused("The stored words are not those that were signed. Tell your administrator. Nothing is published.")
    signed = SignedPart(name=sign_off.name, post=sign_off.post, signed_on=london_day(sign_off.at),
                        declaration=version.declaration)
    earlier = sum(v.published_at is not None for v in now.versions)
    facts = ResponseFacts.model_validate({
        **version.facts, "ref": response.public_ref, "version": earlier + 1,
        "responded_on": london_day(at).isoformat(), "content_hash": version.content_hash,
    })
    entry = chain.add(facts, {**parts, SIGNED: signed}, at)
    version.published_at = entry.at
    version.save(update_fields=["published_at"])
    response.copies_due = any(line.copy.by_law for line in copies_of(now))
    move(response, now, Act.PUBLISH, publish_at=None, publish_set_by=None)
    close_link(report=now.report, by=by, at=at)
    audit.record(by=by, at=at, action="published", subject="response", ref=response.public_ref,
                 report_ref=now.report.ref, version=earlier + 1, seq=entry.seq)
    return entry


def _decided(ref: str, now: Draft) -> AnswerDueFacts | NoAnswerDueFacts:
    if now.duty is not None and now.duty.decision == Decision.NOT_DUE:
        return NoAnswerDueFacts(ref=ref, published_on=published_on(now.report))
    return answer_due_facts(ref, now)


def _check_duty(content: DutyContent) -> None:
    laws = [regime(code) for code in content.regimes]
    if content.decision == Decision.LAW and not laws:
        raise Refused("Choose which law", field="regimes")
    if content.decision == Decision.LAW and all(law.form == Form.PAGE for law in laws):
        raise Refused(rules.NO_LAW, field="regimes")
    if content.decision == Decision.NOT_DUE and not content.why.strip():
        raise Refused("Say why no answer is due", field="why")
    if content.decision.is_due and not content.why.strip():
        raise Refused("Say why an answer is due. The reason is published.", field="why")


def _check_chief_officer(content: ChiefOfficerContent, today: date) -> None:
    outcome = content.outcome
    if outcome == ChiefOfficerOutcome.RECEIVED and not content.words.strip():
        raise Refused("Enter the comments as they were received", field="words")
    if outcome in (ChiefOfficerOutcome.RECEIVED, ChiefOfficerOutcome.DECLINED) and content.received_on is None:
        raise Refused("Enter the day they came, or the day they were declined", field="received_on")
    if outcome != ChiefOfficerOutcome.RECEIVED and content.words.strip():
        raise Refused("Choose “Comments were received”, or remove the words", field="words")
    if outcome == ChiefOfficerOutcome.NONE_RECEIVED:
        if content.reply_by is None:
            raise Refused("Enter the day by which you asked for comments", field="reply_by")
        if today <= content.reply_by:
            raise Refused("Record that none came only after the day by which you asked for them", field="reply_by")
    for field, day in (("invited_on", content.invited_on), ("received_on", content.received_on)):
        if day is not None and day > today:
            raise Refused("A day on which something happened cannot be after today", field=field)
    if content.invited_on and content.received_on and content.received_on < content.invited_on:
        raise Refused("The day they replied is before the day they were asked. Correct one of them",
                      field="received_on")


def check_still_shown(now: Draft, shown_hash: str) -> None:
    """Tell an approver whose page is old that its words no longer stand."""
    version = now.version
    waits = now.state in (rules.State.WITH_REVIEWER, rules.State.WITH_APPROVER)
    if waits and version is not None and version.content_hash != shown_hash:
        raise TextChanged(
            "The text was changed while you were reading. Nothing is signed. "
            f"Read version {version.number}."
        )
    if now.state == rules.State.WRITING and any(v.content_hash == shown_hash for v in now.versions):
        raise TextChanged("The text was changed while you were reading. Nothing is signed. It is being written again.")


def _set_other_body(
    response: Response, now: Draft, number: int, reason: str | None, by: Member, at: datetime
) -> None:
    held = now.answer(number)
    slot = slots.finding_slot(number)
    if reason is not None:
        if not reason.strip():
            raise Refused(f"Say why another body answers finding {number}")
        wanted = held.model_copy(update={"branch": Branch.OTHER_BODY, "words": reason, "answered_with": None})
    elif held.branch == Branch.OTHER_BODY:
        wanted = held.model_copy(update={"branch": None, "words": ""})
    else:
        return
    save_in(response, now, slot, wanted, now.number(slot), by, at)


def _cover(response: Response, now: Draft, number: int, wanted: set[int], by: Member, at: datetime) -> bool:
    """Point the wanted findings at this answer, and let go of those no longer wanted. True when one changed."""
    changed = False
    for other, held in now.answers.items():
        is_covered = held.branch == Branch.WITH_FINDING and held.answered_with == number
        if other == number or is_covered == (other in wanted):
            continue
        if other in wanted and held.branch not in (None, Branch.WITH_FINDING):
            raise Refused(f"Finding {other} has an answer of its own by now. Leave it out of this one.", field="also")
        update = {"branch": Branch.WITH_FINDING, "answered_with": number} if other in wanted else {
            "branch": None, "answered_with": None}
        slot = slots.finding_slot(other)
        save_in(response, now, slot, held.model_copy(update=update), now.number(slot), by, at)
        changed = True
    return changed
