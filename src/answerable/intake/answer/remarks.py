"""What the checks find in an answer that was published elsewhere: plain remarks, each with its source.

Nothing here blocks anything: the page was published as it was, and the remarks stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from answerable.duties.citations import SAYS, wrong_citations
from answerable.intake.answer import labels
from answerable.intake.answer.shapes import Fields, Remark

_LONGEST_QUOTE = 120
_ANSWERED_ONE_BY_ONE = re.compile(
    r"^(?:- |## |\*\*)?(?:(?:our |the )?response to )?"
    r"(?:recommendation|finding|area for improvement|AFI|cause of concern|priority action)s?"
    r"\s{0,3}(?:no\.?|number)?\s{0,3}#?\d{1,3}\b",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Facts:
    """What was read of a page, as far as the checks look at it. Words are None where the page has no such heading."""

    original: str
    fields: Fields
    headings: tuple[str, ...]  # of the responses
    date_words: str | None
    response_date_words: str | None
    responded_on: date | None
    link_words: str
    link_was_asked: bool
    nowhere: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    other_answers: int


def remarks(facts: Facts) -> Iterator[Remark]:
    """Every remark, those about what is missing first."""
    for find in (_missing, _dates, _citation, _links, _markup, _merged, _one_by_one, _other_answers):
        yield from (Remark(code=code, message=message) for code, message in find(facts))


def _missing(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.fields.title is None:
        yield "no-title", "No title of a report stands under a heading. Which report it answers is not known."
    if facts.fields.response is None:
        yield "empty-response", "No words stand under a heading of a response."


def _dates(facts: Facts) -> Iterator[tuple[str, str]]:
    said = facts.date_words
    if facts.fields.published_on is None and said:
        yield "odd-date", f"“{_short(said)}” is not one whole day. The day the report was published is not known."
    elif facts.fields.published_on is None:
        yield "no-date", "The page does not say when the report was published. The day is not known."
    if facts.responded_on is None:
        said = facts.response_date_words
        reason = f"“{_short(said)}” is not one whole day" if said else "The page gives no date of response"
        yield "no-response-date", (
            f"{reason}, so when it was published is not known, and it is not counted as in time. "
            "Source: Police Act 1996, section 55(5A), has the comments published within a period."
        )


def _citation(facts: Facts) -> Iterator[tuple[str, str]]:
    unwrapped = re.sub(r"(?<!\n)\n(?!\n)", " ", facts.original)
    for cited in dict.fromkeys(one.cited for one in wrong_citations(unwrapped)):
        yield "cites-wrong-section", (
            f"The page cites “{_short(cited)}” for the duty to respond. {SAYS} Source: Police Act 1996, section 55."
        )


def _links(facts: Facts) -> Iterator[tuple[str, str]]:
    source = "Source: Web Content Accessibility Guidelines 2.2, 2.4.4."
    for words, target in facts.nowhere:
        shown = f" (“{target}”)" if target else ""
        yield "dead-link", f"The link “{_short(words)}” is dead: it leads nowhere{shown}. {source}"
    if facts.link_was_asked and facts.fields.link is None and not facts.nowhere:
        said = f"“{_short(facts.link_words)}” has no whole address" if facts.link_words else "nothing stands there"
        yield "dead-link", f"The link to the report is dead: {said}. Where the report stood is not known. {source}"


def _markup(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.tags:
        names = ", ".join(f"<{name}>" for name in facts.tags)
        yield "leftover-markup", (
            f"Readers saw HTML tags among the words ({names}). They were read as what they stand for. "
            "Source: Web Content Accessibility Guidelines 2.2, 1.3.1."
        )


def _merged(facts: Facts) -> Iterator[tuple[str, str]]:
    """One block for the body's comments and the force's, which the Act keeps apart."""
    if facts.fields.response is None:
        return
    source = (
        "Texts that were merged stay so, under the heading they had. Source: Police Act 1996, section 55(5), "
        "has the body’s comments, the chief officer’s comments and the body’s response to those."
    )
    named = [labels.names(heading) for heading in facts.headings]
    both = next((h for h, who in zip(facts.headings, named, strict=True) if who == (True, True)), None)
    if both is not None:
        heading = _short(both.rstrip(": "))
        yield "merged-texts", f"The body and the force speak in one text, under “{heading}”. {source}"
    elif not any(body or force for body, force in named):
        yield "merged-texts", f"One text stands for all, and does not say which words are whose. {source}"


def _one_by_one(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.fields.response is not None and not _ANSWERED_ONE_BY_ONE.search(facts.fields.response):
        yield "no-finding-answered", (
            "No finding or recommendation of the report is answered by itself. "
            "Source: Police Act 1996, section 55(5B), asks, for each recommendation of a report that it covers, "
            "for the action taken or proposed, or why there is none."
        )


def _other_answers(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.other_answers:
        yield "several-answers", (
            f"The page holds {facts.other_answers + 1} answers, and the first was read. Save each as a page of its own."
        )


def _short(words: str | None) -> str:
    words = " ".join((words or "").split())
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
