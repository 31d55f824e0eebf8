"""What a log line holds: what went wrong at which route, for whom by number, and where in the code. Nothing else.

Addresses, query strings, typed words, names and the messages of exceptions (which quote values) never reach a log:
logs are read by other people than drafts are, and kept elsewhere.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Any

_PACKAGES = Path(__file__).resolve().parents[2]


class PlainLines(logging.Formatter):
    """One line: level, what happened, and for a fault its kind and the places that it came through."""

    def format(self, record: logging.LogRecord) -> str:
        request: Any = getattr(record, "request", None)
        said = _of_request(record, request) if hasattr(request, "method") else record.getMessage()
        raised = record.exc_info if isinstance(record.exc_info, tuple) and record.exc_info[0] else None
        at = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        return " ".join(filter(None, (at, record.levelname, record.name, said, _fault(raised) if raised else "")))


def _of_request(record: logging.LogRecord, request: Any) -> str:
    match, member = getattr(request, "resolver_match", None), getattr(request, "member", None)
    route, person = (match.url_name if match else "no-route"), (member.person_id if member else "nobody")
    return f"{getattr(record, 'status_code', '')} {request.method} route={route} person={person}"


def _fault(raised: Any) -> str:
    """ "ValueError in answerable/workspace/now.py:30 below ...": no message, because messages quote values."""
    kind, _, trace = raised
    places = [f"{_short(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
    return f"{kind.__name__} in {' below '.join(reversed(places))}" if places else str(kind.__name__)


def _short(name: str) -> str:
    path = Path(name)
    return str(path.relative_to(_PACKAGES)) if path.is_relative_to(_PACKAGES) else path.name
