"""A page of the web as its words in order: headings, paragraphs and list items, and which box each stands in."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Passage:
    """One heading, paragraph or list item."""

    kind: Literal["heading", "paragraph", "item"]
    text: str
    level: int = 0  # of a heading, 1 to 6; of an item, how deep its list lies, from 1
    number: str = ""  # printed before it, "" when none is
    strong: bool = False  # all of it stands out
    boxes: tuple[int, ...] = ()  # the elements it lies in, outermost first


@dataclass(frozen=True)
class WebPage:
    """What a page of the web says, whatever it was saved or pasted as."""

    title: str
    named: str  # what the browser's window says: the title with the site's name
    passages: tuple[Passage, ...]
