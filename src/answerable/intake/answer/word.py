"""A Word document as HTML, after a look at what its container holds. Behind the fence only.

A document is a ZIP of XML. What it unfolds to is counted while it unfolds, because its own list may lie.
"""

from __future__ import annotations

import io
import zipfile
import zlib

import mammoth

from answerable.intake.errors import CannotRead

_MOST_PARTS = 2_000
_MOST_BYTES = 60_000_000  # of the parts that are read: a book of a thousand pages has a tenth of it
_PIECE = 1 << 16
_DAMAGED = "It is damaged and cannot be opened. Open it in Word, save it again and try that copy."


def as_html(data: bytes) -> str:
    """The document's words as HTML, without its pictures. Raises CannotRead."""
    _check_container(data)
    try:
        # A document's own rules of conversion and what it links to outside itself are not followed.
        read = mammoth.convert_to_html(
            io.BytesIO(data), include_embedded_style_map=False, external_file_access=False, id_prefix="w",
            convert_image=mammoth.images.img_element(lambda image: {}), style_map="b => strong\ni => em\nu => em",
        )
    except (MemoryError, CannotRead):
        raise
    except Exception as error:  # whatever a damaged document makes the library raise, the answer is the same
        raise CannotRead("damaged", _DAMAGED) from error
    return f"<body>{read.value}</body>"


def _check_container(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = container.infolist()
            if len(parts) > _MOST_PARTS:
                raise CannotRead("too_large", f"It has {len(parts):,} parts inside, more than a document has.")
            if any(part.flag_bits & 1 for part in parts):
                raise CannotRead("password", "It is locked with a password. Take the password off.")
            left = _MOST_BYTES
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    left -= _unfolded(container, part, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise CannotRead("damaged", _DAMAGED) from error


def _unfolded(container: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """How many bytes a part unfolds to; no more than `most` of them are ever unfolded."""
    size = 0
    with container.open(part) as opened:
        while piece := opened.read(_PIECE):
            size += len(piece)
            if size > most:
                raise CannotRead("too_large", "It unfolds to over 60 MB of text, more than a document has.")
    return size
