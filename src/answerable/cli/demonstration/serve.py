"""Serves workspace and public register on this machine.

Cookies know hosts but not ports, so the two stand under different names: the workspace at `localhost`, the register
at `127.0.0.1`. In production they have host names of their own.
"""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


class RegisterFiles(SimpleHTTPRequestHandler):
    """Plain files, as any web server would give them."""

    extensions_map = {  # noqa: RUF012 (the class's own way of saying this)
        **SimpleHTTPRequestHandler.extensions_map,
        ".ics": "text/calendar; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json",
        ".xml": "application/atom+xml",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal shows addresses and sign-ins."""


def serve(register: Path, *, workspace_port: int, register_port: int) -> None:
    """Serve both until interrupted."""
    files = ThreadingHTTPServer(("127.0.0.1", register_port), partial(RegisterFiles, directory=str(register)))
    threading.Thread(target=files.serve_forever, daemon=True).start()
    Granian(
        "answerable.site.wsgi:application",
        interface=Interfaces.WSGI,
        address="127.0.0.1",
        port=workspace_port,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()
