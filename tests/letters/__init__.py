"""Typeset letters about invented places, with known findings, in the layouts that inspectorates have used."""

from random import Random

from answerable.cli.demonstration.letter import Letter
from tests.letters import area_send, childrens_2016, childrens_2018, jtai_2016, jtai_2022, numbered

LAYOUTS = {
    "jtai_2016": jtai_2016.letter,
    "jtai_2022": jtai_2022.letter,
    "childrens_2016": childrens_2016.letter,
    "childrens_2018": childrens_2018.letter,
    "area_send": area_send.letter,
    "numbered": numbered.letter,
}


def letter(layout: str, seed: int) -> Letter:
    """The letter that this seed draws; the same seed always gives the same bytes."""
    return LAYOUTS[layout](Random(f"{layout} {seed}"))
