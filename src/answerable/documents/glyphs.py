"""Which characters our fonts can show. PDF/UA-1 refuses a file with a character that has no glyph, and one such
character in a comment must not stop a publication: it is named by its number instead."""

from __future__ import annotations

import struct
from functools import cache
from importlib.resources import files

_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_SEGMENTED_COVERAGE = 12  # format 12 of the table "cmap" (ISO/IEC 14496-22): ranges of characters


def shown_or_named(text: str) -> str:
    """The text with each character that a font lacks replaced by its number, such as "[U+6F22]"."""
    covered = _covered_by_all()
    lacking = set(text) - covered
    return text.translate({ord(c): f"[U+{ord(c):04X}]" for c in lacking}) if lacking else text


@cache
def _covered_by_all() -> frozenset[str]:
    folder = files("answerable.assets") / "fonts"
    fonts = [_covered((folder / name).read_bytes()) for name in _FONTS]
    return frozenset(chr(code) for code in frozenset.intersection(*fonts)) | {"\n", "\t"}


def _covered(font: bytes) -> frozenset[int]:
    (tables,) = struct.unpack_from(">H", font, 4)
    directory = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    start = directory[b"cmap"]
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for n in range(subtables):
        place = start + struct.unpack_from(">I", font, start + 4 + 8 * n + 4)[0]
        if struct.unpack_from(">H", font, place)[0] == _SEGMENTED_COVERAGE:
            (groups,) = struct.unpack_from(">I", font, place + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, place + 16 + 12 * group)
                found.update(range(first, last + 1))
    return frozenset(found)
