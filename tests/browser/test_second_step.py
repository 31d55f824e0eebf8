"""Signing in with a second step, as people do it: an app's codes, a security key, and typed work that is kept."""

from __future__ import annotations

import sqlite3
import time
from secrets import token_hex
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Sites, Visitor, accessibility_faults, faults_by_eye
from tests.conftest import PASSWORD

pytestmark = pytest.mark.browser

ANSWER = "What has been or will be done, or the reason"


@pytest.fixture
def person(sites: Sites, monkeypatch) -> str:
    """Somebody new, without a second step: their email address."""
    monkeypatch.setenv("ANSWERABLE_PASSWORD", PASSWORD)
    email = f"kit-{token_hex(4)}@mar.example"
    added = sites.run("add_person", email, "--name", "Kit Hale", "--post", "Officer", "--role", "author")
    assert added.returncode == 0, added.stderr
    return email


def sign_in(window: Visitor, email: str, address: str = "/sign-in/") -> None:
    if address:
        window.open(address)
    window.page.get_by_label("Email address").fill(email)
    window.page.get_by_label("Password").fill(PASSWORD)
    window.press("Sign in")


def heading(window: Visitor) -> Any:
    return expect(window.page.get_by_role("heading", level=1))


def has_no_fault(window: Visitor) -> None:
    for size in (WIDE, NARROW):
        window.page.set_viewport_size(size)
        assert accessibility_faults(window.page) + faults_by_eye(window.page) == [], window.page.url
    window.page.set_viewport_size(WIDE)


def code_of(key: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(key.replace(" ", ""), int(time.time()) // 30 + steps))


@pytest.mark.parametrize("script", [True, False])
def test_an_app_is_set_up_and_asked_for(visitor, sites, person, script):
    window = visitor(script=script)
    sign_in(window, person)
    window.follow("Kit Hale")
    window.follow("Set up a second step")
    window.follow("Use an app that shows codes")
    key = window.page.locator(".app-code").inner_text()
    if script:
        has_no_fault(window)
    window.page.get_by_label("Code").fill(code_of(key))
    window.press("Use this app")

    heading(window).to_have_text("Your recovery codes")
    if script:
        has_no_fault(window)
    codes = window.page.locator(".app-codes .app-code").all_inner_texts()
    window.press("Sign out")
    sign_in(window, person)

    heading(window).to_have_text("Second step")
    if script:
        has_no_fault(window)
    window.page.get_by_label("Code").fill("000000")
    window.press("Sign in")
    expect(window.page.get_by_text("This code is not right").first).to_be_visible()
    window.page.get_by_label("Code").fill(codes[4])
    window.press("Sign in")
    heading(window).to_have_text("What needs you now")
    window.follow("Kit Hale")
    expect(window.page.get_by_text("9 recovery codes left")).to_be_visible()
    if script:
        has_no_fault(window)


def with_a_key(window: Visitor) -> str:
    """The browser has a security key of its own: one that Chromium plays."""
    window.tools = window.context.new_cdp_session(window.page)
    window.tools.send("WebAuthn.enable")
    made = window.tools.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})
    return str(made["authenticatorId"])


def test_a_security_key_is_set_up_and_asked_for(visitor, sites, person):
    window = visitor()
    with_a_key(window)
    sign_in(window, person)
    window.open("/you/second-step/key/")
    has_no_fault(window)
    window.page.get_by_label("Name of this key").fill("Blue key")
    window.press("Use this key")
    heading(window).to_have_text("Your recovery codes")
    window.press("Sign out")
    sign_in(window, person)
    heading(window).to_have_text("Second step")
    has_no_fault(window)

    window.press("Use your security key or passkey")

    heading(window).to_have_text("What needs you now")
    window.open("/you/second-step/")
    expect(window.page.get_by_text("Blue key").first).to_be_visible()
    has_no_fault(window)


def test_a_key_of_somebody_else_does_not_sign_in(visitor, sites, person):
    window = visitor()
    key = with_a_key(window)
    sign_in(window, person)
    window.open("/you/second-step/key/")
    window.page.get_by_label("Name of this key").fill("Blue key")
    window.press("Use this key")
    heading(window).to_have_text("Your recovery codes")
    window.press("Sign out")
    window.tools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    with_a_key(window)
    sign_in(window, person)
    window.press("Use your security key or passkey")

    expect(window.page.get_by_text("The key did not answer.")).to_be_visible()
    heading(window).to_have_text("Second step")


@pytest.mark.parametrize("script", [True, False])
def test_a_form_sent_after_the_end_comes_back_filled(visitor, sites, person, script):
    window = visitor(script=script)
    sign_in(window, person)
    window.open("/reports/").follow("How Marlshire Police records crime (example)")
    window.open(f"{window.page.url}write/findings/1/")
    words = "Words of <Kit> & nobody else's.\n\nA second paragraph."
    window.page.get_by_label(ANSWER).fill(words)
    window.page.get_by_role("radio").nth(1).check()
    end_every_session(sites)
    window.press("Save and come back")

    heading(window).to_have_text("You were signed out")
    if script:
        has_no_fault(window)
    sign_in(window, person, "")
    if not script:
        window.press("Check what you typed")
    expect(window.page.get_by_text("What you typed is kept").first).to_be_visible()
    expect(window.page.get_by_label(ANSWER)).to_have_value(words)
    expect(window.page.get_by_role("radio").nth(1)).to_be_checked()
    if script:
        has_no_fault(window)


def end_every_session(sites: Sites) -> None:
    with sqlite3.connect(sites.home / "answerable.sqlite3", timeout=20) as database:
        database.execute("DELETE FROM accounts_signin")
