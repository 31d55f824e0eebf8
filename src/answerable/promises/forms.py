"""Which rule the form of a verb group falls under, and what its verb and its subject must be for that."""

from __future__ import annotations

import re
from collections.abc import Callable

from answerable.promises.clauses import Clause
from answerable.promises.groups import Group
from answerable.promises.rules import RULE, Rule
from answerable.promises.subjects import Subject
from answerable.promises.tokens import Token, is_form_of
from answerable.promises.who import Who
from answerable.promises.words import (
    EFFECT,
    EXPLORE,
    GOALS,
    MONTHS,
    NO_ACT,
    NO_ACT_ING,
    NO_ACT_PERFECT,
    OUTCOMES,
    PAST_ACTS,
    WATCH,
    WORK_WITH,
    listed,
)

# What a promised thing will contain, when it will begin; and what something may feed into as a definite product.
_HOLDS = listed("""
include set cover contain identify focus reflect comprise consist outline detail clarify describe run last start begin
replace apply commence
""")
_PRODUCTS = listed("""
plan plans strategy decision decisions board group review policy programme framework report guidance assessment budget
training
""")
# "The process has changed", "the pilot has ended": said of the work itself.
_TURNED = frozenset({"changed", "closed", "opened", "ended", "finished", "concluded", "moved"})
BEGAN = frozenset({"began", "started", "commenced"})
_YEAR = re.compile(r"20\d\d")
_Needs = Callable[[Group, Subject, list[Token], list[Token]], bool]


def rule_of(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> Rule | None:
    """The rule of this form, None where verb or subject do not suit it; `reach` begins with the main verb."""
    form = group.form
    if form in {"will-do", "plans-to", "due-to", "is-to"} and not group.passive:
        return _will(group, subject, reach, words)
    if form in _NEEDS and not _NEEDS[form](group, subject, reach, words):
        return None
    if form == "did":
        return RULE["has-begun" if reach[0].low in BEGAN else "did"]
    return RULE.get({"now-has": "now-done"}.get(form, form))


def _is_concrete(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    """Committed to an act, not to a goal: but a goal with a deadline is one."""
    acts = subject.who is Who.ACTOR and reach[0].is_gerund
    return acts and (reach[0].low not in GOALS or _has_deadline(reach))


def _is_doing(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    verb = reach[0].low
    near = [t.low for t in reach[1:4]]
    if verb in NO_ACT_ING or (verb == "looking" and near[:1] == ["forward"]):
        return False
    return (subject.who is Who.ACTOR
            or (verb == "taking" and near[:1] == ["place"])
            or (is_form_of(verb, WORK_WITH) and "with" in near)
            or (subject.who is Who.POINTING and is_form_of(verb, EXPLORE | WATCH)))


def _goes_on(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    verb, before = reach[0].low, words[group.first - 1].low if group.first else ""
    is_act = not is_form_of(verb, NO_ACT) and verb not in {"be", "have"}
    return is_act and (subject.who is Who.ACTOR or group.passive or before == "work")


def _has_done(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    verb = reach[0].low
    return (subject.who is Who.ACTOR and verb not in NO_ACT_PERFECT) or (subject.who is Who.THING and verb in _TURNED)


def _has_now(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    return subject.who is Who.ACTOR


def _was_done(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    return reach[0].low in PAST_ACTS and subject.clause is Clause.MAIN


def _will_be_there(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    """"There will be a review"; not "there will be challenges"."""
    return not {t.low for t in reach[:4]} & OUTCOMES


_NEEDS: dict[str, _Needs] = {
    "committed-to": _is_concrete, "is-doing": _is_doing, "has-been-doing": _is_doing, "continues-to": _goes_on,
    "has-done": _has_done, "now-has": _has_now, "was-done": _was_done, "will-be-ready": _will_be_there,
}  # fmt: skip


def _will(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> Rule | None:
    """Of "will", "plans to" and the like with an active verb: whether the subject can promise that act."""
    verb = reach[0].low
    form, auxiliary = group.form, words[group.first].low
    is_goal = verb in GOALS or (auxiliary.startswith("aim") and is_form_of(verb, EFFECT))
    if is_form_of(verb, NO_ACT) or (form == "plans-to" and is_goal and not _has_deadline(reach)):
        return None
    is_plan = subject.span is not None and words[subject.span[1] - 1].low in {"plan", "intention", "step", "steps"}
    if subject.who is Who.ACTOR or form == "due-to" or (is_plan and form == "is-to"):
        return RULE[form]
    return _of_a_thing(subject, reach, words) if form == "will-do" else None


def _of_a_thing(subject: Subject, reach: list[Token], words: list[Token]) -> Rule | None:
    """What a thing will do: a promise where it says what the thing will contain, none where it tells an effect."""
    verb = reach[0].low
    if verb in {"inform", "feed"} and any(t.low in _PRODUCTS for t in reach[1:8]):
        return RULE["will-hold"]
    if words[0].low in {"if", "unless"}:
        return None
    if is_form_of(verb, _HOLDS):
        return RULE["will-hold"]
    if is_form_of(verb, EFFECT) and not (subject.who is Who.THING and verb.endswith("ing")):
        return None
    return RULE["will-hold"] if subject.who in {Who.THING, Who.POINTING} else RULE["will-do"]


def _has_deadline(reach: list[Token]) -> bool:
    """Whether "by" and a year or a month follow."""
    return any(t.low == "by" and any(_YEAR.fullmatch(later.low) or later.text in MONTHS for later in reach[i : i + 6])
               for i, t in enumerate(reach))
