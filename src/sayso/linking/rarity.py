"""How much it tells that two texts share a word: the rarer, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

_STEPS = 1024
"""Weights are whole numbers of this part: sums of them are exact, whatever the order in which a set is walked."""
_IMAGINED = 100
"""Articles imagined beside those seen, so that in a ledger of two articles what both say still tells something."""


@lru_cache(maxsize=1 << 16)
def _steps(count: int) -> int:
    return round(math.log(count) * _STEPS)


class Rarity:
    """Weights of stems by the articles that hold them (inverse document frequency, Spärck Jones 1972)."""

    def __init__(self) -> None:
        self._holding: Counter[str] = Counter()
        self._weights: dict[str, int] = {}
        self._totals: dict[frozenset[str], float] = {}
        self._count(0)

    def add(self, stems: Iterable[str]) -> None:
        """Count an article that holds these stems."""
        self._holding.update(set(stems))
        self._count(self._articles + 1)

    def load(self, articles: int, held: Mapping[str, int]) -> None:
        """Begin with what was counted before: how many articles, and how many of them hold each stem."""
        self._holding = Counter(held)
        self._count(articles)

    def held(self, stem: str) -> int:
        """How many articles hold a stem."""
        return self._holding[stem]

    def __call__(self, stem: str) -> float:
        """The weight of a stem, in natural units of information; 0 for what every article holds."""
        return self._steps_of(stem) / _STEPS

    def total(self, stems: frozenset[str]) -> float:
        """The weight of several stems together."""
        # One saying is compared with many others: a third of all time to link claims went into adding up again.
        found = self._totals.get(stems)
        if found is None:
            found = self._totals[stems] = sum(map(self._steps_of, stems)) / _STEPS
        return found

    def _count(self, articles: int) -> None:
        self._articles = articles
        self._most = _steps(articles + _IMAGINED)
        self._weights.clear()
        self._totals.clear()

    def _steps_of(self, stem: str) -> int:
        known = self._weights.get(stem)
        if known is None:
            held = self._holding.get(stem, 0) + 1
            known = self._weights[stem] = max(0, self._most - _steps(held))
        return known
