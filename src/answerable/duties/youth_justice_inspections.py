"""Inspections of youth justice services by HM Inspectorate of Probation: a plan by the service's own board.

A local policing body sits beside such a board and owes no answer that we know of. The entry stands here so that
nobody has to wonder. It is written from memory, and says so.
"""

from __future__ import annotations

from answerable.duties.law import Force, Form, Regime, Rule, Source, Standing

_SOURCE = Source(
    citation="Criminal Justice and Court Services Act 2000; Crime and Disorder Act 1998, section 39",
    address=None,
    read="Not read: written from memory",
    checked=False,
)

IMPROVEMENT_PLAN = Rule(
    code="youth-justice-improvement-plan",
    title="Improvement plan after an inspection of a youth justice service",
    in_words="The management board of the youth justice service sends the inspectorate a plan for improvement.",
    trigger="the day the report is published",
    length=None,
    no_date="No date in law is known. The inspectorate asks for a plan by a day of its own.",
    extendable=False,
    extension="There is no period to extend.",
    source=_SOURCE,
    standing=Standing.PRACTICE,
    force=Force(first_day=None),
    verb="Send",
    done="Sent",
)

REGIME = Regime(
    code="youth-justice-inspections",
    title="Inspection of a youth justice service",
    basis="Practice of HM Inspectorate of Probation.",
    by_law=False,
    form=Form.ACTION_PLAN,
    who_answers="The management board of the youth justice service.",
    answered_by=frozenset(),
    inspected="service",
    rules=(IMPROVEMENT_PLAN.code,),
    required_content=("What the inspectorate asks for.",),
    copies_to=(),
    standing=Standing.PRACTICE,
    source=_SOURCE,
)

RULES = (IMPROVEMENT_PLAN,)
REGIMES = (REGIME,)
