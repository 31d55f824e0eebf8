"""Which rule picks a sentence, if one does. The main clause decides; a relative one only where it promises nothing."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.promises.groups import Group, groups
from answerable.promises.rules import RULE, Rule
from answerable.promises.shapes import Kind
from answerable.promises.subjects import Clause, Subject, Who, subject_of
from answerable.promises.tokens import Token, is_form_of, tokens
from answerable.promises.words import (
    EFFECT,
    EXPLORE,
    GOALS,
    NO_ACT,
    NO_ACT_DONE,
    NO_ACT_ING,
    NO_ACT_PERFECT,
    PAST_ACTS,
    WATCH,
    WORK_WITH,
    listed,
)

_ORDER = (Kind.WILL, Kind.UNDER_WAY, Kind.EXPLORING, Kind.MONITORING, Kind.DONE)
_GENERAL = listed("progress steps work efforts strides improvements improvement action")
_HOLDS = listed("include set cover contain identify focus reflect comprise consist outline detail clarify describe "
                   "run last take-place start begin replace apply commence")
_PRODUCTS = listed("""
plan plans strategy decision decisions board group review policy programme framework report guidance assessment budget
training
""")
_CONCRETE = frozenset({"whether", "how", "what", "which", "why", "if"})
_REACH = 30  # how many words behind a verb are looked at
_LONGEST = 400  # words of a sentence that are judged: what is longer has no full stops and is no prose


@dataclass(frozen=True)
class Verdict:
    """The rule that picked a sentence, the verb group that fits it, and its subject."""

    rule: Rule
    form: Rule
    group: Group
    subject: Subject
    words: list[Token]

    @property
    def kind(self) -> Kind:
        return self.rule.kind


def judge(sentence: str) -> Verdict | None:
    """The rule that makes this sentence a promise; None where none does."""
    words = tokens(sentence)[:_LONGEST]
    found: list[Group] = []
    subjects: list[Subject] = []
    verdicts: list[Verdict] = []
    for group in groups(words):
        subject = subject_of(words, [*found[-1:], group], subjects)
        if group.form == "did" and subject.who is not Who.ACTOR:
            continue  # "the measures set out in ...": no verb of its own
        found.append(group)
        subjects.append(subject)
        reach = words[group.verb : group.verb + _REACH]
        form = _form(group, subject, reach, words)
        if form is not None:
            verdicts.append(Verdict(_meaning(form, group, reach), form, group, subject, words))
    for clause in (Clause.MAIN, Clause.RELATIVE):
        ranked = sorted((v for v in verdicts if v.subject.clause is clause), key=lambda v: _ORDER.index(v.kind))
        if ranked:
            return ranked[0]
    return None


def _form(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> Rule | None:
    """The rule whose form the verb group has, unless an exclusion speaks against it."""
    if group.denied or subject.clause is Clause.BOUND or not reach:
        return None
    if subject.who in {Who.OTHER, Who.OUTCOME} and not (group.passive and subject.who is Who.OUTCOME and
                                                        group.form in {"being-done", "will-be-done"}):
        return None
    verb, acts = reach[0].low, subject.who is Who.ACTOR
    if group.passive and is_form_of(verb, NO_ACT_DONE):
        return None
    if _is_general(group, subject, reach, words):
        return None
    form = group.form
    if form in {"will-do", "plans-to", "due-to", "is-to"} and not group.passive:
        return _will(form, subject, reach, words[0].low in {"if", "unless"})
    if form == "committed-to":
        is_goal = verb in GOALS or not reach[0].is_gerund
        return RULE[form] if acts and not is_goal else None
    if form in {"is-doing", "has-been-doing"}:
        is_act = acts or (subject.who is Who.POINTING and is_form_of(verb, EXPLORE | WATCH))
        return RULE[form] if is_act and verb not in NO_ACT_ING else None
    if form == "continues-to":
        return RULE[form] if (acts or group.passive) and not is_form_of(verb, NO_ACT) and verb not in {
            "face", "see", "be", "have", "experience", "support-the"} else None
    if form == "has-done":
        return RULE[form] if acts and verb not in NO_ACT_PERFECT else None
    if form == "did":
        return RULE[form] if acts else None
    if form == "was-done":
        return RULE[form] if verb in PAST_ACTS and subject.clause is Clause.MAIN else None
    return RULE.get(form)


def _will(form: str, subject: Subject, reach: list[Token], on_condition: bool) -> Rule | None:
    """Of "will", "plans to" and the like with an active verb: whether the subject can promise that act."""
    verb = reach[0].low
    if is_form_of(verb, NO_ACT):
        return None
    if subject.who is Who.ACTOR:
        return RULE[form]
    if form != "will-do":
        return None if form == "is-to" else RULE["due-to"] if form == "due-to" else None
    if verb in {"inform", "feed"} and any(t.low in _PRODUCTS for t in reach[1:8]):
        return RULE["will-hold"]
    if on_condition:
        return None
    if is_form_of(verb, _HOLDS):
        return RULE["will-hold"]
    if is_form_of(verb, EFFECT) and not (subject.who is Who.THING and reach[0].is_gerund):
        return None
    return RULE["will-hold"] if subject.who in {Who.THING, Who.POINTING} else RULE["will-do"]


def _is_general(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    """"Progress has been made", "has taken steps": work in which no act can be told apart."""
    if subject.span is not None and group.form in {"being-done", "has-been-done"}:
        heads = {t.low for t in words[subject.span[0] : subject.span[1]]}
        if reach[0].low in {"made", "taken", "done", "undertaken"} and heads & _GENERAL and not heads & {"following"}:
            return True
    object_ends = next((i for i, t in enumerate(reach[1:5], 1) if t.low in {"this", "the", "our", "of", "on"}), 5)
    near = {t.low for t in reach[1:object_ends]}
    return reach[0].low in {"taken", "made", "making", "taking"} and bool(near & _GENERAL) and "following" not in near


def _meaning(form: Rule, group: Group, reach: list[Token]) -> Rule:
    """The rule by what the act is: exploring and watching decide before the tense."""
    verb = reach[0].low
    lows = [t.low for t in reach]
    if is_form_of(verb, WORK_WITH):
        verb = next((reach[i + 1].low for i in range(1, len(reach) - 1) if lows[i] == "to"), verb)
    if is_form_of(verb, WATCH):
        return RULE["watches"]
    if lows[1:4] == ["under", "review", lows[3] if len(lows) > 3 else ""] or "under review" in " ".join(lows[:6]):
        return RULE["watches"] if is_form_of(verb, frozenset({"keep"})) or verb in {"kept"} else form
    if " to account" in " ".join(lows[:8]) and verb in {"hold", "holding", "held"}:
        return RULE["watches"]
    if is_form_of(verb, EXPLORE):
        return RULE["explores"]
    if verb in {"look", "looking", "looked"} and len(lows) > 1 and lows[1] in {"at", "into"}:
        return RULE["explores"]
    if is_form_of(verb, frozenset({"determine", "assess", "confirm", "establish", "identify", "understand"})) and (
            len(lows) > 1 and lows[1] in _CONCRETE):
        return RULE["explores"]
    if is_form_of(verb, frozenset({"develop"})) and "thinking" in lows[1:4]:
        return RULE["explores"]
    if " further work to " in " ".join(lows) and _CONCRETE & set(lows):
        return RULE["explores"]
    return form
