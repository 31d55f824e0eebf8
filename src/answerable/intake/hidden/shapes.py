"""What comes back from the search for hidden parts of a file."""

from __future__ import annotations

from pydantic import Field

from answerable.intake.shapes import Shape


class Hidden(Shape):
    """Each hidden thing in a sentence. `searched`: whether files of its kind can be searched at all."""

    searched: bool = True
    found: tuple[str, ...] = Field(default=(), max_length=100)
