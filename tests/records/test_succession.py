"""A register that continues others is whole with them, and only with them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from answerable.records.contents import (
    ClosureFacts,
    CopyRecipient,
    CopySentFacts,
    CopyWay,
    RedactionFacts,
    Successor,
    WithdrawalFacts,
)
from answerable.records.folder import files, load
from answerable.records.keys import public_line
from answerable.records.verify import verify
from answerable.register.check_pages import checker
from tests.records.build import Chain, example_chain, write
from tests.records.succession import begun, close, key_of, merged, take_over


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(merged().records, tmp_path / "register")


def sentences(chain: Chain, tmp_path: Path) -> str:
    result = verify(write(chain.records, tmp_path / "made"))
    return "" if result.whole else " ".join(result.sentences)


def test_a_merger_is_whole_with_both_chains(folder):
    result = verify(folder)

    assert result.whole, result.sentences
    assert "It continues mar, whose 18 records are whole as well." in result.sentences
    assert "It continues old, whose 4 records are whole as well." in result.sentences


def test_what_is_written_is_loaded_and_written_again_the_same(folder):
    assert files(load(folder)) == files(merged().records)
    assert sorted(load(folder).continued) == ["mar", "old"]


def test_every_file_of_a_former_register_is_unchanged(folder):
    chain = example_chain()
    close(chain, begun("east", "Mayor of Eastland", after=example_chain()))

    for path, data in files(chain.records).items():
        assert (folder / "former/mar" / path).read_bytes() == data


def test_each_successor_of_a_split_is_whole_by_itself(tmp_path):
    marlshire = example_chain()
    north, south = begun("north", "Mayor of the North"), begun("south", "Mayor of the South")
    close(marlshire, north, south)
    for successor in (north, south):
        take_over(successor, (marlshire.records,))

    assert verify(write(north.records, tmp_path / "north")).whole
    assert verify(write(south.records, tmp_path / "south")).whole


def test_a_successor_of_a_successor_carries_both(tmp_path):
    eastland = merged()
    region = begun("region", "Mayor of the Region", after=eastland)
    close(eastland, region)
    take_over(region, (eastland.records,))

    folder = write(region.records, tmp_path / "register")

    assert verify(folder).whole, verify(folder).sentences
    assert sorted(path.name for path in (folder / "former").iterdir()) == ["east", "mar", "old"]


@pytest.mark.parametrize("name", ["records/000004/comments.json", "records/000003/entry.json", "head.json",
                                  "head.json.sig", "keys/allowed_signers"])
def test_a_change_in_a_former_chain_is_named(folder, name):
    file = folder / "former/mar" / name
    file.write_bytes(file.read_bytes().replace(b"a", b"b", 1))

    result = verify(folder)

    assert not result.whole
    assert all(sentence.startswith(("In former/mar: ", "Record ")) for sentence in result.sentences)


def test_a_former_chain_that_is_missing_is_noticed(folder):
    shutil.rmtree(folder / "former/old")

    assert verify(folder).sentences == (
        "Record 3 continues old. Its records are not here: there is no former/old that can be read.",)


def test_a_former_chain_that_goes_on_differently_is_noticed(folder):
    longer = merged().records.continued["old"]
    chain = Chain("old", key_of("old"))
    chain.records = longer
    chain.append(WithdrawalFacts(ref="old-2023-01", withdraws=3), {}, chain.at)
    shutil.rmtree(folder / "former/old")
    write(chain.records, folder / "former/old")

    result = verify(folder)

    assert any("was added after record 4 closed this body's records" in sentence for sentence in result.sentences)
    assert any("Its records here end otherwise than that record says: with record 5" in s for s in result.sentences)


def test_nobody_continues_a_body_that_did_not_name_them(tmp_path):
    marlshire = example_chain()
    eastland, stranger = begun("east", "Mayor of Eastland"), begun("west", "Mayor of Westland")
    close(marlshire, eastland)
    take_over(stranger, (marlshire.records,))

    assert "It closed its records in favour of others, or of another key." in sentences(stranger, tmp_path)


def test_the_key_of_the_successor_is_part_of_its_name(tmp_path):
    marlshire, eastland = example_chain(), begun("east", "Mayor of Eastland")
    named = Successor(ref="east", public_key=public_line(key_of("somebody else")))
    marlshire.append(ClosureFacts(ref="mar", successors=(named,)), {}, marlshire.at)
    take_over(eastland, (marlshire.records,))

    assert "in favour of others, or of another key" in sentences(eastland, tmp_path)


def test_a_body_that_never_closed_is_not_continued(tmp_path):
    marlshire, eastland = example_chain(), begun("east", "Mayor of Eastland")
    take_over(eastland, (marlshire.records,))

    assert "It never closed its records." in sentences(eastland, tmp_path)


def test_a_folder_of_a_body_that_no_record_continues_does_not_belong(folder):
    shutil.copytree(folder / "former/old", folder / "former/spare")
    (folder / "former/note.txt").write_text("hello")

    result = verify(folder)

    assert "former/spare does not belong here. No record continues it." in result.sentences
    assert any("former/note.txt does not belong here" in sentence for sentence in result.sentences)


def answer_of(chain: Chain, ref: str):
    return next(entry for entry in chain.records.continued[ref].entries if entry.kind == "response")


def test_a_successor_withdraws_and_sends_copies_of_a_former_answer(tmp_path):
    eastland = merged()
    answer = answer_of(eastland, "mar")
    sent = CopySentFacts(ref=answer.ref, response_seq=answer.seq, to=CopyRecipient.CORONER, how=CopyWay.POST,
                         sent_on=eastland.at.date(), of="mar")
    eastland.append(sent, {}, eastland.at)
    eastland.append(WithdrawalFacts(ref=answer.ref, withdraws=answer.seq, of="mar"), {}, eastland.at)

    assert sentences(eastland, tmp_path) == ""


@pytest.mark.parametrize("facts", [
    lambda a: WithdrawalFacts(ref=a.ref, withdraws=a.seq),
    lambda a: WithdrawalFacts(ref=a.ref, withdraws=a.seq, of="old"),
    lambda a: WithdrawalFacts(ref="mar-2023-999", withdraws=a.seq, of="mar"),
    lambda a: RedactionFacts(ref=a.ref, removes_seq=999, removes_part="comments", removes_hash="0" * 64,
                             ground="safety", of="mar"),
    lambda a: RedactionFacts(ref=a.ref, removes_seq=a.seq, removes_part="comments", removes_hash="0" * 64,
                             ground="safety", of="mar"),
])
def test_what_no_former_record_holds_is_not_withdrawn_and_not_removed(tmp_path, facts):
    eastland = merged()
    eastland.append(facts(answer_of(eastland, "mar")), {}, eastland.at)

    assert "that no earlier record holds" in sentences(eastland, tmp_path)


def test_words_of_a_former_body_are_removed_openly_by_its_successor(tmp_path):
    eastland = merged()
    answer = answer_of(eastland, "mar")
    facts = RedactionFacts(ref=answer.ref, removes_seq=answer.seq, removes_part="comments", ground="personal_data",
                           removes_hash=answer.part_hashes["comments"], of="mar")
    eastland.append(facts, {}, eastland.at + timedelta(days=1))
    still_there = sentences(eastland, tmp_path)
    marlshire = eastland.records.continued["mar"]
    entries = tuple(e.without("comments") if e.seq == answer.seq else e for e in marlshire.entries)
    eastland.records = replace(
        eastland.records, former=(replace(marlshire, entries=entries), eastland.records.continued["old"]))

    folder = write(eastland.records, tmp_path / "gone")

    assert f"Record {answer.seq}: comments should be gone" in still_there
    assert verify(folder).whole
    assert any("comments was removed, openly, by record 4" in sentence for sentence in verify(folder).sentences)
    assert run_checker(folder / "former/mar").startswith(f"Entry {answer.seq}: comments was removed, openly.\nWhole")


def run_checker(folder: Path) -> str:
    script = folder.parents[1] / "check.py"
    script.write_bytes(checker())
    return subprocess.run([sys.executable, script, folder], capture_output=True, text=True, check=False).stdout


def test_each_chain_can_be_checked_with_nothing_but_python(folder):
    assert run_checker(folder / "former/old").startswith("Whole: 4 entries.")


def test_on_a_day_before_the_takeover_there_is_no_former_record_of_later(folder):
    records = load(folder)
    day = records.continued["mar"].entries[5].at.date()

    assert [len(one.as_at(day).entries) for one in records.former if one.ref == "mar"] == [6]
    assert json.loads((folder / "former/mar/head.json").read_text())["seq"] == 18
