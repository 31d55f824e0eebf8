"""What kind of clause a verb group stands in: a main one, a relative one, or one bound by "if", "how" and the like."""

from __future__ import annotations

from enum import Enum

from answerable.promises.tokens import Token
from answerable.promises.words import ACTORS, DETERMINERS, PERSONS, PREPOSITIONS, PRONOUNS, SELF, THINGS, listed


class Clause(Enum):
    """What kind of clause a verb group stands in."""

    MAIN = "main"
    RELATIVE = "which, that or who"
    BOUND = "if, when, how, to ensure"


BOUND = listed("""
if unless when whenever whether how what why where because once until although though while whilst as since before
after so wherever lest provided
""")
RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
_EXPECTS = listed("""
expect expects expected hope hopes hoped recommends recommended recommendation recommendations found finds finding
concluded concludes noted notes states stated suggests suggested suggestion requires required likely said says risk
possible estimated anticipated confident sure certain optimistic concern concerns fact believe believes ensure ensures
ensuring ensured hopeful reported
""")
_SAYS = listed("""
told informed advised recognise recognises agree agrees accept accepts acknowledge acknowledges aware clear assured
reassured pleased satisfied confirm confirms know knows understand understands note notes see sad sorry disappointed
grateful proud encouraged appreciate
""")
_THINKS = listed("know hope believe think expect anticipate suspect")
JOINS = frozenset({"and", "but", "or", "nor", "yet", "so", "then", "therefore", "also", "consequently", "&"})
_TIMES = listed("year month week today spring summer autumn winter time and but")


def opener_of(words: list[Token], first: int, last: int) -> int | None:
    return next((i for i in range(last - 1, first - 1, -1) if words[i].low in BOUND or words[i].low in RELATIVE
                 or words[i].low in {"ensure", "ensures", "ensuring"}), None)


def clause_of(words: list[Token], opener: int, first: int, last: int, before: Clause) -> Clause:
    """The clause that the word at `opener` opens, behind one of the kind `before`; a subject stands before `last`."""
    clause = _clause(words, opener, first, last)
    return _of_that(words, opener, before) if clause is Clause.RELATIVE and words[opener].low == "that" else clause


def is_without_opener(words: list[Token], first: int, last: int, *, after_verb: bool) -> bool:
    """Whether a clause hangs on a noun or a thought before it without a word between: "the work we have done"."""
    piece = words[first:last]
    return (_is_contact(piece) or any(t.low in _THINKS for t in piece[:-1])
            or _is_noun_on_noun(words, first, last, after_verb=after_verb))


def _clause(words: list[Token], opener: int, first: int, last: int) -> Clause:
    low, behind = words[opener].low, words[opener + 1 : last]
    if low in {"ensure", "ensures", "ensuring"}:
        return Clause.BOUND if behind else Clause.MAIN
    if low in BOUND:
        return _bound(words, opener, first, last)
    is_pronoun = bool(behind) and behind[0].low in SELF | PERSONS | DETERMINERS
    if low == "that" and opener == first and behind and not is_pronoun and not (opener and words[opener - 1].is_word):
        return Clause.MAIN  # "That work will be ..."
    if low in {"that", "which", "who", "whose", "whom"}:
        before = {t.low for t in words[max(opener - 4, 0) : opener]}
        if low == "that" and before & _EXPECTS:
            return Clause.BOUND
        if low == "that" and {t.low for t in words[max(opener - 3, 0) : opener]} & _SAYS:
            return Clause.RELATIVE
        if len(behind) > 1 and low != "whose" and not _starts_noun(behind[0]):
            return Clause.MAIN  # "the unit that leads this work will": the verb behind "that" is its own
        return Clause.RELATIVE
    return Clause.MAIN


def _starts_noun(token: Token) -> bool:
    return (token.low in DETERMINERS or token.is_capital or token.low in SELF | PRONOUNS or token.low in ACTORS
            or token.is_adverb or token.low in THINGS)


def _bound(words: list[Token], opener: int, first: int, last: int) -> Clause:
    """Whether the clause hangs on "if", "as", "since" ..., or these only open the sentence: "As chair, I will"."""
    behind = words[opener + 1 : last]
    if not behind:
        return Clause.BOUND
    if words[opener].low in {"as", "since", "before", "after", "where", "while", "so"}:
        if words[opener].low == "so" and opener + 1 < last and behind[0].low != "that":
            return Clause.MAIN
        if behind[-1].low in SELF and len(behind) > 1:
            return Clause.MAIN
        if sum(t.low in {"the", "our", "my"} for t in behind) > 1:
            return Clause.MAIN
    return Clause.BOUND


def _of_that(words: list[Token], opener: int, before: Clause) -> Clause:
    """"That" after "pleased" tells something; after a noun it only says which: "the progress that has been made"."""
    near = [t.low for t in words[max(opener - 3, 0) : opener]]
    says = next((i for i, low in enumerate(near) if low in _SAYS), None)
    tells = says is not None and not set(near[says:]) & DETERMINERS
    if before is Clause.BOUND or (not tells and before is not Clause.RELATIVE):
        return Clause.BOUND
    return Clause.RELATIVE


def _is_contact(piece: list[Token]) -> bool:
    """Whether "we" opens a clause on the noun before it: "the work we have done"; not "this year we have"."""
    if len(piece) < 2 or piece[-1].low not in SELF:
        return False
    opening, before = piece[0], piece[-2]
    if opening.low in PREPOSITIONS | {"to"} or opening.is_adverb or opening.is_gerund or opening.is_participle:
        return False
    return before.is_word and before.low not in _TIMES and any(t.low in {"the", "all", "any"} for t in piece)


def _is_noun_on_noun(words: list[Token], first: int, last: int, *, after_verb: bool) -> bool:
    """Whether "the force" opens a clause on the noun before it: "the change the force has made"."""
    place = next((i for i in range(last - 1, first, -1) if words[i].low in {"the", "our", "my"}), first)
    opening, before = words[first], words[place - 1]
    if place - first < 2 - after_verb or before.low in _TIMES | PREPOSITIONS | JOINS or not before.text[0].isalpha():
        return False  # "In 2024 the force has"
    return not (opening.low in PREPOSITIONS | {"to"} or opening.is_adverb or opening.is_gerund or opening.is_participle)
