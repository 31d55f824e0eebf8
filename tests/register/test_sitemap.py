"""The sitemap lists every page by its whole address, once the address is known."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from answerable.register import bake, site_files
from answerable.register.sitemap import MOST, sitemap_files
from tests.records.build import AS_AT, example_records

ADDRESS = "https://register.commissioner.marlshire.example/answers"


def locations(xml: bytes) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(xml).iter() if node.tag.endswith("}loc")]


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/"])
def test_it_lists_every_page_but_those_of_past_days(address):
    files = dict(site_files(example_records(), AS_AT, address=address))
    pages = {n.removesuffix("index.html") for n in files if n.endswith("index.html")}
    past = {n for n in pages if n.startswith("as-at/2")}

    listed = locations(files["sitemap.xml"])

    assert sorted(listed) == sorted(f"{ADDRESS}/{page}" for page in pages - past)
    assert all(b'name="robots" content="noindex"' in files[f"{page}index.html"] for page in past)
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in files["robots.txt"].decode()


def test_without_an_address_there_is_none_and_the_data_page_says_so():
    files = dict(site_files(example_records(), AS_AT))

    assert "sitemap.xml" not in files
    assert "Sitemap" not in files["robots.txt"].decode()
    assert "There is no sitemap: it needs the address of this register" in files["data/index.html"].decode()


def test_the_address_changes_no_other_file():
    without, with_it = (dict(site_files(example_records(), AS_AT, address=a)) for a in ("", ADDRESS))

    changed = {name for name in with_it if with_it[name] != without.get(name)}

    assert changed == {"sitemap.xml", "robots.txt", "data/index.html"}


def test_more_pages_than_one_file_may_list_are_listed_in_several():
    files = dict(sitemap_files((f"p/{n}/index.html" for n in range(MOST + 1)), ADDRESS))

    assert locations(files["sitemap.xml"]) == [f"{ADDRESS}/sitemap-1.xml", f"{ADDRESS}/sitemap-2.xml"]
    assert len(locations(files["sitemap-1.xml"])) == MOST
    assert len(locations(files["sitemap-2.xml"])) == 1


def test_a_bake_writes_it_for_the_address_it_was_told(tmp_path):
    bake(example_records(), out=tmp_path / "site", address=ADDRESS)

    assert f"{ADDRESS}/check/" in locations((tmp_path / "site" / "sitemap.xml").read_bytes())
