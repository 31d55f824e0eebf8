"""What is looked at before an answer may be signed and published. Pure: a draft in, one result a check out.

A check that must be put right stops the sending for sign-off. The others only advise. Each says why; a law is cited
only for an answer that is given under it. A check is a function listed in `CHECKS`; it yields a `Found` for each thing
it finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from answerable.duties import Point, regime
from answerable.duties.words import days, format_date
from answerable.inspections.rules import ReportState
from answerable.records.contents import Branch, ChiefOfficerOutcome
from answerable.responses import slots
from answerable.responses.queries import Draft

NEVER_STOPS = "After the last day is better than not at all, so this never stops it."
REPORT = "report"  # put right on the pages of the report itself


@dataclass(frozen=True)
class Titles:
    """What the body calls its head and the force's: words of the sentences."""

    holder: str
    chief: str


@dataclass(frozen=True)
class Found:
    """One thing to put right, and the slot whose page puts it right."""

    what: str
    slot: str


@dataclass(frozen=True)
class Check:
    """A question asked of a draft; `find` answers it.

    `why` is the reason that holds for any answer; empty where only a law gives one. `point`: what the law of the answer
    may say of it, which then stands in its place.
    """

    code: str
    passed: str  # what the page says when nothing is found
    why: str
    must: bool
    find: Callable[[Draft, Titles, date], Iterator[Found]]
    point: Point | None = None
    beside: str = ""  # said after what the law says


@dataclass(frozen=True)
class Result:
    check: Check
    found: tuple[Found, ...]
    why: str


def results(draft: Draft, titles: Titles, today: date) -> tuple[Result, ...]:
    return tuple(
        Result(check, tuple(check.find(draft, titles, today)), why)
        for check in CHECKS if (why := _why(check, draft))
    )


def _why(check: Check, draft: Draft) -> str:
    """What the laws of the answer say of it, or the reason that holds without one; empty when it is not asked."""
    said = (law.says.get(check.point) for law in draft.regimes) if check.point else ()
    found = " ".join(sentence for sentence in said if sentence)
    return " ".join(words for words in (found, check.beside) if words) if found else check.why


def to_put_right(found: tuple[Result, ...]) -> int:
    """How many things stop the sending."""
    return sum(len(result.found) for result in found if result.check.must)


def texts(draft: Draft, titles: Titles) -> Iterator[tuple[str, str, str]]:
    """Every text of the body's own that will be published: slot, its name for people, its words."""
    names = {
        slots.SUMMARY: "the key findings", slots.COMMENTS: f"the {titles.holder}’s comments",
        slots.REPLY: f"the reply to the {titles.chief}", slots.AFTER_LAST_DAY: "the reason for the day",
    }
    for slot, name in names.items():
        text = draft.text(slot)
        if text is not None:
            yield slot, name, text.words
    for number, answer in draft.answers.items():
        slot = slots.finding_slot(number)
        yield slot, f"the answer to finding {number}", answer.words
        yield slot, f"the {draft.inspected}’s position on finding {number}", answer.force_position
    if draft.chief_officer is not None:
        yield slots.CHIEF_OFFICER, f"the {titles.chief}’s comments", draft.chief_officer.words


