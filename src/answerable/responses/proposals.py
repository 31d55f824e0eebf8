"""What the rules propose: under which law a report has to be answered, and why we think so. Pure.

A proposal is a reading of the report's own words, by a body of which it is known what it is. A person decides, and a
second person confirms. Each law has one function here: it says whether the law applies, or that the report's words do
not settle it (`None`), and why; or nothing at all, and then the law is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from answerable.duties import (
    Capacity,
    Regime,
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
from answerable.inspections.models import Report
from answerable.responses.clocks import DueClock, due_clocks
from answerable.responses.slots import DatesContent

Opinion = tuple[bool | None, str]


@dataclass(frozen=True)
class Said:
    """What a report says of itself. `pages`: number and text of each page; empty when the text was not read."""

    title: str
    inspection_type: str
    inspectorates: tuple[str, ...]
    published_on: date | None
    pages: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, report: Report, pages: Iterable[tuple[int, str]] = ()) -> Said:
        return cls(report.title, report.inspection_type, tuple(report.inspectorates), report.published_on, tuple(pages))

    def in_details(self, pattern: re.Pattern[str]) -> str:
        """Where the title or the type says it: "in its title"; empty when neither does."""
        places = (("in its title", self.title), ("in its type", self.inspection_type))
        return next((place for place, words in places if pattern.search(words)), "")

    def where(self, pattern: re.Pattern[str]) -> str:
        """The same, or the first page that says it: "page 2"."""
        pages = (f"page {number}" for number, words in self.pages if pattern.search(words))
        return self.in_details(pattern) or next(pages, "")

    def published_by(self, pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(name) for name in self.inspectorates)


@dataclass(frozen=True)
class Office:
    """The body that asks. No capacities: nobody has recorded what it is, so no law is ruled out for that."""

    force_name: str = ""
    capacities: frozenset[Capacity] = frozenset()

    def may_owe(self, law: Regime) -> bool:
        return not self.capacities or bool(self.capacities & law.answered_by)

    @property
    def force(self) -> re.Pattern[str] | None:
        return re.compile(rf"\b{re.escape(self.force_name)}\b", re.IGNORECASE) if self.force_name else None


@dataclass(frozen=True)
class Proposal:
    """One law or practice. `applies` is None where the report's words do not settle it."""

    regime: Regime
    applies: bool | None
    because: str
    clock: DueClock | None

    @property
    def opinion(self) -> str:
        words = {True: "We think it applies", False: "We think it does not apply", None: "It may apply"}
        return f"{words[self.applies]}{': ' if self.applies is None else ' because '}{self.because}"


def proposals(said: Said, office: Office) -> tuple[Proposal, ...]:
    """The likely laws, the likeliest first."""
    found = []
    for law, think in _LAWS:
        opinion = think(said, office)
        if opinion is None:
            continue
        if opinion[0] is not False and not office.may_owe(law):
            opinion = (False, _not_owed(law))
        clock = next(iter(due_clocks((law.code,), said.published_on, DatesContent())), None)
        found.append(Proposal(law, *opinion, clock))
    return tuple(sorted(found, key=lambda p: (p.applies is False, p.applies is None)))


def earliest_last_day(report: Report) -> date | None:
    """The nearest last day for an answer under any law that may apply; None when none is known."""
    offered = (p.clock for p in proposals(Said.of(report), Office()) if p.applies is not False)
    return min((clock.due_on for clock in offered if clock and clock.is_answer and clock.due_on), default=None)


def _not_owed(law: Regime) -> str:
    owed_by = " or ".join(_small(one.label) for one in Capacity if one in law.answered_by)
    return f"it is owed by another body: {owed_by or _small(law.who_answers.rstrip('.'))}."


_CONSTABULARY = re.compile(r"constabulary|\bHMICFRS\b|\bHMIC\b", re.IGNORECASE)
_POLICE_CONDUCT = re.compile(r"police conduct|\bIOPC\b", re.IGNORECASE)
_CORONER = re.compile(r"\bcoroner|prevent(?:ion of)? (?:future|other) deaths", re.IGNORECASE)
_PROBATION = re.compile(r"inspectorate of probation|\bHMIP\b", re.IGNORECASE)
_FIRE = re.compile(r"\bfire (?:and|&) rescue (?:service|authority)s?\b|\bfire services?\b", re.IGNORECASE)
_POLICE = re.compile(r"\bpolice\b|\bpolicing\b|\bconstabular", re.IGNORECASE)
_JOINT = re.compile(r"\bjoint\b|\bJTAI\b|\bmulti-agency\b", re.IGNORECASE)
_JUSTICE = re.compile(r"\bcriminal justice\b", re.IGNORECASE)
_CUSTODY = re.compile(r"\bcustody\b", re.IGNORECASE)
_OVERVIEW = re.compile(r"\boverview\b|\bthematic summary\b|\bfindings from\b", re.IGNORECASE)
_PEEL = re.compile(r"\bPEEL\b|effectiveness, efficiency and legitimacy", re.IGNORECASE)
_SUPER_COMPLAINT = re.compile(r"\bsuper-?\s?complaint", re.IGNORECASE)
_YOUTH_JUSTICE = re.compile(r"\byouth (?:justice|offending)\b", re.IGNORECASE)
_SECTION_54 = re.compile(r"\bsection 54\b(?! of the (?!Police Act 1996))", re.IGNORECASE)
_SECTION_20 = re.compile(r"\bsection 20 of the Children Act 2004\b", re.IGNORECASE)
_STATEMENT = re.compile(r"\bwritten statement of (?:proposed )?action\b|\bprincipal authority\b", re.IGNORECASE)
_FORCE_IN_TITLE = re.compile(r"\bof ([A-Z][\w’'&-]*(?: (?:and |& )?[A-Z][\w’'&-]*){0,4} (?:Police|Constabulary))\b")


