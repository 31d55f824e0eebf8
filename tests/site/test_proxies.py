"""The ready configurations of a proxy write no token into a log, and open to everybody only what must be open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
TOKEN = "q3v-_Zk9token"
PATTERNS = {"workspace.nginx.conf": r'"~(\^/[^"]+)" (\S+);', "workspace.Caddyfile": r'regexp "([^"]+)" "([^"]+)"'}


def text(name: str) -> str:
    return (HOW_TO / name).read_text("utf-8")


@pytest.mark.parametrize("name", PATTERNS)
def test_the_pattern_of_the_log_takes_every_token_out(name):
    patterns = [(pattern.replace("(?<rest>", "(?P<rest>"), re.sub(r"\$(\w+)", r"\\g<\1>", instead))
                for pattern, instead in re.findall(PATTERNS[name], text(name))]

    for address in (reverse("link", kwargs={"token": TOKEN}), reverse("calendar", kwargs={"token": TOKEN}),
                    *(f"/{folder}/{TOKEN}{more}" for folder in ("i", "calendar") for more in ("", "?x=1", "/?x=1"))):
        logged = address
        for pattern, instead in patterns:
            logged = re.sub(pattern, instead, logged)
        assert TOKEN not in logged
        assert logged.startswith(("/i/***", "/calendar/***"))


@pytest.mark.parametrize("name", PATTERNS)
def test_no_log_holds_the_page_that_somebody_came_from(name):
    assert "referer" not in text(name).lower()


@pytest.mark.parametrize("name", PATTERNS)
def test_what_everybody_reaches_is_the_door_and_nothing_else(name):
    opened = set(re.findall(r"location (/\w+/)|path ((?:/\w+/\* ?)+)", text(name)))

    folders = {part.rstrip("*") for pair in opened for one in pair for part in one.split()}
    assert folders == {"/i/", "/calendar/", "/comments/", "/updates/", "/colours/", "/assets/"}
    assert reverse("door-start", kwargs={"door": "x"}).startswith("/comments/")
    assert reverse("update-start", kwargs={"door": "x"}).startswith("/updates/")
    assert reverse("colours", kwargs={"body": "mar"}).startswith("/colours/")
