"""The link by which an owner outside the office gives updates on one commitment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from answerable.accounts.roles import Member, Permission, check_may
from answerable.commitments import partners
from answerable.commitments.models import Commitment
from answerable.commitments.operations import standing_of
from answerable.commitments.partners import Partner
from answerable.commitments.standing import Standing
from answerable.duties.dates import format_date
from answerable.links.models import Link
from answerable.links.rules import CodeRefused, is_live
from answerable.messages import operations as outbox
from answerable.messages.models import Message
from answerable.messages.rules import filled
from answerable.responses.invitations.operations import last_day_of
from answerable.responses.rules import Refused, reason_against
from answerable.workspace.commitments.one import opened
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest, whole_number


class LinkForm(forms.Form):
    name = WordsField(max_length=80, required=False)
    post = WordsField(max_length=80, required=False)
    organisation = WordsField(max_length=80, required=False)
    address = WordsField(max_length=254, required=False)
    ends_on = DayField("the last day", required=False)


@require_http_methods(["GET", "POST"])
def commitment_link(request: MemberRequest, commitment: str) -> HttpResponse:
    """Make the link, read a code out, withdraw it."""
    row = opened(commitment)
    now, do = standing_of(row), request.POST.get("do", "")
    form = LinkForm(request.POST if do == "make" else None, initial={
        "post": now.owner, "organisation": now.organisation, "ends_on": partners.proposed_end(now, request.today)})
    problems = problems_of(form)
    if do in _DO and not problems:
        try:
            return _DO[do](request, row, form)
        except (Refused, CodeRefused) as refusal:
            problems = {getattr(refusal, "field", "") or "link": str(refusal)}
    link = partners.link_of(row)
    return render(request, "commitments/link.html", {
        "row": row, "now": now, "link": link, "works": link is not None and is_live(link, request.at),
        "state": _state_of(link, request), "form": form, "problems": problems,
        "why_not": reason_against(_check_may_make, request.member, now),
    }, status=422 if problems else 200)


def _check_may_make(member: Member, now: Standing) -> None:
    check_may(member, Permission.KEEP_COMMITMENTS)
    partners.check_can_have_link(now)


def _state_of(link: Link | None, request: MemberRequest) -> tuple[str, str]:
    """Word and colour of the link's tag."""
    if link is None:
        return "No link", "grey"
    if is_live(link, request.at):
        return f"Works until {format_date(last_day_of(link))}", "blue"
    return ("Withdrawn", "grey") if link.why_ended == "withdrawn" else ("Ended", "grey")


@sensitive_variables("address", "sent", "text")
def _make(request: MemberRequest, row: Commitment, form: Any) -> HttpResponse:
    """Make the link and send it by mail; where that cannot be, show it once to whoever made it."""
    data = form.cleaned_data
    sent = partners.make_link(
        commitment=row, to=Partner(data["name"], data["post"], data["organisation"], data["address"]),
        ends_on=data["ends_on"], by=request.member, at=request.at)
    tell_what_was_taken_out(request, form)
    address = request.build_absolute_uri(reverse("link", kwargs={"token": sent.token}))
    if sent.message is not None and outbox.send_now(sent.message, secrets={"link": address}, at=request.at):
        messages.success(request, f"The link was sent to {sent.message.to}.")
        return _back(row)
    text = filled(sent.message.body_text, {"link": address}) if sent.message else ""
    return _shown_once(request, row, address=address, message=sent.message, text=text)


@sensitive_variables("code")
def _code(request: MemberRequest, row: Commitment, form: Any) -> HttpResponse:
    code = partners.code_to_read_out(commitment=row, by=request.member, at=request.at)
    return _shown_once(request, row, code=code)


def _withdraw(request: MemberRequest, row: Commitment, form: Any) -> HttpResponse:
    partners.withdraw_link(commitment=row, by=request.member, at=request.at)
    messages.success(request, "The link is withdrawn. What was sent by it stays.")
    return _back(row)


def _by_hand(request: MemberRequest, row: Commitment, form: Any) -> HttpResponse:
    """The person who was shown a message says that they sent it."""
    message = Message.objects.filter(kind=partners.LINK_KIND, facts__commitment=row.ref,
                                     id=whole_number(request.POST.get("message", "")) or 0).first()
    if message is None:
        raise Refused("There is no such message.")
    outbox.sent_by_hand(message=message, by=request.member, at=request.at)
    messages.success(request, "It is recorded that you sent it.")
    return _back(row)


def _shown_once(request: MemberRequest, row: Commitment, *, address: str = "", code: str = "", text: str = "",
                message: Message | None = None) -> HttpResponse:
    return render(request, "shown_once.html", {
        "section": "commitments", "about": f"Commitment {row.ref}", "address": address, "code": code,
        "message": message, "text": text, "go_on": reverse("commitment-link", kwargs={"commitment": row.ref})})


def _back(row: Commitment) -> HttpResponse:
    return HttpResponseRedirect(reverse("commitment-link", kwargs={"commitment": row.ref}))


_DO = {"make": _make, "code": _code, "withdraw": _withdraw, "by_hand": _by_hand}
