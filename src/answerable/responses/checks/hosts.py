"""Whether a reader anywhere could reach the host of a link, judged from its spelling alone. Nothing is asked for.

The same address has many spellings: `127.1`, `2130706433` and `0x7f.1` are all this machine, and so is
`[::ffff:127.0.0.1]`. What is not surely public is not.
"""

from __future__ import annotations

import unicodedata
from ipaddress import IPv4Address, IPv6Address, IPv6Network

# Global unicast, less what stands for other addresses or for nothing: RFC 4291, 3056, 2928, 3849 and 9637.
_PUBLIC = IPv6Network("2000::/3")
_NOT_PUBLIC = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
# Last labels that no public name server answers: RFC 6761, 6762, 8375, 9476 and ICANN's `.internal`; and names
# that offices give to machines of their own.
_PRIVATE_ENDINGS = frozenset({
    "alt", "arpa", "corp", "domain", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain",
    "localhost", "onion", "private", "test",
})


def spelled_plainly(host: str) -> str:
    """The host as a browser reads it: compatibility characters such as circled digits made plain, without last dot."""
    return unicodedata.normalize("NFKC", host).lower().replace("。", ".").rstrip(".")


def in_ascii(host: str) -> str:
    """The host as the name servers know it (`xn--...`); unchanged where it has no such form."""
    try:
        return spelled_plainly(host).encode("idna").decode("ascii")
    except UnicodeError:
        return spelled_plainly(host)


def is_public(host: str) -> bool:
    """Whether the host may lie on the public internet."""
    plain = spelled_plainly(host.strip("[]"))
    if ":" in plain:
        return _is_public_v6(plain)
    number = _as_v4(plain)
    if number is not None:
        return number.is_global and not number.is_multicast and not number.is_reserved
    labels = plain.split(".")
    ending = labels[-1]
    return len(labels) > 1 and all(labels) and ending not in _PRIVATE_ENDINGS and not ending[0].isdigit()


def _is_public_v6(written: str) -> bool:
    try:
        number = IPv6Address(written)
    except ValueError:
        return False
    return number in _PUBLIC and not any(number in net for net in _NOT_PUBLIC)


def _as_v4(written: str) -> IPv4Address | None:
    """The address that systems read from one to four numbers, each decimal, octal (`017`) or hexadecimal (`0xf`)."""
    numbers = [_number(part) for part in written.split(".")]
    if not 1 <= len(numbers) <= 4 or None in numbers:
        return None
    *first, last = [n for n in numbers if n is not None]
    if any(n > 255 for n in first) or last >= 256 ** (4 - len(first)):
        return None
    return IPv4Address(sum(n << 8 * (3 - place) for place, n in enumerate(first)) + last)


def _number(part: str) -> int | None:
    try:
        if part.startswith("0x"):
            return int(part, 16) if len(part) <= 12 else None
        if not (part.isascii() and part.isdigit()) or len(part) > 12:
            return None
        return int(part, 8) if part.startswith("0") and part != "0" else int(part)
    except ValueError:
        return None
