"""The Coroners (Investigations) Regulations 2013 (SI 2013/1629): reports to prevent other deaths."""

from __future__ import annotations

from datetime import date

from answerable.duties.copies import Copy
from answerable.duties.law import ANYBODY, Force, Form, Length, Point, Regime, Rule, Source, Standing, Unit

_REGULATIONS = "Coroners (Investigations) Regulations 2013 (SI 2013/1629)"
_ADDRESS = "https://www.legislation.gov.uk/uksi/2013/1629/regulation/29"
_READ = "Read as made; no amendment of regulation 29 was known"

RESPOND = Rule(
    code="coroners-investigations-2013-r29",
    title="Response to a coroner's report to prevent other deaths",
    in_words=(
        "The person under the duty to respond gives the coroner a response within 56 days of the date on "
        "which the report is sent."
    ),
    trigger="the day the report is sent",
    starts_on_publication=False,
    length=Length(
        number=56,
        unit=Unit.CALENDAR_DAY,
        counts_trigger_day=False,
        counting=(
            "The period is of that day and does not begin with it, so that day does not count "
            "(our reading: the regulation does not say more)."
        ),
    ),
    extendable=True,
    extension="The coroner may extend the period, even if asked after it has ended (regulation 29(5)).",
    source=Source(citation=f"{_REGULATIONS}, regulation 29(4)", address=_ADDRESS, read=_READ),
    standing=Standing.STATUTE,
    force=Force(first_day=date(2013, 7, 25), source="SI 2013/1629, regulation 1"),
    verb="Send",
    done="Sent",
)

REGIME = Regime(
    code="coroners-investigations-2013",
    title="Coroner's report to prevent other deaths",
    basis=f"Coroners and Justice Act 2009, Schedule 5, paragraph 7; {_REGULATIONS}, regulations 28 and 29.",
    by_law=True,
    form=Form.STATEMENT,
    who_answers="The person to whom the coroner sends the report and who is under a duty to respond.",
    answered_by=ANYBODY,
    says={Point.FINDINGS: f"{_REGULATIONS}, regulation 29(3), asks for action with a timetable, or why none."},
    rules=(RESPOND.code,),
    required_content=(
        "Action taken or proposed, with a timetable (regulation 29(3)(a)), or why none is proposed "
        "(29(3)(b)).",
    ),
    copies_to=(Copy("coroner", "it is passed on to the Chief Coroner and to interested persons"),),
    standing=Standing.STATUTE,
    source=Source(citation=f"{_REGULATIONS}, regulation 29", address=_ADDRESS, read=_READ),
)

RULES = (RESPOND,)
REGIMES = (REGIME,)
