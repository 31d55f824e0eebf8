"""A file named on the command line, or the sentence that says why it cannot be had."""

from __future__ import annotations

from pathlib import Path

from answerable.intake import MOST_BYTES, CannotRead, check_size


def read_bytes(name: str | None) -> bytes:
    """The bytes of the file; raises CannotRead."""
    if name is None or name == "-":
        raise CannotRead("no_file", "Give the name of a file. Nothing is read from standard input.")
    path = Path(name)
    try:
        if path.is_dir():
            raise CannotRead("no_file", "This is a folder. Give the name of one file in it.")
        check_size(path.stat().st_size)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)  # a pipe or a device has no size before it is read
    except FileNotFoundError:
        raise CannotRead("no_file", "There is no such file. Check its name and folder.") from None
    except PermissionError:
        raise CannotRead("no_file", "You may not read this file. Ask its owner for a copy.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotRead("no_file", f"The file could not be opened: {reason}.") from None
    return data
