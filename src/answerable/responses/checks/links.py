"""Checks of links: where they lead, and whether they say so. No address is ever asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from answerable.documents import may_link_to
from answerable.responses.checks.check import REPORT, WCAG, Check, Found, Text, Titles, in_each, in_ours, texts
from answerable.responses.checks.hosts import in_ascii, is_public
from answerable.responses.queries import Draft

_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(\s{0,20}([^()\s]{0,2000})\s{0,20}\)")
_BARE = re.compile(r"(?<![(\w@/.])(?:https?://|www\.)[^\s()<>\[\]]{1,300}", re.IGNORECASE)
_SAYS_NOTHING = frozenset({
    "click", "click here", "details", "document", "download", "find out more", "follow this link", "full report",
    "here", "learn more", "link", "more", "more details", "more information", "page", "pdf", "read", "read here",
    "read more", "read this", "report", "see here", "the link", "this", "this document", "this link", "this page",
    "this report", "this website", "view", "web page", "website",
})
_LEADS_NOWHERE = frozenset({"", "#", "http://", "https://", "http:", "https:", "mailto:", "about:blank"})
_UNOPENED = "Nothing is asked of other computers while you write: a request would tell its host that you do."


@dataclass(frozen=True)
class _Link:
    words: str
    address: str

    @property
    def leads_nowhere(self) -> bool:
        return self.address.lower() in _LEADS_NOWHERE

    @property
    def host(self) -> str:
        """Of an address on the web; empty for any other."""
        try:
            return urlsplit(self.address).hostname or "" if may_link_to(self.address) else ""
        except ValueError:
            return ""


def _links(words: str) -> tuple[_Link, ...]:
    """Every link that was typed, each once."""
    typed = dict.fromkeys(found.groups() for found in _LINK.finditer(words))
    return tuple(_Link(said.strip(), address) for said, address in typed if said.strip())


def _empty(text: Text) -> Iterator[Found]:
    for link in _links(text.words):
        if link.leads_nowhere:
            end = f" (“{link.address}”)" if link.address else ""
            yield Found(f"The link “{link.words}” in {text.name} leads nowhere{end}.", text.slot)


def _broken(text: Text) -> Iterator[Found]:
    """Links that stay the characters that were typed, because nothing may lead where they do."""
    for link in _links(text.words):
        if not link.leads_nowhere and not may_link_to(link.address):
            said = f"The link “{link.words}” in {text.name} does not work: {_why_broken(link.address)}"
            yield Found(said, text.slot)


def _why_broken(address: str) -> str:
    shown = address[:100]
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"“{shown}” is no address."
    if parts.scheme in ("http", "https") and "@" in parts.netloc:
        return f"“{shown}” has a user name before its host, which hides where it leads. Take it out."
    if not parts.scheme or "." in parts.scheme:
        return f"“{shown}” has no https:// in front."
    if parts.scheme in ("http", "https", "mailto"):
        return f"“{shown}” is no address."
    return f"“{shown}” leads neither to a web page nor to a mailbox."


def _private(text: Text) -> Iterator[Found]:
    for link in _links(text.words):
        if link.host and not is_public(link.host):
            said = f"The link “{link.words}” in {text.name} leads to “{link.host}”, which readers outside cannot reach."
            yield Found(said, text.slot)


def _says_nothing(text: Text) -> Iterator[Found]:
    for link in _links(text.words):
        said = link.words.rstrip(".:!").lower()
        if said in _SAYS_NOTHING or link.words.lower().startswith(("http://", "https://")):
            yield Found(f"The link text “{link.words[:100]}” in {text.name} says nothing alone.", text.slot)


def _bare_address(text: Text) -> Iterator[Found]:
    outside = _LINK.sub(" ", text.words)
    for address in dict.fromkeys(found[0].rstrip(".,;:!?’”'\"") for found in _BARE.finditer(outside)):
        said = f"The address “{address[:100]}” is written out in {text.name}. Make it a link with words."
        yield Found(said, text.slot)


def _same_words(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    """Links with the same words and different addresses, anywhere on the page that the answer becomes."""
    places: dict[str, dict[str, Found]] = defaultdict(dict)
    for text in texts(draft, titles):
        for link in _links(text.words):
            if text.is_ours and not link.leads_nowhere:
                found = Found(f"The link text “{link.words}” in {text.name} also leads to another address.", text.slot)
                places[link.words.lower()].setdefault(_bare(link.address), found)
    for leads_to in places.values():
        if len(leads_to) > 1:
            yield from list(leads_to.values())[1:]


def _shows_another(text: Text) -> Iterator[Found]:
    for link in _links(text.words):
        if not link.leads_nowhere and _is_an_address(link.words) and _bare(link.words) != _bare(link.address):
            yield Found(f"The link “{link.words}” in {text.name} leads to {link.address[:100]}.", text.slot)


def _is_an_address(said: str) -> bool:
    host = _bare(said).partition("/")[0]
    return "." in host and host.isascii() and host.replace(".", "").replace("-", "").isalnum() and host[-2:].isalpha()


def _bare(address: str) -> str:
    """An address as people say it: without scheme, `www.` and the last slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.strip().lower()).rstrip("/")


