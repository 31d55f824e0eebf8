"""What the confirm pages keep out, keep short and keep to themselves."""

from __future__ import annotations

import re

import pytest

from answerable.accounts.queries import history
from answerable.inspections import operations, queries
from answerable.inspections.models import Finding
from answerable.inspections.rules import LeftOut
from tests.conftest import NOW
from tests.inspections.build import edited, one, read, report_to_check
from tests.workspace.forms import at, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "marlshire")]


def test_an_auditor_reads_every_page_and_finds_the_reason_where_a_button_would_be(sign_in, marlshire, report):
    client = sign_in(marlshire.idris)

    for name, parts in [("confirm", {}), ("confirm-details", {}), ("confirm-page", {"page": 2}),
                        ("other-pages", {}), ("finish", {})]:
        html = client.get(at(name, report, **parts)).content.decode()
        assert "Your role does not allow this. It needs the role of author." in html
        assert "<main" in html
        assert "govuk-button" not in html.partition("<main")[2]
    answer = client.post(at("confirm-page", report, page=2), seen(report, 2))
    assert answer.status_code == 403
    assert Finding.objects.filter(state="confirmed").count() == 0


def test_a_report_of_four_thousand_findings_is_checked_in_parts(asha, marlshire):
    report = report_to_check(marlshire.asha, read(4000, per_page=4000))

    html = asha.get(at("confirm-page", report, page=2), {"part": "80"}).content.decode()
    form = dict(re.findall(r'name="(version-\d+)" value="(\d+)"', html))
    asha.post(at("confirm-page", report, page=2) + "?part=80", form)

    assert len(form) == 50
    assert queries.progress(report).confirmed == 50


PAGES = [
    ("report", {}), ("confirm", {}), ("confirm-details", {}), ("confirm-page", {"page": 2}), ("other-pages", {}),
    ("left-out", {}), ("finish", {}), ("open-again", {}), ("add-finding", {"page": 2}), ("edit-finding", {"serial": 1}),
    ("join-finding", {"serial": 1}), ("split-finding", {"serial": 1}), ("leave-out", {"serial": 1}),
    ("finding-history", {"serial": 1}),
]


@pytest.mark.parametrize(("name", "parts"), PAGES)
def test_a_page_asks_the_database_little_and_writes_nothing(
    asha, report, name, parts, django_assert_max_num_queries
):
    with django_assert_max_num_queries(24) as asked:
        answer = asha.get(at(name, report, **parts))

    assert answer.status_code == 200
    changed = [q["sql"] for q in asked.captured_queries
               if not q["sql"].startswith(("SELECT", "BEGIN", "COMMIT")) and "accounts_signin" not in q["sql"]
               and "SAVEPOINT" not in q["sql"]]
    assert changed == []


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize(("name", "parts"), [
    *PAGES, ("put-back", {"serial": 1}), ("reading", {}), ("same-file", {}), ("another-copy", {}), ("newer-copy", {}),
    ("page-picture", {"page": 1, "scale": 1})])
def test_another_bodys_report_is_not_there(sign_in, report, marlshire, name, parts, verb):
    client = sign_in(marlshire.zoe)

    answer = getattr(client, verb)(at(name, report, **parts))

    refused = {"post": 405, "get": 404} if name in ("report", "left-out", "finding-history", "same-file",
                                                    "page-picture") else {"get": 405, "post": 404}
    assert answer.status_code in (404, refused[verb] if answer.status_code == 405 else 404)
    assert report.title not in answer.content.decode()


def test_words_of_the_report_are_words_on_every_page(asha, marlshire):
    nasty = '"><script>alert(1)</script>'
    report = report_to_check(marlshire.asha, read(2, title=nasty))
    edited(report, 1, nasty, marlshire.asha)

    for name, parts in PAGES:
        html = asha.get(at(name, report, **parts)).content.decode()
        assert "<script>alert" not in html


def test_the_audit_trail_holds_no_words(asha, report, marlshire):
    operations.leave_out(finding=one(report, 1), version=1, reason=LeftOut.OTHER, words="Marlshire words",
                         by=marlshire.asha, at=NOW)

    assert not any("Marlshire" in str(row.facts) for row in history(report.ref))
