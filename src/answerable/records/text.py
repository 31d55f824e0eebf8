"""The characters that a published text may hold.

A record becomes HTML, PDF, Atom, iCalendar and JSON, and rows of two databases. Each of them refuses or hides
something, so one profile holds for all: NFC, newline and tab as the only controls, and nothing that cannot be
seen but changes what is read. `check_text` is for what must already fit (the record); `text_profile` is for
the boundary where people paste, and tells what it would change so that nothing is dropped in silence.
"""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

_REFUSED = {
    "a control character": "\x00-\x08\x0b-\x1f\x7f-\x9f",
    "half of a broken character": "\ud800-\udfff",
    "a code that stands for no character": "\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)),
    "a hidden mark that turns the direction of reading": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "a space of no width": "\u200b",
    "a byte order mark": "\ufeff",
}
_PATTERNS = {name: re.compile(f"[{characters}]") for name, characters in _REFUSED.items()}
_ANY = re.compile(f"[{''.join(_REFUSED.values())}]")


class TextRefused(ValueError):
    """A text holds a character that the record does not take. The message says which, and what to do."""


def check_text(text: str) -> None:
    """Raise `TextRefused` unless the text fits the profile as it stands."""
    if found := _ANY.search(text):
        name = next(name for name, pattern in _PATTERNS.items() if pattern.match(found[0]))
        place = f"character {found.start() + 1} (U+{ord(found[0]):04X})"
        raise TextRefused(f"The text holds {name} as {place}. Remove it.")
    if not is_normalized("NFC", text):
        raise TextRefused(
            "The text holds a letter and its accent as two characters. Write it as one (Unicode form NFC)."
        )


def text_profile(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as the record would take it, and one sentence for each kind of change.

    Line ends of other systems become newlines without a sentence: every browser sends them, nothing is lost.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    told = []
    for name, pattern in _PATTERNS.items():
        text, count = pattern.subn("", text)
        if count:
            told.append(f"{count} × {name} would be removed: it cannot be published and cannot be seen.")
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
        told.append("Letters with a separate accent would be written as one character. They look the same.")
    return text, tuple(told)
