"""A page of ours with one of its forms filled in again: the page's own markup, other values. Pure.

Only our own pages go through here, as they were just made. Everything is copied as it stands, except the values of
fields that the form has; they are escaped as an attribute or text of HTML has to be.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

Attributes = list[tuple[str, str | None]]
_NOT_TYPED = {"submit", "button", "image", "reset", "file", "password"}
_CHOSEN = {"radio", "checkbox"}


def fill(html: str, *, address: str, to: str, fields: tuple[tuple[str, str], ...]) -> str | None:
    """The page with the form that is sent to `to` filled in; None when no form of the page is."""
    forms = _Forms(address)
    forms.feed(html)
    names = {name for name, _ in fields}
    fitting = [(len(names & held), number) for number, (target, held) in enumerate(forms.found) if target == to]
    if not fitting:
        return None
    most, number = max(fitting, key=lambda one: (one[0], -one[1]))
    if names and not most:
        return None
    filler = _Filler(number, fields)
    filler.feed(html)
    filler.close()
    return "".join(filler.written)


class _Forms(HTMLParser):
    """Where each posted form of a page is sent, and the names of its fields and buttons."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[tuple[str, set[str]]] = []

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        given = dict(attributes)
        if tag == "form":
            is_posted = (given.get("method") or "").lower() == "post"
            self.found.append((urljoin(self.address, given.get("action") or "") if is_posted else "", set()))
        elif tag in ("input", "textarea", "select", "button") and self.found:
            self.found[-1][1].add(given.get("name") or "")


class _Filler(HTMLParser):
    """Copies a page; within one form, each field gets its values in the order in which they were sent."""

    def __init__(self, number: int, fields: tuple[tuple[str, str], ...]) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self.forms, self.number = -1, number
        self.is_inside = self.skips = False
        self.select = ""
        self.values: dict[str, list[str]] = {}
        for name, value in fields:
            self.values.setdefault(name, []).append(value)

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        given, raw = dict(attributes), self.get_starttag_text() or ""
        name = given.get("name") or ""
        if tag == "form":
            self.forms += 1
            self.is_inside = self.forms == self.number
        elif self.is_inside and tag == "input":
            raw = self._input(attributes, raw)
        elif self.is_inside and tag == "select":
            self.select = name
        elif self.is_inside and tag == "option" and self.select in self.values:
            raw = _tag(tag, attributes, "selected", given.get("value") in self.values[self.select])
        self.written.append(raw)
        if self.is_inside and tag == "textarea" and self.values.get(name):
            self.written.append("\n" + escape(self.values[name].pop(0)))
            self.skips = True

    def _input(self, attributes: Attributes, raw: str) -> str:
        given = dict(attributes)
        name, kind = given.get("name") or "", given.get("type") or "text"
        if kind in _CHOSEN:
            return _tag("input", attributes, "checked", (given.get("value") or "on") in self.values.get(name, []))
        if kind in _NOT_TYPED or not self.values.get(name):
            return raw
        kept = [(key, value) for key, value in attributes if key != "value"]
        return _tag("input", [*kept, ("value", self.values[name].pop(0))])

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.skips = False
        if tag == "form":
            self.is_inside = False
        self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.skips:
            self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.written.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.written.append(f"<!{decl}>")


def _tag(tag: str, attributes: Attributes, flag: str = "", is_set: bool = False) -> str:
    """The tag written anew, with or without the flag."""
    kept = [(name, value) for name, value in attributes if name != flag]
    words = [name if value is None else f'{name}="{escape(value)}"' for name, value in kept]
    return f"<{' '.join([tag, *words, *([flag] if is_set else [])])}>"
