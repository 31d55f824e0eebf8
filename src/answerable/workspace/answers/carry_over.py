"""Beginning an answer from one that the body wrote to a like finding of another report. Nothing is saved here."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from answerable.documents.differences import Run, marked
from answerable.inspections.queries import ConfirmedFinding
from answerable.responses.earlier_answers import EarlierAnswer, earlier_answer, earlier_answers
from answerable.responses.queries import Draft
from answerable.responses.rules import check_can_write, reason_against
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.words import BRANCH_WORDS
from answerable.workspace.requests import MemberRequest, whole_number


@require_safe
def carry_over(request: MemberRequest, ref: str, number: int) -> HttpResponse:
    """This finding, and beside it each like one of another report that the body answered, with that answer."""
    now = opened(ref)
    finding = _finding(now, number)
    return answer_page(request, "carry_over.html", now, {
        "number": number, "finding": finding, "answer": now.answers[number], "BRANCH_WORDS": BRANCH_WORDS,
        "rows": [(one, *_beside(finding, one.finding)) for one in earlier_answers(now.report, finding)],
        "why_not": reason_against(check_can_write, request.member, now.situation()),
    })


def carried_over(request: MemberRequest, now: Draft) -> EarlierAnswer | None:
    """The answer from which the address of the form says that it begins; None when it names none.

    Raises `Http404` for a saving that may not be carried over, unless a form was sent: then what was typed counts.
    """
    given = request.GET.get("carry")
    if given is None:
        return None
    try:
        return earlier_answer(now.report, whole_number(given) or 0)
    except Http404:
        if request.method == "POST":
            return None
        raise


def _finding(now: Draft, number: int) -> ConfirmedFinding:
    found = next((finding for finding in now.findings if finding.number == number), None)
    if found is None:
        raise Http404
    return found


def _beside(mine: ConfirmedFinding, theirs: ConfirmedFinding) -> tuple[list[Run], list[Run]]:
    """Both findings, the words that differ marked."""
    return marked(*("\n".join((one.words, *one.sub_points)) for one in (mine, theirs)))
