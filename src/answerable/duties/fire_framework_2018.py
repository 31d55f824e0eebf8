"""The Fire and Rescue National Framework for England, May 2018: an action plan, with no date set for it.

Fire and rescue authorities must have regard to the Framework (Fire and Rescue Services Act 2004, section 21).
What chapter 7 asks is written here from memory: its words were not read, and every page says so.
"""

from __future__ import annotations

from datetime import date

from answerable.duties.law import Capacity, Force, Form, Point, Regime, Rule, Source, Standing
from answerable.duties.services import Service

_FRAMEWORK = Source(
    citation="Fire and Rescue National Framework for England (May 2018), chapter 7",
    address=None,
    read="Only the list of contents was read",
    checked=False,
)

ACTION_PLAN = Rule(
    code="fire-framework-2018-action-plan",
    title="Action plan after a report about a fire and rescue service",
    in_words=(
        "The fire and rescue authority gives due regard to the inspectors' reports and, where there are "
        "recommendations, prepares, updates and regularly publishes an action plan, or says why it takes "
        "no action."
    ),
    trigger="the day the report is published",
    length=None,
    no_date="A plan is due. No date is set in law.",
    extendable=False,
    extension="There is no period to extend.",
    source=_FRAMEWORK,
    standing=Standing.GUIDANCE,
    force=Force(
        first_day=date(2018, 6, 1),
        source="Fire and Rescue Authorities (National Framework) (England) Order 2018, articles 1 and 2",
    ),
    notes=("A letter from the inspectors about a cause of concern may ask for a plan by a date of its own.",),
)

REGIME = Regime(
    code="fire-framework-2018",
    title="Report about a fire and rescue service",
    basis=(
        "Fire and Rescue National Framework for England, chapter 7, to which a fire and rescue authority "
        "must have regard (Fire and Rescue Services Act 2004, section 21)."
    ),
    by_law=True,
    form=Form.ACTION_PLAN,
    who_answers="The fire and rescue authority, in England only.",
    answered_by=frozenset({Capacity.FIRE}),
    service=Service.FIRE,
    says={Point.FINDINGS: f"{_FRAMEWORK.citation}, asks for action or reasons (not yet checked against the source)."},
    rules=(ACTION_PLAN.code,),
    required_content=(
        "For each recommendation: the action and how far it has come, or why there is none "
        "(not yet checked against the source).",
    ),
    copies_to=(),
    called="action plan under the Fire and Rescue National Framework for England",
    standing=Standing.GUIDANCE,
    source=_FRAMEWORK,
)

RULES = (ACTION_PLAN,)
REGIMES = (REGIME,)
