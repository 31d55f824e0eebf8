"""What tidying gives back."""

from __future__ import annotations

from answerable.intake.shapes import Shape


class Tidied(Shape):
    """Words as light markup, and what was changed, in sentences; nothing was when there are none."""

    words: str
    changed: tuple[str, ...] = ()
