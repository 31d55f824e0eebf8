"""The ready configurations send the policy that the pages carry, and one thing more that a page cannot set."""

from __future__ import annotations

import functools
import http.server
import threading
import urllib.request
from pathlib import Path

import pytest

from answerable.register import bake
from answerable.register.frame import CSP
from tests.register.site import one_response

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"


@pytest.mark.parametrize("name", ["register.Caddyfile", "register.nginx.conf"])
def test_the_header_is_the_pages_policy_and_forbids_framing(name):
    text = (HOW_TO / name).read_text("utf-8")

    assert f"\"{CSP}; frame-ancestors 'none'\"" in text


def test_it_works_under_any_path_of_a_plain_file_server(tmp_path):
    bake(one_response().records, out=tmp_path / "offices" / "mar" / "register")
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever).start()
        address = f"http://127.0.0.1:{server.server_port}/offices/mar/register/"

        found = [read(address + path) for path in ("", "responses/mar-2024-001/", "register.css", "data/findings.csv")]
        server.shutdown()

    assert all(found)


def read(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        return answer.read()
