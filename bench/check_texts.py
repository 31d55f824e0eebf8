"""How long each check takes over a megabyte made of one fragment, which is far more than a text may hold.

    python bench/check_texts.py [FRAGMENT...]

Prints the slowest checks of each fragment. Ends with 1 when one takes longer than two seconds of processor time.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from answerable.responses.checks import CHECKS
from tests.responses.checks.drafts import TITLES, TODAY, draft_of
from tests.responses.checks.test_long_texts import FRAGMENTS

LONGEST = 2.0  # seconds on a machine that others use too; alone it is under one


def seconds(fragment: str) -> dict[str, float]:
    """Processor time of each check, the slowest first."""
    draft = draft_of(fragment * (1_000_000 // len(fragment)))
    taken = {}
    for check in CHECKS:
        began = process_time()
        for _ in check.find(draft, TITLES, TODAY):
            pass
        taken[check.code] = process_time() - began
    return dict(sorted(taken.items(), key=lambda item: -item[1]))


if __name__ == "__main__":
    slowest = 0.0
    for fragment in sys.argv[1:] or FRAGMENTS:
        taken = seconds(fragment)
        slowest = max(slowest, *taken.values())
        print(f"{fragment!r:20} " + ", ".join(f"{code} {took:.2f} s" for code, took in list(taken.items())[:3]))
    print(f"slowest: {slowest:.2f} s")
    sys.exit(slowest > LONGEST)
