"""Checks for what looks like somebody's personal data. No answer to an inspection needs any.

What can hardly be anything else stops the answer: a date of birth that is called one, and numbers with a form and a
check digit of their own. The rest is told, because only a person can say whose it is. How the office itself is reached
may stand in its texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from answerable.responses.checks.check import Check, Find, Found, Titles, texts
from answerable.responses.checks.sentences import sentences
from answerable.responses.queries import Draft

_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTHS},?\s\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)\b)"
_BORN = re.compile(rf"\b(?:born(?:\son)?|date\sof\sbirth|d\.?o\.?b\.?)\s?(?:is|was|of|:)?\s?\(?{_DAY}", re.IGNORECASE)
_TEN_DIGITS = re.compile(r"(?<![\d.,£-])\d{3}([ -]?)\d{3}\1\d{4}(?![\s.,-]?\d)")
_SAYS_NHS = re.compile(r"\bNHS\b")
# Letters as HM Revenue and Customs gives them: National Insurance Manual, NIM39110.
_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b")

_NAME = r"[A-Z][a-z]{1,20}(?:[-’'][A-Z]?[a-z]{1,20})?"
_GROUPS = (r"(?!(?:Children|People|Adults|Those|Boys|Girls|Women|Men|Pupils|Residents|Victims|Everyone|Anyone|Persons"
           r"|Students|Youths|Offenders|Suspects|Respondents|Officers|Patients|In|From|For|All|Of|The|And|Young|They"
           r"|Someone|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Figures?|Tables?|Sections?|Chapters?)\b)")
# "Jamie Smith, aged 14", "Jamie (aged 14)", "Jamie Smith, 14, was", "14-year-old Jamie"; never a range of ages.
_AGED = re.compile(
    rf"\b{_GROUPS}{_NAME}(?:\s{_NAME}){{0,2}}(?:,\s|\s\(|\s)aged?\s\d{{1,2}}\b(?!\s?(?:to|and|or|-|–|years?\sand)\s?\w)"
    rf"|\b{_GROUPS}{_NAME}\s{_NAME},\s\d{{1,2}},\s(?!\d)"
    rf"|\b\d{{1,2}}[- ]year[- ]old,?\s{_GROUPS}{_NAME}\b")
_REFERENCE = re.compile(
    r"\b(?:crime|incident|custody|investigation|case|offence)\s(?:reference|ref|number|no|log)(?:\snumber|\sno)?\.?"
    r"\s?(?:is|was|:)?\s?[A-Z\d/-]{0,12}\d{3,}[A-Z\d/-]{0,12}", re.IGNORECASE)
_POSTCODE = re.compile(
    r"\b[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLNP-UW-Z]{2}\b")
# Subscribers' numbers; 03, 08 and short numbers belong to services.
_TELEPHONE = re.compile(r"(?<![\d/.])(?:\+44\s?(?:\(0\)\s?)?|\(?0)[127]\d{1,4}\)?(?:[\s-]?\d{2,6}){1,3}(?!\d)")
_MAILBOX = re.compile(r"\b[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}\b", re.IGNORECASE)
_FREE_MAIL = frozenset({
    "gmail", "googlemail", "hotmail", "outlook", "live", "yahoo", "icloud", "aol", "btinternet", "sky", "virginmedia",
    "protonmail", "proton", "me",
})
_ONE_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|him|(?:Mr|Mrs|Ms|Miss|Master|Dr)\.?\s[A-Z][a-z]+)\b")
_HEALTH = re.compile(
    r"\b(?:diagnos(?:ed|is)|suffers?\sfrom|suffered\sfrom|mental\s(?:health|illness)|medication|pregnan(?:t|cy)"
    r"|self[- ]harm(?:ed|ing)?|suicid(?:e|al)|autis(?:m|tic)|ADHD|HIV|cancer|depression|psychosis|schizophreni[ac]"
    r"|epilepsy|bipolar|overdos(?:e|ed)|disabilit(?:y|ies)|sectioned)\b", re.IGNORECASE)

Look = Callable[[str], Iterator[str]]


def _everywhere(look: Look, what: str) -> Find:
    """A check that tells each thing that `look` finds in a text, unless it stands in the office's own contact."""

    def find(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
        for text in texts(draft, titles):
            for words in dict.fromkeys(look(text.words)):
                if _plain(words) not in _plain(titles.contact):
                    yield Found(f"This looks like {what}, in {text.name}.", text.slot, words)

    return find


def _plain(words: str) -> str:
    return re.sub(r"[\s()-]", "", words).lower()


def _matches(pattern: re.Pattern[str]) -> Look:
    return lambda words: (found[0].strip(" ,(") for found in pattern.finditer(words))


def _nhs_numbers(words: str) -> Iterator[str]:
    """Ten digits whose last is right, in groups of three, three and four, or beside the word NHS."""
    for found in _TEN_DIGITS.finditer(words):
        digits = [int(figure) for figure in found[0] if figure.isdigit()]
        is_named = found[1] or _SAYS_NHS.search(words, max(0, found.start() - 40), found.start())
        if is_named and len(set(digits)) > 1 and _check_digit(digits[:9]) == digits[9]:
            yield found[0]


def _check_digit(nine: list[int]) -> int:
    """Modulus 11; a result of 10 belongs to no number and equals no digit."""
    return -sum(weight * digit for weight, digit in zip(range(10, 1, -1), nine, strict=True)) % 11


def _mailboxes(words: str) -> Iterator[str]:
    """Addresses that look like one person's: a name with a dot, or a box at a provider that anybody can have."""
    for found in _MAILBOX.finditer(words):
        box, _, domain = found[0].lower().partition("@")
        first, _, second = box.partition(".")
        is_a_name = len(second) > 1 and first.isalpha() and second.replace("-", "").isalpha()
        if is_a_name or domain.split(".")[0] in _FREE_MAIL:
            yield found[0]


def _health(words: str) -> Iterator[str]:
    """Sentences that speak of one person and of health."""
    for sentence in sentences(words):
        if (about := _HEALTH.search(sentence)) and _ONE_PERSON.search(sentence):
            yield _around(sentence, about)


def _around(sentence: str, found: re.Match[str]) -> str:
    begin, end = max(0, found.start() - 60), found.end() + 60
    return f"{'…' if begin else ''}{sentence[begin:end].strip()}{'…' if end < len(sentence) else ''}"


_NO_MORE_THAN_NEEDED = "UK GDPR, Article 5(1)(c): no more personal data than is needed."
_NOT_NEEDED = "An answer needs no personal data, and what is published can be copied before it is removed."


_LOOKS: dict[str, tuple[Look, str]] = {
    "birth": (_matches(_BORN), "a person’s date of birth"),
    "nhs-number": (_nhs_numbers, "an NHS number"),
    "insurance-number": (_matches(_INSURANCE), "a National Insurance number"),
    "age": (_matches(_AGED), "a person’s name with an age"),
    "crime-number": (_matches(_REFERENCE), "the number of a crime or case"),
    "postcode": (_matches(_POSTCODE), "a full postcode, which is a few homes"),
    "telephone": (_matches(_TELEPHONE), "a telephone number"),
    "mailbox": (_mailboxes, "a person’s mail address"),
    "health": (_health, "one person’s health"),
}


def personal_data_in(words: str) -> Iterator[str]:
    """What a text holds that looks like somebody's personal data: "an NHS number"."""
    return (what for look, what in _LOOKS.values() if next(iter(look(words)), None))


def _check(code: str, passed: str, must: bool, source: str = _NO_MORE_THAN_NEEDED) -> Check:
    look, what = _LOOKS[code]
    return Check(code, passed, _NOT_NEEDED, must, _everywhere(look, what), source=source, cites_law=True)


CHECKS: tuple[Check, ...] = (
    _check("birth", "No text has what looks like a date of birth.", True),
    _check("nhs-number", "No text has what looks like an NHS number.", True),
    _check("insurance-number", "No text has what looks like a National Insurance number.", True),
    _check("age", "No text has a name with an age.", False),
    _check("crime-number", "No text has what looks like the number of a crime or case.", False,
           "UK GDPR, Article 10: data about offences needs a lawful ground."),
    _check("postcode", "No text has a full postcode other than the office’s own.", False),
    _check("telephone", "No text has a telephone number other than the office’s own.", False),
    _check("mailbox", "No text has what looks like a person’s mail address.", False),
    _check("health", "No text speaks of one person’s health.", False,
           "UK GDPR, Article 9: data about health needs a ground of its own."),
)
