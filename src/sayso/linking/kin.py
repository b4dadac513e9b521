"""Which articles tell of one story: they name the same people, bodies and places, and within the same weeks.

Two ferries may sink in one month with as many dead; what tells their reports apart is the names in them.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import combinations

from sayso.linking.postings import Postings, key
from sayso.linking.prepared import Prepared
from sayso.linking.rarity import Rarity
from sayso.linking.times import start_of

ENOUGH = 0.4
"""Share of the weight of the names of the article that has fewer that the other must hold."""
_WITHIN = timedelta(days=60)
_RARE = 12
_MOST_HELD = 64
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


class Kin:
    """The articles read so far, to be asked which tell of the same story as a new one."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._articles: list[tuple[str, frozenset[str], str | None]] = []
        self._postings = Postings()
        self._kin: dict[str, dict[str, float]] = {}

    def add(self, prepared: Prepared) -> dict[str, float]:
        """The articles so far that tell of the story of a new one, and how much they share, 0 to 1."""
        own = names(prepared)
        keys = self._keys(own)
        _, owners, _ = self._postings.find(keys, _MOST_HELD)
        likest = sorted(Counter(owners.tolist()).items(), key=lambda c: (-c[1], c[0]))[:_CANDIDATES]
        found = {}
        for number, _ in likest:
            article, theirs, published = self._articles[number]
            score = self._shared(own, theirs)
            if score >= ENOUGH and _near(published, prepared.article.published):
                found[article] = round(score, 3)
        self._postings.add(keys, len(self._articles))
        self._articles.append((prepared.id, own, prepared.article.published))
        self._kin[prepared.id] = found
        for article in found:
            self._kin[article][prepared.id] = found[article]
        return found

    def of(self, article: str) -> dict[str, float]:
        """The articles that tell of an article's story, and how much they share."""
        return self._kin.get(article, {})

    def one_story(self, one: str, other: str) -> bool:
        """Whether two articles tell of one story."""
        return one == other or other in self._kin.get(one, {})

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
