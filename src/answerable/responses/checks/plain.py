"""Checks of plain English in the body's own texts. They advise; no wording is ever a reason to stop an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.promises import MOST_CHARACTERS, Kind, Promise, find
from answerable.responses.checks.check import OURS, Check, Found, Text, in_ours
from answerable.responses.checks.sentences import is_english, prose, reading, sentences

LONG_SENTENCE = 25  # words on average
OLD_READER = 19  # years: a text above it asks for more than school gives
ENOUGH = 100  # words, below which an average says little
# Short forms that are better known than what they stand for, as of 2025: dictionaries list them as words or they are
# what people say. A body's own short forms do not belong here, however often it says them.
KNOWN = frozenset({
    "AIDS", "BBC", "CCTV", "CD", "DNA", "DVD", "DVLA", "EU", "FAQ", "GDP", "GP", "GPS", "HIV", "HM", "HTML", "ID", "IT",
    "ITV", "KC", "MOT", "MP", "NATO", "NHS", "OK", "PC", "PDF", "PIN", "QC", "RAF", "SMS", "TV", "UK", "UN", "URL",
    "US", "USA", "VAT",
})
_SHORT_FORM = re.compile(r"(?<![\w.@/&-])[A-Z]{2,8}(?:&[A-Z]{1,3})?(?=s?\b)(?![\w]*[.@]\w)")
_ROMAN = re.compile(r"[IVXL]+")


def _short_forms(text: Text) -> Iterator[Found]:
    explained: set[str] = set()
    for sentence in sentences(text.words):
        if _is_in_capitals(sentence):
            continue
        for found in _SHORT_FORM.finditer(sentence):
            short = found[0]
            if short in explained or short in KNOWN or _ROMAN.fullmatch(short):
                continue
            explained.add(short)
            if not _is_explained(sentence, found):
                yield Found(f"{short} is not explained in {text.name}.", text.slot, sentence)


def _is_explained(sentence: str, found: re.Match[str]) -> bool:
    """Whether it stands in brackets after its words, or its words stand in brackets after it."""
    before = sentence[max(0, found.start() - 5) : found.start()].rstrip("'‘“\"")
    after = sentence[found.end() : found.end() + 60].lstrip("s'’”\"")
    return (before.endswith("(") and after[:1] in (")", ",", ";")) or re.match(r"\s\([A-Za-z]{2}", after) is not None


def _is_in_capitals(sentence: str) -> bool:
    letters = [letter for letter in sentence if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > len(letters) / 2


def _long_sentences(text: Text) -> Iterator[Found]:
    read = reading(sentences(text.words))
    if read is not None and read.words >= ENOUGH and read.average > LONG_SENTENCE:
        yield Found(f"The average sentence in {text.name} is {read.average:.0f} words. This is the longest:",
                    text.slot, read.longest)


def _hard_words(text: Text) -> Iterator[Found]:
    said = sentences(text.words)
    read = reading(said)
    if read is None or read.words < ENOUGH:
        return
    if not is_english(said):
        told = f"The reading age of {text.name} is not known: it is worked out for English only."
        yield Found(told, text.slot, is_unknown=True)
    elif read.age > OLD_READER:
        yield Found(f"The reading age of {text.name} is about {read.age} years.", text.slot)


def _promises(text: Text) -> Iterator[Found]:
    """Nobody can be late with what is done, and what is only explored or watched promises no end."""
    found = find(prose(text.words)[:MOST_CHARACTERS])
    asked = {one.sentence: lacks for one in found if one.kind in (Kind.WILL, Kind.UNDER_WAY) and (lacks := _lacks(one))}
    for sentence, lacks in asked.items():
        yield Found(f"A promise in {text.name} has {lacks}.", text.slot, sentence)


def _lacks(promise: Promise) -> str:
    """"no owner and no date"; empty when the sentence names both."""
    parts = (("owner", promise.actor), ("date", promise.date))
    return " and ".join(f"no {name}" for name, words in parts if words is None)


CHECKS: tuple[Check, ...] = (
    Check("short-forms", "Every short form is explained where it first stands.",
          "A reader who meets it for the first time cannot look it up on the page.", False, in_ours(_short_forms),
          source="Web Content Accessibility Guidelines 2.2, success criterion 3.1.4 (Abbreviations, level AAA)."),
    Check("long-sentences", f"No text has an average sentence of more than {LONG_SENTENCE} words.",
          "Long sentences have to be read twice.", False, in_ours(_long_sentences), source=f"Plain English. {OURS}"),
    Check("reading-age", f"No text asks for a reading age of more than {OLD_READER} years.",
          "Most readers are no specialists. The age is worked out from sentence length and syllables "
          "(Flesch and Kincaid, 1975).", False, in_ours(_hard_words), source=f"Plain English. {OURS}"),
    Check("promises", "Every promise says who does it and by when.",
          "A promise without an owner and a date cannot be kept track of. The rules for promises tell which sentences "
          "are looked at: those that say what is under way or to come.", False, in_ours(_promises)),
)
