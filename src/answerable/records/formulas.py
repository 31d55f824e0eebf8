"""Texts that a spreadsheet would run, and the one rule that stops it in CSV (see `FORMULA_RULE`)."""

from __future__ import annotations

_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_GAPS = ("\t", "\r", "\n")
_MARK = "'"
FORMULA_RULE = (
    "A text that begins, spaces aside, with = + - @ or the full-width forms of those signs, and a text that begins "
    "with a tab, a line break or an apostrophe, has one apostrophe put in front, so that a spreadsheet does not run "
    "it. Take that one away to read the text. Numbers and dates are left as they are, and JSON has every text exactly."
)


def begins_a_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text, or drop the gap at its front and then run it."""
    return text.startswith(_GAPS) or text.lstrip().startswith(_SIGNS)


def defused(text: str) -> str:
    """The text as it goes into CSV."""
    return f"{_MARK}{text}" if begins_a_formula(text) or text.startswith(_MARK) else text


def as_written(text: str) -> str:
    """The text that `defused` made this of; what the rule never makes is left as it is."""
    rest = text[1:]
    return rest if text.startswith(_MARK) and (begins_a_formula(rest) or rest.startswith(_MARK)) else text
