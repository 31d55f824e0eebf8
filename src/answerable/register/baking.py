"""The bake: from the records and a stated day to the files of the public register.

`site_files` is pure: the same records, files by their hash and day give the same files, on any machine and on any day.
`bake` puts them in a folder in one step.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from answerable.documents.docx import docx
from answerable.documents.odt import odt
from answerable.documents.typeset import CannotTypeset
from answerable.records import Records
from answerable.records.folder import files as record_files
from answerable.records.schema import schema_files
from answerable.register import words
from answerable.register.addresses import folder_of
from answerable.register.answers import Answer, Register
from answerable.register.as_at_pages import as_at_pages, is_past_day
from answerable.register.check_pages import check_pages, checker
from answerable.register.commitment_data import commitment_files
from answerable.register.commitment_lists import commitment_list_pages
from answerable.register.commitment_pages import commitment_pages
from answerable.register.data import data_files, record_json
from answerable.register.deadline_pages import deadline_pages
from answerable.register.document import document_of
from answerable.register.evidence_files import Kept, nothing_kept
from answerable.register.feeds import commitments_ics, feed_xml, last_days_ics
from answerable.register.frame import Frame, icon_svg, site_css
from answerable.register.list_pages import home_page, list_pages
from answerable.register.needs_data import needs_files
from answerable.register.needs_pages import needs_pages
from answerable.register.other_pages import other_pages
from answerable.register.pdfs import PdfsOf, Typeset, typeset
from answerable.register.reading import NothingToShow, newest_day, read_register
from answerable.register.response_pages import Download, response_pages
from answerable.register.search import search_files
from answerable.register.sitemap import sitemap_files
from answerable.register.standing_pages import data_page, standing_pages
from answerable.register.swap import Baked, CannotBake, replace_tree
from answerable.register.yearly_assessments import assessment_pages

File = tuple[str, bytes]


def bake(
    records: Records, *, as_at: date | None = None, out: Path, address: str = "", kept: Kept = nothing_kept
) -> Baked:
    """Write the register to the folder `out`, in one step; the day is that of the newest record unless named.

    `address`: where the folder is served, for the sitemap. Other files do not depend on it, but the data page.
    `kept`: where the files of evidence are found that records say are published.

    Raises:
        CannotBake: the folder is not ours, the disk refuses, or the records do not make a register.
    """
    try:
        pdfs = PdfsOf(out)
        day = as_at if as_at is not None else newest_day(records)
        files = site_files(records, day, address=address, typeset=pdfs.typeset, kept=kept)
        return replace_tree(out, files, notes=pdfs.made)
    except (NothingToShow, CannotTypeset) as reason:
        raise CannotBake(str(reason)) from reason


def site_files(
    records: Records, as_at: date, *, address: str = "", typeset: Typeset = typeset, kept: Kept = nothing_kept
) -> Iterator[File]:
    """Every file of the register by its path, pure: `kept` gives bytes by their hash."""
    register = read_register(records, as_at)
    pages = []
    for path, content in _files(register, address, typeset, kept):
        if path.endswith("/index.html") or path == "index.html":
            pages.append(path)
        yield path, content
    yield from sitemap_files((page for page in pages if not is_past_day(page)), address)
    yield from record_files(register.records).items()


def _files(register: Register, address: str, typeset: Typeset, kept: Kept) -> Iterator[File]:
    """All but the records and what lists the pages."""
    frame = Frame(register.body, has_needs=bool(register.needs_assessments))
    yield home_page(frame, register)
    yield from list_pages(frame, register)
    yield from commitment_list_pages(frame, register)
    yield from commitment_pages(frame, register, kept)
    yield from needs_pages(frame, register, typeset)
    for answer in register.reports:
        yield from _answer_files(frame, register, answer, typeset)
    yield from assessment_pages(frame, register)
    yield from deadline_pages(frame)
    contents = dict(data_files(register))
    contents |= dict(commitment_files(register)) | dict(needs_files(register)) | schema_files()
    contents |= {"feed.xml": feed_xml(register), "last-days.ics": last_days_ics(register),
                 "commitments.ics": commitments_ics(register)}
    yield from contents.items()
    yield data_page(frame, register, contents, address)
    yield from as_at_pages(frame, register)
    yield from search_files(frame, register)
    yield from check_pages(frame, register)
    yield from standing_pages(frame, register)
    yield from _assets(frame)


def _answer_files(frame: Frame, register: Register, answer: Answer, typeset: Typeset) -> Iterator[File]:
    folder = folder_of(answer)
    data = record_json(answer)
    yield f"{folder}record.json", data
    downloads = [Download(f"Data (JSON, {words.size(data)})", f"{folder}record.json")]
    if answer.current is not None:
        document = document_of(register, answer, answer.current)
        written = (("PDF", "pdf", typeset(document)), ("Word", "docx", docx(document)),
                   ("OpenDocument", "odt", odt(document)))
        for place, (name, ending, content) in enumerate(written):
            yield f"{folder}response.{ending}", content
            downloads.insert(place, Download(f"{name} ({words.size(content)})", f"{folder}response.{ending}"))
    if answer.has_statement:
        yield from response_pages(frame, register, answer, tuple(downloads))
    yield from other_pages(frame, answer, tuple(downloads))


def _assets(frame: Frame) -> Iterator[File]:
    yield "register.css", _asset("answerable.assets", "register.css")
    yield "work-out.js", _asset("answerable.register", "work-out.js")
    yield "search.js", _asset("answerable.register", "search.js")
    yield "check.py", checker()
    yield "site.css", site_css(frame.body)
    yield "icon.svg", icon_svg(frame.body)
    if frame.logo:
        yield "logo.png", frame.logo.content


@cache
def _asset(package: str, name: str) -> bytes:
    return (files(package) / name).read_bytes()
