"""Which articles tell of one story: they name the same people, bodies and places, and within the same weeks.

Two ferries may sink in one month with as many dead; what tells their reports apart is the names in them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from sayso.linking.postings import key
from sayso.linking.prepared import Prepared
from sayso.linking.shelves import Shelves
from sayso.linking.times import start_of

ENOUGH = 0.4
"""Share of the weight of the names of the article that has fewer that the other must hold."""
_WITHIN = timedelta(days=60)
_RARE = 12
_CANDIDATES = 48
_FEWEST = 2
_LOWER = 2
"""Content words without a capital that a sentence has and a headline in title case has not."""


def names(prepared: Prepared) -> frozenset[str]:
    """The stems of words that an article capitalises within its sentences."""
    text = prepared.article.text
    found: set[str] = set()
    for sentence in prepared.sentences:
        content = [w for w in sentence.words[1:] if w.stem]
        # A headline in title case tells nothing of what is a name.
        if sum(text[w.start].islower() for w in content) >= _LOWER:
            found.update(w.stem for w in content if text[w.start].isupper())
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Named:
    """An article, the names in it and its date, as `Kin` remembers it."""

    article: str
    names: frozenset[str]
    published: str | None


class Kin:
    """The articles read so far, to be asked which tell of the same story as a new one."""

    def __init__(self, shelves: Shelves) -> None:
        self._rarity = shelves.rarity
        self._articles = shelves.shelf("kin", Named)

    def add(self, prepared: Prepared) -> dict[str, float]:
        """The articles so far that tell of the story of a new one, and how much they share, 0 to 1."""
        own = names(prepared)
        keys = self._keys(own)
        owners = self._articles.find(keys).owners
        likest = sorted(Counter(owners.tolist()).items(), key=lambda c: (-c[1], c[0]))[:_CANDIDATES]
        found = {}
        for number, _ in likest:
            other = self._articles[number]
            score = self._shared(own, other.names)
            if score >= ENOUGH and _near(other.published, prepared.article.published):
                found[other.article] = round(score, 3)
        self._articles.add(Named(prepared.id, own, prepared.article.published), keys)
        return found

    def _shared(self, mine: frozenset[str], theirs: frozenset[str]) -> float:
        shared = mine & theirs
        if len(shared) < _FEWEST:
            return 0.0
        least = min(self._rarity.total(mine), self._rarity.total(theirs))
        return self._rarity.total(shared) / least if least else 0.0

    def _keys(self, own: frozenset[str]) -> list[int]:
        rarest = sorted(own, key=lambda s: (-self._rarity(s), s))[: 2 * _RARE]
        # The rarest names are often typing errors and passers-by; the story's own are a little less rare.
        return [key(a, b) for a, b in combinations(sorted(rarest), 2)]


def _near(one: str | None, other: str | None) -> bool:
    mine, theirs = start_of(one), start_of(other)
    return mine is None or theirs is None or abs(mine - theirs) <= _WITHIN
