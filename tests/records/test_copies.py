"""A record of a copy sent names an answer that stands before it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.records.contents import CopyRecipient, CopySentFacts, CopyWay
from answerable.records.moments import london_day
from answerable.records.verify import verify
from tests.records.build import example_chain, write


@pytest.mark.parametrize(("ref", "response_seq", "is_whole"), [
    ("mar-2023-001", 4, True),  # the answer
    ("mar-2023-001", 3, False),  # what announced it
    ("mar-2023-002", 4, False),  # another report
    ("mar-2023-001", 0, False),
    ("mar-2023-001", 5, False),  # itself
    ("mar-2023-001", 6, False),
])
def test_a_copy_is_of_an_earlier_answer_or_the_register_is_not_whole(tmp_path, ref, response_seq, is_whole):
    chain = example_chain(responses=1, findings=1)
    chain.records = chain.records.as_at(london_day(chain.records.entries[3].at))
    assert [entry.kind for entry in chain.records.entries[2:]] == ["answer_due", "response"]
    facts = CopySentFacts(ref=ref, response_seq=response_seq, to=CopyRecipient.SECRETARY_OF_STATE,
                          sent_on=london_day(chain.at), how=CopyWay.POST)
    chain.append(facts, {}, chain.at + timedelta(days=1))

    result = verify(write(chain.records, tmp_path / "register"))

    assert result.whole is is_whole
    assert is_whole or result.sentences == (
        "Record 5 says that a copy was sent of an answer that no earlier record holds.",)
