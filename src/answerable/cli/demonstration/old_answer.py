"""Answers that the invented office published before its register began, on a page with the faults such pages have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import escape
from typing import Any

from answerable.accounts.roles import Member
from answerable.duties.dates import format_date, london_day
from answerable.intake import read_answer
from answerable.responses import bringing_in
from answerable.responses.old_answers import old_answer
from answerable.responses.old_rules import How

_PAGE = """<!doctype html><html lang="en"><head><title>Inspection responses (example)</title></head><body><main>
<h1>Inspection responses</h1>
<p>Under section 33 of the Police Act 1996 we publish a response to each report within 56 days.</p>
<table>
<tr><td><b>Inspection Title:</b></td><td>{title}</td></tr>
<tr><td><b>Date Published:</b></td><td>{published}</td></tr>
<tr><td><b>Type of Inspection:</b></td><td>{type}</td></tr>
<tr><td><b>Key Findings</b></td><td>{findings}</td></tr>
<tr><td><b>Link to report:</b></td><td><a href="#">{title}</a></td></tr>
</table>
<h2>{heading}</h2>
{response}
</main></body></html>"""


def web_page_of(told: dict[str, Any], published: str) -> bytes:
    """The page as the old site showed it: its key findings are HTML that readers saw as text."""
    littered = f"<p>{told['findings'][0]}</p> <ul> - {' - '.join(told['findings'][1:])}"
    response = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in told["response"])
    return _PAGE.format(
        title=escape(told["title"]), published=published, type=escape(told["type"]), findings=escape(littered),
        heading=escape(told["heading"]), response=response,
    ).encode()  # fmt: skip


def steps(
    told: dict[str, Any], author: Member, approver: Member, moment: Callable[[int, int], datetime]
) -> Iterator[tuple[datetime, Callable[[datetime], object]]]:
    """Bring it in, put it forward and, where the story says so, agree. `moment`: days ago and hour."""
    brought, page = told["brought_in"], {}

    def bring_in(at: datetime) -> None:
        published = format_date(london_day(at) + timedelta(days=brought - told["published"]))
        data = web_page_of(told, published)
        row = bringing_in.bring_in(
            data=data, read=read_answer(data, name="old-page.html"), name=told["name"], how=How.UPLOAD,
            address=told["address"], by=author, at=at,
        )  # fmt: skip
        page["number"] = row.pk

    yield moment(brought, 9), bring_in
    yield moment(brought, 10), lambda at: bringing_in.put_forward(
        old=old_answer(page["number"]), expected=1, by=author, at=at)
    if "agreed" in told:
        yield moment(told["agreed"], 11), lambda at: bringing_in.agree(
            old=old_answer(page["number"]), expected=1, by=approver, at=at)

