"""`answerable assess`: the needs assessment of an area, from files of recorded crime in a folder."""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from answerable.measures.months import Month

_REFUSED = 2
_EVERY_FORCE = "all"
_LIBRARIES = ("ibis", "duckdb", "scipy")


def main(argv: list[str]) -> int:
    """Write the assessment; 2, with a sentence on stderr, if it cannot be made."""
    options = _parser().parse_args(argv)
    lacking = [name for name in _LIBRARIES if find_spec(name) is None]
    if lacking:
        return _refuse(f"This needs {' and '.join(lacking)}. Install them: pip install 'answerable[analysis]'.")
    from answerable.datasets.errors import CannotUse

    try:
        _assess(options)
    except (CannotUse, LookupError, ValueError) as refusal:
        return _refuse(str(refusal.args[0]))
    except OSError as refusal:
        what = refusal.filename or options.out
        return _refuse(f"{what} cannot be read or written ({refusal.strerror}). Name another.")
    return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return _REFUSED


def _assess(options: argparse.Namespace) -> None:
    from answerable.assessment.figures import force_called
    from answerable.measures.months import Month

    if not options.data.exists():
        raise ValueError(f"There is no folder {options.data}. Name the one that holds the street files.")
    first, last = (Month.read(words) if words else None for words in (options.first, options.last))
    force = None if options.area == _EVERY_FORCE else force_called(options.area).in_crime_files
    with tempfile.TemporaryDirectory() as folder:
        _write(options, options.keep or Path(folder), force, first, last)


def _write(options: argparse.Namespace, keep: Path, force: str | None, first: Month | None, last: Month | None) -> None:
    from answerable.assessment import release
    from answerable.assessment.making import make
    from answerable.assessment.page import page
    from answerable.datasets.partner import read_partners, sources
    from answerable.datasets.street import take_in
    from answerable.documents.illustrated import illustrated_pdf

    streets = take_in(options.data, keep, lambda name, rows: _say(f"{name}: {rows:,} rows"), force=force)
    where = f"recorded by {force}" if force else "recorded in England and Wales"
    given, gaps = read_partners(options.data)
    it = make(streets, options.data, where, force=force, first=first, last=last,
              before=release.read(options.since) if options.since else None,
              sources=list(sources(given, gaps)), partner_figures=given)
    made = it.tables | page(it.document) | {"assessment.pdf": illustrated_pdf(it.document)}
    options.out.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        (options.out / name).write_bytes(data)
    _say(f"{len(made)} files in {options.out}. Begin with assessment.html.")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="answerable assess",
        description="Make the needs assessment of an area again, from street files of data.police.uk and the reference "
        "tables beside them: a page, a PDF, and a table for each measure. Nothing is sent anywhere.",
        epilog="Example: answerable assess --data crime --area cumbria --out assessment",
    )
    parser.add_argument("--data", metavar="DIR", type=Path, required=True,
                        help="folder with street files at any depth, lookups, populations and boundaries")
    parser.add_argument("--area", metavar="NAME_OR_CODE", required=True,
                        help=f"a police force, by name or code, or “{_EVERY_FORCE}”")
    parser.add_argument("--from", dest="first", metavar="YYYY-MM", help="first month; the earliest held unless given")
    parser.add_argument("--to", dest="last", metavar="YYYY-MM", help="last month; the latest held unless given")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder to write to")
    parser.add_argument("--since", metavar="DIR", type=Path,
                        help="folder of an earlier assessment: the page then says what changed, and why")
    parser.add_argument("--keep", metavar="DIR", type=Path,
                        help="folder in which files read once are kept, so that the next run is quicker")
    return parser
