"""A response as a document, for PDF, Word and OpenDocument: the same words as its page, in the same order."""

from __future__ import annotations

from answerable.documents.document import Document, Fact, Section
from answerable.register import words
from answerable.register.answers import Answer, Register, Version
from answerable.register.opening import insets_of
from answerable.register.response_pages import COPIES_SENT, Shown, facts_of, shown_texts

EXAMPLE = "This is an example. The places, people and reports in it are invented."


def document_of(register: Register, answer: Answer, version: Version) -> Document:
    """One version, written down. It does not say who was sent copies: it is what they were sent, and stays the same."""
    rows = (row for row in facts_of(answer, version, ()) if row.words and row.name != COPIES_SENT)
    facts = tuple(Fact(row.name, row.words, row.address) for row in rows)
    when = words.published_sentence(version, answer.responded_on or version.facts.responded_on)
    return Document(
        title=words.heading(version, answer.title),
        author=register.body_of(version).name,
        dated=version.facts.responded_on,
        footer=f"{answer.ref}, version {version.facts.version}, record {version.entry.hash[:16]}",
        facts=(Fact("When", when), *facts),
        sections=(
            *_about(register, answer, version),
            *(_section(text) for text in shown_texts(register, version)),
            *_findings(register, version),
        ),
        notice=EXAMPLE if register.body.example else "",
    )


def _about(register: Register, answer: Answer, version: Version) -> list[Section]:
    """A reason, a correction, a withdrawal or a removal: what stands in a frame at the top of the page."""
    texts = ["\n\n".join((*inset.sentences, inset.words)).strip() for inset in insets_of(register, answer, version)]
    return [Section("About this version", "\n\n".join(texts))] if texts else []


def _section(text: Shown) -> Section:
    instead = "\n\n".join((text.removed, *text.sentences)).strip()
    return Section(text.heading, text.words or instead, note=text.byline)


def _findings(register: Register, version: Version) -> list[Section]:
    sections = [Section("Findings and answers", "" if version.findings else "None were recorded one by one.")]
    body = register.body_of(version)
    holder, about = body.holder_title, words.inspected(body, version)
    for f in version.findings:
        note = f"{words.KINDS[f.kind]}. {words.where_printed(f)}."
        sections.append(Section(f"Finding {f.number}", "", level=3, note=note))
        quoted = "\n".join(p for p in (f.heading, f.words, *f.sub_points) if p)
        sections.append(Section("The inspectorate's words", quoted, level=4, literal=True))
        covered = f" Finding {f.answered_with}." if f.answered_with else ""
        lead = f"{words.lead_of(f, holder)}{covered}"
        sections.append(Section("Answer", f.answer, level=4, note=f"{lead}{words.by_whom_and_when(f)}"))
        if f.force_position:
            sections.append(Section(f"Position of {about.name}", f.force_position, level=4))
    return sections
