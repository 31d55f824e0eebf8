"""The mail server is set by one address; a wrong one stops the start and says what is right."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from answerable.site.mail_server import mail_server

FROM = "answers@marlshire.example"


@pytest.mark.parametrize(("scheme", "port", "secured_by"), [
    ("smtp", 25, None), ("smtp+tls", 587, "EMAIL_USE_TLS"), ("smtp+ssl", 465, "EMAIL_USE_SSL")])
def test_a_scheme_gives_its_port_and_how_it_is_secured(scheme: str, port: int, secured_by: str | None):
    found = mail_server(f"{scheme}://user:p%40ss@mail.example.org", FROM)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("user", "p@ss")
    assert {name for name in found if name.startswith("EMAIL_USE")} == ({secured_by} if secured_by else set())


@pytest.mark.parametrize(("address", "sender", "sentence"), [
    ("mail.example.org", FROM, "begins with one of smtp://"),
    ("consolemail://", FROM, "begins with one of smtp://"),
    ("smtp://", FROM, "names no host"),
    ("smtp://mail.example.org", "", "Set ANSWERABLE_EMAIL_FROM"),
])
def test_what_is_no_mail_server_stops_the_start(address: str, sender: str, sentence: str):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        mail_server(address, sender)
