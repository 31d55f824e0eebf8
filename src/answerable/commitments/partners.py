"""An owner outside the office: their link, and what they send by it.

A link opens one commitment to somebody without an account, with a code that comes another way. By it they say what has
happened, bring a file and ask for a new date; somebody of the office does the rest. It ends on its day, when the
commitment ends, and when the commitment gets another owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from answerable.accounts.queries import members, names_on
from answerable.accounts.roles import Member, Permission, check_may
from answerable.commitments import operations
from answerable.commitments.events import EvidenceAdded, MoveAsked, SaysDone, Updated
from answerable.commitments.models import Commitment, EventRow
from answerable.commitments.queries import end_of
from answerable.commitments.rules import MovedOn
from answerable.commitments.standing import Standing
from answerable.duties.dates import format_date
from answerable.links import operations as links
from answerable.links.models import Link
from answerable.links.queries import link_for
from answerable.links.rules import Purpose, is_live
from answerable.messages import mail
from answerable.messages import operations as messages
from answerable.messages.models import Message
from answerable.messages.rules import CannotSend
from answerable.records import london_day
from answerable.records.contents import EvidenceAccess, EvidenceStrength
from answerable.records.moments import LONDON
from answerable.responses.invitations.operations import Sent
from answerable.responses.rules import Refused

LONGEST = timedelta(days=366)  # that a link may work
PROPOSED_AFTER = timedelta(days=28)  # a link is proposed to outlast the commitment's date by this
PROPOSED_WITHOUT_DATE = timedelta(days=91)
MOST_A_DAY = 20  # things sent by link on one commitment; more is no update
LINK_KIND, CAME_KIND, RECEIPT_KIND = "update_link", "update_came", "receipt"  # of messages
UNDECIDED = "The office has not decided yet whether this is published."


@dataclass(frozen=True)
class Partner:
    """To whom a link is given."""

    name: str
    post: str
    organisation: str
    address: str = ""  # empty: the link is handed over, and codes are read out


@dataclass(frozen=True)
class Brought:
    """A file that came with an update."""

    data: bytes
    name: str
    title: str  # what it shows
    about_on: date | None


@dataclass(frozen=True)
class Update:
    """What somebody outside sends in one go. Without `to`, no new date is asked for."""

    words: str
    says_done: SaysDone | None
    name: str
    post: str
    to: date | None = None
    why: str = ""
    file: Brought | None = None


def link_of(commitment: Commitment) -> Link | None:
    """The newest link for updates on a commitment, live or ended."""
    return link_for(Purpose.UPDATE, commitment.ref)


def proposed_end(now: Standing, today: date) -> date:
    """The last day that is proposed for a new link."""
    if now.date_now is None or now.date_now < today:
        return today + PROPOSED_WITHOUT_DATE
    return min(now.date_now + PROPOSED_AFTER, today + LONGEST)


@sensitive_variables("token")
@transaction.atomic
def make_link(*, commitment: Commitment, to: Partner, ends_on: date | None, by: Member, at: datetime) -> Sent:
    """A link for updates on this commitment, and the message that carries it; a former one ends."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    commitment = operations.lock(commitment)
    check_can_have_link(operations.standing_of(commitment))
    _check_partner(to)
    day = _check_end(ends_on, london_day(at))
    report_ref = commitment.report.ref if commitment.report else ""
    who = ", ".join(words for words in (to.name, to.post, to.organisation) if words)
    if len(who) > 250:
        raise Refused("Name, post and organisation are too long together. Shorten one.", field="organisation")
    # Without the report: what happens to this link belongs to the commitment, not to the report's history.
    link, token = links.make(purpose=Purpose.UPDATE, about=commitment.ref, report_ref="", for_whom=who,
                             to=to.address, ends_at=end_of(day), by=by, at=at)
    if not to.address:
        return Sent(link, token, None)
    subject, body = _invitation(commitment, day, by, at)
    try:
        message = messages.queue(to=to.address, subject=subject, body=body, kind=LINK_KIND, by=by, at=at,
                                 report_ref=report_ref, places=("link",), facts={"commitment": commitment.ref})
    except CannotSend as reason:
        raise Refused(str(reason), field="address") from None
    return Sent(link, token, message)


