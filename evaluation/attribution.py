"""How well attributions are read: the measures used throughout, in one place.

Edges of spans are trimmed of white space, quotation marks and stops before anything is compared,
because annotators differ there. Then, per part (source, cue, content), spans count as right when
they are identical (`exact`), when they overlap one (`overlap`), or by the characters shared
(`characters`). An `attribution` counts when one predicted attribution has a source overlapping the
gold one (or both have none) and its content shares at least half of the characters of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Span = tuple[int, int]
EDGES = frozenset(" \n\t\"“”'‘’`,.;:")
PARTS = ("source", "cue", "content")
HOW = ("exact", "overlap", "characters")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`), the words that say so (`cue`), and what (`content`), as spans of one text."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    def trimmed(self, text: str) -> Attribution:
        """The same with `trim` applied to each span; spans of nothing but edges disappear."""
        kept = (tuple(t for t in (trim(text, s) for s in part) if t[0] < t[1]) for part in self.parts())
        return Attribution(*kept)

    def hull(self) -> tuple[Span, ...]:
        """All its spans."""
        return self.source + self.cue + self.content

    def moved(self, shift: int) -> Attribution:
        """The same, so many code points further on."""
        return Attribution(*(tuple((a + shift, b + shift) for a, b in part) for part in self.parts()))

    def parts(self) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
        """Source, cue and content, in this order."""
        return self.source, self.cue, self.content


@dataclass(slots=True)
class Count:
    """Right, wrongly predicted and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Percent of what was predicted that is right."""
        return 100 * self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Percent of what there is that was found."""
        return 100 * self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 200 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


@dataclass(slots=True)
class Score:
    """Counts per row of the table: nine for the parts, one for whole attributions."""

    rows: dict[str, Count] = field(
        default_factory=lambda: {**{f"{p} {h}": Count() for p in PARTS for h in HOW}, "attribution": Count()}
    )

    def add(self, text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
        """Count one article in."""
        gold = [a.trimmed(text) for a in gold]
        found = [a.trimmed(text) for a in found]
        for number, part in enumerate(PARTS):
            wanted = {s for a in gold for s in a.parts()[number]}
            got = {s for a in found for s in a.parts()[number]}
            self._count(f"{part} exact", len(wanted & got), len(got - wanted), len(wanted - got))
            hits = sum(overlaps([s], wanted) for s in got)
            missed = sum(not overlaps([s], got) for s in wanted)
            self._count(f"{part} overlap", hits, len(got) - hits, missed)
            w, g = _characters(wanted), _characters(got)
            self._count(f"{part} characters", len(w & g), len(g - w), len(w - g))
        right = sum(matched(gold, found))
        self._count("attribution", right, len(found) - right, len(gold) - right)

    def _count(self, row: str, right: int, wrong: int, missed: int) -> None:
        count = self.rows[row]
        count.right += right
        count.wrong += wrong
        count.missed += missed


def trim(text: str, span: Span) -> Span:
    """`span` without white space, quotation marks and stops at its edges."""
    start, end = span
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def _characters(spans: Iterable[Span]) -> set[int]:
    return {c for start, end in spans for c in range(start, end)}


def overlaps(some: Iterable[Span], others: Iterable[Span]) -> bool:
    """Whether any of some spans shares a character with any of others."""
    others = list(others)
    return any(a < d and c < b for a, b in some for c, d in others)


def matched(gold: Sequence[Attribution], found: Sequence[Attribution]) -> list[bool]:
    """Of each found attribution, whether it is a gold one that no other before it took."""
    free = list(gold)
    right = []
    for attribution in found:
        match = next((g for g in free if _same(g, attribution)), None)
        right.append(match is not None)
        if match is not None:
            free.remove(match)
    return right


def _same(gold: Attribution, found: Attribution) -> bool:
    if bool(gold.source) != bool(found.source) or (gold.source and not overlaps(gold.source, found.source)):
        return False
    wanted, said = _characters(gold.content), _characters(found.content)
    return 2 * len(wanted & said) >= len(wanted | said) > 0
