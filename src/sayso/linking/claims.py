"""Statements of several articles that say the same thing, gathered as they arrive.

What decides about two is a `SameClaim`: a comparison of words (`WordsAgree`), or of what they mean (`same_meaning`).
Candidates come from an index of the rarest words of each saying and of their pairs, so that a new article costs what
it has to say and not what was said before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol, runtime_checkable

from sayso.linking.postings import key
from sayso.linking.rarity import Rarity
from sayso.linking.sayings import Saying
from sayso.linking.shelves import MOST_HELD, Shelves

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
_ONE_CLAIM = 0.5
"""Mean score between the members of two claims, between which a new saying is a link, from which they are one. Judges
trained on three of four stories and asked of the fourth, that gives a recall of 69 percent at a precision of 91; 0.6
gives 66 at 92, 0.4 69 at 89, and never to make two claims one, 61 at 93."""


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

    def ready(self, pairs: Iterable[tuple[Saying, Saying, bool]]) -> None:
        """These pairs, of one story or not, may be asked for soon."""
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """A saying of a claim, and to which other one it was linked, and why; one of each claim to none.

    `claim` and `to` are numbers of sayings in order of arrival; a claim has the number of one of its sayings. The links
    of a claim are a tree.
    """

    saying: Saying
    claim: int
    to: int | None = None
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """The numbers of what was added, in order, and those of sayings before it that are of another claim now."""

    own: tuple[int, ...]
    changed: tuple[int, ...] = ()


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

    def add(self, arrived: Iterable[Saying], kin: Container[str] | None = None) -> Added:
        """Link sayings of an article to what was said before.

        Args:
            arrived: the sayings.
            kin: the articles so far that tell of the article's story; all, if not given.
        """
        given = tuple(arrived)
        if isinstance(self._same, Readied):
            near = ((s, self._sayings[n].saying) for s in given for n in self._near(self._keys(s), s))
            self._same.ready((s, other, _one_story(s, other, kin)) for s, other in near)
        changed: set[int] = set()
        own = tuple(self._add(saying, kin, changed) for saying in given)
        return Added(own, tuple(sorted(changed - set(own))))

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

    def _add(self, saying: Saying, kin: Container[str] | None, changed: set[int]) -> int:
        keys = self._keys(saying)
        matches = {n: self._match(saying, n, kin) for n in self._near(keys, saying)}
        joined = self._joined(saying, matches, kin)
        first = joined[0] if joined else None
        claim = len(self._sayings) if first is None else self._sayings[first].claim
        keys.append(_of_claim(claim))
        number = self._sayings.add(Member(saying, claim, first, None if first is None else matches[first]), keys)
        for other in joined[1:]:
            changed.update(self._made_one(number, other, matches[other], kin))
        return number

    def _match(self, saying: Saying, number: int, kin: Container[str] | None) -> Match:
        other = self._sayings[number].saying
        return self._same(saying, other, one_story=_one_story(saying, other, kin))

    def _joined(self, saying: Saying, matches: Mapping[int, Match], kin: Container[str] | None) -> list[int]:
        """The sayings to be linked to, one of each claim whose members, taken together, say the same; likest first."""
        best: dict[int, int] = {}
        for number, match in sorted(matches.items(), key=lambda m: (-m[1].score, m[0])):
            if match.score >= ENOUGH:
                best.setdefault(self._sayings[number].claim, number)
        scores = {number: self._together(saying, claim, matches, kin) for claim, number in best.items()}
        return sorted((n for n in scores if scores[n] >= ENOUGH), key=lambda n: (-scores[n], n))

    def _made_one(self, one: int, other: int, match: Match, kin: Container[str] | None) -> Iterable[int]:
        """Make the claims of two sayings one, by the link between them, if they say the same: what has changed."""
        claims = self._sayings[one].claim, self._sayings[other].claim
        companies = [self._company(claim) for claim in claims]
        scores = [self._match(self._sayings[a].saying, b, kin).score for a in companies[0] for b in companies[1]]
        if claims[0] == claims[1] or sum(scores) < _ONE_CLAIM * len(scores):
            return ()
        sizes = [len(self._sayings.under(_of_claim(claim))) for claim in claims]
        if min(sizes) >= MOST_HELD:
            return ()  # not all of their members can be listed
        return self._moved(other, one, match) if sizes[1] <= sizes[0] else self._moved(one, other, match)

    def _moved(self, at: int, to: int, match: Match) -> Iterable[int]:
        """Hang the claim of one saying on another saying, by a link; the numbers of all that were in it."""
        old, new = self._sayings[at].claim, self._sayings[to].claim
        links: dict[int, tuple[int, Match | None]] = {}
        here: int | None = at
        above: tuple[int, Match | None] = (to, match)
        while here is not None:  # the tree is turned, so that `at` is its top
            member = self._sayings[here]
            links[here], above, here = above, (here, member.match), member.to
        members = self._members(old)
        for number in members:
            member = self._sayings[number]
            linked_to, why = links.get(number, (member.to, member.match))
            self._sayings.put(number, replace(member, claim=new, to=linked_to, match=why))
            self._sayings.also(number, [_of_claim(new)])
        return members

    def _members(self, claim: int) -> list[int]:
        """The first sayings of a claim, all if there are not many."""
        return sorted(n for n in self._sayings.under(_of_claim(claim)) if self._sayings[n].claim == claim)

    def _company(self, claim: int) -> list[int]:
        """Those members of a claim that speak for it: its first wordings."""
        return sorted({self._sayings[n].saying.text: n for n in reversed(self._members(claim))}.values())[:_COMPANY]

    def _together(self, saying: Saying, claim: int, matches: Mapping[int, Match], kin: Container[str] | None) -> float:
        """The mean score of a saying with the members of a claim, each wording counted once."""
        found = [matches[n] if n in matches else self._match(saying, n, kin) for n in self._company(claim)]
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


def _one_story(saying: Saying, other: Saying, kin: Container[str] | None) -> bool:
    """Whether a saying's article tells of one story with another's; it does if nobody knows its `kin`."""
    return kin is None or other.where.article in kin or other.where.article == saying.where.article


def _of_claim(claim: int) -> int:
    return key("claim", str(claim))


def _one_place(one: Saying, other: Saying) -> bool:
    """Whether two sayings are the same words, one within the other."""
    return one.where.article == other.where.article and one.where.meets(other.where.start, other.where.end)


def _some(stems: Iterable[str]) -> str:
    return ", ".join(f"“{s}”" for s in sorted(stems)[:4])
