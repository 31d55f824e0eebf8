"""What leaves by itself: a digest for each person, and the steps before and after a date. Each leaves once.

A mail holds no word that is not public: a report by its title once its inspectorate has published it, a commitment by
its reference. Whoever reads it opens the workspace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from answerable.accounts.models import BodyNames
from answerable.accounts.queries import names_on
from answerable.accounts.roles import ROLE_WORDS, Member
from answerable.commitments.partners import link_of
from answerable.duties.dates import format_date, format_long_date
from answerable.inspections.models import Report
from answerable.links.models import Link
from answerable.links.rules import is_live
from answerable.messages import mail
from answerable.messages import operations as messages
from answerable.messages.rules import CannotSend
from answerable.records import london_day
from answerable.reminders.dated import Dated, dated
from answerable.reminders.models import DigestChoice, DigestLeft, StepTaken
from answerable.reminders.needs import Held, Needs, needs_of
from answerable.reminders.queries import ladder
from answerable.reminders.rules import (
    ROLE_OF,
    WHEN_WORDS,
    Kind,
    Step,
    Told,
    When,
    comes_on,
    date_sentence,
    due,
    may_leave,
)
from answerable.responses.checks import Titles
from answerable.responses.queries import Draft
from answerable.responses.rules import State
from answerable.responses.steps import clock_sentence, tasks
from answerable.responses.turns import Turn

DIGEST, STEP = "digest", "step"  # kinds of messages
ROWS = 20  # of one group in a mail
SIGNED = (State.SIGNED_OFF, State.SCHEDULED, State.PUBLISHED, State.WITHDRAWN)


def send_digests(at: datetime) -> int:
    """Write the digest of everybody for whom one is due; how many. Without a mail server none: there is the page."""
    today = london_day(at)
    names = names_on(today)
    if not mail.is_set_up() or not may_leave(at) or names.body.closed_on is not None:
        return 0
    held = Held(names, today)
    choices = {row.person_id: When(row.comes) for row in DigestChoice.objects.all()}
    left = set(DigestLeft.objects.filter(on=today).values_list("person_id", flat=True))
    written = 0
    for member in held.colleagues:
        comes = choices.get(member.person_id, When.WEEKDAY)
        if member.person_id not in left and comes_on(comes, today):
            with suppress(CannotSend):  # too much went there within the hour: the next run tries again
                written += _digest(member, held, comes, at)
    return written


@transaction.atomic
def _digest(member: Member, held: Held, comes: When, at: datetime) -> bool:
    """Whether it was written. That it was looked at on this day is kept in any case; two runs write it once."""
    needs = needs_of(member, held)
    _, is_first = DigestLeft.objects.get_or_create(
        person_id=member.person_id, on=held.today, defaults={"at": at, "rows": needs.count})
    if not is_first or not needs.count:
        return False
    subject, words = digest_words(needs, member, held.names, comes, held.today)
    messages.queue(to=member.email, subject=subject, body=words, kind=DIGEST, by=None, at=at)
    return True


def digest_words(needs: Needs, member: Member, names: BodyNames, comes: When, today: date) -> tuple[str, str]:
    """Subject and words: the rows of "What needs you now", in their order, each with its day."""
    public = _public_titles((row for rows in needs.groups.values() for row in rows), today)
    parts = []
    for name, rows in needs.groups.items():
        more = [f"- and {len(rows) - ROWS} more"] if len(rows) > ROWS else []
        parts.append("\n".join([name, *(_line(row, public) for row in rows[:ROWS]), *more]))
    roles = ", ".join(ROLE_WORDS[role][0].lower() for role in sorted(member.roles))
    count = f"{needs.count} {'thing needs' if needs.count == 1 else 'things need'} you"
    foot = (f"You get this because you are {_article(roles)} {roles} for {names.short_name}. It comes "
            f"{WHEN_WORDS[comes].lower()}. Change when it comes: {address_of('reminders')}")
    return f"{count}, {format_long_date(today)}", "\n\n".join(
        [*parts, f"Open the list: {address_of('now')}", foot])


def take_steps(at: datetime) -> int:
    """Take every step whose day has come, and tell whom it names; how many messages were written. Without a mail
    server no step is taken: the same commitments stand on "What needs you now"."""
    today = london_day(at)
    names = names_on(today)
    if not mail.is_set_up() or not may_leave(at) or names.body.closed_on is not None:
        return 0
    held = Held(names, today)
    return _commitments(held, at) + _answers(held, at)


@transaction.atomic
def _commitments(held: Held, at: datetime) -> int:
    """One message a person for all commitments of which the newest step tells them, and one for each partner."""
    for_person: dict[int, list[Dated]] = defaultdict(list)
    written = 0
    for one in dated(held.today):
        fresh = _fresh(Kind.COMMITMENT, one.ref, one.on, one.steps, at)
        if not fresh:
            continue
        told = [member for member in held.colleagues if one.tells(member, fresh)]
        link = _partner(one, fresh, at)
        for member in told:
            for_person[member.person_id].append(one)
        if link is not None:
            written += _queue(link.to, *_partner_words(one, link, held), at)
        _count(Kind.COMMITMENT, one.ref, one.on, fresh, len(told) + (link is not None))
    emails = {member.person_id: member.email for member in held.colleagues}
    return written + sum(_queue(emails[person], *_step_words(found, held), at) for person, found in for_person.items())


def _answers(held: Held, at: datetime) -> int:
    """One message a person for each answer that is not signed."""
    steps = ladder(Kind.ANSWER)
    return sum(_answer(draft, steps, held, at) for draft in held.drafts) if steps else 0


@transaction.atomic
def _answer(draft: Draft, steps: tuple[Step, ...], held: Held, at: datetime) -> int:
    on = draft.clock.due_on if draft.clock else None
    is_due = draft.duty is not None and draft.duty.decision.is_due and draft.answered_by is None
    if on is None or not is_due or draft.state in SIGNED:
        return 0
    fresh = _fresh(Kind.ANSWER, draft.report.ref, on, due(steps, on, held.today), at)
    if not fresh:
        return 0
    roles = {ROLE_OF[who] for step in fresh for who in step.who}
    told = [member for member in held.colleagues if member.roles & roles]
    subject, words = answer_words(draft, on, held)
    _count(Kind.ANSWER, draft.report.ref, on, fresh, len(told))
    return sum(_queue(member.email, subject, words, at, draft.report.ref) for member in told)


def answer_words(draft: Draft, on: date, held: Held) -> tuple[str, str]:
    """Subject and words about an answer whose last day is near and that nobody has signed."""
    title = _public_title(draft.report, held.today) or "an answer to an inspection"
    days = (on - held.today).days
    left = f"{days} {'day' if days == 1 else 'days'} left" if days > 0 else "The last day is today" if days == 0 else (
        "The last day has passed")
    to_do = [task.label for task in tasks(draft, Titles.of(held.names, draft), held.today, held.colleagues)
             if not task.is_completed and not task.is_optional]
    extension = draft.clock.clock.rule.extension if draft.clock else ""
    return f"{left}: {title}"[:200], "\n\n".join(part for part in (
        clock_sentence(draft, held.today), f"Still to do: {'; '.join(to_do)}." if to_do else "", extension,
        f"Open it: {address_of('report', ref=draft.report.ref)}") if part)


def _fresh(kind: Kind, ref: str, on: date, steps: tuple[Step, ...], at: datetime) -> tuple[Step, ...]:
    """The newest of these steps, if nobody took it yet. Those before it are passed over: one word is enough."""
    fresh = tuple(step for step in steps if StepTaken.objects.get_or_create(
        kind=kind.value, ref=ref, on=on, days=step.days, defaults={"at": at, "told": 0})[1])
    return fresh[-1:] if fresh and fresh[-1] == steps[-1] else ()


def _count(kind: Kind, ref: str, on: date, steps: tuple[Step, ...], told: int) -> None:
    StepTaken.objects.filter(kind=kind.value, ref=ref, on=on, days=steps[-1].days).update(told=told)


def _partner(one: Dated, steps: tuple[Step, ...], at: datetime) -> Link | None:
    """The link of an owner outside, when the step tells the owner and the link works and has an address."""
    link = link_of(one.row.commitment) if any(Told.OWNER in step.who for step in steps) else None
    return link if link is not None and link.to and is_live(link, at) else None


def _partner_words(one: Dated, link: Link, held: Held) -> tuple[str, str]:
    """The link's own address is not repeated: nobody has it but its holder, and this mail may be read by others."""
    return f"An update is asked for on commitment {one.ref}", (
        f"{date_sentence(one.on, format_long_date(one.on), held.today)} Say what has happened, or ask for a new date: "
        f"use the link in our message of {format_date(london_day(link.made_at))}. If you no longer have it, ask us for "
        f"a new one.\n\nQuestions: {held.names.contact}")


