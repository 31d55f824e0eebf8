"""The needs assessment in the workspace: choosing months, building, reading what was built, what no figure shows."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts.queries import people_names
from answerable.accounts.roles import Permission
from answerable.assessment.gaps import GAPS, NEITHER_NOR
from answerable.documents.illustrated import illustrated_pdf
from answerable.measures.months import Month
from answerable.needs import building, data, releasing, rules
from answerable.needs.models import AnalystNote, Assessment, DataFile
from answerable.needs.parts import document_of
from answerable.register.document import EXAMPLE
from answerable.responses.rules import Refused
from answerable.workspace.reports.files import as_download
from answerable.workspace.requests import MemberRequest

PDF = "assessment.pdf"


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """Where the assessment stands: what is held, what was built, notes, releases."""
    return _home(request, {})


def _home(request: MemberRequest, problems: dict[str, str]) -> HttpResponse:
    files = list(DataFile.objects.filter(set_aside_at=None))
    forces = rules.forces_in(files)
    own = request.names.force_name
    rows = list(Assessment.objects.order_by("-id"))
    newest = rows[0] if rows else None
    notes = list(AnalystNote.objects.filter(taken_out_at=None))
    months = {force: [Month.read(one) for one in rules.months_of(files, force)] for force in forces}
    return render(request, "needs/home.html", {
        "forces": forces, "own": own if own in forces else (forces[0] if forces else ""), "months": months,
        "every_month": sorted({month for held in months.values() for month in held}), "newest": newest,
        "out_of_date": newest is not None and releasing.out_of_date(newest), "notes": notes, "sent": request.GET,
        "GROUPS": rules.GROUPS, "MEASURES": rules.MEASURES, "problems": problems, "month_of": Month.read,
        "releases": [row for row in rows if row.number is not None],
        "may_keep": request.member.may(Permission.KEEP_NEEDS), "may_sign": request.member.may(Permission.SIGN_OFF),
        "people": people_names({i for row in rows for i in (row.built_by, row.published_by, row.sent_back_by) if i}),
    }, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def build(request: MemberRequest) -> HttpResponse:
    """Says what is going to be built and builds it when it is sent: with a script it sends itself."""
    asked = request.POST if request.method == "POST" else request.GET
    force, first, last = (asked.get(name, "") for name in ("force", "first", "last"))
    if request.method == "POST":
        try:
            row = building.build(force=force, first=first, last=last, by=request.member, at=request.at)
        except Refused as refusal:
            return _home(request, {refusal.field or "force": str(refusal)})
        messages.success(request, "Built. Read it through, then send it for signing.")
        return HttpResponseRedirect(reverse("assessment-built", kwargs={"number": row.id}))
    held = rules.months_of(DataFile.objects.filter(set_aside_at=None, kind=data.STREET), force)
    shown = [month for month in held if (not first or month >= first) and (not last or month <= last)]
    return render(request, "needs/build.html", {"force": force, "first": first, "last": last, "months": len(shown)})


@require_safe
def assessment(request: MemberRequest, number: int) -> HttpResponse:
    """What was built, as its readers would meet it, with its tables."""
    row = get_object_or_404(Assessment, id=number)
    parts = building.parts_of(row)
    return render(request, "needs/assessment.html", {
        "row": row, "it": parts.contents, "tables": [(one.file, len(one.words.encode())) for one in parts.tables],
        "made_of": parts.made_of.files, "PDF": PDF, "out_of_date": row.number is None and releasing.out_of_date(row),
        "may_keep": request.member.may(Permission.KEEP_NEEDS), "may_sign": request.member.may(Permission.SIGN_OFF),
    })


@require_safe
def file(request: MemberRequest, number: int, file: str) -> FileResponse:
    """A table of what was built, or the whole as PDF."""
    parts = building.parts_of(get_object_or_404(Assessment, id=number))
    if file == PDF and parts.contents is not None:
        notice = EXAMPLE if request.names.body.example else ""
        made = illustrated_pdf(document_of(parts.contents, author=request.names.name, notice=notice))
        return as_download(made, PDF, "application/pdf")
    table = parts.table(file)
    if table is None:
        raise Http404
    return as_download(table.words.encode(), table.file, "application/json" if file.endswith(".json") else "text/csv")


@require_safe
def cannot_show(request: MemberRequest) -> HttpResponse:
    """What no file of recorded crime shows: whom to ask, and what came of asking."""
    asked = [one for row in DataFile.objects.filter(set_aside_at=None, kind=data.PARTNER) for one in row.holds]
    return render(request, "needs/cannot_show.html", {"gaps": GAPS, "sentence": NEITHER_NOR, "asked": asked})
