"""What the files that would be published hold and do not show, as the approver is told."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from answerable.accounts import kept_files
from answerable.commitments.events import Looked
from answerable.commitments.publishing import ToPublish
from answerable.intake import CannotRead, hidden_in
from answerable.workspace.requests import MemberRequest, whole_number

NOT_SEARCHED = "Files of this kind cannot be searched. Open it and look for yourself."
_MOST = 500  # files whose search is remembered while the program runs: a file never changes under its hash


@dataclass(frozen=True)
class Search:
    """`found`: how many hidden things; None when the file was not searched, and then `sentences` says why."""

    found: int | None
    sentences: tuple[str, ...]


_DONE: OrderedDict[str, Search] = OrderedDict()


def hidden_things(sha256: str) -> Search:
    """Searched behind the fence once, and remembered."""
    if sha256 not in _DONE:
        _DONE[sha256] = _search(sha256)
        while len(_DONE) > _MOST:
            _DONE.popitem(last=False)
    return _DONE[sha256]


def _search(sha256: str) -> Search:
    data = kept_files.read_if_there(sha256)
    if data is None:
        return Search(None, ("The file is missing here. Tell your administrator.",))
    try:
        hidden = hidden_in(data)
    except CannotRead as reason:
        return Search(None, (f"It could not be searched. {reason.sentence}",))
    return Search(len(hidden.found), hidden.found) if hidden.searched else Search(None, (NOT_SEARCHED,))


def looked_at(request: MemberRequest, one: ToPublish) -> list[Looked]:
    """The files of a commitment that the approver says they looked at, with how much they were shown."""
    said = ((number, request.POST.get(f"looked-{one.commitment.ref}-{number}")) for number in one.files)
    return [Looked(number=number, found=whole_number(value)) for number, value in said if value]
