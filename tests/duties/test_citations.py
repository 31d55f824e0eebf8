"""The law that a text cites for the duty to answer."""

from __future__ import annotations

import pytest

from answerable.duties.citations import wrong_citations

WRONG = {
    "Under section 33 of the Police Act 1996 we answer.": ["section 33 of the Police Act 1996"],
    "This is our answer under section 33.": ["section 33"],
    "Section 33 of the Police Act 1996 (as amended by section 37 of the Policing and Crime Act 2017) requires us to "
    "respond within 56 days.": ["Section 33 of the Police Act 1996"],
    "We respond under s.55 of the Police Act 1997.": ["s.55 of the Police Act 1997"],
    "Our comments under s. 33(1)(a) of the Act follow.": ["s. 33(1)(a) of the Act"],
    "Section 33 requires a response within 56 days.": ["Section 33"],
    "A response under section 33, Police Act 1996, is due.": ["section 33, Police Act 1996"],
}
RIGHT = (
    "We respond under section 55(5) of the Police Act 1996.",
    "Comments on a report prepared under section 54 and published under s.55 of the Act.",
    "Section 33 of the Road Traffic Act 1988 is our response.",
    "Section 37 of the Policing and Crime Act 2017 gives 56 days for a response.",
    "Section 11 of the Police Reform and Social Responsibility Act 2011 is answered by our plan.",
    "A collaboration agreement under section 22A of the Police Act 1996 is in place. We respond below.",
    "Our response to section 3 of the report is below.",
    "See section 4 for our answer.",
    "There were 33 sections in the response.",
    "The subsection33 response.",
)


@pytest.mark.parametrize(("words", "cited"), WRONG.items())
def test_another_section_cited_for_this_duty_is_found(words: str, cited: list[str]):
    assert [one.cited for one in wrong_citations(words)] == cited


@pytest.mark.parametrize("words", RIGHT)
def test_the_right_section_and_other_law_are_left_alone(words: str):
    assert list(wrong_citations(words)) == []


def test_the_sentence_around_it_is_given():
    found = next(wrong_citations("We read it. We answer under section 33. More follows."))

    assert found.sentence == "We answer under section 33."


@pytest.mark.parametrize(
    "fragment", ["section 33 ", "s.33 of the ", "section 33 of the Aa and ", ". ", "under ", "s.1(a)"])
def test_a_megabyte_of_any_fragment_is_read_to_its_end(fragment: str):
    text = "respond " + fragment * (1_000_000 // len(fragment))

    assert len(list(wrong_citations(text))) <= 1