def withdraw_link(*, commitment: Commitment, by: Member, at: datetime) -> None:
    """End the link. What was sent by it stays."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    links.withdraw(link=_live(commitment, at), by=by, at=at)


@sensitive_variables("code")
def code_to_read_out(*, commitment: Commitment, by: Member, at: datetime) -> str:
    """A code for whoever holds the link, to be read to them by telephone; the one before it no longer works."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    code = links.make_code(link=_live(commitment, at), by=by, at=at)
    assert code is not None
    return code


def check_can_have_link(now: Standing) -> None:
    """Raise `Refused` for a commitment on which no update is wanted from outside."""
    if not now.is_open:
        raise Refused("This commitment has ended, so nobody is asked for an update on it.")
    if now.owner_id is not None:
        raise Refused("The owner of this commitment has an account and gives updates with it. Change the owner first.")


@transaction.atomic
def send_update(*, commitment: Commitment, link: Link, update: Update, seen: int, at: datetime) -> list[Message]:
    """Add what somebody sent by a link: all of it or nothing. The same again, as by a double press, adds nothing.
    The messages that tell of it come back, to be sent at once."""
    commitment = operations.lock(commitment)
    held = Link.objects.get(id=link.id)
    now = operations.standing_of(commitment)
    if held.about != commitment.ref or held.purpose != Purpose.UPDATE or not is_live(held, at) or not now.is_open:
        raise Refused("This is closed: nothing can be sent for this commitment any more.")
    if _is_there(commitment, update, seen):
        return []
    _check_update(commitment, update, at)
    if update.to is not None and now.number != seen:
        raise MovedOn("Something has happened to this commitment since you opened the page. Nothing was sent. "
                      "Read where it stands now, and send again.")
    who = {"name": update.name.strip(), "post": update.post.strip()}
    now = operations.happen(commitment=commitment, event=Updated(words=update.words, says_done=update.says_done),
                            seen=now.number, by=None, at=at, **who)
    if update.file is not None:
        now = _bring(commitment, update.file, who["name"], who["post"], at)
    if update.to is not None:
        operations.happen(commitment=commitment, event=MoveAsked(to=update.to, why=update.why), seen=now.number,
                          by=None, at=at, **who)
    return _tell(commitment, held, update, at)


def sent_by(commitment: Commitment, link: Link) -> list[EventRow]:
    """What was last sent from outside since this link was made, in its order; empty when nothing was."""
    rows = commitment.events.filter(by=None, at__gte=link.made_at).exclude(kind="published")
    newest = rows.order_by("-at", "-number").first()
    return list(rows.filter(at=newest.at).order_by("number")) if newest else []


def _live(commitment: Commitment, at: datetime) -> Link:
    link = link_of(commitment)
    if link is None or not is_live(link, at):
        raise Refused("There is no link that works.")
    return link


def _check_partner(to: Partner) -> None:
    if not to.name.strip():
        raise Refused("Enter the name of the person who gets the link", field="name")
    if not to.organisation.strip():
        raise Refused("Enter their organisation", field="organisation")
    if not to.address:
        return
    try:
        validate_email(to.address)
    except ValidationError:
        raise Refused("Enter an email address such as name@example.org", field="address") from None


def _check_end(ends_on: date | None, today: date) -> date:
    if ends_on is None:
        raise Refused("Enter the last day on which the link works", field="ends_on")
    if ends_on <= today:
        raise Refused("The last day of the link must be after today", field="ends_on")
    if ends_on > today + LONGEST:
        raise Refused("A link works for a year at most. Enter an earlier day.", field="ends_on")
    return ends_on


