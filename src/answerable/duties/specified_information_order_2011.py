"""The Elected Local Policing Bodies (Specified Information) Order 2011 (SI 2011/3050): on the website.

It applies to commissioners and the Mayor's Office for Policing and Crime. The Common Council of the City of
London is not an elected local policing body.
"""

from __future__ import annotations

from datetime import date

from answerable.duties.law import Capacity, Force, Form, Length, Regime, Rule, Source, Standing, Unit
from answerable.duties.services import Service

_ORDER = "Elected Local Policing Bodies (Specified Information) Order 2011 (SI 2011/3050)"
_ADDRESS = "https://www.legislation.gov.uk/uksi/2021/547"
_READ = "Read in the amending Order SI 2021/547, as made"
_FORCE = Force(first_day=date(2021, 5, 31), source="SI 2021/547, article 1(1)")
_MONTH = Length(
    number=1,
    unit=Unit.MONTH,
    counts_trigger_day=True,
    counting=(
        "The month begins with that day, so it ends on the day before the same day of the next month "
        "(the usual way of counting; the Order does not spell it out)."
    ),
)

PUBLISH_REPORT = Rule(
    code="specified-information-2011-16b",
    title="Yearly assessment of the force, on the website",
    in_words=(
        "The elected local policing body publishes the inspectors' latest annual report on the force's "
        "effectiveness, efficiency and legitimacy, and their latest summary assessment, within one month "
        "beginning with the day on which the inspectors publish it."
    ),
    trigger="the day the inspectors publish the report or assessment",
    length=_MONTH,
    extendable=False,
    extension="The Order gives no extension.",
    source=Source(citation=f"{_ORDER}, Schedule, paragraphs 7B and 16B", address=_ADDRESS, read=_READ),
    standing=Standing.STATUTE,
    force=_FORCE,
    notes=(
        "It stands in a prominent place on the body's website (paragraph 18) and links to the comments "
        "published under section 55(5) of the Police Act 1996 (paragraph 19).",
    ),
)

REVIEW_PRIORITIES = Rule(
    code="specified-information-2011-16a",
    title="Statement on national priorities, reviewed after the yearly assessment",
    in_words=(
        "The elected local policing body reviews its statement on the national priorities for policing, "
        "and publishes any change, within one month beginning with the day on which the inspectors publish"
        " the annual report."
    ),
    trigger="the day the inspectors publish the annual report",
    length=_MONTH,
    extendable=False,
    extension="The Order gives no extension.",
    source=Source(citation=f"{_ORDER}, Schedule, paragraphs 7A and 16A(b)(ii)", address=_ADDRESS, read=_READ),
    standing=Standing.STATUTE,
    force=_FORCE,
    notes=("The statement is also reviewed each quarter (paragraph 16A(b)(i)).",),
)

REGIME = Regime(
    code="specified-information-2011",
    title="Yearly assessment of the force, on the website",
    basis=f"{_ORDER}, as amended from 31 May 2021.",
    by_law=True,
    form=Form.PAGE,
    who_answers="The elected local policing body: a commissioner, or the mayor's office in London.",
    answered_by=frozenset({Capacity.ELECTED_POLICING}),
    service=Service.POLICE,
    rules=(PUBLISH_REPORT.code, REVIEW_PRIORITIES.code),
    required_content=(
        "The latest annual report and the latest summary assessment (paragraph 7B).",
        "A link to the comments published under section 55(5) of the Police Act 1996 (paragraph 19).",
        "A prominent place on the website (paragraph 18).",
    ),
    copies_to=(),
    standing=Standing.STATUTE,
    source=Source(citation=_ORDER, address=_ADDRESS, read=_READ),
)

RULES = (PUBLISH_REPORT, REVIEW_PRIORITIES)
REGIMES = (REGIME,)
