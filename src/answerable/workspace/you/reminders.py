"""One's own reminders: when the digest comes, and the private address of one's calendar."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts.queries import names_on
from answerable.accounts.scope import in_body
from answerable.links.drawing import of_token
from answerable.messages import mail
from answerable.reminders import operations, queries
from answerable.reminders.calendar import days_of, ics, reader_of
from answerable.reminders.rules import WHEN_WORDS, When
from answerable.workspace.client_address import client_address
from answerable.workspace.forms import problems_of
from answerable.workspace.requests import MemberRequest

CHOICES = tuple((when.value, words) for when, words in WHEN_WORDS.items())
MOST_LOOKS, WITHIN = 60, 300  # of one network address at calendars, in so many seconds


class DigestForm(forms.Form):
    comes = forms.ChoiceField(choices=CHOICES, error_messages=dict.fromkeys(
        ("required", "invalid_choice"), "Choose when it comes"))


@require_http_methods(["GET", "POST"])
def reminders(request: MemberRequest) -> HttpResponse:
    member, do = request.member, request.POST.get("do", "")
    form = DigestForm(request.POST if do == "digest" else None,
                      initial={"comes": queries.digest_choice(member.person_id).value})
    problems = problems_of(form)
    if do == "digest" and not problems:
        operations.choose_digest(comes=When(form.cleaned_data["comes"]), by=member, at=request.at)
        messages.success(request, "It is set when the list comes.")
        return HttpResponseRedirect(reverse("reminders"))
    if do == "calendar":
        return _shown_once(request)
    if do == "end":
        operations.end_calendar(by=member, at=request.at)
        messages.success(request, "The address of your calendar is ended. What a calendar has taken stays in it until "
                                  "it looks again.")
        return HttpResponseRedirect(reverse("reminders"))
    return render(request, "you/reminders.html", {
        "form": form, "problems": problems, "CHOICES": CHOICES, "has_mail": mail.is_set_up(),
        "calendar": queries.calendar_of(member.person_id), "address": "",
    }, status=422 if problems else 200)


@sensitive_variables("token", "address")
def _shown_once(request: MemberRequest) -> HttpResponse:
    """A new address of one's calendar, shown on this page and never again."""
    token = operations.make_calendar(by=request.member, at=request.at)
    address = request.build_absolute_uri(reverse("calendar", kwargs={"token": token}))
    return render(request, "you/calendar_address.html", {"address": address, "problems": {}})


@require_safe
@sensitive_variables("token")
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's dates, for a calendar that asks without a sign-in. Whatever is wrong with the address, it is 404."""
    at, today = request.at, request.today  # type: ignore[attr-defined]
    if _asks_too_often(request):
        return HttpResponse("Too many requests. Ask again in five minutes.", status=429, content_type="text/plain")
    held = queries.calendar_by_token(token)
    if held is None:
        raise Http404
    with in_body(held.body_id):
        member = reader_of(held, today)
        if member is None:
            raise Http404
        content = ics(days_of(member), names_on(today), at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _asks_too_often(request: HttpRequest) -> bool:
    """Counted in memory, for each network address: a look at a calendar writes nothing."""
    key = f"calendar-{of_token(client_address(request))}"
    cache.add(key, 0, WITHIN)
    try:
        return cache.incr(key) > MOST_LOOKS
    except ValueError:  # it ended between the two
        return False
