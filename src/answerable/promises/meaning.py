"""What the act of a promise is: finding out, watching, or anything else. It decides the kind before the tense does."""

from __future__ import annotations

import re

from answerable.promises.rules import RULE, Rule
from answerable.promises.subjects import Subject
from answerable.promises.tokens import Token, is_form_of
from answerable.promises.words import EXPLORE, WATCH, WORK_WITH, listed

_FINDS_OUT = listed("determine assess confirm establish identify understand")
_UNDER_REVIEW = re.compile(r"\bunder (?:close |constant |regular )?review\b")
_OPEN = frozenset({"whether", "how", "what", "which", "why", "if"})


def meaning(form: Rule, subject: Subject, reach: list[Token], words: list[Token]) -> Rule:
    """The rule `form`, or that of exploring or watching where the act is one; `reach` begins with the main verb."""
    lows = [token.low for token in reach]
    verb = lows[0]
    if is_form_of(verb, WORK_WITH):  # "will work with X to monitor": the act is the second
        verb = next((lows[i + 1] for i in range(1, len(lows) - 1) if lows[i] == "to"), verb)
    if _watches(verb, lows):
        return RULE["watches"]
    if _explores(verb, lows) or (verb == "given" and _speaks_of_consideration(subject, words)):
        return RULE["explores"]
    return form


def _watches(verb: str, lows: list[str]) -> bool:
    near = " ".join(lows[:8])
    return (is_form_of(verb, WATCH) or (verb in {"keep", "keeping", "kept"} and bool(_UNDER_REVIEW.search(near)))
            or (verb in {"hold", "holding", "held"} and "to account" in near))


def _explores(verb: str, lows: list[str]) -> bool:
    following = lows[1] if len(lows) > 1 else ""
    return (is_form_of(verb, EXPLORE)
            or "consideration" in lows[:3]
            or (verb in {"look", "looking", "looked"} and following in {"at", "into"})
            or (is_form_of(verb, _FINDS_OUT) and following in _OPEN)
            or (is_form_of(verb, frozenset({"develop"})) and "thinking" in lows[1:4])
            or any(lows[i : i + 3] == ["further", "work", "to"] and is_form_of(lows[i + 3], EXPLORE | _FINDS_OUT)
                   for i in range(len(lows) - 3)))


def _speaks_of_consideration(subject: Subject, words: list[Token]) -> bool:
    """"Consideration is being given to ..."."""
    return subject.span is not None and any(t.low == "consideration" for t in words[subject.span[0] : subject.span[1]])
