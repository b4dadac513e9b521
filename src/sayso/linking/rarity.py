"""How much it tells that two texts share a word: the rarer, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

_IMAGINED = 100
"""Articles imagined beside those seen, so that in a ledger of two articles what both say still tells something."""


class Rarity:
    """Weights of stems by the articles that hold them (inverse document frequency, Spärck Jones 1972)."""

    def __init__(self) -> None:
        self._articles = 0
        self._holding: Counter[str] = Counter()

    def add(self, stems: Iterable[str]) -> None:
        """Count an article that holds these stems."""
        self._articles += 1
        self._holding.update(set(stems))

    def __call__(self, stem: str) -> float:
        """The weight of a stem, in natural units of information; 0 for what every article holds."""
        return max(0.0, math.log((self._articles + _IMAGINED) / (self._holding[stem] + 1)))

    def total(self, stems: Iterable[str]) -> float:
        """The weight of several stems together; summed in order, so that it is the same in every run."""
        return math.fsum(self(stem) for stem in stems)
