"""Answering by practice: no law we know of requires it, and no date is set.

An overview that sums up joint inspections elsewhere is answered in this way, if at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from answerable.duties.clock import Clock, date_of_day
from answerable.duties.law import ANYBODY, Covered, Force, Form, Regime, Rule, Source, Standing, Unit
from answerable.duties.police_act_1996 import PUBLISH

_SOURCE = Source(citation="Our practice", address=None, read="There is no law to read")

ANSWER = Rule(
    code="practice",
    title="Answer by our practice",
    in_words="The body answers because it chooses to. No law we know of requires it.",
    trigger="the day the report is published",
    length=None,
    no_date="No last day is set.",
    extendable=False,
    extension="There is no period to extend.",
    source=_SOURCE,
    standing=Standing.PRACTICE,
    force=Force(first_day=None, words="A practice has no day of coming into force."),
)

REGIME = Regime(
    code="practice",
    title="By our practice",
    basis="Our practice. No law we know of requires it.",
    by_law=False,
    form=Form.STATEMENT,
    who_answers="The body itself, by its own choice.",
    answered_by=ANYBODY,
    covers=(
        Covered(
            code="joint-overview",
            what="A report that sums up joint inspections of several areas",
            because="Nobody whom the law makes answer it was found.",
            standing=Standing.PRACTICE,
            source=Source(
                citation="Children Act 2004, section 20; SI 2015/1792, regulations 3 and 4",
                address="https://www.legislation.gov.uk/uksi/2015/1792",
                read="Read for a duty about such a report; none was found",
            ),
        ),
    ),
    rules=(ANSWER.code,),
    required_content=(),
    copies_to=(),
    standing=Standing.PRACTICE,
    source=_SOURCE,
)

ASKED = Rule(
    code="asked-by-inspectorate",
    title="Day asked for by the inspectorate",
    in_words="The inspectorate asks for something by a day that the report, or the letter with it, names.",
    trigger="the day that the report or its letter names",
    length=None,
    no_date="The inspectorate names no day.",
    extendable=True,
    extension="The inspectorate that named the day may name another.",
    source=Source(citation="The report, or the letter with it", address=None, read="Read as confirmed for each report"),
    standing=Standing.PRACTICE,
    force=Force(first_day=None, words="What an inspectorate asks has no day of coming into force."),
    verb="Answer",
    done="Answered",
)

RULES = (ANSWER,)  # what is asked for is counted by nobody, so it is no rule to count by
REGIMES = (REGIME,)


@dataclass(frozen=True)
class OwnDate:
    """A day of a running clock on which an office may set itself a date. No law asks for it."""

    code: str
    day: int  # of the period that section 55 sets; in a period of another length, as far along
    purpose: str


OWN_DATES = (
    OwnDate("comments", 14, "Comments asked for"),
    OwnDate("draft", 28, "Draft"),
    OwnDate("sign_off", 42, "Sign-off"),
    OwnDate("publish", 49, "Publish"),
)


def proposed_day(own: OwnDate, clock: Clock) -> date | None:
    """The day to propose in a clock with a last day; `None` without one. It is always before the last day."""
    if clock.trigger_on is None or clock.due_on is None or clock.rule.length is None or PUBLISH.length is None:
        return None
    part = own.day / PUBLISH.length.number
    if clock.rule.length.unit is Unit.MONTH:
        return clock.trigger_on + timedelta(days=int((clock.due_on - clock.trigger_on).days * part))
    return date_of_day(clock, max(1, int(clock.rule.length.number * part)))
