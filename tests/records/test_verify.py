"""A register is whole or not, and the first record that is not is named. See also test_tampering."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.records.chain import Entry
from answerable.records.check_chain import check_links
from answerable.records.contents import (
    KeyFacts,
    RedactionFacts,
    WithdrawalFacts,
    WrittenPart,
    part_shape,
)
from answerable.records.folder import Records, load
from answerable.records.found import NoRegister
from answerable.records.heads import hand_over, sign_head
from answerable.records.keys import fingerprint, public_line
from answerable.records.verify import verify
from tests.records.build import KEY, ORIGIN, Chain, example_chain, example_records, write
from tests.records.texts import texts

OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register of 18 records, one part of record 4 removed openly by the last."""
    return write(example_records(removed=True), tmp_path / "register")


def written_by(chain: Chain, tmp_path: Path) -> Path:
    return write(chain.records, tmp_path / "register")


def test_an_example_register_is_whole_and_says_what_was_removed(folder):
    result = verify(folder)

    assert result.whole
    assert (result.entries, result.first_bad) == (18, None)
    assert result.head == load(folder).entries[-1].hash
    assert result.fingerprint == fingerprint(public_line(KEY))
    assert result.sentences == (
        "Record 4: chief-officer was removed, openly, by record 18 (personal data).",
    )


@given(st.lists(st.tuples(texts, st.booleans()), min_size=1, max_size=6), st.data())
@settings(max_examples=40)
def test_any_chain_is_whole_after_any_open_removals(tmp_path_factory, notes, data):
    chain = example_chain(responses=1, findings=1)
    at = chain.at
    for words, _ in notes:
        note = WrittenPart(words=words, author="", written_on=None)
        chain.append(WithdrawalFacts(ref="mar-2023-001", withdraws=4), {"note": note}, at)
    first = len(chain.records.entries) - len(notes) + 1
    head_before = chain.records.head
    removed = [first + position for position, (_, gone) in enumerate(notes) if gone]
    for seq in removed:
        chain.remove(seq, "note", at)

    result = verify(write(chain.records, tmp_path_factory.mktemp("register")))

    assert result.whole, result.sentences
    assert len(result.sentences) == len(removed)
    assert head_before.hash in {entry.hash for entry in chain.records.entries}


def test_every_day_of_a_register_is_whole(tmp_path):
    records = example_records()
    for entry in records.entries[1:]:
        then = write(records.as_at(entry.at.date()), tmp_path / str(entry.seq))

        assert verify(then).whole


def test_a_day_before_a_removal_is_no_longer_whole_and_says_so(tmp_path):
    records = example_records(removed=True)
    before = records.as_at(records.entries[-1].at.date() - timedelta(days=1))

    result = verify(write(before, tmp_path))

    assert result.first_bad == 4
    assert "chief-officer.json is missing, and no record removed it" in result.sentences[0]


def test_records_cut_from_the_end_are_not_noticed_by_the_chain_but_by_the_head(tmp_path):
    folder = write(example_records(), tmp_path)
    shutil.rmtree(folder / "records" / "000017")
    left = {entry.seq: entry for entry in load(folder).entries}

    assert list(check_links(left, head=None)) == []
    assert verify(folder).sentences == ("Record 17 is missing: the signed head speaks of 17 records.",)


def test_a_changed_last_record_is_not_noticed_by_the_chain_but_by_the_head(tmp_path):
    folder = write(example_records(), tmp_path)
    last = folder / "records" / "000017" / "entry.json"
    last.write_bytes(last.read_bytes().replace(b'"basis":"law"', b'"basis":"practice"'))
    changed = {entry.seq: entry for entry in load(folder).entries}

    assert list(check_links(changed, head=None)) == []
    assert verify(folder).first_bad == 17
    assert "not the one that the signed head holds" in verify(folder).sentences[0]


def test_a_whole_rewriting_by_the_keys_holder_shows_only_against_a_hash_kept_elsewhere(tmp_path):
    kept = example_records().head.hash
    folder = write(example_records(findings=4), tmp_path)

    assert verify(folder).whole
    assert not verify(folder, kept=kept).whole


def test_a_hash_kept_from_an_earlier_day_is_found_in_todays_chain(tmp_path):
    records = example_records()
    kept = records.as_at(records.entries[7].at.date()).head.hash

    result = verify(write(records, tmp_path), kept=kept)

    assert result.whole
    assert result.sentences == ("Record 8 has the hash that was kept: nothing up to it has changed since.",)


