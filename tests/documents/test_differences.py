"""Two texts side by side: both read whole, whatever they are and however long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.documents.differences import marked
from answerable.responses.slots import LONGEST_TEXT
from answerable.workspace.answers.both import woven

WORDS = st.text("ab \n", max_size=40)


@given(WORDS, WORDS)
def test_each_side_reads_whole(mine, theirs):
    left, right = marked(mine, theirs)

    assert ("".join(run.words for run in left), "".join(run.words for run in right)) == (mine, theirs)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text):
    assert not any(run.differs for side in marked(text, text) for run in side)


@pytest.mark.parametrize("fragment", ["a ", "a b ", "a\n\n", "ab ab c "])
def test_the_longest_texts_of_one_word_are_compared_to_their_end(fragment):
    mine, theirs = fragment * (LONGEST_TEXT // len(fragment)), f"x {fragment}" * (LONGEST_TEXT // len(fragment) // 2)

    left, right = marked(mine, theirs)

    assert ("".join(run.words for run in left), "".join(run.words for run in right)) == (mine, theirs)
    assert woven(mine, theirs)
