"""The door as its visitor meets it: a link, a code, words, a receipt, and nothing else behind it."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from logging.config import dictConfig

import pytest
from django.conf import settings
from django.test import Client

from answerable.accounts.scope import in_body
from answerable.links import operations as links
from answerable.links.queries import by_token
from answerable.links.rules import Purpose
from answerable.messages.models import Message
from answerable.responses.invitations import operations, receiving
from tests.house.forms import forms_of
from tests.house.test_routes import everything
from tests.workspace.door.conftest import Visit

SAID = "We accept both recommendations."


def test_from_the_link_to_the_receipt(visit: Visit, mail_server):
    page = visit.client.get(visit.address).content.decode()
    assert "Send me a code" in page
    assert visit.asked.report.title not in page

    assert "A code was sent" in visit.client.post(visit.address, {"do": "send"}).content.decode()
    [code] = [re.search(r"\d{6}", line)[0] for line in mail_server.lines()[-1] if "is your code" in line]
    assert visit.client.post(visit.address, {"do": "open", "code": code})["Location"] == visit.door

    assert "Start" in visit.get()
    visit.keep(comments=SAID)
    visit.post("findings/", finding_0001="The new form is in use.", then="on")
    assert visit.send()["Location"] == f"{visit.door}sent/"

    page = visit.get("sent/")
    assert "phone Asha Rahman before Tuesday 14 January 2025" in page
    assert SAID in page
    receipt = mail_server.mails()[-1]
    assert receipt["To"] == "sam@force.example"
    assert SAID in receipt.get_content()
    received = visit.now().to_accept
    assert (received.words, received.positions, received.name) == (SAID, {"1": "The new form is in use."}, "Sam Bell")
    assert received.link_ref == visit.sent.link.ref


def test_that_there_will_be_none_is_sent_without_a_word(visit: Visit):
    visit.open()

    assert "there will be no comments" in visit.get("none/").lower()
    visit.send("none/")

    assert "Sent: there will be no comments" in visit.get("sent/")
    assert visit.now().to_accept.answered == "declined"


def test_a_robot_that_opens_follows_and_posts_everything_finds_nothing_and_uses_nothing_up(visit: Visit, mail_server):
    robot = Client()
    for _ in range(3):
        answer = robot.get(visit.address)
        robot.head(visit.address)
        page = answer.content.decode()
        for form in forms_of(page, visit.address):
            for fields in (form.fields, {**form.fields, "do": "open"}, {**form.fields, "do": "send"}, {}):
                robot.post(form.action, fields)
        for link in re.findall(r'href="(/(?!assets/)[^"]+)"', page):
            robot.get(link)
    seen = [robot.get(visit.door + path) for path in ("", "code/", "whole-report/", "findings/", "check/", "sent/")]
    assert {answer.status_code for answer in seen} == {404}
    assert visit.asked.report.title not in page + "".join(answer.content.decode() for answer in seen)
    assert visit.now().invitation.begun_at is None
    visit.sent.link.refresh_from_db(from_queryset=type(visit.sent.link).every_body.all())
    assert (visit.sent.link.opened, visit.sent.link.codes_asked) == (0, 1)

    visit.open()
    visit.keep(comments=SAID)
    visit.send()
    assert visit.now().to_accept.words == SAID


def test_looking_at_the_link_changes_nothing(visit: Visit):
    before = everything()

    for client in (Client(), visit.client):
        client.get(visit.address)
        client.head(visit.address)

    assert everything() == before


def dead(answer) -> str:
    """The page, without what is drawn anew each time."""
    assert answer.status_code == 404
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


@pytest.mark.parametrize("ends", [
    lambda v: links.withdraw(link=v.sent.link, by=v.asked.walk.asha, at=v.asked.walk.at),
    lambda v: operations.close_link(report=v.asked.report, by=None, at=v.asked.walk.at),
    lambda v: operations.renew_link(report=v.asked.report, to=operations.Addressee("Kim", "Chief of Staff"),
                                    by=v.asked.walk.asha, at=v.asked.walk.at),
    lambda v: v.clock.shift(timedelta(days=90)),
], ids=["withdrawn", "closed", "replaced", "expired"])
def test_every_link_that_does_not_work_gives_the_same_page(visit: Visit, ends):
    visit.open()
    unknown = dead(Client().get("/i/no-such-token/"))
    assert "This link does not work now" in unknown

    with in_body(visit.body.id):
        ends(visit)

    assert dead(visit.client.get(visit.address)) == unknown
    assert dead(visit.client.post(visit.address, {"do": "send"})) == unknown
    for path in ("", "whole-report/", "findings/", "check/", "none/", "sent/", "code/"):
        assert dead(visit.client.get(visit.door + path)) == unknown
    for path in ("whole-report/", "findings/", "check/", "none/", "code/"):
        assert dead(visit.client.post(visit.door + path, {"comments": "x"})) == unknown


def test_a_link_opens_its_own_report_and_no_other(visit: Visit, theirs: Visit):
    visit.open()
    theirs.client = visit.client  # both in one browser
    theirs.open()

    visit.keep(comments="For Marlshire.")
    theirs.keep(comments="For Tarnbridge.")
    visit.send()

    assert visit.now().to_accept.words == "For Marlshire."
    assert theirs.now().received == ()
    assert "For Tarnbridge." in theirs.get("whole-report/")
    assert "Mayor of Tarnbridge" in theirs.get()
    stranger = Client()
    stranger.cookies[f"door-{theirs.sent.link.ref}"] = visit.client.cookies[f"door-{visit.sent.link.ref}"].value
    assert stranger.get(theirs.door).status_code == 404


def test_the_door_opens_nothing_of_the_workspace(visit: Visit):
    visit.open()

    for address in ("/", "/reports/", f"/reports/{visit.asked.report.ref}/", "/office/", "/office/audit/"):
        assert visit.client.get(address)["Location"].startswith("/sign-in/")
    assert visit.client.get(f"/asked/{visit.asked.report.ref}/").status_code == 302


def test_somebody_signed_in_is_nobody_at_the_door(visit: Visit, sign_in, cast):
    asha = sign_in(cast.zoe)  # of another body, in the same browser as the link
    visit.client = asha
    visit.open()

    page = visit.get()
    assert "Zoe Brandt" not in page
    assert "Police and Crime Commissioner for Marlshire" in page
    visit.keep(comments=SAID)
    assert receiving_of(visit) == SAID
    assert asha.get("/").status_code == 200


def receiving_of(visit: Visit) -> str:
    from answerable.responses.invitations.sources import Source

    now = visit.now()
    with in_body(visit.body.id):
        return receiving.begun(now, Source(link=visit.sent.link))["comments"].words


def test_words_survive_the_end_of_the_session(visit: Visit):
    visit.open()
    visit.clock.shift(timedelta(hours=9))
    visit.asked.walk.at += timedelta(hours=9)

    answer = visit.keep(comments=SAID)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "What you typed is kept" in page
    assert SAID in page

    [form] = [f for f in forms_of(page, visit.door) if f.fields.get("do") == ["open"]]
    page = visit.client.post(form.action, {**form.fields, "code": visit.read_out()}).content.decode()
    [form] = forms_of(page, visit.door)
    page = visit.client.post(form.action, form.fields).content.decode()
    [form] = forms_of(page, f"{visit.door}whole-report/")
    assert form.fields["comments"] == [SAID]
    visit.client.post(form.action, form.fields)
    assert receiving_of(visit) == SAID


def test_after_the_session_a_page_asks_for_a_code_first(visit: Visit):
    visit.open()
    visit.clock.shift(timedelta(hours=9))

    assert visit.client.get(f"{visit.door}whole-report/")["Location"] == f"{visit.door}code/"
    assert "Enter a code to go on" in visit.get("code/")


def test_its_answers_are_kept_nowhere_listed_nowhere_and_tell_nobody_their_address(visit: Visit):
    link = visit.client.get(visit.address)
    assert link["Referrer-Policy"] == "no-referrer"
    visit.open()

    for answer in (link, visit.client.get(visit.door), Client().get("/i/unknown/")):
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert visit.sent.token not in answer.content.decode().replace(visit.address, "")
    assert visit.sent.token not in visit.get() + visit.get("whole-report/") + visit.get("check/")


def test_no_log_of_ours_holds_a_token(visit: Visit, capfd):
    try:
        dictConfig(settings.LOGGING)
        for address in (visit.address, "/i/a-token-that-is-dead-now/"):
            for fields in ({"do": "open", "code": "123456"}, {"do": "send"}):
                visit.client.get(address)
                visit.client.post(address, fields)
        logging.getLogger("django.request").warning("Not Found: %s", visit.address)
        written = capfd.readouterr().err
    finally:
        logging.getLogger().handlers.clear()

    assert "/i/***" in written
    assert visit.sent.token not in written
    assert "a-token-that-is-dead-now" not in written


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(visit: Visit):
    visit.open()
    answer = visit.send(name="", declares="")
    assert answer.status_code == 422
    assert "Write the comments, or choose that there will be none" in answer.content.decode()

    visit.keep(comments=SAID)
    page = visit.send(name="", post="Deputy").content.decode()
    assert "Enter your name and post" in page
    assert 'value="Deputy"' in page
    assert visit.send(declares="").status_code == 422
    assert visit.now().received == ()


def test_what_cannot_be_published_is_taken_out_and_said(visit: Visit):
    visit.open()

    page = visit.keep(comments="We accept\u200b it.\r\nAll of it.").content.decode()

    assert "Some characters were not kept." in page
    assert receiving_of(visit) == "We accept it.\nAll of it."


def test_two_people_with_one_link_are_shown_both_texts(visit: Visit):
    visit.open()
    visit.keep(comments="First", seen_comments=0)

    answer = visit.keep(comments="Mine", seen_comments=0)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Someone else changed this" in page
    [form] = forms_of(page, visit.door + "whole-report/")
    assert form.fields["comments"] == ["Mine"]
    assert "First" in page
    visit.client.post(form.action, {**form.fields, "then": "back"})
    assert receiving_of(visit) == "Mine"


def test_what_the_script_keeps_is_there_and_the_form_goes_on_from_it(visit: Visit):
    visit.open()

    answer = visit.post("whole-report/?keep=yes", comments="Half a sentence", seen_comments=0).json()
    assert answer["fields"] == {"seen-comments": 1}
    assert answer["said"].startswith("Draft saved ")
    assert "Half a sentence" in visit.get("whole-report/")
    assert visit.keep(comments="A whole sentence.", seen_comments=1).status_code == 302

    refused = visit.post("whole-report/?keep=yes", comments="Another", seen_comments=1)
    assert refused.status_code == 409
    assert "Someone else changed this" in refused.json()["said"]
    assert receiving_of(visit) == "A whole sentence."


def test_a_text_that_is_too_long_is_refused_with_everything_still_there(visit: Visit):
    visit.open()

    page = visit.keep(comments="x" * 60_001).content.decode()

    assert "The longest we keep is 60,000." in page
    assert "x" * 60_001 in page


def test_after_publication_the_door_is_shut(visit: Visit):
    visit.open()
    with in_body(visit.body.id):
        walk = visit.asked.walk
        walk.write_everything()
        walk.send()
        walk.decide()
        walk.publish()

    assert visit.client.get(visit.door).status_code == 404
    assert by_token(visit.sent.token, Purpose.COMMENTS, walk.at) is None


def test_without_a_mail_server_the_page_says_to_telephone(visit: Visit):
    page = visit.client.get(visit.address).content.decode()

    assert "Send me a code" not in page
    assert "They read a code out to you" in page
    assert visit.client.post(visit.address, {"do": "send"}).status_code == 422
    with in_body(visit.body.id):
        assert not Message.objects.filter(kind="code").exists()


def test_a_code_that_could_not_be_sent_is_said(visit: Visit, mail_server):
    mail_server.answers["RCPT"] = "550 no such box"

    answer = visit.client.post(visit.address, {"do": "send"})

    assert answer.status_code == 422
    assert "The code could not be sent." in answer.content.decode()
