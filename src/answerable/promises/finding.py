"""Finds the promises in the prose of an answer."""

from __future__ import annotations

import re

from answerable.promises.details import date_words, named
from answerable.promises.judging import Verdict, judge
from answerable.promises.rules import LISTED, Rule
from answerable.promises.sentences import Sentence, sentences
from answerable.promises.shapes import Kind, Promise

MOST_CHARACTERS = 1_000_000
_LEADS = (
    (Kind.WILL, re.compile(r"\b(?:next steps|planned|future|to come|will)\b", re.IGNORECASE)),
    (Kind.UNDER_WAY, re.compile(r"\b(?:under ?way|ongoing|in progress|currently)\b", re.IGNORECASE)),
    (Kind.DONE, re.compile(r"\b(?:completed|to date|so far|achieved|delivered|has|have)\b", re.IGNORECASE)),
)


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
    verdict = judge(sentence.text)
    if verdict is not None:
        return _as_promise(sentence, verdict, sentence.text)
    if not sentence.lead_in:
        return None
    joined = f"{sentence.lead_in.removesuffix(':')} {sentence.text}"
    verdict = judge(joined)
    return _as_promise(sentence, verdict, joined) if verdict is not None else None


def _as_promise(sentence: Sentence, verdict: Verdict, judged: str) -> Promise:
    rule: Rule = LISTED if judged != sentence.text else verdict.rule
    words = verdict.words
    group = words[verdict.group.first : verdict.group.last + 1]
    actor = _actor(judged, verdict)
    picked = judged[group[0].start : group[-1].end]
    date, last_day = date_words(sentence.text, group[0].start if judged == sentence.text else 0)
    where = f" after “{actor}”" if actor else ""
    why = f"“{picked}”{where}: {rule.says}."
    return Promise(sentence.text, verdict.kind, actor, date, last_day, named(sentence.text), rule.code, why,
                   sentence.start, sentence.end)


def _actor(judged: str, verdict: Verdict) -> str | None:
    span = verdict.subject.span
    if span is None or verdict.group.passive:
        return None
    return judged[verdict.words[span[0]].start : verdict.words[span[1] - 1].end]
