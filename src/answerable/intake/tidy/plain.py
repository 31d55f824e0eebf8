"""Words without a tag as light markup. Pure text: no parser is needed, so it runs in any process."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.intake.tidy.changes import Changes
from answerable.intake.tidy.lines import Line
from answerable.records.addresses import may_link_to
from answerable.records.text import text_profile

_NAMES = (
    "abbr|acronym|address|area|article|aside|audio|a|blockquote|body|br|button|big|b|canvas|caption|center|cite|code|"
    "colgroup|col|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|header|"
    "head|hr|html|iframe|img|input|ins|i|kbd|label|legend|link|li|main|map|mark|math|menu|meta|nav|noscript|object|ol|"
    "option|p|pre|q|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|s|table|"
    "tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|ul|u|var|video|wbr|xml|"
    "[ovw]:[a-z]{1,30}|st1:[a-z]{1,30}"
)
_TAG = re.compile(rf"<(/?)({_NAMES})(?=[\s/>])([^<>]{{0,2000}})>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--|<!\[|<!doctype", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|bull|middot|pound|eacute|"
                     r"#[0-9]{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_AMPERSANDS = re.compile(r"&(?:(?:amp|#38|#x26);)+(?=#?[a-z0-9]{2,10};)", re.IGNORECASE)
_BARE = re.compile(r"&(?!#?[a-z0-9]{2,10};)", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(\s{0,20}([^()\s]{0,2000})\s{0,20}\)")
_UNSAFE = re.compile(r"(?:javascript|data|vbscript|file|blob):", re.IGNORECASE)
_NOT_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u3000]")
_SOFT = re.compile("\xad")


def has_code(words: str) -> bool:
    """Whether HTML stands in the words as text: tags, comments or characters written as code."""
    return bool(_TAG.search(words) or _COMMENT.search(words) or _ENTITY.search(words))


def as_html(words: str, changes: Changes) -> str:
    """Words with tags in them as HTML: what is no tag is text, and lines that the author set stay lines."""
    for _, name, _ in _TAG.findall(words):
        changes.tags[name.lower()] = None
    changes.count("tags", bool(changes.tags))
    changes.count("entities", len(_ENTITY.findall(words)))
    words = _BARE.sub("&amp;", _AMPERSANDS.sub("&", words))
    kept = re.sub(r"<(?!!)", lambda found: "<" if _TAG.match(words, found.start()) else "&lt;", words)
    return re.sub(r"\n\s*\n|\n(?=\s*(?:[-•●▪■◦·–*]\s|## ))", lambda end: "<br>" * min(2, end[0].count("\n")), kept)


def fitting(words: str, changes: Changes) -> str:
    """The words with the characters that can be published."""
    words, told = text_profile(words)
    for sentence in told:
        changes.say(sentence.replace("would be", "was"))
    return _SOFT.sub("", _NOT_SPACES.sub(" ", words))


def plain_lines(words: str, changes: Changes) -> Iterator[Line]:
    """The paragraphs of a text, links that cannot be followed left as words."""
    words = _LINK.sub(lambda link: _link(link, changes), words)
    if words.strip():
        yield Line("paragraph", words)


def _link(link: re.Match[str], changes: Changes) -> str:
    words, address = link[1], link[2]
    if address in ("", "#"):
        changes.count("empty_link")
        changes.nowhere.append((words, address))
        return words
    if _UNSAFE.match(address) and not may_link_to(address):
        changes.count("unsafe_link")
        return words
    return link[0]

