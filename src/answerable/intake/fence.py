"""Runs the parser in a process of its own, and believes nothing that comes back until it has been checked.

The child is a fresh `python -I` with an empty environment; the file goes in by its standard input and one
answer of limited size comes out. It confines itself (`confinement`) before it loads a parser, and it and
whatever it started are killed at the time limit.
"""

import base64
import json
import os
import re
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from answerable.intake.answer.shapes import ReadAnswer
from answerable.intake.dataset import MOST_DATASET, OF_A_DATASET, ReadDataset, checked, shown_name
from answerable.intake.errors import CannotRead
from answerable.intake.hidden.shapes import Hidden
from answerable.intake.shapes import ReadReport, Shape
from answerable.intake.tidy.changes import Changes
from answerable.intake.tidy.lines import markup
from answerable.intake.tidy.plain import fitting, has_code, plain_lines
from answerable.intake.tidy.shapes import Tidied
from answerable.intake.tracker.shapes import ReadTracker

MOST_BYTES = 50_000_000  # of a file
MOST_OUTPUT = 20_000_000  # bytes that come back
_MOST_UNPACKED = 70_000_000  # bytes of a ZIP folder's files as they come back, a third longer than they are
_MOST_ROWS = 200_000_000  # bytes of a street file's columns as they come back
MOST_PIXELS = 25_000_000  # of a page's picture; A4 at scale 3 has 4.5 million
SECONDS = 60

REFUSED, NO_MEMORY, NO_PARSER = 3, 4, 5  # the child has a reason; its memory ran out; a library is missing

# Control characters but the line feed, marks that turn the direction of reading, halves of characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# What the fence says of reports, said of trackers.
_OF_A_TRACKER = {
    "broke_off": "The reader broke off: the file is damaged, or needs more than 1 GB of memory. Open it in a "
                 "spreadsheet program, save it again and try that copy.",
    "out_of_memory": "Reading it takes more memory than the 1 GB we allow. Take out what is not the tracker, save it "
                     "again and try that copy.",
    "too_much_text": "It holds over 20 MB of text, more than a tracker has. Take out what is not the tracker.",
}  # fmt: skip
_Read = TypeVar("_Read", bound=Shape)
_PNG = b"\x89PNG\r\n\x1a\n"


class _Reason(Shape):
    code: str = Field(pattern=r"^[a-z_]{1,40}$")
    sentence: str = Field(min_length=1, max_length=500)


class _Unpacked(Shape):
    files: tuple[tuple[str, str], ...]  # name, and bytes in base64


_Cell = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{1,200}$")]
_Column = tuple[_Cell | None, ...]


class ReadStreet(Shape):
    """Rows of recorded crime as columns of text; what the file leaves empty is None."""

    crime_id: _Column
    month: _Column
    reported_by: _Column
    longitude: _Column
    latitude: _Column
    lsoa_code: _Column
    crime_type: _Column


class Standing(Shape):
    """Which walls held when each was tried from inside."""

    network: bool
    programs: bool
    writing: bool
    files: bool


@dataclass(frozen=True)
class Walls:
    """What stands between a file from outside and this machine, in one word and in sentences."""

    state: Literal["full", "partial", "limits only"]
    sentences: tuple[str, ...]


def read_report(data: bytes, *, name: str | None = None) -> ReadReport:
    """Read a report from the bytes of a PDF or a saved web page; raises CannotRead with the reason.

    `name` is the file's own name; only its ending is looked at, and only to say when it is wrong.
    """
    return _as(ReadReport, _ask(["report", _ending(name)], data))


def read_pasted(words: str) -> ReadReport:
    """Read a report from words copied off a web page; raises CannotRead with the reason."""
    return _as(ReadReport, _ask(["pasted"], words.encode("utf-8", "replace")))


def read_answer(data: bytes, *, name: str | None = None) -> ReadAnswer:
    """Read an answer that was published elsewhere from a text, a web page or a Word document; raises CannotRead."""
    return _as(ReadAnswer, _ask(["answer", _ending(name)], data), tab="\t")