def test_a_change_in_record_n_shows_in_the_next_one_and_is_named_n(folder):
    entry = folder / "records" / "000005" / "entry.json"
    entry.write_bytes(entry.read_bytes().replace(b'"basis":"law"', b'"basis":"practice"'))

    result = verify(folder)

    assert result.first_bad == 5
    assert result.sentences == ("Record 5 was changed: its hash is not the one that record 6 holds.",)


def test_a_changed_link_is_named_where_it_stands(folder):
    entry = folder / "records" / "000006" / "entry.json"
    previous = load(folder).entries[5].previous.encode()
    entry.write_bytes(entry.read_bytes().replace(previous, previous[::-1]))

    assert verify(folder).first_bad == 6


def test_a_missing_part_that_nobody_removed_is_named(folder):
    (folder / "records" / "000006" / "comments.json").unlink()

    result = verify(folder)

    assert result.first_bad == 6
    assert result.sentences == (
        "Record 6 is not whole. records/000006/comments.json is missing, and no record removed it.",
    )


def test_words_that_were_removed_and_are_still_there_are_named(folder):
    still_there = example_records().entries[3].parts["chief-officer"]
    (folder / "records" / "000004" / "chief-officer.json").write_bytes(still_there)

    assert verify(folder).sentences == ("Record 4: chief-officer should be gone (record 18).",)


def test_a_removal_must_name_words_that_are_there(tmp_path):
    chain = example_chain(responses=1)
    facts = RedactionFacts(
        ref="mar-2023-001", removes_seq=4, removes_part="reply", removes_hash="0" * 64, ground="safety"
    )
    chain.append(facts, {}, chain.at)

    assert verify(written_by(chain, tmp_path)).first_bad == 6


@pytest.mark.parametrize("withdraws", [3, 6, 7])
def test_a_withdrawal_must_name_an_earlier_answer(tmp_path, withdraws):
    chain = example_chain(responses=1)
    facts = WithdrawalFacts(ref="mar-2023-001", withdraws=withdraws)
    chain.append(facts, {}, chain.at)

    assert verify(written_by(chain, tmp_path)).first_bad == 6


def test_an_answer_with_other_words_than_those_signed_is_named(tmp_path):
    chain = example_chain(responses=1)
    signed = chain.records.entries[3]
    parts = {name: signed.read(name, part_shape("response", name)) for name in signed.part_hashes}
    facts = signed.facts.model_copy(update={"version": 2})
    chain.append(facts, parts | {"reply": WrittenPart(words="Softer.", author="", written_on=None)}, chain.at)

    result = verify(written_by(chain, tmp_path))

    assert result.sentences == ("Record 6 is not whole. Its words are not those that were signed off.",)


def test_a_salt_used_twice_is_named(tmp_path):
    chain = example_chain(responses=1)
    note = WrittenPart(words="", author="", written_on=None)
    for _ in range(2):
        chain.salts_used = 0
        chain.append(WithdrawalFacts(ref="mar-2023-001", withdraws=4), {"note": note}, chain.at)

    assert "its salt is used twice" in verify(written_by(chain, tmp_path)).sentences[0]


@pytest.mark.parametrize(
    ("path", "first_bad"),
    [
        ("records/000006/extra.json", 6),
        ("records/000006/comments.json.gz", 6),
        ("records/000006/.hidden", 6),
        ("records/notes.txt", None),
        ("records/0000006/entry.json", None),
        ("records/6/entry.json", None),
        ("keys/000099.pub", None),
        ("keys/\x1b[31m", None),
    ],
)
def test_whatever_does_not_belong_among_the_records_is_named(folder, path, first_bad):
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(b"{}")

    result = verify(folder)

    assert (result.whole, result.first_bad) == (False, first_bad)
    assert all(sentence.isprintable() for sentence in result.sentences)


def test_a_link_is_not_followed(folder, tmp_path):
    part = folder / "records" / "000006" / "comments.json"
    part.rename(tmp_path / "elsewhere.json")
    part.symlink_to(tmp_path / "elsewhere.json")

    result = verify(folder)

    assert result.first_bad == 6
    assert "It is a link." in result.sentences[0]


def test_a_missing_record_is_named(folder):
    shutil.rmtree(folder / "records" / "000009")

    assert verify(folder).first_bad == 9


def test_a_record_far_beyond_the_others_is_not_waited_for(folder):
    (folder / "records" / "000018").rename(folder / "records" / "999999999")

    assert "Record 18 is missing: the next one here is record 999999999." in verify(folder).sentences


