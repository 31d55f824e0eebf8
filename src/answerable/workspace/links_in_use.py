"""The office's page of every link that works now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.inspections.queries import reports
from answerable.links import operations, queries
from answerable.links.models import Link
from answerable.links.rules import PURPOSE_WORDS, Purpose
from answerable.responses.invitations.operations import last_day_of
from answerable.workspace.requests import MemberRequest, whole_number


@require_http_methods(["GET", "POST"])
def links_in_use(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        link = get_object_or_404(Link, id=whole_number(request.POST.get("link", "")))
        operations.withdraw(link=link, by=request.member, at=request.at)
        messages.success(request, f"The link of {link.for_whom} is withdrawn.")
        return HttpResponseRedirect(reverse("links"))
    links = queries.in_use(request.at)
    titles = {report.ref: str(report) for report in reports()}
    who = people_names(link.made_by for link in links)
    return render(request, "office/links.html", {"rows": [
        {"link": link, "purpose": PURPOSE_WORDS[Purpose(link.purpose)], "last_day": last_day_of(link),
         "report": _about(link, titles),
         "by": who.get(link.made_by, "Somebody who has left")} for link in links]})


def _about(link: Link, titles: dict[str, str]) -> str:
    """What the link opens, without a word that is not published."""
    if link.purpose == Purpose.UPDATE:
        return link.about
    return titles.get(link.report_ref, "A report that is gone")
