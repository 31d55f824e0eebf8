"""To whom a copy of an answer goes once it is published, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Code, as a record names who was sent a copy, to the name as it stands within a sentence.
RECIPIENTS: Mapping[str, str] = {
    "inspectors_of_constabulary": "HM Inspectors of Constabulary",
    "secretary_of_state": "the Secretary of State",
    "police_and_crime_panel": "the police and crime panel",
    "chief_inspector_of_schools": "the Chief Inspector of Schools",
    "others_who_reviewed": "everyone else who conducted the review",
    "director_general_iopc": "the Director General of the Independent Office for Police Conduct",
    "coroner": "the coroner",
    "named_in_report": "whoever the report names",
}
# Not one office: who it is differs from report to report, so no address of theirs is kept.
DIFFER = frozenset({"others_who_reviewed", "coroner", "named_in_report"})


@dataclass(frozen=True)
class Copy:
    """Somebody to whom a copy of the published answer goes."""

    to: str  # a code of RECIPIENTS
    why: str  # the place in the law, or the practice
    by_law: bool = True

    @property
    def name(self) -> str:
        return RECIPIENTS[self.to]

    @property
    def title(self) -> str:
        """The name at the beginning of a line."""
        return self.name[0].upper() + self.name[1:]
