"""The verb groups of a sentence: "will be published", "has launched", "is considering", "intends to review".

A group tells its form (which rule it falls under), its main verb, and whether it is passive or denied. Groups that
promise nothing ("may", "should") are found too, since they part the subjects of their neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

from answerable.promises.tokens import Token
from answerable.promises.words import NEGATIONS, PAST_ACTS, listed

MODALS = frozenset({"may", "might", "can", "could", "would", "should", "must", "cannot"})
_PLANS = listed("""
plan plans intend intends propose proposes aim aims commit commits undertake undertakes pledge pledges promise promises
""")
_TO_COME = frozenset({"due", "scheduled", "planned", "set", "going", "planning", "intending", "proposing", "aiming",
                      "preparing", "proposed", "intended"})
_PLANNED = frozenset({"planned", "scheduled", "due", "proposed", "intended", "forthcoming"})
_READY = frozenset({"available", "live", "operational", "complete", "completed", "ready", "responsible", "accountable",
                    "embedded", "mandatory", "compulsory"})
_IN_HAND = tuple(tuple(words.split()) for words in (
    "underway", "under way", "under-way", "ongoing", "on-going", "in progress", "in hand", "in train", "well underway",
    "under development", "in development", "in the process of", "under review", "under consideration", "in discussion",
    "in discussions", "in talks",
))  # fmt: skip
_ON_THE_WAY = (("on", "track"), ("our", "intention"), ("my", "intention"), ("its", "intention"))
_REMAINS = frozenset({"committed", "dedicated", "under", "on", "in"})
_BEGUN = frozenset({"begun", "started", "commenced"})


@dataclass(frozen=True)
class Group:
    """A finite verb with what belongs to it, from token `first` to `last`; `verb` is the place of its main verb."""

    form: str
    first: int
    last: int
    verb: int
    passive: bool = False
    denied: bool = False


class _Reader:
    """Walks along the words behind an auxiliary."""

    def __init__(self, words: list[Token], place: int) -> None:
        self.words, self.first, self.place, self.denied = words, place, place + 1, False
        self._skip()

    def _skip(self) -> None:
        """Past adverbs, "not", and one short remark between commas."""
        for _ in range(4):
            while (token := self.here) is not None and (token.is_adverb or token.low in NEGATIONS):
                self.denied |= token.low in NEGATIONS
                self.place += 1
            if token is None or token.low != ",":
                return
            close = next((i for i in range(self.place + 1, min(self.place + 9, len(self.words)))
                          if self.words[i].low == ","), None)
            if close is None:
                return
            self.place = close + 1

    @property
    def here(self) -> Token | None:
        return self.words[self.place] if self.place < len(self.words) else None

    def sees(self, *lows: str) -> bool:
        return tuple(t.low for t in self.words[self.place : self.place + len(lows)]) == lows

    def take(self, count: int = 1) -> None:
        self.place += count
        self._skip()

    def group(self, form: str, *, passive: bool = False) -> Group:
        place = min(self.place, len(self.words) - 1)
        return Group(form, self.first, place, place, passive, self.denied)


def groups(words: list[Token]) -> list[Group]:
    """Every verb group, in order."""
    found: list[Group] = []
    place = 0
    while place < len(words):
        group = _at(words, place)
        if group is None:
            place += 1
        else:
            found.append(group)
            place = max(group.last, place) + 1
    return found


def _at(words: list[Token], place: int) -> Group | None:
    low = words[place].low
    read = _Reader(words, place)
    if read.here is None:
        return None
    if low in {"will", "shall"} and not _is_noun(words, place):
        return _to_come(read)
    if low in {"is", "are", "am"} or (low in {"remain", "remains"} and read.here.low in _REMAINS):
        return _present(read)
    if low in {"has", "have"}:
        return _perfect(read)
    if low in {"was", "were"}:
        return read.group("was-done", passive=True) if read.here.is_participle else read.group("was")
    if low == "had":
        return read.group("had")
    if low in MODALS and words[place].text != "May":
        return read.group("modal")
    if low in _PLANS and not _is_noun(words, place) and read.sees("to"):
        return _after_to(read, "plans-to")
    if low in {"continue", "continues"} and (read.sees("to") or read.here.is_gerund):
        return _after_to(read, "continues-to") if read.sees("to") else read.group("continues-to")
    if words[place].text in PAST_ACTS and place and not read.sees("by"):
        return Group("did", place, place, place)
    return None


def _word_before(read: _Reader) -> str:
    """The word before the auxiliary, in small letters; empty where it is the first."""
    return read.words[read.first - 1].low if read.first else ""


def _is_noun(words: list[Token], place: int) -> bool:
    """Whether "plan", "will" or "aim" stands as a noun: behind "the", "a", "our", "no"."""
    before = words[place - 1].low if place else ""
    if words[place].low == "will":
        return before in {"the", "free", "good", "political"}
    return before in {"the", "a", "an", "our", "its", "their", "this", "no", "any", "action", "free", "delivery", "my"}


def _to_come(read: _Reader) -> Group | None:
    if read.sees("be"):
        is_there = _word_before(read) == "there"
        read.take()
        return read.group("will-be-ready") if is_there else _to_be(read)
    if read.sees("have"):
        read.take()
        done = read.here is not None and read.here.is_participle
        return read.group("will-do") if done and not read.sees("had") else read.group("will-have")
    if read.sees("go", "on"):
        read.take(2)
        return read.group("will-do")
    if read.sees("continue"):
        read.take()
        return _after_to(read, "will-do") if read.sees("to") else read.group("will-do")
    return read.group("will-do") if read.here is not None and read.here.is_word else None


def _to_be(read: _Reader) -> Group:
    """What follows "will be" or "is to be"."""
    here = read.here
    if here is not None and here.low.endswith("ing"):
        return read.group("will-do")
    if here is not None and (here.low in _READY or read.sees("in", "place")):
        return read.group("will-be-ready", passive=True)
    if here is not None and here.is_participle:
        return read.group("will-be-done", passive=True)
    return read.group("will-be")


def _after_to(read: _Reader, form: str) -> Group:
    read.take()
    if read.sees("be"):
        read.take()
        if read.here is not None and read.here.is_participle:
            return read.group(form, passive=True)
        return read.group(form if read.here is not None and read.here.is_gerund else "state")
    return read.group(form)


def _present(read: _Reader) -> Group | None:
    here = read.here
    if here is None:
        return None
    if any(read.sees(*words) for words in _IN_HAND):
        return read.group("in-hand", passive=True)
    if read.sees("to"):
        return _after_to(read, "is-to")
    for ahead in _ON_THE_WAY:
        if read.sees(*ahead, "to"):
            read.take(2)
            return _after_to(read, "due-to")
    if here.low in _TO_COME:
        start = read.place
        read.take()
        if read.sees("to"):
            return _after_to(read, "due-to")
        read.place = start
        return read.group("planned" if here.low in _PLANNED else "state", passive=True)
    if here.low == "looking" and (read.sees("looking", "to")):
        read.take()
        return _after_to(read, "due-to")
    if here.low in {"committed", "dedicated"}:
        read.take()
        if read.sees("to"):
            read.take()
        return read.group("committed-to")
    if here.low == "being":
        read.take()
        done = read.here is not None and read.here.is_participle
        return read.group("being-done" if done else "state", passive=True)
    return read.group("is-doing") if here.is_gerund else _settled(read, here)


def _settled(read: _Reader, here: Token) -> Group:
    """"Is now offered", "is complete", "there is now": a measure that is there; anything else is a state."""
    before = {token.low for token in read.words[read.first + 1 : read.place]}
    is_there = "now" in before and _word_before(read) == "there"
    is_settled = here.is_participle or here.low in _READY or read.sees("in", "place")
    if here.low == "complete" or is_there or (is_settled and before & {"now", "already"}):
        return read.group("now-done", passive=True)
    return read.group("state")


def _perfect(read: _Reader) -> Group:
    if read.sees("been"):
        read.take()
        here = read.here
        if read.sees("able", "to"):
            read.take(2)
            return read.group("has-done")
        if here is not None and here.is_gerund:
            return read.group("has-been-doing")
        return read.group("has-been-done" if here is not None and here.is_participle else "state", passive=True)
    here = read.here
    if here is not None and here.low in _BEGUN:
        read.take()
        if read.sees("to"):
            read.take()
        elif read.here is None or not read.here.is_gerund:
            read.place -= 1
            return read.group("has-begun")
        return read.group("has-begun")
    if here is not None and here.low == "continued":
        read.take()
        return _after_to(read, "continues-to") if read.sees("to") else read.group("continues-to")
    if here is not None and here.low in {"agreed", "committed", "pledged", "undertaken", "decided", "promised"}:
        start = read.place
        read.take()
        if read.sees("to"):
            return _after_to(read, "plans-to")
        read.place = start
    if read.sees("plans", "to") or read.sees("a", "plan", "to"):
        read.take(1 if read.sees("plans") else 2)
        return _after_to(read, "plans-to")
    if _word_before(read) == "now" or any(t.low == "now" for t in read.words[read.first + 1 : read.place]):
        return read.group("has-done" if here is not None and here.is_participle else "now-has")
    return read.group("has-done" if here is not None and here.is_participle else "has")
