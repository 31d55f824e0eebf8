"""One environment for every page, and the frame that all pages share.

A page is written for its own place: every link in it is relative, so the register works under any address.
"""

from __future__ import annotations

import base64
import binascii
import struct
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from answerable.documents import blocks, blocks_to_html, may_link_to
from answerable.duties.dates import format_date, format_long_date
from answerable.records.contents import BodyPart

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Logo:
    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Frame:
    """The body whose register it is. `page` writes one page of it."""

    body: BodyPart
    has_needs: bool = False  # whether a needs assessment was released, which the navigation then names

    @cached_property
    def logo(self) -> Logo | None:
        return read_logo(self.body.logo_png)

    def page(
        self,
        template: str,
        path: str,
        *,
        title: str,
        stated: str,
        section: str = "",
        trail: tuple[tuple[str, str], ...] = (),
        **values: Any,
    ) -> tuple[str, bytes]:
        """The file of a page and its bytes. `path` is "" for the home page, else it ends with "/"."""
        text = environment().get_template(template).render(
            values,
            body=self.body,
            logo=self.logo,
            has_needs=self.has_needs,
            csp=CSP,
            path=path,
            root="../" * path.count("/") or "./",
            title=title,
            stated=stated,
            section=section,
            trail=trail,
        )
        return f"{path}index.html", text.encode("utf-8")


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("answerable.register"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"day": format_date, "long_day": format_long_date, "blocks": _blocks, "address": _address}
    return made


def safe_link(address: str | None) -> str | None:
    """An address from a record if a page may link to it."""
    return address if address and may_link_to(address) else None


def _blocks(words: str, heading_level: int) -> Markup:
    return blocks_to_html(blocks(words), heading_level)


def _address(address: str) -> str:
    if not may_link_to(address):
        raise ValueError(f"no page may link to {address!r}")
    return address


def read_logo(encoded: str | None) -> Logo | None:
    """The body's logo; None unless it is a PNG picture, whose size stands in its first 24 bytes."""
    try:
        content = base64.b64decode(encoded or "", validate=True)
    except binascii.Error:
        return None
    if not content.startswith(_PNG) or len(content) < 24:
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return Logo(content, width, height)


def site_css(body: BodyPart) -> bytes:
    """The body's colour, and black or white on it, whichever can be read better."""
    colour = body.colour
    return f":root{{--register-brand:{colour};--register-on-brand:{readable_on(colour)}}}\n".encode()


def icon_svg(body: BodyPart) -> bytes:
    stroke = f'stroke="{readable_on(body.colour)}" stroke-width="3"'
    lines = "".join(f'<path d="M8 {y}h16" {stroke}/>' for y in (10, 16, 22))
    square = f'<rect width="32" height="32" rx="4" fill="{body.colour}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{square}{lines}</svg>\n'.encode()


def readable_on(colour: str) -> str:
    """WCAG 2.2's contrast: black on a colour wins when its luminance is above the geometric middle."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return "#0b0c0c" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"
