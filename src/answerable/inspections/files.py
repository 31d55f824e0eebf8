"""Reports as they came (`accounts.kept_files`), and the pictures of their pages."""

from __future__ import annotations

from answerable.accounts.kept_files import digest, keep, path_of, read, write_whole
from answerable.intake import page_picture

__all__ = ["digest", "keep", "picture", "read"]


def picture(name: str, page: int, scale: int) -> bytes:
    """A page's picture as PNG, drawn once and then kept; raises `intake.CannotRead`."""
    path = path_of(name).with_name(f"{name}-{page}-{scale}.png")
    if not path.exists():
        write_whole(path, page_picture(read(name), page, scale=float(scale)))
    return path.read_bytes()
