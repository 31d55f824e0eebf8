"""What was done to a report, in sentences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from answerable.accounts.models import AuditEntry
from answerable.accounts.queries import history, people_names
from answerable.duties.copies import RECIPIENTS
from answerable.duties.words import format_date
from answerable.responses import slots
from answerable.responses.rules import Decision
from answerable.workspace.answers.words import DECISION_WORDS

SENTENCES = {
    "report_added": "{who} added this report.",
    "document_added": "{who} added another copy of the file.",
    "report_read": "The report was read for {who}. Pages: {pages}. Findings: {findings}.",
    "report_not_read": "The file could not be read.",
    "typing_begun": "{who} began to type the findings in.",
    "copy_kept": "{who} kept another copy of the report here.",
    "told_apart": "{who} said that this is not the report with the same title.",
    "details_confirmed": "{who} confirmed the details of the report.",
    "page_confirmed": "{who} confirmed page {ref}. Findings: {findings}.",
    "other_pages_seen": "{who} recorded whether the other pages were looked through.",
    "findings_confirmed": "{who} confirmed the findings and fixed their numbers. Findings: {findings}.",
    "recurrence_found": "{who} said that finding {ref} is the same weakness as finding {earlier} of an earlier report.",
    "recurrence_denied": "{who} said that finding {ref} is not the same as finding {earlier} of an earlier report.",
    "findings_opened": "{who} opened the findings again.",
    "finding_edited": "{who} edited finding {ref}.",
    "words_set_aside": "{who} kept another person's words of finding {ref}.",
    "findings_joined": "{who} joined finding {other} with finding {ref}.",
    "finding_split": "{who} split finding {ref} into {into}.",
    "finding_left_out": "{who} left finding {ref} out.",
    "finding_put_back": "{who} put finding {ref} back.",
    "finding_added": "{who} added finding {ref} from page {page}.",
    "duty_proposed": "{who} decided whether an answer is due: {decision}.",
    "duty_confirmed": "{who} confirmed the decision.",
    "dates_set": "{who} changed the dates that apply.",
    "shared": "{who} proposed that our response {answered_in} answers this report too.",
    "not_shared": "{who} proposed that this report gets a response of its own.",
    "assessment_written": "{who} wrote the summary of the yearly assessment.",
    "assessment_published": "{who} published the yearly assessment.",
    "own_dates_set": "{who} set the office’s own dates.",
    "last_day_moved": "The last day moved from {was} to {now}, because {who} changed the bank holidays that count.",
    "last_day_recorded": "{who} recorded that the last day is {now} and no longer {was}.",
    "chief_officer_recorded": "{who} recorded what came from the chief officer.",
    "comments_asked": "{who} asked the chief officer for comments.",
    "comments_asked_otherwise": "{who} recorded that the chief officer was asked in another way.",
    "comments_reminded": "{who} reminded the chief officer.",
    "reply_date_changed": "{who} changed the reply date.",
    "comments_begun": "{who} began a draft.",
    "comments_received": "{who} sent {answered}.",
    "comments_accepted": "{who} accepted what was received.",
    "comments_let_again": "{who} let them send again.",
    "link_made": "{who} made a link.",
    "link_withdrawn": "{who} withdrew the link.",
    "link_closed": "The link ended: what it was for is done.",
    "link_end_moved": "The last day of the link moved with the reply date.",
    "link_opened": "The link was opened with a code.",
    "code_made": "{who} made a code for the link.",
    "finding_answered": "{who} wrote the answer to finding {finding}.",
    "text_saved": "{who} saved {text}, version {version}.",
    "kept_as_typed": "A text was tidied when {who} saved it. It is kept as it was typed, too.",
    "set_aside": "{who} set words of their own aside, in favour of another person's.",
    "sent_for_sign_off": "{who} sent version {version} for sign-off.",
    "sign_off": "{who} signed version {version} off.",
    "ask_for_changes": "{who} asked for changes to version {version}.",
    "reject": "{who} rejected version {version}.",
    "handed_on": "{who} handed it to another approver.",
    "taken_back": "{who} took the answer back to change it.",
    "check_overridden": "{who} overrode a check, with a reason.",
    "override_removed": "{who} took an override back.",
    "published": "{who} published the answer.",
    "copy_recorded": "{who} recorded a copy as sent to {recipient}.",
    "copy_came_back": "{who} recorded that the copy sent to {recipient} came back.",
    "message_written": "{who} wrote a message.",
    "message_left": "A message left.",
    "message_failed": "A message failed.",
    "message_waiting": "A message could not leave yet. It is tried again.",
    "message_tried_again": "{who} let a message that failed be tried again.",
    "message_stopped": "{who} stopped a message.",
    "message_sent_by_hand": "{who} recorded a message as sent by hand.",
    "message_came_back": "{who} recorded that a message came back.",
}
TEXTS = {slots.COMMENTS: "the comments", slots.REPLY: "the reply to the chief officer",
         slots.SUMMARY: "the key findings", slots.AFTER_LAST_DAY: "why it is published after the last day"}


@dataclass(frozen=True)
class Line:
    at: datetime
    sentence: str


ANSWERED = {"comments": "comments", "declined": "that there will be no comments"}
BY_WAY_OF = {"link": "Whoever holds the link"}  # who did it, where an entry names no person


def lines(report_ref: str, actions: Collection[str] = ()) -> list[Line]:
    """The history of a report, newest first; with `actions`, only of these."""
    entries = [entry for entry in history(report_ref) if not actions or entry.action in actions]
    names = people_names(entry.person_id for entry in entries)
    return [Line(entry.at, sentence(entry, names.get(entry.person_id or 0) or _nobody(entry))) for entry in entries]


def _nobody(entry: AuditEntry) -> str:
    by_holder = entry.action == "code_made" and entry.person_id is None
    return BY_WAY_OF["link"] if by_holder else BY_WAY_OF.get(str(entry.facts.get("by_way_of")), "The system")


def sentence(entry: AuditEntry, who: str) -> str:
    """What an entry of the trail says about a report."""
    known = SENTENCES.get(entry.action)
    if known is None:
        return f"{who}: {entry.action.replace('_', ' ')}."
    facts = {**entry.facts, "who": who, "ref": entry.subject_ref, "text": TEXTS.get(entry.subject_ref, "a text")}
    if "decision" in facts:
        facts["decision"] = DECISION_WORDS[Decision(facts["decision"])].lower()
    for name in ("was", "now"):
        if name in facts:
            facts[name] = format_date(date.fromisoformat(facts[name])) if facts[name] else "not known"
    if "answered" in facts:
        facts["answered"] = ANSWERED.get(str(facts["answered"]), "something")
    if "to" in facts:
        facts["recipient"] = RECIPIENTS.get(str(facts["to"]), "somebody")
    changed = " Words that were sent to us were changed in it." if facts.get("changed_their_words") else ""
    return known.format(**facts) + changed
