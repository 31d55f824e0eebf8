"""What tidying did to somebody's words, counted and said in sentences."""

from __future__ import annotations

from collections import Counter

# How each change is said: of one, and of several.
_SAID = {
    "fonts": ("Fonts, colours and sizes were left out.", None),
    "slanted": ("Italics and underlining were left out; the words stand as plain text.", None),
    "tags": ("HTML tags that readers would have seen were read as what they meant: {names}.", None),
    "entities": ("1 character written as HTML code was written as itself.",
                 "{n} characters written as HTML code were written as themselves."),
    "table": ("1 table was made into a list.", "{n} tables were made into lists."),
    "laid_out": ("1 table that only placed words on the page was written out as paragraphs.",
                 "{n} tables that only placed words on the page were written out as paragraphs."),
    "run_on": ("1 list typed as running text was made into a list.",
               "{n} lists typed as running text were made into lists."),
    "bullets": ("1 bullet typed by hand was made an item of a list.",
                "{n} bullets typed by hand were made items of lists."),
    "nested": ("1 list inside another was made part of it.", "{n} lists inside others were made part of them."),
    "numbered": ("1 numbered list was made into a list with its numbers as words.",
                 "{n} numbered lists were made into lists with their numbers as words."),
    "levels": ("1 heading was set to the one level of heading that is kept.",
               "{n} headings were set to the one level of heading that is kept."),
    "empty_link": ("1 link that leads nowhere was left as words.", "{n} links that lead nowhere were left as words."),
    "unsafe_link": ("1 link that could not be opened safely was left as words.",
                    "{n} links that could not be opened safely were left as words."),
    "inside_link": ("1 link that works only on the page it was on was left as words.",
                    "{n} links that work only on the page they were on were left as words."),
    "picture": ("1 picture was left out.", "{n} pictures were left out."),
    "hidden": ("Parts that a reader does not see were left out.", None),
    "joined": ("1 paragraph that was broken in two was joined again.",
               "{n} paragraphs that were broken in two were joined again."),
}  # fmt: skip


class Changes:
    """Counts by kind of change; `told` says them in a fixed order."""

    def __init__(self, nowhere: list[tuple[str, str]] | None = None) -> None:
        self.counted: Counter[str] = Counter()
        self.tags: dict[str, None] = {}  # names of the tags that readers would have seen, as met
        self.nowhere = [] if nowhere is None else nowhere  # words and target of each link that leads nowhere
        self._also: dict[str, None] = {}

    def __bool__(self) -> bool:
        return bool(self.counted or self._also)

    def count(self, what: str, times: int = 1) -> None:
        if times:
            self.counted[what] += times

    def say(self, sentence: str) -> None:
        """A sentence of somebody else's about the same words."""
        self._also[sentence] = None

    @property
    def told(self) -> tuple[str, ...]:
        sentences = []
        for what, (one, several) in _SAID.items():
            times = self.counted[what]
            if times:
                said = one if times == 1 or several is None else several
                sentences.append(said.format(n=times, names=", ".join(f"<{name}>" for name in self.tags)))
        return (*sentences, *self._also)
