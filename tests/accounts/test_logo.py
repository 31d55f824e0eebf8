"""A logo is a small PNG with nothing in it but the picture."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from answerable.accounts.logo import LARGEST, NotALogo, clean_logo


def picture(width: int = 40, height: int = 20, **told: str) -> bytes:
    notes = PngImagePlugin.PngInfo()
    for name, words in told.items():
        notes.add_text(name, words)
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#1d70b8").save(file, "PNG", pnginfo=notes, dpi=(72, 72))
    return file.getvalue()


def test_the_picture_stays_and_what_else_was_in_the_file_goes():
    cleaned = clean_logo(picture(author="Asha Rahman", comment="made at home"))

    with Image.open(io.BytesIO(cleaned)) as shown:
        assert shown.size == (40, 20)
        assert shown.getpixel((3, 3)) == (0x1D, 0x70, 0xB8)
        assert shown.info == {}
    assert b"Asha" not in cleaned


def test_cleaning_twice_changes_nothing():
    once = clean_logo(picture(author="x"))

    assert clean_logo(once) == once


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a...", "not a PNG"),
        (b"", "not a PNG"),
        (picture()[:-20], "damaged"),
        (picture().replace(b"IDAT", b"IDAX"), "damaged"),
        (picture(2001, 1), "2001 by 1 pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * LARGEST, "largest we keep"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(data, words):
    with pytest.raises(NotALogo, match=words):
        clean_logo(data)


@given(st.binary(max_size=300), st.integers(0, 200))
def test_no_file_breaks_it(noise, at):
    damaged = picture()[:at] + noise + picture()[at:]

    with suppress(NotALogo):
        assert clean_logo(damaged).startswith(b"\x89PNG")
