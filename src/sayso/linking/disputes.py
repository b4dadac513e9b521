"""What cannot both hold, within an article and across those of one story, and on whose word each side stands.

Four causes. Figures of one thing whose ranges do not meet, where neither takes the other's place; a denial of what
another says; one saying so and the other not; and one deed laid to different doers. Each finding
is two passages; findings about the same thing are gathered to one dispute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol, runtime_checkable

from sayso import records
from sayso.linking.acts import Act, acts, at_odds
from sayso.linking.claims import Claims
from sayso.linking.comparable import bare, comparable, denies_shortly, may_agree, numbers_differ, one_voice
from sayso.linking.evidence import Excerpt
from sayso.linking.gathered import Dispute, Gathering, Held
from sayso.linking.postings import key
from sayso.linking.prepared import Prepared, outline
from sayso.linking.sayings import CALENDAR, Saying, sayings
from sayso.linking.series import AllSeries, Point, Since, context, is_update, meet
from sayso.linking.shelves import Memory, Shelves
from sayso.linking.variants import same_speaker
from sayso.linking.words import stems
from sayso.records import Reading

_DENIED = 0.6
"""Share of the weight of what is denied that stands in what was said."""
_DENIED_OF_SELF = 0.45
"""The same where what was said names who denies it."""
_DENIED_IF_DOUBTFUL = 0.75
_NOT_ASSERTED = frozenset(("asks", "declines", "expects", "orders"))
_NEARLY = 0.85
"""Share of what the saying nearest to a denial holds of it that another must hold to be denied too."""
_SAME_MATTER = 2
"""Words that the sentences of two counts share besides what is counted: "came to Quell", not "will be let in"."""
_SAME_SHARE = 0.6
"""The share of those words that the sentences of two bare amounts ("8 percent", "5 million crowns") have in common."""
_FAR_APART = 20.0
"""Times that one count may be the other: those who quarrel over a crowd differ by ten, not by a thousand."""
_OPPOSITE = 0.6
"""Dice by weight of two sayings, one of which says not, that makes them opposites."""
_FEWEST = 3
"""Content words that two sayings at odds must share, of which one may be a name or a number."""
_OPPOSED = 0.7
"""Probability from which two statements, one of which says not, are held to be at odds. On the three stories that
the judge learned from, 0.5, 0.7 and 0.8 find 20, 16 and 15 of 28 disputes with 10, 6 and 5 wrong ones, and among 84
articles on one election, where hardly any is right, 25, 14 and 12 disputes in all."""
_SHARED = 0.2
"""Share of the weight of the shorter one's words that both must have for that to be asked."""

_SHARED_OF_DENIED = 0.4
"""The same where one of them is denied."""


