"""Statements of several articles that say the same thing, gathered as they arrive.

What decides about two is a `SameClaim`: a comparison of words (`WordsAgree`), or of what they mean (`same_meaning`).
Candidates come from an index of the rarest words of each saying and of their pairs, so that a new article costs what
it has to say and not what was said before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, runtime_checkable

from sayso.linking.postings import key
from sayso.linking.rarity import Rarity
from sayso.linking.sayings import Saying
from sayso.linking.shelves import Shelves

ENOUGH = 0.55
"""Score from which two sayings are one claim: chosen on the examples in `tests/`, and not measured yet."""
_RARE = 10
"""Of a saying, the rarest words whose pairs are indexed: 45 keys. Two statements of one claim share such a pair in 75
of 100 cases in the stories at hand (65 with 7 words, 81 with 14)."""
_RAREST = 5
"""Of these, the rarest words that are indexed by themselves too."""
_MOST_HELD = 32
_CANDIDATES = 12
"""Sayings that a new one is compared with at most; with 6, pairs of one claim found on two stories fall by up to 4 in
100, with 24 they are the same."""
_COMPANY = 5
"""Members of a claim that a new one must agree with, on average: else one doubtful link draws two claims into one."""


@dataclass(frozen=True, slots=True)
class Match:
    """How far two sayings are one claim, 0 to 1, and why, in words."""

    score: float
    reason: str


class SameClaim(Protocol):
    """Decides whether two sayings say the same thing; a score of `ENOUGH` or more says so."""

    def __call__(self, one: Saying, other: Saying, /, *, one_story: bool = True) -> Match:
        """Compare two sayings, of articles that tell of one story or not."""
        ...


@runtime_checkable
class Readied(Protocol):
    """A judge that is faster when it knows beforehand what it will be asked."""

    def ready(self, pairs: Iterable[tuple[Saying, Saying]]) -> None:
        """These pairs may be asked for soon."""
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """A saying of a claim, and to which earlier one it was linked, and why; the first of a claim to none.

    `claim` and `to` are numbers of sayings in order of arrival; a claim has the number of its first saying.
    """

    saying: Saying
    claim: int
    to: int | None = None
    match: Match | None = None


class WordsAgree:
    """Two sayings are one claim when their rarer words agree and no number, name or negation speaks against it."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity

    def __call__(self, one: Saying, other: Saying, /, *, one_story: bool = True) -> Match:  # noqa: ARG002
        """Compare two sayings by their words, whatever their stories."""
        if one.numbers and other.numbers and not (one.numbers <= other.numbers or other.numbers <= one.numbers):
            return Match(0.0, f"the numbers differ: {_some(one.numbers)} and {_some(other.numbers)}")
        shared = one.stems & other.stems
        if (one.negates(shared) != other.negates(shared)) != (one.denied != other.denied):
            return Match(0.0, "one says so and the other says not")
        weight = self._rarity.total(shared)
        both = self._rarity.total(one.stems) + self._rarity.total(other.stems)
        score = 2 * weight / both if both else 0.0
        apart = one.names ^ other.names
        if one.names and other.names and not one.names & other.names:
            return Match(round(score / 2, 3), f"they name others: {_some(apart)}")
        if len(shared) < 3 and one.stems != other.stems:
            return Match(round(score / 2, 3), "too few words are shared")
        rarest = sorted(shared, key=lambda s: (-self._rarity(s), s))[:4]
        return Match(round(score, 3), f"both say {_some(rarest)}")


