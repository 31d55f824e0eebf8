"""Putting right what was read of an old page. When somebody else saved meanwhile, both stand on the page."""

from __future__ import annotations

from contextlib import suppress

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.intake import CannotRead, tidied
from answerable.responses import bringing_in, old_rules
from answerable.responses.bringing_in import LONGEST_TITLE
from answerable.responses.old_answers import Old, OldContent, old_answer
from answerable.responses.rules import Refused, reason_against
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.old_answers.one import address_of
from answerable.workspace.reports.fields import LinkField, WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest, whole_number


class OldAnswerForm(forms.Form):
    title = WordsField(required=False, max_length=LONGEST_TITLE)
    published_on = DayField("the day the report was published", required=False)
    type_of_inspection = WordsField(required=False, max_length=200)
    link = LinkField()
    key_findings = WordsField(required=False)
    heading = WordsField(required=False, max_length=200)
    response = WordsField(required=False)
    responded_on = DayField("the date of response", required=False)
    address = LinkField()


@require_http_methods(["GET", "POST"])
def put_right(request: MemberRequest, number: int) -> HttpResponse:
    old = old_answer(number)
    sent = request.method == "POST"
    form = OldAnswerForm(request.POST if sent else None, initial=old.content.model_dump())
    problems = problems_of(form)
    if sent and not problems:
        try:
            return _saved(request, old, form)
        except bringing_in.StaleOldAnswer as stale:
            content = _content(old, form)
            bringing_in.set_aside(old=old, content=content, by=request.member, at=request.at)
            return _page(request, old_answer(number), form, {"response": str(stale)}, theirs=True)
        except Refused as reason:
            problems = {reason.field or "response": str(reason)}
    return _page(request, old, form, problems)


def _saved(request: MemberRequest, old: Old, form: OldAnswerForm) -> HttpResponseRedirect:
    expected = whole_number(request.POST.get("expected", "")) or 0
    typed = _content(old, form)
    content, told = _tidied(old, typed)
    bringing_in.put_right(old=old, content=content, expected=expected, by=request.member, at=request.at)
    tell_what_was_taken_out(request, form)
    messages.success(request, "What you put right is saved. What was read at first is kept.")
    if told:
        bringing_in.set_aside(old=old, content=typed, by=request.member, at=request.at)
        messages.info(request, f"We tidied what you pasted, and kept it as you typed it. {' '.join(told)}")
    return HttpResponseRedirect(address_of(old.row))


def _content(old: Old, form: OldAnswerForm) -> OldContent:
    return OldContent(**{**form.cleaned_data, "link_words": old.content.link_words})


def _tidied(old: Old, content: OldContent) -> tuple[OldContent, tuple[str, ...]]:
    """The content with what was pasted into its long texts tidied, and what was changed."""
    changed, told = {}, dict[str, None]()
    for field in ("key_findings", "response"):
        words = getattr(content, field)
        if words != getattr(old.content, field):
            with suppress(CannotRead):  # the words then stay as they were typed
                tidy = tidied(words)
                changed[field] = tidy.words
                told |= dict.fromkeys(tidy.changed)
    return content.model_copy(update=changed), tuple(told)


def _page(
    request: MemberRequest, old: Old, form: OldAnswerForm, problems: dict[str, str], *, theirs: bool = False
) -> HttpResponse:
    saved_by = old.stands.by
    return render(request, "old_answers/put_right.html", {
        "old": old, "form": form, "problems": problems, "expected": old.number, "theirs": theirs,
        "who": people_names([saved_by]).get(saved_by or 0, "Somebody"),
        "why_not": reason_against(old_rules.check_can_correct, request.member, old.situation()),
    }, status=409 if theirs else 422 if problems else 200)
