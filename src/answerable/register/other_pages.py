"""The pages of reports that are not answered here: answered before the register began, or needing no answer."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.duties.dates import format_date, format_long_date
from answerable.register import words
from answerable.register.addresses import folder_of, imported_path, trail_of
from answerable.register.answers import Answer, Imported, NotDue
from answerable.register.frame import Frame, safe_link
from answerable.register.opening import Inset
from answerable.register.response_pages import Download, Row, cite_of, dates_page, report_rows

File = tuple[str, bytes]


def other_pages(frame: Frame, answer: Answer, downloads: tuple[Download, ...]) -> Iterator[File]:
    if answer.imported:
        yield _imported_page(frame, answer, answer.imported, downloads)
    elif answer.is_not_due and answer.not_due:
        yield _not_due_page(frame, answer, answer.not_due, downloads)
        yield dates_page(frame, answer)


def _not_due_page(frame: Frame, answer: Answer, said: NotDue, downloads: tuple[Download, ...]) -> File:
    report = f"The report was published on {format_date(said.facts.published_on)}."
    decided = f"It was decided on {format_date(said.on)} that it asks no answer of the {frame.body.holder_title}."
    rows = report_rows(said.report, words.removed_note(said, "report"), said.facts.published_on)
    rows.append(Row("Why no answer is due", said.due.why if said.due else words.removed_note(said, "due")))
    if answer.announced:
        rows.append(Row("Said before", f"On {format_date(answer.announced.on)} an answer was said to be due."))
    if said.due and said.due.clocks:
        rows.append(Row("Dates", "", links=(("Dates that were looked at", f"{folder_of(answer)}dates/"),)))
    return frame.page(
        "not-answered.html",
        folder_of(answer),
        title=f"No answer due: {answer.title}",
        stated=words.newest_shown(answer.changed_on),
        section="responses",
        trail=trail_of(answer),
        heading=f"No answer due: {answer.title}",
        ref=answer.ref,
        state=words.state_of(answer),
        opening=(f"{report} {decided}",),
        insets=[Inset((words.removed_sentence(removal),)) for removal in said.removals],
        facts=[*rows, _download_row(downloads)],
        texts=(),
        original=None,
        version=None,
        cite=cite_of(said, format_date(said.on), "Does not apply"),
    )


def _imported_page(frame: Frame, answer: Answer, said: Imported, downloads: tuple[Download, ...]) -> File:
    """The old page's fields under the names it gave them; what was not there is said, and nothing is guessed."""
    page, path = said.as_published, imported_path(answer)
    heading = f"Response: {page.title if page else answer.title}"
    stated_on = format_date(said.facts.stated_on) if said.facts.stated_on else "Not known"
    trail = trail_of(answer) if path == folder_of(answer) else (*trail_of(answer), (answer.title, folder_of(answer)))
    texts = [("Key findings", page.key_findings), (page.heading or "Response", page.response)] if page else []
    return frame.page(
        "not-answered.html",
        path,
        title=heading,
        stated=words.newest_shown(answer.changed_on),
        section="responses",
        trail=trail,
        heading=heading,
        ref=answer.ref,
        state=words.IMPORTED,
        opening=(f"{_date_of(said)} It is not counted as in time.",),
        insets=_insets(said),
        facts=[*_imported_rows(said), _download_row(downloads)],
        texts=texts,
        original=said.original,
        version=None,
        cite=cite_of(said, stated_on, "Not known"),
    )


def _date_of(said: Imported) -> str:
    if said.facts.stated_on is None:
        return "Date of response: not known."
    return f"Date of response: {format_long_date(said.facts.stated_on)}, as the old page states it."


def _insets(said: Imported) -> list[Inset]:
    page, found = said.as_published, []
    if page:
        where = f", at {page.address}" if page.address else ""
        told = f"Published before this register began{where}; read on {format_date(page.read_on)}."
        repairs = " ".join(said.original.repairs) if said.original else ""
        found.append(Inset((told, f"Shown as published. {repairs} Both texts are below." if repairs else
                            "Shown as published.")))
    found += [Inset((remark.message,)) for remark in (said.remarks.remarks if said.remarks else ())]
    return [*found, *(Inset((words.removed_sentence(removal),)) for removal in said.removals)]


def _imported_rows(said: Imported) -> list[Row]:
    page = said.as_published
    published = format_long_date(said.facts.published_on) if said.facts.published_on else "Not known"
    if page is None:
        return [Row("Inspection title", words.removed_note(said, "as-published")), Row("Date published", published)]
    link = safe_link(page.link)
    return [
        Row("Inspection title", page.title or "Not stated"),
        Row("Date published", published),
        Row("Type of inspection", page.type_of_inspection or "Not stated"),
        Row("Link to report", page.link_words or page.link or "Not known", link),
        Row("Why we answer", "Not known. The old page is shown as it stood."),
    ]


def _download_row(downloads: tuple[Download, ...]) -> Row:
    return Row("Download", "", links=tuple((d.name, d.path) for d in downloads))
