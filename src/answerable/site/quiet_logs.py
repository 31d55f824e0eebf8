"""No log holds the token of a link or of a calendar: whoever reads logs must not be able to open one."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"(/i/|/calendar/)[\w%.~-]+")


class WithoutTokens(logging.Filter):
    """Writes `/i/***` or `/calendar/***` in the place of the address, in the message and in a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _TOKEN.sub(r"\1***", record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _TOKEN.sub(r"\1***", record.exc_text)
        return True