def read_pasted_answer(words: str) -> ReadAnswer:
    """The same from words copied off a page; raises CannotRead."""
    return _as(ReadAnswer, _ask(["pasted-answer"], words.encode("utf-8", "replace")), tab="\t")


def read_tracker(data: bytes, *, name: str | None = None) -> ReadTracker:
    """Read the spreadsheet in which promises were kept, an Excel workbook or CSV; raises CannotRead with the reason."""
    try:
        return _as(ReadTracker, _ask(["tracker", _ending(name)], data), tab="\t")
    except CannotRead as reason:
        raise CannotRead(reason.code, _OF_A_TRACKER.get(reason.code, reason.sentence)) from None


def hidden_in(data: bytes) -> Hidden:
    """What a file holds that nobody sees who opens or prints it; raises CannotRead with the reason."""
    return _as(Hidden, _ask(["hidden"], data))


def tidied(words: str) -> Tidied:
    """What somebody pasted as light markup. Only words in which HTML stands need a parser, and so the fence.

    Raises CannotRead when the parser gives up; the words are then as they were.
    """
    if has_code(words):
        return _as(Tidied, _ask(["tidy", "words"], words.encode("utf-8", "replace")), tab="\t")
    changes = Changes()
    tidy = markup(plain_lines(fitting(words, changes), changes), changes)
    return Tidied(words=tidy, changed=changes.told) if changes else Tidied(words=words)


def tidied_html(html: str) -> Tidied:
    """HTML from somebody's clipboard as light markup; raises CannotRead."""
    return _as(Tidied, _ask(["tidy", "html"], html.encode("utf-8", "replace")), tab="\t")


def read_street(data: bytes) -> ReadStreet:
    """Read rows of recorded crime from a street file: CSV, packed or not, or Parquet; raises CannotRead."""
    try:
        return ReadStreet.model_validate_json(_ask(["street"], data, most=_MOST_ROWS))
    except ValidationError:
        raise broke_off() from None


def read_dataset(data: bytes, *, name: str) -> ReadDataset:
    """Read any other file of a needs assessment, packed by gzip or not; raises CannotRead with the reason.

    `name` is the file's own name, for the reason to name it. What the file holds shows what it is.
    """
    called = shown_name(name)
    try:
        answer = _ask(["dataset", called], data, most=MOST_DATASET)
    except CannotRead as reason:
        raise CannotRead(reason.code, OF_A_DATASET.get(reason.code, reason.sentence)) from None
    try:
        return checked(ReadDataset.model_validate_json(answer))
    except ValueError:
        raise broke_off() from None


