"""Asking the chief officer for comments, and everything that happened since: one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from answerable.duties.dates import format_date
from answerable.links.models import Link
from answerable.links.rules import CodeRefused, is_live
from answerable.messages import operations as outbox
from answerable.messages import queries as outbox_queries
from answerable.messages.rules import filled
from answerable.responses import slots
from answerable.responses.invitations import operations, receiving
from answerable.responses.invitations.operations import Addressee, Sent
from answerable.responses.invitations.rules import after_last_day, check_can_ask, check_can_remind
from answerable.responses.invitations.words import proposed_message
from answerable.responses.own_dates import milestones
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, check_can_write, reason_against
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.saving import expected
from answerable.workspace.answers.words import OUTCOME_WORDS
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports import history
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest, whole_number

HAPPENED = (
    "comments_asked", "comments_asked_otherwise", "comments_reminded", "reply_date_changed", "link_made",
    "link_withdrawn", "link_closed", "comments_begun", "comments_received", "comments_accepted", "comments_let_again",
    "chief_officer_recorded",
)


class AddresseeForm(forms.Form):
    name = WordsField(max_length=120, required=False)
    post = WordsField(max_length=120, required=False)
    address = WordsField(max_length=254, required=False)

    def to(self) -> Addressee:
        return Addressee(self.cleaned_data["name"], self.cleaned_data["post"], self.cleaned_data["address"])


class AskForm(AddresseeForm):
    reply_by = DayField("the reply date", required=False)
    message = WordsField(max_length=10_000, required=False, strip=False)
    reminds = forms.BooleanField(required=False)


class DateForm(forms.Form):
    reply_by = DayField("the reply date", required=False)


@require_http_methods(["GET", "POST"])
def chief_officer(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    do = request.POST.get("do", "")
    forms_by_name = _forms(request, now, do)
    problems = problems_of(forms_by_name[do]) if do in forms_by_name else {}
    if do in _DO and not problems:
        try:
            response = _DO[do](request, now, forms_by_name.get(do))
        except (Refused, CodeRefused) as refusal:
            problems = {getattr(refusal, "field", "") or do: str(refusal)}
        else:
            if do in forms_by_name:
                tell_what_was_taken_out(request, forms_by_name[do])
            return response
    if now.invitation is None and not now.has_word:
        return _ask_page(request, now, forms_by_name["ask"], problems)
    return _asked_page(request, now, forms_by_name, problems)


def _forms(request: MemberRequest, now: Draft, do: str) -> dict[str, forms.Form]:
    """Each form of the page; the one that was sent holds what was sent."""
    invitation = now.invitation
    held = {"name": invitation.name, "post": invitation.post, "address": invitation.address} if invitation else {}
    shapes: dict[str, tuple[type[forms.Form], dict[str, Any]]] = {
        "ask": (AskForm, {"post": now.inspected(request.names).chief, "reminds": True,
                          "message": proposed_message(now, request.names, request.member)}),
        "date": (DateForm, {"reply_by": invitation.reply_by if invitation else None}),
        "replace": (AddresseeForm, held),
    }
    return {name: shape(request.POST if name == do else None, initial=initial)
            for name, (shape, initial) in shapes.items()}


def _ask_page(request: MemberRequest, now: Draft, form: forms.Form, problems: dict[str, str]) -> HttpResponse:
    proposed = next((m for m in milestones(now) if m.own.code == "comments"), None)
    return answer_page(request, "ask.html", now, {
        "form": form, "proposed": proposed, "expected": now.number(slots.CHIEF_OFFICER),
        "why_not": reason_against(check_can_ask, request.member, now.situation(), is_asked=False, is_recorded=False),
    }, problems=problems)


def _asked_page(
    request: MemberRequest, now: Draft, forms_by_name: dict[str, forms.Form], problems: dict[str, str]
) -> HttpResponse:
    link, invitation = operations.link_of(now.report), now.invitation
    works = link is not None and is_live(link, request.at)
    why_not = reason_against(check_can_write, request.member, now.situation())
    return answer_page(request, "asked.html", now, {
        "invitation": invitation, "link": link, "link_works": works, "state": _state_of(link, works),
        "lines": history.lines(now.report.ref, HAPPENED), "why_not": why_not,
        "why_no_reminder": reason_against(
            check_can_remind, request.member, invitation, has_word=now.has_word, today=request.today)
        if invitation else "", "forms": forms_by_name, "expected": now.number(slots.CHIEF_OFFICER),
        "warning": after_last_day(invitation.reply_by, now.clock.due_on if now.clock else None) if invitation else "",
        "OUTCOME_WORDS": OUTCOME_WORDS,
        "is_past": invitation is not None and request.today > invitation.reply_by, "is_open": receiving.is_open(now),
    }, problems=problems, slot=slots.CHIEF_OFFICER)


def _state_of(link: Link | None, works: bool) -> tuple[str, str]:
    """Word and colour of the link's tag."""
    if link is None:
        return "No link", "grey"
    if works:
        return f"Works until {format_date(operations.last_day_of(link))}", "blue"
    return ("Withdrawn", "grey") if link.why_ended == "withdrawn" else ("Ended", "grey")


