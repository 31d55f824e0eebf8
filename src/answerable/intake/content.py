"""What a file is, told by its first bytes; its name is believed in nothing."""

import re

PDF, WEB_PAGE, HYBRID = "a PDF", "a web page", "a web page with a PDF hidden behind it"
WORD, TEXT = "a Word document", "plain text"

_STARTS = (
    (b"\xd0\xcf\x11\xe0", "an older Word, Excel or Outlook file"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"BM", "a picture"),
    (b"II*\x00", "a picture"), (b"MM\x00*", "a picture"), (b"RIFF", "a picture, a sound or a film"),
    (b"\x1f\x8b", "a compressed file"), (b"7z\xbc\xaf", "a compressed folder"),
    (b"Rar!", "a compressed folder"),
    (b"MZ", "a program"), (b"\x7fELF", "a program"),
)  # fmt: skip
_IN_ZIP = (
    (b"word/", WORD), (b"xl/", "an Excel workbook"), (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.text", "an OpenDocument text"), (b"opendocument.", "an OpenDocument file"),
    (b"epub", "an electronic book"),
)  # fmt: skip
_PAGE_OF_THE_WEB = re.compile(
    rb"<!doctype html|<(?:html|head|body|title|main|article|section|div|h[1-6]|p|ul|ol)[\s>]",
    re.IGNORECASE,
)
_ONE_FILE_PAGE = re.compile(rb"^(?:From: <Saved by|MIME-Version: 1\.0)", re.IGNORECASE | re.MULTILINE)
# What the ending of a name promises; endings that are not here promise nothing.
_PROMISED = {
    ".pdf": {PDF}, ".html": {WEB_PAGE}, ".htm": {WEB_PAGE}, ".xhtml": {WEB_PAGE},
    ".docx": {WORD}, ".xlsx": {"an Excel workbook"}, ".pptx": {"a PowerPoint presentation"},
    ".png": {"a picture"}, ".jpg": {"a picture"}, ".jpeg": {"a picture"}, ".txt": {TEXT},
}  # fmt: skip


def told_by_content(data: bytes) -> str:
    """The kind of file, as words with their article: `PDF`, `WEB_PAGE` or what else it is."""
    start = data[:1024]
    if _has_pdf_behind(data):
        return HYBRID
    if b"%PDF-" in start:
        return PDF
    if start.startswith(b"PK\x03\x04"):
        members = data[:4096] + data[-65536:]  # the first member, and the list at the end
        return next((what for sign, what in _IN_ZIP if sign in members), "a ZIP folder")
    for sign, what in _STARTS:
        if start.startswith(sign):
            return what
    if _is_web_page(data):
        return WEB_PAGE
    if _ONE_FILE_PAGE.search(start):
        return "a web page saved as one file, or an email"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return "an XML file"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # text as some Windows programs save it
        data = data[:65536].decode("utf-16", "replace").encode()
    return TEXT if _is_text(data[:65536]) else "of a kind we do not know"


def _has_pdf_behind(data: bytes) -> bool:
    """Whether PDF readers would open as PDF what browsers would show as a web page."""
    before, mark, _ = data[:1024].partition(b"%PDF-")
    return bool(mark) and _PAGE_OF_THE_WEB.search(before) is not None


def promised_by(ending: str) -> set[str]:
    """What the ending of a name says the file is; nothing when it says nothing we check."""
    return _PROMISED.get(ending, set())


def _is_web_page(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # saved as UTF-16, as some Windows programs do
        data = data[:8192].decode("utf-16", "replace").encode()
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\f")
    return start.startswith(b"<") and _PAGE_OF_THE_WEB.search(start) is not None


def _is_text(start: bytes) -> bool:
    unprintable = sum(byte < 9 or 13 < byte < 32 or byte == 127 for byte in start)
    return unprintable == 0 and bool(start)
