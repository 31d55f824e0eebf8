"""Which law a text cites for the duty to answer, and whether it is the right one. Pure.

The duty stands in section 55 of the Police Act 1996, and its report is prepared under section 54. Offices have cited
other sections for it, and Police Acts of other years. Sections about other things are left alone: a citation counts
only in a sentence that speaks of answering, and one that names no Act only where it is cited as law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ACT, YEAR = "Police Act", "1996"
DUTY, REPORT = "55", "54"  # sections
SAYS = f"The duty is in section {DUTY} of the {ACT} {YEAR}."

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘\"'(\[])|\n+")
_SPEAKS_OF_ANSWERING = re.compile(
    r"\b(?:respond|responds|responding|responses?|answers?|answering|comments?|56[- ]days?)\b", re.IGNORECASE)
_SECTION = re.compile(
    r"\b(?:[Ss]ections?|[Ss]s?\.)\s{0,3}(?P<section>\d{1,3}[A-Z]{0,2})(?![\dA-Za-z])(?:\(\w{1,3}\)){0,4}")
# Names of Acts: words with a capital, with "and", "of" or "the" between them, up to the word Act.
_OF_AN_ACT = re.compile(
    r",?\s(?:of\s)?(?:the\s)?(?P<act>(?:[A-Z][\w'’-]{0,30}\s(?:(?:and|of|the)\s){0,2}){0,8}Act)(?:\s(?P<year>\d{4}))?")
_OF_SOMETHING = re.compile(r",?\s(?:of|in|to)\s")
_AS_LAW_BEFORE = re.compile(
    r"(?:under|pursuant to|accordance with|comply with|required by|purposes of|duty in|duty of)\s(?:the\s)?$",
    re.IGNORECASE)
_AS_LAW_AFTER = re.compile(r"\s(?:requires|obliges|places|says|asks)\b")


@dataclass(frozen=True)
class WrongCitation:
    """A citation as it stands in a text, and the sentence around it. `SAYS` tells what is right."""

    cited: str
    sentence: str


def wrong_citations(words: str) -> Iterator[WrongCitation]:
    """Each citation that a text gives for the duty to answer and that is not where the duty stands, once a sentence."""
    for sentence in (part.strip() for part in _SENTENCE_ENDS.split(words)):
        if _SPEAKS_OF_ANSWERING.search(sentence):
            for cited in dict.fromkeys(_wrong_in(sentence)):
                yield WrongCitation(cited, sentence)


def _wrong_in(sentence: str) -> Iterator[str]:
    for found in _SECTION.finditer(sentence):
        of_act = _OF_AN_ACT.match(sentence, found.end())
        if of_act is None:
            if found["section"] not in (DUTY, REPORT) and _is_cited_as_law(sentence, found):
                yield found[0]
        elif _is_wrong(found["section"], of_act["act"], of_act["year"]):
            yield found[0] + of_act[0]


def _is_wrong(section: str, act: str, year: str | None) -> bool:
    if act not in (ACT, "Act"):
        return False
    return section not in (DUTY, REPORT) or (act == ACT and year not in (None, YEAR))


def _is_cited_as_law(sentence: str, found: re.Match[str]) -> bool:
    """Whether a section without an Act is cited as law, and is not a part of this text or of a report."""
    if _OF_SOMETHING.match(sentence, found.end()):
        return False
    before = sentence[max(0, found.start() - 25) : found.start()]
    return bool(_AS_LAW_BEFORE.search(before) or _AS_LAW_AFTER.match(sentence, found.end()))
