"""Who must answer inspections in England and Wales, what they are called, and who inspects: dated, sourced facts.

The tables lie beside this file as CSV, described by `tables.json`. Nothing here names a person: holders change, and
a list of them would be wrong within weeks. Nothing here reads a clock; a day goes in.
"""

from answerable.directory.finding import NotFound, SeveralFound, bodies_on, find
from answerable.directory.rows import (
    Area,
    Body,
    BodyKind,
    FireService,
    Force,
    Inspectorate,
    Source,
    Standing,
    Succession,
)
from answerable.directory.tables import (
    areas,
    bodies,
    fire_services,
    forces,
    inspectorates,
    sources,
    successions,
)

__all__ = [
    "Area",
    "Body",
    "BodyKind",
    "FireService",
    "Force",
    "Inspectorate",
    "NotFound",
    "SeveralFound",
    "Source",
    "Standing",
    "Succession",
    "areas",
    "bodies",
    "bodies_on",
    "find",
    "fire_services",
    "forces",
    "inspectorates",
    "sources",
    "successions",
]
