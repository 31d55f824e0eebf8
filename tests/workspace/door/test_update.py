"""An owner outside gives an update: a link, a code, one page, and nothing else behind it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from answerable.accounts.scope import in_body
from answerable.commitments import operations, partners
from answerable.commitments.events import ActionSet, OwnerSet, Updated
from answerable.commitments.partners import Partner
from answerable.links.models import Link
from answerable.messages.models import Message
from answerable.records.contents import Action, EvidenceAccess
from tests.commitments.conftest import Kept
from tests.conftest import NOW
from tests.house.forms import forms_of
from tests.house.test_routes import everything
from tests.responses.walk import confirmed_report
from tests.workspace.door.test_by_link import dead

KIM = Partner("Kim Lund", "Director", "Marlshire Council", "kim@council.example")
SAID = "20 of 40 forms are looked at."


class Partnership:
    """A commitment whose owner is outside, their link and a browser of their own."""

    def __init__(self, body, by) -> None:
        with in_body(body.id):
            self.kept = Kept(by, confirmed_report(by))
            self.row = self.kept.row
            self.give_link(by)
        self.body, self.by, self.client = body, by, Client()

    def give_link(self, by) -> None:
        self.sent = partners.make_link(commitment=self.row, to=KIM, ends_on=date(2025, 4, 25), by=by, at=NOW)
        self.address, self.door = f"/i/{self.sent.token}/", f"/updates/{self.sent.link.ref}/"

    def open(self) -> Partnership:
        with in_body(self.body.id):
            code = partners.code_to_read_out(commitment=self.row, by=self.by, at=NOW)
        answer = self.client.post(self.address, {"do": "open", "code": code})
        assert (answer.status_code, answer["Location"]) == (302, self.door)
        return self

    def page(self, path: str = "") -> str:
        answer = self.client.get(self.door + path)
        assert answer.status_code == 200, answer
        return answer.content.decode()

    def send(self, **changed):
        fields = {"seen": str(self.now.number), "words": SAID, "says_done": "no", "name": "Kim Lund",
                  "post": "Director"}
        return self.client.post(self.door, fields | changed)

    @property
    def now(self):
        with in_body(self.body.id):
            return operations.standing_of(self.row)

    def events(self) -> list[tuple[str, dict[str, object], str]]:
        with in_body(self.body.id):
            return [(row.kind, row.content, row.name) for row in self.row.events.filter(by=None)]


@pytest.fixture
def visit(cast, home) -> Partnership:
    made_here = Partnership(cast.marlshire, cast.asha)
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False) as clock:
        made_here.clock = clock
        yield made_here


@pytest.fixture
def theirs(cast, visit) -> Partnership:
    return Partnership(cast.tarnbridge, cast.zoe)


def test_from_the_link_to_the_receipt(visit: Partnership, mail_server):
    page = visit.client.get(visit.address).content.decode()
    assert "what has happened about something that was promised" in page
    assert "40 forms" not in page

    visit.client.post(visit.address, {"do": "send"})
    [code] = [re.search(r"\d{6}", line)[0] for line in mail_server.lines()[-1] if "is your code" in line]
    assert visit.client.post(visit.address, {"do": "open", "code": code})["Location"] == visit.door

    page = visit.page()
    for words in ("Update: Look at 40 forms and publish the result.", "28 March 2025", "Friday 28 March 2025",
                  "What has happened since 21 November 2024?", "Is it done?"):
        assert words in page
    assert visit.send()["Location"] == f"{visit.door}sent/"

    assert SAID in visit.page("sent/")
    assert visit.events() == [("updated", {"kind": "updated", "words": SAID, "says_done": "no"}, "Kim Lund")]
    receipt, word = mail_server.mails()[-2:]
    assert (receipt["To"], word["To"]) == ("kim@council.example", "asha@mar.example")
    assert SAID in receipt.get_content()
    assert SAID not in word.get_content()


def test_what_is_said_of_done_changes_no_status(visit: Partnership):
    visit.open().send(says_done="yes")

    assert (visit.now.action, visit.now.check_verdict, visit.now.is_open) == (Action.NOT_STARTED, None, True)


def test_a_new_date_waits_for_an_approver(visit: Partnership):
    visit.open().send(**{"to-day": "30", "to-month": "5", "to-year": "2025", "why": "The forms come late."})

    assert (visit.now.date_now, visit.now.asked_to) == (date(2025, 3, 28), date(2025, 5, 30))
    assert "30 May 2025, was asked for" in visit.page()


def test_a_file_is_evidence_that_stays_restricted_until_the_office_decides(visit: Partnership):
    file = SimpleUploadedFile("forms\u202e.txt", b"20 forms")

    visit.open().send(file=file, title="The first 20 forms",
                      **{"about_on-day": "20", "about_on-month": "11", "about_on-year": "2024"})

    [piece] = visit.now.pieces
    assert piece.access == EvidenceAccess.RESTRICTED
    assert visit.events()[1][1]["name"] == "forms.txt"
    assert visit.now.is_open


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"words": " "}, "Enter what has happened"),
    ({"says_done": ""}, "Choose whether it is done"),
    ({"name": ""}, "Enter your name"),
    ({"post": ""}, "Enter your post"),
    ({"why": "Late"}, "Enter the new date, or take the reason out"),
    ({"to-day": "30", "to-month": "5", "to-year": "2025"}, "Say why the date should move"),
    ({"title": "Forms"}, "Choose the file"),
])
def test_what_is_missing_is_said_and_nothing_is_sent(visit: Partnership, changed, sentence):
    answer = visit.open().send(**changed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert visit.events() == []
    assert "Kim Lund" in answer.content.decode() or "name" in changed


def test_the_same_page_sent_twice_is_one_update(visit: Partnership):
    visit.open()
    seen = str(visit.now.number)

    assert [visit.send(seen=seen).status_code for _ in range(2)] == [302, 302]

    assert len(visit.events()) == 1


def test_a_new_date_is_not_asked_for_from_a_page_that_is_no_longer_true(visit: Partnership):
    visit.open().send()

    answer = visit.send(seen="1", words="More.", why="Late.",
                        **{"to-day": "30", "to-month": "5", "to-year": "2025"})

    assert "Nothing was sent" in answer.content.decode()
    assert len(visit.events()) == 1


def test_no_more_is_taken_than_a_day_can_hold(visit: Partnership):
    visit.open()
    for number in range(partners.MOST_A_DAY):
        visit.send(words=f"Update {number}")

    assert "no more is taken" in visit.send(words="One more").content.decode()


def test_a_robot_that_opens_follows_and_posts_everything_finds_and_changes_nothing(visit: Partnership, mail_server):
    robot, before = Client(), everything()
    for _ in range(2):
        page = robot.get(visit.address).content.decode()
        robot.head(visit.address)
        assert everything() == before
    for form in forms_of(page, visit.address):
        for fields in (form.fields, {**form.fields, "do": "open"}, {**form.fields, "do": "send"}, {}):
            robot.post(form.action, fields)
    seen = [robot.get(visit.door + path) for path in ("", "code/", "sent/")]
    seen += [robot.post(visit.door + path, {"words": "spam", "says_done": "yes"}) for path in ("", "code/")]

    assert {answer.status_code for answer in seen} == {404}
    assert "40 forms" not in page + "".join(answer.content.decode() for answer in seen)
    assert visit.events() == []
    visit.open().send()
    assert len(visit.events()) == 1


def test_a_link_opens_its_own_commitment_and_no_other(visit: Partnership, theirs: Partnership):
    theirs.client = visit.open().client  # both in one browser
    theirs.open()

    visit.send(words="For Marlshire.")
    theirs.send(words="For Tarnbridge.")

    assert [event[1]["words"] for event in visit.events()] == ["For Marlshire."]
    assert [event[1]["words"] for event in theirs.events()] == ["For Tarnbridge."]
    stranger = Client()
    stranger.cookies[f"door-{theirs.sent.link.ref}"] = visit.client.cookies[f"door-{visit.sent.link.ref}"].value
    assert stranger.get(theirs.door).status_code == 404
    for address in ("/", "/reports/", f"/commitments/{visit.row.ref}/link/", "/panel/", "/office/links/"):
        assert visit.client.get(address)["Location"].startswith("/sign-in/")
    assert visit.client.get(f"/comments/{visit.sent.link.ref}/").status_code == 404


def withdrawn(v: Partnership) -> None:
    partners.withdraw_link(commitment=v.row, by=v.by, at=NOW)


def ended(v: Partnership) -> None:
    v.kept.happen(ActionSet(action=Action.STOPPED, why="It is no longer needed."))


def given_to_somebody_else(v: Partnership) -> None:
    v.kept.happen(OwnerSet(owner="Head of Custody", why="It moved."))


@pytest.mark.parametrize("ends", [
    withdrawn, ended, given_to_somebody_else, lambda v: v.give_link(v.by), lambda v: v.clock.shift(timedelta(days=200)),
], ids=["withdrawn", "the commitment ended", "another owner", "replaced", "expired"])
def test_every_link_that_does_not_work_gives_the_same_page(visit: Partnership, ends):
    visit.open()
    address, door = visit.address, visit.door
    unknown = dead(Client().get("/i/no-such-token/"))

    with in_body(visit.body.id):
        ends(visit)

    assert dead(visit.client.get(address)) == unknown
    for path in ("", "sent/", "code/"):
        assert dead(visit.client.get(door + path)) == unknown
    for path in ("", "code/"):
        assert dead(visit.client.post(door + path, {"words": "x"})) == unknown
    assert visit.events() == []


def test_what_the_office_wrote_and_did_not_publish_is_not_shown(visit: Partnership, cast):
    with in_body(visit.body.id):
        visit.kept.happen(Updated(words="The council is slow."))

    page = visit.open().page()

    assert "The council is slow." not in page
    assert "21 November 2024" in page


class TestTheOfficesPage:
    @pytest.fixture
    def page(self, visit: Partnership, sign_in, cast):
        client = sign_in(cast.asha)
        return lambda **sent: (client.post if sent else client.get)(f"/commitments/{visit.row.ref}/link/", sent or None)

    def made(self, page, **changed):
        return page(do="make", **({"name": "Kim Lund", "post": "Director", "organisation": "Marlshire Council",
                                   "address": "", "ends_on-day": "25", "ends_on-month": "4",
                                   "ends_on-year": "2025"} | changed))

    def test_a_link_and_a_code_are_shown_once_where_no_mail_leaves(self, visit: Partnership, page):
        shown = self.made(page).content.decode()
        [address] = set(re.findall(r"http://testserver(/i/[\w-]+/)", shown))
        code = re.sub(r"\D", "", re.search(r'app-once">([\d ]+)<', page(do="code").content.decode())[1])

        assert visit.client.post(address, {"do": "open", "code": code}).status_code == 302
        assert address not in page().content.decode()

    def test_the_link_leaves_by_mail_without_a_word_of_the_commitment(self, page, mail_server):
        assert self.made(page, address="kim@council.example").status_code == 302

        mail = mail_server.mails()[-1]
        assert re.search(r"http://testserver/i/[\w-]+/", mail.get_content())
        assert "40 forms" not in mail["Subject"] + mail.get_content()

    def test_it_is_withdrawn_here_and_among_the_links_in_use(self, visit: Partnership, page, sign_in, cast):
        page(do="withdraw")
        self.made(page)
        client = sign_in(cast.gwen)
        listed = client.get("/office/links/").content.decode()
        assert f"Give an update on a commitment: {visit.row.ref}" in listed
        client.post("/office/links/", {"link": re.search(r'name="link" value="(\d+)"', listed)[1]})

        assert [link.why_ended for link in Link.every_body.order_by("id")] == ["withdrawn", "withdrawn"]

    @pytest.mark.parametrize(("changed", "sentence"), [
        ({"name": ""}, "Enter the name"), ({"organisation": ""}, "Enter their organisation"),
        ({"address": "kim"}, "Enter an email address"), ({"ends_on-year": "2024"}, "must be after today"),
        ({"ends_on-year": "2027"}, "a year at most"),
    ])
    def test_what_is_missing_is_said(self, page, changed, sentence):
        assert sentence in self.made(page, **changed).content.decode()

    def test_who_only_reads_makes_none(self, visit: Partnership, sign_in, cast):
        client = sign_in(cast.idris)
        address = f"/commitments/{visit.row.ref}/link/"

        assert "It needs the role of" in client.get(address).content.decode()
        assert client.post(address, {"do": "withdraw"}).status_code == 403

    def test_an_owner_with_an_account_gets_none(self, visit: Partnership, page, cast):
        with in_body(visit.body.id):
            visit.kept.happen(OwnerSet(owner="Policy Officer", owner_id=cast.tom.person_id, why="It moved."))

        assert "has an account" in page().content.decode()
        assert "has an account" in self.made(page).content.decode()

    def test_another_bodys_commitment_is_not_found(self, theirs: Partnership, page, sign_in, cast):
        assert sign_in(cast.asha).get(f"/commitments/{theirs.row.ref}/link/").status_code == 404


def test_a_message_that_was_shown_is_recorded_as_sent(visit: Partnership, sign_in, cast):
    client = sign_in(cast.asha)
    with in_body(visit.body.id):
        message = Message.objects.get(kind=partners.LINK_KIND)

    client.post(f"/commitments/{visit.row.ref}/link/", {"do": "by_hand", "message": message.id})

    with in_body(visit.body.id):
        assert Message.objects.get().state == "by_hand"


def test_nobody_outside_is_asked_about_what_has_ended(visit: Partnership):
    with in_body(visit.body.id):
        ended(visit)
        with pytest.raises(partners.Refused, match="has ended"):
            visit.give_link(visit.by)


def test_the_audit_says_who_did_what_by_the_link(visit: Partnership, sign_in, cast):
    visit.open().send()

    page = sign_in(cast.gwen).get("/office/audit/").content.decode()

    assert "Whoever holds the link: commitment updated." in page
    assert "Asha Rahman made a link." in page
    assert "Asha Rahman made a code for the link." in page
    assert "command line: commitment" not in page
