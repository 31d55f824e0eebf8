"""Choosing the file of a tracker, and the trackers that were brought before."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.commitments import trackers as operations
from answerable.commitments.tracker_models import Tracker
from answerable.intake import MOST_BYTES, CannotRead, read_tracker
from answerable.workspace.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def trackers(request: MemberRequest) -> HttpResponse:
    problems: dict[str, str] = {}
    if request.method == "POST":
        file = request.FILES.get("file")
        too_large = getattr(request, "upload_too_large", 0)
        if too_large:
            problems = {"file": f"This file is larger than {MOST_BYTES // 1_000_000} MB. Take out what is not the "
                                "tracker, save it again and try that copy"}
        elif file is None:
            problems = {"file": "Choose the tracker’s file"}
        else:
            data, name = file.read(), file.name or ""
            try:
                tracker, is_new = operations.keep(data=data, read=read_tracker(data, name=name), name=name,
                                                  by=request.member, at=request.at)
            except CannotRead as reason:
                problems = {"file": reason.sentence}
            else:
                if not is_new:
                    messages.info(request, "This very file is here already. Go on with it where it was left.")
                return HttpResponseRedirect(next_step(tracker))
    here = Tracker.objects.defer("read").annotate(made=Count("brought_in"))
    return render(request, "commitments_import/upload.html", {
        "problems": problems, "trackers": here, "next_step": next_step, "told_done": operations.told_done().count(),
    }, status=422 if problems else 200)


def next_step(tracker: Tracker) -> str:
    """The address of what has to be said next, or of the rows when all is said."""
    name = "tracker-sheet" if tracker.sheet is None else "tracker" if tracker.columns and tracker.told_in else (
        "tracker-columns")
    return reverse(name, kwargs={"number": tracker.pk})


def found(number: int) -> Tracker:
    return get_object_or_404(Tracker, id=number)
