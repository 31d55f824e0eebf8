"""The audit trail in sentences. The trail itself holds codes, so that it never has to be corrected."""

from __future__ import annotations

from answerable.accounts.models import AuditEntry
from answerable.accounts.queries import people_names
from answerable.workspace.reports import history

PEOPLE = {
    "person_added": "{who} let {person} in.",
    "place_changed": "{who} changed the post, roles or last day of {person}.",
    "approver_asked": "{who} asked that {person} becomes an approver.",
    "approver_agreed": "{who} agreed that {person} becomes an approver.",
    "approver_refused": "{who} refused that {person} becomes an approver.",
    "help_asked": "{who} asked to let {person} in anew.",
    "help_agreed": "{who} agreed to let {person} in anew.",
    "help_refused": "{who} refused, or took back, to let {person} in anew.",
    "code_made": "{who} was shown a one-time code for {person}.",
    "code_used": "{person} chose a password with a one-time code.",
    "signed_in": "{person} signed in.",
    "sign_in_refused": "A sign-in as {person} was refused: wrong {what}.",
    "session_ended": "{person} signed out elsewhere.",
    "password_changed": "{person} changed their password.",
    "factor_added": "{person} added {kind} as a second step.",
    "factor_removed": "{person} removed {kind} as a second step.",
    "recovery_codes_made": "{person} made new recovery codes.",
    "account_linked": "{person} linked the office's own sign-in.",
    "account_unlinked": "{person} unlinked the office's own sign-in.",
    "digest_chosen": "{person} chose when their digest comes.",
    "calendar_made": "{person} made a private address for their calendar.",
    "calendar_ended": "{person} ended the private address of their calendar.",
}
BODY = {
    "body_added": "The body was added.",
    "body_renamed": "{who} changed the body's names.",
    "ladder_set": "{who} set the steps before and after a date.",
    "tracker_kept": "{who} brought a tracker.",
    "tracker_sheet_chosen": "{who} said which sheet of a tracker holds the promises.",
    "tracker_columns_chosen": "{who} said what the columns of a tracker hold.",
    "data_taken_in": "{who} took in a file of figures.",
    "data_set_aside": "{who} set a file of figures aside.",
    "assessment_built": "{who} built the needs assessment.",
    "series_annotated": "{who} noted what happened to a series.",
    "conclusion_added": "{who} added a conclusion to the needs assessment.",
    "note_taken_out": "{who} took a note or a conclusion out.",
    "assessment_sent": "{who} sent the needs assessment for signing.",
    "assessment_sent_back": "{who} sent the needs assessment back.",
    "assessment_published": "{who} signed and published the needs assessment.",
    "assessment_removal_proposed": "{who} proposed to remove words of a released needs assessment.",
    "assessment_words_removed": "{who} removed words of a released needs assessment.",
    "assessment_removal_declined": "{who} declined to remove words of a released needs assessment.",
    "tracker_words_explained": "{who} said what the statuses of a tracker mean.",
}
KINDS = {"totp": "an app", "webauthn": "a security key"}
WRONG = {"password": "password", "second_step": "second step", "code": "one-time code", "account": "account"}


def sentences(entries: list[AuditEntry]) -> list[tuple[AuditEntry, str]]:
    """Each entry with what it says, in the given order."""
    asked = {entry.person_id for entry in entries} | {_person(entry) for entry in entries}
    names = people_names(asked)
    return [(entry, _sentence(entry, names)) for entry in entries]


def _sentence(entry: AuditEntry, names: dict[int, str]) -> str:
    who = names.get(entry.person_id or 0) or _nobody(entry)
    of_people = None if entry.subject == "link" else PEOPLE.get(entry.action)  # a link has codes, too
    known = of_people or BODY.get(entry.action)
    if known is None:
        return history.sentence(entry, who)
    return known.format(
        who=who, person=names.get(_person(entry) or 0, "somebody"), kind=KINDS.get(str(entry.facts.get("kind")), ""),
        what=WRONG.get(str(entry.facts.get("what")), "details"))


def _nobody(entry: AuditEntry) -> str:
    """Who did what no member did."""
    if entry.subject in ("link", "commitment") and entry.action != "link_closed":
        return history.BY_WAY_OF["link"]
    return "The system" if entry.report_ref or entry.subject in ("link", "message") else "The command line"


def _person(entry: AuditEntry) -> int | None:
    is_person = entry.subject == "person" and entry.subject_ref.isdigit()
    return int(entry.subject_ref) if is_person else None
