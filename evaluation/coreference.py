"""Who and what is mentioned again: chains of mentions against those of a corpus (GUM's format).

The score is the mean of three measures, as in the CoNLL-2012 shared task (Pradhan et al. 2012): MUC
(Vilain et al. 1995) counts links, B³ (Bagga and Baldwin 1998) mentions, CEAFe (Luo 2005) chains. Chains
of one mention are left out on both sides, as there. GUM's mentions are whole noun phrases, the reader's are
names with nothing after them, so a mention is also taken for the smallest gold mention that it stands in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sayso
from sayso.reading.pipeline import READ
from sayso.reading.speakers.scene import read_scene
from sayso.reading.windows import paragraphs
from sayso.records import Reading

Span = tuple[int, int]
Chain = frozenset[Hashable]
AIMED = frozenset({"person", "organization", "place"})
"""The types of mention that can speak."""


@dataclass(frozen=True)
class GoldMention:
    """A mention at `[start, end)`, what type of thing it is, and the number of that thing."""

    start: int
    end: int
    type: str
    group: int


@dataclass(frozen=True)
class ChainedDocument:
    """A text and its mentions."""

    id: str
    genre: str
    split: str
    text: str
    mentions: tuple[GoldMention, ...]


@dataclass(slots=True)
class Sums:
    """The two halves of a precision and of a recall, over documents."""

    right_of_found: float = 0.0
    found: float = 0.0
    right_of_gold: float = 0.0
    gold: float = 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        precision, recall = self.right_of_found / max(self.found, 1e-9), self.right_of_gold / max(self.gold, 1e-9)
        return 200 * precision * recall / max(precision + recall, 1e-9)


def load(path: Path, genre: str | None = None) -> list[ChainedDocument]:
    """The documents of a file in GUM's JSON Lines, of one genre or all."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        ChainedDocument(
            row["id"],
            row["genre"],
            row["split"],
            row["text"],
            tuple(GoldMention(m["start"], m["end"], m["type"], m["group"]) for m in row["mentions"]),
        )
        for row in rows
        if genre is None or row["genre"] == genre
    ]


def muc(gold: Sequence[Chain], found: Sequence[Chain]) -> tuple[float, float]:
    """Links of the gold chains that the found ones keep, and links in all."""
    whose = {mention: number for number, chain in enumerate(found) for mention in chain}
    kept = sum(len(c) - len({whose.get(m, ("alone", m)) for m in c}) for c in gold)
    return kept, sum(len(c) - 1 for c in gold)


def b_cubed(gold: Sequence[Chain], found: Sequence[Chain]) -> tuple[float, float]:
    """Mentions of the gold chains, each weighted by how much of its chain it is found with, and all."""
    whose = {mention: chain for chain in found for mention in chain}
    none: Chain = frozenset()
    return sum(len(c & whose.get(m, none)) / len(c) for c in gold for m in c), sum(map(len, gold))


def ceaf_e(gold: Sequence[Chain], found: Sequence[Chain]) -> float:
    """The greatest likeness of chains paired one to one; likeness is the F1 of their mentions.

    Chains that no shared mention ties together, even by way of others, are paired apart: thousands are done in no time.
    """
    return sum(_best_likeness(mine, theirs) for mine, theirs in _tied(gold, found))


def _best_likeness(gold: Sequence[Chain], found: Sequence[Chain]) -> float:
    few, many = sorted((list(gold), list(found)), key=len)
    return -_cheapest([[-2 * len(a & b) / (len(a) + len(b)) for b in many] for a in few])


def _tied(gold: Sequence[Chain], found: Sequence[Chain]) -> Iterator[tuple[list[Chain], list[Chain]]]:
    """The chains of both sides in groups between which no mention is shared; those with one side alone are left out."""
    theirs: defaultdict[Hashable, list[int]] = defaultdict(list)
    mine: defaultdict[Hashable, list[int]] = defaultdict(list)
    for chains, index in ((gold, mine), (found, theirs)):
        for number, chain in enumerate(chains):
            for mention in chain:
                index[mention].append(number)
    seen: set[int] = set()
    for number in range(len(gold)):
        if number in seen:
            continue
        left, right, waiting = [number], dict[int, None](), [number]
        seen.add(number)
        while waiting:
            for mention in gold[waiting.pop()]:
                for other in theirs.get(mention, ()):
                    if other not in right:
                        right[other] = None
                        new = {n for m in found[other] for n in mine.get(m, ())} - seen
                        seen |= new
                        left += sorted(new)
                        waiting += sorted(new)
        if right:
            yield [gold[n] for n in left], [found[n] for n in right]


