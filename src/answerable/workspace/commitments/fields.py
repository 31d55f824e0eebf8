"""The fields of the forms of commitments, each with the words that stand beside it."""

from __future__ import annotations

from typing import Any

from django import forms

from answerable.commitments.events import LONGEST_LINE, LONGEST_WORDS
from answerable.workspace.forms import DayField
from answerable.workspace.reports.fields import WordsField


class Labelled:
    """A field that knows how it is shown: `label`, `hint`, and in which of the template's ways."""

    shown_as = "text"

    def __init__(self, label: str, hint: str = "", **options: Any) -> None:
        self.shown_label, self.hint = label, hint
        super().__init__(**options)


class Line(Labelled, WordsField):
    def __init__(self, label: str, hint: str = "", **options: Any) -> None:
        super().__init__(label, hint, **{"required": False, "max_length": LONGEST_LINE, **options})


class Words(Labelled, WordsField):
    shown_as = "words"

    def __init__(self, label: str, hint: str = "", **options: Any) -> None:
        super().__init__(label, hint, **{"required": False, "max_length": LONGEST_WORDS, **options})


class Day(DayField):
    shown_as = "day"

    def __init__(self, label: str, what: str, hint: str = "", **options: Any) -> None:
        self.shown_label, self.hint = label, hint
        super().__init__(what, **options)


class Choice(Labelled, forms.ChoiceField):
    shown_as = "radios"
    in_full = False


class ChoiceInFull(Choice):
    """A choice whose words have to be read in full: never folded into a list to open, however many there are."""

    in_full = True


class Choices(Labelled, forms.MultipleChoiceField):
    shown_as = "checkboxes"


class File(Labelled, forms.FileField):
    """A file. An empty one is turned away by the operation, in its own words."""

    shown_as = "file"

    def __init__(self, label: str, hint: str = "", **options: Any) -> None:
        super().__init__(label, hint, **{"allow_empty_file": True, "max_length": LONGEST_LINE, **options})
