"""Where a link in a published text may lead: one rule for whoever reads, keeps or shows one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_MAIL_ADDRESS = re.compile(r"[^@?&,;]+@[^@?&,;]+")
_LONGEST_ADDRESS = 2000


def may_link_to(address: str) -> bool:
    """Whether a link may lead there: http or https with a host and no user name, or mailto one person."""
    if len(address) > _LONGEST_ADDRESS or "\\" in address or any(c.isspace() for c in address):
        return False
    try:
        parts = urlsplit(address)
        scheme, host = parts.scheme, parts.hostname
    except ValueError:  # a broken IPv6 host or port
        return False
    if scheme == "mailto":
        return _MAIL_ADDRESS.fullmatch(parts.path) is not None and not (parts.query or parts.fragment)
    return scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc
