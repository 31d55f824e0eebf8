"""Words find a place where they cover nothing, or none."""

from __future__ import annotations

from answerable.assessment.pictures.room import Room


def test_words_take_the_first_place_that_is_free():
    room = Room(0, 100, 0, 100)
    room.add_line([(0, 50), (100, 50)])

    assert room.place(40, [(10, 52), (10, 40), (10, 90)]) == (10, 40)


def test_words_do_not_cover_other_words():
    room = Room(0, 100, 0, 100)
    room.place(40, [(10, 40)])

    assert room.place(40, [(30, 45), (60, 45)]) == (60, 45)


def test_words_stay_within_the_room():
    room = Room(0, 100, 0, 100)

    assert room.place(40, [(70, 40), (-1, 40), (10, 5), (10, 101)]) is None
