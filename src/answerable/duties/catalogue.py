"""All rules and regimes, each found by its code."""

from __future__ import annotations

from answerable.duties import (
    coroners_investigations_2013,
    fire_framework_2018,
    joint_area_reviews_2015,
    police_act_1996,
    police_reform_act_2002,
    practice,
    specified_information_order_2011,
    super_complaints_2018,
    youth_justice_inspections,
)
from answerable.duties.law import Regime, Rule, UnknownRule

_ENACTMENTS = (
    police_act_1996,
    specified_information_order_2011,
    joint_area_reviews_2015,
    police_reform_act_2002,
    coroners_investigations_2013,
    fire_framework_2018,
    super_complaints_2018,
    youth_justice_inspections,
    practice,
)
_RULES: dict[str, Rule] = {rule.code: rule for enactment in _ENACTMENTS for rule in enactment.RULES}
_REGIMES: dict[str, Regime] = {
    regime.code: regime for enactment in _ENACTMENTS for regime in enactment.REGIMES
}


def rules() -> tuple[Rule, ...]:
    """Every rule, police first, practice last."""
    return tuple(_RULES.values())


def rule(code: str) -> Rule:
    """The rule with this code. Raises `UnknownRule`, which names those there are."""
    if code not in _RULES:
        raise UnknownRule(f'No rule is called "{code}". The rules are: {", ".join(_RULES)}.')
    return _RULES[code]


def regimes() -> tuple[Regime, ...]:
    return tuple(_REGIMES.values())


def regime(code: str) -> Regime:
    """The regime with this code. Raises `UnknownRule`, which names those there are."""
    if code not in _REGIMES:
        raise UnknownRule(f'No regime is called "{code}". The regimes are: {", ".join(_REGIMES)}.')
    return _REGIMES[code]
