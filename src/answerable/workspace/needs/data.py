"""Data we hold: what each source gave, month by month, what is missing, and taking files in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.roles import Permission
from answerable.documents.illustrated import Picture
from answerable.intake import MOST_BYTES
from answerable.measures.months import Month, all_between
from answerable.needs import building, data, rules
from answerable.needs.models import DataFile
from answerable.responses.rules import Refused
from answerable.workspace.requests import MemberRequest

USED = (*building.NEEDED, "people", "deprivation")  # without the last two measures are left out


@dataclass(frozen=True)
class Held:
    """The months held of a force, as a picture with its table."""

    force: str
    picture: Picture | None


@require_http_methods(["GET", "POST"])
def data_held(request: MemberRequest) -> HttpResponse:
    came: list[data.Came] = []
    problems: dict[str, str] = {}
    if request.method == "POST":
        came, problems = _taken_in(request)
    order = list(data.KINDS)
    files = sorted(DataFile.objects.filter(set_aside_at=None), key=lambda row: (order.index(row.kind), row.name))
    there = {kind for row in files for kind in rules.kinds_of(row)}
    return render(request, "needs/data.html", {
        "files": files, "came": came, "problems": problems, "KINDS": data.KINDS, "LICENCES": data.LICENCES,
        "held": list(_held(files)), "lacking": [data.KINDS[kind] for kind in USED if kind not in there],
        "is_short": not there.issuperset(building.NEEDED),
        "sources": [one for row in files if row.kind == data.PARTNER for one in row.holds],
        "may_keep": request.member.may(Permission.KEEP_NEEDS), "most": MOST_BYTES // 1_000_000,
        "aside": DataFile.objects.exclude(set_aside_at=None).count(),
    }, status=422 if problems or any(not one.taken for one in came) else 200)


def _taken_in(request: MemberRequest) -> tuple[list[data.Came], dict[str, str]]:
    if getattr(request, "upload_too_large", 0):
        return [], {"file": f"These files are larger than {MOST_BYTES // 1_000_000} MB together. Send fewer at once"}
    sent = request.FILES.getlist("file")
    if not sent:
        return [], {"file": "Choose at least one file"}
    came: list[data.Came] = []
    try:
        for file in sent:
            came += data.take_in(data=file.read(), name=file.name or "", by=request.member, at=request.at)
    except Refused as refusal:
        return came, {"file": str(refusal)}
    return came, {}


def _held(files: list[DataFile]) -> Iterator[Held]:
    for force in rules.forces_in(files):
        held = {Month.read(month) for month in rules.months_of(files, force)}
        yield Held(force, _strip(force, held))


def _strip(force: str, held: set[Month]) -> Picture | None:
    """Months held and missing; None where the libraries for pictures are not installed."""
    if find_spec("scipy") is None:
        return None
    from answerable.assessment.pictures import gap_strip
    from answerable.measures.counts import Status

    span = all_between(min(held), max(held))
    return gap_strip(f"{force}: months held",
                     {month: Status.PRESENT if month in held else Status.ABSENT for month in span})


@require_http_methods(["GET", "POST"])
def set_aside(request: MemberRequest, number: int) -> HttpResponse:
    file = get_object_or_404(DataFile, id=number, set_aside_at=None)
    if request.method == "POST":
        data.set_aside(file=file, by=request.member, at=request.at)
        messages.success(request, f"{file.name} is set aside. What was released from it stays.")
        return HttpResponseRedirect(reverse("data-held"))
    return render(request, "needs/set_aside.html", {"file": file, "KINDS": data.KINDS})
