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
from typing import Any

import numpy as np

from sayso.linking.postings import key
from sayso.linking.prepared import Prepared
from sayso.linking.shelves import Shelf

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


def like(shelf: Shelf[Any], held: frozenset[int], most: int) -> list[tuple[int, float]]:
    """Up to `most` articles of a shelf that share shingles with `held`, and the share of its weight, highest first."""
    found = shelf.find(sorted(held))
    if not len(found.owners):
        return []
    weights = np.log((len(shelf) + 1) / (found.held + 1)) + math.log(2)
    weights = np.maximum(weights, 0.05)
    owners, places = np.unique(found.owners, return_inverse=True)
    points = np.bincount(places, weights=weights[found.places])
    shared = np.bincount(places)
    total = float(weights.sum())
    enough = np.flatnonzero((shared >= _FEWEST) & (points >= _LEAST * total))
    # Sorted by points; the earlier arrival first where they are equal, so that the same input gives the same order.
    best = enough[np.lexsort((owners[enough], -points[enough]))][:most]
    return [(int(owners[n]), float(points[n]) / total) for n in best]
