"""People and roles, names and dates, audit: the administrator's pages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from answerable.accounts.logo import clean_logo
from answerable.accounts.models import Person
from answerable.accounts.queries import members, names_on
from answerable.accounts.scope import in_body
from tests.accounts.test_logo import picture
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
NEW = {"name": "New Person", "email": "new@mar.example", "post": "Officer", "roles": ["author"]}


def code_on(answer) -> str:
    return re.search(r"<code[^>]*>(\w{4}-\w{4}-\w{4}-\w{4})</code>", answer.content.decode()).group(1)


def test_somebody_new_chooses_their_own_password_with_the_code_that_the_administrator_hands_over(sign_in, cast):
    code = code_on(sign_in(cast.gwen).post(reverse("add-person"), NEW))
    theirs = Client()

    answer = theirs.post(reverse("one-time-code"), {
        "email": "new@mar.example", "code": code, "new_password": "a phrase of their own"})

    assert answer["Location"] == reverse("second-steps")
    assert theirs.get("/").status_code == 200
    again = Client().post("/sign-in/", {"email": "new@mar.example", "password": "a phrase of their own"})
    assert again.status_code == 302


def test_somebody_is_let_in_anew_by_two_people(client, sign_in, cast):
    address = reverse("help-person", kwargs={"person_id": cast.tom.person_id})
    gwen, ruth = Client(), Client()
    for one, who in ((gwen, cast.gwen), (ruth, cast.ruth)):
        one.force_login(Person.objects.get(id=who.person_id))
    gwen.post(address, {"do": "ask"})
    alone = gwen.post(address, {"do": "show"})
    assert address in ruth.get("/").content.decode()
    ruth.post(address, {"do": "agree"})

    code = code_on(gwen.post(address, {"do": "show"}))

    assert alone.status_code == 409
    assert "Somebody else has to agree first" in alone.content.decode()
    used = client.post(reverse("one-time-code"), {
        "email": "tom@mar.example", "code": code, "new_password": "a phrase of his own"})
    assert used.status_code == 302
    assert "Tom Reece chose a password with a one-time code." in gwen.get("/").content.decode()


@pytest.mark.parametrize("who", ["asha", "idris"])
def test_nobody_else_opens_the_page(sign_in, cast, who):
    address = reverse("help-person", kwargs={"person_id": cast.tom.person_id})

    assert sign_in(getattr(cast, who)).post(address, {"do": "agree"}).status_code == 403


@pytest.mark.parametrize(("sent", "words"), [
    ({}, "Enter the code"), ({"code": "AAAA-AAAA-AAAA-AAAA"}, "do not go together"),
    ({"code": "☃" * 500}, "do not go together")])
def test_a_code_that_does_not_count_is_refused_in_a_sentence(client, cast, sent, words):
    answer = client.post(reverse("one-time-code"), {"email": "tom@mar.example", "new_password": "x" * 14, **sent})

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_codes_are_guessed_five_times_at_most(client, cast):
    sent = {"email": "tom@mar.example", "code": "AAAA-AAAA-AAAA-AAAA", "new_password": "x" * 14}

    pages = [client.post(reverse("one-time-code"), sent).content.decode() for _ in range(6)]

    assert "do not go together" in pages[4]
    assert "Too many tries" in pages[5]


def test_an_approver_made_by_one_administrator_waits_and_the_page_says_so(sign_in, cast):
    client = sign_in(cast.gwen)

    page = client.post(reverse("change-place", kwargs={"person_id": cast.tom.person_id}),
                       {"post": "Officer", "roles": ["author", "approver"]}, follow=True).content.decode()

    assert "after a whole day has passed" in page
    assert "Approver: waits" in page
    assert "checked" in client.get(reverse("change-place", kwargs={"person_id": cast.tom.person_id})).content.decode()


@pytest.mark.parametrize(
    ("left_out", "words"),
    [("name", "Enter the person&#39;s name"), ("email", "Enter the person&#39;s email address"),
     ("roles", "Choose at least one role")],
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


@pytest.mark.parametrize(("fields", "words"), [
    ({"force_name": "", "chief_title": ""}, "Enter the police force, the fire and rescue service, or both"),
    ({"chief_title": ""}, "Enter the title of the chief officer of the police force"),
    ({"fire_name": "Marlshire Fire"}, "Enter the title of the chief officer of the fire and rescue service"),
    ({"fire_chief_title": "Chief Fire Officer"}, "Enter the fire and rescue service, or remove the title"),
])
def test_each_service_has_its_chief_officers_title_and_there_is_one_at_least(sign_in, cast, fields, words):
    answer = sign_in(cast.gwen).post(reverse("body-names"), names_form(**fields))

    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_a_body_may_answer_for_a_fire_and_rescue_service_as_well(sign_in, cast):
    sign_in(cast.gwen).post(reverse("body-names"), names_form(
        fire_name="Marlshire Fire and Rescue Service", fire_chief_title="Chief Fire Officer"))

    with in_body(cast.marlshire.id):
        names = names_on(date(2028, 5, 8))
    assert (names.chief_title, names.fire_chief_title) == ("Chief Constable", "Chief Fire Officer")


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

    assert "The command line let Tom Reece in." in page


@pytest.mark.parametrize(("asked", "finds", "misses"), [
    ("person={tom}", "let Tom Reece in", "let Asha Rahman in"), ("kind=people", "let Asha", "body was added"),
    ("kind=body", "The body was added.", "let Asha"), ("person=x&kind=x", "let Asha", "no such words"),
    ("kind=messages", "Nothing of this kind was done", "let Asha")])
def test_the_trail_is_read_by_person_and_by_kind_of_thing(sign_in, cast, asked, finds, misses):
    page = sign_in(cast.idris).get(f"{reverse('audit')}?{asked.format(tom=cast.tom.person_id)}").content.decode()

    assert finds in page
    assert misses not in page


def test_the_trail_shows_nothing_of_another_body(sign_in, cast):
    page = sign_in(cast.idris).get(f"{reverse('audit')}?person={cast.zoe.person_id}").content.decode()

    assert "Zoe Brandt" not in page
