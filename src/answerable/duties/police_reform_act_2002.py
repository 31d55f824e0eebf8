"""Police Reform Act 2002, Schedule 3, paragraphs 28A and 28B: a recommendation of the IOPC."""

from __future__ import annotations

from datetime import date

from answerable.duties.copies import Copy
from answerable.duties.law import ANYBODY, Force, Form, Length, Point, Regime, Rule, Source, Standing, Unit
from answerable.duties.services import Service

_PARAGRAPH = "Police Reform Act 2002, Schedule 3, paragraph 28B"
_ADDRESS = "https://www.legislation.gov.uk/ukpga/2002/30/schedule/3/paragraph/28B"
_READ = "Read as amended; the text names the Director General"

RESPOND = Rule(
    code="police-reform-act-2002-28b",
    title="Response to a recommendation of the Independent Office for Police Conduct",
    in_words=(
        "The person to whom the recommendation is made gives the Director General a response in writing "
        "before the end of the period of 56 days beginning with the day on which the recommendation was "
        "made."
    ),
    trigger="the day the recommendation was made",
    starts_on_publication=False,
    length=Length(
        number=56,
        unit=Unit.CALENDAR_DAY,
        counts_trigger_day=True,
        counting="The period begins with that day, so it counts.",
    ),
    extendable=True,
    extension=(
        "The Director General may extend the period if asked before it ends (paragraph 28B(3)). A judicial"
        " review of the decision to recommend adds the days it lasts (paragraph 28B(4))."
    ),
    source=Source(citation=f"{_PARAGRAPH}(2)", address=_ADDRESS, read=_READ),
    standing=Standing.STATUTE,
    force=Force(
        first_day=date(2014, 10, 1),
        source="Anti-social Behaviour, Crime and Policing Act 2014, section 139; SI 2014/2454, article 3(a)",
    ),
    verb="Send",
    done="Sent",
    notes=(
        "The recommendation is published. A copy of one made to a chief officer goes to the local policing body, and "
        "the other way round (paragraph 28A(6), read as enacted).",
    ),
)

REGIME = Regime(
    code="police-reform-act-2002",
    title="Recommendation of the Independent Office for Police Conduct",
    basis="Police Reform Act 2002, Schedule 3, paragraphs 28A and 28B.",
    by_law=True,
    form=Form.STATEMENT,
    who_answers="The person to whom the recommendation is made: a chief officer or a local policing body.",
    answered_by=ANYBODY,
    service=Service.POLICE,
    says={Point.FINDINGS: f"{_PARAGRAPH}(1), asks for action or the reason for none."},
    rules=(RESPOND.code,),
    required_content=("Action taken or proposed, or why none (paragraph 28B(1)).",),
    copies_to=(Copy("director_general_iopc", "where it is then published"),),
    standing=Standing.STATUTE,
    source=Source(citation=_PARAGRAPH, address=_ADDRESS, read=_READ),
)

RULES = (RESPOND,)
REGIMES = (REGIME,)
