"""Reading reports: a file from outside goes in, what it asks for comes out, nothing of it is run here.

No parser is ever loaded in the caller's process; each file is opened in a fenced one (`fence`).
"""

from answerable.intake.answer.shapes import Fields, ReadAnswer, Remark
from answerable.intake.dataset import ReadDataset
from answerable.intake.errors import CannotRead
from answerable.intake.fence import (
    MOST_BYTES,
    ReadStreet,
    Walls,
    check_size,
    hidden_in,
    page_picture,
    read_answer,
    read_dataset,
    read_pasted,
    read_pasted_answer,
    read_report,
    read_street,
    read_tracker,
    tidied,
    tidied_html,
    unpack,
    walls,
)
from answerable.intake.hidden.shapes import Hidden
from answerable.intake.shapes import Doubt, Kind, Place, ReadFinding, ReadLine, ReadPage, ReadReport
from answerable.intake.tracker.shapes import ReadTracker

__all__ = [
    "MOST_BYTES", "CannotRead", "Doubt", "Fields", "Hidden", "Kind", "Place", "ReadAnswer", "ReadDataset",
    "ReadFinding", "ReadLine", "ReadPage", "ReadReport", "ReadStreet", "ReadTracker", "Remark", "Walls", "check_size",
    "hidden_in", "page_picture", "read_answer", "read_dataset", "read_pasted", "read_pasted_answer", "read_report",
    "read_street", "read_tracker", "tidied", "tidied_html", "unpack", "walls",
]  # fmt: skip
