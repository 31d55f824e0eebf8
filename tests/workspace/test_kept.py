"""What was typed comes back on its own form, and nothing of it is saved before its sender sends it again."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from answerable.accounts.models import BodyNames, Person
from answerable.accounts.scope import in_body
from answerable.workspace.filled import fill
from tests.conftest import PASSWORD
from tests.house.forms import forms_of
from tests.workspace.test_office_pages import names_form

NAMES = "/office/names/"


def kept_in(answer) -> str:
    return unescape(re.search(r'name="(?:kept|show-kept)" value="([^"]*)"', answer.content.decode()).group(1))


def come_back(client, answer, email="gwen@mar.example"):
    """Sign in on the page that says one was signed out, and go on to the form."""
    signed_in = client.post("/sign-in/", {"email": email, "password": PASSWORD, "kept": kept_in(answer)})
    return client.post(NAMES, {"show-kept": kept_in(signed_in)})


def test_a_form_sent_after_the_end_comes_back_filled_and_saves_nothing(client, cast):
    sent = names_form(name='A "new" <name> & more', colour="#00703c")
    ended = client.post(NAMES, sent)

    page = come_back(client, ended)

    form = next(form for form in forms_of(page.content.decode(), NAMES) if "colour" in form.fields)
    assert {name: form.fields[name][0] for name in sent} == sent
    assert "What you typed is kept" in page.content.decode()
    with in_body(cast.marlshire.id):
        assert BodyNames.objects.count() == 1


def test_who_may_not_open_the_page_does_not_see_it_filled_either(client, cast):
    ended = client.post(NAMES, names_form())

    assert come_back(client, ended, "asha@mar.example").status_code == 403


def test_passwords_codes_and_tokens_are_left_behind(client, cast):
    ended = client.post("/you/password/", {
        "new_password": "a secret phrase", "code": "123456", "csrfmiddlewaretoken": "t", "note": "words"})

    assert json.loads(kept_in(ended))["fields"] == [["note", "words"]]
    assert "a secret phrase" not in ended.content.decode()


def test_a_wrong_password_loses_nothing(client, cast):
    ended = client.post(NAMES, names_form())

    wrong = client.post("/sign-in/", {"email": "gwen@mar.example", "password": "wrong", "kept": kept_in(ended)})

    assert wrong.status_code == 422
    assert kept_in(wrong) == kept_in(ended)


@pytest.mark.parametrize("held", [
    "", "x", "[]", "{}", "[" * 5000, '{"page": 1, "to": "/", "fields": [[1]]}',
    '{"page": "https://evil.example/", "to": "/", "fields": []}',
    '{"page": "//evil.example/", "to": "/", "fields": []}',
])
def test_what_no_page_of_ours_kept_is_passed_over(client, cast, held):
    answer = client.post("/sign-in/", {"email": "gwen@mar.example", "password": PASSWORD, "kept": held})

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_form_of_a_page_that_has_moved_on_is_shown_to_copy(sign_in, cast):
    held = json.dumps({"page": NAMES, "to": "/somewhere-else/", "fields": [["words", "typed <b>here</b>"]]})

    answer = sign_in(cast.gwen).post(NAMES, {"show-kept": held})

    assert answer.status_code == 409
    assert "typed &lt;b&gt;here&lt;/b&gt;" in answer.content.decode()


@pytest.mark.parametrize(("site", "is_offered"), [("same-origin", True), ("cross-site", False), ("", False)])
def test_only_a_form_of_ours_is_offered_again_when_its_token_was_too_old(cast, site, is_offered):
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(id=cast.gwen.person_id))

    answer = client.post(NAMES, names_form(), headers={"Sec-Fetch-Site": site})

    assert answer.status_code == 403
    assert ("show-kept" in answer.content.decode()) == is_offered
    assert "Mayor for Marlshire" in answer.content.decode()


def test_the_form_is_looked_for_on_the_page_that_it_stood_on(client, cast):
    address = reverse("change-place", kwargs={"person_id": cast.tom.person_id})
    ended = client.post(address, {"post": "Head of Words"}, headers={"Referer": f"http://testserver{address}?x=1"})

    assert json.loads(kept_in(ended))["page"] == f"{address}?x=1"


PAGE = """<!DOCTYPE html><html><body><form method="post" action="/search/"><input name="a" value="other"></form>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="fresh">
<input type="hidden" name="version" value="9"><input name="a" value="old &amp; stale"><textarea name="t">
before</textarea><input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">
<input type="radio" name="r" value="x" checked><input type="radio" name="r" value="y">
<select name="s"><option value="1" selected>One</option><option value="2">Two</option></select>
<input type="file" name="f"></form><p>&lt;b&gt; &#38; &copy;</p></body></html>"""


def filled(*fields):
    page = fill(PAGE, address="/here/", to="/here/", fields=fields)
    return page, forms_of(page, "/here/")[1].fields


def test_every_kind_of_field_takes_what_was_sent():
    page, fields = filled(("version", "7"), ("a", "new"), ("t", "words"), ("c", "2"), ("r", "y"), ("s", "2"))

    assert fields["version"] == ["7"]  # so that a saving on an older version is noticed
    assert (fields["a"], fields["t"], fields["c"], fields["r"]) == (["new"], ["words"], ["2"], ["y"])
    assert '<option value="2" selected>' in page
    assert '<option value="1">' in page
    assert 'value="fresh"' in page
    assert 'name="a" value="other"' in page
    assert "<p>&lt;b&gt; &#38; &copy;</p>" in page


def test_without_a_fitting_form_there_is_no_page():
    assert fill(PAGE, address="/here/", to="/elsewhere/", fields=(("a", "x"),)) is None
    assert fill(PAGE, address="/here/", to="/here/", fields=(("unknown", "x"),)) is None


@given(st.text(), st.text())
def test_no_words_become_markup(one, other):
    page, _ = filled(("a", one), ("t", other))

    plain = PAGE.count("<")
    assert page.count("<") == plain
    assert unescape(re.search(r'name="a" value="([^"]*)"', page.split("version")[1]).group(1)) == one


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_words_come_back_to_the_letter(words):
    _, fields = filled(("t", words))

    assert fields["t"] == [words]
