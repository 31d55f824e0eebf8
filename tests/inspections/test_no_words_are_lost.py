"""Whatever people do while they check a report, no words leave its history and no number is used twice."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.inspections import operations, queries
from answerable.inspections.models import Finding, FindingVersion
from answerable.inspections.operations import Words
from answerable.inspections.rules import CannotChange, FindingState, LeftOut
from tests.conftest import NOW
from tests.inspections.build import confirm_everything, read, report_to_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "marlshire")]
VERBS = ("accept", "edit", "join", "split", "leave_out", "put_back", "add", "finish_and_open")
steps = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9), st.integers(0, 9)), max_size=12)


def act(report, verb, chosen, other, text, by):
    """Do one thing as a person would: with the finding as it stands."""
    rows = queries.findings(report)
    live = [row for row in rows if row.state != FindingState.LEFT_OUT]
    gone = [row for row in rows if row.state == FindingState.LEFT_OUT]
    if verb == "accept":
        confirm_everything(report, by)
    elif verb == "finish_and_open":
        confirm_everything(report, by)
        operations.finish(report=report, by=by, at=NOW)
        operations.reopen(report=report, reason="More to do.", by=by, at=NOW)
    elif verb == "add":
        operations.add_finding(report=report, page=2, words=Words(kind="recommendation", words=text), by=by, at=NOW)
    elif verb == "put_back" and gone:
        row = gone[chosen % len(gone)]
        operations.put_back(finding=row, version=row.version, by=by, at=NOW)
    elif live:
        row, second = live[chosen % len(live)], live[other % len(live)]
        if verb == "edit":
            words = Words(kind=row.kind, words=text)
            operations.edit_finding(finding=row, version=row.version, words=words, by=by, at=NOW)
        elif verb == "join":
            operations.join_findings(finding=row, version=row.version, other=second, other_version=second.version,
                                     how=("text", "sub_points")[other % 2], kind=row.kind, by=by, at=NOW)
        elif verb == "split":
            operations.split_finding(finding=row, version=row.version, starts=[1 + other % 3], by=by, at=NOW)
        elif verb == "leave_out":
            operations.leave_out(finding=row, version=row.version, reason=LeftOut.READ_WRONGLY, by=by, at=NOW)


def texts(report):
    """Every text that a finding of the report has or ever had."""
    now = {(row.words, *row.sub_points) for row in Finding.objects.filter(report=report)}
    former = FindingVersion.objects.filter(finding__report=report)
    return now | {(row.content["words"], *row.content["sub_points"]) for row in former}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_no_words_are_lost_and_no_number_is_used_twice(marlshire, script):
    report = report_to_check(marlshire.asha, read(3))
    held, numbered = texts(report), {}

    for i, (verb, chosen, other) in enumerate(script):
        with suppress(CannotChange):
            act(report, verb, chosen, other, f"Text number {i}. It has two sentences.", marlshire.asha)
        assert held <= texts(report)
        held = texts(report)
        for row in Finding.objects.filter(report=report, number__isnull=False):
            assert numbered.setdefault(row.number, row.id) == row.id
        positions = list(Finding.objects.filter(report=report).values_list("position", flat=True))
        assert len(set(positions)) == len(positions)
