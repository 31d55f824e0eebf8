"""The files in a ZIP folder, one by one and counted while they unfold. Behind the fence only.

Nothing is ever written: a name in it is words for people, not a place. What is folder, link or hidden is passed over.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from answerable.intake.errors import CannotRead

MOST_FILES = 2_000
MOST_UNPACKED = 50_000_000  # bytes
_PIECE = 1 << 16


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """Name and bytes of each file, in order of name. Raises CannotRead."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            members = [member for member in folder.infolist() if _is_page(member)]
            if len(members) > MOST_FILES:
                raise CannotRead("too_many_files", f"It holds {len(members):,} files. The most we take is "
                                 f"{MOST_FILES:,}. Pack fewer.")
            if any(member.flag_bits & 1 for member in members):
                raise CannotRead("password", "It is locked with a password. Pack it without one.")
            left, found = MOST_UNPACKED, []
            for member in sorted(members, key=lambda member: member.filename):
                found.append((member.filename, _read(folder, member, left)))
                left -= len(found[-1][1])
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise CannotRead("damaged", "It is damaged and cannot be unpacked. Pack it again.") from error


def _is_page(member: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    parts = member.filename.replace("\\", "/").split("/")
    return not member.is_dir() and kind in (0, stat.S_IFREG) and not any(p.startswith((".", "__MACOSX")) for p in parts)


def _read(folder: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    found = bytearray()
    with folder.open(member) as opened:
        while piece := opened.read(_PIECE):
            found += piece
            if len(found) > most:
                raise CannotRead("too_large", f"It unfolds to over {MOST_UNPACKED // 1_000_000} MB. Pack fewer files, "
                                 "or choose the folder itself.")
    return bytes(found)