def _cheapest(costs: list[list[float]]) -> float:
    """The least sum of costs that pairs every row with a column of its own (Kuhn 1955; rows ≤ columns)."""
    rows, columns = len(costs), len(costs[0])
    high = float("inf")
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], at = row, 0
        least, used = [high] * (columns + 1), [False] * (columns + 1)
        while row_of[at]:
            used[at] = True
            here, delta, following = row_of[at], high, 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                cost = costs[here - 1][column - 1] - row_price[here] - column_price[column]
                if cost < least[column]:
                    least[column], way[column] = cost, at
                if least[column] < delta:
                    delta, following = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    row_price[row_of[column]] += delta
                    column_price[column] -= delta
                else:
                    least[column] -= delta
            at = following
        while at:
            row_of[at] = row_of[way[at]]
            at = way[at]
    return sum(costs[row_of[c] - 1][c - 1] for c in range(1, columns + 1) if row_of[c])


class CoNLL:
    """The three measures summed over documents."""

    def __init__(self) -> None:
        self.muc, self.b_cubed, self.ceaf_e = Sums(), Sums(), Sums()

    def add(self, gold: Sequence[Chain], found: Sequence[Chain]) -> None:
        """Count one document's chains in."""
        measures: tuple[tuple[Sums, Callable[..., tuple[float, float]]], ...] = (
            (self.muc, muc),
            (self.b_cubed, b_cubed),
        )
        for sums, measure in measures:
            for_gold, for_found = measure(gold, found), measure(found, gold)
            sums.right_of_gold += for_gold[0]
            sums.gold += for_gold[1]
            sums.right_of_found += for_found[0]
            sums.found += for_found[1]
        likeness = ceaf_e(gold, found)
        self.ceaf_e.right_of_gold += likeness
        self.ceaf_e.right_of_found += likeness
        self.ceaf_e.gold += len(gold)
        self.ceaf_e.found += len(found)

    @property
    def f1(self) -> float:
        """The mean of the three."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def chains_of(pairs: Iterable[tuple[Hashable, Hashable]]) -> list[Chain]:
    """Mentions gathered by what they are said to be, chains of one left out."""
    gathered = defaultdict(set)
    for mention, key in pairs:
        gathered[key].add(mention)
    return [frozenset(chain) for chain in gathered.values() if len(chain) > 1]


def aligned(span: Span, gold: Sequence[GoldMention]) -> Span:
    """The gold mention that a span is, or the smallest it stands in near its beginning; else the span."""
    held = [g for g in gold if g.start <= span[0] and span[1] <= g.end and span[0] - g.start <= _LEAD]
    if not held:
        return span
    best = min(held, key=lambda g: g.end - g.start)
    return best.start, best.end


_LEAD = 60
"""Code points of roles and modifiers that a gold mention may have before a name."""


def mentions_read(reading: Reading) -> list[tuple[Span, Hashable, str]]:
    """Every mention that the reader resolved: where, who, and its words."""
    text = reading.article.text
    spans = [s for p in reading.article.passages if p.kind in READ for s in paragraphs(text, p.start, p.end)]
    scene = read_scene(text, spans, reading.statements, reading.names)
    return [((m.start, m.end), id(m.who), text[m.start : m.end]) for m in scene.mentions.row if m.who is not None]


def score(path: Path, genre: str | None = "news", chosen: Callable[[str], bool] = lambda _: True) -> dict[str, float]:
    """CoNLL F1 of the reader and of matching strings alone, for what can speak and for everything.

    Args:
        path: a JSON Lines file as GUM's `gum.jsonl` is described in the corpus's README.
        genre: the kind of text to score; None is all.
        chosen: which documents, by id.
    """
    scores = {f"{who} {what}": CoNLL() for who in ("reader", "same words") for what in ("speakers", "everything")}
    for document in load(path, genre):
        if not chosen(document.id):
            continue
        read = mentions_read(sayso.read(document.text))
        for what, kept in (("speakers", AIMED), ("everything", None)):
            gold = [m for m in document.mentions if kept is None or m.type in kept]
            chains = chains_of(((m.start, m.end), m.group) for m in gold)
            for who, key in (("reader", 1), ("same words", 2)):
                found = chains_of((aligned(m[0], document.mentions), str(m[key]).casefold()) for m in read)
                if kept is not None:
                    others = {(m.start, m.end) for m in document.mentions if m.type not in kept}
                    found = [c for c in (chain - others for chain in found) if len(c) > 1]
                scores[f"{who} {what}"].add(chains, _disjoint(found))
    return {row: value.f1 for row, value in scores.items()}


def _disjoint(chains: Sequence[Chain]) -> list[Chain]:
    """Chains without the mentions that an earlier one has."""
    seen: set[Hashable] = set()
    kept = []
    for chain in chains:
        rest = chain - seen
        seen |= rest
        if len(rest) > 1:
            kept.append(rest)
    return kept