class Claims:
    """Sayings gathered into claims; `add` links new ones on arrival.

    Args:
        shelves: what is remembered; weights of words are filled in by whoever adds the articles (`Origins`).
        same: decides about two sayings; `WordsAgree` unless given.
    """

    def __init__(self, shelves: Shelves, same: SameClaim | None = None) -> None:
        self._rarity = shelves.rarity
        self._same = same or WordsAgree(shelves.rarity)
        self._sayings = shelves.shelf("sayings", Member)

    def add(self, arrived: Iterable[Saying], kin: Container[str] | None = None) -> tuple[int, ...]:
        """Link sayings of an article to what was said before: the numbers that they get, in order.

        Args:
            arrived: the sayings.
            kin: the articles so far that tell of the article's story; all, if not given.
        """
        given = tuple(arrived)
        if isinstance(self._same, Readied):
            self._same.ready((s, self._sayings[n].saying) for s in given for n in self._near(self._keys(s), s))
        return tuple(self._add(saying, kin) for saying in given)

    def __getitem__(self, number: int) -> Member:
        """The saying of that number and what it was linked to."""
        return self._sayings[number]

    def near(self, saying: Saying) -> tuple[Saying, ...]:
        """Sayings so far that share rare words with one, the likest first; not itself, nor what it is within."""
        return tuple(self._sayings[n].saying for n in self._near(self._keys(saying), saying))

    def claims(self) -> tuple[tuple[Saying, ...], ...]:
        """The claims that more than one saying makes, each in order of arrival."""
        gathered: dict[int, list[Saying]] = {}
        for number in range(len(self._sayings)):
            member = self._sayings[number]
            gathered.setdefault(member.claim, []).append(member.saying)
        return tuple(tuple(members) for members in gathered.values() if len(members) > 1)

    def _add(self, saying: Saying, kin: Container[str] | None) -> int:
        keys = self._keys(saying)
        matches = {n: self._match(saying, n, kin) for n in self._near(keys, saying)}
        joined = self._joined(saying, matches, kin)
        claim = len(self._sayings) if joined is None else self._sayings[joined].claim
        keys.append(_of_claim(claim))
        match = None if joined is None else matches[joined]
        return self._sayings.add(Member(saying, claim, joined, match), keys)

    def _match(self, saying: Saying, number: int, kin: Container[str] | None) -> Match:
        other = self._sayings[number].saying
        one_story = kin is None or other.where.article in kin or other.where.article == saying.where.article
        return self._same(saying, other, one_story=one_story)

    def _joined(self, saying: Saying, matches: Mapping[int, Match], kin: Container[str] | None) -> int | None:
        """The saying to be linked to: the likest of the claim whose members say the same, taken together."""
        best: dict[int, int] = {}
        for number, match in sorted(matches.items(), key=lambda m: (-m[1].score, m[0])):
            if match.score >= ENOUGH:
                best.setdefault(self._sayings[number].claim, number)
        scores = {number: self._together(saying, claim, matches, kin) for claim, number in best.items()}
        chosen = max(scores, key=lambda n: (scores[n], -n), default=None)
        return chosen if chosen is not None and scores[chosen] >= ENOUGH else None

    def _together(self, saying: Saying, claim: int, matches: Mapping[int, Match], kin: Container[str] | None) -> float:
        """The mean score of a saying with the members of a claim, each wording counted once."""
        members = {self._sayings[n].saying.text: n for n in reversed(self._sayings.under(_of_claim(claim)))}
        chosen = sorted(members.values())[:_COMPANY]
        found = [matches[n] if n in matches else self._match(saying, n, kin) for n in chosen]
        return sum(m.score for m in found) / len(found)

    def _keys(self, saying: Saying) -> list[int]:
        rarest = sorted(saying.stems, key=lambda s: (-self._rarity(s), s))[:_RARE]
        return [*(key(a, b) for a, b in combinations(sorted(rarest), 2)), *map(key, rarest[:_RAREST])]

    def _near(self, keys: Sequence[int], saying: Saying) -> list[int]:
        """The likest sayings so far, of each wording one: the fortieth reprint is no further candidate."""
        counted = Counter(self._sayings.find(keys, _MOST_HELD).owners.tolist())
        near: dict[tuple[frozenset[str], bool], int] = {}
        for number, _ in sorted(counted.items(), key=lambda c: (-c[1], c[0])):
            other = self._sayings[number].saying
            if not _one_place(saying, other):
                near.setdefault((other.stems, other.negates(other.stems) != other.denied), number)
            if len(near) == _CANDIDATES:
                break
        return list(near.values())


def _of_claim(claim: int) -> int:
    return key("claim", str(claim))


def _one_place(one: Saying, other: Saying) -> bool:
    """Whether two sayings are the same words, one within the other."""
    return one.where.article == other.where.article and one.where.meets(other.where.start, other.where.end)


def _some(stems: Iterable[str]) -> str:
    return ", ".join(f"“{s}”" for s in sorted(stems)[:4])
