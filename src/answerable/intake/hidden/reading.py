"""The search for hidden parts, by what the bytes are and not by what the file is called. Behind the fence only."""

from __future__ import annotations

from answerable.intake.hidden.shapes import Hidden

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13})


def search(data: bytes) -> Hidden:
    """Raises CannotRead for a file that is damaged, locked or too large."""
    if data[:1024].find(b"%PDF-") >= 0:
        from answerable.intake.hidden.pdf import hidden_in_pdf

        return Hidden(found=tuple(hidden_in_pdf(data)))
    if data.startswith(b"PK\x03\x04"):
        from answerable.intake.hidden.office import hidden_in_office

        return hidden_in_office(data)
    if data.startswith(_PICTURES):
        from answerable.intake.hidden.pictures import hidden_in_picture

        return Hidden(found=tuple(hidden_in_picture(data)))
    return Hidden(searched=_is_plain(data))


def _is_plain(data: bytes) -> bool:
    """A text of which everything is seen: no markup, which could hide some of it."""
    return len(data.translate(None, _CONTROLS)) == len(data) and not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"<", b"{\\rtf"))
