"""Which articles may share passages: an index of pairs of neighbouring words.

A shingle is two content words that follow each other, in either order, next or next but one: function words
are what editors change first. With 60 percent of its words changed, an article keeps one in six of such pairs,
but one in 1,500 of the eight-word shingles that find verbatim copies (Broder 1997), by MinHash or otherwise;
`evaluation/copies.py` measures it. Shingles count by their rarity, so that the turns of phrase
of a whole newsroom do not make its articles copies.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from sayso.linking.postings import Postings, key
from sayso.linking.prepared import Prepared

_MOST_HELD = 64
"""Articles that a shingle is followed to: of a wire report printed by hundreds, the first ones."""
_LEAST = 0.01
"""Share of the weight of an article's shingles that another must hold; a copied sentence of 20 words makes 0.03."""
_FEWEST = 4
"""Shingles that two articles must share to be compared."""


def shingles(prepared: Prepared) -> frozenset[int]:
    """The hashed shingles of an article."""
    return frozenset(_shingles(prepared))


def _shingles(prepared: Prepared) -> Iterator[int]:
    for sentence in prepared.sentences:
        content = [w.stem for w in sentence.words if w.stem]
        for at, stem in enumerate(content):
            for other in content[at + 1 : at + 3]:
                if stem != other:
                    yield key(min(stem, other), max(stem, other))


class Shingled:
    """The articles seen, by number in order of arrival, to be asked which are like another."""

    def __init__(self) -> None:
        self._postings = Postings()
        self._count = 0

    def add(self, held: frozenset[int]) -> int:
        """Add an article's shingles and return its number."""
        self._postings.add(sorted(held), self._count)
        self._count += 1
        return self._count - 1

    def like(self, held: frozenset[int], most: int) -> list[tuple[int, float]]:
        """Up to `most` articles that share shingles with `held`, with the share of its weight, highest first."""
        places, owners, counts = self._postings.find(sorted(held), _MOST_HELD)
        if not len(owners):
            return []
        weights = np.log((self._count + 1) / (counts + 1)) + math.log(2)
        weights = np.maximum(weights, 0.05)
        points = np.bincount(owners, weights=weights[places], minlength=self._count)
        shared = np.bincount(owners, minlength=self._count)
        total = float(weights.sum())
        found = np.flatnonzero((shared >= _FEWEST) & (points >= _LEAST * total))
        # Sorted by points; the earlier arrival first where they are equal, so that the same input gives the same order.
        best = found[np.lexsort((found, -points[found]))][:most]
        return [(int(n), float(points[n]) / total) for n in best]
