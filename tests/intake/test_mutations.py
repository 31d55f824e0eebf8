"""Damaged copies of reports give a report or a sentence, and no error that nobody foresaw."""

import random
import subprocess
import sys

import pytest

from answerable.intake.fence import NO_MEMORY, REFUSED
from tests.intake.made import REPORT, report_pdf, web_page

TABLE = "\n#table(columns: 2, [By], [What], [Police], [Act by 1 May 2025.], [Council], [Plan.])\n#pagebreak()\n= More\n"
PAGE = web_page("<h1>Marlshire</h1><h2>Recommendations</h2><ol><li>Keep records.<li>Plan.</ol><table><tr><td>x")


def damaged(data: bytes, seed: int) -> bytes:
    """The file with bytes changed, a piece cut out, doubled or moved; the same for the same seed."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        at, length = chance.randrange(len(out)), chance.randint(1, 60)
        piece = out[at : at + length]
        kind = chance.randrange(4)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1 and len(out) > 500:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = piece * chance.randint(1, 20)
        else:
            to = chance.randrange(len(out))
            out[to : to + length] = piece
    return bytes(out)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("sound", [report_pdf(), report_pdf(REPORT + TABLE), PAGE], ids=["letter", "table", "web"])
def test_a_damaged_report_gives_a_report_or_a_sentence(sound: bytes, seed: int) -> None:
    child = [sys.executable, "-I", "-B", "-m", "answerable.intake.child", "report", ""]

    ended = subprocess.run(child, input=damaged(sound, seed)[:1_000_000], capture_output=True, check=False)

    assert b"Traceback" not in ended.stderr
    assert ended.returncode in (0, REFUSED, NO_MEMORY) or ended.returncode < 0
