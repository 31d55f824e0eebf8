from __future__ import annotations

import json

import pytest
from hypothesis import given

from answerable.records.canonical import NotCanonical, canonical, read_canonical
from tests.records.texts import values


def plain(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@given(values)
def test_any_library_with_sorted_names_writes_the_same_bytes(value):
    assert canonical(value) == plain(value)


@given(values)
def test_what_is_written_is_read_back(value):
    assert read_canonical(canonical(value)) == value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (0.5, "cannot hold a float"),
        ({"pounds": float("nan")}, "cannot hold a float at pounds"),
        (2**53, "too large"),
        (-(2**53), "too large"),
        ({"Name": 1}, "small letters"),
        ({"1st": 1}, "small letters"),
        ({"n\u0430me": 1}, "small letters"),  # a Cyrillic letter
        ({"": 1}, "small letters"),
        ({1: 1}, "small letters"),
        (b"bytes", "cannot hold a bytes"),
        ({"words": ["fine", "a\u202eb"]}, "at words item 2"),
        ("\ud800", "half of a broken character"),
        ("e\u0301", "Unicode form NFC"),
    ],
)
def test_what_the_profile_refuses_is_said_in_a_sentence(value, reason):
    with pytest.raises(NotCanonical, match=reason):
        canonical(value)


def nested(levels: int) -> object:
    value: object = []
    for _ in range(levels - 1):
        value = [value]
    return value


def test_thirty_two_levels_are_the_most():
    assert canonical(nested(32)) == b"[" * 32 + b"]" * 32
    with pytest.raises(NotCanonical, match="32 levels"):
        canonical(nested(33))


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',  # a name twice
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":NaN}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\ud83d\\ude00"}',
        b'\xef\xbb\xbf{"a":1}',
        '{"a":1}'.encode("utf-16"),
        b'{"a":"\xff"}',
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b"1" * 10_000,
        b"",
        b"{",
    ],
)
def test_a_file_written_in_any_other_way_is_refused(data):
    with pytest.raises(NotCanonical):
        read_canonical(data)
