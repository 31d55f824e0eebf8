"""The pages of the needs assessment: what an analyst does with forms, what others see, what an approver signs."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from answerable.cli.demonstration import crime
from answerable.needs import building, releasing
from answerable.needs.models import AnalystNote, Assessment, DataFile
from tests.needs.conftest import FORCE, HELD, County, analyst

pytestmark = pytest.mark.django_db
HOME = "/violence/assessment/"
DATA = "/violence/data/"


@pytest.fixture
def county(marlshire, home) -> County:
    return County(analyst(marlshire.marlshire), marlshire.ruth)


@pytest.fixture
def nia(county, sign_in):
    return sign_in(county.nia)


@pytest.fixture
def built(county) -> Assessment:
    county.everything(HELD[:3])
    return county.build()


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def sent(*files: tuple[str, bytes]) -> dict[str, list[SimpleUploadedFile]]:
    return {"file": [SimpleUploadedFile(name, content) for name, content in files]}


def test_files_are_taken_in_together_and_what_is_refused_is_told_beside_them(nia):
    answer = nia.post(DATA, sent(("a-street.csv", crime.street_file(FORCE, HELD[:1])), ("letter.csv", b"Dear Nia\n")))

    assert answer.status_code == 422
    assert "<strong>letter.csv</strong>: not taken in." in words(answer)
    assert "<strong>a-street.csv</strong>: Recorded crime, month by month:" in words(answer)
    assert list(DataFile.objects.values_list("name", flat=True)) == ["a-street.csv"]


def test_a_form_without_a_file_asks_for_one(nia):
    assert "Choose at least one file" in words(nia.post(DATA, {}))


def test_months_held_and_missing_are_a_picture_with_its_table(nia, county):
    county.take_in(crime.street_file(FORCE, [HELD[0], HELD[2]]), "two-street.csv")

    page = words(nia.get(DATA))

    assert "2 of 3 months are held" in page
    assert f">{HELD[1].in_words}</th><td" in page
    assert "Not held: Areas of both censuses" in page


def test_a_file_is_set_aside_after_a_second_look(nia, county):
    county.take_in(crime.street_file(FORCE, HELD[:1]), "a-street.csv")
    address = reverse("set-aside-data", kwargs={"number": DataFile.objects.get().id})

    assert "Set this file aside?" in words(nia.get(address))
    assert nia.post(address, follow=True).redirect_chain[-1][0] == DATA
    assert nia.get(address).status_code == 404


def test_without_data_the_page_says_to_take_files_in(nia):
    assert "No month of recorded crime is held" in words(nia.get(HOME))


def test_building_says_first_what_it_builds_and_then_shows_it(nia, county):
    county.everything(HELD[:3])
    asked = {"force": FORCE, "first": str(HELD[1]), "last": ""}

    assert "Marlshire Police: 2 months" in words(nia.get(HOME + "build/", asked))
    answer = nia.post(HOME + "build/", asked, follow=True)

    assert "neither show nor refute a rise in knife crime" in words(answer)
    assert "<svg" in words(answer)
    assert Assessment.objects.get().first_month == str(HELD[1])


def test_what_cannot_be_built_is_told_on_the_page_with_the_choices(nia, county):
    county.take_in(crime.street_file(FORCE, HELD[:1]), "a-street.csv")

    answer = nia.post(HOME + "build/", {"force": FORCE})

    assert answer.status_code == 422
    assert "Nothing can be built without: Areas of both censuses, Police areas." in words(answer)


def test_a_refusal_names_no_folder_of_the_machine(nia, county, home):
    county.take_in(crime.street_file(FORCE, HELD[:1]), "a-street.csv")

    assert "/tmp" not in words(nia.post(HOME + "build/", {"force": FORCE}))


def test_each_table_and_the_pdf_can_be_taken(nia, built):
    page = reverse("assessment-built", kwargs={"number": built.id})
    table = building.parts_of(built).table("m01_ledger.csv")

    got = nia.get(f"{page}files/m01_ledger.csv")
    pdf = nia.get(f"{page}files/assessment.pdf")

    assert b"".join(got.streaming_content) == table.words.encode()
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    assert nia.get(f"{page}files/m99.csv").status_code == 404


def test_a_note_that_lacks_something_keeps_what_was_typed(nia):
    answer = nia.post(HOME + "note/", {"group": "core", "month": "May", "words": "Recording changed."})

    assert answer.status_code == 422
    assert "Enter a month like 2025-04" in words(answer)
    assert 'value="Recording changed."' in words(answer)


def test_a_note_and_a_conclusion_are_kept_shown_and_taken_out(nia):
    nia.post(HOME + "note/", {"group": "core", "month": "2024-05", "words": "Recording changed."})
    nia.post(HOME + "conclusion/", {"group": "weapons", "rests_on": "CHANGE", "words": "Ask the force."})

    page = words(nia.get(HOME))
    assert "From May 2024" in page
    assert "Conclusion, rests on: change" in page
    nia.post(reverse("take-out-note", kwargs={"number": AnalystNote.objects.get(month="").id}))
    assert "Ask the force." not in words(nia.get(HOME))


def test_it_goes_from_the_analyst_to_the_approver_and_into_public(nia, built, county, sign_in, home):
    nia.post(reverse("send-assessment", kwargs={"number": built.id}))
    address = reverse("sign-assessment", kwargs={"number": built.id})
    ruth = sign_in(county.ruth)
    assert releasing.DECLARATION in words(ruth.get(address))

    page = words(ruth.post(address, {"publish": "yes", "shown": building.parts_of(built).content_hash}, follow=True))

    assert "Signed and published. The public register is up to date." in page
    public = home / "register" / "mar" / "needs-assessments" / "mar-needs-1"
    released = building.parts_of(Assessment.objects.get())
    assert (public / "m01_ledger.csv").read_text() == released.table("m01_ledger.csv").words
    assert "neither show nor refute" in (public / "index.html").read_text()


def test_who_built_it_is_not_offered_to_sign(built, county, sign_in):
    releasing.send(assessment=built, by=county.nia, at=county.now())
    Assessment.objects.update(authors=[county.ruth.person_id])

    page = words(sign_in(county.ruth).get(reverse("sign-assessment", kwargs={"number": built.id})))

    assert "Another approver signs it." in page
    assert "<button" not in page.split('id="main"')[1]


def test_what_is_sent_back_is_told_to_the_analyst(built, county, sign_in):
    releasing.send(assessment=built, by=county.nia, at=county.now())
    address = reverse("sign-assessment", kwargs={"number": built.id})
    ruth = sign_in(county.ruth)
    assert "Enter what must change" in words(ruth.post(address, {"why": " "}))

    ruth.post(address, {"why": "Say what the gap means."})

    assert "Say what the gap means." in words(sign_in(county.nia).get(HOME))


def test_what_waits_stands_on_the_first_page_of_whoever_it_waits_for(built, county, sign_in):
    releasing.send(assessment=built, by=county.nia, at=county.now())
    assert "The needs assessment" in words(sign_in(county.ruth).get("/"))
    assert "The needs assessment was" not in words(sign_in(county.nia).get("/"))

    releasing.send_back(assessment=built, why="Say more.", by=county.ruth, at=county.now())

    assert "The needs assessment was sent back" in words(sign_in(county.nia).get("/"))
    assert "Sign, or send back" not in words(sign_in(county.ruth).get("/"))


def test_others_read_and_cannot_change(built, marlshire, sign_in):
    idris = sign_in(marlshire.idris)

    page = words(idris.get(HOME))

    assert "Build it" not in page
    assert idris.get(reverse("assessment-built", kwargs={"number": built.id})).status_code == 200
    assert idris.get(HOME + "build/").status_code == 403
    assert idris.post(DATA, sent(("a.csv", b"x"))).status_code == 403


def test_another_body_reaches_nothing_of_it(built, cast, sign_in):
    other = sign_in(analyst_of(cast.tarnbridge))

    assert "Marlshire" not in words(other.get(HOME))
    assert "Marlshire" not in words(other.get(DATA))
    for name in ("assessment-built", "send-assessment"):
        assert other.get(reverse(name, kwargs={"number": built.id})).status_code == 404


def analyst_of(body):
    from answerable.accounts.scope import in_body

    with in_body(body.id):
        return analyst(body)


def test_what_the_figures_cannot_show_names_whom_to_ask_and_what_came_of_it(nia, county):
    county.take_in(crime.partners_file(HELD[-1].first_day), "partners.csv")

    page = words(nia.get(HOME + "cannot-show/"))

    assert "Knife crime" in page
    assert "Numbers too small to share" in page


def test_words_of_a_release_are_proposed_by_the_analyst_and_removed_by_the_approver(built, county, sign_in, home):
    releasing.send(assessment=built, by=county.nia, at=county.now())
    releasing.publish(assessment=built, shown=building.parts_of(built).content_hash, by=county.ruth, at=county.now())
    row = Assessment.objects.get()
    address = reverse("remove-from-assessment", kwargs={"number": row.id})
    nia = sign_in(county.nia)
    assert "Choose the ground" in words(nia.post(address, {"places": f"{row.seq}:contents"}))
    nia.post(address, {"places": f"{row.seq}:contents", "ground": "personal_data"})
    assert "Nia Clarke proposed to remove" in words(nia.get(address))

    ruth = sign_in(county.ruth)
    ruth.post(f"{address}decide/", {"agree": "yes", "words": ""})

    page = words(ruth.get(reverse("assessment-built", kwargs={"number": row.id})))
    assert "What it said was removed." in page
    public = (home / "register" / "mar" / "needs-assessments" / "mar-needs-1" / "index.html").read_text()
    assert "neither show nor refute" not in public
