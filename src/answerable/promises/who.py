"""Who a subject is: somebody who answers, a document, what comes of work, or somebody else."""

from __future__ import annotations

from enum import Enum

from answerable.promises.tokens import Token
from answerable.promises.words import (
    ACTORS,
    DETERMINERS,
    INSPECTED,
    INSPECTORS,
    MONTHS,
    OTHERS,
    OUTCOMES,
    PAPERS,
    PREPOSITIONS,
    PRONOUNS,
    SELF,
    THINGS,
)


class Who(Enum):
    """What kind of subject a verb group has."""

    ACTOR = "an answering side"
    POINTING = "it, this, they"
    THING = "a document or work in hand"
    OUTCOME = "what comes of work"
    OTHER = "somebody who does not answer"
    PAPER = "a report, recommendation or law"
    UNKNOWN = "something else"


def classify(words: list[Token], first: int, last: int) -> Who:
    """What kind of subject these words are, by the last word before "of", "for" and the like."""
    piece = [t for t in words[first:last] if t.is_word]
    if not piece:
        return Who.UNKNOWN
    if piece[-1].low in SELF:
        return Who.ACTOR
    if piece[0].low in PREPOSITIONS and piece[0].low not in {"over", "around", "as"}:
        return Who.UNKNOWN
    if piece[0].low in PRONOUNS and len(piece) == 1:
        return Who.POINTING
    cut = next((i for i, t in enumerate(piece) if i and t.low in PREPOSITIONS), len(piece))
    name = [t for t in piece[:cut] if t.low not in DETERMINERS]
    if not name:
        return Who.POINTING
    if name[0].text in MONTHS:
        return Who.UNKNOWN  # a time, as in "trained by March": nobody
    if any(t.low in {"cent", "%"} for t in piece):
        return Who.OUTCOME
    if name[0].low in INSPECTORS or name[-1].low in INSPECTORS:
        return Who.OTHER
    head = name[-1].low.removesuffix("'s").removesuffix("'")
    if name[-1].low == "inspector" and any(t.low in INSPECTED for t in piece[cut:]):
        return Who.OTHER
    for words_of, who in _KNOWN:
        if head in words_of:
            return who
    return Who.ACTOR if _is_name(name, opens_sentence=first == 0 and name[-1] is piece[0]) else Who.UNKNOWN


_KNOWN = ((OUTCOMES, Who.OUTCOME), (PAPERS, Who.PAPER), (OTHERS, Who.OTHER), (THINGS, Who.THING), (ACTORS, Who.ACTOR))


def _is_name(name: list[Token], *, opens_sentence: bool) -> bool:
    """Whether capitals tell a name: "DHSC", "Marlshire Fire"; one capital that opens the sentence does not."""
    last = name[-1]
    return (last.text.isupper() and len(last.text) > 1) or (last.is_capital and (len(name) > 1 or not opens_sentence))
