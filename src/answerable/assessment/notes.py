"""What an analyst adds to the figures: notes on a series, and what they conclude from a measure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from answerable.measures.months import Month


class Measure(StrEnum):
    """What a conclusion may rest on, by the name that the page gives it."""

    CHANGE = "change"
    CONTROL_CHART = "months"
    RATE = "rate"
    PERSISTENCE = "areas high month after month"
    CONCENTRATION = "how much lies in how few areas"
    HOT_AREAS = "areas that stand out with their neighbours"
    DEPRIVATION = "deprivation"
    LEDGER = "what the files hold"


@dataclass(frozen=True, slots=True)
class Annotation:
    """What else happened to a series from a month on, such as a change of recording."""

    group: str
    month: Month
    words: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the analyst concludes, and the figure that it rests on."""

    words: str
    group: str
    measure: Measure
