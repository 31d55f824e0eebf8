"""How alike two texts are: the cosine of their weighted stems.

The weight of a stem in a text is (1 + ln n) · ln(1 + N / f): n, how often the text has it; f, how many findings of the
body have it; N, how many findings the body has. The score is the sum of the products of the weights of the stems that
both texts have, divided by the lengths (Euclidean) of both texts. It lies between 0 (no word shared) and 1 (the same
words as often), is the same from either side, and no text is more like another than like itself. Source: Manning,
Raghavan and Schütze, *Introduction to Information Retrieval* (2008), sections 6.2 to 6.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log, sqrt

from answerable.inspections.likeness.stems import Stem, Word, words_of

Counts = Mapping[Stem, int]
# Measured on labelled findings of real reports: from here on about every second finding that is shown is the same
# weakness, and from 0.3 on nearly every one. A person decides, so that half is worth showing and more would be noise.
SHOWN_FROM = 0.22


@dataclass(frozen=True)
class Weights:
    """How rare each stem is among a body's findings. `findings`: how many there are; `having`: how many have it."""

    findings: int
    having: Mapping[Stem, int]
    _known: dict[Stem, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def rarity(self, stem: Stem) -> float:
        """A stem that no finding has counts as one that one has."""
        if stem not in self._known:
            self._known[stem] = log(1 + max(self.findings, 1) / max(self.having.get(stem, 0), 1))
        return self._known[stem]

    def of(self, counts: Counts) -> dict[Stem, float]:
        return {stem: (1 + log(count)) * self.rarity(stem) for stem, count in counts.items()}


def score(mine: Counts, theirs: Counts, weights: Weights) -> float:
    """How alike two texts are, from 0 to 1."""
    one, other = weights.of(mine), weights.of(theirs)
    product = sum(one[stem] * other[stem] for stem in sorted(one.keys() & other.keys()))
    lengths = _length(one) * _length(other)
    return min(product / lengths, 1.0) if lengths else 0.0


def shared_words(mine: str, theirs: str) -> tuple[list[Word], list[Word]]:
    """The words of each text whose stem the other has as well, with their places."""
    one, other = words_of(mine), words_of(theirs)
    both = {word.stem for word in one} & {word.stem for word in other}
    return [word for word in one if word.stem in both], [word for word in other if word.stem in both]


def _length(weighted: Mapping[Stem, float]) -> float:
    return sqrt(sum(weighted[stem] ** 2 for stem in sorted(weighted)))
