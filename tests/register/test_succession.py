"""The register of a body that continues others: old addresses answer, old names stand, old files are the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.records import verify
from answerable.records.contents import RedactionFacts, ResponseFacts, WithdrawalFacts, content_hash, part_shape
from answerable.records.folder import files
from answerable.register import bake
from answerable.register.answers import Register
from answerable.register.reading import newest_day, read_register
from tests.records.build import Chain, example_records
from tests.records.succession import merged
from tests.register.site import files_of, page

MARLSHIRE, EASTLAND = "Police and Crime Commissioner for Marlshire", "Mayor of Eastland"


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    records = merged().records
    return files_of(records, newest_day(records))


def first_of(chain: Chain, ref: str = "mar"):
    return next(entry for entry in chain.records.continued[ref].entries if entry.kind == "response")


def registered(chain: Chain) -> Register:
    return read_register(chain.records, newest_day(chain.records))


def test_every_old_address_of_an_answer_answers(site):
    before = example_records()
    old = files_of(before, newest_day(before))

    addresses = {path for path in old if path.startswith("responses/mar-")}

    assert len(addresses) > 20
    assert addresses <= set(site)
    assert "responses/old-2023-01/index.html" in site


def test_the_records_of_each_former_body_lie_there_to_the_byte(site):
    for code, records in merged().records.continued.items():
        for path, data in files(records).items():
            assert site[f"former/{code}/{path}"] == data


def test_an_old_answer_stands_under_the_name_of_the_body_that_published_it(site):
    answer = first_of(merged())
    shown = page(site, f"responses/{answer.ref}/")

    assert f"Published by {MARLSHIRE}. {EASTLAND} continues its work." in shown
    assert "The Commissioner&#39;s comments" in shown
    assert f"former/mar/records/{answer.seq:06d}/entry.json" in shown
    assert EASTLAND in page(site, "")


def test_the_page_of_the_check_names_the_bodies_that_are_continued(site):
    shown = page(site, "check/")

    assert "Bodies that this one continues" in shown
    assert "18 entries in" not in page(files_of(example_records(), newest_day(example_records())), "check/")
    assert merged().records.continued["old"].entries[-1].hash in shown


def test_a_baked_register_of_a_merger_is_whole(tmp_path):
    bake(merged().records, out=tmp_path / "register")

    assert verify(tmp_path / "register").whole


def corrected(chain: Chain) -> Chain:
    answer = first_of(chain)
    parts = {name: answer.read(name, part_shape("response", name)) for name in answer.parts}
    parts["comments"] = parts["comments"].model_copy(update={"words": "We put this right."})
    facts = ResponseFacts.model_validate({
        **answer.facts.model_dump(), "version": 2, "responded_on": chain.at.date(),
        "content_hash": content_hash(parts)})
    chain.append(facts, parts, chain.at + timedelta(days=1))
    return chain


def test_a_successor_corrects_an_old_answer_under_its_old_reference():
    chain = corrected(merged())
    ref = first_of(chain).ref
    made = files_of(chain.records, newest_day(chain.records))
    current, former = page(made, f"responses/{ref}/"), page(made, f"responses/{ref}/versions/1/")

    assert "The Mayor&#39;s comments" in current
    assert "We put this right." in current
    assert "The Commissioner&#39;s comments" in former
    assert "Published by" not in current
    answer = next(a for a in registered(chain).answers if a.ref == ref)
    assert [version.entry.former for version in answer.versions] == ["mar", ""]


def test_a_successor_withdraws_an_old_answer():
    chain = merged()
    answer = first_of(chain)
    chain.append(WithdrawalFacts(ref=answer.ref, withdraws=answer.seq, of="mar"), {}, chain.at)

    shown = next(a for a in registered(chain).answers if a.ref == answer.ref)

    assert shown.withdrawal is not None
    assert shown.versions[0].entry.former == "mar"


def test_a_removal_in_an_old_answer_is_listed_with_its_place():
    chain = merged()
    answer = first_of(chain)
    chain.append(RedactionFacts(ref=answer.ref, removes_seq=answer.seq, removes_part="comments", of="mar",
                                removes_hash=answer.part_hashes["comments"], ground="safety"), {}, chain.at)

    register = registered(chain)
    shown = next(a for a in register.answers if a.ref == answer.ref)

    assert [r.place for r in register.removals] == [("mar", answer.seq)]
    assert [r.part for r in shown.versions[0].removals] == ["comments"]


def test_records_of_one_number_in_two_chains_are_not_confused():
    chain = merged()
    answer = first_of(chain, "old")  # record 3, like the first report of Marlshire
    chain.append(RedactionFacts(ref=answer.ref, removes_seq=answer.seq, removes_part="comments", of="old",
                                removes_hash=answer.part_hashes["comments"], ground="safety"), {}, chain.at)

    touched = {a.ref for a in registered(chain).reports if a.removals}

    assert touched == {"old-2023-01"}


def test_the_feed_tells_what_every_body_did_and_no_thing_twice(site):
    feed = site["feed.xml"].decode()
    ids = [line.strip() for line in feed.splitlines() if line.strip().startswith("<id>")]

    assert "Response withdrawn" in feed
    assert len(ids) == len(set(ids))