def unpack(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each file in a ZIP folder; raises CannotRead with the reason."""
    try:
        unpacked = _Unpacked.model_validate_json(_ask(["unpack"], data, most=_MOST_UNPACKED))
        return tuple((_UNSEEN.sub("", name), base64.b64decode(words, validate=True)) for name, words in unpacked.files)
    except ValueError:
        raise broke_off() from None


def page_picture(data: bytes, page: int, *, scale: float) -> bytes:
    """The page (from 1) of a PDF as PNG, `scale` pixels to the point; raises CannotRead with the reason."""
    picture = _ask(["picture", str(int(page)), str(float(scale))], data)
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    if not picture.startswith(_PNG) or not 0 < width * height <= MOST_PIXELS:
        raise broke_off()
    return picture


def check_size(size: int) -> None:
    """Raise CannotRead when a file of this many bytes is larger than what is read."""
    if size > MOST_BYTES:
        shown, most = -(-size // 1_000_000), MOST_BYTES // 1_000_000
        raise CannotRead("too_large", f"The file is {shown:,} MB. The largest we read is {most} MB. "
                         "Upload a smaller copy, or type it in.")


def walls() -> Walls:
    """Try the walls from inside a child that reads nothing, and say which stand."""
    try:
        return said_of(Standing.model_validate_json(_ask(["walls"], b" ")))
    except ValidationError:
        raise broke_off() from None


def said_of(standing: Standing) -> Walls:
    """The walls in words: "full" with all, "partial" where only files can be read, else "limits only"."""
    calls = standing.network and standing.programs and standing.writing
    sentences = (
        f"Memory is limited to 1 GB and time to {SECONDS} seconds.",
        "The network cannot be reached." if standing.network else "The network can be reached.",
        "Other programs cannot be started." if standing.programs else "Other programs can be started.",
        "Files cannot be written." if standing.writing else "Files can be made, though not filled.",
        f"Files outside Python's own folders {'cannot' if standing.files else 'can'} be read.",
    )
    return Walls("full" if calls and standing.files else "partial" if calls else "limits only", sentences)


def run(
    command: Sequence[str], data: bytes, *, seconds: float = SECONDS, most: int = MOST_OUTPUT
) -> tuple[int, bytes]:
    """Run a command with an empty environment, feed it `data`, return how it ended and what it gave.

    The command and everything it started are dead when this returns. Raises CannotRead when it runs longer
    than `seconds` or gives more than `most` bytes.
    """
    deadline = time.monotonic() + seconds
    with subprocess.Popen(  # noqa: S603 - the commands are this module's own, and no shell reads them
        command, env={}, cwd="/", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        bufsize=0, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        threading.Thread(target=_feed, args=(process.stdin, data), daemon=True).start()
        try:
            output = _collect(process.stdout, deadline, most)
            while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                _remaining(deadline)
                time.sleep(0.002)
        except TimeoutError:
            raise CannotRead("timed_out", f"Reading stopped after {seconds:g} seconds.") from None
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # not waited for yet, so the number is still its own
    return process.returncode, output


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError), pipe:
        rest = memoryview(data)
        while rest:
            rest = rest[pipe.write(rest) :]


def _collect(pipe: IO[bytes], deadline: float, most: int) -> bytes:
    output = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while ready.select(_remaining(deadline)):
            piece = os.read(pipe.fileno(), 1 << 16)
            if not piece:
                return bytes(output)
            output += piece
            if len(output) > most:
                sentence = "It holds over 20 MB of text, more than a report has. Type it in."
                raise CannotRead("too_much_text", sentence)
    raise TimeoutError


def _remaining(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _ask(task: Sequence[str], data: bytes, *, most: int = MOST_OUTPUT) -> bytes:
    """One task for the child; its answer, or CannotRead with its reason or ours."""
    if not data:
        raise CannotRead("empty", "The file is empty.")
    check_size(len(data))
    status, output = run([sys.executable, "-I", "-B", "-m", "answerable.intake.child", *task], data, most=most)
    if status == 0:
        return output
    if status == REFUSED:
        try:
            reason = _Reason.model_validate_json(output)
        except ValidationError:
            raise broke_off() from None
        raise CannotRead(reason.code, _UNSEEN.sub("", reason.sentence))
    if status in (NO_MEMORY, -signal.SIGKILL):
        raise CannotRead("out_of_memory", "Reading it takes more memory than the 1 GB we allow. "
                         "Save it again from a PDF reader, or type it in.")
    if status == NO_PARSER:
        raise CannotRead("no_parser", "The reader lacks a library here, so no file can be read. "
                         "Ask whoever runs this service to install it again.")
    if status == -signal.SIGXCPU:
        raise CannotRead("timed_out", f"Reading stopped after {SECONDS} seconds.")
    raise broke_off()


def broke_off() -> CannotRead:
    """The child ended without a reason, or said something that is no answer."""
    return CannotRead("broke_off", "The reader broke off: the file is damaged, or needs more than 1 GB of "
                      "memory. Save it again from a PDF reader, or type it in.")


def _ending(name: str | None) -> str:
    ending = os.path.splitext(name or "")[1].lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""


def _as(shape: type[_Read], answer: bytes, *, tab: str = " ") -> _Read:
    try:
        return shape.model_validate(_without_unseen(json.loads(answer), tab))
    except (ValueError, RecursionError):
        raise broke_off() from None


def _without_unseen(value: object, tab: str) -> object:
    if isinstance(value, str):
        return _UNSEEN.sub("", value.replace("\t", tab))
    if isinstance(value, list):
        return [_without_unseen(one, tab) for one in value]
    if isinstance(value, dict):
        return {name: _without_unseen(one, tab) for name, one in value.items()}
    return value