@runtime_checkable
class Opposing(Protocol):
    """Tells how probable it is that two statements, of which one says not, cannot both hold."""

    def opposed(self, one: Saying, other: Saying) -> float:
        """A probability, 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class _Said:
    """What an article says and does, as it is remembered: its sayings by their numbers, and its acts."""

    sayings: tuple[int, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class _Nearest:
    """How much of a denial the saying nearest to it holds."""

    held: float


class Disputes:
    """The disputes among the articles read so far; `add` finds those that a new article brings.

    Args:
        shelves: what is remembered.
        claims: the sayings so far.
        series: the figures so far.
        since: when the words of a passage were first published.
        judge: tells what is at odds; without it words alone do.
    """

    def __init__(
        self,
        shelves: Shelves,
        claims: Claims,
        series: AllSeries,
        since: Since | None = None,
        judge: Opposing | None = None,
    ) -> None:
        self._rarity, self._claims, self._series, self._since = shelves.rarity, claims, series, since
        self._judge = judge
        self._said = shelves.shelf("said", _Said)
        self._gathered = Gathering(shelves, claims)
        self._nearest = shelves.shelf("denials", _Nearest)
        self._numbers: dict[Excerpt, int] = {}

    def add(
        self, prepared: Prepared, own: Sequence[Saying], numbers: Sequence[int], kin: Mapping[str, float]
    ) -> tuple[int, ...]:
        """Compare an article with itself and with those of its story: the numbers of disputes that are new or grown.

        Args:
            prepared: the article.
            own: its sayings.
            numbers: the numbers that these have among the claims.
            kin: earlier articles of its story.
        """
        changed: set[int] = set()
        done = acts(prepared, own)
        before = [self._said[n] for article in sorted(kin) for n in self._said.under(key("in", article))]
        known = [n for said in before for n in said.sayings]
        others = [self._claims[n].saying for n in known]
        self._numbers = {s.where: n for s, n in zip((*own, *others), (*numbers, *known), strict=False)}
        empty = bare((*own, *others))
        for one, other in comparable(own, others):
            changed.update(self._compare(one, other, empty))
        for first, second in (*combinations(done, 2), *((a, b) for a in done for said in before for b in said.acts)):
            if at_odds(first, second):
                changed.add(self._gathered.put(
                    "actors", f"{first.deed} {first.head}",
                    f"who did it: {first.deed} {' '.join(sorted(first.done_to))}",
                    f"the deed is laid to {first.doer.name} and to {second.doer.name}",
                    _held_act(first), _held_act(second),
                ))  # fmt: skip
        for number in self._series.add(prepared, kin, self._since):
            changed.update(self._figures(number, prepared.id))
        self._said.add(_Said(tuple(numbers), done), [key("in", prepared.id)])
        return tuple(sorted(changed))

    def __getitem__(self, number: int) -> Dispute:
        """The dispute of that number."""
        return self._gathered[number]

    def disputes(self) -> tuple[Dispute, ...]:
        """All disputes found so far, in the order in which they were found."""
        return tuple(self[number] for number in range(len(self._gathered)))

    def of(self, article: str) -> tuple[Dispute, ...]:
        """The disputes that an article is in."""
        return self._gathered.of(article)

    def _compare(self, one: Saying, other: Saying, empty: frozenset[str]) -> Iterator[int]:
        for denial, said in ((one, other), (other, one)):
            if denial.denied and (self._denies(denial, said) or self._judged_denied(denial, said, empty)):
                reason = f"{denial.voice or 'one'} {denial.stance} what {said.voice or 'another'} says"
                sides = self._held(denial, "denied: "), self._held(said)
                yield self._gathered.put("denial", "", denial.text, reason, *sides)
                return
        shared = one.stems & other.stems
        if one.negates(shared) != other.negates(shared) and self._opposite(one, other, empty):
            no, yes = (one, other) if one.negates(shared) else (other, one)
            yield self._gathered.put(
                "polarity", "", yes.text, "one says so and the other says not", self._held(no), self._held(yes)
            )

    def _denies(self, denial: Saying, said: Saying) -> bool:
        """Whether one saying denies what the other asserts, and no saying before was so much nearer to it."""
        held = self._held_of(denial, said)
        if not held:
            return False
        place = _place(denial)
        known = self._nearest.under(place)
        best = self._nearest[known[0]].held if known else 0.0
        if not known:
            self._nearest.add(_Nearest(held), [place])
        elif held > best:
            self._nearest.put(known[0], _Nearest(held))
        return held >= _NEARLY * best

    def _judged_denied(self, denial: Saying, said: Saying, empty: frozenset[str]) -> bool:
        """Whether one saying denies the other by the judge, where nothing so far says what is denied in its words."""
        if self._judge is None or denial.stance != "denies" or said.denied or said.stance in _NOT_ASSERTED:
            return False
        if denial.statement is None or said.statement is None or empty & {denial.statement, said.statement}:
            return False
        if one_voice(denial, said) or numbers_differ(denial, said) or not may_agree(denial, said):
            return False
        shared = denial.stems & said.stems
        plain = shared - denial.names - denial.numbers - CALENDAR
        if self._nearest.under(_place(denial)) or len(plain) < _FEWEST - 1:
            return False
        least = min(self._rarity.total(denial.stems), self._rarity.total(said.stems))
        if self._rarity.total(shared) < _SHARED_OF_DENIED * least or denial.negates(shared) != said.negates(shared):
            return False
        return self._judge.opposed(denial, said) >= _OPPOSED

    def _held_of(self, denial: Saying, said: Saying) -> float:
        """The share of what is denied that is said, or 0 where the one does not deny the other."""
        if said.denied or said.stance in _NOT_ASSERTED or one_voice(denial, said):
            return 0.0
        shared = denial.stems & said.stems
        of_self = bool(stems(denial.voice) & (said.stems | stems(said.where.text)))
        if of_self and denies_shortly(denial) and denial.stems <= said.stems and not said.negates(shared):
            return 1.0
        if len(shared) < _FEWEST or len(shared - denial.names - denial.numbers) < _FEWEST - 1:
            return 0.0
        if not may_agree(denial, said) or denial.negates(shared) != said.negates(shared):
            return 0.0
        if denial.numbers and said.numbers and not denial.numbers & said.numbers:
            return 0.0
        whole = self._rarity.total(denial.stems)
        held = self._rarity.total(shared) / whole if whole else 0.0
        # What is rejected may be a plan or a person; what the article says itself may be in the denier's favour.
        doubtful = denial.stance == "rejects" or said.statement is None
        enough = _DENIED_IF_DOUBTFUL if doubtful else _DENIED_OF_SELF if of_self else _DENIED
        return held if held >= enough else 0.0

    def _opposite(self, one: Saying, other: Saying, empty: frozenset[str]) -> bool:
        """Whether two sayings, one of them negated, say the opposite of each other."""
        if one_voice(one, other) or one.denied or other.denied:
            return False
        if numbers_differ(one, other) or not may_agree(one, other) or {one.stance, other.stance} & {"asks", "declines"}:
            return False
        if self._judge is not None and one.statement is not None and other.statement is not None:
            return not empty & {one.statement, other.statement} and self._opposed(self._judge, one, other)
        shared = one.stems & other.stems
        if len(shared) < _FEWEST:
            return False
        apart = frozenset(("not", "never", "no", "neither", "none", "nobody", "nothing", "cannot"))
        both = self._rarity.total(one.stems - apart) + self._rarity.total(other.stems - apart)
        return bool(both) and 2 * self._rarity.total(shared) / both >= _OPPOSITE

    def _opposed(self, judge: Opposing, one: Saying, other: Saying) -> bool:
        """Whether two statements, one negated, are at odds; it takes more than names and numbers in common."""
        plain = (one.stems & other.stems) - one.names - other.names - one.numbers - CALENDAR
        if not plain or one.negates(plain) == other.negates(plain):
            return False
        least = min(self._rarity.total(one.stems), self._rarity.total(other.stems))
        if self._rarity.total(one.stems & other.stems) < _SHARED * least:
            return False
        return judge.opposed(one, other) >= _OPPOSED

    def _figures(self, number: int, arrived: str) -> Iterator[int]:
        standing = [p for p in self._series[number].points if p.state in ("stands", "corrected")]
        for one, other in combinations(standing, 2):
            if arrived in (one.where.article, other.where.article) and figures_at_odds(one, other, standing):
                yield self._gathered.put(
                    "figures", str(number), one.figure.counted or one.figure.harm or one.figure.text,
                    f"{one.figure.text} and {other.figure.text} do not meet", _held_point(one), _held_point(other),
                )  # fmt: skip

    def _held(self, saying: Saying, before: str = "") -> Held:
        number = self._numbers.get(saying.where)
        return Held(saying.where, before + saying.text, saying.stems, saying.voice, saying.statement, number)


def figures_at_odds(one: Point, other: Point, all_points: Sequence[Point]) -> bool:
    """Whether two standing figures of one thing cannot both hold, and neither is the other brought up to date."""
    if meet(one.figure, other.figure) or same_speaker(one.voice, other.voice):
        return False
    if not (one.figure.statement and other.figure.statement):
        # Narration hands on what others count, and much that nobody disputes: only voices are at odds.
        return False
    if one.figure.harm not in ("killed", "injured", "missing") and not _one_matter(one, other):
        return False
    if one.where.article == other.where.article:
        return True
    if is_update(one, other) or is_update(other, one):
        old, new = (one, other) if is_update(one, other) else (other, one)
        return any(
            meet(p.figure, old.figure) and p.voice == old.voice and (p.since or "") > (new.since or "")
            for p in all_points
        )
    return True


def _one_matter(one: Point, other: Point) -> bool:
    """Whether two counts, of the same things by their words, are about the same matter by those around them."""
    around = context(one), context(other)
    shared, least = len(around[0] & around[1]), min(map(len, around))
    bare = one.figure.counted is None or one.figure.unit is not None
    if shared < _SAME_MATTER or (bare and shared < _SAME_SHARE * least):
        return False
    sizes = sorted(abs(f.low or f.high or 0.0) for f in (one.figure, other.figure))
    return sizes[1] <= _FAR_APART * sizes[0]


def within(reading: Reading) -> tuple[records.Dispute, ...]:
    """The disputes inside one article, for its reading: sides as ids of statements.

    Sides that no statement stands for (the article's own words) are left out, and so is what then has one side.
    """
    # Words are as rare as each other in one article.
    prepared, shelves = outline(reading), Memory()
    found = Disputes(shelves, Claims(shelves), AllSeries(shelves))
    found.add(prepared, sayings(prepared), (), {})
    told = []
    for dispute in found.disputes():
        sides = tuple(side.statements for side in dispute.sides if side.statements)
        if len(sides) > 1:
            told.append(records.Dispute(dispute.about, sides))
    return tuple(told)


def with_disputes(reading: Reading) -> Reading:
    """The reading with the disputes inside its article."""
    return replace(reading, disputes=within(reading))


def _place(saying: Saying) -> int:
    return key(saying.where.article, str(saying.where.start), str(saying.where.end))


def _held_act(act: Act) -> Held:
    return Held(act.where, act.saying.text, act.doer.known_by, act.saying.voice, act.saying.statement)


def _held_point(point: Point) -> Held:
    numbers = frozenset(str(n) for n in (point.figure.low, point.figure.high) if n is not None)
    return Held(point.where, point.figure.text, numbers, point.voice, point.figure.statement)
