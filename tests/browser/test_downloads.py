"""A file from outside is only ever downloaded: no browser opens it as a page of this site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

POLYGLOT = b"<!doctype html><title>opened</title><script>document.title = 'run'</script><!-- %PDF-1.4 broken -->"


def test_a_page_that_says_it_is_a_pdf_is_downloaded_and_never_shown(visitor, sites, tmp_path: Path):
    (tmp_path / "letter.pdf").write_bytes(POLYGLOT)
    asha = visitor().sign_in("author").open("/reports/add/")
    asha.page.get_by_label("Upload the report").check()
    asha.page.get_by_label("The report's file").set_input_files(tmp_path / "letter.pdf")
    asha.press("Read the report")
    asha.page.wait_for_url(re.compile("/reports/[0-9a-f]{12}/"))
    asha.page.locator("form[data-at-once]").wait_for(state="detached")  # it has been read, or could not be
    ref = asha.page.url.split("/reports/")[1].split("/")[0]
    asha.open(f"/reports/{ref}/")
    link = asha.page.locator("a[href*='/documents/']").first

    with asha.page.expect_download() as download:
        link.click()

    assert download.value.suggested_filename == "letter.pdf"
    assert Path(download.value.path()).read_bytes() == POLYGLOT
    assert f"/reports/{ref}/" in asha.page.url
    assert asha.page.title() not in {"opened", "run"}
