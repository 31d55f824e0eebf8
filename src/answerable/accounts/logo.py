"""A body's logo: a small PNG, taken apart and put together again with nothing in it but the picture. Pure.

The picture is never decoded here: a PNG is a row of chunks (PNG specification, W3C, section 5), each with its length,
name and checksum. Only the chunks that make the picture are kept, so that comments, places and dates do not go out.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

LARGEST = 100_000  # bytes
LONGEST_SIDE = 2_000  # pixels
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


class NotALogo(ValueError):
    """A sentence that says what is wrong with the file, and what to use instead."""


def clean_logo(data: bytes) -> bytes:
    """The same picture as a PNG without anything else. Raises `NotALogo`."""
    if len(data) > LARGEST:
        raise NotALogo(f"The logo is {len(data) // 1000:,} kB. The largest we keep is {LARGEST // 1000} kB.")
    if not data.startswith(_SIGNATURE):
        raise NotALogo("The logo is not a PNG picture. Save it as PNG and choose that file.")
    kept = [(name, content) for name, content in _chunks(data) if name in _KEPT]
    if len(kept) < 3 or kept[0][0] != b"IHDR" or kept[-1][0] != b"IEND" or len(kept[0][1]) != 13:
        raise NotALogo("The logo is damaged. Save it as PNG again and choose the new file.")
    width, height = (int.from_bytes(kept[0][1][at : at + 4], "big") for at in (0, 4))
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise NotALogo(f"The logo is {width} by {height} pixels. The longest side we keep is {LONGEST_SIDE:,}.")
    return _SIGNATURE + b"".join(_written(name, content) for name, content in kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        name, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        checksum = data[place + 8 + length : place + 12 + length]
        if len(content) != length or checksum != zlib.crc32(name + content).to_bytes(4, "big"):
            raise NotALogo("The logo is damaged. Save it as PNG again and choose the new file.")
        yield name, content
        if name == b"IEND":
            return
        place += 12 + length


def _written(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
