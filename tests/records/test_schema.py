"""The published schemas fit the published records, by a validator that is not ours."""

from __future__ import annotations

import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator, ValidationError

from answerable.records.assembled import assembled
from answerable.records.contents import FACTS, CopyRecipient, CopySentFacts, CopyWay
from answerable.records.schema import schema_files
from tests.records.build import example_chain, example_records

SCHEMAS = {path: json.loads(data) for path, data in schema_files().items()}
RECORDS = example_records(removed=True)


def of_part(schema: dict, name: str) -> Draft202012Validator:
    file = "finding" if name.startswith("finding-") else name
    return Draft202012Validator({"$ref": f"#/$defs/{file}.json", "$defs": schema["$defs"]})


def test_there_is_a_schema_for_each_kind_and_each_is_one():
    assert len(SCHEMAS) == len(FACTS)
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


def test_every_entry_and_part_fits_the_schema_it_names():
    for entry in RECORDS.entries:
        schema = SCHEMAS[entry.fields["schema"]]
        Draft202012Validator(schema).validate(entry.fields)
        for name, data in entry.parts.items():
            of_part(schema, name).validate(json.loads(data))


def test_a_copy_sent_fits_its_schema_and_one_to_somebody_unknown_does_not():
    chain = example_chain(responses=1, findings=1)
    facts = CopySentFacts(ref="mar-2023-001", response_seq=4, to=CopyRecipient.CORONER, sent_on=date(2023, 3, 2),
                          how=CopyWay.PORTAL)
    fields = chain.append(facts, {}, chain.at).fields

    Draft202012Validator(SCHEMAS["schema/copy-sent-1.json"]).validate(fields)
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMAS["schema/copy-sent-1.json"]).validate(fields | {"to": "a friend"})


@pytest.mark.parametrize("change", [{"further": 1}, {"previous": "0"}, {"at": "today"}, {"parts": {"x": "0" * 64}}])
def test_an_entry_with_a_fault_does_not_fit(change):
    entry = RECORDS.entries[3]

    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMAS[entry.fields["schema"]]).validate(entry.fields | change)


def test_a_record_put_together_holds_all_it_says_under_names_and_its_hash():
    answer = assembled(RECORDS.entries[5])

    assert (answer["kind"], answer["hash"]) == ("response", RECORDS.entries[5].hash)
    assert answer["comments"]["words"].startswith("I asked")
    assert [finding["number"] for finding in answer["findings"]] == [1, 2, 3, 4, 5]
    assert answer["note"] is None
    assert "parts" not in answer
    assert "salt" not in json.dumps(answer)


def test_a_record_put_together_names_what_was_removed():
    answer = assembled(RECORDS.entries[3])

    assert answer["chief_officer"] is None
    assert answer["removed"] == ["chief-officer"]
