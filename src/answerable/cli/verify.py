"""`answerable verify DIR`: whether a register's records are whole, and what such a check cannot see."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import fill

from answerable.records import NoRegister
from answerable.records.verify import CANNOT_SEE, Verification, verify

WHOLE, NOT_WHOLE, NO_REGISTER = 0, 1, 2
MOST_SENTENCES = 20


def main(argv: list[str]) -> int:
    """0: whole. 1: not whole, the first record that is not named first. 2: the folder is no register."""
    parser = argparse.ArgumentParser(
        prog="answerable verify",
        description="Check that the records of a register, or of any copy of it, are whole.",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="the register's folder: the one with head.json")
    parser.add_argument("--kept", metavar="HASH", help="a hash from a letter, feed or archive")
    parser.add_argument("--json", action="store_true", help="write the result as JSON")
    wanted = parser.parse_args(argv)
    try:
        result = verify(wanted.folder, wanted.kept and wanted.kept.strip().lower())
    except (NoRegister, OSError) as reason:
        sentence = str(reason) if isinstance(reason, NoRegister) else f"{wanted.folder} cannot be read."
        print(json.dumps({"error": sentence}) if wanted.json else sentence, file=sys.stderr)
        return NO_REGISTER
    if wanted.json:
        print(json.dumps(asdict(result) | {"cannot_see": CANNOT_SEE}, indent=2))
    else:
        print("\n".join(_lines(result)))
    return WHOLE if result.whole and not result.files_wrong else NOT_WHOLE


def _lines(result: Verification) -> list[str]:
    if result.whole and result.files_wrong:
        return [
            f"The {result.entries} records are whole. Files of evidence that are not: {len(result.files_wrong)} of "
            f"{result.files}.",
            *_shortened(result.files_wrong),
        ]
    if not result.whole:
        return [f"Not whole: {_name(result)}.", *_shortened((*result.sentences, *result.files_wrong))]
    return [
        f"Whole: {result.entries} records with {result.parts} parts.",
        f"  Head        {result.head}",
        f"  Signed by   {result.fingerprint}",
        *([f"  Files of evidence, each the one that its record tells: {result.files}."] if result.files else []),
        *(f"  {sentence}" for sentence in result.sentences),
        "",
        "Checked: each file is written in the one way of the record and fits its schema; each part is the one its",
        "record names; each record follows the one before; the signed head speaks of the last one; words signed",
        "off are the words published; nothing else lies among the records.",
        "",
        "What this cannot see:",
        *(fill(sentence, 100, initial_indent="- ", subsequent_indent="  ") for sentence in CANNOT_SEE),
    ]


def _shortened(sentences: Sequence[str]) -> list[str]:
    more = len(sentences) - MOST_SENTENCES
    return [*(f"  {sentence}" for sentence in sentences[:MOST_SENTENCES]),
            *([f"  ... and {more} more."] if more > 0 else [])]


def _name(result: Verification) -> str:
    """What is not whole, in two words."""
    return f"record {result.first_bad}" if result.first_bad else "the head or a key"