def _check_update(commitment: Commitment, update: Update, at: datetime) -> None:
    if not update.name.strip():
        raise Refused("Enter your name", field="name")
    if not update.post.strip():
        raise Refused("Enter your post", field="post")
    if update.why.strip() and update.to is None:
        raise Refused("Enter the new date, or take the reason out", field="to")
    if update.file is not None and update.file.about_on is None:
        raise Refused("Enter the day that the file tells of", field="about_on")
    begins = datetime.combine(london_day(at), time.min, LONDON)
    if commitment.events.filter(by=None, at__gte=begins).count() >= MOST_A_DAY:
        raise Refused("So much was sent today that no more is taken. Telephone the office.")


def _is_there(commitment: Commitment, update: Update, seen: int) -> bool:
    """Whether the page was sent already as it is: the same words, after what the page showed."""
    since = commitment.events.filter(by=None, kind=Updated.model_fields["kind"].default, number__gt=seen)
    return any(row.content["words"] == update.words for row in since)


def _bring(commitment: Commitment, file: Brought, name: str, post: str, at: datetime) -> Standing:
    assert file.about_on is not None
    event = EvidenceAdded(number=0, version=1, title=file.title, name=file.name, sha256="", size=0,
                          about_on=file.about_on, strength=EvidenceStrength.STATED, access=EvidenceAccess.RESTRICTED,
                          why_restricted=UNDECIDED)
    return operations.add_evidence(commitment=commitment, data=file.data, name=file.name, event=event, by=None, at=at,
                                   person=name, post=post)


def _invitation(commitment: Commitment, ends_on: date, by: Member, at: datetime) -> tuple[str, str]:
    """Subject and words of the message that carries a link: nothing of what was promised stands in it."""
    names = names_on(london_day(at))
    short = f"{names.short_name[0].upper()}{names.short_name[1:]}"
    return f"An update is asked for on commitment {commitment.ref}", (
        f"{short} follows up what was promised in answers to inspections. You are named as the owner of "
        f"commitment {commitment.ref}. Say what has happened:\n\n{{link}}\n\n"
        "You need no account. You will also be asked for a code, sent to this address or read to you by telephone. "
        f"The link works until {format_date(ends_on)}, as often as there is something to say. Keep this message.\n\n"
        f"Questions: {by.name}, {names.contact}"
    )


def _tell(commitment: Commitment, link: Link, update: Update, at: datetime) -> list[Message]:
    """A receipt to the address of the link, and word to whoever made it. Neither stands in the way of what came."""
    today = london_day(at)
    names = names_on(today)
    receipt = (f"This was sent to {names.short_name} on {format_date(today)} by {update.name.strip()}, "
               f"{update.post.strip()}, on commitment {commitment.ref}.\n\n{update.words}\n\n"
               + (f"A new date was asked for: {format_date(update.to)}.\n\n" if update.to else "")
               + f"If you did not send this, tell us at once.\n\nQuestions: {names.contact}")
    maker = next((member for member in members(today) if member.person_id == link.made_by), None)
    came = (f"Somebody sent an update on commitment {commitment.ref} by the link that you made. Read it on the page of "
            "the commitment.")
    written = []
    if link.to and mail.is_set_up():
        written.append(_queue(link.to, f"Receipt: update on commitment {commitment.ref}", receipt, RECEIPT_KIND,
                              commitment, at))
    if maker is not None and mail.is_set_up():
        written.append(_queue(maker.email, f"An update came on commitment {commitment.ref}", came, CAME_KIND,
                              commitment, at))
    return [message for message in written if message is not None]


def _queue(to: str, subject: str, body: str, kind: str, commitment: Commitment, at: datetime) -> Message | None:
    try:
        return messages.queue(to=to, subject=subject, body=body, kind=kind, by=None, at=at,
                              report_ref=commitment.report.ref if commitment.report else "",
                              facts={"commitment": commitment.ref})
    except CannotSend:  # too many went there within the hour
        return None
