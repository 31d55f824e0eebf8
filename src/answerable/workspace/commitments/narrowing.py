"""What a list of commitments is narrowed by: the same on the page, and in the file that is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from answerable.commitments import conditions
from answerable.commitments.models import Commitment, StandingRow
from answerable.inspections.models import Report
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.requests import MemberRequest

OPEN, ALL = "open", "all"


def shows(day: date) -> dict[str, tuple[str, Q]]:
    """What the list can be narrowed to: name in the address -> words and condition."""
    return {
        OPEN: ("Open", conditions.OPEN),
        "no-owner": ("Without an owner", conditions.NO_OWNER),
        "no-date": ("Without a date", conditions.NO_DATE),
        "past": ("Past their date", conditions.past(day)),
        "moved-past": ("Would be past their date but for moves", conditions.past_but_for_moves(day)),
        "move-asked": ("Waiting for agreement to a new date", conditions.ASKED),
        "to-check": ("To check", conditions.TO_CHECK),
        "check-again": ("Check again", conditions.check_again(day)),
        "not-supported": ("Evidence does not support it", conditions.NOT_SUPPORTED),
        "kept": ("Kept", conditions.KEPT),
        "unpublished": ("Not published", conditions.UNPUBLISHED),
        "ended": ("Stopped, replaced or carried forward", conditions.ENDED),
    }


_LINE = 300  # characters of a text that is looked for
_DAYS = ("after", "before")
_BOXES = tuple(f"{end}-{box}" for end in _DAYS for box in ("day", "month", "year"))


class NarrowForm(forms.Form):
    """A value that no page of ours sends narrows nothing; a day that does not exist is said at its field."""

    show = forms.CharField(required=False, max_length=20)
    owner = forms.CharField(required=False, max_length=_LINE)
    text = forms.CharField(required=False, max_length=_LINE)
    report = forms.CharField(required=False, max_length=12)
    mine = forms.BooleanField(required=False)
    after = DayField("the first day", required=False)
    before = DayField("the last day", required=False)


@dataclass(frozen=True)
class Narrowed:
    """The rows that were asked for, and by what."""

    rows: QuerySet[StandingRow]
    by: dict[str, str]  # what the address says, as far as it narrows
    name: str  # of `shows`, in words; empty: all
    form: NarrowForm

    @property
    def problems(self) -> dict[str, str]:
        return {name: sentence for name, sentence in problems_of(self.form).items() if name in _DAYS}

    @property
    def is_narrowed(self) -> bool:
        """By more than by what is shown and whose it is."""
        return bool(self.by.keys() - {"show", "mine"})

    @property
    def has_days(self) -> bool:
        return any(name in self.by for name in _BOXES)

    def address(self, **changed: str) -> str:
        """The query of the address that shows the same with a change."""
        return urlencode({**self.by, **changed})


def narrowed(
    request: MemberRequest, rows: QuerySet[StandingRow], day: date, *, asked: QueryDict | None = None, show: str = ALL
) -> Narrowed:
    """The rows that an address asks for. `asked`: otherwise than the request; `show`: where it does not say."""
    sent = request.GET if asked is None else asked
    form = NarrowForm(sent)
    form.is_valid()
    data, known = form.cleaned_data, shows(day)
    by = {name: str(sent[name])[:_LINE] for name in (*form.fields, *_BOXES) if sent.get(name)}
    if by.get("show") not in (*known, ALL):
        by["show"] = show
    name, condition = known.get(by["show"], ("", Q()))
    rows = rows.filter(condition)
    if owner := data.get("owner"):
        rows = rows.filter(Q(owner__icontains=owner) | Q(organisation__icontains=owner))
    if text := data.get("text"):
        named = Commitment.objects.filter(ref=text.lower()).values_list("id", flat=True)  # looked up once, not a row
        rows = rows.filter(Q(words__icontains=text) | Q(commitment__in=list(named)))
    if report := data.get("report"):
        rows = rows.filter(commitment__report__in=Report.objects.filter(ref=report))
    if data.get("mine"):
        rows = rows.filter(owner_id=request.member.person_id)
    if after := data.get("after"):
        rows = rows.filter(date_now__gte=after)
    if before := data.get("before"):
        rows = rows.filter(date_now__lte=before)
    return Narrowed(rows, by, name, form)


def reports_with_commitments() -> list[Report]:
    """Newest first."""
    has = Exists(Commitment.objects.filter(report=OuterRef("pk")))
    return list(Report.objects.filter(has).order_by("-published_on", "-id"))
