"""Fields for words that may be published: what cannot be published is taken out and said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from answerable.records.text import text_profile


class WordsField(forms.CharField):
    """A text as the record takes it; `told` has a sentence for each kind of character that was taken out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.told: tuple[str, ...] = ()

    def to_python(self, value: Any) -> Any:
        text, self.told = text_profile(str(value or ""))
        return super().to_python(text)


class LinkField(forms.URLField):
    """The address of a page; one with characters that cannot be published is not the one that a browser shows."""

    def __init__(self, *, max_length: int = 500) -> None:
        super().__init__(max_length=max_length, required=False, assume_scheme="https")
        self.error_messages["invalid"] = "Enter the address as the browser shows it, such as https://www.example.org/"

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if text_profile(text) != (text, ()):
            raise forms.ValidationError(self.error_messages["invalid"])
        link = super().to_python(text)
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError("Enter an address that begins with https:// or http://")
        return link


class LinesField(WordsField):
    """One thing a line."""

    def clean(self, value: Any) -> Any:
        return tuple(line.strip() for line in str(super().clean(value)).split("\n") if line.strip())


def tell_what_was_taken_out(request: HttpRequest, form: forms.Form) -> None:
    """Say on the next page what the fields of a form left out."""
    told = dict.fromkeys(s for field in form.fields.values() if isinstance(field, WordsField) for s in field.told)
    if told:
        messages.info(request, "Some characters were not kept. " + " ".join(told).replace("would be", "was"))
