"""Where links lead, judged from their spelling alone."""

from __future__ import annotations

import pytest

from answerable.responses.checks.hosts import in_ascii, is_public
from tests.responses.checks.drafts import draft_of, found, of_chief_officer, unknown

ADDRESSES_OF_NOBODY = (
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "①②⑦.⓪.⓪.①", "１２７.0.0.1",
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0", "192.0.2.1",
    "198.18.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fec0::1]", "[fc00::1]", "[fe80::1]", "[ff02::1]", "[2001:db8::1]",
    "[2001::1]", "[3fff::1]", "[nonsense::x]",
)
NAMES_OF_NOBODY = (
    "localhost", "LOCALHOST.", "intranet", "files.local", "wiki.corp", "a.internal", "x.lan", "a..example", "1.2.3.4.5",
    "router.home", "printer.localdomain", "999.1.1.1")
PUBLIC = (
    "force.example", "www.gov.uk", "hmicfrs.justiceinspectorates.gov.uk", "8.8.8.8", "[2606:4700::1111]", "gov.uk.",
    "3m.com", "xn--bcher-kva.example", "bücher.example")


@pytest.mark.parametrize("host", [*ADDRESSES_OF_NOBODY, *NAMES_OF_NOBODY])
def test_a_host_that_no_reader_can_reach_is_not_public_in_any_spelling(host: str):
    assert not is_public(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_host_stays_one(host: str):
    assert is_public(host)


@pytest.mark.parametrize(("host", "ascii_form"), [
    ("аррӏе.example", "xn--80ak6aa92e.example"), ("bücher.example", "xn--bcher-kva.example"),
    ("force.example", "force.example"), ("-" * 70 + "ü.example", "-" * 70 + "ü.example")])
def test_the_plain_form_of_a_host_is_known(host: str, ascii_form: str):
    assert in_ascii(host) == ascii_form


@pytest.mark.parametrize("words", [
    "See [inspection report](#).", "See [inspection report]().", "See [inspection report]( # ).",
    "[inspection report](http://)", "[inspection report](https:)"])
def test_a_link_that_leads_nowhere_stops_it(words: str):
    assert "“inspection report”" in found("empty-links", words)[0]
    assert found("broken-links", words) == []


@pytest.mark.parametrize(("address", "why"), [
    ("www.force.example/a", "has no https:// in front."),
    ("report.pdf", "has no https:// in front."),
    ("force.example:8080/a", "has no https:// in front."),
    ("https://www.gov.uk@evil.example/", "has a user name before its host, which hides where it leads. Take it out."),
    ("javascript:alert", "leads neither to a web page nor to a mailbox."),
    ("file:///C:/report.doc", "leads neither to a web page nor to a mailbox."),
    ("mailto:nobody", "is no address."),
    ("https://[::1", "is no address."),
])
def test_a_link_that_the_page_would_not_make_stops_it(address: str, why: str):
    assert found("broken-links", f"[the report]({address})") == [
        f"The link “the report” in the Commissioner’s comments does not work: “{address}” {why}"]


@pytest.mark.parametrize("address", ["https://force.example/a", "mailto:office@marlshire.example", "#", ""])
def test_a_link_that_works_or_is_empty_is_not_called_broken(address: str):
    assert found("broken-links", f"[the report]({address})") == []


@pytest.mark.parametrize("host", ["localhost:8000", "192.168.1.1", "intranet", "[::ffff:10.0.0.1]", "①⓪.0.0.1"])
def test_a_link_into_an_office_stops_it(host: str):
    assert "readers outside cannot reach" in found("private-links", f"[the plan](http://{host}/plan)")[0]


@pytest.mark.parametrize(("words", "told"), [
    ("[here](https://a.example/)", True), ("[Click here.](https://a.example/)", True),
    ("[https://a.example/report](https://a.example/report)", True), ("[Read more:](https://a.example/)", True),
    ("[here is the plan for 2025](https://a.example/)", False), ("[Police and crime plan](https://a.example/)", False)])
def test_a_link_text_that_says_nothing_alone_is_told(words: str, told: bool):
    assert bool(found("link-words", words)) == told


def test_two_links_with_the_same_words_and_two_targets_are_told_once():
    words = "[Our plan](https://a.example/1), [our plan](https://a.example/2), [our plan](https://a.example/1/)"

    assert found("same-words", words) == [
        "The link text “our plan” in the Commissioner’s comments also leads to another address."]


@pytest.mark.parametrize(("words", "told"), [
    ("See https://force.example/plan, page 3.", ["https://force.example/plan"]),
    ("(www.force.example)", []), ("See www.force.example.", ["www.force.example"]),
    ("[the plan](https://force.example/plan)", []), ("write to office@www.force.example", [])])
def test_an_address_written_out_is_told(words: str, told: list[str]):
    said = "The address “{}” is written out in the Commissioner’s comments. Make it a link with words."

    assert found("bare-address", words) == [said.format(address) for address in told]


@pytest.mark.parametrize(("words", "told"), [
    ("[https://force.example/a](https://evil.example/a)", True),
    ("[www.force.example](https://evil.example/)", True),
    ("[force.example/report](https://evil.example/report)", True),
    ("[https://www.force.example/a](https://force.example/a/)", False),
    ("[the report](https://force.example/a)", False),
    ("[section 5.3](https://force.example/a)", False),
])
def test_a_link_that_shows_another_address_is_told(words: str, told: bool):
    assert bool(found("link-address", words)) == told
    assert bool(found("link-address", of_chief_officer(words))) == told


def test_a_host_with_letters_that_look_like_others_is_shown_in_its_plain_form():
    assert found("look-alike", "[our bank](https://аррӏе.example/)") == [
        "The link “our bank” in the Commissioner’s comments leads to a host with other letters than a to z: "
        "xn--80ak6aa92e.example."]
    assert found("look-alike", "[our bank](https://apple.example/)") == []


def test_a_report_without_an_address_is_told():
    assert found("report-link", draft_of(link=""))
    assert found("report-link", draft_of()) == []


def test_whether_links_open_is_not_known_and_said_once_an_address():
    words = "[The plan](https://a.example/plan), [it again](https://www.a.example/plan/), [nowhere](http://10.0.0.1/)"

    assert unknown("links-open", words) == [
        "Whether the link to the report opens was not tried. Last seen alive: not known.",
        "Whether the link “The plan” in the Commissioner’s comments opens was not tried. Last seen alive: not known."]
