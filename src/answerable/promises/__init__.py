"""Promises in the prose of an answer: plain rules of grammar find them, and each says why."""

from answerable.promises.finding import MOST_CHARACTERS, TextTooLong, find
from answerable.promises.rules import ALL_RULES, EXCLUSIONS, Exclusion, Rule
from answerable.promises.shapes import Kind, Promise

__all__ = ["ALL_RULES", "EXCLUSIONS", "MOST_CHARACTERS", "Exclusion", "Kind", "Promise", "Rule", "TextTooLong", "find"]
