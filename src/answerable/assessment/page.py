"""The assessment as a page, with its style sheet beside it: no script, no font, no address."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from answerable.documents.illustrated import Illustrated


def page(document: Illustrated) -> dict[str, bytes]:
    """The page and its style sheet, by the names of their files. Every word is escaped; drawings are ours."""
    return {"assessment.html": environment().get_template("page.html").render(it=document).encode(),
            "assessment.css": (files("answerable.assets") / "register.css").read_bytes()}


@cache
def environment() -> Environment:
    """It escapes, and an unknown name is an error."""
    return Environment(loader=PackageLoader("answerable.assessment", "."), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
