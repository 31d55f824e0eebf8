"""A sentence cut into words and marks, each with its place, and the small questions that the grammar asks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answerable.promises.words import ADVERBS, IRREGULAR, NOT_GERUNDS, NOT_PARTICIPLES

_TOKEN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9£%&/]{1,60}(?:['’-][A-Za-zÀ-ÖØ-öø-ÿ0-9]{1,40}){0,6}|[^\w\s]|_")
# "we'll", "it's", "isn't" are two words each; "Constabulary's" stays one.
_LONGEST_TITLE = 15
_SHORT = (("n't", "not"), ("'ll", "will"), ("'ve", "have"), ("'re", "are"), ("'m", "am"))


@dataclass(frozen=True)
class Token:
    """A word or a mark as printed, in small letters, and its place in the sentence."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum() or self.text[0] in "£%&/"

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_gerund(self) -> bool:
        return self.low.endswith("ing") and len(self.low) > 4 and self.low not in NOT_GERUNDS

    @property
    def is_participle(self) -> bool:
        return (self.low.endswith("ed") and len(self.low) > 3 and self.low not in NOT_PARTICIPLES) or (
            self.low in IRREGULAR) or (self.low.startswith(("co-", "re-")) and self.low.endswith("ed"))

    @property
    def is_adverb(self) -> bool:
        return self.low in ADVERBS or (self.low.endswith("ly") and len(self.low) > 4)


def tokens(sentence: str) -> list[Token]:
    """The words and marks of a sentence, short forms opened, without what stands in round brackets."""
    found: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        word, low = match[0], match[0].lower().replace("’", "'")
        for ending, full in _SHORT:
            if low.endswith(ending) and len(low) > len(ending):
                cut = match.end() - len(ending)
                stem = {"wo": "will", "ca": "can", "sha": "shall"}.get(low[: -len(ending)], low[: -len(ending)])
                found += [Token(word[: -len(ending)], stem, match.start(), cut), Token(full, full, cut, match.end())]
                break
        else:
            found.append(Token(word, low, match.start(), match.end()))
    return _without_titles(_without_brackets(found))


def _without_brackets(words: list[Token]) -> list[Token]:
    """What stands in round brackets is beside the sentence: short forms, years, hints."""
    kept: list[Token] = []
    opened: int | None = None
    for token in words:
        if token.low == "(":
            opened = len(kept)
        if token.low == ")" and opened is not None:
            del kept[opened:]
            opened = None
        elif token.low != ")":
            kept.append(token)
    return kept


def _without_titles(words: list[Token]) -> list[Token]:
    """A title between double quotation marks within a sentence has no say in its grammar; a whole quotation has."""
    kept: list[Token] = []
    opened: int | None = None
    for token in words:
        if token.low in {"“", "”", '"'} and opened is not None and len(kept) - opened <= _LONGEST_TITLE:
            del kept[opened:]
            opened = None
            continue
        if token.low in {"“", '"'}:
            opened = len(kept) if kept and kept[-1].is_word else None
        kept.append(token)
    return kept


def stem(word: str) -> str:
    """The plain form of a verb, by its spelling, as far as the lists of words need it: "considering", "tracked"."""
    for ending, put in (("ies", "y"), ("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            bare = word[: -len(ending)] + put
            if len(bare) > 4 and bare[-1] == bare[-2] and bare[-1] not in "sl":
                bare = bare[:-1]  # "scopping" never, "running" does
            return bare
    return word


def is_form_of(word: str, verbs: frozenset[str]) -> bool:
    """Whether the word is a form of one of these verbs, which are listed in their plain form."""
    bare = stem(word)
    return word in verbs or bare in verbs or f"{bare}e" in verbs or bare.rstrip("e") in verbs
