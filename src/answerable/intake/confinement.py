"""The walls a process builds around itself before it opens a file from outside.

Three walls, none of which needs root: limits on memory, processor, files and writing (any POSIX system);
a filter on system calls that refuses networking, other programs, new processes and writing (Linux, by
`prctl`); and Landlock, which hides every folder but those Python and its libraries lie in (Linux 5.13 on).
None of them can be taken down again. Standard library only, so that nothing else is loaded before they stand.
"""

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from answerable.intake.calls import OPENS, REFUSED

MEMORY_BYTES = 1024**3  # a real letter of 16 pages needs 128 MB
THREADED_MEMORY_BYTES = 4 * MEMORY_BYTES  # room reserved, most of it never touched
CPU_SECONDS = 60

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column of `calls`, kernel's number
_X32_CALLS = 0x40000000  # x86-64's second table of calls; refused whole
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # the filter's instructions
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_NO_SUCH_CALL = 0x00050000 | errno.ENOSYS
_CLONE_THREAD = 0x00010000
_CALL, _MACHINE, _ARGUMENTS = 0, 4, 16  # offsets in what the filter looks at

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446  # the same on every machine
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many rights each version of Landlock knows; from 5 on, 16


def confine(*, threads: bool = False) -> None:
    """Build every wall this machine has. Raises OSError or ValueError when not even the limits can be set.

    threads: the reader of data tables starts some. It may then, in this process; and it gets more memory, because each
    reserves room. Other processes stay out of reach.
    """
    for limit, most in (
        (resource.RLIMIT_AS, THREADED_MEMORY_BYTES if threads else MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))  # first a signal that says why
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        _hide_folders(libc)
        _filter_calls(libc, threads=threads)


def standing() -> dict[str, bool]:
    """Which walls hold, found by trying each from inside; where one is missing the attempt does no harm."""
    import socket

    kinds = [(family, kind) for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX)
             for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM)]
    return {
        "network": all(_is_refused(socket.socket, family, kind) for family, kind in kinds),
        "programs": _is_refused(os.execv, "/nowhere", ["nowhere"]),
        "writing": _is_refused(os.open, os.devnull, os.O_WRONLY),
        "files": _is_refused(os.listdir, "/"),
    }


def _is_refused(attempt: Callable[..., object], *arguments: object) -> bool:
    try:
        attempt(*arguments)
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _filter_calls(libc: ctypes.CDLL, *, threads: bool) -> None:
    if platform.machine() not in _MACHINES:
        return
    program = b"".join(_instructions(*_MACHINES[platform.machine()], threads=threads))
    steps = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(steps))  # struct sock_fprog
    libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.c_char_p(head), 0, 0)


def _instructions(column: int, machine: int, *, threads: bool) -> Iterator[bytes]:
    """The filter: another machine's calls end the process, the refused ones give EPERM, the rest pass."""

    def step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("HBBI", code, if_true, if_false, value)

    yield step(_LOAD, _MACHINE)
    yield step(_EQUAL, machine, if_true=1)
    yield step(_RETURN, _KILL)
    yield step(_LOAD, _CALL)
    yield step(_AT_LEAST, _X32_CALLS, if_false=1)
    yield step(_RETURN, _REFUSE)
    if threads:
        yield step(_EQUAL, REFUSED["clone"][column] or 0, if_false=4)
        yield step(_LOAD, _ARGUMENTS)  # the flags
        yield step(_ANY_BIT, _CLONE_THREAD, if_false=1)
        yield step(_RETURN, _ALLOW)
        yield step(_RETURN, _REFUSE)
        yield step(_EQUAL, REFUSED["clone3"][column] or 0, if_false=1)
        yield step(_RETURN, _NO_SUCH_CALL)  # its flags lie in memory, where no filter looks: the C library falls back
    for numbers in REFUSED.values():
        number = numbers[column]
        if number is not None:
            yield step(_EQUAL, number, if_false=1)
            yield step(_RETURN, _REFUSE)
    for numbers, flags in OPENS:
        number = numbers[column]
        if number is not None:
            yield step(_EQUAL, number, if_false=4)
            yield step(_LOAD, _ARGUMENTS + 8 * flags)
            yield step(_ANY_BIT, _WRITING, if_false=1)
            yield step(_RETURN, _REFUSE)
            yield step(_RETURN, _ALLOW)
    yield step(_RETURN, _ALLOW)


def _hide_folders(libc: ctypes.CDLL) -> None:
    """Leave only Python's own folders, to read; on kernels without Landlock do nothing."""
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return
    every_right = (1 << _FILE_RIGHTS.get(version, 16)) - 1
    rights = struct.pack("QQQ", every_right, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8  # files; TCP; abstract sockets and signals
    rules = libc.syscall(_LANDLOCK_CREATE, rights, size, 0)
    if rules < 0:
        return
    for folder in _python_folders():
        with suppress(PermissionError):  # a folder that we may not enter needs no rule
            opened = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            libc.syscall(_LANDLOCK_ADD, rules, 1, struct.pack("=Qi", _READ_FILE | _READ_FOLDER, opened), 0)
            os.close(opened)
    libc.syscall(_LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)


def _python_folders() -> set[str]:
    """Where Python, its libraries and the system's shared libraries lie."""
    wanted = [*sys.path, os.path.join(sys.base_prefix, "lib"), "/lib", "/lib64", "/usr/lib", "/usr/local/lib"]
    return {folder for folder in wanted if os.path.isdir(folder)}
