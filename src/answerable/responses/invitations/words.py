"""What is written to those who are asked. No subject holds an unpublished word; the body's own names are used."""

from __future__ import annotations

from datetime import date

from answerable.accounts.models import BodyNames
from answerable.accounts.roles import Member
from answerable.duties import Inspected
from answerable.duties.dates import format_date, format_long_date
from answerable.responses.invitations.models import Invitation, Received
from answerable.responses.invitations.rules import Answered
from answerable.responses.queries import Draft

REPLY_BY, LINK_ENDS = "{reply by}", "{last day of the link}"  # filled in when it is sent


def proposed_message(draft: Draft, names: BodyNames, by: Member) -> str:
    """The invitation as proposed; the office may change every word but the place of the link."""
    report, law = draft.report, draft.regime
    published = f" on {format_date(report.published_on)}" if report.published_on else ""
    holder, about = names.holder_title, draft.inspected(names)
    chief = about.chief
    if law is not None and law.invites_chief_officer:
        why = (f"The {holder} must invite the {chief} to comment ({law.source.citation}) and will publish any "
               "comments with the answer.")
    else:
        why = f"The {holder} asks the {chief} to comment, and will publish any comments with the answer."
    who = f"{about.name[0].upper()}{about.name[1:]}"
    return (
        f"{who} was inspected. The report “{report.title}” was published{published}.\n\n{why}\n\n"
        f"Send comments, or say there will be none, by {REPLY_BY}:\n\n{{link}}\n\n"
        "You need no account. You will also be asked for a code, sent to this address or read to you by telephone. "
        f"The link ends on {LINK_ENDS}.\n\nQuestions: {by.name}, {names.contact}"
    )


def filled_message(message: str, reply_by: date, link_ends_on: date) -> str:
    """The words with their days; the place of the link stays."""
    return message.replace(REPLY_BY, format_long_date(reply_by)).replace(LINK_ENDS, format_date(link_ends_on))


def subject(reply_by: date) -> str:
    return f"Comments on an inspection report, by {format_long_date(reply_by)}"


def reminder(invitation: Invitation, names: BodyNames, chief: str, today: date) -> tuple[str, str]:
    """Subject and words. The link cannot be sent again, since it is not kept: the first message has it."""
    day = format_long_date(invitation.reply_by)
    report = invitation.response.report
    where = (f"Use the link in our message of {format_date(invitation.asked_on)}. If you no longer have it, ask us for "
             "a new one.") if invitation.address and not invitation.how else "Reply in the way we asked you."
    if today <= invitation.reply_by:
        asked = (f"On {format_date(invitation.asked_on)} we asked for the {chief}’s comments on the "
                 f"report “{report.title}”, by {day}.")
        about = f"Reminder: comments on an inspection report, by {day}"
    else:
        asked = (f"We asked for the {chief}’s comments on the report “{report.title}” by {day}. "
                 "Nothing has come.")
        about = f"Comments on an inspection report were asked for by {day}"
    return about, f"{asked}\n\n{where} You can also say that there will be no comments.\n\nQuestions: {names.contact}"


def receipt(
    received: Received, names: BodyNames, about: Inspected, report_title: str, at_words: str
) -> tuple[str, str]:
    """Subject and words of the receipt, with everything that was sent."""
    if received.answered == Answered.DECLINED:
        parts = [f"There will be no comments of the {about.chief} on the whole report."]
    else:
        parts = [f"Comments on the whole report\n\n{received.words}"]
    parts += [f"The {about.word}’s position on finding {number}\n\n{words}"
              for number, words in received.positions.items()]
    text = "\n\n".join(parts)
    return "Receipt: comments on an inspection report", (
        f"This was sent to {names.short_name} on {at_words} by {received.name}, {received.post}, with the words “"
        f"{received.declaration}”. The report is “{report_title}”.\n\n{text}\n\n"
        f"If you did not send this, tell us at once. To change it, telephone us.\n\nQuestions: {names.contact}"
    )
