"""An article's text cut where marks begin and end, so that overlapping statements can be shown in one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.questions.library import Leaf
from sayso.records import Passage, Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, stop)` in code points, its CSS classes, and the statement it belongs to, if any."""

    start: int
    stop: int
    classes: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same marks over all of them.

    `statement` is the innermost statement, `begins` are those that begin here, whose anchors stand here.
    """

    words: str
    classes: tuple[str, ...]
    statement: str | None
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces; `kind` is the passage's, `statements` those that begin in it, in order."""

    kind: str
    pieces: tuple[Piece, ...]
    statements: tuple[Statement, ...]


def paragraphs(leaf: Leaf) -> Iterator[Paragraph]:
    """An article's paragraphs, in order, with its statements, names and figures marked."""
    reading = leaf.reading
    text, marks = reading.article.text, sorted(_marks(leaf), key=lambda m: (m.start, -m.stop))
    first = {s.id: min(p.start for p in (*s.content, *([s.cue] if s.cue else []))) for s in reading.statements}
    for passage in reading.article.passages or (Passage("body", 0, len(text)),):
        for start, stop in _lines(text, passage.start, passage.end):
            inside = [m for m in marks if m.start < stop and start < m.stop]
            begins = tuple(s for s in reading.statements if start <= first[s.id] < stop)
            yield Paragraph(passage.kind, tuple(_pieces(text, start, stop, inside, first)), begins)


def _lines(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    for line in text[start:stop].splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line.rstrip())
        at += len(line)


def _marks(leaf: Leaf) -> Iterator[Mark]:
    reading = leaf.reading
    for s in reading.statements:
        standing = leaf.standing.get(s.id)
        classes = f"said {s.kind} {s.stance}" + (" hedged" if s.hedges else "") + (" inside" if s.within else "")
        if standing and standing.verdict:
            classes += f" {standing.verdict}"
        yield from (Mark(part.start, part.end, classes, s.id) for part in s.content)
        if s.cue is not None:
            yield Mark(s.cue.start, s.cue.end, "cue", s.id)
        if s.source.start is not None and s.source.end is not None:
            yield Mark(s.source.start, s.source.end, f"voice {s.source.sort}", s.id)
        yield from (Mark(h.start, h.end, "hedge", s.id) for h in s.hedges)
    yield from (
        Mark(v.anchor.start, v.anchor.stop, "missed")
        for v in leaf.verdicts
        if v.kind == "missed" and v.anchor is not None and v.state == "stands"
    )
    yield from (Mark(f.start, f.end, "figure") for f in reading.figures)
    yield from (Mark(m.start, m.end, "moment") for m in reading.moments)
    yield from (Mark(p.start, p.end, "place") for p in reading.places)


def _pieces(text: str, start: int, stop: int, marks: Sequence[Mark], first: dict[str, int]) -> Iterator[Piece]:
    cuts = {start, stop, *(m.start for m in marks), *(m.stop for m in marks)}
    cuts |= {at for at in first.values() if start <= at < stop}
    begin_at: dict[int, list[str]] = {}
    for statement, at in first.items():
        begin_at.setdefault(at, []).append(statement)
    for a, b in pairwise(sorted(c for c in cuts if start <= c <= stop)):
        over = [m for m in marks if m.start <= a and b <= m.stop]
        classes = tuple(dict.fromkeys(name for m in over for name in m.classes.split()))
        of = [m for m in over if m.statement]
        innermost = min(of, key=lambda m: m.stop - m.start).statement if of else None
        yield Piece(text[a:b], classes, innermost, tuple(begin_at.get(a, ())))
