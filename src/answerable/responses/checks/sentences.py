"""The sentences of a text as readers meet them, without markup, and how hard they are to read. Pure.

The grade is that of Flesch and Kincaid: 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (J. P. Kincaid and
others, 1975). It was made for English and tells years at school; the reading age is five years more. Syllables are
counted by spelling, so that a word such as "violence" gets one too few: the age is about right, never exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answerable.documents import BulletList, Heading, blocks

_END = re.compile(r"[.!?]['\"’”)\]]{0,3}\s+(?=['\"‘“(\[]?[A-Z\d£])")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sgt|Insp|Supt|No|Nos|para|paras|p|pp|s|ss|cf|e\.g|i\.e|etc|approx)\.$",
    re.IGNORECASE)
WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ÿ]+)*")
# Ends that are written and not spoken, and those among them that are.
_SILENT = (
    ("e", ("le", "ee", "oe", "ye")), ("ed", ("ted", "ded", "eed", "ied")),
    ("es", ("ses", "zes", "ces", "ges", "shes", "ches", "xes", "ies", "les")),
)
_VOWELS = re.compile(r"[aeiouy]+")
# The commonest words of English: about a third of any English text, and next to nothing of a text in another language.
_ENGLISH = frozenset({
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "we", "our", "will", "with", "this", "by", "be", "on",
    "are", "as", "have", "it", "not", "from",
})
_ENGLISH_SHARE = 0.15


def sentences(words: str) -> tuple[str, ...]:
    """Every sentence and every item of a list; headings are none. Links are their words."""
    return tuple(sentence for run in _stretches(words) for sentence in _split(run))


def prose(words: str) -> str:
    """The same without markup and headings, for readers of whole texts: a blank line parts its paragraphs, and each
    item of a list has a line and a dash of its own."""
    parts = []
    for block in blocks(words):
        if isinstance(block, BulletList):
            parts.append("\n".join(f"- {''.join(run.words for run in item)}" for item in block.items))
        elif not isinstance(block, Heading):
            parts.append("".join(run.words for run in block.runs))
    return "\n\n".join(parts)


def _stretches(words: str) -> Iterator[str]:
    for block in blocks(words):
        if isinstance(block, BulletList):
            yield from ("".join(run.words for run in item) for item in block.items)
        elif not isinstance(block, Heading):
            yield "".join(run.words for run in block.runs)


def _split(run: str) -> Iterator[str]:
    begin = 0
    for end in _END.finditer(run):
        if not _SHORTENED.search(run[max(begin, end.start() - 10) : end.start() + 1]):
            yield run[begin : end.end()].strip()
            begin = end.end()
    if run[begin:].strip():
        yield run[begin:].strip()


def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling."""
    plain = "".join(letter for letter in word.lower() if letter.isalpha())
    count = len(_VOWELS.findall(plain))
    silent = any(plain.endswith(end) and not plain.endswith(spoken) for end, spoken in _SILENT)
    return max(count - silent, 1)


@dataclass(frozen=True)
class Reading:
    """How hard a text is to read."""

    words: int
    average: float  # words a sentence
    grade: float
    longest: str  # sentence

    @property
    def age(self) -> int:
        return round(self.grade) + 5


def reading(said: Sequence[str]) -> Reading | None:
    """None for a text without words."""
    words = [WORD.findall(sentence) for sentence in said]
    told = [found for found in words if found]
    count = sum(map(len, told))
    if not count:
        return None
    average = count / len(told)
    spoken = sum(syllables(word) for found in told for word in found) / count
    longest = max(zip(words, said, strict=True), key=lambda pair: len(pair[0]))[1]
    return Reading(count, average, 0.39 * average + 11.8 * spoken - 15.59, longest)


def is_english(said: Sequence[str]) -> bool:
    """Whether a text is surely English, by its commonest words."""
    words = [word.lower() for sentence in said for word in WORD.findall(sentence)]
    return bool(words) and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)
