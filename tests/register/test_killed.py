"""Publishing that is killed at any stage leaves a whole register, and is finished by doing it again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("stage", "after_the_kill"), [
    ("entering", "entered=False shown=True"),  # nothing happened
    ("entered", "entered=True shown=False"),
    ("baking", "entered=True shown=False"),
])
def test_what_was_killed_is_resumed_and_whole(tmp_path: Path, stage: str, after_the_kill: str):
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}

    run = subprocess.run(
        [sys.executable, "-m", "tests.register.killed", stage], cwd=ROOT, capture_output=True, text=True,
        env={**env, "ANSWERABLE_HOME": str(tmp_path)}, timeout=300,
    )

    assert run.stdout.splitlines() == [after_the_kill, "entered=True shown=True", "whole=True entries=4"], run.stderr
