"""Answering by practice: no law we know of requires it, and no date is set.

An overview that sums up joint inspections elsewhere is answered in this way, if at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from answerable.duties.law import ANYBODY, Covered, Force, Form, Regime, Rule, Source, Standing

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

RULES = (ANSWER,)
REGIMES = (REGIME,)


@dataclass(frozen=True)
class OwnDate:
    """A day of a running clock on which an office may set itself a date. No law asks for it."""

    day: int
    purpose: str


OWN_DATES = (
    OwnDate(14, "Comments asked for"),
    OwnDate(28, "Draft"),
    OwnDate(42, "Sign-off"),
    OwnDate(49, "Publish"),
)
