"""Commitments on the pages of the office: who can do what, and nothing that was typed is lost."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from answerable.accounts import operations as accounts
from answerable.accounts.models import Person
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.commitments import operations
from answerable.commitments.events import MoveAsked, Updated
from answerable.commitments.models import Commitment
from answerable.intake import MOST_BYTES
from answerable.records.contents import Action, EvidenceAccess
from answerable.responses.models import ChainEntry
from tests.commitments.conftest import FIRST, Kept, made
from tests.conftest import NOW, PASSWORD
from tests.responses.walk import Walk, confirmed_report

HOME = "/commitments/mar-c1/"


@pytest.fixture
def kept(cast, home) -> Kept:
    with in_body(cast.marlshire.id):
        walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        walk.to_written()
        walk.send()
        walk.decide()
        walk.publish()
        kept = Kept(cast.asha, walk.report)
        kept.at = walk.at
    return kept


@pytest.fixture
def let_in(cast):
    """A function: a client of somebody who is let in with one role."""

    def enter(role: Role) -> Client:
        with in_body(cast.marlshire.id):
            person = accounts.add_person(email=f"{role.value}@mar.example", name="Pat Lee", post="Somebody",
                                         roles=[role], password=PASSWORD, by=None, at=NOW)
        client = Client()
        client.force_login(Person.objects.get(id=person.id))
        return client

    return enter


def _now(cast, kept):
    with in_body(cast.marlshire.id):
        return operations.standing_of(kept.row)


def _do(client: Client, act: str, seen: int = 1, **fields: str):
    return client.post(f"{HOME}do/{act}/", {"seen": str(seen), **fields})


EVIDENCE = {"number": "0", "title": "Result", "about_on-day": "20", "about_on-month": "11", "about_on-year": "2024",
            "strength": "measured", "access": "public"}


def test_the_list_shows_what_is_missing_first(kept, cast, sign_in) -> None:
    with in_body(cast.marlshire.id):
        operations.make(event=made(owner="", due_on=None, date_from=None), by=cast.asha, at=NOW)

    page = sign_in(cast.asha).get("/commitments/").content.decode()

    assert "Without an owner (1)" in page
    assert "Without a date (1)" in page


def test_the_list_narrows_by_words_owner_and_state(kept, cast, sign_in) -> None:
    with in_body(cast.marlshire.id):
        operations.make(event=made(words="Open a desk.", owner="Head of Custody"), by=cast.asha, at=NOW)
    client = sign_in(cast.asha)

    for query in ("text=desk", "owner=custody", "text=mar-c2"):
        page = client.get(f"/commitments/?{query}").content.decode()
        assert "Open a desk." in page
        assert "Look at 40 forms" not in page
    assert "No commitment is like this." in client.get("/commitments/?show=kept").content.decode()


def test_an_author_makes_a_commitment_for_a_finding(kept, cast, sign_in) -> None:
    client = sign_in(cast.tom)
    answer = client.post(f"/commitments/new/?report={kept.report.ref}&finding=2", {
        "words": "Open a desk.", "how_known": "It is open.", "due_on-day": "1", "due_on-month": "2",
        "due_on-year": "2025", "date_from": "set_locally"})

    assert answer["Location"] == "/commitments/mar-c2/"
    with in_body(cast.marlshire.id):
        assert Commitment.objects.get(ref="mar-c2").finding == 2


def test_a_date_without_who_set_it_is_asked_about_and_nothing_typed_is_lost(kept, cast, sign_in) -> None:
    answer = sign_in(cast.tom).post("/commitments/new/", {
        "words": "Open a desk.", "due_on-day": "1", "due_on-month": "2", "due_on-year": "2025"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say who set this date" in page
    assert "Open a desk." in page


def test_it_is_done_with_evidence_checked_by_another_and_each_status_stands_by_itself(
    kept, cast, sign_in, settings
) -> None:
    client = sign_in(cast.asha)
    refused = _do(client, "action", action="done")
    assert "Bring the evidence first" in refused.content.decode()

    client.post(f"{HOME}do/evidence/", {**EVIDENCE, "file": SimpleUploadedFile("result.txt", b"40 looked at")})
    assert _do(client, "action", 2, action="done").status_code == 302
    assert _do(sign_in(cast.rana), "check", 3, verdict="supports", evidence="1").status_code == 302

    page = client.get(HOME).content.decode()
    assert "Done, says its owner" in page
    assert "Evidence supports it" in page
    assert "Has not told us" in page


def test_a_file_that_is_too_large_is_said_and_what_was_typed_stays(kept, cast, sign_in) -> None:
    file = SimpleUploadedFile("result.txt", b"0" * (operations.LARGEST_FILE + 1))

    answer = sign_in(cast.asha).post(f"{HOME}do/evidence/", {**EVIDENCE, "title": "The whole sample", "file": file})

    page = answer.content.decode()
    assert "This file is larger than 20 MB. Bring a smaller one." in page
    assert "The whole sample" in page


def test_a_file_that_was_cut_while_it_came_is_said_and_what_was_typed_stays(kept, cast, sign_in) -> None:
    file = SimpleUploadedFile("result.txt", b"0" * (MOST_BYTES + 1))

    answer = sign_in(cast.asha).post(f"{HOME}do/evidence/", {**EVIDENCE, "title": "The whole sample", "file": file})

    page = answer.content.decode()
    assert "This file is larger than 20 MB. Bring a smaller one." in page
    assert "The whole sample" in page


def test_a_file_name_is_kept_in_characters_that_can_be_published(kept, cast, sign_in) -> None:
    file = SimpleUploadedFile("re\u202esult.txt", b"40 looked at")

    assert sign_in(cast.asha).post(f"{HOME}do/evidence/", {**EVIDENCE, "file": file}).status_code == 302

    with in_body(cast.marlshire.id):
        assert kept.row.files.get().name == "result.txt"


def test_a_move_needs_an_approver_who_did_not_ask(kept, cast, sign_in) -> None:
    _do(sign_in(cast.asha), "move", **{"to-day": "30", "to-month": "5", "to-year": "2025", "why": "Late"})
    assert _now(cast, kept).date_now == FIRST
    assert _do(sign_in(cast.asha), "decide-move", 2, agreed="yes").status_code == 403

    assert _do(sign_in(cast.ruth), "decide-move", 2, agreed="yes").status_code == 302

    assert _now(cast, kept).moves == 1


def test_a_decision_on_an_old_page_shows_what_happened_and_keeps_what_was_typed(kept, cast, sign_in) -> None:
    with in_body(cast.marlshire.id):
        kept.happen(Updated(words="Twelve looked at."), by=cast.tom)

    answer = _do(sign_in(cast.asha), "action", action="stopped", why="The scheme ended.")

    page = answer.content.decode()
    assert "What happened since you opened the page" in page
    assert "The scheme ended." in page
    assert _now(cast, kept).action == Action.NOT_STARTED


def test_an_owner_does_what_is_theirs_and_nothing_else(kept, cast, let_in) -> None:
    client = let_in(Role.COMMITMENT_OWNER)
    assert _do(client, "update", words="Half is done.").status_code == 403

    with in_body(cast.marlshire.id):
        operations.make(event=made(owner_id=Person.objects.get(email="commitment_owner@mar.example").id), by=cast.asha,
                        at=NOW)
    answer = client.post("/commitments/mar-c2/do/update/", {"words": "Half is done."})

    assert answer.status_code == 302
    assert client.post("/commitments/mar-c2/do/words/", {"words": "Less."}).status_code == 403


def test_a_panel_member_reads_and_changes_nothing(kept, let_in) -> None:
    client = let_in(Role.PANEL_MEMBER)

    assert client.get(HOME).status_code == 200
    assert "What you can do" not in client.get(HOME).content.decode()
    assert _do(client, "update", words="x").status_code == 403
    assert client.get("/commitments/new/").status_code == 403


def test_restricted_evidence_is_opened_by_the_office_and_by_nobody_else(kept, cast, sign_in, let_in) -> None:
    with in_body(cast.marlshire.id):
        kept.bring(b"names", access=EvidenceAccess.RESTRICTED, why_restricted="It names children.")
    panel = let_in(Role.PANEL_MEMBER)

    assert panel.get(f"{HOME}evidence/1/1/")["Location"] == HOME
    answer = sign_in(cast.idris).get(f"{HOME}evidence/1/1/")
    assert b"".join(answer.streaming_content) == b"names"
    assert answer["Content-Disposition"].startswith("attachment")


def test_another_body_finds_no_commitment_and_no_file(kept, cast, sign_in) -> None:
    with in_body(cast.marlshire.id):
        kept.bring()
    client = sign_in(cast.zoe)

    for address in (HOME, f"{HOME}do/update/", f"{HOME}evidence/1/1/", f"{HOME}replace/"):
        assert client.get(address).status_code == 404


def test_an_approver_signs_exactly_what_they_read_and_it_is_published(kept, cast, sign_in) -> None:
    client = sign_in(cast.ruth)
    page = client.get("/commitments/publish/").content.decode()
    assert "Look at 40 forms and publish the result." in page
    shown = page.split('name="shown-mar-c1" value="')[1].split('"')[0]

    answer = client.post("/commitments/publish/", {"commitment": "mar-c1", "shown-mar-c1": shown})

    assert answer.status_code == 302
    with in_body(cast.marlshire.id):
        assert _now(cast, kept).published == 1
        assert b'"commitment"' in bytes(ChainEntry.objects.order_by("seq").last().entry)


def test_an_approver_is_shown_what_a_file_hides_and_says_that_they_looked(kept, cast, sign_in) -> None:
    with in_body(cast.marlshire.id):
        picture = Image.new("RGB", (9, 9))
        told = picture.getexif()
        told[315] = "Ann <Smith>"
        picture.save(into := io.BytesIO(), "JPEG", exif=told)
        kept.bring(into.getvalue())
    client = sign_in(cast.ruth)
    page = client.get("/commitments/publish/").content.decode()
    shown = page.split('name="shown-mar-c1" value="')[1].split('"')[0]
    assert "Who took it is given as “Ann &lt;Smith&gt;”." in page

    without = client.post("/commitments/publish/", {"commitment": "mar-c1", "shown-mar-c1": shown})
    answer = client.post("/commitments/publish/",
                         {"commitment": "mar-c1", "shown-mar-c1": shown, "looked-mar-c1-2": "1"})

    assert "Look at what the file of evidence 1 of mar-c1 holds" in without.content.decode()
    assert answer.status_code == 302
    assert "1 hidden thing shown" in client.get(HOME).content.decode()


def test_what_changed_meanwhile_is_not_signed_unread(kept, cast, sign_in) -> None:
    client = sign_in(cast.ruth)
    shown = client.get("/commitments/publish/").content.decode().split('name="shown-mar-c1" value="')[1].split('"')[0]
    with in_body(cast.marlshire.id):
        kept.happen(Updated(words="Twelve looked at."))

    answer = client.post("/commitments/publish/", {"commitment": "mar-c1", "shown-mar-c1": shown})

    assert "Something has happened to mar-c1" in answer.content.decode()
    assert _now(cast, kept).published == 0


def test_replacing_keeps_both_and_they_name_each_other(kept, cast, sign_in) -> None:
    client = sign_in(cast.asha)

    answer = client.post(f"{HOME}replace/", {"seen": "1", "words": "Look at 60 forms.", "why": "More came in."})

    assert answer["Location"] == "/commitments/mar-c2/"
    assert "mar-c2" in client.get(HOME).content.decode()


def test_a_move_that_waits_is_shown_to_the_approver_with_its_reason(kept, cast, sign_in) -> None:
    with in_body(cast.marlshire.id):
        kept.happen(MoveAsked(to=FIRST + timedelta(days=63), why="The sample came late."))

    page = sign_in(cast.ruth).get(f"{HOME}do/decide-move/").content.decode()

    assert "The sample came late." in page
    assert "30 May 2025" in page
