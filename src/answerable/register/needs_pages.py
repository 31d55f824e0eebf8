"""The pages of needs assessments: the list of releases, and each release with its tables, its data and its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from answerable.documents.illustrated import Picture
from answerable.duties.dates import format_date
from answerable.records.contents import NeedsContentsPart
from answerable.records.folder import entry_folder
from answerable.records.needs import Drawn, GridWords, Section
from answerable.register import words
from answerable.register.answers import Register
from answerable.register.frame import Frame
from answerable.register.needs import CONTENTS, MADE_OF, NeedsAssessment
from answerable.register.needs_data import needs_json, table_files
from answerable.register.needs_words import as_document, drawn, months_in_words, sections_of, signed_sentence, title_of
from answerable.register.pdfs import Typeset

File = tuple[str, bytes]
PATH = "needs-assessments/"
_OWN_IDS = ("main", "tables-and-files", "cite")  # of this page: no section takes their place


@dataclass(frozen=True)
class Release:
    """A release as a list says it."""

    path: str
    title: str
    months: str
    released: str
    removed: bool


@dataclass(frozen=True)
class ShownPicture:
    """`drawing` is None when the drawing cannot be shown: its table then stands alone."""

    title: str
    drawing: Picture | None
    table: GridWords


@dataclass(frozen=True)
class ShownSection:
    id: str
    section: Section
    pictures: tuple[ShownPicture, ...]


@dataclass(frozen=True)
class TableLine:
    path: str
    name: str
    size: str


def needs_pages(frame: Frame, register: Register, typeset: Typeset) -> Iterator[File]:
    """Nothing before the first release."""
    if not register.needs_assessments:
        return
    yield frame.page(
        "needs-assessments.html",
        PATH,
        title="Needs assessments",
        stated=words.newest_shown(max(said.changed_on for said in register.needs_assessments)),
        section="needs-assessments",
        rows=[_release(said) for said in register.needs_assessments],
    )
    for said in register.needs_assessments:
        yield from _files_of(frame, register, said, typeset)


def newest_release(register: Register) -> Release | None:
    return _release(register.needs_assessments[0]) if register.needs_assessments else None


def _files_of(frame: Frame, register: Register, said: NeedsAssessment, typeset: Typeset) -> Iterator[File]:
    tables, data = table_files(said), needs_json(said)
    yield from tables.items()
    yield f"{said.folder}record.json", data
    downloads = [(f"Data (JSON, {words.size(data)})", f"{said.folder}record.json")]
    if said.contents:
        pdf = typeset(as_document(register, said, said.contents))
        yield f"{said.folder}assessment.pdf", pdf
        downloads.insert(0, (f"PDF ({words.size(pdf)})", f"{said.folder}assessment.pdf"))
    yield _page(frame, register, said, tables, downloads)


def _page(
    frame: Frame, register: Register, said: NeedsAssessment, tables: Mapping[str, bytes],
    downloads: list[tuple[str, str]],
) -> File:
    newest = register.needs_assessments[0]
    former, seq = said.entry.place
    return frame.page(
        "needs-assessment.html",
        said.folder,
        title=title_of(said),
        stated=words.newest_shown(max(said.changed_on, newest.on)),
        section="needs-assessments",
        trail=(("Needs assessments", PATH),),
        it=_release(said),
        ref=said.ref,
        subtitle=said.contents.subtitle if said.contents else "",
        later=_release(newest) if newest is not said else None,
        publisher=register.body_of(said).name if said.entry.former else "",
        contents_removed=words.removed_note(said, CONTENTS),
        sections=list(_sections(said.contents)) if said.contents else [],
        tables=[TableLine(path, path.removeprefix(said.folder), words.size(content))
                for path, content in tables.items()],
        tables_removed=[words.removed_note(said, name) for name in sorted(said.entry.part_hashes)
                        if name.startswith("table-") and name not in said.entry.parts],
        made_of=said.made_of.files if said.made_of else (),
        made_of_removed=words.removed_note(said, MADE_OF),
        signed=signed_sentence(said),
        method=said.facts.method,
        record=f"{entry_folder(seq, former)}/entry.json",
        fingerprint=said.entry.hash,
        downloads=downloads,
    )


def _release(said: NeedsAssessment) -> Release:
    return Release(said.folder, title_of(said), months_in_words(said), format_date(said.on), bool(said.removals))


def _sections(contents: NeedsContentsPart) -> Iterator[ShownSection]:
    """In their order, each under an address of its own on the page."""
    taken = set(_OWN_IDS)
    for section in sections_of(contents):
        id_, number = section.code, 1
        while id_ in taken:
            number += 1
            id_ = f"{section.code}-{number}"
        taken.add(id_)
        yield ShownSection(id_, section, tuple(map(_picture, section.pictures)))


def _picture(picture: Drawn) -> ShownPicture:
    return ShownPicture(picture.title, drawn(picture), picture.table)
