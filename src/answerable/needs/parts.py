"""An assessment as the parts of its record, and back to what a page, a PDF and the next release need of it. Pure."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from answerable.assessment.method import DESCRIPTION
from answerable.documents.illustrated import Grid, Illustrated, Part, Picture
from answerable.records import content_hash
from answerable.records.contents import MadeOfPart, NeedsContentsPart, Shape, TablePart, numbered
from answerable.records.needs import Drawn, GridWords, Section


@dataclass(frozen=True)
class Parts:
    """All that a release says, or would say."""

    contents: NeedsContentsPart | None  # None: removed from the register
    made_of: MadeOfPart
    tables: tuple[TablePart, ...]  # in order of their names

    def named(self) -> dict[str, Shape]:
        """By the names that the record gives them."""
        contents = {"contents": self.contents} if self.contents else {}
        tables = {numbered("table", number): table for number, table in enumerate(self.tables, 1)}
        return {**contents, "made-of": self.made_of, **tables}

    @property
    def content_hash(self) -> str:
        return content_hash(self.named())

    @property
    def method(self) -> int:
        """The version of the method by which it was made."""
        described = self.table(DESCRIPTION)
        return int(json.loads(described.words)["method"]) if described else 0

    def table(self, file: str) -> TablePart | None:
        return next((one for one in self.tables if one.file == file), None)


def parts_of(document: Illustrated, tables: Mapping[str, bytes], made_of: MadeOfPart) -> Parts:
    """What the record says of an assessment. A packed table is told unpacked: a record is text."""
    told = {name.removesuffix(".gz"): gzip.decompress(data) if name.endswith(".gz") else data
            for name, data in tables.items()}
    return Parts(
        NeedsContentsPart(title=document.title, subtitle=document.subtitle, dated=document.dated,
                          sections=tuple(_section(one) for one in document.parts)),
        made_of, tuple(TablePart(file=name, words=told[name].decode()) for name in sorted(told)))


def written(parts: Parts) -> bytes:
    """The parts as bytes to keep."""
    says = {name: shape.model_dump(mode="json") for name, shape in parts.named().items()}
    return json.dumps(says, ensure_ascii=False, separators=(",", ":")).encode()


def read(data: bytes) -> Parts:
    """The parts from the bytes that `written` gave."""
    return of_values(json.loads(data))


def of_values(says: Mapping[str, object]) -> Parts:
    """The parts from their values by name; what was removed is not among them."""
    contents, made_of = says.get("contents"), says.get("made-of") or {"files": []}
    return Parts(NeedsContentsPart.model_validate_json(json.dumps(contents)) if contents else None,
                 MadeOfPart.model_validate_json(json.dumps(made_of)),
                 tuple(TablePart.model_validate(says[name]) for name in sorted(says) if name.startswith("table-")))


def document_of(contents: NeedsContentsPart, *, author: str, notice: str = "") -> Illustrated:
    """The document that is typeset."""
    return Illustrated(contents.title, contents.subtitle, author, contents.dated, contents.title, [
        Part(one.code, one.heading, one.level, one.sentences, one.points,
             [Picture(drawn.svg, drawn.title, drawn.description, _grid(drawn.table)) for drawn in one.pictures],
             [_grid(grid) for grid in one.grids]) for one in contents.sections], notice)


def lay_out(tables: Iterable[TablePart], folder: Path) -> None:
    """Write the tables to a folder, as `answerable assess` does, so that they can be compared with later ones."""
    for table in tables:
        (folder / table.file).write_text(table.words, "utf-8")


def _section(part: Part) -> Section:
    return Section.model_validate({
        "code": part.code, "heading": part.heading, "level": part.level, "sentences": tuple(part.sentences),
        "points": tuple(part.points), "grids": tuple(_words(one) for one in part.grids),
        "pictures": tuple(Drawn(svg=one.svg, title=one.title, description=one.description, table=_words(one.table))
                          for one in part.pictures)})


def _words(grid: Grid) -> GridWords:
    return GridWords(caption=grid.caption, headings=tuple(grid.headings),
                     rows=tuple(tuple(str(cell) for cell in row) for row in grid.rows))


def _grid(words: GridWords) -> Grid:
    return Grid(words.caption, words.headings, words.rows)
