"""Which rule picks a sentence, if one does. The main clause decides; a relative one only where it promises nothing."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.promises.clauses import Clause
from answerable.promises.exclusions import is_excluded
from answerable.promises.forms import BEGAN, rule_of
from answerable.promises.groups import Group, groups
from answerable.promises.meaning import meaning
from answerable.promises.rules import Rule
from answerable.promises.shapes import Kind
from answerable.promises.subjects import Subject, subject_of
from answerable.promises.tokens import Token, tokens
from answerable.promises.who import Who

_ORDER = (Kind.WILL, Kind.UNDER_WAY, Kind.EXPLORING, Kind.MONITORING, Kind.DONE)
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
    if sentence.endswith("?"):
        return None
    words = tokens(sentence)[:_LONGEST]
    found: list[Group] = []
    subjects: list[Subject] = []
    verdicts: list[Verdict] = []
    for group in groups(words):
        subject = subject_of(words, found[-1] if found else None, group, subjects)
        if group.form == "did" and (not _may_have_done(subject, group, words) or not _stands_free(words, found, group)):
            continue  # "the measures set out in ...": no verb of its own
        found.append(group)
        subjects.append(subject)
        reach = words[group.verb : group.verb + _REACH]
        form = None if is_excluded(group, subject, reach, words) else rule_of(group, subject, reach, words)
        if form is not None:
            verdicts.append(Verdict(meaning(form, subject, reach, words), form, group, subject, words))
    for clause in (Clause.MAIN, Clause.RELATIVE):
        ranked = sorted((v for v in verdicts if v.subject.clause is clause), key=lambda v: _ORDER.index(v.kind))
        if ranked:
            return ranked[0]
    return None


def _may_have_done(subject: Subject, group: Group, words: list[Token]) -> bool:
    """Somebody acts; that work began may be said of the work itself."""
    return subject.who is Who.ACTOR or (subject.who is Who.THING and words[group.first].low in BEGAN)


def _stands_free(words: list[Token], found: list[Group], group: Group) -> bool:
    """Whether a past form can be a verb of its own, and is no participle: "was one of the forces visited"."""
    begin = found[-1].last + 1 if found else 0
    between = words[begin : group.first]
    if found:
        return any(not t.is_word or t.low in {"and", "but", "which", "that", "who"} for t in between)
    return not between or between[-1].low not in {"and", "or", "but"}


