"""The second step of signing in: set up, asked for, used once, removed; and who is let in without one."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from answerable.accounts.models import AuditEntry, SignIn
from answerable.accounts.scope import in_body
from tests.conftest import NOW, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def code_of(secret: str, at: datetime = NOW) -> str:
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Set up an app as a person does: read the key off the page, enter the code. The secret and the recovery codes."""
    page = client.get(reverse("add-app")).content.decode()
    secret = re.search(r'<code class="app-code">([A-Z2-7 ]+)</code>', page).group(1).replace(" ", "")
    done = client.post(reverse("add-app"), {"code": code_of(secret)}).content.decode()
    return secret, re.findall(r"<code[^>]*>(\d{4} \d{4})</code>", done)


def first_step(client: Client, email: str = "asha@mar.example", **more: str):
    return client.post("/sign-in/", {"email": email, "password": PASSWORD, **more})


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


@pytest.fixture
def set_up(cast, clock):
    """Asha has an app, and two minutes have passed. Its secret, and her recovery codes."""
    client = Client()
    first_step(client)
    made = set_up_app(client)
    clock.shift(timedelta(minutes=2))
    return made


LATER = NOW + timedelta(minutes=2)


def test_a_password_alone_signs_nobody_in_who_has_a_second_step(client, set_up):
    answer = first_step(client, next="/reports/")

    assert answer["Location"] == "/sign-in/second-step/?next=%2Freports%2F"
    assert not is_in(client)


def test_the_code_of_the_app_signs_in(client, set_up):
    first_step(client)

    answer = client.post(reverse("second-step"), {"code": code_of(set_up[0], LATER), "next": "/reports/"})

    assert answer["Location"] == "/reports/"
    assert is_in(client)


def test_a_code_counts_once(client, set_up):
    first_step(client)
    client.post(reverse("second-step"), {"code": code_of(set_up[0], LATER)})
    other = Client()
    first_step(other)

    answer = other.post(reverse("second-step"), {"code": code_of(set_up[0], LATER)})

    assert answer.status_code == 422
    assert not is_in(other)


def test_a_code_of_the_half_minute_before_counts_and_an_older_one_does_not(client, set_up):
    first_step(client)

    old = client.post(reverse("second-step"), {"code": code_of(set_up[0], LATER - timedelta(seconds=90))})
    late = client.post(reverse("second-step"), {"code": code_of(set_up[0], LATER - timedelta(seconds=30))})

    assert (old.status_code, late.status_code) == (422, 302)


def test_a_recovery_code_signs_in_once(client, set_up):
    first_step(client)
    client.post(reverse("second-step"), {"code": set_up[1][3]})
    again = Client()
    first_step(again)
    again.post(reverse("second-step"), {"code": set_up[1][3]})

    assert len(set_up[1]) == 10
    assert is_in(client)
    assert not is_in(again)


def test_ten_minutes_after_the_password_it_is_asked_for_again(client, set_up, clock):
    first_step(client)
    clock.shift(timedelta(minutes=10, seconds=1))

    answer = client.post(reverse("second-step"), {"code": set_up[1][0]})

    assert answer["Location"] == "/sign-in/"


def test_nobody_reaches_the_second_step_without_the_first(client, set_up):
    assert client.post(reverse("second-step"), {"code": set_up[1][0]})["Location"] == "/sign-in/"


@pytest.mark.parametrize("sent", [{}, {"code": "000000"}, {"code": "☃"}, {"key-answer": "{}"}, {"key-answer": "x"},
                                  {"key-answer": "[" * 10_000}, {"key-answer": '{"id": "x", "response": 4}'}])
def test_anything_else_is_refused_in_a_sentence(client, set_up, sent):
    first_step(client)

    answer = client.post(reverse("second-step"), sent)

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not is_in(client)


def test_neither_the_secret_nor_a_recovery_code_stands_in_the_database(set_up):
    rows = repr(list(Authenticator.objects.values())) + repr([row.get_decoded() for row in SignIn.objects.all()])

    assert Authenticator.objects.count() == 2
    assert set_up[0] not in rows
    assert all(code.replace(" ", "") not in rows for code in set_up[1])


def test_a_secret_that_waits_for_its_first_code_is_sealed_too(client, cast):
    first_step(client)
    page = client.get(reverse("add-app")).content.decode()
    secret = re.search(r'<code class="app-code">([A-Z2-7 ]+)</code>', page).group(1).replace(" ", "")

    assert secret not in repr([row.get_decoded() for row in SignIn.objects.all()])
    assert client.get(reverse("app-picture"))["Content-Type"] == "image/svg+xml"


def test_a_wrong_first_code_sets_nothing_up(client, cast):
    first_step(client)
    client.get(reverse("add-app"))

    answer = client.post(reverse("add-app"), {"code": "123456"})

    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


def test_setting_up_signs_out_everywhere_else_and_stands_in_the_trail(client, cast):
    elsewhere = Client()
    first_step(elsewhere)
    first_step(client)

    set_up_app(client)

    assert is_in(client)
    assert not is_in(elsewhere)
    with in_body(cast.marlshire.id):
        assert AuditEntry.objects.get(action="factor_added").facts == {"kind": "totp", "ended": 1}


# --- outside the demonstration ------------------------------------------------------------------------------


@pytest.fixture
def production(settings):
    settings.DEMONSTRATION = False


@pytest.mark.parametrize("who", ["asha", "ruth", "gwen", "idris"])
def test_outside_the_demonstration_nobody_goes_on_without_a_second_step(client, cast, production, who):
    first_step(client, getattr(cast, who).email)

    for address in ("/", "/reports/", "/office/", "/you/"):
        assert client.get(address)["Location"] == reverse("second-steps")
    assert client.post(reverse("add-report"), {}).status_code == 302
    assert client.get(reverse("second-steps")).status_code == client.get(reverse("add-app")).status_code == 200
    assert client.post(reverse("sign-out")).status_code == 302


def test_who_sets_one_up_goes_on(client, cast, production):
    first_step(client)

    set_up_app(client)

    assert is_in(client)


def test_the_only_second_step_cannot_be_given_up(client, cast, production):
    first_step(client)
    set_up_app(client)

    answer = client.post(reverse("remove-factor", kwargs={"factor_id": Authenticator.objects.earliest("id").id}))

    assert "your only second step" in answer.content.decode()
    assert Authenticator.objects.count() == 2


def test_a_session_made_without_the_second_step_of_its_person_ends(client, sign_in, set_up, cast, production):
    past_the_form = sign_in(cast.asha)

    assert past_the_form.get("/")["Location"].startswith("/sign-in/")


def test_in_the_demonstration_the_last_one_takes_the_recovery_codes_with_it(client, cast):
    first_step(client)
    set_up_app(client)

    client.post(reverse("remove-factor", kwargs={"factor_id": Authenticator.objects.earliest("id").id}))

    assert not Authenticator.objects.exists()


def test_another_persons_second_step_is_not_found(client, set_up, cast):
    first_step(client, "tom@mar.example")

    answer = client.post(reverse("remove-factor", kwargs={"factor_id": Authenticator.objects.earliest("id").id}))

    assert answer.status_code == 404
    assert Authenticator.objects.count() == 2
