"""How alike two findings are, by their words: stems, weights, score, and where the shared words stand. Pure."""

from answerable.inspections.likeness.stems import Stem, Word, stems_of, words_of
from answerable.inspections.likeness.weighing import SHOWN_FROM, Weights, score, shared_words

__all__ = ["SHOWN_FROM", "Stem", "Weights", "Word", "score", "shared_words", "stems_of", "words_of"]
