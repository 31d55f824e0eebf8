"""The process that opens files from outside: one task, one answer, then it ends. Started by `fence` alone.

    python -I -m answerable.intake.child report .pdf < FILE      a report as JSON
    python -I -m answerable.intake.child pasted < WORDS          the same, from words
    python -I -m answerable.intake.child answer .docx < FILE     an answer published elsewhere, as JSON
    python -I -m answerable.intake.child pasted-answer < WORDS   the same, from words
    python -I -m answerable.intake.child tracker .xlsx < FILE    a spreadsheet of promises, as JSON
    python -I -m answerable.intake.child hidden < FILE           what a file holds and does not show, as JSON
    python -I -m answerable.intake.child tidy html < HTML        what was pasted as light markup, as JSON
    python -I -m answerable.intake.child street < FILE           rows of recorded crime, as JSON
    python -I -m answerable.intake.child dataset NAME < FILE     any other file of a needs assessment, as JSON
    python -I -m answerable.intake.child unpack < FILE           the files of a ZIP folder, as JSON
    python -I -m answerable.intake.child picture 3 2.0 < FILE    page 3 as PNG
    python -I -m answerable.intake.child walls < /dev/null       which walls stand
"""

import base64
import json
import sys
from dataclasses import asdict

from answerable.intake.confinement import confine, standing
from answerable.intake.errors import CannotRead
from answerable.intake.fence import MOST_BYTES, NO_MEMORY, NO_PARSER, REFUSED

ANSWERS = ("answer", "pasted-answer")
_NOT_DATASET = ("It is none of the files that a needs assessment is made of. Those are, as CSV, lookups between LSOAs, "
                "districts and police areas, residents, deprivation, councils, areas that touch, and partners’ "
                "figures; and boundaries of LSOAs as GeoJSON or TopoJSON.")
_LONGEST_REASON = 500  # letters that the fence lets through


def main(task: str, *details: str) -> int:
    """Confine this process, do the task, write the answer; returns how the process shall end."""
    if task in (*ANSWERS, "hidden", "tidy", "tracker"):
        import answerable.duties
        import answerable.records

    if task == "street":
        try:
            import answerable.datasets.street_rows  # noqa: F401 - its library looks around when it is loaded
        except ImportError:
            return NO_PARSER

    confine(threads=task == "street")
    try:
        answer = _answer(task, sys.stdin.buffer.read(MOST_BYTES), *details)
    except CannotRead as reason:
        sys.stdout.write(json.dumps({"code": reason.code, "sentence": reason.sentence}))
        return REFUSED
    except MemoryError:
        return NO_MEMORY
    except ImportError:
        return NO_PARSER
    sys.stdout.buffer.write(answer)
    return 0


def _answer(task: str, data: bytes, *details: str) -> bytes:
    # The parsers are loaded here, behind the walls.
    if task == "walls":
        return json.dumps(standing()).encode()
    if task == "picture":
        from answerable.intake.opening import picture

        return picture(data, int(details[0]), float(details[1]))
    if task == "street":
        return _street(data)
    if task == "dataset":
        return _dataset(data, details[0])
    if task == "unpack":
        from answerable.intake.packed import unpack

        files = [(name, base64.b64encode(file).decode()) for name, file in unpack(data)]
        return json.dumps({"files": files}).encode()
    if task == "tidy":
        from answerable.intake.tidy.rich import tidied

        return tidied(data.decode(), is_html=details[0] == "html").model_dump_json().encode()
    if task == "hidden":
        from answerable.intake.hidden.reading import search

        return search(data).model_dump_json().encode()
    if task == "tracker":
        from answerable.intake.tracker.reading import read as read_tracker

        return read_tracker(data, *details).model_dump_json(exclude_defaults=True).encode()
    if task in ANSWERS:
        from answerable.intake.answer import reading

        read_it = reading.read_words(data.decode()) if task == "pasted-answer" else reading.read_file(data, *details)
        return read_it.model_dump_json().encode()
    from answerable.intake.reading import read, read_words

    report = read_words(data.decode()) if task == "pasted" else read(data, *details)
    return report.model_dump_json().encode()


def _street(data: bytes) -> bytes:
    from answerable.datasets.errors import CannotUse
    from answerable.datasets.street_rows import columns_of, rows_of

    try:
        rows = rows_of("The file", data)
    except CannotUse as reason:
        raise CannotRead("data", str(reason)) from None
    if rows is None:
        raise CannotRead("not_street", "It is not a street file: its columns are not those of data.police.uk. Choose a "
                         "file whose name ends with “-street.csv”.")
    return json.dumps(columns_of(rows)).encode()


def _dataset(data: bytes, name: str) -> bytes:
    from answerable.datasets.errors import CannotUse
    from answerable.datasets.kept import as_kept

    try:
        kept = as_kept(name, data)
    except CannotUse as reason:
        raise CannotRead("data", str(reason)[:_LONGEST_REASON]) from None
    if kept is None:
        raise CannotRead("not_dataset", _NOT_DATASET)
    return json.dumps(asdict(kept)).encode()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
