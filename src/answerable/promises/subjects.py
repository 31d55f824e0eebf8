"""Who or what a verb group speaks of, and whether its clause is a main one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from answerable.promises.groups import Group
from answerable.promises.tokens import Token
from answerable.promises.who import Who, classify
from answerable.promises.words import (
    ACTORS,
    DETERMINERS,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    SELF,
    THINGS,
    listed,
)


class Clause(Enum):
    """What kind of clause a verb group stands in."""

    MAIN = "main"
    RELATIVE = "which, that or who"
    BOUND = "if, when, how, to ensure"


@dataclass(frozen=True)
class Subject:
    """The subject of a verb group: its words, as tokens from `first` to before `last` (None where there are none)."""

    who: Who
    clause: Clause
    span: tuple[int, int] | None = None


_BOUND = listed("""
if unless when whenever whether how what why where because once until although though while whilst as since before
after so wherever lest provided
""")
_RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
_EXPECTS = listed("""
expect expects expected hope hopes hoped recommends recommended recommendation recommendations found finds finding
concluded concludes noted notes states stated suggests suggested suggestion requires required likely said says risk
possible estimated anticipated confident sure certain optimistic concern concerns fact believe believes ensure ensures
ensuring ensured hopeful reported
""")
_SAYS = listed("""
told informed advised recognise recognises agree agrees accept accepts acknowledge acknowledges aware clear assured
reassured pleased satisfied confirm confirms know knows understand understands note notes see sad sorry disappointed
grateful proud encouraged report reports appreciate
""")
_THINKS = listed("know hope believe think expect anticipate suspect")
_SURE = listed("confident sure certain hopeful optimistic")
_JOINS = frozenset({"and", "but", "or", "nor", "yet", "so", "then", "therefore", "also", "consequently", "&"})
_STOPS = frozenset({",", ";", ":", "(", ")", "–", "—", '"', "“", "”"})
_TIMES = listed("year month week today spring summer autumn winter time and but")
_LONGEST = 60  # tokens looked back over for a subject: a subject of more is none that anybody would read


def subject_of(words: list[Token], found: list[Group], earlier: list[Subject]) -> Subject:
    """The subject of the last verb group; before it stands the one before, `earlier` are the subjects so far."""
    group, number = found[-1], len(found) - 1
    begin = found[0].last + 1 if number else 0
    begin = max(begin, group.first - _LONGEST)
    last = _without_adverbs(words, begin, group.first)
    if last > begin and words[last - 1].low in _JOINS and number and _is_bare(words, begin, last):
        return earlier[-1]
    if last > begin and words[last - 1].low in _JOINS:
        return _joined(words, begin, last - 1, earlier)
    if last == begin and number:
        return Subject(Who.UNKNOWN, Clause.MAIN)  # "the option the force is considering is to ...": not the force
    if number and words[begin - 1].low in _SURE:
        return Subject(Who.UNKNOWN, Clause.BOUND)  # "I am confident the force will"
    if earlier and earlier[-1].clause is Clause.RELATIVE and last > begin and words[last - 1].low in _STOPS:
        begin, last = 0, _relative_before(words, found[0].first)  # "the force, which ..., will": the force
    stretch = _stretch(words, begin, last)
    if stretch is None:
        main = next((one for one in earlier if one.clause is Clause.MAIN), None)
        return main or Subject(Who.UNKNOWN, Clause.MAIN)
    first, last = stretch
    opener = _opener(words, first, last)
    if opener is not None:
        clause = _clause(words, opener, first, last)
        if clause is Clause.RELATIVE and words[opener].low == "that":
            clause = _of_that(words, opener, earlier)
        if clause is not Clause.MAIN:
            inner = _noun(words, opener + 1, last)
            who = classify(words, *inner) if inner[0] < inner[1] else Who.POINTING
            return Subject(who, clause, inner if inner[0] < inner[1] else None)
    if _is_contact(words[first:last]) or _is_noun_on_noun(words, first, last) or _is_thought(words[first:last]):
        return Subject(Who.ACTOR, Clause.BOUND)
    span = _noun(words, first, last)
    return Subject(classify(words, *span), Clause.MAIN, span) if span[0] < span[1] else Subject(
        Who.UNKNOWN, Clause.MAIN)


def _relative_before(words: list[Token], place: int) -> int:
    """Where the relative clause begins that holds the word at this place."""
    return next((i for i in range(place, -1, -1) if words[i].low in _RELATIVE), place)


def _is_contact(piece: list[Token]) -> bool:
    """Whether "we" opens a clause on the noun before it: "the work we have done"; not "this year we have"."""
    if len(piece) < 2 or piece[-1].low not in SELF:
        return False
    opening, before = piece[0], piece[-2]
    if opening.low in PREPOSITIONS | {"to"} or opening.is_adverb or opening.is_gerund or opening.is_participle:
        return False
    return before.is_word and before.low not in _TIMES and any(t.low in {"the", "all", "any"} for t in piece)


def _is_noun_on_noun(words: list[Token], first: int, last: int) -> bool:
    """Whether "the force" opens a clause on the noun before it: "the change the force has made"."""
    place = next((i for i in range(last - 1, first, -1) if words[i].low in {"the", "our", "my"}), first)
    opening, before = words[first], words[place - 1]
    if place - first < 2 or before.low in _TIMES | PREPOSITIONS | _JOINS or not before.text[0].isalpha():
        return False  # "In 2024 the force has"
    return not (opening.low in PREPOSITIONS | {"to"} or opening.is_adverb or opening.is_gerund or opening.is_participle)


def _of_that(words: list[Token], opener: int, earlier: list[Subject]) -> Clause:
    """"That" after "pleased" tells something; after a noun it only says which: "the progress that has been made"."""
    before = [t.low for t in words[max(opener - 3, 0) : opener]]
    says = next((i for i, low in enumerate(before) if low in _SAYS), None)
    tells = says is not None and not set(before[says:]) & DETERMINERS
    last = earlier[-1].clause if earlier else Clause.MAIN
    if last is Clause.BOUND or (not tells and last is not Clause.RELATIVE):
        return Clause.BOUND
    return Clause.RELATIVE


def _is_thought(piece: list[Token]) -> bool:
    """Whether a clause hangs on a thought without "that": "I know she will"."""
    return any(t.low in _THINKS for t in piece[:-1])


def _without_adverbs(words: list[Token], begin: int, last: int) -> int:
    while last > begin and words[last - 1].is_adverb and words[last - 1].low != "both":
        last -= 1
    return last


def _is_bare(words: list[Token], begin: int, last: int) -> bool:
    """Whether a join is all that stands there, or an object and a join: "..., review cases and will"."""
    return all(not (t.low in _RELATIVE or t.low in _BOUND) for t in words[begin:last])


def _joined(words: list[Token], begin: int, last: int, earlier: list[Subject]) -> Subject:
    """The subject of a group that only a join precedes, where an earlier verb is in the simple present."""
    if earlier:
        return next((one for one in reversed(earlier) if one.clause is not Clause.RELATIVE), earlier[-1])
    span = _opening_noun(words, begin, last)
    return Subject(classify(words, *span), Clause.MAIN, span)


def _opening_noun(words: list[Token], begin: int, last: int) -> tuple[int, int]:
    """The first noun of a sentence, as far as capitals and the names of those who act tell where it ends."""
    place = begin
    while place < last and (words[place].low in DETERMINERS or words[place].low in PREPOSITIONS):
        place += 1
    end = place
    while end < last and (words[end].is_capital or words[end].low in ACTORS or words[end].low in SELF | PRONOUNS):
        end += 1
    return begin, max(end, place + 1) if place < last else last


def _stretch(words: list[Token], begin: int, last: int) -> tuple[int, int] | None:
    """The part of the clause that holds the subject: behind the last comma, or before a remark between commas."""
    ends = last
    while ends > begin:
        starts = next((i + 1 for i in range(ends - 1, begin - 1, -1) if words[i].low in _STOPS), begin)
        piece = words[starts:ends]
        if piece and not (ends != last and _is_remark(piece)) and any(t.is_word for t in piece):
            return starts, ends
        ends = starts - 1
    return None


def _is_remark(piece: list[Token]) -> bool:
    return (piece[0].low in PREPOSITIONS or piece[0].low in _RELATIVE or piece[0].low in {"including", "and", "or"}
            or piece[0].is_gerund or piece[0].is_participle)


def _opener(words: list[Token], first: int, last: int) -> int | None:
    return next((i for i in range(last - 1, first - 1, -1) if words[i].low in _BOUND or words[i].low in _RELATIVE
                 or words[i].low in {"ensure", "ensures", "ensuring"}), None)


def _clause(words: list[Token], opener: int, first: int, last: int) -> Clause:
    low, behind = words[opener].low, words[opener + 1 : last]
    if low in {"ensure", "ensures", "ensuring"}:
        return Clause.BOUND if behind else Clause.MAIN
    if low in _BOUND:
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
        if behind and low != "whose" and not _starts_noun(behind[0]):
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


def _noun(words: list[Token], first: int, last: int) -> tuple[int, int]:
    """The subject within its clause: without "and" of a new clause, and without an opening such as "In 2024"."""
    while first < last and (words[first].low in _JOINS or words[first].is_adverb or not words[first].is_word):
        first += 1
    if last > first and words[last - 1].low in SELF | PERSONS:
        return last - 1, last
    for place in range(last - 1, first, -1):
        is_within_name = words[place - 1].is_capital and words[place + 1 : last] and words[place + 1].is_capital
        if words[place].low in {"and", "but", "so"} and not is_within_name and not _is_all_names(words, first, place):
            first = place + 1
            break
    if first < last and words[first].low in PREPOSITIONS | {"that"}:
        first = _after_opening(words, first, last)
    while first < last and words[first].is_adverb:
        first += 1
    return first, last


def _is_all_names(words: list[Token], first: int, last: int) -> bool:
    """Whether only names and those who act stand there: "DHSC and NHS England"."""
    return all(t.low in DETERMINERS or t.is_capital or t.low in ACTORS or t.low in {"and", "of", "&", "'s"}
               for t in words[first:last]) and last - first < 12


def _after_opening(words: list[Token], first: int, last: int) -> int:
    """Where the subject begins behind an opening phrase without a comma: "In 2024 the force has"."""
    for place in range(last - 1, first + 1, -1):
        if words[place].low in {"the", "our", "my", "a", "its", "this"} and words[place - 1].low not in PREPOSITIONS:
            return place
        if words[place].is_capital and words[place - 1].low[0].isdigit():
            return place
        if words[place].low in ACTORS and words[place - 1].is_capital and not words[place].is_capital:
            return place
    return first
