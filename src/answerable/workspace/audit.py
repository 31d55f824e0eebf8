"""The audit trail: who did what, when, by person and by kind of thing."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from answerable.accounts.models import AuditEntry, Membership
from answerable.workspace.audit_words import sentences
from answerable.workspace.requests import MemberRequest, whole_number

KINDS = {
    "people": ("People and sign-ins", ("person",)),
    "body": ("The body's names", ("body",)),
    "reports": ("Reports and findings", ("report", "page", "finding")),
    "answers": ("Answers", ("response", "text", "note")),
    "messages": ("Messages", ("message", "mail")),
}
A_PAGE = 50


@require_safe
def audit_trail(request: MemberRequest) -> HttpResponse:
    person, kind = whole_number(request.GET.get("person", "")), request.GET.get("kind", "")
    found = AuditEntry.objects.all()
    if person:
        found = found.filter(Q(person_id=person) | Q(subject="person", subject_ref=str(person)))
    if kind in KINDS:
        found = found.filter(subject__in=KINDS[kind][1])
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    chosen = urlencode({name: value for name, value in (("person", person), ("kind", kind)) if value})
    return render(request, "office/audit.html", {
        "page": page, "lines": sentences(list(page)), "person": person, "kind": kind, "chosen": chosen,
        "people": Membership.objects.select_related("person").order_by("person__name"),
        "kinds": [(name, words[0]) for name, words in KINDS.items()],
    })
