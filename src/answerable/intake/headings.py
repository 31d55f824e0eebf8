"""What the headings of inspection reports mean: the kind of finding that follows, or that none does."""

import re

from answerable.intake.shapes import Kind

_AREAS = r"(?:areas?|area\(s\)|points?)"
_PRIORITY = (rf"{_AREAS} (?:for|of|requiring) (?:immediate |urgent )?priority action(?:s|\(s\))?"
             r"|(?:immediate )?priority actions?")
_IMPROVEMENT = (rf"(?:key )?{_AREAS} (?:for|of|requiring|needing) (?:further )?(?:improvements?|development)"
                r"|what needs to (?:improve|be improved)(?: further)?|areas? (?:that need|to) (?:to )?improve(?:ment)?"
                r"|what (?:does|do) .{3,60} need to improve"
                r"|what (?:.{3,60} )?(?:must|should|needs? to) (?:be )?improved?")
_CONCERN = r"(?:accelerated )?causes? (?:of|for) concern"
_RECOMMENDATION = (r"(?:(?:key|our|summary of(?: the)?|list of|all) )?recommendations?"
                   r"|recommendation \d{1,3}(?:\.\d{1,2})?(?: \([^()]{2,120}\))?")
_PLACE = (r"(?: (?:in|for|to|by|across|within|from|identified)\b.{0,90}"
          r"|(?: \(|: | [–—-] )(?!.*\b(?:should|must|needs?)\b)[^.;]{2,60})?")
_MEANINGS = {
    Kind.PRIORITY_ACTION: re.compile(f"(?:{_PRIORITY}){_PLACE}"),
    Kind.AREA_FOR_IMPROVEMENT: re.compile(f"(?:{_IMPROVEMENT}){_PLACE}"),
    Kind.CAUSE_OF_CONCERN: re.compile(f"(?:{_CONCERN}){_PLACE}"),
    Kind.RECOMMENDATION: re.compile(f"(?:{_RECOMMENDATION}){_PLACE}"),
}
_MENTIONS = {
    Kind.PRIORITY_ACTION: re.compile("priority action"),
    Kind.AREA_FOR_IMPROVEMENT: re.compile("areas? for improvement|needs to improve"),
    Kind.CAUSE_OF_CONCERN: re.compile("causes? of concern"),
    Kind.RECOMMENDATION: re.compile("recommendations?"),
}
_STORY = re.compile(r"(?:case|practice) (?:stud(?:y|ies)|examples?)\b"
                    r"|(?:good|effective|outstanding|innovative) practice\b"
                    r"|places and spaces\b|spotlight\b|.{0,60}\bhighly effective practice$")
_END = re.compile(r"(?:key |main )?"
                  r"(?:strengths?|areas? of strength|findings|headline findings|context|background|summary)"
                  r"(?: of .*)?"
                  r"|next steps?|(?:key |main |headline |inspection |detailed )findings\b.*"
                  r"|what is working well.*|conclusions?"
                  r"|introduction|foreword|about (?:this|the) (?:inspection|report|review|data).*|glossary"
                  r"|information about .*|.*\bdetails|yours (?:sincerely|faithfully)|contents|executive summary")
_EARLIER = re.compile(r"\b(?:previous|earlier|prior|past|last) (?:\w+ ){0,3}(?:inspection|report|visit|review)s?\b")
_BETWEEN = re.compile(r" and (?=areas?\b|recommend|cause|what\b)|, | ?/ ?")
_NUMBERING = re.compile(r"(?:section |part |chapter )?(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[a-z][.)])\s+"
                        r"|(?:annex|appendix)\s+\w{1,2}\s*[:.–-]\s*")
_NOTE_MARK = re.compile(r"(?<=[a-z?)])\d{1,2}$")
_NAMES_ONE = re.compile(r"(?:recommendation|area for improvement|cause of concern) \d{1,3}(?:\.\d{1,2})?\b",
                        re.IGNORECASE)


def plain(heading: str) -> str:
    """A heading as it is compared: lower case, straight quotes, no number before it, no mark after it."""
    text = " ".join(heading.replace("’", "'").casefold().split())
    numbering = _NUMBERING.match(text)
    return _NOTE_MARK.sub("", text[numbering.end():] if numbering else text).rstrip(" ?.:–-")


def names_one(text: str) -> bool:
    """Whether a text starts with the name and number of a finding."""
    return bool(_NAMES_ONE.match(text))


def kinds(heading: str) -> tuple[Kind, ...]:
    """The kinds of finding that a heading announces; two when it names two."""
    text = plain(heading)
    if _STORY.match(text) or _EARLIER.search(text) or len(text) > 150:
        return ()
    named = _named(text)
    if not named:
        parts = [_named(part) for part in _BETWEEN.split(text)]
        named = [kind for part in parts for kind in part] if all(parts) else []
    named += [kind for kind, pattern in _MENTIONS.items() if named and kind not in named and pattern.search(text)]
    return tuple(named)


def _named(text: str) -> list[Kind]:
    return [kind for kind, pattern in _MEANINGS.items() if pattern.fullmatch(text)]


def tells_a_story(heading: str) -> bool:
    """Whether a box under this heading is an example, whatever else its heading says."""
    return bool(_STORY.match(plain(heading)))


def ends_a_list(heading: str) -> bool:
    """Whether no list of findings runs on past this heading."""
    text = plain(heading)
    return bool(_END.fullmatch(text) or (len(text) < 150 and _EARLIER.search(text)))
