"""The office's side of the door: asking, the code read out, what came, accepting it, and the links in use."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from answerable.accounts.models import Person
from answerable.accounts.scope import in_body
from answerable.links.queries import by_token
from answerable.links.rules import Purpose
from answerable.responses import slots
from answerable.responses.queries import draft
from tests.workspace.door.conftest import Visit

SAID = "We accept both recommendations."


def client_of(member) -> Client:
    client = Client()
    client.force_login(Person.objects.get(id=member.person_id))
    return client


@pytest.fixture
def office(visit: Visit, cast):
    """Asha's browser, and the address of her page."""
    visit.page = f"/reports/{visit.asked.report.ref}/chief-officer/"
    visit.asha = client_of(cast.asha)
    return visit


@pytest.fixture
def unasked(walk, sign_in, marlshire):
    """A report for which nobody has been asked yet."""
    walk.propose()
    walk.confirm()
    return walk, sign_in(marlshire.asha), f"/reports/{walk.report.ref}/chief-officer/"


def ask(client, page, **changed):
    html = client.get(page).content.decode()
    message = re.search(r"<textarea[^>]*name=\"message\"[^>]*>(.*?)</textarea>", html, re.DOTALL)[1]
    fields = {"do": "ask", "expected": 0, "name": "Sam Bell", "post": "Deputy Chief Constable",
              "address": "sam@force.example", "reply_by-day": 3, "reply_by-month": 12, "reply_by-year": 2099,
              "message": message.replace("&#34;", '"'), "reminds": "yes", **changed}
    return client.post(page, fields)


def test_the_invitation_leaves_by_mail_with_the_link_in_it(unasked, mail_server):
    walk, asha, page = unasked

    answer = ask(asha, page)

    assert (answer.status_code, answer["Location"]) == (302, page)
    [mail] = mail_server.mails()
    [token] = re.findall(r"http://testserver/i/([\w-]+)/", mail.get_content())
    link = by_token(token, Purpose.COMMENTS, draft(walk.report).invitation.asked_at)
    assert link.about == walk.report.ref
    assert "by Thursday 3 December 2099" in mail["Subject"]
    assert "Reply date is after the last day for publishing" in asha.get(page).content.decode()


def test_without_a_mail_server_the_link_is_shown_once(unasked):
    _walk, asha, page = unasked

    shown = ask(asha, page).content.decode()

    assert "Copy this link and send it yourself" in shown
    assert "It is shown once." in shown
    [address] = set(re.findall(r"http://testserver/i/[\w-]+/", shown))
    assert Client().get(address).status_code == 200
    assert address not in asha.get(page).content.decode()


