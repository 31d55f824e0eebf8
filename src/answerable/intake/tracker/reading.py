"""From the bytes of a file to a tracker: tells what the file is and hands it to the reader of that kind.

Runs in the child only (`fence` asks, `child` calls).
"""

from __future__ import annotations

from answerable.intake.content import PDF, WEB_PAGE, told_by_content
from answerable.intake.errors import CannotRead
from answerable.intake.tracker.separated import read_csv
from answerable.intake.tracker.shapes import ReadTracker
from answerable.intake.tracker.workbook import read_workbook

_WORKBOOK = "an Excel workbook"
_MACRO_ENDINGS = (".xlsm", ".xltm", ".xlam")
_WAY_OUT = "We read Excel workbooks (.xlsx) and CSV files."


def read(data: bytes, ending: str) -> ReadTracker:
    """The tracker in the file; `ending` is how its name ends, or "". Raises CannotRead."""
    content = told_by_content(data)
    if data.startswith(b"PK\x03\x04"):
        if ending in _MACRO_ENDINGS:
            raise CannotRead("macros", f"It is named {ending}, for a workbook with macros, which are programs. Save it "
                             "as an Excel workbook without them (.xlsx).")
        if content != _WORKBOOK:
            raise CannotRead("not_a_tracker", f"It is {content}. {_WAY_OUT} Save it as one of these.")
        tracker = read_workbook(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotRead("not_a_tracker", "It is an older Excel file, or a workbook locked with a password. Open it in "
                         "Excel, take the password off, and save it as an Excel workbook (.xlsx).")
    elif content in (PDF, WEB_PAGE) or data.startswith((b"{\\rtf", b"\x89PNG")):
        raise CannotRead("not_a_tracker", f"It is {content}. {_WAY_OUT} Save it as one of these.")
    elif ending == ".xlsx":
        raise CannotRead("misnamed", "It is named .xlsx but it is no Excel workbook. Open it in Excel and save it.")
    else:
        tracker = read_csv(data)
    if not any(sheet.rows for sheet in tracker.sheets):
        hidden = " Its sheets are hidden: show them in Excel." if all(s.hidden for s in tracker.sheets) else ""
        raise CannotRead("nothing_in_it", f"There is nothing in its sheets.{hidden}")
    return tracker
