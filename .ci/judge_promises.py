#!/usr/bin/env python3
"""Judges the finding of promises: judge_promises.py SHARED, run with the python of an installation.

Runs `answerable promises FILE --json` on every text in SHARED/data/responses and has SHARED/bench/score_promises.py
score it against the sentences labelled by hand. Then reads the founding page as an old answer and looks for its five
promises, each by a word or two, and for nothing besides. None of its sentences stands here.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LEAST = {"f1": 0.88, "mcc": 0.75, "kind_accuracy": 0.85}
FIVE = {"Turnaround provision": "done", "monitor their plans": "monitoring", "SVD Operational Group": "under_way",
        "harmful sexualised": "exploring", "Turning the Spotlight": "under_way"}


def said(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603
    return done.stdout


def answerable(*arguments: str | Path) -> str:
    return said(Path(sys.executable).parent / "answerable", *arguments)


def score(shared: Path, folder: Path) -> Iterator[str]:
    """Where the labelled texts are found worse than they must be."""
    gold = shared / "data" / "responses"
    for text in sorted(gold.glob("*.txt")):
        (folder / f"{text.stem}.json").write_text(answerable("promises", text, "--json"), "utf-8")
    overall = json.loads(said(sys.executable, shared / "bench" / "score_promises.py", "--gold", gold, "--found", folder,
                              "--json"))["overall"]
    print(", ".join(f"{name} {overall[name]}" for name in (*LEAST, "precision", "recall", "sentences")))
    yield from (f"{name} is {overall[name]}, below {least}" for name, least in LEAST.items()
                if (overall[name] or 0) < least)


def founding(page: Path, folder: Path) -> Iterator[str]:
    """What of the five promises is missing, of another kind, or found besides them."""
    prose = folder / "founding.txt"
    answer = json.loads(answerable("import-response", page, "--json"))["fields"]["response"]
    for name, text in (("answer", answer), ("whole page", page.read_text("utf-8"))):
        prose.write_text(text, "utf-8")
        found = json.loads(answerable("promises", prose, "--json"))
        kinds = {mark: [one["kind"] for one in found if mark in re.sub(r"\s+", " ", one["sentence"])] for mark in FIVE}
        yield from (f"{name}: {mark!r} is {kinds[mark]}" for mark, kind in FIVE.items() if kinds[mark] != [kind])
        if len(found) != len(FIVE):
            yield f"{name}: {len(found)} sentences picked, not {len(FIVE)}"


def main(shared: Path) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failures = list(score(shared, folder))
        pages = sorted((shared / "founding").glob("*.txt"))
        failures += [f"{page.name}: {fault}" for page in pages for fault in founding(page, folder)]
        failures += [] if pages else [f"no pages in {shared / 'founding'}"]
    print(f"promises: {len(failures)} failures")
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
