from dataclasses import replace

import pytest

from answerable.assessment.release import Release, read, since
from answerable.measures.months import Month

FORCE, MAY, JUNE = "Marlshire Police", Month(2025, 5), Month(2025, 6)
SPAN = "2024-01_2024-04_to_2025-01_2025-04"
BEFORE = Release(f"recorded by {FORCE}", 1, {"aa": "may.csv"}, {(FORCE, MAY, "robbery"): 12, (FORCE, MAY, "core"): 300},
                 {(SPAN, FORCE, "robbery"): "no clear change"})


def told(now: Release) -> list[str]:
    part = since(BEFORE, now)
    return [*part.sentences, *part.points]


def test_the_same_again_says_that_nothing_changed():
    assert told(BEFORE) == ["Nothing changed: the same files, the same method and the same area."]


def test_a_month_that_came_is_called_added_and_one_that_went_left_out():
    more = replace(BEFORE, counts={**BEFORE.counts, (FORCE, JUNE, "robbery"): 9})
    assert told(more) == ["Data: added June 2025."]
    assert since(more, BEFORE).points == ["Data: left out June 2025."]


def test_a_month_published_again_names_the_file_and_both_counts_and_no_sum():
    now = replace(BEFORE, made_of={"bb": "may-again.csv"},
                  counts={(FORCE, MAY, "robbery"): 14, (FORCE, MAY, "core"): 302})
    assert told(now) == ["Data: published again (may-again.csv): May 2025, Robbery 12 to 14."]


def test_other_figures_from_the_same_files_are_laid_to_the_method():
    now = replace(BEFORE, method=2, counts={**BEFORE.counts, (FORCE, MAY, "robbery"): 14})
    assert told(now) == ["Method: version 2, was 1. The same files can give other figures.",
                         "Method: May 2025, Robbery 12 to 14."]


def test_another_area_cannot_be_compared():
    assert "cannot be compared" in told(replace(BEFORE, where="recorded by Tarnbridge Police"))[0]


def test_a_sentence_that_turned_is_told_with_what_it_was():
    now = replace(BEFORE, statements={(SPAN, FORCE, "robbery"): "increase"})
    assert told(now) == ["In words: Robbery, Marlshire Police, January to April 2024 to January to April 2025: "
                         "increase; it was no clear change."]


def test_a_folder_that_holds_no_assessment_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(ValueError, match="Name the folder that an earlier one was written to"):
        read(tmp_path)
