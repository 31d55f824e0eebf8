"""What a promise names: the words of its date and the last day of it, and programmes, plans and groups."""

from __future__ import annotations

import calendar
import re
from datetime import date as Day

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")
_MONTH = "|".join(name.capitalize() for name in _MONTHS)
_SEASON = r"(?:spring|summer|autumn|winter|Spring|Summer|Autumn|Winter)"
_NUMBER = r"(?:\d{1,3}|a|two|three|four|five|six|nine|ten|twelve|eighteen)"
_UNIT = r"(?:working\s)?(?:day|week|month|quarter|year)s?"
_YEAR = r"20\d\d"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?(?:{_MONTH}),?\s{_YEAR}"
_DATE = re.compile(
    rf"\b(?P<lead>(?:by|before|from|until|no\slater\sthan|on|in|at|during|for|since)\s)?(?P<the>the\s)?"
    rf"(?P<part>(?:end|start|beginning|middle)\sof\s(?:the\s)?|early\s|mid-|late\s)?"
    rf"(?P<when>{_DAY}|(?:financial\syear\s)?{_YEAR}[/-](?:20)?\d\d\b|{_SEASON}(?:\s(?:of\s)?{_YEAR})?"
    rf"|(?:{_MONTH})\b(?!\s[A-Z])|(?:Q[1-4]\s)?{_YEAR}(?!\d)"
    rf"|(?:this|next|current|coming)\s(?:financial\s|calendar\s)?(?:week|month|quarter|year))(?P<onwards>\sonwards)?\b"
    rf"|\b(?:over|in|within|during|for)\sthe\s(?:coming|next|following)\s(?:{_NUMBER}\s)?{_UNIT}\b"
    rf"|\bwithin\s(?:the\s)?{_NUMBER}\s{_UNIT}\b")
_KEPT = ("by ", "before ", "from ", "until ", "no later than ")
_SORTS = (r"[Pp]rogramme|[Pp]lan|[Ss]trategy|[Ff]ramework|[Gg]roup|[Bb]oard|[Ff]orum|[Uu]nit|[Cc]entre|[Pp]anel"
          r"|[Cc]harter|[Tt]oolkit|[Ss]cheme|[Ii]nitiative|[Pp]athway|[Pp]rovision|[Tt]askforce|[Hh]ub|[Pp]roject")
_CAPITALS = r"[A-Z][\w&’'-]{1,30}(?:\s(?:(?:and|of|for|the|in)\s){0,2}[A-Z][\w&’'-]{1,30}){0,7}"
_NAMED = re.compile(rf"\b(?P<name>{_CAPITALS})(?:\s(?P<sort>{_SORTS})\b)?")
_QUOTED = re.compile(rf"(?:(?<=\s)|(?<=^))['‘“\"](?P<name>[A-Z][^'’”\"\n]{{2,60}})['’”\"](?=\s(?:{_SORTS})\b)")
_OPERATION = re.compile(r"\b(?:Operation|Project)\s[A-Z]\w{2,20}")


def date_words(sentence: str, verb: int) -> tuple[str | None, Day | None]:
    """The date that binds the act whose verb stands at this place, as printed, and the last day of it if exact."""
    found = list(_DATE.finditer(sentence))
    if not found:
        return None, None
    match = next((one for one in found if one.start() >= verb), found[-1])
    words = match[0]
    lead = match["lead"] or ""
    if match["when"] and not lead.lower().startswith(_KEPT):
        words = words[len(lead) :]
        words = words.removeprefix(match["the"] or "") if not match["part"] else words
    return words, _last_day(match)


def _last_day(match: re.Match[str]) -> Day | None:
    """The last day of the named time: of a day itself, of a month or of the end of a year; None where it is vague."""
    when, part, lead = match["when"], (match["part"] or "").lower(), (match["lead"] or "").lower()
    if not when or match["onwards"] or lead.startswith(("from", "since", "before")):
        return None
    if part and not part.startswith("end"):
        return None
    year = re.search(_YEAR, when)
    month = next((i for i, name in enumerate(_MONTHS, 1) if name in when.lower()), None)
    if year is None or (month is None and (not part or not re.fullmatch(_YEAR, when))):
        return None
    number, month = int(year[0]), month or 12
    day = re.match(r"\d{1,2}", when) if not re.fullmatch(_YEAR, when) else None
    last = calendar.monthrange(number, month)[1]
    if day is None:
        return Day(number, month, last)
    return Day(number, month, int(day[0])) if 0 < int(day[0]) <= last else None


def named(sentence: str) -> tuple[str, ...]:
    """Programmes, plans, strategies and groups that are named as such, in order, each once."""
    found = [(m.start(), m["name"]) for m in _QUOTED.finditer(sentence)]
    found += [(m.start(), m[0]) for m in _OPERATION.finditer(sentence)]
    unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), sentence)
    for match in _NAMED.finditer(unquoted):
        name = match["name"]
        first, _, rest = name.partition(" ")
        if first in {"The", "This", "Our", "In", "As", "My", "A", "Through", "Under"}:
            name = rest
        if match["sort"] and name:
            sort = match["sort"]
            found.append((match.start(), name if sort.lower() == "provision" else f"{name} {sort}"))
        elif " " in name and re.search(rf"\b(?:{_SORTS})$", name):
            found.append((match.start(), name))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))
