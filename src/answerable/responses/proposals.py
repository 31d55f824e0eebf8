"""What the rules propose: under which law a report has to be answered, and why we think so. Pure.

A proposal is a reading of the report's own details. A person decides, and a second person confirms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answerable.duties import (
    Regime,
    fire_framework_2018,
    joint_area_reviews_2015,
    police_act_1996,
    practice,
    regime,
)
from answerable.inspections.models import Report
from answerable.responses.clocks import DueClock, due_clocks, nearest_answer
from answerable.responses.slots import DatesContent

POLICE, JOINT = police_act_1996.REGIME.code, joint_area_reviews_2015.REGIME.code
FIRE, PRACTICE = fire_framework_2018.REGIME.code, practice.REGIME.code
_FIRE = re.compile(r"\bfire (?:and|&) rescue (?:service|authority)\b|\bfire service\b", re.IGNORECASE)
_JOINT = re.compile(r"\bjoint\b|\bJTAI\b|\bmulti-agency\b", re.IGNORECASE)
_OVERVIEW = re.compile(r"\boverview\b|\bthematic summary\b|\bfindings from\b", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """One law or practice. `applies` is None where the details do not settle it."""

    regime: Regime
    applies: bool | None
    because: str
    clock: DueClock | None

    @property
    def opinion(self) -> str:
        words = {True: "We think it applies", False: "We think it does not apply", None: "It may apply"}
        return f"{words[self.applies]}{': ' if self.applies is None else ' because '}{self.because}"


def proposals(
    *, title: str, inspection_type: str, inspectorates: Sequence[str], force_name: str, published_on: date | None
) -> tuple[Proposal, ...]:
    """The likely laws, the likeliest first."""
    about = f"{title} {inspection_type}"
    police_inspectors = any("constabulary" in name.lower() or "hmicfrs" in name.lower() for name in inspectorates)
    is_joint = bool(_JOINT.search(about)) or len(inspectorates) > 1
    is_fire, is_overview = bool(_FIRE.search(about)), bool(_OVERVIEW.search(about))

    def proposal(code: str, applies: bool | None, because: str) -> Proposal:
        clock = nearest_answer(due_clocks((code,), published_on, DatesContent()))
        return Proposal(regime(code), applies, because, clock)

    found = [proposal(POLICE, *_police(police_inspectors, is_joint, is_fire, force_name, about))]
    if is_joint:
        found.append(proposal(JOINT, None, (
            "inspectorates looked at one area together. It applies to the principal authority that the report names, "
            "if the Chief Inspector of Schools asks it for a statement.")))
    if is_fire:
        found.append(proposal(FIRE, True, "the report is about a fire and rescue service."))
    if is_overview:
        found.append(proposal(PRACTICE, None, (
            "the report sums up inspections elsewhere. No law we know of asks this body to answer it.")))
    return tuple(sorted(found, key=lambda p: (p.applies is False, p.applies is None)))


def earliest_last_day(report: Report) -> date | None:
    """The nearest last day under any law that may apply; None when none is known."""
    offered = proposals(
        title=report.title, inspection_type=report.inspection_type, inspectorates=report.inspectorates, force_name="",
        published_on=report.published_on,
    )
    return min((p.clock.due_on for p in offered if p.applies is not False and p.clock and p.clock.due_on), default=None)


def _police(
    police_inspectors: bool, is_joint: bool, is_fire: bool, force_name: str, about: str
) -> tuple[bool | None, str]:
    if is_fire:
        return False, "the report is about a fire and rescue service, not a police force."
    if not police_inspectors:
        return False, "no inspectorate of constabulary is named among those who published it."
    if is_joint:
        return None, (
            "the inspectorate of constabulary took part, with others. It applies where the report says that its "
            "police part was prepared under section 54.")
    named = f" and names {force_name}" if force_name and force_name.lower() in about.lower() else ""
    return True, f"the inspectorate of constabulary published it{named}."
