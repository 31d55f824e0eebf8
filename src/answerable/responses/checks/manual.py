"""Prints the reference page on checks from the checks themselves; a test holds the page to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from answerable.duties import Regime, regimes
from answerable.responses.checks import duty, links, markup, people, plain
from answerable.responses.checks.check import Check
from answerable.responses.checks.plain import ENOUGH, KNOWN, LONG_SENTENCE, OLD_READER

_OPENING = """\
# What is checked before an answer is published

This page is printed from the checks that the software makes:
`PRINT=1 pytest tests/responses/checks/test_manual.py`.

- What **must be put right** stops the sending. An approver who wrote no part of the answer may override it with a
  reason. The override covers what was found then; what is found later stops the answer again. Where the check rests
  on a law, the reason is published with the answer.
- The others **advise**. A passed last day never stops an answer.
- A law is cited only for an answer that is given under it. A check whose reason is that law alone is made for no other.
- The words of the chief officer and of the force are published as they came, so their style is not looked at.
- No request is made to find out whether a link opens: it would tell its host that somebody writes about it."""

_SUBJECTS = (
    ("The duty and the law", duty.CHECKS), ("People’s data", people.CHECKS), ("Markup", markup.CHECKS),
    ("Links", links.CHECKS), ("Plain English", plain.CHECKS),
)


def manual() -> str:
    """The whole page as Markdown."""
    parts = [_OPENING, *(part for title, checks in _SUBJECTS for part in _subject(title, checks)), *_measures()]
    return "\n\n".join(parts) + "\n"


def _subject(title: str, checks: Iterable[Check]) -> Iterator[str]:
    yield f"## {title}"
    rows = [f"| `{check.code}` | {check.passed} | {_standing(check)} | {_why(check)} |" for check in checks]
    yield "\n".join(("| code | passed when | | why, and the source |", "| --- | --- | --- | --- |", *rows))


def _standing(check: Check) -> str:
    if not check.must:
        return "advises"
    return "**must**" if check.may_be_overridden else "**must**, never overridden"


def _why(check: Check) -> str:
    laws = [_of_law(law, check) for law in regimes() if check.point and check.point in law.says]
    own = f"{check.why} {check.source}" if check.why else ""
    return " ".join(part for part in (own, *laws) if part)


def _of_law(law: Regime, check: Check) -> str:
    assert check.point is not None
    return f"*{law.title}:* {law.says[check.point]}"


def _measures() -> Iterator[str]:
    yield "## How words are measured"
    yield (
        f"Averages are told for texts of {ENOUGH} words and more: sentences of more than {LONG_SENTENCE} words on "
        f"average, and a reading age above {OLD_READER} years.\nThe reading age is five years more than the grade of "
        "Flesch and Kincaid (1975): 0.39 x words a sentence + 11.8 x syllables a word - 15.59.\nSyllables are counted "
        "by spelling. The grade is made for English; of a text in another language the reading age is not known."
    )
    yield (
        "A short form is explained where it stands in brackets after its words, or they in brackets after it. Better "
        f"known than what they stand for, as of 2025: {', '.join(sorted(KNOWN))}."
    )
