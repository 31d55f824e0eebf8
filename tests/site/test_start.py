"""What an installation needs before it starts, and what it refuses to start with."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest


def start(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c",
         "import django; django.setup(); from django.conf import settings as s;"
         "print(s.SECRET_KEY, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.SECURE_SSL_REDIRECT,"
         " s.SECURE_HSTS_SECONDS)"],
        env={"PATH": os.environ["PATH"], "ANSWERABLE_HOME": str(home),
             "DJANGO_SETTINGS_MODULE": "answerable.site.settings", **environment},
        capture_output=True, text=True, timeout=60,
    )


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "ANSWERABLE_HOSTS"),
        ({"ANSWERABLE_HOSTS": "*"}, "may not be '*'"),
        ({"ANSWERABLE_HOSTS": "answers.example", "DEBUG": "1"}, "Unset DEBUG"),
        ({"ANSWERABLE_HOSTS": "answers.example", "ANSWERABLE_SECRET_KEY": "secret"}, "too short"),
    ],
)
def test_it_does_not_start_unsafely(tmp_path, environment, words):
    started = start(tmp_path, **environment)

    assert started.returncode != 0
    assert words in started.stderr


def test_production_sends_cookies_over_https_only(tmp_path):
    started = start(tmp_path, ANSWERABLE_HOSTS="answers.example")

    assert started.stdout.split()[1:] == ["True", "__Host-session", "True", "31536000"], started.stderr


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    first = start(tmp_path, ANSWERABLE_HOSTS="answers.example").stdout.split()[0]
    second = start(tmp_path, ANSWERABLE_HOSTS="answers.example").stdout.split()[0]

    assert first == second
    assert len(first) >= 64
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize(("environment", "words"), [
    ({"ANSWERABLE_OIDC_ISSUER": "https://id.example"}, "Set all of"),
    ({"ANSWERABLE_OIDC_ISSUER": "http://id.example", "ANSWERABLE_OIDC_CLIENT_ID": "x", "ANSWERABLE_OIDC_SECRET": "y"},
     "has to begin with https://"),
    ({"ANSWERABLE_SEALING_KEY": "short"}, "ANSWERABLE_SEALING_KEY is too short"),
])
def test_people_do_not_sign_in_by_half(tmp_path, environment, words):
    started = start(tmp_path, ANSWERABLE_HOSTS="answers.example", **environment)

    assert started.returncode != 0
    assert words in started.stderr


def test_what_is_kept_of_second_factors_is_sealed_with_a_key_of_its_own(tmp_path):
    start(tmp_path, ANSWERABLE_HOSTS="answers.example")

    kept = tmp_path / "sealing-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text("ascii") != (tmp_path / "secret-key").read_text("ascii")