def _ask(request: MemberRequest, now: Draft, form: Any) -> HttpResponse:
    data = form.cleaned_data
    sent = operations.ask(
        report=now.report, to=form.to(), reply_by=data["reply_by"], message=data["message"], reminds=data["reminds"],
        expected=expected(request), by=request.member, at=request.at)
    warning = after_last_day(data["reply_by"], now.clock.due_on if now.clock else None)
    if warning:
        messages.warning(request, f"{warning}.")
    return _give(request, now, sent)


def _replace(request: MemberRequest, now: Draft, form: Any) -> HttpResponse:
    return _give(request, now, operations.renew_link(
        report=now.report, to=form.to(), by=request.member, at=request.at))


@sensitive_variables("address")
def _give(request: MemberRequest, now: Draft, sent: Sent) -> HttpResponse:
    """Send the link by mail; where that cannot be, show it once to whoever made it."""
    address = request.build_absolute_uri(reverse("link", kwargs={"token": sent.token}))
    if sent.message is not None and outbox.send_now(sent.message, secrets={"link": address}, at=request.at):
        messages.success(request, f"The invitation was sent to {sent.message.to}.")
        return _back(now)
    text = filled(sent.message.body_text, {"link": address}) if sent.message else ""
    return _shown_once(request, now, {
        "address": address, "message": sent.message, "text": text, "code": ""})


def _shown_once(request: MemberRequest, now: Draft, given: dict[str, Any]) -> HttpResponse:
    return render(request, "shown_once.html", {
        "section": "reports", "about": str(now.report), **given,
        "go_on": reverse("chief-officer", kwargs={"ref": now.report.ref})})


def _remind(request: MemberRequest, now: Draft, form: None) -> HttpResponse:
    message = operations.remind(report=now.report, by=request.member, at=request.at)
    if message is not None and outbox.send_now(message, at=request.at):
        messages.success(request, f"The reminder was sent to {message.to}.")
        return _back(now)
    if message is None:
        messages.success(request, "The reminder is recorded. There is no address, so say it another way.")
        return _back(now)
    return _shown_once(request, now, {
        "address": "", "message": message, "text": message.body_text, "code": ""})


@sensitive_variables("code")
def _code(request: MemberRequest, now: Draft, form: None) -> HttpResponse:
    code = operations.code_to_read_out(report=now.report, by=request.member, at=request.at)
    return _shown_once(request, now, {
        "address": "", "message": None, "text": "", "code": code})


def _date(request: MemberRequest, now: Draft, form: Any) -> HttpResponse:
    operations.change_date(report=now.report, reply_by=form.cleaned_data["reply_by"], expected=expected(request),
                           by=request.member, at=request.at)
    messages.success(request, "The reply date is changed. The first one stays in the record. Tell them.")
    return _back(now)


def _withdraw(request: MemberRequest, now: Draft, form: None) -> HttpResponse:
    operations.withdraw_link(report=now.report, by=request.member, at=request.at)
    messages.success(request, "The link is withdrawn.")
    return _back(now)


def _again(request: MemberRequest, now: Draft, form: None) -> HttpResponse:
    receiving.let_send_again(report=now.report, by=request.member, at=request.at)
    messages.success(request, "They can change what they sent and send it again.")
    return _back(now)


def _by_hand(request: MemberRequest, now: Draft, form: None) -> HttpResponse:
    """The person who was shown a message says that they sent it."""
    kinds = ("invitation", "reminder")
    rows = {row.id: row for kind in kinds for row in outbox_queries.about(now.report.ref, kind)}
    row = rows.get(whole_number(request.POST.get("message", "")) or 0)
    if row is None:
        raise Refused("There is no such message.")
    outbox.sent_by_hand(message=row, by=request.member, at=request.at)
    messages.success(request, "It is recorded that you sent it.")
    return _back(now)


def _back(now: Draft) -> HttpResponse:
    return HttpResponseRedirect(reverse("chief-officer", kwargs={"ref": now.report.ref}))


_DO = {"ask": _ask, "replace": _replace, "remind": _remind, "code": _code, "date": _date, "withdraw": _withdraw,
       "again": _again, "by_hand": _by_hand}


class AskedForm(AddresseeForm):
    how = WordsField(max_length=200, required=False)
    asked_on = DayField("the day they were asked", required=False)
    reply_by = DayField("the reply date", required=False)


@require_http_methods(["GET", "POST"])
def asked_otherwise(request: MemberRequest, ref: str) -> HttpResponse:
    """Record that they were asked in another way."""
    now = opened(ref)
    chief = now.inspected(request.names).chief
    form = AskedForm(request.POST if request.method == "POST" else None, initial={"post": chief})
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        data = form.cleaned_data
        try:
            operations.record_asked(
                report=now.report, to=form.to(), how=data["how"], asked_on=data["asked_on"], reply_by=data["reply_by"],
                expected=expected(request), by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "how": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, "It is recorded that they were asked.")
            return _back(now)
    return answer_page(request, "asked_otherwise.html", now, {
        "form": form, "expected": now.number(slots.CHIEF_OFFICER),
        "why_not": reason_against(check_can_ask, request.member, now.situation(), is_asked=now.invitation is not None,
                                  is_recorded=False),
    }, problems=problems)
