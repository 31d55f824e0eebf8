"""A body after many years: 250 reports with 16 findings each, baked whole, again, and after one publication.

    python bench/bake_register.py [REPORTS]

Seconds differ from machine to machine; the ratio to the same number of empty pages, rendered and written in the
same run, differs less. Ends with 1 when a whole bake takes longer than 30 seconds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from answerable.register import bake
from answerable.register.frame import CSP, environment
from tests.records.build import Chain, body, example_chain

Done = TypeVar("Done")
FINDINGS = 16
LONGEST = 30.0  # seconds for a whole bake on two cores


def main() -> int:
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 250
    chain = example_chain(reports, FINDINGS)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        whole, told = timed(lambda: bake(chain.records, out=out))
        pages = sum(name.endswith(".html") for name in told.written)
        pdfs = sum(name.endswith(".pdf") for name in told.written)
        plain, _ = timed(lambda: empty_pages(Path(folder) / "plain", pages))
        again, _ = timed(lambda: bake(chain.records, out=out))
        publish(chain)
        one_more, changed = timed(lambda: bake(chain.records, out=out))
    print(f"{reports} reports, {reports * FINDINGS} findings: {len(told.written)} files, {pages} pages, {pdfs} PDFs")
    print(f"whole bake    {whole}   {pages / whole.wall:5.0f} pages a second")
    print(f"empty pages   {plain}   the whole bake takes {whole.processor / plain.processor:.1f} times the processor")
    print(f"nothing new   {again}")
    print(f"one removal   {one_more}   {len(changed.written)} files written, {len(changed.removed)} removed")
    return 0 if whole.wall <= LONGEST else 1


@dataclass(frozen=True)
class Seconds:
    wall: float
    processor: float  # of this process: says more when other work shares the machine

    def __str__(self) -> str:
        return f"{self.wall:6.1f} s, {self.processor:5.1f} s of processor"


def timed(work: Callable[[], Done]) -> tuple[Seconds, Done]:
    wall, processor = time.perf_counter(), time.process_time()
    done = work()
    return Seconds(time.perf_counter() - wall, time.process_time() - processor), done


def empty_pages(folder: Path, pages: int) -> None:
    """The frame with nothing in it, rendered and written so many times."""
    template = environment().get_template("frame.html")
    values = {"body": body(), "logo": None, "csp": CSP, "root": "../", "title": "Empty", "stated": "", "section": "",
              "has_needs": False}
    for number in range(pages):
        place = folder / str(number) / "index.html"
        place.parent.mkdir(parents=True)
        place.write_bytes(template.render(values, path=f"{number}/", trail=()).encode())


def publish(chain: Chain) -> None:
    """One more record: the words of one part are removed."""
    first = next(entry for entry in chain.records.entries if entry.kind == "response")
    chain.remove(first.seq, "comments", chain.records.entries[-1].at + timedelta(days=1))


if __name__ == "__main__":
    sys.exit(main())
