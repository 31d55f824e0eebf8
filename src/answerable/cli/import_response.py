"""`answerable import-response FILE`: read an answer that was published elsewhere and say what the checks find."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator

from answerable.cli.files import read_bytes
from answerable.duties.words import format_date
from answerable.intake import CannotRead, ReadAnswer, read_answer

_REFUSED = 2
_NOT_KNOWN = "Not known"


def main(argv: list[str]) -> int:
    """Print what a page says as an answer; 2, with a sentence on stderr, if it cannot be read."""
    options = _parser().parse_args(argv)
    try:
        answer = read_answer(read_bytes(options.file), name=options.file)
    except CannotRead as refusal:
        print(f"{options.file}: {refusal}" if options.file else refusal, file=sys.stderr)
        return _REFUSED
    print(as_data(answer) if options.json else "\n".join(as_words(answer)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="answerable import-response",
        description="Read an answer that was published elsewhere, as text, HTML or a Word document (.docx), under the "
        "usual headings: Inspection Title, Date Published, Type of Inspection, Key Findings, Link to report, Response. "
        "Nothing is sent or kept, and nothing is guessed.",
        epilog="Example: answerable import-response old-answer.html --json",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="the page, as it was published")
    parser.add_argument("--json", action="store_true", help="print data instead of words")
    return parser


def as_data(answer: ReadAnswer) -> str:
    return json.dumps(answer.model_dump(mode="json"), indent=2, ensure_ascii=False)


def as_words(answer: ReadAnswer) -> Iterator[str]:
    read = answer.fields
    yield f"Title: {read.title or _NOT_KNOWN}"
    yield f"Report published: {format_date(read.published_on) if read.published_on else _NOT_KNOWN}"
    yield f"Type of inspection: {read.type or _NOT_KNOWN}"
    yield f"Link to the report: {read.link or _NOT_KNOWN}"
    yield f"Response published: {format_date(answer.responded_on) if answer.responded_on else _NOT_KNOWN}"
    for name, words in (("Key findings", read.key_findings), (answer.heading or "Response", read.response)):
        yield from ("", name, "", *(_wrapped(line) for line in (words or _NOT_KNOWN).split("\n")))
    yield from _listed("What the checks found", [remark.message for remark in answer.checks])
    yield from _listed("What was tidied", answer.changed)
    if answer.unplaced:
        yield from ("", "Words under none of the headings", "", *(_wrapped(w) for w in answer.unplaced.split("\n")))


def _listed(name: str, sentences: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield from ("", name, "")
    yield from (_wrapped(f"- {sentence}") for sentence in sentences or ("Nothing",))


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100, subsequent_indent="  " if text.startswith("- ") else "", break_on_hyphens=False,
                         break_long_words=False)
