"""What the categories of data.police.uk are counted as, and what each can and cannot show.

The names are those of the street files. `core` and `wide` are codes: people read "violence, robbery and weapons
(recorded)", never "serious violence", because the first holds common assault and malicious messages too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

UNMAPPED = "unmapped"  # a category that this table does not know: counted in all crime, and shown in the ledger


class Reading(StrEnum):
    """What a rise may tell of: more of it, or more police work, or more trust in reporting."""

    NEED = "need"
    POLICE_ACTIVITY = "police activity"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of categories, or a sum of groups."""

    code: str
    name: str  # as it begins a sentence
    reading: Reading
    cannot_show: str = ""
    caution: str = ""  # printed after a statement about it
    sums: tuple[str, ...] = ()  # the groups it adds up, if it is a sum


GROUPS = (
    Group(code="violence_sexual", name="Violence and sexual offences", reading=Reading.MIXED,
          cannot_show="injury, sexual, domestic or child offences, or homicide: the files put all of them in one heap",
          caution="It also reflects how readily people report, and how police record."),
    Group(code="robbery", name="Robbery", reading=Reading.NEED,
          cannot_show="whether a knife was used, or anybody’s age"),
    Group(code="weapons", name="Possession of weapons", reading=Reading.POLICE_ACTIVITY,
          cannot_show="whether the weapon was a knife",
          caution="It also reflects how much police search for weapons."),
    Group(code="damage_arson", name="Criminal damage and arson", reading=Reading.NEED,
          cannot_show="which fires were set on purpose"),
    Group(code="public_order", name="Public order", reading=Reading.MIXED, cannot_show="which offences were domestic",
          caution="It also reflects how police record disorder."),
    Group(code="asb", name="Anti-social behaviour", reading=Reading.MIXED,
          cannot_show="whether a change is more than one of recording",
          caution="Recording of anti-social behaviour changed much over the years."),
    Group(code="other", name="Other crime", reading=Reading.MIXED),
    Group(code="core", name="Violence, robbery and weapons (recorded)", reading=Reading.MIXED,
          cannot_show="the seriousness of an offence", sums=("violence_sexual", "robbery", "weapons")),
    Group(code="wide", name="Violence, robbery, weapons, damage and public order (recorded)", reading=Reading.MIXED,
          sums=("violence_sexual", "robbery", "weapons", "damage_arson", "public_order")),
    Group(code="all_crime", name="All recorded crime", reading=Reading.MIXED,
          sums=("violence_sexual", "robbery", "weapons", "damage_arson", "public_order", "other", UNMAPPED)),
)  # fmt: skip

GROUP = {group.code: group for group in GROUPS}
CODES = tuple(sorted(GROUP))

CATEGORY_GROUP = {
    "Violence and sexual offences": "violence_sexual",
    "Robbery": "robbery",
    "Possession of weapons": "weapons",
    "Criminal damage and arson": "damage_arson",
    "Public order": "public_order",
    "Anti-social behaviour": "asb",
    "Bicycle theft": "other",
    "Burglary": "other",
    "Drugs": "other",
    "Other crime": "other",
    "Other theft": "other",
    "Shoplifting": "other",
    "Theft from the person": "other",
    "Vehicle crime": "other",
}

COUNTS_IN = {  # group counted from rows -> every group of which it is part, itself included
    base: tuple(code for code in CODES if code == base or base in GROUP[code].sums)
    for base in (*dict.fromkeys(CATEGORY_GROUP.values()), UNMAPPED)
}


def known(code: str) -> Group:
    """The group of that code. Raises ValueError, naming those there are."""
    try:
        return GROUP[code]
    except KeyError:
        raise ValueError(f"There is no group “{code}”. There are {', '.join(CODES)}.") from None
