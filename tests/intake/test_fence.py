"""Whatever a parser is made to do, the reader of files gives a reason and leaves nothing running."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from answerable.intake import CannotRead, Walls, walls
from answerable.intake.confinement import MEMORY_BYTES
from answerable.intake.fence import Standing, run, said_of

CONFINED = "from answerable.intake.confinement import confine; confine()\n"


def in_child(code: str, *, seconds: float = 20, most: int = 100_000) -> tuple[int, bytes]:
    """How a child with the walls up ends, and what it gives."""
    return run([sys.executable, "-I", "-B", "-c", CONFINED + code], b"the file", seconds=seconds, most=most)


def tried(code: str) -> str:
    """The name of the error that code meets behind the walls, or "done"."""
    lines = "\n".join(f"    {line}" for line in code.splitlines())
    _, output = in_child(f"try:\n{lines}\nexcept BaseException as e: print(type(e).__name__)\nelse: print('done')")
    return output.decode().strip()


def is_running(pid: int) -> bool:
    """Whether a process of this number still does anything; one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def standing() -> Walls:
    return walls()


def test_the_file_goes_in_and_the_answer_comes_out() -> None:
    assert in_child("import sys; print(sys.stdin.read())") == (0, b"the file\n")


def test_a_large_file_goes_in_while_the_answer_comes_out() -> None:
    echo = [sys.executable, "-I", "-c", "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"]

    assert run(echo, b"x" * 5_000_000) == (0, b"x" * 5_000_000)


def test_the_child_has_an_empty_environment_and_no_open_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "treasure")
    show = "import os; print(dict(os.environ).keys() - {'LC_CTYPE'}, os.listdir('/proc/self/fd'), os.getcwd())"

    assert run([sys.executable, "-I", "-c", show], b"") == (0, b"set() ['0', '1', '2', '3'] /\n")


def test_a_child_that_loops_is_stopped() -> None:
    with pytest.raises(CannotRead, match=r"Reading stopped after 1 seconds\.") as refusal:
        in_child("while True: pass", seconds=1)

    assert refusal.value.code == "timed_out"


def test_a_child_that_says_it_is_done_and_goes_on_is_stopped() -> None:
    with pytest.raises(CannotRead, match="Reading stopped"):
        in_child("import os\nos.close(1)\nwhile True: pass", seconds=1)


def test_a_child_that_floods_is_stopped() -> None:
    with pytest.raises(CannotRead) as refusal:
        in_child("while True: print('x' * 1000)", most=10_000)

    assert refusal.value.code == "too_much_text"


def test_a_child_that_allocates_meets_its_limit() -> None:
    assert tried(f"bytearray({MEMORY_BYTES})") == "MemoryError"


def test_a_child_that_dies_is_told_from_one_that_answers() -> None:
    status, output = in_child("import ctypes; ctypes.string_at(0)")

    assert status < 0
    assert output == b""


def test_nothing_that_a_child_started_goes_on(tmp_path: Path) -> None:
    forks = "import os, time\npid = os.fork()\nif pid: print(pid, flush=True)\ntime.sleep(600)"
    marker = tmp_path / "pids"
    with pytest.raises(CannotRead):
        run([sys.executable, "-I", "-c", forks.replace("print(pid, flush=True)", f"open({str(marker)!r}, 'w')"
             ".write(f'{os.getpid()} {pid}')")], b"", seconds=2)

    pids = [int(pid) for pid in marker.read_text().split()]
    deadline = time.monotonic() + 10
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)  # the killed grandchild is taken away by init in its own time

    assert len(pids) == 2
    assert not any(map(is_running, pids))


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX"])
@pytest.mark.parametrize("kind", ["SOCK_STREAM", "SOCK_DGRAM"])
def test_a_child_has_no_sockets_or_it_is_reported(standing: Walls, family: str, kind: str) -> None:
    outcome = tried(f"import socket; socket.socket(socket.{family}, socket.{kind})")

    assert (outcome == "PermissionError") == ("The network cannot be reached." in standing.sentences)


def test_a_child_reaches_no_one_who_listens_or_it_is_reported(standing: Walls) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        outcome = tried(f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]}))")

    assert (outcome == "PermissionError") == ("The network cannot be reached." in standing.sentences)


