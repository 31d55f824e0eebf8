"""From the bytes of a file to a report: tells what the file is and hands it to the reader of that kind.

Runs in the child only (`fence` asks, `child` calls).
"""

from answerable.intake.content import HYBRID, PDF, WEB_PAGE, promised_by, told_by_content
from answerable.intake.errors import CannotRead
from answerable.intake.shapes import ReadReport


def read(data: bytes, ending: str) -> ReadReport:
    """The report in the file; `ending` is how its name ends, or "". Raises CannotRead."""
    content = told_by_content(data)
    promised = promised_by(ending)
    if promised and content not in promised:
        raise CannotRead("misnamed", f"It is named {ending} but it is {_what_it_says(content, data)}.")
    if content == PDF:
        from answerable.intake.pdf import read_pdf

        report = read_pdf(data)
        if not any(line.text.strip() for page in report.pages for line in page.text_lines):
            raise CannotRead("image_only", "Its pages are pictures, with no words in them.")
        return report
    if content == WEB_PAGE:
        from answerable.intake.html import read_page
        from answerable.intake.layouts import web_page

        return web_page.read(read_page(data))
    if content == HYBRID:
        raise CannotRead("two_in_one", f"It is {content}. Download the report again from the inspectorate.")
    raise CannotRead("not_a_report", f"It is {content}. We read PDF files and saved web pages. "
                     "Save it as PDF, or type the findings in.")


def read_words(words: str) -> ReadReport:
    """The report in words copied off a web page. Raises CannotRead."""
    from answerable.intake import pasted
    from answerable.intake.layouts import web_page

    return web_page.read(pasted.read_words(words))


def _what_it_says(content: str, data: bytes) -> str:
    if content != WEB_PAGE:
        return content
    from answerable.intake.html import title_of

    title = title_of(data)
    return f"{content} that says '{title}'" if title else content
