"""Guessing is slowed down for whoever guesses, and for nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from answerable.accounts.models import Tries
from answerable.accounts.tries import BY_ADDRESS, BY_BOTH, BY_PERSON, TooManyTries, count_try, forget_tries
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def tried(times: int, *, person="asha@mar.example", address="192.0.2.1", at=NOW, what="sign-in") -> None:
    for _ in range(times):
        count_try(what, person=person, address=address, at=at)


def test_the_sixth_try_is_refused_in_words():
    tried(5)

    with pytest.raises(TooManyTries, match=r"^Too many tries\. Wait 5 minutes, then try again\.$"):
        tried(1)


def test_it_says_how_long_is_left():
    tried(5)

    with pytest.raises(TooManyTries, match="Wait 1 minute,"):
        tried(1, at=NOW + timedelta(minutes=4, seconds=20))


def test_after_five_minutes_one_may_try_again_and_a_refused_try_does_not_count():
    tried(5)
    with pytest.raises(TooManyTries):
        tried(1, at=NOW + timedelta(minutes=4, seconds=59))

    tried(5, at=NOW + timedelta(minutes=5))


def test_one_addresss_tries_lock_nobody_out_elsewhere():
    for minutes in range(0, 60, 5):
        tried(5, at=NOW + timedelta(minutes=minutes))

    tried(1, address="198.51.100.7", at=NOW + timedelta(minutes=59))


def test_many_names_from_one_address_are_refused():
    for number in range(BY_ADDRESS.most):
        tried(1, person=f"{number}@mar.example")

    with pytest.raises(TooManyTries):
        tried(1, person="another@mar.example")


def test_one_name_from_very_many_addresses_is_refused():
    for number in range(BY_PERSON.most):
        tried(1, address=f"2001:db8::{number:x}")

    with pytest.raises(TooManyTries):
        tried(1, address="2001:db8::ffff")
    assert BY_PERSON.most > BY_BOTH.most * 12  # more than one address can count in the hour


def test_who_succeeds_begins_again():
    tried(4)
    forget_tries("sign-in", person="ASHA@mar.example", address="192.0.2.1")

    tried(5)


def test_one_kind_of_try_does_not_count_for_another():
    tried(5)

    tried(5, what="second-step")


def test_the_count_is_in_the_database_and_names_nobody():
    tried(2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_tries")
        rows = repr(cursor.fetchall())

    assert Tries.objects.count() == 3
    assert "asha" not in rows
    assert "192.0.2.1" not in rows


def test_counts_are_thrown_away_after_a_day():
    tried(1)

    tried(1, person="other@mar.example", address="203.0.113.9", at=NOW + timedelta(days=1, seconds=1))

    assert Tries.objects.count() == 3


WORKER = """
import django; django.setup()
from answerable.accounts.tries import TooManyTries, count_try
from django.utils import timezone
for _ in range(4):
    try:
        count_try("sign-in", person="asha@mar.example", address="192.0.2.1", at=timezone.now())
        print("counted")
    except TooManyTries:
        print("refused")
"""


def test_several_workers_share_one_count(tmp_path: Path):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env = {**kept, "ANSWERABLE_HOME": str(tmp_path), "ANSWERABLE_DEMONSTRATION": "1",
           "DJANGO_SETTINGS_MODULE": "answerable.site.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True, timeout=120)

    workers = [subprocess.Popen([sys.executable, "-c", WORKER], env=env, stdout=subprocess.PIPE, text=True)
               for _ in range(3)]
    said = "".join(worker.communicate(timeout=120)[0] for worker in workers)

    assert (said.count("counted"), said.count("refused")) == (5, 7)
