"""What a check is, what it finds, and the texts it looks through. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from answerable.accounts.models import BodyNames
from answerable.duties import Point
from answerable.responses import slots
from answerable.responses.queries import Draft

REPORT = "report"  # put right on the pages of the report itself
WCAG = "Web Content Accessibility Guidelines 2.2, success criterion "
OURS = "Practice of this software; no law asks for it."


@dataclass(frozen=True)
class Titles:
    """What the body calls its own head and the chief officer, and how it is reached: words of the sentences."""

    holder: str
    chief: str
    contact: str = ""
    mailed: frozenset[str] | None = None  # recipients of copies whose address we hold; None: nobody looked
    inspected: str = "force"  # what the report is about, in a word

    @classmethod
    def of(cls, names: BodyNames, draft: Draft, mailed: Iterable[str] | None = None) -> Titles:
        """Those for the report of this draft."""
        held, about = None if mailed is None else frozenset(mailed), draft.inspected(names)
        return cls(names.holder_title, about.chief, names.contact, held, about.word)


@dataclass(frozen=True)
class Found:
    """One thing to put right, and the slot whose page puts it right. `quote`: the words it stands in, if any.

    `what` may be published with an override, so it never holds anybody's data; `quote` never is.
    """

    what: str
    slot: str
    quote: str = ""
    is_unknown: bool = False  # it could not be checked, and `what` says why

    @property
    def key(self) -> str:
        """What tells this find from any other, without its words: an override covers these and no others."""
        return sha256(f"{self.what}\n{self.quote}".encode()).hexdigest()


Find = Callable[[Draft, Titles, date], Iterator[Found]]


@dataclass(frozen=True)
class Check:
    """A question asked of a draft; `find` answers it.

    `why` and its `source` hold for any answer. `point`: what the law of the answer may say of it, which is then its
    source; a check without a `why` is made only where that law says something.
    """

    code: str
    passed: str  # what the page says when nothing is found
    why: str
    must: bool
    find: Find
    source: str = OURS
    cites_law: bool = False  # `source` is a law
    point: Point | None = None
    may_be_overridden: bool = True


@dataclass(frozen=True)
class Text:
    """One text that will be published."""

    slot: str
    name: str  # as it stands in a sentence
    words: str
    is_ours: bool = True  # False: the chief officer's or the force's words, which are published as they came


def texts(draft: Draft, titles: Titles) -> Iterator[Text]:
    """Every text that people wrote and that will be published."""
    return (text for text in _places(draft, titles) if text.words)


def _places(draft: Draft, titles: Titles) -> Iterator[Text]:
    names = {
        slots.SUMMARY: "the key findings", slots.COMMENTS: f"the {titles.holder}’s comments",
        slots.REPLY: f"the reply to the {titles.chief}", slots.AFTER_LAST_DAY: "the reason for the day",
    }
    for slot, name in names.items():
        text = draft.text(slot)
        if text is not None:
            yield Text(slot, name, text.words)
    for number, answer in draft.answers.items():
        slot = slots.finding_slot(number)
        yield Text(slot, f"the answer to finding {number}", answer.words)
        yield Text(slot, f"the {titles.inspected}’s position on finding {number}", answer.force_position, is_ours=False)
    if draft.chief_officer is not None:
        yield Text(slots.CHIEF_OFFICER, f"the {titles.chief}’s comments", draft.chief_officer.words, is_ours=False)


def in_each(find: Callable[[Text], Iterator[Found]]) -> Find:
    """A check that looks through every text, one at a time."""

    def look(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
        for text in texts(draft, titles):
            yield from find(text)

    return look


def in_ours(find: Callable[[Text], Iterator[Found]]) -> Find:
    """The same in the body's own texts only: nobody here may change the words of others for their style."""

    def look(draft: Draft, titles: Titles, today: date) -> Iterator[Found]:
        for text in texts(draft, titles):
            if text.is_ours:
                yield from find(text)

    return look


def capital(words: str) -> str:
    return words[0].upper() + words[1:]
