"""The words of a text as a search sees them: in small letters, without words that say nothing, cut to their stems.

The endings that are cut are those of plurals, of verbs, and a few that make a noun or an adverb. No list of words is
needed and the rules can be read here. Its price: some words that differ become one ("missing" and "mission"), and forms
with another root stay apart ("child" and "children" are written down as an exception, "teach" and "taught" are not).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

Stem = str
LONGEST = 40  # letters of a stem that are kept; beyond them it is not a word

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What stands in any sentence, and what stands in nearly every finding because it is one.
_SAYS_NOTHING = """
a about above across after again all also although always among an and any are around as at be because been before
being below between both but by can cannot could did do does doing done down during each either else etc ever every few
for from further had has have having he her here hers him his how however i if in into is it its itself just least less
made make makes making many may me might more most much must my neither no nor not of off often on once one only or
other others our out over own per quite rather same several shall she should since so some such than that the their
them themselves then there therefore these they this those through throughout thus to too under until up upon very was
we well were what when where whether which while who whom whose why will with within without would yet you your
ensure ensuring ensures ensured
"""
SAYS_NOTHING = frozenset(_SAYS_NOTHING.split())
_OTHER_ROOT = {"children": "child", "men": "man", "women": "woman", "people": "person", "took": "take", "taken": "take",
               "found": "find", "held": "hold", "kept": "keep", "written": "write", "wrote": "write"}
# Endings of nouns and adjectives that were made of another word, as they stand once the last letter is alike.
_OF_ANOTHER = ("ation", "ition", "ion", "enci", "anci", "ent", "ant", "abl", "iti", "al", "er", "or")
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True)
class Word:
    """A word that counts: its stem, and its place in the text (end not included)."""

    stem: Stem
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text that say something, in their order."""
    found = []
    for match in _WORD.finditer(text):
        word = match[0].casefold().replace("’", "'").removesuffix("'s")
        if word not in SAYS_NOTHING and (len(word) > 1 or word.isdigit()):
            found.append(Word(stem(word), match.start(), match.end()))
    return found


def stems_of(text: str) -> dict[Stem, int]:
    """How often each stem stands in a text."""
    return dict(Counter(word.stem for word in words_of(text)))


def stem(word: str) -> Stem:
    """The part of a word in small letters that its forms share: "improv" of "improving" and of "improvements"."""
    word = _OTHER_ROOT.get(word, word)
    if word.isalpha():
        for shorten in (_singular, _noun, _verb, _adverb):
            word = shorten(word)
        word = _made_of_another(_ended(word))
    return word[:LONGEST]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _noun(word: str) -> str:
    for ending in ("ment", "ness"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


def _made_of_another(word: str) -> str:
    """The stem of "consistent" and "consistency"."""
    ending = next((end for end in _OF_ANOTHER if word.endswith(end) and len(word) >= len(end) + 4), "")
    return word.removesuffix(ending)


def _verb(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            is_double = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz"
            return rest[:-1] if is_double else rest
    return word


def _adverb(word: str) -> str:
    return word[:-2] if word.endswith("ly") and len(word) > 5 else word


def _ended(word: str) -> str:
    """The same last letter for "agency" and "agencies", "improve" and "improving"."""
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "i"
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