def _step_words(found: list[Dated], held: Held) -> tuple[str, str]:
    count = f"{len(found)} {'commitment needs' if len(found) == 1 else 'commitments need'} a look"
    lines = [f"- Commitment {one.ref}. {date_sentence(one.on, format_long_date(one.on), held.today)}"
             for one in found[:ROWS * 5]]
    more = [f"- and {len(found) - len(lines)} more"] if len(found) > len(lines) else []
    return f"{count}, {format_long_date(held.today)}", (
        "\n".join([*lines, *more]) + f"\n\nOpen the list: {address_of('now')}\n\n"
        "The office set when people are told of these dates. Each time comes once for each date.")


def _queue(to: str, subject: str, words: str, at: datetime, report_ref: str = "") -> bool:
    try:
        messages.queue(to=to, subject=subject, body=words, kind=STEP, by=None, at=at, report_ref=report_ref)
    except CannotSend:  # too much went there within the hour; the page has it
        return False
    return True


def _line(row: Turn, public: dict[str, str]) -> str:
    about = public.get(str(row.parts.get("ref", "")), "")
    if "commitment" in row.parts:
        about = f"Commitment {row.parts['commitment']}"
    return f"- {row.label}{f': {about}' if about else ''}. {row.sentence}".rstrip()


def _public_titles(rows: Iterable[Turn], today: date) -> dict[str, str]:
    """The titles of the reports of these rows, as far as they are public. Of no other title a word goes into a mail."""
    refs = {str(row.parts["ref"]) for row in rows if "ref" in row.parts}
    return {report.ref: _public_title(report, today) for report in Report.objects.filter(ref__in=refs)}


def _public_title(report: Report, today: date) -> str:
    """Its title, once its inspectorate has published it."""
    return str(report) if report.published_on is not None and report.published_on <= today else ""


def address_of(route: str, **parts: object) -> str:
    return f"{settings.WORKSPACE_ADDRESS}{reverse(route, kwargs=parts)}"


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"
