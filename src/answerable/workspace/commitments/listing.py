"""The list of commitments: what is missing first, then all of them, narrowed by a form that needs no script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.accounts.roles import Permission
from answerable.commitments import queries
from answerable.commitments.models import StandingRow
from answerable.commitments.queries import ToDo
from answerable.workspace.commitments import words
from answerable.workspace.commitments.narrowing import ALL, OPEN, narrowed, reports_with_commitments, shows
from answerable.workspace.commitments.picture import DateLine, date_line
from answerable.workspace.requests import MemberRequest, whole_number

A_PAGE = 50
FARTHEST = 2_000  # pages
COUNTED = (  # what is said before the list: the count, its name in the address, and its words
    ("no_owner", "no-owner", "Without an owner"), ("no_date", "no-date", "Without a date"),
    ("past", "past", "Past their date"),
    ("past_but_for_moves", "moved-past", "Would be past their date but for moves"),
    ("asked", "move-asked", "Waiting for agreement to a new date"), ("to_check", "to-check", "To check"),
    ("check_again", "check-again", "Check again"), ("unpublished", "unpublished", "Not published"),
)
COUNTED_THEN = (  # the same before the list of a past day, where nothing is to be done any more
    ("open", "open", "Open"), ("no_owner", "no-owner", "Without an owner"), ("no_date", "no-date", "Without a date"),
    ("past", "past", "Past their date"),
    ("past_but_for_moves", "moved-past", "Would be past their date but for moves"),
    ("said_done", "said-done", "Done, says their owner"), ("kept", "kept", "Kept"),
    ("check_again", "check-again", "Check again"),
)


@dataclass(frozen=True)
class Page:
    """Some rows of a list. Nobody counts how many there are in all: that would take longer the more there are."""

    number: int
    rows: list[StandingRow]
    has_next: bool

    @property
    def first(self) -> int:
        return (self.number - 1) * A_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def page_of(rows: QuerySet[StandingRow], asked: str) -> Page:
    """The page of that number; the first for anything that is none."""
    number = min(max(whole_number(asked) or 1, 1), FARTHEST)
    found = list(rows[(number - 1) * A_PAGE:number * A_PAGE + 1])
    return Page(number, found[:A_PAGE], len(found) > A_PAGE)


@require_safe
def commitments(request: MemberRequest) -> HttpResponse:
    """Who keeps only what is theirs sees that first."""
    member, today = request.member, request.today
    to_do = queries.to_do(today, member.person_id)
    asked = request.GET.copy()
    only_own = member.may(Permission.KEEP_OWN_COMMITMENTS) and not member.may(Permission.READ_WORK)
    if only_own and not any(asked.values()):
        asked["mine"] = "yes"
    found = narrowed(request, asked=asked, show=OPEN)
    day = found.as_at or today
    page = page_of(found.rows.order_by(F("date_now").asc(nulls_last=True), "commitment_id"), asked.get("page", ""))
    return render(request, "commitments/list.html", {
        "page": page, "found": found, "to_do": to_do, "words": words, "today": today, "day": day, "shows": shows(day),
        "ALL": ALL, "counted": _counted(found.as_at, to_do), "line": _line(page.rows, day),
        "reports": reports_with_commitments(), "may_be_owner": only_own or to_do.own > 0,
        "may_make": member.may(Permission.KEEP_COMMITMENTS) and not found.as_at,
        "may_publish": member.may(Permission.SIGN_OFF) and not found.as_at,
        "any": bool(page.rows) or _any(), "problems": found.problems,
    })


@require_safe
def only(request: MemberRequest, show: str) -> HttpResponse:
    """An address without a query for the rows of "Now" and of messages: on to the list of just these."""
    if show not in shows(request.today):
        raise Http404
    return HttpResponseRedirect(f"{reverse('commitments')}?show={show}")


def _counted(as_at: date | None, to_do: ToDo) -> list[tuple[int, str, str]]:
    """Count, name in the address and words of each that is said before the list. What is to be done is said only where
    there is some; a figure of a past day is said when it is none, too."""
    if as_at is None:
        return [(count, show, label) for name, show, label in COUNTED if (count := getattr(to_do, name))]
    then = queries.figures(as_at, queries.standings(as_at))
    return [(getattr(then, name), show, label) for name, show, label in COUNTED_THEN]


def _any() -> bool:
    return queries.standings().exists()


def _line(rows: list[StandingRow], day: date) -> DateLine | None:
    return date_line([(row.commitment.ref, row.first_date, row.date_now) for row in rows], day)
