"""Every page holds by itself: links lead to files of the register, and nothing is loaded from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from answerable.duties import rules
from answerable.records import Records
from answerable.records.contents import REQUIRED_PARTS, part_shape
from answerable.register.frame import CSP
from tests.records.build import AS_AT, Chain
from tests.register.made import every_kind
from tests.register.site import files_of

NO_END_TAG = {"meta", "link", "img", "br", "hr", "input"}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return files_of(every_kind().records, AS_AT)


@pytest.fixture(scope="module")
def pages(files) -> dict[str, HTMLParser]:
    return {name: HTMLParser(content) for name, content in files.items() if name.endswith(".html")}


def addresses(page: HTMLParser) -> Iterator[str]:
    for node in page.css("[href], [src], [action]"):
        for name in ("href", "src", "action"):
            if name in node.attributes:
                yield node.attributes[name] or ""


def test_every_relative_link_leads_to_a_file_of_the_register_and_every_anchor_to_a_place(files, pages):
    ids = {name: {n.attributes["id"] for n in page.css("[id]")} for name, page in pages.items()}

    for name, page in pages.items():
        for address in addresses(page):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            at = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path)) if parts.path else name
            target = posixpath.join(at, "index.html") if parts.path.endswith("/") else at
            target = target.removeprefix("./")
            assert target in files, f"{name} links to {address}"
            if parts.fragment:
                assert parts.fragment in ids[target], f"{name} links to {address}"


def test_no_link_begins_at_a_root_so_the_register_stands_under_any_path(pages):
    for name, page in pages.items():
        assert not [a for a in addresses(page) if a.startswith("/")], name


def test_links_to_elsewhere_are_only_those_of_the_records_and_of_the_law(pages):
    ours = {rule.source.address for rule in rules()} | {
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "https://www.equalityadvisoryservice.com/",
        "https://commissioner.marlshire.example",
    }

    for page in pages.values():
        for address in addresses(page):
            assert not urlsplit(address).scheme or address in ours or ".example/reports/" in address, address


def test_nothing_is_loaded_from_elsewhere(pages):
    for page in pages.values():
        loaded = [n.attributes.get("src") or n.attributes.get("href") for n in page.css("link, script, img")]
        assert all("://" not in (address or "") for address in loaded)


def test_every_page_carries_the_policy_and_needs_nothing_that_it_forbids(files, pages):
    for name, page in pages.items():
        policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None, name
        assert policy.attributes["content"] == CSP
        assert not page.css("style, [style], script:not([src])"), name
        attributes = (a for node in page.css("*") for a in node.attributes)
        assert not [a for a in attributes if a.startswith("on")], name


def test_every_page_is_whole_html(files):
    for name, content in files.items():
        if name.endswith(".html"):
            assert unbalanced(content.decode()) == [], name


def unbalanced(text: str) -> list[str]:
    """Tags that are not closed in order. Our pages are plain enough for a stack to tell."""
    open_tags: list[str] = []
    for slash, tag, rest in re.findall(r"<(/?)([a-z][a-z0-9]*)([^<>]*)", text):
        if tag in NO_END_TAG or tag == "path" or rest.endswith("/"):
            continue
        if not slash:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            return [tag]
    return open_tags


def test_every_page_has_one_heading_of_the_first_level_a_title_of_its_own_and_no_id_twice(pages):
    titles = [page.css_first("title").text() for page in pages.values()]

    for name, page in pages.items():
        assert len(page.css("h1")) == 1, name
        ids = [n.attributes["id"] for n in page.css("[id]")]
        assert len(ids) == len(set(ids)), name
        levels = [int(n.tag[1]) for n in page.css("h1, h2, h3, h4, h5, h6")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)
    assert len(set(titles)) > 0.5 * len(titles)


CANARY = '"><script>alert(1)</script>\'{{7*7}}&amp;<img src=x onerror=alert(1)>'


def test_a_canary_in_every_text_of_every_record_comes_out_only_escaped():
    records = with_canary(every_kind().records)

    files = files_of(records, AS_AT)

    plain = 'class="govuk-template"'
    for name, content in files.items():
        if name.endswith(".html"):
            page = HTMLParser(content)
            assert plain in content.decode()
            assert not page.css("script:not([src]), img[onerror], img[src=x]"), name
        if name.endswith((".html", ".xml")):
            assert b"<script>alert" not in content, name
            assert b"<img src=x" not in content, name
    for ref in ("mar-2023-001", "mar-2025-901", "mar-2025-902", "mar-2025-905"):
        assert b"&lt;script&gt;alert(1)" in files[f"responses/{ref}/index.html"], ref
    assert b"&lt;script&gt;alert(1)" in files["commitments/mar-c2/index.html"]
    assert b"&lt;script&gt;alert(1)" in files["needs-assessments/mar-needs-2/index.html"]


def with_canary(records: Records) -> Records:
    """The same records with the canary at the end of every text in them."""
    chain = Chain()
    for entry in records.entries:
        parts = {}
        for name in entry.parts:
            shape = part_shape(entry.kind, name)
            value = entry.read(name, shape)
            parts[name] = infected(value)
        if REQUIRED_PARTS.get(entry.kind, frozenset()) - set(parts):
            continue  # the last one: what it needs was removed, so that it cannot be made again
        chain.append(entry.facts, parts, entry.at)
    return chain.records


FIXED = {"colour", "logo_png", "rule"}


def infected(value):
    """A copy of a shape with the canary after every free text."""
    changed = {}
    for name, field in value.__class__.model_fields.items():
        now = getattr(value, name)
        if name in FIXED or field.metadata or isinstance(now, (date, bool, int)) or now is None:
            continue  # metadata: a pattern, to which a text with a canary does not fit
        if type(now) is str and field.annotation in (str, str | None):
            changed[name] = now + CANARY
        elif isinstance(now, tuple):
            changed[name] = tuple(map(infected_item, now))
    return value.model_copy(update=changed)


def infected_item(item):
    if isinstance(item, tuple):
        return tuple(map(infected_item, item))
    return item + CANARY if isinstance(item, str) else item if isinstance(item, int) else infected(item)
