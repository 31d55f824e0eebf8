"""Records whose names of a body are from before a fire and rescue service had a place of its own."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.records import chain
from answerable.records.verify import verify
from tests.records.build import body, write
from tests.register import site


@pytest.fixture
def earlier(monkeypatch):
    """A chain that states the body's names without the fields that were added."""
    written = chain.written
    monkeypatch.setattr(chain, "written", lambda shape: {
        name: value for name, value in written(shape).items() if name not in ("fire_name", "fire_chief_title")})
    service = body().model_copy(update={
        "force_name": "Marlshire Fire and Rescue Service", "chief_title": "Chief Fire Officer"})
    return site.one_response(regime="fire-framework-2018", of=service).records


def test_they_are_whole(earlier, tmp_path):
    stated = next(entry.value("body") for entry in earlier.entries if entry.kind == "body")

    assert "fire_name" not in stated
    assert verify(write(earlier, tmp_path)).whole


def test_a_fire_authoritys_register_says_what_it_said_before(earlier):
    files = site.files_of(earlier, date(2025, 3, 1))
    page = site.page(files, f"responses/{site.REF}/")

    assert "The Chief Fire Officer&#39;s comments" in page
    assert "The service's position" in page
    assert "reports about Marlshire Fire and Rescue Service." in site.page(files, "")
