"""Which sentences promise something without saying who does it, or by when. Pure.

Made to be right rather than complete: a sentence is told only where its main verb is plainly a promise. What it names
as a day is taken generously, so that nobody is asked for a date that stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
          r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)")
_WHEN = re.compile(
    rf"\b(?:{_MONTH}\b|(?:19|20)\d\d\b|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|(?:spring|summer|autumn|winter|Easter|Christmas)\b"
    r"|(?:next|this|coming|following|current|first|second|third|fourth|final|each|every|per)\s(?:\w{1,12}\s)?"
    r"(?:day|week|month|quarter|half|year|financial)s?\b"
    r"|(?:within|in|over|after|for)\s(?:the\s)?(?:next\s|coming\s)?(?:\w{1,12}\s){0,2}(?:day|week|month|quarter|year)s?\b"
    r"|(?:weekly|monthly|quarterly|annually|yearly|daily|immediately|today|tomorrow|year[- ]end|end of the year)\b)",
    re.IGNORECASE)
# Who promises: a pronoun, a post or an organisation.
_PRONOUN = r"(?P<pronoun>[Ww]e|[Ii]t|[Tt]hey)"
_POST = (r"(?:I|(?:[Mm]y|[Oo]ur|[Tt]he)\s(?:[\w&’'-]{1,20}\s){0,5}?(?i:office|team|board|panel|force|service"
         r"|constabulary|commissioner|mayor|deputy|officer|constable|superintendent|inspector|partnership|group|department|lead"
         r"|head|director|council|authority|unit|government))")
_NAME = r"(?:(?!This|That|These|Those|There|What|Which|Where)[A-Z][\w&’'-]{1,20}\s(?:(?:and|of|for|the)\s){0,2}){1,6}?"
# Verbs after "will" that tell a purpose, an effect, or a thought, and nothing that anybody could look for later.
_NO_ACT = (r"(?:not|never|no|help|ensure|enable|allow|mean|be|need|depend|lead\sto|remain|provide|result|benefit|always"
           r"|hopefully|likely|only|want|expect|hope|recognise|require|also|have|include|seek|improve|make|identify)\b")
_PROMISE = re.compile(
    rf"\b(?:{_POST}\s|{_PRONOUN}\s|{_NAME})"
    r"(?:will|shall|(?:am|is|are)\s(?:going|planning)\sto|plans?\sto|intends?\sto)\s"
    rf"(?:(?:also|now|then|therefore|continue\sto|jointly|all)\s){{0,3}}(?:be\s[a-z]{{2,15}}ing\b|(?!{_NO_ACT})[a-z]{{3,}})")
# "A review will be carried out": nobody is named, unless "by" names somebody afterwards.
_PASSIVE = re.compile(
    r"\bwill\s(?:(?:also|now|then)\s)?be\s(?:\w{1,15}ly\s)?(?:carried\sout|reviewed|undertaken|developed|published|completed"
    r"|established|introduced|conducted|commissioned|updated|produced|delivered|implemented|set\sup|created|considered"
    r"|monitored|rolled\sout|launched|appointed|recruited|trained|prepared|revised|agreed|brought|held|put\sin\splace)\b",
    re.IGNORECASE)
_BY_WHOM = re.compile(rf"\b(?:by|through)\s(?:(?:the|my|our|a|an|its|their)\b|(?!{_MONTH})[A-Z])")


@dataclass(frozen=True)
class Promise:
    """What a sentence that promises leaves open."""

    has_owner: bool
    has_date: bool

    @property
    def lacks(self) -> str:
        """"no owner and no date"; empty when both are there."""
        missing = [f"no {thing}" for thing, there in (("owner", self.has_owner), ("date", self.has_date)) if not there]
        return " and ".join(missing)


def promise(sentence: str) -> Promise | None:
    """What the sentence leaves open; None where it plainly promises nothing."""
    has_date = _WHEN.search(sentence) is not None
    if (active := _PROMISE.search(sentence)) is not None:
        # "We" with a date can be asked of whoever signs; without a date nobody can be asked at all.
        return Promise(has_owner=active["pronoun"] is None or has_date, has_date=has_date)
    if (passive := _PASSIVE.search(sentence)) is not None:
        return Promise(has_owner=_BY_WHOM.search(sentence, passive.end()) is not None, has_date=has_date)
    return None
