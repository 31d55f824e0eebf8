"""The example letter: a joint targeted area inspection of Marlshire, an area that does not exist.

It has the layout that joint letters have had since 2022, so that the demonstration can read it as it
would read a real one. Every page says that it is an example.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice, product
from pathlib import Path
from typing import Any

import typst

_HERE = Path(__file__).parent
DATED, DUE = date(2026, 9, 14), date(2026, 12, 22)


@dataclass(frozen=True)
class Letter:
    """A typeset letter and what a careful person reads in it: title, dates, findings and their pages."""

    pdf: bytes
    expected: dict[str, Any]


def example_letter(findings: int = 5, *, dated: date = DATED, due: date = DUE) -> Letter:
    """The letter to Marlshire: two priority actions, one of which runs over the end of a page, and three
    areas for improvement. Beyond 5 findings, areas for improvement are made from its list of services, up to 40.
    """
    words = json.loads((_HERE / "letter.json").read_text(encoding="utf-8"))
    items = _mark_findings(words, findings)
    words["dated"] = _in_words(dated)
    for section in words["sections"]:
        section["paragraphs"] = [text.replace("{due}", _in_words(due)) for text in section["paragraphs"]]
    pdf, pages = typeset(_HERE / "letter.typ", words)
    expected = {
        "title": words["title"],
        "area": "Marlshire",
        "inspectorates": ["Ofsted", "Care Quality Commission", "HMICFRS"],
        "inspection_type": "Joint targeted area inspection (JTAI)",
        "publication_date": dated,
        "publication_date_printed": True,
        "written_statement_due": due,
        "items": [{**item, "page": pages[index]} for index, item in enumerate(items)],
    }
    return Letter(pdf, expected)


def typeset(template: Path, letter: dict[str, Any], *, tagged: bool = True) -> tuple[bytes, dict[int, int]]:
    """The PDF, and for each number that the template labels as a finding the page on which it begins."""
    compiler = typst.Compiler(
        template,
        root=template.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(letter)},
    )
    pdf = compiler.compile(format="pdf", timestamp=0, pdf_tags=tagged)
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no single file")
    began = compiler.eval("query(<finding>).map(mark => (mark.value, mark.location().page()))")
    return pdf, dict(json.loads(began))


def _mark_findings(words: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Number the points that are findings, adding some up to `count`; gives them as a reader would."""
    asked = [section for section in words["sections"] if "kind" in section]
    missing = count - sum(len(section["points"]) for section in asked)
    pairs = product(words["more"]["qualities"], words["more"]["services"])
    more = (f"{quality} {service}." for quality, service in pairs)
    asked[-1]["points"] += [{"text": text, "sub": []} for text in islice(more, max(0, missing))]
    items: list[dict[str, Any]] = []
    for section in asked:
        for point in section["points"]:
            point["finding"] = len(items)
            items.append({
                "kind": section["kind"],
                "heading": section["heading"],
                "text": point["text"],
                "sub_items": point["sub"],
            })
    return items


@cache
def _fonts() -> typst.Fonts:
    """The package's own fonts and those inside Typst, never the machine's: the same bytes everywhere."""
    folder = files("answerable.assets").joinpath("fonts")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
