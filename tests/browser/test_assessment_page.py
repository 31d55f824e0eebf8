"""The page that `answerable assess` writes, as it lies on a disk: axe, wide and narrow, and from the keyboard."""

import pytest

from answerable.cli import assess
from tests.browser.conftest import AXE
from tests.datasets.made import folder, invented_forces

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_has_no_fault_and_does_not_scroll_sideways(chromium, tmp_path, monkeypatch, width):
    monkeypatch.setattr("answerable.assessment.figures.forces", invented_forces)
    made = ["--data", str(folder(tmp_path / "data")), "--area", "marlshire", "--out", str(tmp_path / "out")]
    assert assess.main(made) == 0
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "out" / "assessment.html").as_uri())
    page.add_script_tag(path=AXE)

    assert page.evaluate("async () => (await axe.run(document)).violations") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("svg").count() > 5
    page.close()
