"""The Children Act 2004 (Joint Area Reviews) Regulations 2015 (SI 2015/1792): joint inspections."""

from __future__ import annotations

from datetime import date

from answerable.duties.copies import Copy
from answerable.duties.law import ANYBODY, Force, Form, Length, Regime, Rule, Source, Standing, Unit
from answerable.duties.services import Service

_REGULATIONS = "Children Act 2004 (Joint Area Reviews) Regulations 2015 (SI 2015/1792)"
_ADDRESS = "https://www.legislation.gov.uk/uksi/2015/1792"
_READ = "Read as in force on 24 April 2020; no later amendment was known"
_FORCE = Force(first_day=date(2015, 11, 9), source="SI 2015/1792, regulation 1(1)")
_COUNTING = (
    "The period runs from receiving the report, so that day does not count "
    "(our reading: the regulation does not say whether it does)."
)

WRITTEN_STATEMENT = Rule(
    code="joint-area-reviews-2015-r4",
    title="Written statement of proposed action after a joint inspection",
    in_words=(
        "The principal authority named in the report makes a written statement of proposed action within "
        "70 working days, or as soon as is reasonably practicable, of receiving the report. A working day "
        "is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in "
        "England and Wales."
    ),
    trigger="the day the report is received",
    starts_on_publication=False,
    length=Length(number=70, unit=Unit.WORKING_DAY, counts_trigger_day=False, counting=_COUNTING),
    extendable=False,
    extension=(
        "Nobody is given power to extend the period; the words \"or as soon as is reasonably practicable\""
        " stand beside it."
    ),
    source=Source(citation=f"{_REGULATIONS}, regulation 4(2) and (7)", address=_ADDRESS, read=_READ),
    standing=Standing.STATUTE,
    force=_FORCE,
    verb="Send",
    done="Sent",
    notes=("The local authority and those who co-operate publish the statement; no day is set (regulation 4(6)).",),
)

PUBLISH_REPORT = Rule(
    code="joint-area-reviews-2015-r3",
    title="The joint inspection's report, on the website of everyone it is sent to",
    in_words=(
        "Everyone the report is sent to, other than the Secretary of State, publishes it on their website "
        "within 30 working days of receiving it."
    ),
    trigger="the day the report is received",
    starts_on_publication=False,
    length=Length(number=30, unit=Unit.WORKING_DAY, counts_trigger_day=False, counting=_COUNTING),
    extendable=False,
    extension="The Regulations give no extension.",
    source=Source(citation=f"{_REGULATIONS}, regulation 3(8)", address=_ADDRESS, read=_READ),
    standing=Standing.STATUTE,
    force=_FORCE,
    notes=(
        "Regulation 3 does not define a working day; it is counted as in regulation 4(7) (our reading).",
        "A local authority also sends the report to a newspaper and to a radio station of its area within 30 days. "
        "That is its own duty, so no clock of it is kept here.",
    ),
)

REGIME = Regime(
    code="joint-area-reviews-2015",
    title="Joint inspection of services for children in one area",
    basis=f"Children Act 2004, section 20; {_REGULATIONS}, regulations 3 and 4.",
    by_law=True,
    form=Form.STATEMENT,
    who_answers=(
        "The principal authority named in the report, if the Chief Inspector of Schools decides that a "
        "statement is wanted. The others the report is sent to co-operate."
    ),
    answered_by=ANYBODY,
    service=Service.POLICE,
    inspected="service",
    rules=(WRITTEN_STATEMENT.code, PUBLISH_REPORT.code),
    required_content=(
        "Who it is proposed should take action (regulation 4(4)(a)).",
        "The period within which the action is to be taken (regulation 4(4)(b)).",
    ),
    copies_to=(
        Copy("chief_inspector_of_schools", "regulation 4(5)(a)"),
        Copy("others_who_reviewed", "regulation 4(5)(b)"),
        Copy("secretary_of_state", "regulation 4(5)(c)"),
    ),
    standing=Standing.STATUTE,
    source=Source(citation=f"{_REGULATIONS}, regulation 4", address=_ADDRESS, read=_READ),
)

RULES = (WRITTEN_STATEMENT, PUBLISH_REPORT)
REGIMES = (REGIME,)
