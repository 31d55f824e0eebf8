"""Who or what a verb group speaks of, and in what clause."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.promises.clauses import BOUND, JOINS, RELATIVE, Clause, clause_of, is_without_opener, opener_of
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
    listed,
)


@dataclass(frozen=True)
class Subject:
    """The subject of a verb group: its words, as tokens from `first` to before `last` (None where there are none)."""

    who: Who
    clause: Clause
    span: tuple[int, int] | None = None


_SURE = listed("confident sure certain hopeful optimistic")
_STOPS = frozenset({",", ";", ":", "(", ")", "–", "—", '"', "“", "”"})
_LONGEST = 60  # tokens looked back over for a subject: a subject of more is none that anybody would read


def subject_of(words: list[Token], before: Group | None, group: Group, earlier: list[Subject]) -> Subject:
    """The subject of a verb group; `before` is the group before it, `earlier` are the subjects so far."""
    begin = max(before.last + 1 if before else 0, group.first - _LONGEST)
    last = _without_adverbs(words, begin, group.first)
    if last > begin and words[last - 1].low in JOINS:
        return earlier[-1] if before and _is_bare(words, begin, last) else _joined(words, begin, last - 1, earlier)
    if before and last == begin:
        return Subject(Who.UNKNOWN, Clause.MAIN)  # "the option the force is considering is to ...": not the force
    if before and words[begin - 1].low in _SURE:
        return Subject(Who.UNKNOWN, Clause.BOUND)  # "I am confident the force will"
    if before and last > begin and words[last - 1].low in _STOPS and earlier[-1].clause is Clause.RELATIVE:
        begin, last = 0, _relative_before(words, before.first)  # "the force, which ..., will": the force
    stretch = _stretch(words, begin, last)
    if stretch is None:
        main = next((one for one in earlier if one.clause is Clause.MAIN), None)
        return main or Subject(Who.UNKNOWN, Clause.MAIN)
    return _within(words, *stretch, earlier, after_verb=before is not None and stretch[0] == begin)


def _within(words: list[Token], first: int, last: int, earlier: list[Subject], *, after_verb: bool) -> Subject:
    """The subject in a stretch of words without a comma, and the clause it opens."""
    clause, opener = Clause.MAIN, opener_of(words, first, last)
    if opener is not None:
        clause = clause_of(words, opener, first, last, earlier[-1].clause if earlier else Clause.MAIN)
    if clause is Clause.MAIN and is_without_opener(words, first, last, after_verb=after_verb):
        return Subject(Who.ACTOR, Clause.BOUND)
    span = _noun(words, first if clause is Clause.MAIN or opener is None else opener + 1, last)
    if span[0] == span[1]:
        is_main = clause is Clause.MAIN or opener is None
        return Subject(Who.UNKNOWN if is_main else _antecedent(words, opener or 0), clause)
    return Subject(classify(words, *span), clause, span)


def _antecedent(words: list[Token], opener: int) -> Who:
    """What "which" speaks of: others and their papers stay what they are, anything else is pointed at."""
    last = opener - 1 if opener and words[opener - 1].low == "," else opener
    first = next((i + 1 for i in range(last - 1, max(last - 9, -1), -1) if words[i].low in _STOPS), max(last - 9, 0))
    who = classify(words, first, last)
    return who if who in {Who.OTHER, Who.PAPER} else Who.POINTING


def _relative_before(words: list[Token], place: int) -> int:
    """Where the relative clause begins that holds the word at this place."""
    return next((i for i in range(place, -1, -1) if words[i].low in RELATIVE), place)


def _without_adverbs(words: list[Token], begin: int, last: int) -> int:
    while last > begin and words[last - 1].is_adverb and words[last - 1].low != "both":
        last -= 1
    return last


def _is_bare(words: list[Token], begin: int, last: int) -> bool:
    """Whether a join is all that stands there, or an object and a join: "..., review cases and will"."""
    return all(not (t.low in RELATIVE or t.low in BOUND) for t in words[begin:last])


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
    return (piece[0].low in PREPOSITIONS or piece[0].low in RELATIVE or piece[0].low in {"including", "and", "or"}
            or piece[0].is_gerund or piece[0].is_participle)


def _noun(words: list[Token], first: int, last: int) -> tuple[int, int]:
    """The subject within its clause: without "and" of a new clause, and without an opening such as "In 2024"."""
    while first < last and (words[first].low in JOINS or words[first].is_adverb or not words[first].is_word):
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
