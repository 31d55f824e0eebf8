"""A sealed file opens with its key and with no other, and only whole."""

from __future__ import annotations

import stat
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.cli.sealing import CannotSeal, make_pair, read_private, read_public, seal, unseal

PIECE = 1 << 16


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    path = tmp_path_factory.mktemp("keys") / "backup"
    public = make_pair(path)
    return read_private(path), read_public(public)


def sealed(data: bytes, pair: tuple) -> bytes:
    out = BytesIO()
    seal(BytesIO(data), out, pair[1])
    return out.getvalue()


def opened(data: bytes, key: object) -> bytes:
    out = BytesIO()
    unseal(BytesIO(data), out, key)
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_is_sealed_opens_with_its_key(pair, size):
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)

    assert opened(sealed(data, pair), pair[0]) == data


def test_two_seals_of_one_text_have_nothing_in_common(pair):
    first, second = sealed(b"the same words", pair), sealed(b"the same words", pair)

    assert first[20:] != second[20:]
    assert b"same words" not in first


def test_another_key_does_not_open_it(pair, tmp_path):
    make_pair(tmp_path / "other")

    with pytest.raises(CannotSeal, match="cannot be opened with this key"):
        opened(sealed(b"words", pair), read_private(tmp_path / "other"))


@given(st.integers(0, 2 * PIECE + 200), st.integers(1, 255))
def test_a_changed_byte_is_noticed_wherever_it_stands(pair, at, change):
    whole = bytearray(sealed(bytes(2 * PIECE), pair))
    whole[at % len(whole)] ^= change

    with pytest.raises(CannotSeal):
        opened(bytes(whole), pair[0])


@pytest.mark.parametrize("cut", [1, 17, PIECE, PIECE + 16, 2 * (PIECE + 16)])
def test_a_file_that_was_cut_off_is_noticed(pair, cut):
    with pytest.raises(CannotSeal, match="changed or cut off"):
        opened(sealed(bytes(2 * PIECE + 5), pair)[:-cut], pair[0])


def test_pieces_that_changed_places_are_noticed(pair):
    whole, start, length = sealed(bytes(3 * PIECE), pair), 52, PIECE + 16
    moved = whole[:start] + whole[start + length : start + 2 * length] + whole[start : start + length]

    with pytest.raises(CannotSeal):
        opened(moved + whole[start + 2 * length :], pair[0])


def test_only_the_owner_can_read_the_private_half_and_neither_is_written_over(tmp_path):
    make_pair(tmp_path / "backup")

    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o600
    with pytest.raises(CannotSeal, match="never written over"):
        make_pair(tmp_path / "backup")


def test_a_file_that_is_no_key_is_refused(tmp_path):
    (tmp_path / "x").write_text("not a key")

    for read in (read_public, read_private):
        with pytest.raises(CannotSeal, match="made by `answerable backup_key`"):
            read(tmp_path / "x")
