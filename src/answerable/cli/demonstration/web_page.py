"""An example report as an inspectorate's web page, saved."""

from __future__ import annotations

from datetime import date
from html import escape
from itertools import groupby
from typing import Any

from answerable.duties.dates import format_date


def web_page(title: str, published_on: date, findings: list[dict[str, Any]]) -> bytes:
    """The page: a heading for each run of findings of one kind, a list below it."""
    sections = "\n".join(
        f"<h2>{escape(heading)}</h2>\n<ul>\n"
        + "\n".join(f"<li>{escape(finding['words'])}</li>" for finding in run)
        + "\n</ul>"
        for heading, run in groupby(findings, key=lambda finding: str(finding["heading"]))
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head>
<body><main>
<h1>{escape(title)}</h1>
<p>Published on: {format_date(published_on)}</p>
<p>His Majesty's Inspectorate of Constabulary and Fire &amp; Rescue Services (HMICFRS). This page is an example: the
place, the people and the findings are invented.</p>
{sections}
</main></body></html>
""".encode()