def test_a_change_in_two_records_running_is_named_at_the_one_that_is_certain(folder):
    for seq in (5, 6):
        entry = folder / "records" / f"00000{seq}" / "entry.json"
        entry.write_bytes(entry.read_bytes().replace(b'"basis":"law"', b'"basis":"practice"'))

    assert verify(folder).first_bad == 6


def test_a_register_without_its_head_is_not_whole(folder):
    (folder / "head.json").unlink()

    assert verify(folder).sentences == ("head.json is missing: nothing says which record is the newest.",)


def test_a_record_added_by_somebody_without_the_key_is_named(tmp_path):
    records = example_records()
    added = Chain()
    added.records = records
    added.append(WithdrawalFacts(ref="mar-2023-001", withdraws=4), {}, records.entries[-1].at)

    result = verify(write(Records(added.records.entries, records.heads), tmp_path))

    assert result.first_bad == 18
    assert "has no signature over it" in result.sentences[0]


def test_a_head_signed_by_another_key_is_refused(tmp_path):
    records = example_records()
    head = sign_head(records.entries[-1].tip, ORIGIN, records.entries[-1].at, OTHER_KEY)

    result = verify(write(Records(records.entries, (head,)), tmp_path))

    assert not result.whole
    assert result.sentences[0].startswith("head.json is not whole. The signature is by another key")


def test_a_head_of_another_register_is_refused(tmp_path):
    records = example_records()
    head = sign_head(records.entries[-1].tip, "tar", records.entries[-1].at, KEY)

    assert "another register" in verify(write(Records(records.entries, (head,)), tmp_path)).sentences[0]


def with_new_key(former_signature: str | None) -> Records:
    chain = example_chain(responses=1)
    line = public_line(OTHER_KEY)
    chain.append(KeyFacts(ref=ORIGIN, public_key=line, former_signature=former_signature), {}, chain.at)
    tip = chain.records.entries[-1].tip
    return Records(chain.records.entries, (sign_head(tip, ORIGIN, tip.at, OTHER_KEY),))


def test_a_new_key_takes_over_with_the_former_keys_word(tmp_path):
    result = verify(write(with_new_key(hand_over(public_line(OTHER_KEY), KEY)), tmp_path))

    assert result.whole
    assert result.fingerprint == fingerprint(public_line(OTHER_KEY))
    assert result.sentences == (
        f"Record 6 brought in the key {result.fingerprint}, with the former key's word.",
    )


def test_a_new_key_without_the_former_keys_word_is_told(tmp_path):
    result = verify(write(with_new_key(None), tmp_path))

    assert result.whole
    assert "without the former key's word" in result.sentences[0]


def test_a_new_key_with_a_forged_word_is_named(tmp_path):
    result = verify(write(with_new_key(hand_over(public_line(OTHER_KEY), OTHER_KEY)), tmp_path))

    assert result.first_bad == 6


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2020-01-01T00:00:00Z"},
        {"at": "2026-02-30T00:00:00Z"},
        {"kind": ["withdrawal"]},
        {"kind": "unheard-of"},
        {"schema": "schema/withdrawal-2.json"},
        {"seq": True},
        {"ref": "../../etc"},
        {"withdraws": "4"},
        {"parts": []},
        {"parts": {"note": "0"}},
        {"parts": {"comments": "0" * 64}},
        {"parts": {"up/../dot": "0" * 64}},
        {"previous": 0},
        {"further": 1},
        {"seq": 7},
    ],
)
def test_an_entry_that_does_not_fit_is_named_even_when_signed(tmp_path, change):
    chain = example_chain(responses=1)
    chain.append(WithdrawalFacts(ref="mar-2023-001", withdraws=4), {}, chain.at)
    sound = chain.records.entries[-1]
    bent = sound.fields | change
    entry = Entry(json.dumps(bent, sort_keys=True, separators=(",", ":")).encode(), {})
    head = sign_head(sound.tip, ORIGIN, sound.at, KEY)
    folder = write(Records(chain.records.entries, (head,)), tmp_path)
    (folder / "records" / "000006" / "entry.json").write_bytes(entry.entry_bytes)

    assert verify(folder).first_bad == 6


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"{}", b"{", b"\xff", b"[" * 100_000])
@pytest.mark.parametrize("path", ["head.json", "records/000001/entry.json", "records/000004/comments.json"])
def test_whatever_a_file_holds_the_answer_is_a_sentence(folder, path, data):
    (folder / path).write_bytes(data)

    result = verify(folder)

    assert not result.whole
    assert path in " ".join(result.sentences)


def test_a_folder_of_something_else_is_no_register(tmp_path):
    (tmp_path / "holiday.txt").write_text("Sun")

    with pytest.raises(NoRegister):
        verify(tmp_path)
