"""What a picture tells beside what it shows. Behind the fence only."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import ExifTags, Image, UnidentifiedImageError

from answerable.intake.errors import CannotRead

_PLACE = ExifTags.IFD.GPSInfo
_TOLD = {
    "Artist": "Who took it is given as", "Copyright": "Whose it is is given as", "ImageDescription": "It is described "
    "as", "DateTime": "When it was taken or changed is given as", "Model": "The camera or telephone is given as",
}
_LONGEST = 200


def hidden_in_picture(data: bytes) -> Iterator[str]:
    """Each in a sentence. Raises CannotRead. Only the head of the file is read, never its points."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as picture:
            exif, info = picture.getexif(), dict(picture.info)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise CannotRead("damaged", "It is damaged and cannot be searched.") from error
    if exif.get_ifd(_PLACE):
        yield "It tells where it was taken (GPS)."
    for tag, value in exif.items():
        begins = _TOLD.get(ExifTags.TAGS.get(tag, ""))
        if begins and str(value).strip():
            yield f"{begins} “{str(value)[:_LONGEST]}”."
    for name, value in info.items():
        if isinstance(name, str) and isinstance(value, str) and value.strip() and name.lower() != "xml:com.adobe.xmp":
            yield f"It carries a text named “{name[:40]}”: “{value[:_LONGEST]}”."
    if any(str(name).lower() in ("xmp", "xml:com.adobe.xmp") for name in info):
        yield "It carries a description of itself by a program for pictures (XMP), which can name people and places."
    if info.get("comment"):
        yield "It carries a comment."
