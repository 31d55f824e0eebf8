"""A real browser on the real demonstration: made once, served by the product itself, on free ports."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@dataclass(frozen=True)
class Sites:
    workspace: str
    register: str
    home: Path
    sign_ins: dict[str, dict[str, str]]  # role -> {"email", "password", "name"}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the product on this demonstration."""
        return subprocess.run(
            [sys.executable, "-m", "answerable.cli.entry", *arguments],
            env=environment(self.home), capture_output=True, text=True, timeout=300,
        )


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return {**kept, "ANSWERABLE_HOME": str(home), "ANSWERABLE_DEMONSTRATION": "1"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    home = tmp_path_factory.mktemp("demonstration")
    workspace_port, register_port = free_port(), free_port()
    with (home / "errors").open("wb") as errors:
        server = subprocess.Popen(
            [sys.executable, "-m", "answerable.cli.entry", "demonstrate",
             "--workspace-port", str(workspace_port), "--register-port", str(register_port)],
            env=environment(home), stdout=subprocess.DEVNULL, stderr=errors,
        )
    try:
        wait_for(f"http://localhost:{workspace_port}/sign-in/", server, home / "errors")
        sign_ins = json.loads((home / "demonstration.json").read_text("utf-8"))["sign_ins"]
        yield Sites(f"http://localhost:{workspace_port}", f"http://127.0.0.1:{register_port}", home, sign_ins)
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str, server: subprocess.Popen[bytes], errors: Path, seconds: int = 120) -> None:
    for _ in range(seconds * 4):
        if server.poll() is not None:
            raise RuntimeError(f"the demonstration ended: {errors.read_text('utf-8')}")
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"{address} did not answer: {errors.read_text('utf-8')}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path, "Debian's package chromium is missing: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                  "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Visitor:
    """One browser window of one person; it collects what the page complained about."""

    def __init__(self, chromium: Any, sites: Sites, *, narrow: bool = False, script: bool = True) -> None:
        self.sites, self.script = sites, script
        self.context = chromium.new_context(
            viewport=NARROW if narrow else WIDE, java_script_enabled=script, bypass_csp=False, locale="en-GB",
        )
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.complaints.append(text)

    def sign_in(self, role: str) -> Visitor:
        self.page.goto(f"{self.sites.workspace}/sign-in/")
        self.page.get_by_label("Email address").fill(self.sites.sign_ins[role]["email"])
        self.page.get_by_label("Password").fill(self.sites.sign_ins[role]["password"])
        self.page.get_by_role("button", name="Sign in").click()
        return self

    def open(self, address: str) -> Visitor:
        self.page.goto(address if address.startswith("http") else f"{self.sites.workspace}{address}")
        return self

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()


@pytest.fixture
def visitor(chromium: Any, sites: Sites) -> Iterator[Any]:
    """A function that opens a window: `visitor(narrow=True, script=False)`. No page may have complained."""
    opened: list[Visitor] = []

    def open_window(**options: bool) -> Visitor:
        opened.append(Visitor(chromium, sites, **options))
        return opened[-1]

    yield open_window
    complaints = [complaint for window in opened for complaint in window.complaints]
    for window in opened:
        window.context.close()
    assert complaints == []


def accessibility_faults(page: Any) -> list[str]:
    """What axe finds on the page as it stands: WCAG 2.2 A and AA, and its best practices."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


def faults_by_eye(page: Any) -> list[str]:
    """What a person would see at once and axe does not: sideways scrolling, no or two main headings."""
    faults = []
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        faults.append("the page scrolls sideways")
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} main headings")
    return faults