def test_what_was_typed_stays_when_the_invitation_is_not_whole(unasked):
    _, asha, page = unasked

    answer = ask(asha, page, **{"reply_by-year": 2001, "message": "Dear Sam, {link}"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Reply date must be after today" in html
    assert "Dear Sam, {link}" in html
    assert "Sam Bell" in html
    assert "Day 14 is Tuesday 3 December 2024." in html


def test_that_they_were_asked_in_another_way_is_recorded(unasked):
    walk, asha, page = unasked

    asha.post(f"{page}asked/", {
        "expected": 0, "how": "by letter", "asked_on-day": 20, "asked_on-month": 11, "asked_on-year": 2024,
        "reply_by-day": 3, "reply_by-month": 12, "reply_by-year": 2024, "name": "Sam Bell", "post": "Deputy"})

    html = asha.get(page).content.decode()
    assert "by letter" in html
    assert "No link" in html
    assert "Record that none came" in html
    assert draft(walk.report).chief_officer.invited_on.isoformat() == "2024-11-20"


def test_a_code_is_shown_to_be_read_out_and_opens_the_door(office: Visit):
    shown = office.asha.post(office.page, {"do": "code"}).content.decode()
    code = re.search(r"app-once\">(\d{3}) (\d{3})", shown)

    answer = office.client.post(office.address, {"do": "open", "code": "".join(code.groups())})

    assert answer["Location"] == office.door
    assert "Opened 1 time" in office.asha.get(office.page).content.decode()


def test_what_came_is_read_and_accepted(office: Visit):
    office.open()
    office.keep(comments=SAID)
    assert "Draft begun" in office.asha.get(f"/reports/{office.asked.report.ref}/").content.decode()
    office.post("findings/", finding_0001="The new form is in use.")
    office.send()

    now_page = office.asha.get("/").content.decode()
    assert "Read the Chief Constable’s comments and write the reply" in now_page
    assert "Received 21 November 2024." in now_page
    page = office.asha.get(office.page).content.decode()
    address = re.search(r'href="(/reports/[^"]+/received/\d+/)"', page)[1]
    form = fields_of(office.asha.get(address).content.decode())
    assert office.asha.post(address, form)["Location"] == office.page

    page = office.asha.get(office.page).content.decode()
    assert SAID in page
    assert "Sam Bell, Deputy Chief Constable, received 21 November 2024" in page
    assert "Asha Rahman accepted what was received." in page
    assert office.now().answer(1).force_position == "The new form is in use."


def fields_of(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(seen-[\w-]+)" value="(\d+)"', html))


def test_words_that_stand_are_shown_beside_those_that_came_and_one_is_chosen(office: Visit):
    office.open()
    office.keep(comments=SAID)
    office.send()
    with in_body(office.body.id):
        office.asked.walk.chief_officer()
    address = f"{office.page}received/{office.now().to_accept.id}/"

    html = office.asha.get(address).content.decode()
    assert SAID in html
    assert "We accept both findings." in html
    answer = office.asha.post(address, fields_of(html))
    assert answer.status_code == 422
    assert "Choose which words stand" in answer.content.decode()
    office.asha.post(address, {**fields_of(html), "comments": "taken"})
    assert office.now().chief_officer.words == SAID


def test_words_corrected_by_hand_no_longer_count_as_come_by_the_link(office: Visit):
    office.open()
    office.keep(comments=SAID)
    office.send()
    address = f"{office.page}received/{office.now().to_accept.id}/"
    office.asha.post(address, fields_of(office.asha.get(address).content.decode()))
    assert office.now().chief_officer.came_by == "link"
    sent = {"expected": office.now().number(slots.CHIEF_OFFICER), "outcome": "received", "received_on-day": 21,
            "received_on-month": 11, "received_on-year": 2024, "author": "Deputy", "words": SAID}

    office.asha.post(f"{office.page}record/", sent)
    assert office.now().chief_officer.came_by == "link"
    other = {**sent, "words": "Other words.", "expected": office.now().number(slots.CHIEF_OFFICER)}
    office.asha.post(f"{office.page}record/", {**other, "not_theirs": "yes"})
    assert office.now().chief_officer.came_by == "another_way"


def test_words_that_were_sent_are_not_changed_without_saying_so(office: Visit):
    office.open()
    office.keep(comments=SAID)
    office.send()
    address = f"{office.page}received/{office.now().to_accept.id}/"
    office.asha.post(address, fields_of(office.asha.get(address).content.decode()))
    page = office.asha.get(f"{office.page}record/").content.decode()
    assert "as they were sent. They are published as theirs." in page

    answer = office.asha.post(f"{office.page}record/", {**fields_of(page), "words": "Other words."})

    assert answer.status_code == 422
    assert "Other words.</textarea>" in answer.content.decode()
    assert office.now().chief_officer.words == SAID


def test_nothing_came_by_the_date_and_is_recorded(office: Visit):
    assert "Record that none came" not in office.asha.get(office.page).content.decode()
    assert "Asked for by Tuesday 3 December 2024." in office.asha.get("/").content.decode()
    office.clock.shift(timedelta(days=14))
    office.asha = client_of(office.asked.walk.asha)

    first = office.asha.get("/").content.decode()
    assert "Record what happened" in first
    assert "No comments came by 3 December 2024." in first
    assert "Remind the Chief Constable’s office" in first
    assert "Record that none came" in office.asha.get(office.page).content.decode()


def test_the_date_is_changed_the_link_replaced_and_withdrawn(office: Visit):
    number = office.now().number(slots.CHIEF_OFFICER)
    office.asha.post(office.page, {"do": "date", "expected": number, "reply_by-day": 9, "reply_by-month": 12,
                                   "reply_by-year": 2024})
    assert "First asked for 3 December 2024" in office.asha.get(office.page).content.decode()

    shown = office.asha.post(office.page, {"do": "replace", "name": "Kim Dale", "post": "Chief of Staff",
                                           "address": ""}).content.decode()
    [address] = set(re.findall(r"http://testserver(/i/[\w-]+/)", shown))
    assert office.client.get(office.address).status_code == 404
    assert office.client.get(address).status_code == 200

    office.asha.post(office.page, {"do": "withdraw"})
    assert office.client.get(address).status_code == 404
    assert "Withdrawn" in office.asha.get(office.page).content.decode()


def test_they_may_send_again_when_the_office_lets_them(office: Visit):
    office.open()
    office.keep(comments=SAID)
    office.send()

    office.asha.post(office.page, {"do": "again"})

    assert "Start" in office.get() or "Check before you send" in office.get()


def test_who_only_reads_sees_what_came_and_can_do_nothing(office: Visit, cast):
    rana = client_of(cast.rana)

    page = rana.get(office.page).content.decode()
    assert "Sam Bell" in page
    assert "It needs the role of" in page
    assert 'name="do"' not in page
    for do in ("remind", "code", "withdraw", "replace", "date", "again"):
        assert rana.post(office.page, {"do": do, "name": "X", "post": "Y"}).status_code in (403, 422)
    assert by_token(office.sent.token, Purpose.COMMENTS, office.asked.walk.at)


def test_links_in_use_are_listed_for_administrators_and_withdrawn(office: Visit, cast):
    office.open()
    gwen = client_of(cast.gwen)

    page = gwen.get("/office/links/").content.decode()
    assert "Send comments on a report: Protecting children from exploitation" in page
    assert "Sam Bell, Deputy Chief Constable" in page
    assert "28 January 2025" in page
    assert "1 time, last" in page
    assert office.asha.get("/office/links/").status_code == 403

    gwen.post("/office/links/", {"link": office.sent.link.id})
    assert office.client.get(office.door).status_code == 404
    assert "No link works now." in gwen.get("/office/links/").content.decode()
    assert gwen.post("/office/links/", {"link": 10**8}).status_code == 404
