"""The search: an index of words for each year of reports, which a script on the page looks into.

No server takes part. The index holds words and addresses, and no sentences: the script takes those from the pages it
found. It is made from the current version of each response, less the words that were removed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from unicodedata import category, normalize

from answerable.duties import rules
from answerable.records.contents import EvidencePart, FindingPart, PromisePart
from answerable.register import words
from answerable.register.answers import Answer, Register
from answerable.register.commitment_words import ACTIONS, evidence_title, title_of
from answerable.register.frame import Frame
from answerable.register.list_pages import list_groups
from answerable.register.needs_words import months_in_words, texts_of
from answerable.register.needs_words import title_of as needs_title

File = tuple[str, bytes]
RESPONSE, FINDING, RULE, COMMITMENT, NEEDS = 0, 1, 2, 3, 4  # what a page is about: the script has the same numbers
Page = tuple[int | str, ...]


def search_files(frame: Frame, register: Register) -> Iterator[File]:
    """The page, and beside it one index a year and one of the rules."""
    by_year: dict[str, list[Answer]] = {}
    for answer in register.reports:
        year = str(answer.published_on.year) if answer.published_on else "year-not-known"
        by_year.setdefault(year, []).append(answer)
    for year, answers in by_year.items():
        yield f"search/{year}.json", index_json(_pages_of(answers))
    yield "search/deadlines.json", index_json(_rules())
    if register.commitments:
        yield "search/commitments.json", index_json(_commitments(register))
    if register.needs_assessments:
        yield "search/needs-assessments.json", index_json(_needs(register))
    yield frame.page(
        "search.html",
        "search/",
        title="Search",
        stated=words.stated_for(register.as_at),
        section="search",
        indexes=[*by_year, *(["commitments"] if register.commitments else []),
                 *(["needs-assessments"] if register.needs_assessments else []), "deadlines"],
        list_groups=list_groups(register),
    )


def words_of(text: str) -> list[str]:
    """The words of a text in small letters without accents, the same as in `search.js`. Single letters are none."""
    plain = "".join(sign for sign in normalize("NFKD", text).lower() if category(sign)[0] != "M")
    return [word for word in re.findall(r"[^\W_]+", plain) if len(word) > 1 or word.isdigit()]


def index_json(pages: Iterable[tuple[Page, str]]) -> bytes:
    """`pages`, what the list of results says of each; `words`, for each word the pages that have it.

    Each page is given as the distance from the one before, which is a small number for frequent words.
    """
    listed: list[Page] = []
    found: dict[str, list[int]] = {}
    newest: dict[str, int] = {}
    for number, (page, text) in enumerate(pages):
        listed.append(page)
        for word in set(words_of(text)):
            found.setdefault(word, []).append(number - newest.get(word, 0))
            newest[word] = number
    index = {"pages": listed, "words": found}
    return json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8") + b"\n"


def _pages_of(answers: Iterable[Answer]) -> Iterator[tuple[Page, str]]:
    number = 0
    for answer in answers:
        findings = answer.newest.findings if answer.has_statement else ()
        yield (RESPONSE, answer.ref, answer.title, words.state_of(answer).words), " ".join(_texts(answer))
        for finding in findings:  # the script knows that the response has their words too
            yield (FINDING, number, finding.number, words.first_words(finding.words)), " ".join(_finding_texts(finding))
        number += 1 + len(findings)


def _texts(answer: Answer) -> Iterator[str]:
    yield from (answer.ref, answer.title)
    if answer.report:
        yield from (*answer.report.inspectorates, answer.report.type_of_inspection, answer.report.area)
    due = answer.newest.due if answer.has_statement else answer.not_due.due if answer.not_due else None
    if due:
        yield due.why
    if said := answer.current:
        written = (said.key_findings, said.comments, said.reply, said.chief_officer, said.note, said.after_last_day)
        for part in written:
            if part is not None:
                yield from (part.words, part.author)
    if page := answer.imported.as_published if answer.imported else None:
        yield from (page.type_of_inspection, page.key_findings, page.response)


def _finding_texts(finding: FindingPart) -> Iterator[str]:
    yield from (words.KINDS[finding.kind], finding.heading, finding.words, *finding.sub_points)
    yield from (finding.addressed_to, finding.date_words, finding.answer, finding.force_position)


def _commitments(register: Register) -> Iterator[tuple[Page, str]]:
    """Everything that their pages tell, less the words that were removed."""
    for one in register.commitments:
        told = [one.ref, *_promise_texts(one.promise)]
        for happened in one.happened:
            if isinstance(happened.part, EvidencePart):
                told.append(evidence_title(happened.part))
            elif happened.part:
                told += [happened.part.words, happened.part.said or "", happened.part.source or ""]
        state = ACTIONS[one.facts.action].words
        yield (COMMITMENT, one.ref, title_of(one), state), " ".join(told)


def _needs(register: Register) -> Iterator[tuple[Page, str]]:
    for said in register.needs_assessments:
        told = (said.ref, *(texts_of(said.contents) if said.contents else ()))
        yield (NEEDS, said.ref, needs_title(said), months_in_words(said)), " ".join(told)


def _promise_texts(promise: PromisePart | None) -> tuple[str, ...]:
    if promise is None:
        return ()
    return (promise.words, promise.how_known, promise.owner, promise.organisation, promise.depends_on, promise.told_in)


def _rules() -> Iterator[tuple[Page, str]]:
    for rule in rules():
        yield (RULE, rule.code, rule.title), " ".join((rule.title, rule.in_words, rule.source.citation, *rule.notes))
