"""`answerable promises FILE`: find the promises in the prose of an answer, and say why each was picked."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator

from answerable.cli.files import read_bytes
from answerable.intake import CannotRead
from answerable.promises import Promise, TextTooLong, find

_REFUSED = 2


def main(argv: list[str]) -> int:
    """Print the promises of a text; 2, with a sentence on stderr, if the file cannot be read."""
    options = _parser().parse_args(argv)
    try:
        found = find(_text(read_bytes(options.file)))
    except (CannotRead, TextTooLong) as refusal:
        print(f"{options.file}: {refusal}" if options.file else refusal, file=sys.stderr)
        return _REFUSED
    print(_as_data(found) if options.json else "\n".join(_as_words(found)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="answerable promises",
        description="Find the promises in the prose of an answer: what is done, under way, to come, being explored or "
        "being monitored. Plain rules pick each sentence and say why. Nothing is sent or kept.",
        epilog="Example: answerable promises answer.txt --json",
    )
    parser.add_argument("file", metavar="FILE", nargs="?",
                        help="the answer as text in UTF-8, its paragraphs parted by a blank line")
    parser.add_argument("--json", action="store_true", help="print data instead of a list")
    return parser


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotRead("not_text", "This is no text in UTF-8. Save it as plain text, with UTF-8 chosen as its "
                         "encoding.") from None


def _as_data(found: list[Promise]) -> str:
    return json.dumps([
        {"sentence": one.sentence, "kind": one.kind.value, "actor": one.actor, "date": one.date,
         "named": list(one.named), "why": one.why} for one in found
    ], indent=2, ensure_ascii=False)  # fmt: skip


def _as_words(found: list[Promise]) -> Iterator[str]:
    if not found:
        yield "No promises were found. Compare it with the text itself."
        return
    yield f"{len(found)} {'promise' if len(found) == 1 else 'promises'}. Compare with the text itself."
    for place, one in enumerate(found, 1):
        kind = one.kind.value.replace("_", " ")
        yield ""
        yield f"{place}. {kind[0].upper()}{kind[1:]}"
        yield _wrapped(one.sentence)
        yield _wrapped(f"Who: {one.actor or 'not said'}. When: {one.date or 'not said'}.")
        if one.named:
            yield _wrapped(f"Named: {', '.join(one.named)}")
        yield _wrapped(f"Why: {one.why}")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100, initial_indent="   ", subsequent_indent="   ", break_on_hyphens=False)
