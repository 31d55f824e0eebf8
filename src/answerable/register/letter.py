"""The letter that goes with a copy of a published answer, and the pack that it stands in. Pure.

Every word comes from the record, from the law by which the answer is due, or from here; nothing from a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from answerable.documents.document import Document, Fact, Section
from answerable.documents.docx import docx
from answerable.documents.office_files import zipped
from answerable.documents.typeset import typeset
from answerable.duties import Regime, UnknownRule, regime
from answerable.duties.copies import Copy
from answerable.duties.dates import format_date
from answerable.records import Records, london_day
from answerable.records.contents import ChiefOfficerOutcome
from answerable.register.answers import Answer, Register, Version
from answerable.register.data import record_json
from answerable.register.document import EXAMPLE, document_of
from answerable.register.reading import newest_day, read_register
from answerable.register.words import inspected

_LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Published:
    """One published version, as the records have it, and the head under which it stands."""

    register: Register
    answer: Answer
    version: Version
    head: str
    headed_on: date

    @property
    def regime(self) -> Regime | None:
        """The law by which it was due; None for a code of a record that this release does not know."""
        with suppress(UnknownRule):
            return regime(self.version.facts.regime)
        return None

    @property
    def called(self) -> str:
        return self.regime.called if self.regime else "answer"


@dataclass(frozen=True)
class Letter:
    """Words to one recipient: a mail as they stand, a letter on paper with `facts` above them."""

    subject: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def published(records: Records) -> Published | None:
    """The newest version in the records of one answer (`chain.records_about`); None before the first."""
    head = records.head
    if head is None:
        return None
    register = read_register(records, newest_day(records))
    answer = register.answers[0] if register.answers else None
    if answer is None or answer.current is None:
        return None
    return Published(register, answer, answer.current, head.hash, london_day(head.at))


def letter_to(copy: Copy, of: Published, address: str) -> Letter:
    """`address`: where the answer stands in public; empty when the installation does not know it."""
    body, facts = of.register.body, of.version.facts
    title = one_line(of.answer.title)
    where = f"at {address} under the reference {facts.ref}" if address else (
        f"on the public register under the reference {facts.ref}")
    paragraphs = (
        _opening(copy, of),
        _report(of),
        " ".join(filter(None, (f"What is published stands {where}.", _contents(of.version, of), _version(of)))),
        f"Fingerprint of the published record: {of.version.entry.hash}. Head of the register on "
        f"{format_date(of.headed_on)}: {of.head}. Keeping this message lets anyone check later that the record has "
        "not changed.",
        f"Reply to {one_line(body.contact)} if you need this in another form.",
        one_line(body.name),
    )
    return Letter(
        subject=_shortened(f"{one_line(body.name)}: {of.called}: {title}"),
        paragraphs=tuple(filter(None, paragraphs)),
        facts=(
            Fact("To", copy.title), Fact("From", one_line(body.name)), Fact("Reference", facts.ref),
            *((Fact("Published at", address, address),) if address else ()),
        ),
    )


def pack(copy: Copy, of: Published, address: str, *, dated: date) -> Mapping[str, bytes]:
    """What is enclosed with a copy, by name. The same letter and answer give the same bytes on the same day."""
    letter = _document(letter_to(copy, of, address), of, dated)
    answer = document_of(of.register, of.answer, of.version)
    return {
        "letter.pdf": typeset(letter), "letter.docx": docx(letter),
        "response.pdf": typeset(answer), "response.docx": docx(answer),
        "record.json": record_json(of.answer),
    }


def zip_of(files: Mapping[str, bytes]) -> bytes:
    return zipped(files.items())


def one_line(words: str) -> str:
    return " ".join(words.split())


def _document(letter: Letter, of: Published, dated: date) -> Document:
    facts = of.version.facts
    return Document(
        title=letter.subject, author=of.register.body.name, dated=dated,
        footer=f"{facts.ref}, version {facts.version}, record {of.version.entry.hash[:16]}",
        facts=(letter.facts[0], Fact("Date", format_date(dated)), *letter.facts[1:]),
        sections=(Section("", "\n".join(letter.paragraphs), literal=True),),
        notice=EXAMPLE if of.register.body.example else "",
    )


def _opening(copy: Copy, of: Published) -> str:
    day, called = format_date(of.version.facts.responded_on), of.called
    if not copy.by_law:
        return f"This is to tell you of the {called} published on {day}."
    if of.regime and of.regime.copy_letter:
        return of.regime.copy_letter.format(day=day)
    return f"I enclose the {called} published on {day}. The law asks for this copy: {copy.why}."


def _report(of: Published) -> str:
    report, published_on = of.version.report, format_date(of.version.facts.published_on)
    if report is None:
        return f"The report was published on {published_on}."
    inspectorates = one_line(", ".join(report.inspectorates))
    by = f" by {inspectorates}" if inspectorates else ""
    return f"The report is “{one_line(report.title)}”, published on {published_on}{by}."


def _contents(version: Version, of: Published) -> str:
    """What is published there, counted from the record; empty when it is the comments alone."""
    body, chief = of.register.body, version.chief_officer
    about = inspected(of.register.body_of(version), version)
    held = [_explanations(version)]
    if chief is not None and chief.outcome == ChiefOfficerOutcome.RECEIVED:
        held.append(f"the {about.chief}’s comments")
    if version.reply is not None:
        held.append(f"the {body.holder_title}’s reply")
    held = [words for words in held if words]
    listed = " and ".join(filter(None, (", ".join(held[:-1]), *held[-1:])))
    return f"It contains {listed}." if listed else ""


def _explanations(version: Version) -> str:
    asked = [finding for finding in version.findings if finding.kind == "recommendation"]
    if asked:
        each = "the recommendation" if len(asked) == 1 else f"each of the {len(asked)} recommendations"
        return f"an explanation for {each}"
    count = len(version.findings)
    return f"an answer to {'the finding' if count == 1 else f'each of the {count} findings'}" if count else ""


def _version(of: Published) -> str:
    number = of.version.facts.version
    return f"This is version {number}. It takes the place of version {number - 1}." if number > 1 else ""


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_SUBJECT else f"{words[: _LONGEST_SUBJECT - 1]}…"