def _look_alike(text: Text) -> Iterator[Found]:
    """A host with letters of another alphabet can look like one that it is not, so its plain form is shown."""
    for link in _links(text.words):
        plain = in_ascii(link.host)
        if link.host and (not link.host.isascii() or "xn--" in plain):
            said = f"The link “{link.words}” in {text.name} leads to a host with other letters than a to z: {plain}."
            yield Found(said, text.slot)


def _report_link(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    if not draft.report.link:
        yield Found("The address of the report is not stated. Readers cannot open it from the answer.", REPORT)


def _opens(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    asked: set[str] = set()
    every = [(link.address, text.slot, f"the link “{link.words}” in {text.name}")
             for text in texts(draft, titles) for link in _links(text.words) if link.host and is_public(link.host)]
    if draft.report.link:
        every.insert(0, (draft.report.link, REPORT, "the link to the report"))
    for address, slot, name in every:
        if _bare(address) not in asked:
            asked.add(_bare(address))
            said = f"Whether {name} opens was not tried. Last seen alive: not known."
            yield Found(said, slot, address, is_unknown=True)


_LINK_PURPOSE = f"{WCAG}2.4.4 (Link Purpose)."

CHECKS: tuple[Check, ...] = (
    Check("empty-links", "Every link leads somewhere.", "A reader who follows a link wants to arrive.", True,
          in_each(_empty), source=_LINK_PURPOSE),
    Check("broken-links", "Every link is one that works on the page.",
          "A link may lead to http, https or one mailbox. Any other stays the characters that were typed.", True,
          in_each(_broken)),
    Check("private-links", "Every link leads to a host that readers can reach.",
          "A name or number inside an office means nothing outside it.", True, in_each(_private),
          source="The lists of names and numbers that are not public: RFC 6761, 6762 and 6890."),
    Check("link-words", "Every link says where it goes.",
          "People who use a screen reader hear links one after another, without the words around them.", False,
          in_ours(_says_nothing), source=_LINK_PURPOSE),
    Check("same-words", "Links with the same words lead to the same place.",
          "People who hear links one after another cannot tell two with the same words apart.", False, _same_words,
          source=_LINK_PURPOSE),
    Check("bare-address", "No address is written out in a text.",
          "A screen reader reads out an address letter by letter.", False, in_ours(_bare_address),
          source=_LINK_PURPOSE),
    Check("link-address", "Every link that shows an address leads to that address.",
          "A reader trusts the address that is printed.", False, in_each(_shows_another)),
    Check("look-alike", "No link leads to a host with letters of another alphabet.",
          "Letters of another alphabet can look like those of a name that readers trust.", False,
          in_each(_look_alike)),
    Check("report-link", "The address of the report is stated.", "Readers want to see what is answered.", False,
          _report_link),
    Check("links-open", "There are no links whose opening could be tried.", _UNOPENED, False, _opens),
)
