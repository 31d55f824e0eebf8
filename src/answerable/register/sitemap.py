"""The sitemap, for search engines. Its protocol wants whole addresses, which the records do not have.

So the address of the register is told to the bake. Without one there is no sitemap; nothing else depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

File = tuple[str, bytes]
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # addresses in one file, by the protocol


def sitemap_files(pages: Iterable[str], address: str) -> Iterator[File]:
    """`pages`: paths of the pages, each ending in index.html; `address`: where the register is served, or ""."""
    yield "robots.txt", _robots(address)
    if not address:
        return
    root = address.rstrip("/")
    addresses = [f"{root}/{page.removesuffix('index.html')}" for page in sorted(pages)]
    parts = [addresses[at : at + MOST] for at in range(0, len(addresses), MOST)]
    if len(parts) == 1:
        yield "sitemap.xml", _xml("urlset", "url", parts[0])
        return
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _xml("urlset", "url", part)
    yield "sitemap.xml", _xml("sitemapindex", "sitemap", [f"{root}/sitemap-{n}.xml" for n in range(1, len(parts) + 1)])


def _robots(address: str) -> bytes:
    sitemap = f"Sitemap: {address.rstrip('/')}/sitemap.xml\n" if address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _xml(root: str, item: str, addresses: Iterable[str]) -> bytes:
    made = Element(root, {"xmlns": _NAMESPACE})
    for address in addresses:
        SubElement(SubElement(made, item), "loc").text = address
    return bytes(tostring(made, encoding="utf-8", xml_declaration=True)) + b"\n"
