"""What is found in sentences of our own, and how well."""

import pytest

from answerable.promises import find
from tests.promises.examples import EXAMPLES


def kind_of(sentence: str) -> str | None:
    found = find(sentence)
    return found[0].kind.value if found else None


@pytest.mark.parametrize(("sentence", "kind"), EXAMPLES, ids=[sentence for sentence, _ in EXAMPLES])
def test_a_sentence_is_of_the_kind_that_a_reader_gave_it(sentence, kind):
    assert kind_of(sentence) == kind


def test_there_are_promises_of_every_kind_and_as_many_that_are_none():
    kinds = [kind for _, kind in EXAMPLES]

    assert set(kinds) == {"done", "under_way", "will", "exploring", "monitoring", None}
    assert kinds.count(None) >= 30
    assert len(EXAMPLES) >= 80