def _police(said: Said, office: Office) -> Opinion | None:
    if not said.published_by(_CONSTABULARY):
        return False, "no inspectorate of constabulary is named among those who published it."
    if said.in_details(_FIRE) and not said.in_details(_POLICE):
        return False, "the report is about a fire and rescue service, not a police force."
    section_54, section_20 = said.where(_SECTION_54), said.where(_SECTION_20)
    if section_54:
        return True, f"the report names section 54 of the Police Act 1996 ({section_54}){_and_names(said, office)}."
    if section_20:
        return False, f"the report names section 20 of the Children Act 2004 ({section_20}) and not section 54."
    if said.in_details(_CUSTODY):
        return True, _covered(police_act_1996.REGIME, "custody")
    if said.in_details(_JOINT) or len(said.inspectorates) > 1:
        if said.in_details(_JUSTICE):
            return None, _covered(police_act_1996.REGIME, "joint-criminal-justice")
        return None, (
            "the inspectorate of constabulary took part, with others. It applies where the report says that its "
            "police part was prepared under section 54.")
    return _on_one_force_or_all(said, office)


def _on_one_force_or_all(said: Said, office: Office) -> Opinion:
    if names := _and_names(said, office):
        return True, f"the inspectorate of constabulary published it{names}."
    national = next(kind for kind in police_act_1996.COVERS if kind.code == "national")
    rule = f"{_small(national.because.rstrip('.'))} ({national.source.citation})"
    if other := _FORCE_IN_TITLE.search(said.title):
        return None, f"the title names {other[1]}. Such a report is not for us; one on several forces is: {rule}."
    return True, f"the inspectorate of constabulary published it, and its title names no single force: {rule}."


def _website(said: Said, office: Office) -> Opinion | None:
    where = said.in_details(_PEEL)
    if not where or not said.published_by(_CONSTABULARY):
        return None
    return True, f"this is the yearly assessment of a force ({where}). It is a page on the website, beside the answer."


def _joint_area(said: Said, office: Office) -> Opinion | None:
    if not (said.in_details(_JOINT) or len(said.inspectorates) > 1) or said.in_details(_JUSTICE):
        return None
    if said.in_details(_OVERVIEW):
        return False, "it sums up inspections of several areas. A statement is asked for in the report on one area."
    stated = said.where(_STATEMENT)
    found = f" The report speaks of it ({stated})." if stated else ""
    return None, (
        "inspectorates looked at one area together. It applies to the principal authority that the report names, "
        f"if the Chief Inspector of Schools asks it for a statement.{found}")


def _fire(said: Said, office: Office) -> Opinion | None:
    where = said.in_details(_FIRE)
    if not where:
        return None
    return True, f"the report is about a fire and rescue service ({where})."


def _police_conduct(said: Said, office: Office) -> Opinion | None:
    if not said.published_by(_POLICE_CONDUCT) or said.in_details(_SUPER_COMPLAINT):
        return None
    return None, "the office for police conduct made it. It applies if a recommendation is made to this body."


def _coroner(said: Said, office: Office) -> Opinion | None:
    if not (said.in_details(_CORONER) or said.published_by(_CORONER)):
        return None
    return None, "a coroner made it. It applies if the report was sent to this body and names it as one to respond."


def _super_complaint(said: Said, office: Office) -> Opinion | None:
    where = said.in_details(_SUPER_COMPLAINT)
    return (None, f"it is about a super-complaint ({where}). It asks those whom it names.") if where else None


def _youth_justice(said: Said, office: Office) -> Opinion | None:
    where = said.in_details(_YOUTH_JUSTICE)
    if not where or not said.published_by(_PROBATION):
        return None
    return False, "the board of the youth justice service answers, not this body."


def _by_practice(said: Said, office: Office) -> Opinion | None:
    if not said.in_details(_OVERVIEW):
        return None
    overview = _small(_covered(practice.REGIME, "joint-overview"))
    return None, f"the report sums up inspections elsewhere: {overview}"


_LAWS: tuple[tuple[Regime, Callable[[Said, Office], Opinion | None]], ...] = (
    (police_act_1996.REGIME, _police),
    (specified_information_order_2011.REGIME, _website),
    (joint_area_reviews_2015.REGIME, _joint_area),
    (fire_framework_2018.REGIME, _fire),
    (police_reform_act_2002.REGIME, _police_conduct),
    (coroners_investigations_2013.REGIME, _coroner),
    (super_complaints_2018.REGIME, _super_complaint),
    (youth_justice_inspections.REGIME, _youth_justice),
    (practice.REGIME, _by_practice),
)


def _covered(law: Regime, code: str) -> str:
    """What the law's own list says of a kind of report, with its source."""
    kind = next(kind for kind in law.covers if kind.code == code)
    unchecked = "" if kind.source.checked else "; not yet checked against the source"
    return f"{_small(kind.what)}: {_small(kind.because.rstrip('.'))} ({kind.source.citation}{unchecked})."


def _and_names(said: Said, office: Office) -> str:
    where = said.where(office.force) if office.force else ""
    return f" and it names {office.force_name} ({where})" if where else ""


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
