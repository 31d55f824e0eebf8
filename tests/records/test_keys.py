from __future__ import annotations

import stat

import pytest

from answerable.records.chain import CannotAppend
from answerable.records.heads import HEAD, NEW_KEY, sign_head
from answerable.records.keys import (
    KeyRefused,
    SignatureRefused,
    check_signature,
    make_key,
    public_line,
    read_key,
    read_public_line,
    sign,
)
from tests.records.build import BEGINS, KEY, ORIGIN, example_records

LINE = public_line(KEY)


def test_a_key_is_kept_where_only_its_owner_may_read(tmp_path):
    key = make_key(tmp_path / "head.key")

    assert stat.S_IMODE((tmp_path / "head.key").stat().st_mode) == 0o600
    assert public_line(read_key(tmp_path / "head.key")) == public_line(key)


def test_a_key_is_never_written_over(tmp_path):
    make_key(tmp_path / "head.key")
    before = (tmp_path / "head.key").read_bytes()

    with pytest.raises(KeyRefused, match="never written over"):
        make_key(tmp_path / "head.key")
    assert (tmp_path / "head.key").read_bytes() == before


def test_a_key_that_others_may_read_is_refused_with_the_way_out(tmp_path):
    make_key(tmp_path / "head.key")
    (tmp_path / "head.key").chmod(0o640)

    with pytest.raises(KeyRefused, match="chmod 600"):
        read_key(tmp_path / "head.key")


def test_a_file_without_a_key_is_refused(tmp_path):
    (tmp_path / "head.key").write_text("no key")
    (tmp_path / "head.key").chmod(0o600)

    for name in ("head.key", "absent.key"):
        with pytest.raises(KeyRefused, match="no signing key"):
            read_key(tmp_path / name)


@pytest.mark.parametrize("line", ["", "ssh-ed25519", "ssh-ed25519 AAAA", LINE + " comment", LINE + "\n", "é"])
def test_only_a_plain_public_key_line_is_taken(line):
    with pytest.raises(KeyRefused):
        read_public_line(line)


def test_a_signature_holds_for_its_words_its_purpose_and_its_key_only(tmp_path):
    signature = sign(b"words", HEAD, KEY)
    other = public_line(make_key(tmp_path / "other"))

    check_signature(b"words", HEAD, LINE, signature)
    for data, namespace, line in (
        (b"other words", HEAD, LINE),
        (b"words", NEW_KEY, LINE),
        (b"words", HEAD, other),
    ):
        with pytest.raises(SignatureRefused):
            check_signature(data, namespace, line, signature)


def test_a_head_is_not_older_than_its_entry():
    newest = example_records().entries[-1]

    with pytest.raises(CannotAppend, match="server's clock"):
        sign_head(newest.tip, ORIGIN, BEGINS, KEY)
