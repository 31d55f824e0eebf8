"""Finds the promises in the prose of an answer."""

from __future__ import annotations

import re

from answerable.promises.details import date_words, named
from answerable.promises.judging import Verdict, judge
from answerable.promises.rules import LISTED, Rule
from answerable.promises.sentences import Sentence, sentences
from answerable.promises.shapes import Kind, Promise
from answerable.promises.tokens import Token
from answerable.promises.who import Who, classify
from answerable.promises.words import ACTORS, DETERMINERS, PERSONS

MOST_CHARACTERS = 1_000_000
# What others found or ask for in a list is theirs, item by item.
_THEIRS = re.compile(r"\b(?:that|should|must)\b")
# Lead-ins without a verb.
_HEADED = (
    (Kind.WILL, re.compile(r"\b(?:next steps|planned|future|to come)\b", re.IGNORECASE)),
    (Kind.UNDER_WAY, re.compile(r"\b(?:under ?way|ongoing|in progress)\b", re.IGNORECASE)),
    (Kind.DONE, re.compile(r"\b(?:completed|to date|so far)\b", re.IGNORECASE)),
)
_LONGEST_HEADING = 60  # characters


class TextTooLong(ValueError):
    """The text is longer than is looked through at once."""

    def __init__(self) -> None:
        super().__init__(f"The text is too long. At most {MOST_CHARACTERS:,} characters are looked through at once.")


def find(text: str) -> list[Promise]:
    """The promises of a text, in order; paragraphs are parted by a blank line. Raises TextTooLong."""
    if len(text) > MOST_CHARACTERS:
        raise TextTooLong
    return [found for sentence in sentences(text) if (found := _promise(sentence)) is not None]


def _promise(sentence: Sentence) -> Promise | None:
    if sentence.is_lead_in:
        return None
    is_theirs = _THEIRS.search(sentence.lead_in) is not None
    verdict = None if is_theirs else judge(sentence.text)
    if verdict is not None:
        return _as_promise(sentence, verdict, sentence.text)
    if not sentence.lead_in:
        return None
    joined = f"{sentence.lead_in.removesuffix(':')} {sentence.text}"
    verdict = judge(joined)
    if verdict is not None and is_theirs and verdict.words[verdict.group.first].start >= len(sentence.lead_in):
        return None  # "should:" and an item with a verb of its own
    return _as_promise(sentence, verdict, joined) if verdict is not None else _headed(sentence)


def _headed(sentence: Sentence) -> Promise | None:
    """An item under words such as "Next steps:", which have no verb."""
    heading = sentence.lead_in
    kind = next((kind for kind, pattern in _HEADED if pattern.search(heading)), None)
    if kind is None or len(heading) > _LONGEST_HEADING:
        return None
    date, last_day = date_words(sentence.text, 0)
    return Promise(sentence.text, kind, None, date, last_day, named(sentence.text), LISTED.code,
                   f"“{heading}”: {LISTED.says}.", sentence.start, sentence.end)


def _as_promise(sentence: Sentence, verdict: Verdict, judged: str) -> Promise:
    rule: Rule = LISTED if judged != sentence.text else verdict.rule
    words = verdict.words
    group = words[verdict.group.first : verdict.group.last + 1]
    actor = _actor(judged, verdict)
    picked = judged[group[0].start : group[-1].end]
    date, last_day = date_words(sentence.text, group[0].start if judged == sentence.text else 0)
    if date is None and judged != sentence.text:
        date, last_day = date_words(judged, group[0].start)  # "By June 2025 we will:" dates each of its items
    where = f" {'by' if verdict.group.passive else 'after'} “{actor}”" if actor else ""
    why = f"“{picked}”{where}: {rule.says}."
    return Promise(sentence.text, verdict.kind, actor, date, last_day, named(sentence.text), rule.code, why,
                   sentence.start, sentence.end)


def _actor(judged: str, verdict: Verdict) -> str | None:
    """Who acts, in the words of the sentence: the subject, or who stands behind "by"; a thing or "this" is nobody."""
    subject, words, verb = verdict.subject, verdict.words, verdict.group.last
    span = subject.span if subject.who is Who.ACTOR or _is_pronoun(verdict) else None
    if verdict.group.passive:
        span = _agent(words, verb + 1)
    return judged[words[span[0]].start : words[span[1] - 1].end] if span is not None else None


def _is_pronoun(verdict: Verdict) -> bool:
    span = verdict.subject.span
    return span is not None and verdict.words[span[0]].low in PERSONS


def _agent(words: list[Token], place: int) -> tuple[int, int] | None:
    """"By the council", "through our board" behind a passive, where those words are somebody who acts."""
    if place >= len(words) or words[place].low not in {"by", "through"}:
        return None
    first = place + 1 + (place + 1 < len(words) and words[place + 1].low in DETERMINERS)
    last = first
    while last < len(words) and (words[last].is_capital or words[last].low in ACTORS):
        last += 1
    return (first, last) if first < last and classify(words, first, last) is Who.ACTOR else None
