"""A ZIP folder is unpacked within bounds, in the fenced child, and nothing in it says where anything goes."""

import io
import zipfile

import pytest

from answerable.intake import CannotRead, unpack
from answerable.intake.packed import MOST_FILES


def packed(files, *, compressed=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compressed) as folder:
        for name, data in files:
            folder.writestr(name, data)
    return out.getvalue()


def test_files_come_in_order_of_name_without_folders_links_and_names_that_begin_with_a_dot():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    data = packed([("b.txt", b"B"), ("in/", b""), ("a.txt", b"A"), (link, b"/etc/passwd"), (".DS_Store", b"x"),
                   ("__MACOSX/._a.txt", b"x"), ("../../up.txt", b"U")])

    assert unpack(data) == (("a.txt", b"A"), ("b.txt", b"B"))


@pytest.mark.parametrize(("data", "code"), [
    (lambda: packed([("bomb.txt", b"0" * 60_000_000)]), "too_large"),
    (lambda: packed([(f"{n}.txt", b"x") for n in range(MOST_FILES + 1)]), "too_many_files"),
    (lambda: packed([("a.txt", b"A" * 5000)], compressed=zipfile.ZIP_STORED)[:3000], "damaged"),
    (lambda: b"PK\x03\x04" + bytes(100), "damaged"),
    (lambda: packed([("a.txt", b"A")]).replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
     "password"),
    (lambda: packed([("bomb.txt", b"0" * 60_000_000)]).replace(
        (60_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")), "damaged"),
])  # fmt: skip
def test_what_is_too_much_or_broken_is_refused(data, code):
    with pytest.raises(CannotRead) as refused:
        unpack(data())

    assert refused.value.code == code
