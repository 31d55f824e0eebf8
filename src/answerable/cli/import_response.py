"""`answerable import-response FILE`: read an answer that was published elsewhere, or take many into a body's list."""

from __future__ import annotations

import argparse
import json
import os
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from answerable.cli.files import read_bytes
from answerable.duties.words import format_date
from answerable.intake import CannotRead, ReadAnswer, read_answer

_REFUSED, _STOPPED = 2, 130
_NOT_KNOWN = "Not known"


def main(argv: list[str]) -> int:
    """Print what a page says as an answer, or take pages into a body's list; 2, with a sentence, if it cannot be."""
    options = _parser().parse_args(argv)
    try:
        if options.body is not None:
            return _take_in(options)
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
        "Nothing is guessed. Without --body nothing is kept either, and no set-up is needed.",
        epilog="Examples: answerable import-response old-answer.html --json; "
        "answerable import-response old-pages --body mar",
    )
    parser.add_argument("file", metavar="FILE", nargs="?",
                        help="the page, as it was published; with --body also a folder or a ZIP folder of pages")
    parser.add_argument("--json", action="store_true", help="print data instead of words, and keep nothing")
    parser.add_argument("--body", metavar="REF",
                        help="keep what is read in the list of this body, to be checked there; safe to stop and repeat")
    parser.add_argument("--report", metavar="CSV", type=Path,
                        help="where to write what came of each page (default: beside it, named .report.csv)")
    return parser


def _take_in(options: argparse.Namespace) -> int:
    """Take the pages into the body's list, with a line for each; this needs an installation."""
    if options.file is None or options.json:
        raise CannotRead("no_file", "Give a file or a folder, and --body without --json: --json keeps nothing.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.site.settings")
    import django

    django.setup()
    from django.utils import timezone

    from answerable.accounts.models import Body
    from answerable.cli.taking_in import in_words, pages_in, take_in, write_report

    path = Path(options.file)
    body = Body.objects.filter(ref=options.body).first()
    if body is None:
        known = ", ".join(sorted(Body.objects.values_list("ref", flat=True))) or "none"
        raise CannotRead("no_body", f"There is no body {options.body!r} here. Bodies: {known}.")
    if not path.exists():
        raise CannotRead("no_file", "There is no such file or folder. Check its name.")
    pages = pages_in(path)
    outcomes = []
    report = options.report or path.resolve().with_name(f"{path.resolve().name}.report.csv")
    try:
        for number, outcome in enumerate(take_in(pages, body.id, timezone.now), 1):
            outcomes.append(outcome)
            print(f"{number} of {len(pages)}  {outcome.file}: {' '.join((outcome.outcome, outcome.reason)).strip()}",
                  flush=True)
    except KeyboardInterrupt:
        print("Stopped. What was taken is kept; run it again to go on.", file=sys.stderr)
    try:
        write_report(report, outcomes)
        print(f"{in_words(outcomes)} The report is in {report}")
    except OSError as error:
        print(f"{in_words(outcomes)} The report could not be written: {error.strerror}. Choose a place with --report.",
              file=sys.stderr)
    return 0 if len(outcomes) == len(pages) else _STOPPED


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
