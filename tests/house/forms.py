"""Fills in the forms of a page as it was sent, so that tests can post what a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.conftest import PASSWORD

WORDS = "Filled in by a test."
CHOSEN = {"how": "type", "reason": "other"}  # of several ways, the one that needs nothing else; otherwise the first
LEFT_EMPTY = {"sub_points", "same_as", "link", "website"}  # any words here would be asked about


@dataclass
class Form:
    """A form of a page: what it would send, and the name of every field that it has."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


def forms_of(html: str, address: str) -> list[Form]:
    """Every form that is posted: what stands in it is kept, and what is empty is filled in."""
    page = LexborHTMLParser(html)
    return [_filled(node, address) for node in page.css('form[method="post"]')]


def _filled(node: LexborNode, address: str) -> Form:
    form = Form(node.attributes.get("action") or address)
    for one in node.css("select[name]"):
        options = one.css("option")
        chosen = next((o for o in options if "selected" in o.attributes), options[0])
        form.fields[one.attributes["name"] or ""] = [chosen.attributes.get("value") or ""]
    for one in node.css("input, textarea, button[name]"):
        name, kind = one.attributes.get("name") or "", one.attributes.get("type") or one.tag
        if not name or kind == "file":
            continue
        value = one.text() if one.tag == "textarea" else one.attributes.get("value") or ""
        values = form.fields.setdefault(name, [])
        if kind in ("radio", "checkbox", "button"):
            if "checked" in one.attributes or not values or CHOSEN.get(name) == value:
                values[:] = [value]
        else:
            values.append(value or ("" if name in LEFT_EMPTY else _suited(name, kind)))
    return form


def _suited(name: str, kind: str) -> str:
    if name.endswith(("-day", "-month")):
        return "11"
    if name.endswith("-year"):
        return "2024"
    return {"password": PASSWORD, "email": "new@marlshire.example"}.get(kind, "" if kind == "hidden" else WORDS)
