"""The assessment as one HTML file that needs nothing beside it: no script, no font, no address."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from answerable.documents.illustrated import Illustrated


def page(document: Illustrated) -> bytes:
    """The page. Pictures are put in as they are; every other word is escaped."""
    environment = Environment(loader=PackageLoader("answerable.assessment", "."), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    styles = (files("answerable.assets") / "register.css").read_text("utf-8")
    own = (files("answerable.assessment") / "page.css").read_text("utf-8")
    return environment.get_template("page.html").render(it=document, styles=styles + own).encode()
