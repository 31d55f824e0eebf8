"""What cannot be published is told to whoever typed it, on every form; nothing is dropped in silence."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from answerable.accounts import operations
from answerable.accounts.queries import names_on
from answerable.accounts.scope import in_body
from answerable.workspace.reports.fields import LinkField
from tests.conftest import MARLSHIRE_NAMES, NOW, TODAY

pytestmark = pytest.mark.django_db
UNSEEN = "Helen\u202e Marsh\u200b"
NAMES = {**MARLSHIRE_NAMES, "colour": "#1d70b8", "from_on-day": "8", "from_on-month": "5", "from_on-year": "2028"}


def test_a_name_is_kept_without_what_cannot_be_seen_and_that_is_said(sign_in, cast):
    answer = sign_in(cast.gwen).post(reverse("body-names"), {**NAMES, "holder_name": UNSEEN}, follow=True)

    html = answer.content.decode()
    assert "Some characters were not kept." in html
    assert "a hidden mark that turns the direction of reading" in html
    assert "a space of no width" in html
    with in_body(cast.marlshire.id):
        assert names_on(TODAY.replace(year=2029)).holder_name == "Helen Marsh"


def test_a_post_is_kept_without_what_cannot_be_seen_and_that_is_said(sign_in, cast):
    address = reverse("change-place", kwargs={"person_id": cast.tom.person_id})

    html = sign_in(cast.gwen).post(address, {"post": UNSEEN, "roles": "author"}, follow=True).content.decode()

    assert "Some characters were not kept." in html
    assert "Helen Marsh" in html


def test_pasted_words_are_read_without_it_and_that_is_said(sign_in, cast, home):
    html = sign_in(cast.asha).post(
        reverse("add-report"), {"how": "paste", "words": f"Recommendation 1\n\n{UNSEEN}"}, follow=True).content.decode()

    assert "Some characters were not kept." in html


@pytest.mark.parametrize("link", ["https://a\u200b.example/", "https://\u202eexample.org/", "javascript:alert(1)",
                                  "ftp://example.org/", "https://example.org/e\u0301"])
def test_an_address_that_no_browser_shows_is_asked_for_again(link):
    with pytest.raises(forms.ValidationError, match=r"Enter (the address|an address)"):
        LinkField().clean(link)


@pytest.mark.parametrize("words", [UNSEEN, "a\x00b", "e\u0301"])
def test_no_name_that_would_stop_a_publication_comes_in_by_another_way(marlshire, words):
    with pytest.raises(ValidationError, match="The text holds"):
        operations.rename_body(names={**MARLSHIRE_NAMES, "name": words}, from_on=TODAY, by=marlshire.gwen, at=NOW)
    with pytest.raises(ValidationError, match="The text holds"):
        operations.change_place(person_id=marlshire.tom.person_id, post=words, roles=[], left_on=None,
                                by=marlshire.gwen, at=NOW)


def test_an_email_address_with_a_character_that_no_database_takes_is_nobodys(client, cast):
    answer = client.post(reverse("sign-in"), {"email": "asha\x00@mar.example", "password": "x"})

    assert answer.status_code == 422
