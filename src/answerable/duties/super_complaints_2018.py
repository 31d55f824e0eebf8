"""The Police Super-complaints (Designation and Procedure) Regulations 2018 (SI 2018/748).

A report on a super-complaint may recommend something to anyone. The Regulations put no duty to answer, and
no date, on those named. The "56 working days" in regulation 7 is the time between progress reports.
"""

from __future__ import annotations

from datetime import date

from answerable.duties.copies import Copy
from answerable.duties.law import ANYBODY, Force, Form, Regime, Rule, Source, Standing
from answerable.duties.services import Service

_SOURCE = Source(
    citation=(
        "Police Super-complaints (Designation and Procedure) Regulations 2018 (SI 2018/748), regulation 8"
    ),
    address="https://www.legislation.gov.uk/uksi/2018/748/regulation/8",
    read="Read as made; later amendments were not looked for",
)

RESPOND = Rule(
    code="super-complaints-2018",
    title="Response to recommendations in a report on a super-complaint",
    in_words="A body named in a recommendation responds in the way, and by the date, that the report asks.",
    trigger="the day the report is published",
    length=None,
    no_date="No date is set in law. The report may ask for one.",
    extendable=False,
    extension="There is no period to extend.",
    source=_SOURCE,
    standing=Standing.PRACTICE,
    force=Force(first_day=date(2018, 11, 1), source="SI 2018/748, regulation 1(2)"),
    verb="Respond",
    done="Responded",
)

REGIME = Regime(
    code="super-complaints-2018",
    title="Report on a super-complaint",
    basis="Practice. SI 2018/748, regulation 8(1)(d), lets a report recommend. It puts no duty on others.",
    by_law=False,
    form=Form.STATEMENT,
    who_answers="Each body that a recommendation is made to.",
    answered_by=ANYBODY,
    service=Service.POLICE,
    rules=(RESPOND.code,),
    required_content=("What the report asks for.",),
    copies_to=(Copy("named_in_report", "as the report asks", by_law=False),),
    standing=Standing.PRACTICE,
    source=_SOURCE,
)

RULES = (RESPOND,)
REGIMES = (REGIME,)
