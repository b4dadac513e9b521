"""Statements inside contents: what we annotated, what a teacher makes of the rest, and windows to learn from.

PolNeAR marks the outermost attributions alone. `nested.jsonl` beside this file has what we marked inside
them in some articles of its train part, as offsets: `id`, the number `n` of the outer attribution, and
`source`, `cue` and `content` as lists of spans. Of all other articles a teacher, which reads contents as if
they were articles, says what it finds (self-training: Scudder 1965).
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import torch
from tokenizers import Tokenizer

import sayso.reading.attribution as read
from evaluation.attribution import Attribution, Span
from evaluation.corpus import Document
from sayso.reading.decode import Tagged
from sayso.reading.inward import Inside, inside
from sayso.reading.windows import paragraphs, windows
from training.batches import collate
from training.corpus import Example, label
from training.decoding import attributions
from training.model import Reader

ANNOTATED = Path(__file__).parent / "nested.jsonl"
_DEEPEST = 4
_SHOWN = 0.85
"""The share of statements that the second look is shown in training: about what the first look finds."""


@dataclass(frozen=True)
class Level:
    """Some statements of an article, and those directly inside them."""

    outer: tuple[Attribution, ...]
    inner: tuple[Attribution, ...]


@dataclass(frozen=True)
class NestedDocument:
    """An article with its statements level by level; `known` says whether anybody told what is inside them."""

    id: str
    text: str
    levels: tuple[Level, ...]
    known: bool = True


@dataclass(frozen=True)
class Stretch:
    """One content with its gold, as `Example` has it, words numbered from the content's first."""

    begin: int
    end: int
    gold: Example


@dataclass(frozen=True)
class NestedExample:
    """A window, what the second look sees of it, and what it should find in each content, if that is `known`."""

    outer: Example
    seen: Inside
    stretches: tuple[Stretch, ...]
    known: bool


