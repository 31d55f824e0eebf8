"""The files in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_in(folder: Path) -> Iterator[Path]:
    """Every file at any depth, in the order of their names. Linked folders are followed, each folder once."""
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(one for one in folders if os.path.realpath(Path(place) / one) not in seen)
        seen.update(os.path.realpath(Path(place) / one) for one in folders)
        yield from (path for name in sorted(names) if (path := Path(place) / name).is_file())
