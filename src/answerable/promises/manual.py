"""Prints the reference page on promises from the rules themselves; a test holds the page to it."""

from __future__ import annotations

from answerable.promises.rules import ALL_RULES, EXCLUSIONS

_OPENING = """\
# How promises are found in an answer

This page is printed from the rules: `PRINT=1 pytest tests/promises/test_manual.py`.

A promise tells of an act of the answering side that somebody could later check. The rules are grammar: the form of the
verb, who acts, and whether the clause is a main one. They know no place and no document, and learn nothing. They err;
a person decides.

- The main clause decides. A clause with "which", "that" or "who" counts only where the main clause promises nothing.
- Of several main clauses the first of these is taken: will, under way, exploring, monitoring, done.
- What the act is comes before its tense: "will explore" is exploring, "continue to monitor" is monitoring.
- An item of a list takes its kind with the words before the list. Those words, ending in a colon, are none themselves.
- A date is exact only where its last day can be read: "by March 2026" ends on 31 March 2026, that of "in the spring"
  is not known."""


def manual() -> str:
    """The whole page as Markdown."""
    rules = [f"| `{rule.code}` | {rule.kind.value.replace('_', ' ')} | {rule.says} | {rule.example} |"
             for rule in ALL_RULES]
    none = [f"| `{one.code}` | {one.says} | {one.example} |" for one in EXCLUSIONS]
    return "\n".join((
        _OPENING, "", "## What makes a promise", "", "| rule | kind | why | for instance |",
        "| --- | --- | --- | --- |",
        *rules, "", "## What is none", "", "| rule | why | for instance |", "| --- | --- | --- |", *none, "",
    ))  # fmt: skip
