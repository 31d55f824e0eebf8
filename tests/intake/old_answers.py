"""Answers as offices once published them: invented, in the forms and under the headings that are met."""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape

from docx import Document


@dataclass(frozen=True)
class Old:
    """What an old page says, and under which headings."""

    title: str = "Waiting for help: how Marlshire Police answers calls"
    published: str = "20/11/2024"
    type: str = "Thematic inspection"
    findings: str = "Calls wait too long. Callers are not told why."
    link: str = "https://example.org/waiting-for-help"
    response: str = "I welcome this report. The force has hired twelve people."
    headings: tuple[str, ...] = (
        "Inspection Title", "Date Published", "Type of Inspection", "Key Findings", "Link to report",
        "PCC & Constabulary Response to Report and Recommendations",
    )  # fmt: skip

    @property
    def rows(self) -> list[tuple[str, str]]:
        values = (self.title, self.published, self.type, self.findings, self.link, self.response)
        return list(zip(self.headings, values, strict=True))


def as_text(old: Old, *, after: str = ":\t") -> bytes:
    """Each heading with its value; `after` is what stands between them."""
    return "\n\n".join(f"{heading}{after}{value}" for heading, value in old.rows).encode()


def as_table(old: Old) -> bytes:
    rows = "".join(f"<tr><td><b>{escape(h)}:</b></td><td>{_value(v)}</td></tr>" for h, v in old.rows)
    return f"<!doctype html><title>x</title><main><table>{rows}</table></main><footer>About us</footer>".encode()


def as_list_of_terms(old: Old) -> bytes:
    rows = "".join(f"<dt>{escape(h)}</dt><dd>{_value(v)}</dd>" for h, v in old.rows)
    return f"<html><body><nav>Home</nav><dl>{rows}</dl></body></html>".encode()


def as_headings(old: Old) -> bytes:
    rows = "".join(f"<h2>{escape(h)}</h2><p>{_value(v)}</p>" for h, v in old.rows)
    return f"<html><body><h1>Responses</h1>{rows}</body></html>".encode()


def as_strong_words(old: Old) -> bytes:
    rows = "".join(f"<p><strong>{escape(h)}:</strong> {_value(v)}</p>" for h, v in old.rows)
    return f"<html><body><div>{rows}</div></body></html>".encode()


def as_word(old: Old, *, table: bool = True) -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_heading("Responses to inspections", 1)
    if table:
        cells = document.add_table(rows=len(old.rows), cols=2).rows
        for row, texts in zip(cells, old.rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    else:
        for heading, value in old.rows:
            document.add_paragraph().add_run(f"{heading}:").bold = True
            document.add_paragraph(value)
    document.save(out)
    return out.getvalue()


FORMS = (as_text, as_table, as_list_of_terms, as_headings, as_strong_words, as_word)


def _value(value: str) -> str:
    return f'<a href="{escape(value)}">The report</a>' if value.startswith("http") else escape(value)
