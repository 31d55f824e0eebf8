"""The register is a pure function of the records and a stated day, and what is baked is what stands there."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
import time_machine

from answerable.records import Records
from answerable.records.verify import verify
from answerable.register import CannotBake, bake
from answerable.register.reading import newest_day
from tests.records.build import AS_AT, CASES, Thread, body, example_chain, example_records
from tests.register.site import files_of, one_response, tree

BAKE = """
import sys, datetime, pathlib
from answerable.register import bake
from tests.records.build import example_records
bake(example_records(), as_at=datetime.date(2026, 3, 31), out=pathlib.Path(sys.argv[1]))
"""


def test_the_same_records_give_the_same_bytes_on_another_day_in_another_time_zone_and_folder(tmp_path):
    bake(example_records(), as_at=AS_AT, out=tmp_path / "here")

    elsewhere = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", BAKE, tmp_path / "deep" / "there"], env=elsewhere, check=True)

    assert tree(tmp_path / "here") == tree(tmp_path / "deep" / "there")


@pytest.mark.parametrize("clock", ["2019-02-28", "2031-06-30"])
def test_no_page_knows_today(clock):
    as_usual = files_of(example_records(), AS_AT)

    with time_machine.travel(clock):
        then = files_of(example_records(), AS_AT)

    assert then == as_usual


def test_baking_the_same_again_changes_no_file_and_does_not_touch_the_folder(tmp_path):
    out = tmp_path / "site"
    bake(example_records(), out=out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}

    again = bake(example_records(), out=out)

    assert (again.written, again.removed) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times


def test_a_second_bake_leaves_exactly_what_a_first_one_would(tmp_path):
    before, after = example_chain(6), example_chain(6)
    last = after.records.entries[-1]
    after.remove(4, "comments", last.at + timedelta(days=1))
    bake(before.records, out=tmp_path / "twice")

    bake(after.records, out=tmp_path / "twice")
    bake(after.records, out=tmp_path / "once")

    assert tree(tmp_path / "twice") == tree(tmp_path / "once")


def test_removed_words_are_in_no_file(tmp_path):
    chain = one_response()
    words = "I asked the Chief Constable to say in public"
    seq = chain.records.entries[-1].seq
    assert any(words.encode() in content for content in files_of(chain.records, AS_AT).values())

    chain.remove(seq, "comments", chain.records.entries[-1].at + timedelta(days=1))
    files = files_of(chain.records, AS_AT)

    assert not any(words.encode() in content for content in files.values())
    assert "because they held personal data" in files["check/index.html"].decode()


def test_without_a_day_the_register_is_as_at_the_newest_record(tmp_path):
    records = example_records()

    bake(records, out=tmp_path / "unsaid")
    bake(records, as_at=newest_day(records), out=tmp_path / "said")

    assert tree(tmp_path / "unsaid") == tree(tmp_path / "said")


def test_an_earlier_day_shows_nothing_of_later_records():
    records = example_records()
    first = next(e for e in records.entries if e.kind == "response")
    before = newest_day(Records(records.entries[: first.seq - 1]))

    files = files_of(records, before)

    assert f"responses/{first.ref}/response.pdf" not in files
    assert "No response is on this register" in files[f"responses/{first.ref}/index.html"].decode()
    assert f"records/{first.seq:06d}/entry.json" not in files


def test_what_was_baked_verifies_and_one_flipped_bit_does_not(tmp_path):
    out = tmp_path / "site"
    bake(example_records(removed=True), out=out)
    assert verify(out).whole

    part = next(out.glob("records/*/comments.json"))
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.unlink()
    part.write_bytes(content)

    assert not verify(out).whole


def test_a_stranger_checks_it_with_the_baked_script_and_nothing_of_ours(tmp_path):
    out = tmp_path / "site"
    bake(example_records(removed=True), out=out)

    told = subprocess.run(
        [sys.executable, "-I", out / "check.py", out], capture_output=True, text=True, check=True, env={}
    )

    assert "Whole: 18 entries." in told.stdout
    assert "was removed, openly" in told.stdout


def test_publishing_one_answer_among_250_rewrites_few_files(tmp_path, capsys):
    chain = example_chain(250, findings=2)
    out = tmp_path / "site"
    bake(chain.records, out=out)
    answer = answer_the_open_one(chain)
    records_of_it = len(answer.parts) + 1

    told = bake(chain.records, out=out)

    pages_of_it = [name for name in told.written if name.startswith(f"responses/{answer.ref}/")]
    lists = [n for n in told.written if n.startswith("responses/") and n not in pages_of_it]
    with capsys.disabled():
        print(f"\n{len(told.written)} of {len(told.written) + len(told.kept)} files change: "
              f"{len(pages_of_it)} of the response, {records_of_it} of its record, {len(lists)} lists")
    # its page, its dates, its findings, its data, its PDF, Word and OpenDocument files; its record; the lists,
    # which say the day; and home, its figure's page, search with the index of a year, check and its dates, feed,
    # calendar, the data page, four data files, the head and its signature, the page of the day, the list of days, and
    # the days between, when a last day came; the list of commitments, how they are counted, and their data
    past_days = [n for n in told.written if n.startswith("as-at/")]
    assert len(pages_of_it) == 2 + 2 + 4
    assert len(told.written) <= len(pages_of_it) + records_of_it + len(lists) + len(past_days) + 18
    assert len(past_days) <= 4
    assert len(lists) <= 60
    assert len(told.written) < 0.02 * len(told.kept)


def answer_the_open_one(chain):
    """Publish the answer to the one report that has none."""
    answered = {e.ref for e in chain.records.entries if e.kind == "response"}
    due = next(e for e in chain.records.entries if e.kind == "answer_due" and e.ref not in answered)
    thread = Thread(due.ref, CASES[0], due.facts.published_on, 250, 2)
    thread.write_response(chain, chain.records.entries[-1].at + timedelta(days=1))
    return chain.records.entries[-1]


def test_an_unchanged_pdf_is_not_typeset_again(tmp_path, monkeypatch):
    out = tmp_path / "site"
    bake(example_records(), out=out)

    def refuse(document):
        raise AssertionError(f"typeset again: {document.title}")

    monkeypatch.setattr("answerable.register.baking.typeset", refuse)
    told = bake(example_records(), as_at=AS_AT, out=out)

    assert any(name.endswith(".pdf") for name in told.kept)


def test_a_pdf_that_somebody_changed_is_made_again(tmp_path):
    out = tmp_path / "site"
    bake(example_records(), out=out)
    whole = tree(out)
    pdf = next(out.glob("responses/*/response.pdf"))
    pdf.unlink()
    pdf.write_bytes(b"not a PDF")

    bake(example_records(), out=out)

    assert tree(out) == whole


def test_the_body_s_colour_name_and_logo_are_settings_of_its_record():
    logo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    changed = body().model_copy(update={"colour": "#ffdd00", "name": "Mayor of Wexcombe", "logo_png": logo})

    files = files_of(one_response(of=changed).records, AS_AT)

    assert b"--register-brand:#ffdd00;--register-on-brand:#0b0c0c" in files["site.css"]
    assert files["logo.png"].startswith(b"\x89PNG")
    assert 'src="./logo.png" alt="" width="1" height="1"' in files["index.html"].decode()
    assert "Mayor of Wexcombe" in files["responses/index.html"].decode()


def test_every_page_of_an_example_says_so_and_no_page_of_a_real_register_does():
    said = "This is an example."
    real = body().model_copy(update={"example": False})

    examples = files_of(one_response().records, AS_AT)
    reals = files_of(one_response(of=real).records, AS_AT)

    assert all(said in examples[name].decode() for name in examples if name.endswith(".html"))
    assert not any(said in reals[name].decode() for name in reals if name.endswith(".html"))


def test_records_without_a_body_make_no_register(tmp_path):
    with pytest.raises(CannotBake, match="do not name a body"):
        bake(Records(example_records().entries[:1]), out=tmp_path / "site")


def test_a_day_before_the_first_record_makes_no_register(tmp_path):
    with pytest.raises(CannotBake, match="do not name a body"):
        bake(example_records(), as_at=date(2020, 1, 1), out=tmp_path / "site")

    assert not (tmp_path / "site").exists()


def test_a_logo_that_is_no_png_is_left_out():
    files = files_of(one_response(of=body().model_copy(update={"logo_png": "PHN2Zz4="})).records, AS_AT)

    assert "logo.png" not in files
