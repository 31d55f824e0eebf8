"""Every page of both sites, wide and narrow: no fault that axe finds, no sideways scrolling, one main heading.

Pages are found as people find them, by following links; two of each kind are looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import NARROW, WIDE, Visitor, accessibility_faults, faults_by_eye

pytestmark = pytest.mark.browser

OF_EACH_KIND = 2


def kind_of(address: str) -> str:
    """The page's address with references and numbers left out."""
    return re.sub(r"/(?=[a-z-]*\d)[a-z0-9-]+", "/*", urlsplit(address).path)


def links_of(page: Any, site: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    pages = [urldefrag(link).url for link in found if link.startswith(f"{site}/")]
    return [link for link in pages if re.search(r"(/|\?[^/]*)$", link)]


def walk(visitor: Visitor, site: str, start: str) -> dict[str, list[str]]:
    """Address -> faults, of the pages that can be reached."""
    waiting, seen, looked_at = [start], {start}, Counter[str]()
    faults: dict[str, list[str]] = {}
    while waiting:
        address = waiting.pop(0)
        looked_at[kind_of(address)] += 1
        if looked_at[kind_of(address)] > OF_EACH_KIND:
            continue
        for size in (WIDE, NARROW):
            visitor.page.set_viewport_size(size)
            try:
                answer = visitor.page.goto(address)
            except Error as reason:
                if "Download is starting" in str(reason):  # a file, not a page
                    break
                raise
            assert answer is not None
            assert answer.status == 200, address
            found = accessibility_faults(visitor.page) + faults_by_eye(visitor.page)
            if found:
                faults[f"{address} at {size['width']}"] = found
        fresh = [link for link in links_of(visitor.page, site) if link not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    assert len(looked_at) > 3, looked_at
    return faults


def test_the_public_register_has_no_fault_on_any_page(visitor, sites):
    faults = walk(visitor(), sites.register, f"{sites.register}/")

    assert faults == {}


@pytest.mark.parametrize("role", [
    "author", "approver", "reviewer", "administrator", "auditor", "commitment_owner", "panel_member", "analyst"])
def test_the_workspace_has_no_fault_on_any_page(visitor, sites, role):
    faults = walk(visitor().sign_in(role), sites.workspace, f"{sites.workspace}/")

    assert faults == {}


def test_the_page_to_sign_in_has_no_fault(visitor, sites):
    window = visitor().open("/sign-in/")

    assert accessibility_faults(window.page) + faults_by_eye(window.page) == []


def test_no_cookie_of_the_workspace_reaches_the_register(visitor, sites):
    window = visitor().sign_in("author")
    sent: list[str] = []
    window.page.on("request", lambda request: sent.append(request.headers.get("cookie", "")))

    window.open(f"{sites.register}/")

    assert sent
    assert set(sent) == {""}


def test_after_signing_out_going_back_shows_no_draft(visitor, sites):
    window = visitor().sign_in("author").open("/reports/")
    window.press("Sign out")
    window.page.wait_for_url("**/sign-in/**")
    window.page.get_by_role("heading", level=1).wait_for()  # the browser is still changing pages until it shows

    with window.page.expect_navigation(url="**/sign-in/**"):
        window.page.evaluate("() => { history.back() }")

    assert "/sign-in/" in window.page.url
