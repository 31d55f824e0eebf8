"""What the register says of copies sent, and how little a copy changes on it."""

from __future__ import annotations

import json
from datetime import date, timedelta

from answerable.records.contents import CopyRecipient, CopySentFacts, CopyWay
from tests.records.build import AS_AT, Case, Chain
from tests.register.site import REF, REPORT_ON, add_version, files_of, one_response, page

PATH = f"responses/{REF}/"
SENT_ON = REPORT_ON + timedelta(days=51)
HMIC, MINISTER, PANEL = (CopyRecipient.INSPECTORS_OF_CONSTABULARY, CopyRecipient.SECRETARY_OF_STATE,
                         CopyRecipient.POLICE_AND_CRIME_PANEL)


def send(chain: Chain, to: CopyRecipient, sent_on: date = SENT_ON, how: CopyWay = CopyWay.EMAIL) -> None:
    answer = [entry for entry in chain.records.entries if entry.kind == "response"][-1]
    facts = CopySentFacts(ref=REF, response_seq=answer.seq, to=to, sent_on=sent_on, how=how)
    chain.append(facts, {}, chain.at + timedelta(days=2))


def test_copies_of_one_day_stand_together_with_the_day_and_the_way():
    chain = one_response()
    send(chain, HMIC)
    send(chain, MINISTER)
    send(chain, PANEL, SENT_ON + timedelta(days=1), CopyWay.POST)

    files = files_of(chain.records, AS_AT)

    words = ("HM Inspectors of Constabulary and the Secretary of State, 10 January 2025, by email; the police and "
             "crime panel, 11 January 2025, by post.")
    assert page(files, PATH).count(words) == 2, "about the report, and beside the other dates"
    assert words in page(files, "check/")
    assert "The newest record on this page is of Wednesday 15 January 2025." in page(files, PATH)


def test_the_last_record_for_a_recipient_stands():
    chain = one_response()
    send(chain, MINISTER)
    send(chain, MINISTER, SENT_ON + timedelta(days=1))

    html = page(files_of(chain.records, AS_AT), PATH)

    assert "The Secretary of State, 11 January 2025, by email." in html
    assert "10 January 2025" not in html


def test_a_version_shows_its_own_copies_only():
    chain = one_response()
    send(chain, MINISTER)
    add_version(chain, Case(days=50), 70, {})

    files = files_of(chain.records, AS_AT)

    assert "Not recorded on this register" in page(files, PATH)
    assert "The Secretary of State, 10 January 2025, by email." in page(files, f"{PATH}versions/1/")


def test_the_data_name_recipient_day_way_and_record():
    chain = one_response()
    send(chain, MINISTER)

    copies = json.loads(files_of(chain.records, AS_AT)[f"{PATH}record.json"])["versions"][-1]["copies"]

    entry = chain.records.entries[-1]
    assert copies == [{
        "to": "secretary_of_state", "sent_on": "2025-01-10", "how": "email",
        "record": {"entry": entry.seq, "sha256": entry.hash, "file": f"records/{entry.seq:06d}/entry.json"},
    }]


def test_a_copy_changes_the_answer_s_page_and_data_and_leaves_its_pdf_findings_and_dates():
    chain = one_response()
    before = files_of(chain.records, AS_AT)
    send(chain, MINISTER)

    after = files_of(chain.records, AS_AT)

    changed = {path for path in after if before.get(path) != after[path]}
    of_answers = {path for path in changed if path.startswith("responses/mar-")}
    assert of_answers == {f"{PATH}index.html", f"{PATH}record.json"}
    assert {path.split("/")[0] for path in changed - of_answers} == {
        "as-at", "check", "data", "feed.xml", "head.json", "head.json.sig", "records"}
