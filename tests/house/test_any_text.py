"""Any text that the record takes goes through the database and comes out of every format that is published."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, example, given, settings
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from answerable.accounts.scope import in_body
from answerable.inspections.models import Report
from answerable.records import check_text
from answerable.responses.models import ChainEntry, ChainPart
from tests.conftest import NOW
from tests.records.build import AS_AT, Case
from tests.records.texts import texts
from tests.register.site import REF, files_of, one_response, thread_of

ATOM = "{http://www.w3.org/2005/Atom}title"
HARD = '=1+1 "><script>\t</script><!-- ]]> \\n, ; : \u2028 \xad \u0301x é 漢 \U0001f9ff \U000e0041 BEGIN:VCALENDAR'


def one_line(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
@example(HARD)
def test_the_database_gives_back_the_same_text(marlshire, text: str):
    with in_body(marlshire.marlshire.id):
        report = Report.objects.create(state="to_check", title=text, inspectorates=[text], added_at=NOW, added_by=1)
        entry = ChainEntry.objects.create(seq=Report.objects.count(), previous=report.ref, hash=report.ref, at=NOW,
                                          entry=text.encode())
        part = ChainPart.objects.create(entry=entry, name="text", hash="", data=text.encode())
        for row in (report, entry, part):
            row.refresh_from_db()

    assert (report.title, report.inspectorates) == (text, [text])
    assert bytes(entry.entry).decode() == bytes(part.data).decode() == text


@settings(max_examples=25)
@given(texts)
@example(HARD)
def test_every_published_format_takes_the_text(text: str):
    check_text(text)
    title = f"Report {text}"
    thread = thread_of(Case(days=50))
    report = thread.report().model_copy(update={"title": title})
    finding = thread.finding(1, answered=True).model_copy(update={"words": text, "answer": text})

    files = files_of(one_response(changed={"report": report, "finding-0001": finding}).records, AS_AT)

    held = json.loads(files[f"responses/{REF}/record.json"])["versions"][-1]
    assert (held["report"]["title"], held["findings"][0]["words"]) == (title, text)
    page = LexborHTMLParser(files[f"responses/{REF}/index.html"])
    assert one_line(title) in one_line(page.text())
    assert not page.css("script:not([src])")
    titles = [one_line(node.text) for node in ElementTree.fromstring(files["feed.xml"]).iter(ATOM)]
    assert any(one_line(title) in one for one in titles)
    [event] = Calendar.from_ical(files["last-days.ics"]).walk("VEVENT")
    assert one_line(title) in one_line(str(event["summary"]) + " " + str(event["description"]))
    assert files[f"responses/{REF}/response.pdf"].startswith(b"%PDF-")
    for ending, inner in (("docx", "word/document.xml"), ("odt", "content.xml")):
        with ZipFile(io.BytesIO(files[f"responses/{REF}/response.{ending}"])) as archive:
            said = "".join(ElementTree.fromstring(archive.read(inner)).itertext())
        assert no_spaces(title) in no_spaces(said)


def no_spaces(words: str) -> str:
    return "".join(words.split())  # spaces, tabs and line ends are elements of their own there
