"""The moment of publication is the server's own; the London day it falls on is what counts."""

from __future__ import annotations

import inspect
import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import answerable
from answerable.records import CannotAppend, append, london_day
from answerable.records.contents import KeyFacts
from answerable.records.keys import public_line
from answerable.register import publishing
from answerable.responses import chain, operations
from answerable.responses.rules import Refused
from tests.records.build import KEY
from tests.responses.walk import Walk, confirmed_report

# Moments (UTC) just before and after a clock is put forward or back, and around a leap day, with their London day.
NIGHTS = [
    ("2025-03-30T00:59:59", "2025-03-30"), ("2025-03-30T01:00:00", "2025-03-30"), ("2025-03-30T22:59:59", "2025-03-30"),
    ("2025-03-30T23:00:00", "2025-03-31"), ("2025-10-25T22:59:59", "2025-10-25"), ("2025-10-25T23:00:00", "2025-10-26"),
    ("2025-10-26T00:30:00", "2025-10-26"), ("2025-10-26T01:30:00", "2025-10-26"), ("2025-10-26T23:59:59", "2025-10-26"),
    ("2028-02-28T23:59:59", "2028-02-28"), ("2028-02-29T00:00:00", "2028-02-29"), ("2028-03-01T00:00:00", "2028-03-01"),
]


@pytest.mark.parametrize(("moment", "day"), NIGHTS)
def test_an_answer_is_published_on_the_london_day_of_the_moment(marlshire, home, moment: str, day: str):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
    walk.to_signed()

    entry = operations.publish(report=walk.report, by=walk.asha, at=at)

    assert entry.at == at
    assert entry.fields["responded_on"] == day
    assert walk.now().responded_on == date.fromisoformat(day)


def test_the_hour_that_comes_twice_keeps_its_order(marlshire, home):
    first = datetime(2025, 10, 26, 0, 50, tzinfo=UTC)  # 1.50am, and again 1.10am twenty minutes later
    team = (marlshire.asha, marlshire.tom, marlshire.ruth)
    walks = [Walk(*team, confirmed_report(marlshire.asha)) for _ in range(2)]
    for walk in walks:
        walk.to_written()
        walk.send()
        walk.decide()

    for walk, at in zip(walks, (first, first + timedelta(minutes=20)), strict=True):
        operations.publish(report=walk.report, by=walk.asha, at=at)
    with pytest.raises(Refused, match="before the newest record"):
        chain.add(KeyFacts(ref="mar", public_key=public_line(KEY)), {}, first)

    moments = [entry.at for entry in chain.records().entries]
    assert moments == sorted(moments)


@given(steps=st.lists(st.integers(-7200, 7200), min_size=2, max_size=8))
def test_no_clock_makes_an_entry_that_is_older_than_the_one_before(steps: list[int]):
    at, chained = datetime(2025, 10, 26, tzinfo=UTC), []
    for step in steps:
        at += timedelta(seconds=step)
        tip = chained[-1].tip if chained else None
        with suppress(CannotAppend):
            chained.append(append(tip, KeyFacts(ref="mar", public_key=public_line(KEY)), {}, at))

    moments = [entry.at for entry in chained]
    assert moments == sorted(moments)
    assert [london_day(m) for m in moments] == sorted(london_day(m) for m in moments)


@pytest.mark.parametrize("publish", [operations.publish, publishing.publish])
def test_publishing_takes_no_date_but_the_moment_itself(publish):
    assert set(inspect.signature(publish).parameters) == {"report", "by", "at"}


def test_every_moment_in_the_workspace_is_that_of_the_request():
    folder = Path(answerable.__file__).parent / "workspace"
    sources = {path.name: path.read_text("utf-8") for path in folder.rglob("*.py")}
    given = {match for text in sources.values() for match in re.findall(r"\bat=([^,)\s]+)", text)}
    reads = [name for name, text in sources.items() if re.search(r"timezone\.now\(|datetime\.now", text)]

    assert given == {"request.at"}
    assert reads == ["middleware.py"]
