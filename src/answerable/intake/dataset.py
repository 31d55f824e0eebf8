"""What comes back of a file of the needs assessment, and that it is what it says: it is read once more, as it is kept.

The form in which such a file is kept is narrow, and reading it needs no parser but that of CSV. Boundaries are looked
at letter by letter.
"""

from typing import Annotated

from pydantic import Field

from answerable.datasets.errors import CannotUse
from answerable.datasets.kept import Kept, Kind, Source, Table, areas_in_kept, as_kept
from answerable.intake.shapes import Shape

MOST_DATASET = 60_000_000  # bytes that come back
_MOST_TABLE = 20_000_000  # letters of a table
_LONGEST_NAME = 80
# What the fence says of reports, said of these files.
OF_A_DATASET = {
    "broke_off": "The reader broke off: the file is damaged, or needs more than 1 GB of memory. Download it again.",
    "out_of_memory": "Reading it takes more memory than the 1 GB we allow. Take a smaller file: boundaries that are "
                     "generalised, or a table of fewer columns.",
    "too_large": "The file is larger than the 50 MB we read. Pack it with gzip, or take a smaller one: boundaries that "
                 "are generalised, or a table of fewer columns.",
    "too_much_text": "What is used of it is larger than the 60 MB we keep. Take boundaries that are generalised.",
}  # fmt: skip


class ReadDataset(Shape):
    """A file of the needs assessment in the form in which it is kept."""

    kind: Kind
    file: Annotated[str, Field(min_length=1, max_length=MOST_DATASET)]  # CSV, or GeoJSON
    rows: Annotated[int, Field(ge=1)]  # areas, of boundaries
    also: tuple[Table, ...] = ()  # what else it is, where one table has the columns of several
    sources: tuple[Source, ...] = ()  # what a partner gave: indicator, state, whom, since when, why


def checked(read: ReadDataset) -> ReadDataset:
    """The same, if reading what is kept gives it again. Raises ValueError otherwise."""
    if read.kind == "boundaries":
        if (read.also, read.sources, areas_in_kept(read.file)) != ((), (), read.rows):
            raise ValueError("no boundaries as they are kept")
        return read
    if len(read.file) > _MOST_TABLE:
        raise ValueError("a table that is too long")
    try:
        again = as_kept("The file", read.file.encode())
    except CannotUse:
        raise ValueError("a table that is refused") from None
    if again != Kept(read.kind, read.file, read.rows, read.also, read.sources):
        raise ValueError("no table as it is kept")
    return read


def shown_name(name: str) -> str:
    """The file's name for a sentence."""
    shown = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return shown[:_LONGEST_NAME] or "The file"
