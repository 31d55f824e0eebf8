"""What is no promise although its verb has the form of one: acts of others, the answering itself, progress."""

from __future__ import annotations

from answerable.promises.clauses import Clause
from answerable.promises.groups import Group
from answerable.promises.subjects import Subject
from answerable.promises.tokens import Token, is_form_of
from answerable.promises.who import Who
from answerable.promises.words import NO_ACT_DONE, NO_ACT_LATER, listed

_LATER = frozenset({"will-be-done", "will-be-ready", "will-do", "is-to", "due-to", "planned", "plans-to"})
# "Progress has been made": work in which no act can be told apart.
_GENERAL = listed("""
progress steps work efforts effort strides improvements improvement action commitment contribution difference
""")
# The preparing of the answer itself: "have read the report", "have asked for a response".
_PREPARES = listed("set give given provide submit send attach prepare request seek ask invite welcome respond receive")
_READS = listed("consider read study review discuss")
_ANSWER = listed("report findings comments view recommendations consideration thought")
_RESPONSE = frozenset({"response", "responses"})


def is_excluded(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    """Whether the verb group promises nothing, whatever its form; `reach` begins with its main verb."""
    if group.denied or subject.clause is Clause.BOUND or not reach or (len(reach) > 1 and reach[1].low == "no"):
        return True
    verb = reach[0].low
    if group.passive and verb in (NO_ACT_LATER if group.form in _LATER else NO_ACT_DONE):
        return True
    if group.form in {"has-done", "did", "is-doing"} and _is_answering(reach):
        return True
    if group.form == "will-do" and verb == "receive" and _is_answering(reach):
        return True
    return not _may_be_promised(group, subject, verb) or _is_general(group, subject, reach, words)


def _may_be_promised(group: Group, subject: Subject, verb: str) -> bool:
    """Of what others do nothing is promised; what is done to them, or to their papers, may be."""
    if subject.who is Who.OTHER:
        return group.form in _LATER and group.passive
    if subject.who is Who.PAPER:
        is_theirs = group.form == "was-done" or verb in {"made", "published", "issued", "produced", "written"}
        return group.passive and (group.form in _LATER or not is_theirs)
    if subject.who is Who.OUTCOME:
        return group.passive and verb not in {"made", "achieved", "realised", "maintained", "answered", "received"}
    return True


def _is_answering(reach: list[Token]) -> bool:
    """Whether the act is only the preparing of the answer: "have asked for a response", "have read the report"."""
    verb, near = reach[0].low, {t.low for t in reach[1:8]}
    return (is_form_of(verb, _PREPARES) and bool(near & (_ANSWER | _RESPONSE))) or (
        is_form_of(verb, _READS) and bool(near & _ANSWER))


def _is_general(group: Group, subject: Subject, reach: list[Token], words: list[Token]) -> bool:
    """"Progress has been made", "has taken steps": work in which no act can be told apart."""
    if subject.span is not None and group.form in {"being-done", "has-been-done"}:
        heads = {t.low for t in words[subject.span[0] : subject.span[1]]}
        if reach[0].low in {"made", "taken", "done", "undertaken"} and heads & _GENERAL and not heads & {"following"}:
            return True
    object_ends = next((i for i, t in enumerate(reach[1:5], 1) if t.low in {"this", "the", "our", "of", "on"}), 5)
    near = {t.low for t in reach[1:object_ends]}
    if reach[0].low in {"working", "worked"} and near & {"hard", "tirelessly", "better"}:
        return "with" not in {t.low for t in reach[1:5]}
    return reach[0].low in {"taken", "made", "making", "taking"} and bool(near & _GENERAL) and "following" not in near
