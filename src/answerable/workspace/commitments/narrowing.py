"""What a list of commitments is narrowed by: the same on the page, and in the file that is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from answerable.commitments import conditions, queries
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
        "said-done": ("Done, says their owner", conditions.SAID_DONE),
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
AS_AT = "as_at"  # a day, as 2025-03-31 in the addresses of this list and in three boxes of its form
_AS_AT_BOXES = tuple(f"{AS_AT}-{box}" for box in ("year", "month", "day"))
_TO_COME = "to_come"
_NOT_PAST = "The past day must be today or before"


class NarrowForm(forms.Form):
    """A value that no page of ours sends narrows nothing; a day that does not exist is said at its field."""

    show = forms.CharField(required=False, max_length=20)
    owner = forms.CharField(required=False, max_length=_LINE)
    text = forms.CharField(required=False, max_length=_LINE)
    report = forms.CharField(required=False, max_length=12)
    mine = forms.BooleanField(required=False)
    after = DayField("the first day", required=False)
    before = DayField("the last day", required=False)
    as_at = DayField("the past day", required=False)


@dataclass(frozen=True)
class Narrowed:
    """The rows that were asked for, and by what."""

    rows: QuerySet[StandingRow]
    by: dict[str, str]  # what the address says, as far as it narrows
    name: str  # of `shows`, in words; empty: all
    form: NarrowForm
    as_at: date | None  # the past day at whose end the rows stood; None: they stand now

    @property
    def problems(self) -> dict[str, str]:
        return {name: sentence for name, sentence in problems_of(self.form).items() if name in (*_DAYS, AS_AT)}

    @property
    def asks_no_day(self) -> bool:
        """Whether what was sent as the past day is no day at all."""
        return self.form.has_error(AS_AT) and not self.form.has_error(AS_AT, _TO_COME)

    @property
    def is_narrowed(self) -> bool:
        """By more than by what is shown and whose it is."""
        return bool(self.by.keys() - {"show", "mine"})

    @property
    def has_days(self) -> bool:
        return any(name in self.by for name in _BOXES)

    def address(self, **changed: str) -> str:
        """The query of the address that shows the same with a change, of the same day."""
        return urlencode({**self.by, **self._of_day, **changed})

    @property
    def address_now(self) -> str:
        """The query of the address that shows the same of now."""
        return urlencode(self.by)

    def address_of(self, show: str) -> str:
        """The query of the address of all that is like this, on the same day."""
        return urlencode({**self._of_day, "show": show})

    @property
    def _of_day(self) -> dict[str, str]:
        return {AS_AT: self.as_at.isoformat()} if self.as_at else {}


def narrowed(request: MemberRequest, *, asked: QueryDict | None = None, show: str = ALL) -> Narrowed:
    """The rows that an address asks for, as they stand or as they stood at the end of the past day that it names.

    `asked`: otherwise than the request; `show`: where it does not say."""
    sent = _in_boxes(request.GET if asked is None else asked)
    form = NarrowForm(sent)
    as_at = _past_day(form, request.today)
    data, known = form.cleaned_data, shows(as_at or request.today)
    by = {name: str(sent[name])[:_LINE] for name in (*form.fields, *_BOXES) if name != AS_AT and sent.get(name)}
    if by.get("show") not in (*known, ALL):
        by["show"] = show
    name, condition = known.get(by["show"], ("", Q()))
    rows = queries.standings(as_at).filter(condition)
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
    return Narrowed(rows, by, name, form, as_at)


def _in_boxes(sent: QueryDict) -> QueryDict:
    """With the past day of an address in the boxes in which the form shows it."""
    if not sent.get(AS_AT) or any(sent.get(box) for box in _AS_AT_BOXES):
        return sent
    boxed = sent.copy()
    for box, part in zip(_AS_AT_BOXES, str(sent[AS_AT]).split("-", 2), strict=False):
        boxed[box] = part.removeprefix("0")
    return boxed


def _past_day(form: NarrowForm, today: date) -> date | None:
    """The past day that the form asks for. Today is now; a day to come is said to be none."""
    form.is_valid()
    day: date | None = form.cleaned_data.get(AS_AT)
    if day is not None and day > today:
        form.add_error(AS_AT, forms.ValidationError(_NOT_PAST, code=_TO_COME))
    return day if day is not None and day < today else None


def reports_with_commitments() -> list[Report]:
    """Newest first."""
    has = Exists(Commitment.objects.filter(report=OuterRef("pk")))
    return list(Report.objects.filter(has).order_by("-published_on", "-id"))
