"""The headings under which offices publish their answers, and the field that each begins.

Nineteen offices' pages were compared: nearly all have the report's title, a link and a commissioner's paragraph,
and each words its headings in its own way. A heading of one plain word ("Report", "Summary") is believed only
where a response has not begun, because a response may have such headings of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RESPONSE, REPORT = "response", "report"

_PLAIN = {
    "title": r"(?:inspection|report|inspection report|publication) (?:title|name)|(?:title|name) of (?:the )?"
             r"(?:inspection|report|publication|inspection report)",
    "published_on": r"date (?:report |inspection )?published|(?:report )?publication date|published on|"
                    r"report published(?: on)?|date of (?:publication|report)|report date|publish(?:ed)? date",
    "type": r"type of (?:inspection|report|publication)|(?:inspection|report) type",
    "key_findings": r"(?:key|main) findings(?: of the (?:report|inspection))?|summary of (?:the )?(?:key |main )?"
                    r"findings|(?:report|executive) summary|summary of (?:the )?(?:report|inspection)",
    "link": r"links? to (?:the )?(?:full |published |inspection |hmicfrs )*reports?|reports? links?|"
            r"(?:read|view|see) the (?:full )?report|report (?:url|address|web address)",
    "responded_on": r"date of (?:our |the )?response|response date|(?:date )?response (?:published|sent|submitted)"
                    r"(?: on)?|date (?:of )?respon(?:se published|ded)|response publication date",
}  # fmt: skip
_WEAK = {
    "title": "title", "published_on": "published", "type": "type", "key_findings": "summary|findings|overview",
    "link": "link", REPORT: "report|inspection|inspection report",
    RESPONSE: "(?:our )?response|comments|police response",
}  # fmt: skip
_STRONG_RE = {field: re.compile(rf"(?:the |hmicfrs |hmic )?(?:{words})") for field, words in _PLAIN.items()}
_WEAK_RE = {field: re.compile(words) for field, words in _WEAK.items()}

_RESPONSE = re.compile(
    r"(?P<who>[^:]{2,90}?) (?:response|reply|comments)(?: to (?:the |this |hmicfrs |inspection )*"
    r"(?:reports?|inspection|recommendations?|findings)(?:,? (?:and|&) (?:the |its |any )*"
    r"(?:recommendations?|findings|areas for improvement))?)?|"
    r"response to (?:the |this |hmicfrs |inspection )*(?:report|inspection|recommendations?)(?: (?:and|&) "
    r"(?:the )?recommendations?)?|"
    r"(?:response|reply|comments) (?:of|from|by) (?P<of>[^:]{2,90})"
)
_BODY = re.compile(r"\b(?:p?f?cc|o?p?f?cc|oppfcc|commissioner|mayor|police authority|fire authority|holder)\b")
_FORCE = re.compile(r"\b(?:constabulary|force|chief (?:constable|officer)|chief fire officer|cc|"
                    r"police(?!(?:,? fire)?,? (?:and|&|fire|authority)\b)(?! commissioner)|"
                    r"(?:fire and rescue|fire & rescue) service)\b")  # fmt: skip
_OFFICE_WORDS = re.compile(
    r"(?:the|our|office|of|and|&|for|joint|combined|full|formal|official|deputy|acting|"
    r"police|fire|crime|rescue|commissioner|p?f?cc|o?pcc|opfcc|oppfcc|mayor|constabulary|force|service|chief|"
    r"constable|officer|authority|combined|local|policing|body|in|to|with|s)"
)


@dataclass(frozen=True)
class Label:
    """A heading and what follows it on its line. `weak`: a plain word that may be a heading of the response's own."""

    field: str
    words: str
    rest: str
    weak: bool
    alone: bool  # without a colon or a tab, so only its place says that it is a heading


def label(line: str) -> Label | None:
    """The heading at the start of a line, if it is one that such pages have."""
    for words, rest, alone in _splits(line):
        named = _normal(words)
        for field, pattern in _STRONG_RE.items():
            if pattern.fullmatch(named):
                return Label(field, words, rest, weak=False, alone=alone)
        for field, pattern in _WEAK_RE.items():
            if pattern.fullmatch(named) and words[:1].isupper():
                return Label(field, words, rest, weak=True, alone=alone)
        if _begins_response(words, named):
            return Label(RESPONSE, words, rest, weak=False, alone=alone)
    return None


def names(heading: str) -> tuple[bool, bool]:
    """Whether a heading names the body that answers, and whether it names the force or service."""
    named = _normal(heading)
    return bool(_BODY.search(named)) or named.startswith("our "), bool(_FORCE.search(named))


def _splits(line: str) -> list[tuple[str, str, bool]]:
    """Where a heading could end in a line: its words, what follows, and whether nothing marks its end."""
    bare = re.sub(r"^(?:## |- )", "", line.strip())
    strong = re.fullmatch(r"\*\*([^*]{1,120})\*\*\s?([:–-]?)\s*(.*)", bare, re.DOTALL)
    if strong:
        inside = re.fullmatch(r"([^:\t]{1,110}):\s*(.*)", strong[1], re.DOTALL)
        if inside:
            return [(inside[1].strip(), f"{inside[2]} {strong[3]}".strip(), False)]
        return [(strong[1].strip(), strong[3], not (strong[2] or strong[3]))]
    marked = re.fullmatch(r"([^:\t]{1,110}?)\s*(?:[:\t]|\s[–-]\s)\s*(.*)", bare, re.DOTALL)
    if marked:
        return [(marked[1].strip(), marked[2].strip(), False)]
    return [(bare, "", True)] if len(bare) <= 110 else []


def _normal(words: str) -> str:
    plain = words.replace("’", "'").replace("**", "").casefold()
    plain = re.sub(r"\((?:s|es)\)", "s", plain)
    plain = re.sub(r"\s*\([^()]*\)", "", plain)
    return " ".join(plain.strip(" .:-–").split())


def _begins_response(words: str, named: str) -> bool:
    """A heading that says whose response follows: office words and names, and nothing that would be prose."""
    found = _RESPONSE.fullmatch(named)
    if found is None or not words[:1].isupper():
        return False
    who = found["who"] or found["of"]
    if who is None:
        return True
    said = re.sub(r"'s?(?=\s|$)", "", who)
    capitals = {word.casefold() for word in re.findall(r"[A-Z][\w-]*", words.replace("’", "'").replace("'", " "))}
    unknown = [word for word in re.findall(r"[\w&-]+", said) if not _OFFICE_WORDS.fullmatch(word.rstrip("s"))
               and not _OFFICE_WORDS.fullmatch(word)]
    return any(names(said)) and all(word in capitals for word in unknown)
