"""The rows of a tracker: what each would become, bringing them in, and what the tracker says is done."""

from __future__ import annotations

import time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.commitments import trackers
from answerable.commitments.rules import MovedOn
from answerable.commitments.tracker_models import Tracker
from answerable.commitments.tracker_rows import Sorted
from answerable.responses.rules import Refused
from answerable.workspace.commitments_import.upload import found, next_step
from answerable.workspace.requests import MemberRequest

FIRST = 10  # new rows shown as they would become
SECONDS = 5  # of bringing in before the page is shown again with how far it has come


@require_safe
def tracker(request: MemberRequest, number: int) -> HttpResponse:
    return _page(request, found(number))


def _page(request: MemberRequest, one: Tracker, problem: str = "") -> HttpResponse:
    """What bringing in would do, and after it what it did."""
    if not one.columns or not one.told_in:
        return HttpResponseRedirect(next_step(one))
    sheet = trackers.sheet_of(one)
    if trackers.unclear(one, sheet):
        return HttpResponseRedirect(reverse("tracker-words", kwargs={"number": one.pk}))
    rows, notes = trackers.sorted_rows(one, sheet)
    return render(request, "commitments_import/rows.html", {
        "tracker": one, "rows": rows, "notes": notes, "first": rows.new[:FIRST],
        "same_words": trackers.same_words(rows), "accounted": _accounted(rows), "problem": problem,
        "has_statuses": "status" in one.columns,
        "says_done": sum(plan.says_done for plan in rows.new),
    }, status=409 if problem else 200)


def _accounted(rows: Sorted) -> int:
    return len(rows.new) + len(rows.here) + len(rows.differing) + len(rows.not_taken) + len(rows.empty)


@require_http_methods(["GET", "POST"])
def bringing_in(request: MemberRequest, number: int) -> HttpResponse:
    """Brings in for some seconds each time it is sent, and shows what is left: with a script it sends itself.

    Each row is a step of its own, so that stopping anywhere loses nothing. When somebody says something else of the
    tracker meanwhile, no more is brought in until the rows are looked at again.
    """
    one = found(number)
    if not one.columns or not one.told_in:
        return HttpResponseRedirect(next_step(one))
    sheet = trackers.sheet_of(one)
    if trackers.unclear(one, sheet):
        return HttpResponseRedirect(reverse("tracker-words", kwargs={"number": one.pk}))
    rows, _ = trackers.sorted_rows(one, sheet)
    if request.method == "POST":
        if request.POST.get("said", "") != str(one.said):
            return _page(request, one, "Somebody said something else of this tracker since you opened the page. "
                                       "Nothing was brought in. Look at the rows again.")
        try:
            return _brought(request, one, rows)
        except (Refused, MovedOn) as refusal:
            return _page(request, one, str(refusal))
    if not rows.new:
        return HttpResponseRedirect(reverse("tracker", kwargs={"number": one.pk}))
    return render(request, "commitments_import/bringing_in.html", {
        "tracker": one, "left": len(rows.new), "brought": len(rows.here) + len(rows.differing)})


def _brought(request: MemberRequest, one: Tracker, rows: Sorted) -> HttpResponse:
    began, made = time.monotonic(), 0
    for plan in rows.new:
        made += trackers.bring_in(tracker=one, plan=plan, by=request.member, at=request.at) is not None
        if time.monotonic() - began > SECONDS:
            return HttpResponseRedirect(reverse("bringing-in-tracker", kwargs={"number": one.pk}))
    here = one.brought_in.count()
    are = "1 commitment of this tracker is" if here == 1 else f"{here:,} commitments of this tracker are"
    messages.success(request, f"{are} here now." if made else "Nothing was left to bring in.")
    return HttpResponseRedirect(reverse("tracker", kwargs={"number": one.pk}))


@require_safe
def tracker_says_done(request: MemberRequest) -> HttpResponse:
    """Commitments that are open here and done in their tracker, with what is asked: the evidence."""
    rows: Any = trackers.told_done()
    return render(request, "commitments_import/says_done.html", {"rows": rows})
