"""Review, notes in the margin, handing on, revoking, a set time, correcting and withdrawing: as people send them."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from answerable.accounts import operations as accounts
from answerable.accounts.roles import Role
from answerable.messages.models import Message
from answerable.responses import slots
from answerable.responses.models import MarginNote
from answerable.responses.removing import places_of
from answerable.responses.rules import State
from tests.conftest import NOW, PASSWORD
from tests.workspace.test_answer_pages import Pages, pages  # noqa: F401 (a fixture)


@pytest.fixture
def sent(pages: Pages) -> Pages:  # noqa: F811
    """An answer with a reviewer."""
    pages.walk.to_written()
    pages.walk.ask_for_review()
    return pages


def shown(page: Pages) -> str:
    return page.walk.now().version.content_hash


def test_an_author_sends_to_review_and_a_reviewer_lets_it_go_on(pages: Pages, cast):  # noqa: F811
    pages.walk.to_written()
    assert "Send to review" in pages.get(cast.asha, "checks/")
    pages.post(cast.asha, "checks/", to="review")

    pages.post(cast.rana, "review/", shown_hash=shown(pages), verdict="ready", note="")

    assert pages.walk.now().state == State.WITH_APPROVER
    assert "Rana Webb reviewed it on" in pages.get(cast.ruth, "sign-off/")


def test_a_reviewer_sees_the_exact_words_and_says_what_must_change(sent: Pages, cast):
    html = sent.get(cast.rana, "review/")
    assert "Words of comments." in html

    sent.post(cast.rana, "review/", shown_hash=shown(sent), verdict="ask_for_changes", note="Say by when.")

    assert "Rana Webb asked for changes" in sent.get(cast.asha, "checks/")
    assert "Say by when." in sent.get(cast.asha, "checks/")


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"verdict": ""}, "Choose a decision"),
    ({"verdict": "ask_for_changes", "note": ""}, "Say what must change"),
    ({"verdict": "ready", "shown_hash": "0" * 64}, "The text was changed while you were reading."),
])
def test_a_decision_that_cannot_be_is_told_and_the_note_is_kept(sent: Pages, cast, fields, sentence):
    fields = {"shown_hash": shown(sent), "note": "A note that took an hour.", **fields}

    html = sent.post(cast.rana, "review/", 422, **fields)

    assert sentence in html
    assert fields["note"] in html
    assert sent.walk.now().state == State.WITH_REVIEWER


def test_the_second_reading_shows_what_changed_since_the_first(sent: Pages, cast):
    sent.post(cast.rana, "review/", shown_hash=shown(sent), verdict="ask_for_changes", note="Say by when.")
    sent.walk.text(slots.COMMENTS, "Words of comments, by June.")
    sent.walk.ask_for_review()

    html = sent.get(cast.rana, "review/")

    assert "What changed since version 1" in html
    assert '<span class="govuk-visually-hidden">differs: </span>' in html


def test_a_note_in_the_margin_is_seen_where_the_words_are_written_and_can_be_dealt_with(sent: Pages, cast):
    sent.post(cast.rana, "notes/", version=1, part="comments", words="All families, or ten?", **{"from": "review"})
    note = MarginNote.objects.get()
    assert "All families, or ten?" in sent.get(cast.asha, "write/comments/")

    sent.post(cast.asha, f"notes/{note.id}/", **{"from": "report"})

    assert "All families, or ten?" not in sent.get(cast.asha, "write/comments/")
    assert "Dealt with: Asha Rahman" in sent.get(cast.rana, "review/")


@pytest.mark.parametrize(("words", "sentence"), [(" ", "Write the note"), ("long " * 13_000, "The longest we keep is")])
def test_a_note_that_is_refused_is_told_and_comes_back_as_it_was_typed(sent: Pages, cast, words, sentence):
    html = sent.post(cast.rana, "notes/", 422, version=1, part="comments", words=words, **{"from": "review"})

    assert sentence in html
    assert f"{words.strip()}</textarea>" in html
    assert 'href="#note-comments"' in html
    assert not MarginNote.objects.exists()


def test_a_note_whose_part_is_gone_is_shown_to_copy(sent: Pages, cast):
    html = sent.post(cast.ruth, "notes/", 422, version=1, part="finding-0099", words="Lost?", **{"from": "sign-off"})

    assert "That part is not in this version." in html
    assert "Lost?" in html


def test_a_note_dealt_with_on_an_earlier_version_stays_readable_beside_its_part(sent: Pages, cast):
    note = sent.walk.note_in_margin("All families, or ten?", by=cast.rana)
    sent.post(cast.asha, f"notes/{note.id}/", **{"from": "report"})
    sent.walk.text(slots.COMMENTS, "Ten families.")
    sent.walk.ask_for_review()

    html = sent.get(cast.rana, "review/")

    assert "1 note dealt with on earlier versions" in html
    assert "All families, or ten?" in html
    assert "Dealt with: Asha Rahman" in html


def test_an_approver_who_wrote_part_of_it_hands_it_on_by_the_page(pages: Pages, cast):  # noqa: F811
    sam = accounts.add_person(email="sam@mar.example", name="Sam Hall", post="Deputy Chief Executive",
                              roles=[Role.APPROVER], password=PASSWORD, by=None, at=NOW)
    pages.walk.to_written()
    pages.walk.text(slots.COMMENTS, "Words of an approver.", by=cast.ruth)
    pages.walk.send()
    html = pages.get(cast.ruth, "sign-off/")
    assert "because you wrote part of it. Sam Hall can." in html
    assert "Hand it to another approver" in html
    assert "Hand it to another approver" not in pages.get(cast.asha, "sign-off/")

    pages.post(cast.ruth, "hand-on/", to=sam.id)

    assert "Sam Hall was asked in particular." in pages.get(cast.asha, "sign-off/")
    assert f"http://testserver/reports/{pages.walk.report.ref}/sign-off/" in Message.objects.get().body_text


def test_a_revoked_sign_off_says_why_to_the_authors(pages: Pages, cast):  # noqa: F811
    pages.walk.to_signed()

    pages.post(cast.ruth, "revoke/", why="The figure came from last year.")

    assert "Ruth Okafor revoked the sign-off" in pages.get(cast.asha, "checks/")
    assert "Say why the sign-off is revoked" in _revoked_without_a_reason(pages, cast)


def _revoked_without_a_reason(pages: Pages, cast) -> str:  # noqa: F811
    pages.walk.text(slots.COMMENTS, "The right figure.")
    pages.walk.send()
    pages.walk.decide()
    html = pages.post(cast.ruth, "revoke/", 422, why="long " * 13_000)
    assert "long</textarea>" in html
    return pages.post(cast.ruth, "revoke/", 422, why="")


def test_a_time_is_set_shown_stopped_and_set_again(pages: Pages, cast, home: Path):  # noqa: F811
    pages.walk.to_signed()
    pages.post(cast.asha, "publish/", when="set", publish_time="9:30am", **{
        "publish_on-day": 25, "publish_on-month": 11, "publish_on-year": 2024})
    assert "25 November 2024 at 9:30am" in pages.get(cast.asha, "publish/")

    pages.post(cast.asha, "publish/", stop="yes")

    assert pages.walk.now().state == State.SIGNED_OFF
    assert not (home / "register" / "mar" / "responses" / "mar-2024-01" / "response.pdf").exists()


@pytest.mark.parametrize(("day", "time", "sentence"), [
    ("", "9:30am", "Enter the day"), (25, "half nine", "Enter the time, such as 9:30am or 14:15"),
    (25, "13:00am", "Enter the time"), (25, "0:30pm", "Enter the time"), (21, "9:30am", "The time must be after now"),
])
def test_a_time_that_cannot_be_is_told(pages: Pages, cast, day, time, sentence):  # noqa: F811
    pages.walk.to_signed()

    html = pages.post(cast.asha, "publish/", 422, when="set", publish_time=time, **{
        "publish_on-day": day, "publish_on-month": 11 if day else "", "publish_on-year": 2024 if day else ""})

    assert sentence in html
    assert pages.walk.now().state == State.SIGNED_OFF


def test_twelve_at_night_and_at_noon_are_told_apart(pages: Pages, cast):  # noqa: F811
    pages.walk.to_signed()

    pages.post(cast.asha, "publish/", when="set", publish_time="12:05am", **{
        "publish_on-day": 25, "publish_on-month": 11, "publish_on-year": 2024})

    assert pages.walk.now().response.publish_at.isoformat() == "2024-11-25T00:05:00+00:00"


def test_a_published_answer_is_corrected_by_pages_alone(pages: Pages, cast, home: Path):  # noqa: F811
    pages.walk.to_published()
    with time_machine.travel("2024-12-02T10:00:00Z", tick=False):
        pages.post(cast.asha, "correct/", way="correct", expected=0)
        pages.post(cast.asha, "write/comments/", words="The right year.", author="Helen Marsh", expected=1)
        pages.post(cast.asha, "write/note/", words="The year was wrong.", author="the office", expected=0)
        pages.post(cast.asha, "checks/", to="sign-off")
        pages.post(cast.ruth, "sign-off/", shown_hash=shown(pages), verdict="sign_off", note="", password=PASSWORD)
        pages.post(cast.asha, "publish/", when="now")

    public = home / "register" / "mar" / "responses" / "mar-2024-01"
    assert "The right year." in (public / "index.html").read_text("utf-8")
    assert "Words of comments." in (public / "versions" / "1" / "index.html").read_text("utf-8")


def test_an_answer_is_withdrawn_by_two_people_and_the_register_says_why(pages: Pages, cast, home: Path):  # noqa: F811
    pages.walk.to_published()
    with time_machine.travel("2024-12-02T10:00:00Z", tick=False):
        pages.post(cast.asha, "correct/", way="withdraw", note="The report was withdrawn.", expected=0)
        assert "because you proposed it" in pages.get(cast.asha, "correct/")

        pages.post(cast.ruth, "withdraw/", agree="yes", expected=1)

    page = (home / "register" / "mar" / "responses" / "mar-2024-01" / "index.html").read_text("utf-8")
    assert "The report was withdrawn." in page
    assert pages.walk.now().state == State.WITHDRAWN


@pytest.mark.parametrize(("fields", "sentence"), [
    ({}, "Choose what you want to do"), ({"way": "withdraw", "note": ""}, "Write the public note"),
    ({"way": "withdraw", "note": "x" * 501}, "It may have 500"),
])
def test_what_is_missing_to_correct_or_withdraw_is_told(pages: Pages, cast, fields, sentence):  # noqa: F811
    pages.walk.to_published()

    assert sentence in pages.post(cast.asha, "correct/", 422, expected=0, **fields)


def test_what_was_typed_and_not_saved_comes_back_when_it_is_asked_for(pages: Pages, cast):  # noqa: F811
    pages.walk.to_written()
    pages.post(cast.asha, "typed/comments/", 200, words="Half a sentence", author="Helen Marsh", expected=1)
    assert "You typed something here on" in pages.get(cast.asha, "write/comments/")
    assert "Half a sentence" not in pages.get(cast.asha, "write/comments/")

    html = pages.get(cast.asha, "write/comments/?typed=yes")

    assert "Half a sentence</textarea>" in html
    assert pages.walk.now().text(slots.COMMENTS).words == "Words of comments."
    assert "You typed something" not in pages.get(cast.tom, "write/comments/")


def test_what_was_typed_over_an_older_text_is_not_saved_over_a_newer_one(pages: Pages, cast):  # noqa: F811
    pages.walk.to_written()
    pages.post(cast.asha, "typed/comments/", 200, words="Mine, unsaved", author="Helen Marsh", expected=1)
    pages.walk.text(slots.COMMENTS, "Theirs, saved since.", by=cast.tom)

    assert 'name="expected" value="1"' in pages.get(cast.asha, "write/comments/?typed=yes")
    html = pages.post(cast.asha, "write/comments/", 409, words="Mine, unsaved", author="Helen Marsh", expected=1)

    assert "Theirs, saved since." in html


def test_what_was_typed_can_be_thrown_away(pages: Pages, cast):  # noqa: F811
    pages.walk.to_written()
    pages.post(cast.asha, "typed/comments/", 200, words="Half", author="", expected=1)

    pages.post(cast.asha, "typed/comments/", throw_away="yes")

    assert "You typed something" not in pages.get(cast.asha, "write/comments/")


def test_words_are_removed_by_two_people_and_the_register_says_so_without_them(pages: Pages, cast, home: Path):  # noqa: F811
    pages.walk.to_written()
    pages.walk.text(slots.COMMENTS, "The child is called Quicksilver.")
    pages.walk.send()
    pages.walk.decide()
    pages.walk.publish()
    with time_machine.travel("2024-12-02T10:00:00Z", tick=False):
        assert "Choose what has to go" in pages.post(cast.asha, "remove/", 422, ground="personal_data")
        seq = next(p.seq for p in places_of(pages.walk.now().response) if p.part == "comments")
        pages.post(cast.asha, "remove/", ground="personal_data", places=f"{seq}:comments")
        assert "because you proposed it" in pages.get(cast.asha, "remove/")

        pages.post(cast.ruth, "remove/decide/", agree="yes", words="Quicksilver")

    public = home / "register" / "mar"
    files = [path.read_bytes() for path in public.rglob("*") if path.is_file()]
    assert not any(b"Quicksilver" in content for content in files)
    assert "personal data" in (public / "responses" / "mar-2024-01" / "index.html").read_text("utf-8")
