"""The office's pages on copies: the ledger of every copy sent, and to which addresses copies go."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts.queries import people_names
from answerable.duties.copies import DIFFER, RECIPIENTS
from answerable.messages.operations import check_address
from answerable.messages.rules import CannotSend
from answerable.register.tables import cell
from answerable.responses import copies
from answerable.responses.models import CopySent
from answerable.workspace.answers.send import STATES, WAY_WORDS
from answerable.workspace.requests import MemberRequest

OFFICES = tuple((to, name[0].upper() + name[1:]) for to, name in RECIPIENTS.items() if to not in DIFFER)
COLUMNS = ("sent_on", "to", "answer", "version", "report", "how", "state", "came_back_on", "reference", "proof",
           "record", "recorded_at", "recorded_by")


@require_safe
def ledger(request: MemberRequest) -> HttpResponse:
    rows = CopySent.objects.select_related("version__response__report").order_by("-seq")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "office/copies.html", {
        "page": page, "who": people_names(row.by for row in page), "STATES": STATES, "WAY_WORDS": WAY_WORDS,
        "RECIPIENTS": RECIPIENTS, "state_of": state_of,
    })


@require_safe
def ledger_csv(request: MemberRequest) -> HttpResponse:
    """Every copy, one a line. A text that a spreadsheet would run as a formula begins with an apostrophe."""
    rows = list(CopySent.objects.select_related("version__response__report"))
    who = people_names(row.by for row in rows)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        response = row.version.response
        writer.writerow(map(cell, (
            row.sent_on, RECIPIENTS[row.to], response.public_ref, row.version.number, str(response.report), row.how,
            STATES[state_of(row)][0], row.came_back_on, row.reference, row.proof_name, row.seq, row.at.isoformat(),
            who.get(row.by, ""))))
    answer = HttpResponse(out.getvalue().encode(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="copies-sent.csv"'
    return answer


def state_of(row: CopySent) -> str:
    """What the row itself says, whatever was sent after it."""
    if row.came_back_on:
        return "came_back"
    return "sent" if row.message_id or row.reference or row.proof_sha256 else "no_proof"


@require_http_methods(["GET", "POST"])
def who_gets_copies(request: MemberRequest) -> HttpResponse:
    held, is_sent = copies.addresses(), request.method == "POST"
    typed = {to: request.POST.get(to, "").strip() for to, _ in OFFICES} if is_sent else held
    problems = {to: sentence for to, address in typed.items() if (sentence := _wrong(address))}
    if is_sent and not problems:
        for to, address in typed.items():
            if address != held.get(to, ""):
                copies.set_address(to=to, address=address, by=request.member, at=request.at)
        messages.success(request, "The addresses are saved.")
        return HttpResponseRedirect(reverse("who-gets-copies"))
    return render(request, "office/who_gets_copies.html", {"offices": OFFICES, "typed": typed, "problems": problems},
                  status=422 if problems else 200)


def _wrong(address: str) -> str:
    """What is wrong with an address; empty for none and for a right one."""
    if not address:
        return ""
    try:
        check_address(to=address)
    except CannotSend as refusal:
        return str(refusal)
    return ""
