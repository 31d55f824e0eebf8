"""People and roles, names and dates, audit: the administrator's pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from answerable.accounts.logo import clean_logo
from answerable.accounts.queries import members, names_on
from answerable.accounts.scope import in_body
from tests.accounts.test_logo import picture
from tests.conftest import PASSWORD, TODAY

pytestmark = pytest.mark.django_db
NEW = {"name": "New Person", "email": "new@mar.example", "post": "Officer", "roles": ["author"], "password": PASSWORD}


def test_the_administrator_lets_somebody_in(sign_in, cast):
    answer = sign_in(cast.gwen).post(reverse("add-person"), NEW, follow=True)

    assert "New Person can sign in now." in answer.content.decode()


@pytest.mark.parametrize(
    ("left_out", "words"),
    [("name", "Enter the person&#39;s name"), ("email", "Enter the person&#39;s email address"),
     ("roles", "Choose at least one role"), ("password", "12 characters or more")],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(sign_in, cast, left_out, words):
    answer = sign_in(cast.gwen).post(
        reverse("add-person"), {name: value for name, value in NEW.items() if name != left_out}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Officer"' in page


def test_a_name_from_a_day_on(sign_in, cast):
    answer = sign_in(cast.gwen).post(reverse("body-names"), names_form(), follow=True)

    assert "are saved" in answer.content.decode()
    with in_body(cast.marlshire.id):
        assert names_on(date(2028, 5, 8)).name == "Mayor for Marlshire"


def names_form(**more):
    return {"name": "Mayor for Marlshire", "short_name": "the Mayor's office", "holder_title": "Mayor",
            "holder_name": "Helen Marsh", "force_name": "Marlshire Police", "chief_title": "Chief Constable",
            "colour": "#1d70b8", "contact": "office@mar.example",
            "from_on-day": "8", "from_on-month": "5", "from_on-year": "2028", **more}


def test_a_logo_is_kept_and_stays_when_names_change_again(sign_in, cast):
    client = sign_in(cast.gwen)
    logo = SimpleUploadedFile("logo.png", picture(author="somebody"))

    client.post(reverse("body-names"), names_form(logo=logo))
    client.post(reverse("body-names"), names_form(holder_name="Omar Lund"))

    with in_body(cast.marlshire.id):
        assert bytes(names_on(date(2028, 5, 8)).logo) == clean_logo(picture())


def test_a_file_that_is_no_logo_is_refused_and_nothing_is_lost(sign_in, cast):
    logo = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>")

    page = sign_in(cast.gwen).post(reverse("body-names"), names_form(logo=logo)).content.decode()

    assert "The logo is not a PNG picture." in page
    assert 'value="Mayor for Marlshire"' in page


@pytest.mark.parametrize(
    ("day", "words"),
    [(("", "", ""), "Enter the day"), (("3", "12", "24"), "four figures"), (("31", "2", "2025"), "a day that exists"),
     (("x", "2", "2025"), "in figures")],
)
def test_a_day_is_asked_about_and_not_guessed(sign_in, cast, day, words):
    form = dict(zip(("from_on-day", "from_on-month", "from_on-year"), day, strict=True))

    page = sign_in(cast.gwen).post(reverse("body-names"), form).content.decode()

    assert words in page


def test_another_bodys_people_are_not_found(sign_in, cast):
    answer = sign_in(cast.gwen).get(reverse("change-place", kwargs={"person_id": cast.zoe.person_id}))

    assert answer.status_code == 404
    with in_body(cast.tarnbridge.id):
        assert "Zoe Brandt" in {m.name for m in members(TODAY)}


def test_the_auditor_reads_the_trail(sign_in, cast):
    page = sign_in(cast.idris).get(reverse("audit")).content.decode()

    assert "person added" in page
