"""Words that were removed are nowhere: not in a register, a database, a log of it, an archive, a document."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_after_a_removal_no_file_of_the_installation_holds_the_word(tmp_path: Path):
    environment = {**os.environ, "ANSWERABLE_HOME": str(tmp_path)}
    environment.pop("DATABASE_URL", None)

    run = subprocess.run([sys.executable, "-m", "tests.register.removed"], env=environment, capture_output=True,
                         text=True, check=False)

    assert run.returncode == 0, run.stderr
    before, after = run.stdout.split("after:")
    assert len(before.splitlines()) > 10, "the word was never there"
    assert "answerable.sqlite3" in before
    held, told = after.strip().rsplit("whole=", 1)
    assert held.strip() == ""
    assert told.startswith("True told=9")
    assert "stands=Put right." in told
