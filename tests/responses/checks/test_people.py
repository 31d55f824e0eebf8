"""What looks like personal data, and what only looks a little like it. Every name and number here is invented."""

from __future__ import annotations

import pytest

from answerable.responses.checks import MUST, results
from tests.responses.checks.drafts import TITLES, TODAY, draft_of, found, of_chief_officer

# An NHS number kept for tests (its check digit is right), and the same with the last figure wrong.
NHS, NOT_NHS = "999 000 0018", "999 000 0019"

PERSONAL = {
    "birth": ("He was born on 12 March 2009.", "DOB 12/03/2009", "Date of birth: 1st May, 2010.", "d.o.b. (3.4.99)"),
    "nhs-number": (f"Her number is {NHS}.", "999-000-0018", "NHS number: 9990000018"),
    "insurance-number": ("QQ is no prefix, but AB 12 34 56 C is.", "AB123456C"),
    "age": ("Jamie Smith, aged 14, was there.", "Jamie (aged 14) came.", "Jamie Smith, 14, was there.",
            "the 14-year-old Jamie Smith", "a 14 year old Jamie"),
    "crime-number": ("Crime reference number 12/34567/24 was closed.", "incident no. 4521", "Custody ref: YR/1234/24"),
    "postcode": ("They live at SW1A 2AA.", "at M11AE", "EC1A 1BB is close"),
    "telephone": ("Ring 07700 900123.", "on +44 7700 900123", "(01632) 960 999", "0161 496 0000"),
    "mailbox": ("Write to jamie.smith@marlshire.example.", "jamie99@gmail.com"),
    "health": ("She was diagnosed with depression in May.", "Mr Smith said his mental health was poor."),
}
LOOK_ALIKES = {
    "birth": ("The plan was born in 2019.", "Children born in March 2009 took part.", "On 12 March 2009 we met.",
              "born of need"),
    "nhs-number": (f"The line is {NOT_NHS}.", "It costs 999 000 0018 000.", "order 9990000018", "000 000 0000",
                   "£999 000 0018", "0161 496 0000"),
    "insurance-number": ("GB123456C", "QQ123456C", "ab123456c", "AB1234567C", "AB123456E"),
    "age": ("Children aged 10 to 17 took part.", "Adults aged 18 and over", "Helen Marsh, 8 January 2025",
            "Marlshire Police, 12 officers", "14-year-old children", "People aged 14", "In Marlshire, 14 children",
            "Jamie Smith, 14, 15 and 16"),
    "crime-number": ("The number of crimes is 4,521.", "crime numbers rose to 4521", "In this case 450 people came.",
                     "Serious crime: 2024"),
    "postcode": ("section 4 of the Act", "in the SW1A area", "A12 3 times", "Form AB1 is new"),
    "telephone": ("Ring 101 or 0800 555 111.", "0300 123 1234", "It cost 01632 pounds.", "on 01/02/2024 we met",
                  "in 2024 07 cases"),
    "mailbox": ("office@force.example", "enquiries@marlshire.example", "@marlshire.police", "no.reply"),
    "health": ("Children’s mental health matters to us.", "He was pleased with the plan.",
               "The force should record disability.", "The mental health team met her."[:27]),
}


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, every in PERSONAL.items() for one in every])
def test_what_looks_like_personal_data_is_told(code: str, words: str):
    assert found(code, words)
    assert found(code, of_chief_officer(words)), "also in the words of others"


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, every in LOOK_ALIKES.items() for one in every])
def test_what_only_looks_a_little_like_it_is_left_alone(code: str, words: str):
    assert found(code, words) == []


def test_only_what_can_hardly_be_anything_else_stops_the_answer():
    assert {check.code for check in MUST} & PERSONAL.keys() == {"birth", "nhs-number", "insurance-number"}


@pytest.mark.parametrize(("code", "words"), [
    ("telephone", "Ring us on 01632 960000."), ("postcode", "Write to 1 High Street, MA1 1AA or MA11AA.")])
def test_how_the_office_is_reached_may_stand_in_its_texts(code: str, words: str):
    assert found(code, words) == []


def test_the_sentence_says_what_and_where_and_never_repeats_the_data():
    draft = draft_of("Jamie, born 12 March 2009, was there.")

    one = next(one for r in results(draft, TITLES, TODAY) if r.check.code == "birth" for one in r.found)

    assert one.what == "This looks like a person’s date of birth, in the Commissioner’s comments."
    assert one.quote == "born 12 March 2009"
