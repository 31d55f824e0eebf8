"""The writes about reports and findings: one function a verb, atomic, with one audit entry inside.

`by` and `at` are required. A change of a finding carries the version that its writer saw; when that has moved
on nothing is saved, and `Changed` brings the finding as it is now.
"""

from answerable.inspections.operations.adding import (
    add_document,
    add_report,
    begin_typing,
    is_another_report,
    keep_under,
    record_not_read,
    record_reading,
)
from answerable.inspections.operations.changing import (
    add_finding,
    edit_finding,
    join_findings,
    leave_out,
    put_back,
    set_aside,
    split_finding,
)
from answerable.inspections.operations.checking import (
    Details,
    PageConfirmed,
    Unanswered,
    confirm_details,
    confirm_page,
    finish,
    mark_other_pages,
    reopen,
)
from answerable.inspections.operations.recurring import judge_recurrence
from answerable.inspections.operations.versions import Changed, Words, content, report_details

__all__ = [
    "Changed", "Details", "PageConfirmed", "Unanswered", "Words", "add_document", "add_finding", "add_report",
    "begin_typing", "confirm_details", "confirm_page", "content", "edit_finding", "finish", "is_another_report",
    "join_findings", "judge_recurrence", "keep_under", "leave_out", "mark_other_pages", "put_back", "record_not_read",
    "record_reading", "reopen", "report_details", "set_aside", "split_finding",
]  # fmt: skip