def annotated(documents: Sequence[Document], path: Path = ANNOTATED) -> list[NestedDocument]:
    """The articles among `documents` whose inner statements we marked."""
    inner: dict[str, list[Attribution]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        parts = (tuple((a, b) for a, b in row[part]) for part in ("source", "cue", "content"))
        inner[row["id"]].append(Attribution(*parts))
    return [NestedDocument(d.id, d.text, levels(d.attributions, inner[d.id])) for d in documents if d.id in inner]


def levels(outermost: Sequence[Attribution], inner: Sequence[Attribution]) -> tuple[Level, ...]:
    """Statements sorted into levels: each is inside the one with the shortest content that holds its cue."""
    every = [*outermost, *inner]
    holders = [_holder(i, every) for i in range(len(every))]
    ranks = [list(range(len(outermost)))]
    while ranks[-1]:
        ranks.append([i for i in range(len(outermost), len(every)) if holders[i] in ranks[-1]])
    kept = [tuple(every[i] for i in rank) for rank in ranks]
    return tuple(Level(outer, found) for outer, found in pairwise(kept))


def _holder(i: int, every: Sequence[Attribution]) -> int | None:
    if not every[i].cue:
        return None
    start, end = every[i].cue[0]
    sizes = {
        j: sum(b - a for a, b in other.content)
        for j, other in enumerate(every)
        if j != i and any(a <= start and end <= b for a, b in other.content)
    }
    return min(sizes, key=lambda j: sizes[j], default=None)


def reported(document: Document, rng: random.Random) -> NestedDocument:
    """The article's sentences as somebody else reports them: what PolNeAR marks in them is then inside.

    Half of them come through two voices, so that the second look learns to take the outermost first.
    """
    text = ""
    ranks: tuple[list[Attribution], ...] = ([], [], [])
    for start, end in paragraphs(document.text):
        here = [a for a in document.attributions if any(start <= x < end for x, _ in a.hull())]
        whole = [a for a in here if all(start <= x and y <= end for x, y in a.hull()) and a.cue and a.content]
        if not here or len(here) != len(whole) or rng.random() < 0.4:
            continue
        outer: list[Attribution] = []
        for rank in range(rng.choice((1, 2))):
            source, cue, rest = rng.choice(_OUTERMOST if rank == 0 else _BETWEEN)
            at = len(text)
            text += f"{source} {cue}{rest} "
            parts = ((at, at + len(source)),), ((at + len(source) + 1, at + len(source) + 1 + len(cue)),)
            outer.append(Attribution(*parts, ((len(text), 0),)))
        shift = len(text) - start
        text += document.text[start:end]
        for rank, a in enumerate(outer):
            ranks[rank].append(Attribution(a.source, a.cue, ((a.content[0][0], len(text)),)))
        ranks[len(outer)].extend(a.moved(shift) for a in whole)
        text += "\n\n"
    return NestedDocument(document.id + " reported", text, levels(ranks[0], [*ranks[1], *ranks[2]]))


_OUTERMOST = [
    (source, cue, rest)
    for source in "Reuters|The agency|The newspaper|She|He|Mr Vell|The BBC|The report|A spokesman".split("|")
    for cue, rest in (
        ("said", " that"), ("reported", ""), ("has claimed", " that"), ("says", ""), ("told reporters", " that"),
        ("announced", " that"), ("wrote", " that"), ("denied", " that"),
    )
]  # fmt: skip
"""Who reports, in which words, and what stands before the content."""
_BETWEEN = [
    (source, cue, rest)
    for source in "sources|two officials|Mr Ekholm|the minister|his aides|people familiar with the talks".split("|")
    for cue, rest in (
        ("saying", ""), ("as saying", " that"), ("said", " that"), ("had told her", " that"), ("told his aides", ""),
        ("believed", ""),
    )
]  # fmt: skip


def taught(document: Document, teacher: Reader, tokenizer: Tokenizer) -> NestedDocument:
    """What the teacher finds inside the contents of an article's attributions.

    What it lays to nobody is left out: most of it is a bare infinitive, whose subject it did not see.
    """
    found: list[Level] = []
    outer = document.attributions
    while outer and len(found) < _DEEPEST:
        inner = [a for o in outer for span in o.content for a in _read(document.text, span, teacher, tokenizer)]
        sourced = tuple(a for a in inner if a.source)
        found.append(Level(outer, sourced))
        outer = sourced
    return NestedDocument(document.id, document.text, tuple(found))


def _read(text: str, span: Span, teacher: Reader, tokenizer: Tokenizer) -> Iterator[Attribution]:
    for window in windows(text, [span], tokenizer):
        example = label(window, Document("", text, ()))
        batch, _ = collate([example], torch.device("cpu"))
        with torch.no_grad():
            made = teacher(batch.pieces, batch.extras, batch.first)
        for a in attributions(made.tags[0].numpy(), made.links[0].numpy(), teacher.tables(), window):
            if sum(e - b for b, e in a.content) < span[1] - span[0]:
                yield a


def nested_examples(
    document: NestedDocument, tokenizer: Tokenizer, skip: int = 0, dice: random.Random | None = None
) -> Iterator[NestedExample]:
    """The windows of an article, each with what the second look should find, level by level.

    With `dice` some statements are left out: what the first look finds is not all there is, either.
    """
    spans = paragraphs(document.text)
    for part in (spans[:skip], spans[skip:]):
        for window in windows(document.text, part, tokenizer):
            for level in document.levels:
                shown = [a for a in level.outer if dice is None or dice.random() < _SHOWN]
                seen = inside(window, [_as_read(a) for a in shown if a.cue and a.content])
                if seen is None:
                    continue
                gold = label(window, Document(document.id, document.text, level.inner))
                stretches = tuple(Stretch(b, e, _cut(gold, seen, b, e)) for b, e in seen.stretches)
                yield NestedExample(gold, seen, stretches, document.known)


def _as_read(a: Attribution) -> read.Attribution:
    return read.Attribution(a.source[0] if a.source else None, a.cue[0], a.content, 1.0)


def _cut(gold: Example, seen: Inside, begin: int, end: int) -> Example:
    """What of a window's gold stands in one content; a source or cue outside it counts as unknown."""
    low, high = int(seen.words[begin]), int(seen.words[end - 1])
    kept = [s for s in gold.spans if low <= s.first and s.last <= high]
    tags = [0] * (high - low + 1)
    for s in kept:
        tags[s.first - low] = 2 * s.role + 1
        tags[s.first - low + 1 : s.last - low + 1] = [2 * s.role + 2] * (s.last - s.first)
    roles = [[s for s in gold.spans if s.role == role] for role in range(3)]
    mine = [[s for s in kept if s.role == role] for role in range(3)]
    source_of = [_renumbered(gold.source_of[roles[1].index(s)], roles[0], mine[0]) for s in mine[1]]
    cue_of = [_renumbered(gold.cue_of[roles[2].index(s)], roles[1], mine[1]) for s in mine[2]]
    spans = [replace(s, first=s.first - low, last=s.last - low) for s in kept]
    return replace(gold, tags=tags, spans=spans, source_of=source_of, cue_of=cue_of, names=[-1] * len(tags))


def _renumbered(number: int | None, before: list[Tagged], now: list[Tagged]) -> int | None:
    """A link's target counted among the spans that are left; one past their end is "none", None is unknown."""
    if number is None:
        return None
    if number == len(before):
        return len(now)
    return now.index(before[number]) if before[number] in now else None
