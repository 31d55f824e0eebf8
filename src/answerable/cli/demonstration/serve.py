"""Serves workspace and public register on this machine.

Cookies know hosts but not ports, so the two stand under different names: the workspace at `localhost`, the register
at `127.0.0.1`. In production they have host names of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


class RegisterFiles(SimpleHTTPRequestHandler):
    """Plain files, as any web server would give them."""

    extensions_map = {  # noqa: RUF012 (the class's own way of saying this)
        **SimpleHTTPRequestHandler.extensions_map,
        ".ics": "text/calendar; charset=utf-8",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".odt": "application/vnd.oasis.opendocument.text",
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json",
        ".xml": "application/atom+xml",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal shows addresses and sign-ins."""


def begin_to_serve(register: Path, register_address: str, *, workspace_port: int, register_port: int) -> NoReturn:
    """Become a fresh process that serves both. The server forks its workers, and the typesetter's threads, which
    have run in this process if it made the demonstration, would not be there in a fork: a worker would wait for
    them for ever."""
    sys.stdout.flush()
    environment = {**os.environ, "ANSWERABLE_REGISTER_ADDRESS": register_address,
                   "ANSWERABLE_WORKSPACE_ADDRESS": f"http://localhost:{workspace_port}"}
    arguments = [str(register), str(workspace_port), str(register_port)]
    os.execve(sys.executable, [sys.executable, "-P", "-m", __name__, *arguments], environment)  # noqa: S606 (ourselves)


def serve(register: Path, *, workspace_port: int, register_port: int) -> None:
    """Serve both until interrupted."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.site.settings")
    files = ThreadingHTTPServer(("127.0.0.1", register_port), partial(RegisterFiles, directory=str(register)))
    threading.Thread(target=files.serve_forever, daemon=True).start()
    catching_up = [sys.executable, "-P", "-m", "answerable.cli.entry", "catch_up", "--every", "30"]
    subprocess.Popen(catching_up)  # noqa: S603 (ourselves); it ends when this process has ended
    Granian(
        "answerable.site.wsgi:application",
        interface=Interfaces.WSGI,
        address="127.0.0.1",
        port=workspace_port,
        blocking_threads=8,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), workspace_port=int(sys.argv[2]), register_port=int(sys.argv[3]))
