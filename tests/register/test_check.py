"""The page for checking says who else holds a fingerprint, what was removed, and how to compare; and that works."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from answerable.records.contents import CopyRecipient, CopySentFacts, CopyWay
from answerable.register import bake
from tests.records.build import AS_AT, example_chain, example_records
from tests.register.site import REF, files_of, one_response, page
from tests.register.test_response_page import said


def check(folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", folder / "check.py", folder, *arguments], capture_output=True,
                          text=True, env={})


def test_it_names_the_newest_record_that_somebody_else_was_sent():
    chain = one_response()
    answer = chain.records.entries[-1]
    facts = CopySentFacts(ref=REF, response_seq=answer.seq, to=CopyRecipient.SECRETARY_OF_STATE,
                          sent_on=answer.facts.responded_on, how=CopyWay.EMAIL)
    assert "nobody else is known to hold a fingerprint" in said(chain, "check/")
    chain.append(facts, {}, chain.at + timedelta(days=1))

    text = said(chain, "check/")

    assert f"Record Entry {answer.seq} Fingerprint {answer.hash} Sent to The Secretary of State" in text


def test_three_dates_of_each_response_stand_side_by_side_and_none_is_called_proven():
    files = files_of(example_records(20, findings=1), AS_AT)
    first, whole = page(files, "check/"), page(files, "check/dates/")

    assert "The dates of all 20 responses" in first
    assert first.count('data-label="Stated by the office"') == 10
    assert whole.count('data-label="First seen by">Nobody else is recorded') == 20
    assert "The first date is the office's word." in whole
    assert "proven" not in first + whole


def test_a_removal_is_listed_with_the_record_that_says_so():
    chain = example_chain(removed=True)

    text = said(chain, "check/")

    assert "The chief officer's comments: words were removed on" in text
    assert f"Entry {len(chain.records.entries)} says so." in text


@pytest.mark.parametrize("kept", [0, 7])
def test_a_fingerprint_kept_elsewhere_is_compared_as_the_page_says(tmp_path, kept):
    chain = example_chain()
    out = tmp_path / "site"
    bake(chain.records, out=out)

    assert "Whole" in check(out, chain.records.entries[kept].hash).stdout
    assert "The fingerprint you kept is not in this chain." in check(out, "0" * 64).stderr
