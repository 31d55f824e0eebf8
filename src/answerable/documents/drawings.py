"""Whether a text is a drawing as this software makes them, and nothing else: only then does a page take it in.

A drawing is kept in a record, and a record can come from other hands. What is let through is a small language of its
own, which reads alike as XML and within an HTML page: the elements and attributes below, each attribute with the form
of its value, in straight double quotes. Nothing in it can run, load, style the page around it or lead anywhere. Records
last, so this language may grow and must not shrink.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_NUMBER = r"-?\d{1,7}(?:\.\d{1,20})?(?:e-\d{1,3})?"
_SIZE = r"[1-9]\d{0,5}(?:\.\d{1,20})?"  # at least 1
_COLOUR = r"currentColor|none"

_PAINT = {
    "fill": _COLOUR, "fill-opacity": _NUMBER, "fill-rule": "evenodd|nonzero", "stroke": _COLOUR,
    "stroke-width": _NUMBER, "stroke-opacity": _NUMBER, "stroke-linejoin": "round|miter|bevel",
    "stroke-linecap": "round|butt|square", "stroke-dasharray": rf"{_NUMBER}(?:[ ,]{_NUMBER}){{0,7}}",
}
_WORDS = {"font-size": _NUMBER, "font-weight": "bold|normal", "text-anchor": "start|middle|end"}
_PLACE = {"x": _NUMBER, "y": _NUMBER}
_FORMS: Mapping[str, Mapping[str, str]] = {
    "svg": {
        "xmlns": r"http://www\.w3\.org/2000/svg", "viewBox": rf"0 0 {_SIZE} {_SIZE}", "width": _SIZE, "height": _SIZE,
        "role": "img", "font-family": r"[A-Za-z][A-Za-z ,'-]{0,99}", "font-size": _NUMBER, "fill": _COLOUR,
    },
    "title": {},
    "desc": {},
    "g": _PAINT | _WORDS,
    "path": _PAINT | {"d": r"[MmLlHhVvZz0-9 ,.e-]*"},
    "line": _PAINT | {"x1": _NUMBER, "y1": _NUMBER, "x2": _NUMBER, "y2": _NUMBER},
    "rect": _PAINT | _PLACE | {"width": _NUMBER, "height": _NUMBER},
    "circle": _PAINT | {"cx": _NUMBER, "cy": _NUMBER, "r": _NUMBER},
    "text": _PAINT | _WORDS | _PLACE,
    "tspan": _PAINT | _WORDS | _PLACE,
}
_ALLOWED = {element: {name: re.compile(form, re.ASCII) for name, form in forms.items()}
            for element, forms in _FORMS.items()}
_NEEDED = frozenset({"xmlns", "viewBox", "width", "height"})  # of the drawing as a whole
_WITHIN = {  # what may stand directly in what; all others hold nothing, words neither
    "": {"svg"},
    "svg": {"title", "desc", "g", "path", "line", "rect", "circle", "text"},
    "g": {"g", "path", "line", "rect", "circle", "text"},
    "text": {"tspan"},
}
_HOLDS_WORDS = frozenset({"title", "desc", "text", "tspan"})
_DEEPEST = 20  # elements within elements

_TOKEN = re.compile(
    r"""</(?P<ends>[a-z]+)>
      | <(?P<begins>[a-z]+)(?P<attributes>(?:[ ][A-Za-z][A-Za-z0-9-]*="[^"<>&\n]*")*)(?P<empty>[ ]?/)?>
      | (?P<words>(?:[^<>&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|&(?:amp|lt|gt|quot|\#x27|\#39);)+)
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r'([A-Za-z0-9-]+)="([^"]*)"')


def is_drawing(svg: str) -> bool:
    """Whether all of the text is one drawing in the small language."""
    open_elements: list[str] = []
    at, begun = 0, False
    while at < len(svg):
        token = _TOKEN.match(svg, at)
        if token is None:
            return False
        at, within = token.end(), open_elements[-1] if open_elements else ""
        if (name := token["ends"]) is not None:
            if name != within:
                return False
            open_elements.pop()
        elif (name := token["begins"]) is not None:
            if not within and begun:
                return False  # something after the end
            if name not in _WITHIN.get(within, ()) or not _fits(name, token["attributes"]):
                return False
            begun = True
            if not token["empty"]:
                open_elements.append(name)
            if len(open_elements) > _DEEPEST:
                return False
        elif within not in _HOLDS_WORDS:
            return False
    return begun and not open_elements


def _fits(element: str, attributes: str) -> bool:
    """Whether each attribute is allowed, has its form, and comes once."""
    allowed, seen = _ALLOWED[element], set()
    for name, value in _ATTRIBUTE.findall(attributes):
        if name in seen or name not in allowed or not allowed[name].fullmatch(value):
            return False
        seen.add(name)
    return element != "svg" or seen >= _NEEDED
