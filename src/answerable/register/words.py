"""The register's own words: states, reasons and sentences that hold on any day they are read.

They are neutral: nothing is praised or blamed, unknown is said as such, and the colour of a tag means only
grey "no more is known", blue "published", magenta "changed after publishing".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from answerable import duties
from answerable.duties import Clock, DutyError, Inspected, regime, rule, start_clock
from answerable.duties.copies import RECIPIENTS
from answerable.duties.dates import format_date, format_long_date
from answerable.duties.law import Form
from answerable.duties.words import days, responded_sentence
from answerable.records.contents import (
    AnswerForm,
    BodyPart,
    Branch,
    ChiefOfficerOutcome,
    ChiefOfficerPart,
    CopyWay,
    CountedClock,
    FindingKind,
    FindingPart,
    WrittenPart,
)
from answerable.register.answers import Answer, CopySent, Statement, Version
from answerable.register.said import Removal, Said


@dataclass(frozen=True)
class State:
    words: str
    colour: str


NO_RESPONSE = State("No response yet", "grey")
PUBLISHED = State("Published", "blue")
CORRECTED = State("Corrected", "magenta")
WITHDRAWN = State("Withdrawn", "magenta")
WORDS_REMOVED = State("Words removed", "magenta")
REPLACED = State("Replaced", "grey")
IMPORTED = State("Imported", "grey")
NOT_DUE = State("No answer due", "grey")
PLAIN = (NO_RESPONSE, PUBLISHED, NOT_DUE)  # states that a list tells in another column

KINDS = {
    FindingKind.RECOMMENDATION: "Recommendation",
    FindingKind.CAUSE_OF_CONCERN: "Cause of concern",
    FindingKind.PRIORITY_ACTION: "Priority action",
    FindingKind.AREA_FOR_IMPROVEMENT: "Area for improvement",
}
STANDINGS = {"statute": "Law", "guidance": "Guidance", "practice": "Practice", "set_locally": "Set by the office"}
_GROUNDS = {
    "personal_data": "because they held personal data",
    "safety": "for somebody's safety",
    "required_by_law": "because the law requires it",
}
_WAYS = {
    CopyWay.EMAIL: "by email",
    CopyWay.PORTAL: "through a portal",
    CopyWay.POST: "by post",
    CopyWay.OTHER: "in another way",
}
_CAME_BY = {"link": ", sent through the office's link", "account": ", sent from an account of the {}",
            "another_way": ", entered by the office"}
_PARTS = {
    "report": "The details of the report",
    "due": "Why an answer is due",
    "key-findings": "The key findings",
    "comments": "The comments",
    "chief-officer": "The chief officer's comments",
    "reply": "The reply to the chief officer",
    "note": "The note",
    "after-last-day": "The reason for the date",
    "overrides": "The checks that were not passed",
    "signed": "The name of who signed",
    "summary": "The summary of the assessment",
    "as-published": "The answer as published",
    "original": "The text of the old page",
    "remarks": "What the checks said of the old page",
    "body": "The names of the body",
    "promise": "What was promised",
    "contents": "The needs assessment",
    "made-of": "The files that the figures were made of",
}
_NUMBERED = {"finding": "Finding {}", "happened": "Entry {} of what has happened",
             "evidence": "Evidence, entry {} of what has happened", "table": "Table {} of the needs assessment"}


def state_of(answer: Answer) -> State:
    current = answer.current
    if answer.is_not_due:
        return NOT_DUE
    if current is None:
        return _state_without_version(answer)
    if answer.withdrawal:
        return WITHDRAWN
    if current.removals:
        return WORDS_REMOVED
    return CORRECTED if current.facts.version > 1 and not is_plan(current) else PUBLISHED


def _state_without_version(answer: Answer) -> State:
    if answer.shared is not None:
        return state_of(answer.shared)
    if answer.imported is not None:
        return WORDS_REMOVED if answer.imported.removals else IMPORTED
    return NO_RESPONSE


def by_whom_and_when(finding: FindingPart) -> str:
    """" By whom: Head of Prevention. By when: 30 June 2025." of an action in a plan; empty when neither is stated."""
    owner = f" By whom: {finding.owner}." if finding.owner else ""
    return f"{owner} By when: {format_date(finding.by_when)}." if finding.by_when else owner


def inspected(body: BodyPart, said: Statement) -> Inspected:
    """The force or service that the report is about, as the body called it then."""
    try:
        law = regime(said.facts.regime)
    except DutyError:  # a regime of other software
        return duties.inspected(body, None)
    return duties.inspected(body, law.service, law.inspected)


def is_plan(said: Statement) -> bool:
    """Whether the answer is a plan that is kept up to date, rather than one dated statement."""
    if said.facts.form is AnswerForm.ACTION_PLAN:
        return True
    try:
        return regime(said.facts.regime).form is Form.ACTION_PLAN
    except DutyError:  # a regime of other software: a statement is the usual case
        return False


def heading(said: Statement, title: str) -> str:
    return f"{'Action plan' if is_plan(said) else 'Response'}: {title}"


def recount(counted: CountedClock | None) -> Clock | None:
    """The clock counted again by the rules we know; None unless that gives the very day in the record."""
    if counted is None:
        return None
    try:
        clock = start_clock(rule(counted.rule), counted.trigger_on)
    except DutyError:
        return None
    return clock if clock.due_on == counted.due_on else None


def published_sentence(said: Statement, responded_on: date) -> str:
    """"Published Thursday 9 January 2025, day 51 of 56. The last day was Tuesday 14 January 2025." """
    due_on = said.facts.due_on
    clock = recount(said.clock)
    if clock is not None and clock.due_on is not None and clock.due_on == due_on:
        return responded_sentence(clock, responded_on)
    done = f"Published {format_long_date(responded_on)}."
    if due_on is None:
        return f"{done} No last day is set."
    earlier = (responded_on - due_on).days
    after = f", {days(earlier)} earlier" if earlier > 0 else ""
    return f"{done} The last day was {format_long_date(due_on)}{after}."


def why_we_answer(said: Statement) -> str:
    """The legal basis, and what makes it apply to this report."""
    clock = said.clock
    reason = f" {said.due.why}" if said.due else ""
    if said.facts.basis == "practice":
        no_day = "" if said.facts.due_on else " No last day is set."
        return f"Our practice. No law we know of requires it.{no_day}{reason}"
    if clock is None:
        return f"Law.{reason}"
    checked = "" if clock.checked else " (not yet checked against the source)"
    no_day = "" if said.facts.due_on else " No date is set in it."
    return f"{STANDINGS[clock.standing]}: {clock.source}{checked}.{no_day}{reason}"


def why_in_short(answer: Answer) -> str:
    """One or two words for a table."""
    if answer.is_not_due:
        return "No answer is due"
    if not answer.has_statement:
        return "Not known"
    said = answer.newest
    if said.facts.basis == "practice":
        return "Our practice"
    return said.clock.source.replace(", section ", " s.") if said.clock else "Law"


def last_day_in_short(answer: Answer) -> str:
    if answer.is_not_due:
        return "Does not apply"
    if not answer.has_statement:
        return "Not known"
    return format_date(answer.due_on) if answer.due_on else "None set"


def responded_in_short(answer: Answer) -> str:
    if answer.is_not_due:
        return "Does not apply"
    if answer.responded_on:
        return format_date(answer.responded_on)
    return "Date not known" if answer.is_answered else "No response yet"


def report_day_in_short(answer: Answer) -> str:
    return format_date(answer.published_on) if answer.published_on else "Not known"


def where_printed(finding: FindingPart) -> str:
    number = f"Numbered {finding.printed_number}" if finding.printed_number else "Not numbered"
    return f"{number} in the report, {f'page {finding.page}' if finding.page else 'page not known'}"


def lead_of(finding: FindingPart, holder: str) -> str:
    """The words before an answer, which tell the branch of the law it takes."""
    match finding.branch:
        case Branch.ACTION:
            return f"The {holder}'s answer: action taken or proposed."
        case Branch.NO_ACTION:
            return f"The {holder}'s answer: no action, for this reason."
        case Branch.WITH_FINDING:
            return f"The {holder}'s answer is given with another finding:"
        case Branch.OTHER_BODY:
            to = finding.addressed_to or "another body"
            return f"Addressed to {to}. The {holder} does not answer it, for this reason."
        case None:
            return "No answer to this finding is on this register."


def chief_officer_sentences(part: ChiefOfficerPart) -> tuple[str, ...]:
    """What came of the invitation to comment, when there are no comments to print."""
    match part.outcome:
        case ChiefOfficerOutcome.RECEIVED:
            return ()
        case ChiefOfficerOutcome.DECLINED:
            on = f"on {format_date(part.received_on)}" if part.received_on else "on a day not known"
            return (f"{_invited(part)} Declined {on}.",)
        case ChiefOfficerOutcome.NONE_RECEIVED:
            until = f" by {format_date(part.reply_by)}" if part.reply_by else ""
            return (_invited(part), f"No comments were received{until}.")
        case ChiefOfficerOutcome.NOT_ASKED:
            return ("No comments were asked for.",)


def _invited(part: ChiefOfficerPart) -> str:
    if part.invited_on is None:
        return "Not asked."
    by = f" to reply by {format_date(part.reply_by)}" if part.reply_by else ""
    moved = f", moved from {format_date(part.first_reply_by)}" if part.reply_by and part.first_reply_by else ""
    return f"Invited on {format_date(part.invited_on)}{by}{moved}."


def byline(part: WrittenPart) -> str:
    author = part.author or "Author not stated"
    return f"{author}, {format_date(part.written_on) if part.written_on else 'date not known'}"


def chief_byline(part: ChiefOfficerPart, inspected: str) -> str:
    """`inspected`: "force" or "service", whose account they may have come from."""
    if part.outcome is not ChiefOfficerOutcome.RECEIVED:
        return ""
    author = part.author or "Author not stated"
    received = f"{author}, received {format_date(part.received_on) if part.received_on else 'on a day not known'}"
    return f"{received}{_CAME_BY[part.came_by].format(inspected)}" if part.came_by else received


def removed_sentence(removal: Removal) -> str:
    what = _PARTS.get(removal.part) or _numbered(removal.part)
    return (
        f"{what}: words were removed on {format_date(removal.removed_on)} {_GROUNDS[removal.ground]}. "
        "The fingerprint of the first text is kept in the record."
    )


def _numbered(part: str) -> str:
    kind, _, number = part.rpartition("-")
    return _NUMBERED[kind].format(int(number))


def removed_note(said: Said, part: str) -> str:
    """Why a part of a record is not there; empty when it was never given."""
    if part in said.entry.parts or part not in said.entry.part_hashes:
        return ""
    removal = next((r for r in said.removals if r.part == part), None)
    return removed_sentence(removal) if removal else "These words were removed after the day of this page."


def date_of_response(first: Version, version: Version) -> str:
    """The day of the first version and of this one, and who signed it."""
    said = f"{format_long_date(first.facts.responded_on)}."
    if version is not first:
        said = f"{said} This is version {version.facts.version}, of {format_date(version.facts.responded_on)}."
    if version.signed is None:
        return said
    signed = version.signed
    return f"{said} Signed off by {signed.name}, {signed.post}, on {format_date(signed.signed_on)}."


def stated_for(day: date) -> str:
    """The footer of a page that depends on the day."""
    return f"This register as at {format_long_date(day)}."


def copies_sent(copies: Iterable[CopySent]) -> str:
    """"HM Inspectors of Constabulary and the Secretary of State, 9 January 2025, by email." """
    by_sending: dict[tuple[date, CopyWay], list[str]] = {}
    for copy in copies:
        by_sending.setdefault((copy.facts.sent_on, copy.facts.how), []).append(RECIPIENTS[copy.facts.to])
    said = [f"{_listed(names)}, {format_date(on)}, {_WAYS[how]}" for (on, how), names in by_sending.items()]
    return f"{_capital('; '.join(said))}." if said else "Not recorded on this register"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def newest_shown(day: date) -> str:
    """The footer of a page that depends on its own records only."""
    return f"The newest record on this page is of {format_long_date(day)}."


def size(content: bytes) -> str:
    return f"{max(1, round(len(content) / 1000)):,} KB"


def first_words(words: str, limit: int = 60) -> str:
    """The beginning of a text, cut between words."""
    flat = " ".join(words.split())
    return flat if len(flat) <= limit else f"{flat[:limit].rsplit(' ', 1)[0]} ..."
