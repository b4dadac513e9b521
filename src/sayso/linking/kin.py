"""Which articles tell of one story: they name the same people, bodies and places, and within the same weeks.

Two ferries may sink in one month with as many dead; what tells their reports apart is the names in them. An official
statement and a report from the scene may name hardly anybody in common, and yet have most of their kin in common:
then they tell of one story too (shared nearest neighbours: Jarvis and Patrick 1973).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from sayso.linking.postings import key
from sayso.linking.prepared import Prepared
from sayso.linking.shelves import Shelves
from sayso.linking.times import start_of

ENOUGH = 0.4
"""Share of the weight of the names of the article that has fewer that the other must hold."""
SHARED = 0.5
"""Share of the kin of the article that has fewer that the other has too, for them to be kin themselves. On the three
stories that were looked at this adds 106 pairs to 231, all right; among 84 articles on one election, none to 25."""
_FEWEST_SHARED = 2
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
    """An article, the names in it, its date and the numbers of its kin before it, as `Kin` remembers it."""

    article: str
    names: frozenset[str]
    published: str | None
    kin: tuple[int, ...] = ()


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
        found: dict[int, float] = {}
        for number, _ in likest:
            other = self._articles[number]
            score = self._shared(own, other.names)
            if score >= ENOUGH and _near(other.published, prepared.article.published):
                found[number] = round(score, 3)
        named = Named(prepared.id, own, prepared.article.published, tuple(found))
        self._articles.add(named, [*keys, *map(_kin_of, found)])
        more = {n: round(self._shared(own, self._articles[n].names), 3) for n in self._by_kin(found)}
        return {self._articles[n].article: score for n, score in {**found, **more}.items()}

    def _by_kin(self, found: Collection[int]) -> list[int]:
        """The articles, other than those of `found`, that share enough of these kin."""
        met = Counter(other for number in found for other in self._kin(number) if other not in found)
        return [
            other
            for other, shared in sorted(met.items(), key=lambda m: (-m[1], m[0]))[:_CANDIDATES]
            if shared >= max(_FEWEST_SHARED, SHARED * min(len(found), len(self._kin(other))))
        ]

    def _kin(self, number: int) -> list[int]:
        """The kin of an article before it and after it, but for the one that is being added."""
        last = len(self._articles) - 1
        return [*self._articles[number].kin, *(n for n in self._articles.under(_kin_of(number)) if n != last)]

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


def _kin_of(number: int) -> int:
    """The key of the articles that have the article of that number among their kin before them."""
    return key("kin of", str(number))


def _near(one: str | None, other: str | None) -> bool:
    mine, theirs = start_of(one), start_of(other)
    return mine is None or theirs is None or abs(mine - theirs) <= _WITHIN