def _findings_confirmed(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    if draft.report.state != ReportState.CONFIRMED:
        yield Found("The findings of the report are not confirmed.", REPORT)


def _findings_answered(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for number, answer in draft.answers.items():
        slot = slots.finding_slot(number)
        if answer.branch is None:
            yield Found(f"Finding {number} has neither an action nor a reason.", slot)
        elif not answer.is_written:
            yield Found(f"Finding {number} has no words: write what is done, or why nothing is.", slot)


def _with_another_answer(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for number, answer in draft.answers.items():
        if answer.branch == Branch.WITH_FINDING and answer.answered_with is not None:
            other = draft.answers.get(answer.answered_with)
            if other is None or other.branch not in (Branch.ACTION, Branch.NO_ACTION):
                said = f"Finding {number} is answered with finding {answer.answered_with}, which has no answer."
                yield Found(said, slots.finding_slot(number))


def _chief_officer(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    chief = draft.chief_officer
    if chief is None or chief.outcome in (None, ChiefOfficerOutcome.NOT_ASKED):
        said = f"It is not recorded whether the {titles.chief} commented, declined or did not reply."
        yield Found(said, slots.CHIEF_OFFICER)


def _comments(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    text = draft.text(slots.COMMENTS)
    if text is None or not text.words.strip():
        yield Found(f"The {titles.holder}’s comments are not written.", slots.COMMENTS)


_SECTION_33 = re.compile(r"\b(?:section|s\.)\s?33\b(?!\s+of\s+the\s+(?!Police\s+Act\s+1996))", re.IGNORECASE)


def _wrong_section(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for slot, name, words in texts(draft, titles):
        if _SECTION_33.search(words):
            yield Found(f"{_capital(name)} cites section 33. The duty is in section 55.", slot)


_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,300})?/?>")


def _tags(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for slot, name, words in texts(draft, titles):
        if found := _TAG.search(words):
            yield Found(f"Readers would see the tag “{found[0][:40]}” in {name}.", slot)


_EMPTY_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(\s{0,20}(#?)\s{0,20}\)")


def _empty_links(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for slot, name, words in texts(draft, titles):
        for found in _EMPTY_LINK.finditer(words):
            end = " (“#”)" if found[2] else ""
            yield Found(f"The link “{found[1]}” in {name} leads nowhere{end}.", slot)


_SAYS_NOTHING = re.compile(r"\[(here|click here|link|this|read more|more)\]\([^()\s]+\)", re.IGNORECASE)


def _link_words(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for slot, name, words in texts(draft, titles):
        for found in _SAYS_NOTHING.finditer(words):
            yield Found(f"The link text “{found[1]}” in {name} says nothing alone.", slot)


_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s]{1,2000})\)")


def _link_address(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    for slot, name, words in texts(draft, titles):
        for said, leads_to in _LINK.findall(words):
            if _is_an_address(said) and _bare(said) != _bare(leads_to):
                yield Found(f"The link “{said}” in {name} leads to {leads_to[:100]}.", slot)


def _is_an_address(said: str) -> bool:
    host = _bare(said).partition("/")[0]
    return "." in host and host.isascii() and host.replace(".", "").replace("-", "").isalnum() and host[-2:].isalpha()


def _bare(address: str) -> str:
    """An address as people say it: without scheme, `www.` and the last slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.strip().lower()).rstrip("/")


def _last_day(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    due_on = draft.clock.due_on if draft.clock else None
    if due_on is None or today <= due_on or draft.text(slots.AFTER_LAST_DAY) is not None:
        return
    yield Found(
        f"Publishing on {format_date(today)} is {days((today - due_on).days)} after the last day. "
        "Write the reason; it is published.",
        slots.AFTER_LAST_DAY,
    )


def _reply(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    chief = draft.chief_officer
    if chief is not None and chief.outcome == ChiefOfficerOutcome.RECEIVED and draft.text(slots.REPLY) is None:
        yield Found(f"The {titles.chief} sent comments, and there is no reply to them.", slots.REPLY)


def _summary(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
    if draft.text(slots.SUMMARY) is None:
        yield Found("There is no summary of the key findings. Readers meet it first.", slots.SUMMARY)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def required_content(draft: Draft) -> tuple[str, ...]:
    """What the law asks an answer to contain, for the page."""
    regimes = draft.duty.regimes if draft.duty else ()
    return tuple(words for code in regimes for words in regime(code).required_content)


CHECKS: tuple[Check, ...] = (
    Check("findings-confirmed", "The findings of the report are confirmed.",
          "What was read by machine counts only when a person has confirmed it.", True, _findings_confirmed),
    Check("findings-answered", "Every finding has an action or a reason.",
          "A reader looks for each finding, and for what is done about it or why nothing is.", True,
          _findings_answered,
          point=Point.FINDINGS),
    Check("answered-with", "Every finding answered with another leads to an answer.",
          "A reader who follows the finding must find its answer.", True, _with_another_answer),
    Check("chief-officer", "What came of the invitation to the chief officer is recorded.", "", True, _chief_officer,
          point=Point.CHIEF_OFFICER),
    Check("comments", "The body’s comments are written.", "They are what the body itself says of the report.", True,
          _comments, point=Point.COMMENTS),
    Check("section", "No text cites section 33 for this duty.",
          "", True, _wrong_section, point=Point.SECTION),
    Check("tags", "No text shows a leftover HTML tag.",
          "Texts are published as they stand; a tag would be read out.", True, _tags),
    Check("empty-links", "Every link leads somewhere.",
          "Web Content Accessibility Guidelines 2.2, 2.4.4.", True, _empty_links),
    Check("link-words", "Every link says where it goes.",
          "Web Content Accessibility Guidelines 2.2, 2.4.4.", False, _link_words),
    Check("link-address", "Every link that shows an address leads to that address.",
          "A reader trusts the address that is printed.", False, _link_address),
    Check("last-day", "The last day has not passed, or the reason is given.",
          NEVER_STOPS, False, _last_day, point=Point.LAST_DAY, beside=NEVER_STOPS),
    Check("reply", "The chief officer’s comments have a reply, or there are none.",
          "Whoever sent comments can see that they were read.", False, _reply,
          point=Point.REPLY),
    Check("summary", "The key findings are summarised.",
          "Readers look for what was found before they read what was answered.", False, _summary),
)
