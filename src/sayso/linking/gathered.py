"""Findings about one thing are one dispute: its sides, on whose word each stands, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.linking.claims import Claims
from sayso.linking.evidence import Excerpt
from sayso.linking.postings import key
from sayso.linking.shelves import Shelves
from sayso.linking.variants import same_speaker

Cause = Literal["figures", "denial", "polarity", "actors"]


@dataclass(frozen=True, slots=True)
class Side:
    """What one side holds, on whose word (names, in order), where, and by which statements."""

    holds: str
    voices: tuple[str, ...]
    passages: tuple[Excerpt, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Sides that cannot all hold, why they cannot, and what it is about."""

    about: str
    cause: Cause
    sides: tuple[Side, ...]
    reason: str


@dataclass(slots=True)
class Gathered:
    """A dispute in the making; `topic` is what tells it from others of its cause, or empty where the words do."""

    cause: Cause
    topic: str
    about: str
    reason: str
    sides: list[list[Held]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Held:
    """One passage on one side: its words, stems for gathering, voice, statement, and its number among the claims."""

    where: Excerpt
    holds: str
    key: frozenset[str]
    voice: str
    statement: str | None
    number: int | None = None


class Gathering:
    """The disputes found so far; `put` adds a finding, which is two passages that cannot both hold.

    Args:
        shelves: what is remembered.
        claims: the sayings so far.
    """

    def __init__(self, shelves: Shelves, claims: Claims) -> None:
        self._claims = claims
        self._gathered = shelves.shelf("disputes", Gathered)

    def __getitem__(self, number: int) -> Dispute:
        return _told(self._gathered[number])

    def __len__(self) -> int:
        return len(self._gathered)

    def of(self, article: str) -> tuple[Dispute, ...]:
        """The disputes that an article is in."""
        return tuple(self[number] for number in self._gathered.under(key("in", article)))

    def put(self, cause: Cause, topic: str, about: str, reason: str, one: Held, other: Held) -> int:
        """Add a finding to the dispute that it belongs to, or begin one: that dispute's number."""
        keys = [key("in", article) for article in dict.fromkeys((one.where.article, other.where.article))]
        keys += (
            [key("topic", cause, topic)] if topic else [key("claim", str(c)) for c in map(self._claim, (one, other))]
        )
        for number in sorted({number for k in keys for number in self._gathered.under(k)}):
            gathered = self._gathered[number]
            if _of_one_kind(gathered.cause, cause) and gathered.topic == topic and self._joined(gathered, one, other):
                self._gathered.put(number, gathered)
                self._gathered.also(number, [k for k in keys if number not in self._gathered.under(k)])
                return number
        return self._gathered.add(Gathered(cause, topic, about, reason, [[one], [other]]), keys)

    def _claim(self, held: Held) -> int | None:
        return None if held.number is None else self._claims[held.number].claim

    def _joined(self, gathered: Gathered, one: Held, other: Held) -> bool:
        """Whether a finding belongs to a dispute, to which it is then added.

        Its two passages say what the two sides say, or one of them stands in the dispute already. Deeds and figures
        may have any number of sides; else the denial is the first.
        """
        if gathered.topic:
            return _joined_topic(gathered, one, other)
        pairs = list(zip(gathered.sides, (one, other), strict=True))
        there = [any(h.where == held.where for h in side) for side, held in pairs]
        if not (any(there) and all(_fits(side, held) for side, held in pairs)) and not all(
            self._claim(held) in {self._claim(h) for h in side} - {None} for side, held in pairs
        ):
            return False
        for known, (side, held) in zip(there, pairs, strict=True):
            if not known:
                side.append(held)
        return True


def _of_one_kind(one: Cause, other: Cause) -> bool:
    """Whether two causes can be one dispute's: what one denies another may say is not so."""
    return one == other or {one, other} == {"denial", "polarity"}


def _joined_topic(gathered: Gathered, one: Held, other: Held) -> bool:
    """The same where the topic says what it is about, as with figures of one series."""
    articles = {h.where.article for side in gathered.sides for h in side}
    told = [any(_tells(h, held) for side in gathered.sides for h in side) for held in (one, other)]
    if not ({one.where.article, other.where.article} & articles or all(told)):
        return False
    for held in (one, other):
        side = next((side for side in gathered.sides if _fits(side, held)), None)
        if side is None:
            gathered.sides.append([held])
        elif all(h.where != held.where for h in side):
            side.append(held)
    return True


def _tells(one: Held, other: Held) -> bool:
    """Whether two passages are one voice's and say the same."""
    return one.key == other.key and bool(one.voice and other.voice) and same_speaker(one.voice, other.voice)


def _fits(side: Sequence[Held], held: Held) -> bool:
    return any(h.where == held.where or _alike(h.key, held.key) for h in side)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= min(len(one), len(other)) > 0


def _told(gathered: Gathered) -> Dispute:
    return Dispute(gathered.about, gathered.cause, tuple(map(_side, gathered.sides)), gathered.reason)


def _side(held: Iterable[Held]) -> Side:
    given = list(held)
    return Side(
        given[0].holds,
        tuple(dict.fromkeys(h.voice for h in given if h.voice)),
        tuple(h.where for h in given),
        tuple(dict.fromkeys(_statements(given))),
    )


def _statements(held: Iterable[Held]) -> Iterator[str]:
    return (h.statement for h in held if h.statement)
