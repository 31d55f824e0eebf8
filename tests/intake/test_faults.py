"""Every file that cannot be read is refused in a sentence that says what it is."""

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from answerable.intake import MOST_BYTES, CannotRead, page_picture, read_pasted, read_report
from tests.intake.made import memory_bomb, page_bomb, page_pdf, report_pdf, web_page


def locked(*, user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(report_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="marl", user=user))
    return out.getvalue()


def pictures_only() -> bytes:
    out = io.BytesIO()
    Image.new("L", (600, 800), 200).save(out, "PDF")
    return out.getvalue()


def zipped(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        for member in members:
            folder.writestr(member, "words")
    return out.getvalue()


def png() -> bytes:
    out = io.BytesIO()
    Image.new("L", (4, 4)).save(out, "PNG")
    return out.getvalue()


def refusal(data: bytes, name: str | None = None) -> CannotRead:
    with pytest.raises(CannotRead) as raised:
        read_report(data, name=name)
    return raised.value


ADVICE = " We read PDF files and saved web pages. Save it as PDF, or type the findings in."


@pytest.mark.parametrize(
    ("data", "name", "code", "sentence"),
    [
        (lambda: b"", "report.pdf", "empty", "The file is empty."),
        (lambda: b"%PDF" * (MOST_BYTES // 4 + 3_500_000), "report.pdf", "too_large",
         "The file is 64 MB. The largest we read is 50 MB. Upload a smaller copy, or type it in."),
        (pictures_only, "scan.pdf", "image_only", "Its pages are pictures, with no words in them."),
        (lambda: locked(user="tarn"), "report.pdf", "password", "It is locked with a password."),
        (lambda: report_pdf()[:-200], "report.pdf", "truncated",
         "It ends before its last page: the download broke off."),
        (lambda: report_pdf()[: len(report_pdf()) // 3], "report.pdf", "truncated",
         "It ends before its last page: the download broke off."),
        (lambda: b"%PDF-1.7\nnothing\nstartxref\n0\n%%EOF\n", "report.pdf", "damaged",
         "It is damaged and cannot be opened. Download it again."),
        (page_bomb, "report.pdf", "too_many_pages",
         "It has 131,072 pages. The most we read is 1,000. Upload the report alone."),
        (lambda: web_page("<h1>Not here</h1>", title="404 Not Found"), "report.pdf", "misnamed",
         "It is named .pdf but it is a web page that says '404 Not Found'."),
        (lambda: b"<html><body><h1>Gone</h1>", "REPORT.PDF", "misnamed",
         "It is named .pdf but it is a web page that says 'Gone'."),
        (lambda: zipped("word/document.xml"), "report.pdf", "misnamed",
         "It is named .pdf but it is a Word document."),
        (report_pdf, "report.html", "misnamed", "It is named .html but it is a PDF."),
        (lambda: web_page("<p>Words").replace(b"<body>", b"<body>%PDF-1.7 ") + report_pdf(), None, "two_in_one",
         "It is a web page with a PDF hidden behind it. Download the report again from the inspectorate."),
        (lambda: zipped("word/document.xml"), "report.docx", "not_a_report", "It is a Word document." + ADVICE),
        (lambda: zipped("xl/workbook.xml"), None, "not_a_report", "It is an Excel workbook." + ADVICE),
        (lambda: zipped("report.pdf"), "reports.zip", "not_a_report", "It is a ZIP folder." + ADVICE),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "report.doc", "not_a_report",
         "It is an older Word, Excel or Outlook file." + ADVICE),
        (png, "page.png", "not_a_report", "It is a picture." + ADVICE),
        (lambda: b"Recommendation 1: keep records.", "report.txt", "not_a_report", "It is plain text." + ADVICE),
        (lambda: bytes(range(256)), None, "not_a_report", "It is of a kind we do not know." + ADVICE),
        (lambda: web_page("<script>fetch('/report')</script>"), "report.html", "no_words",
         "This web page has no words in it: they are fetched when it is open. "
         "Copy them from the browser and paste them instead."),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(
    data: Callable[[], bytes], name: str | None, code: str, sentence: str
) -> None:
    reason = refusal(data(), name)

    assert (reason.code, reason.sentence) == (code, sentence)


def test_pages_without_words_or_pictures_are_no_report() -> None:
    assert refusal(page_pdf()).code == "image_only"


def test_a_small_file_that_unfolds_to_gigabytes_ends_in_a_sentence() -> None:
    assert len(memory_bomb()) < 131_072

    assert refusal(memory_bomb()).code in {"out_of_memory", "broke_off", "timed_out"}


def test_a_huge_page_is_not_drawn() -> None:
    with pytest.raises(CannotRead, match="508 by 508 cm, too large to draw") as raised:
        page_picture(page_pdf(14_400), 1, scale=2)

    assert raised.value.code == "page_too_large"


@pytest.mark.parametrize("page", [0, 2, -1, 10**12])
def test_a_page_that_is_not_there_is_not_drawn(page: int) -> None:
    with pytest.raises(CannotRead, match="its pages are 1 to 1"):
        page_picture(report_pdf(), page, scale=1)


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf")])
def test_no_scale_breaks_the_drawing(scale: float) -> None:
    with pytest.raises(CannotRead):
        page_picture(report_pdf(), 1, scale=scale)


def test_a_page_is_drawn_at_the_scale_asked_for() -> None:
    with Image.open(io.BytesIO(page_picture(page_pdf(300), 1, scale=1.5))) as picture:
        assert (picture.format, picture.size) == ("PNG", (450, 450))


def test_a_report_locked_against_changes_alone_is_read() -> None:
    assert len(read_report(locked(user=""), name="report.pdf").findings) == 2


@pytest.mark.parametrize("name", [None, "", "report", "report.pdf", "x\r\n\u202e../.pdf", "a" * 300, "report.aspx"])
def test_a_name_that_promises_nothing_else_is_no_hindrance(name: str | None) -> None:
    assert len(read_report(report_pdf(), name=name).findings) == 2


def test_marks_that_nobody_sees_are_taken_out_of_the_words() -> None:
    page = web_page("<h1>Marl\u202eshire\u0000 &#8238;report\x1b</h1><p>Words\u200f")

    report = read_report(page)

    assert report.title == "Marlshire report"
    assert report.pages[0].text_lines[1].text == "Words"


def test_no_words_cannot_be_pasted() -> None:
    for words in ("", " \n\t"):
        with pytest.raises(CannotRead) as raised:
            read_pasted(words)
        assert raised.value.code == "empty"