@pytest.mark.parametrize(
    "attempt",
    ["import os; os.execv('/bin/true', ['true'])", "import os; os.fork()",
     "import subprocess; subprocess.run(['/bin/true'])", "import os; os.posix_spawn('/bin/true', ['true'], {})"],
)
def test_a_child_starts_no_program_or_it_is_reported(standing: Walls, attempt: str) -> None:
    outcome = tried(attempt)

    assert (outcome == "PermissionError") == ("Other programs cannot be started." in standing.sentences)


@pytest.mark.parametrize(
    "attempt",
    ["open({0!r}, 'w')", "open({0!r}, 'a')", "open({0!r}, 'r+')", "import os; os.remove({0!r})",
     "import os; os.rename({0!r}, {0!r} + '2')", "import os; os.truncate({0!r}, 0)", "import os; os.chmod({0!r}, 0)",
     "import os; os.mkdir({0!r} + 'd')", "import os; os.symlink('/', {0!r} + 'l')", "import os; os.utime({0!r})"],
)
def test_a_child_writes_nothing_or_it_is_reported(standing: Walls, attempt: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("words")
    before = kept.stat().st_mtime_ns

    outcome = tried(attempt.format(str(kept)))

    assert (outcome == "PermissionError") == ("Files cannot be written." in standing.sentences)
    assert outcome != "PermissionError" or (kept.read_text(), kept.stat().st_mtime_ns) == ("words", before)


def test_a_child_fills_no_file_even_with_limits_alone() -> None:
    limits = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
    writes = f"{limits}\nimport tempfile\ntry: tempfile.TemporaryFile().write(b'x' * 9999)\nexcept OSError: print('no')"

    assert run([sys.executable, "-I", "-c", writes], b"") == (0, b"no\n")


def test_a_child_reads_no_file_outside_or_it_is_reported(standing: Walls, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("treasure")

    outcomes = {tried(f"open({str(secret)!r})"), tried("open('/etc/passwd')"), tried("open('/proc/self/environ')")}

    hidden = "Files outside Python's own folders cannot be read." in standing.sentences
    assert (outcomes == {"PermissionError"}) == hidden


def test_a_child_cannot_lift_its_limits(standing: Walls) -> None:
    outcome = tried("import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))")

    assert outcome != "done" or standing.state == "limits only"


def test_the_state_of_the_walls_is_one_word_and_five_sentences(standing: Walls) -> None:
    cannot = [sentence for sentence in standing.sentences if "cannot" in sentence]

    assert len(standing.sentences) == 5
    assert (standing.state == "full") == (len(cannot) == 4)


def test_a_child_without_walls_says_that_none_stand() -> None:
    asks = "from answerable.intake.confinement import standing; print(standing())"

    _, told = run([sys.executable, "-I", "-c", asks], b"")

    assert told == b"{'network': False, 'programs': False, 'writing': False, 'files': False}\n"


@pytest.mark.parametrize(
    ("missing", "state", "sentence"),
    [
        ("network", "limits only", "The network can be reached."),
        ("programs", "limits only", "Other programs can be started."),
        ("writing", "limits only", "Files can be made, though not filled."),
        ("files", "partial", "Files outside Python's own folders can be read."),
    ],
)
def test_a_missing_wall_is_said(missing: str, state: str, sentence: str) -> None:
    every = dict.fromkeys(("network", "programs", "writing", "files"), True)

    told = said_of(Standing(**{**every, missing: False}))

    assert told.state == state
    assert sentence in told.sentences
    assert said_of(Standing(**every)).state == "full"


def test_asking_loads_no_parser_in_the_process_that_asks() -> None:
    asks = ("import sys\nfrom answerable.intake import read_report\nread_report(b'<h1>Marlshire</h1><p>Words')\n"
            "print({'pypdfium2', 'selectolax', 'PIL', 'django'} & set(sys.modules))")

    answer = subprocess.run([sys.executable, "-I", "-c", asks], capture_output=True, cwd="/", env={}, check=True)

    assert answer.stdout == b"set()\n"


def test_a_report_is_read_from_a_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    asks = ("import os\nos.rmdir(os.getcwd())\nfrom answerable.intake import read_report\n"
            "print(read_report(b'<h1>Marlshire</h1><p>Words').title)")

    answer = subprocess.run([sys.executable, "-I", "-c", asks], capture_output=True, cwd=gone, check=True)

    assert answer.stdout == b"Marlshire\n"
