"""What every form of the workspace shares: the three-box day, and problems as sentences by field."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms


class DayWidget(forms.Widget):
    """Three boxes, day, month and year, posted as `name-day`, `name-month`, `name-year`."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str, str]:
        day, month, year = (str(data.get(f"{name}-{box}", "")).strip() for box in ("day", "month", "year"))
        return day, month, year

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{box}" in data for box in ("day", "month", "year"))


class DayField(forms.Field):
    """A day in three boxes. "3 12 24" is asked about, not guessed: the year takes four figures."""

    widget = DayWidget

    def __init__(self, what: str, **options: Any) -> None:
        self.what = what
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value is None:
            return value
        day, month, year = value
        if not (day or month or year):
            return None
        if not (day.isascii() and month.isascii() and year.isascii()) or not (
            day.isdigit() and month.isdigit() and year.isdigit()
        ):
            raise forms.ValidationError(f"Enter {self.what} in figures, such as 27 3 2025")
        if len(year) != 4:
            raise forms.ValidationError(f"Enter the year of {self.what} with four figures, such as 2025")
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            raise forms.ValidationError(f"Enter {self.what} as a day that exists, such as 27 3 2025") from None

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise forms.ValidationError(f"Enter {self.what}")


def problems_of(form: forms.Form) -> dict[str, str]:
    """Field name to its first sentence; empty for a form that was not sent or is right."""
    return {field: str(errors[0]) for field, errors in form.errors.items()} if form.is_bound else {}


def shown_day(form: forms.Form, name: str) -> tuple[str, str, str]:
    """What the three boxes show: what was typed, or the initial day."""
    if form.is_bound:
        return DayWidget().value_from_datadict(form.data, None, name)
    value = form.initial.get(name)
    return (str(value.day), str(value.month), str(value.year)) if value else ("", "", "")
