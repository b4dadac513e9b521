"""Readings against gold: attributions of PolNeAR's format, and our own fully annotated articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sayso
from evaluation.annotated import AnnotatedArticle, GoldStatement
from evaluation.attribution import Attribution, Count, Score, matched, overlaps, trim
from evaluation.corpus import load
from sayso.reading.many import ReaderName, in_order
from sayso.records import Reading, Statement


def outermost(reading: Reading) -> list[Attribution]:
    """The statements that no other statement reports, as attributions."""
    return [as_attribution(s) for s in reading.statements if s.within is None]


def as_attribution(statement: Statement) -> Attribution:
    """A statement's three parts."""
    source, cue = statement.source, statement.cue
    return Attribution(
        source=() if source.start is None or source.end is None else ((source.start, source.end),),
        cue=() if cue is None else ((cue.start, cue.end),),
        content=tuple((c.start, c.end) for c in statement.content),
    )


def read_all(texts: Iterable[str], reader: ReaderName) -> list[Reading]:
    """Read texts with a reader, all cores at work."""
    return list(in_order(lambda text: sayso.read(text, reader=reader), texts))


@dataclass(slots=True)
class Share:
    """So many right of so many asked."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> None:
        """Count one question."""
        self.right += right
        self.asked += 1

    @property
    def percent(self) -> float:
        """Right of asked, in percent."""
        return 100 * self.right / max(self.asked, 1)


@dataclass(slots=True)
class CorpusScore:
    """Scores of outermost attributions, and how often they are right at each tenth of confidence."""

    attributions: Score = field(default_factory=Score)
    right_at: dict[int, Share] = field(default_factory=dict)

    def add(self, text: str, gold: Sequence[Attribution], reading: Reading) -> None:
        """Count one article in."""
        found = outermost(reading)
        self.attributions.add(text, gold, found)
        right = matched([a.trimmed(text) for a in gold], [a.trimmed(text) for a in found])
        for statement, hit in zip((s for s in reading.statements if s.within is None), right, strict=True):
            self.right_at.setdefault(min(int(10 * statement.confidence), 9), Share()).add(hit)


def polnear(path: Path, reader: ReaderName) -> CorpusScore:
    """Score outermost attributions on a JSON Lines file with `text` and `attributions` (PolNeAR)."""
    documents = load(path)
    score = CorpusScore()
    for document, reading in zip(documents, read_all((d.text for d in documents), reader), strict=True):
        score.add(document.text, document.attributions, reading)
    return score


@dataclass(slots=True)
class OwnScore:
    """What is asked of our own articles: outermost attributions, and more of every statement found."""

    attributions: Score = field(default_factory=Score)
    inner: Count = field(default_factory=Count)
    shares: dict[str, Share] = field(
        default_factory=lambda: {name: Share() for name in ("chain", "kind", "stance", "hedges", "teasers")}
    )

    def rows(self) -> dict[str, float]:
        """Every number of the table, in percent."""
        return {
            **{row: count.f1 for row, count in self.attributions.rows.items()},
            "inner statements": self.inner.f1,
            **{name: share.percent for name, share in self.shares.items()},
        }


def own(articles: Sequence[AnnotatedArticle], reader: ReaderName) -> OwnScore:
    """Score every part of a reading on our own annotated articles."""
    score = OwnScore()
    for article, reading in zip(articles, read_all((a.text for a in articles), reader), strict=True):
        score.attributions.add(article.text, article.outermost, outermost(reading))
        _count_article(score, article, reading)
    return score


def _count_article(score: OwnScore, article: AnnotatedArticle, reading: Reading) -> None:
    free = list(reading.statements)
    pairs: dict[int, Statement] = {}
    for gold in article.statements:
        match = next((s for s in free if _same(article.text, gold, s)), None)
        if match is not None:
            pairs[gold.number] = match
            free.remove(match)
    for gold in article.statements:
        found = pairs.get(gold.number)
        if gold.within is not None:
            score.inner.right += found is not None and found.within is not None
            score.inner.missed += found is None or found.within is None
        if found is not None:
            score.shares["kind"].add(found.kind == gold.kind)
            score.shares["stance"].add(found.stance == gold.stance)
            above = None if gold.within is None else pairs.get(gold.within)
            score.shares["chain"].add(
                found.within == (None if above is None else above.id) if gold.within is None or above else False
            )
    score.inner.wrong += sum(s.within is not None for s in free)
    hedged = [(h.start, h.end) for s in reading.statements for h in s.hedges]
    for hedge in {h for gold in article.statements for h in gold.hedges}:
        score.shares["hedges"].add(overlaps([hedge], hedged))
    teasers = [(p.start, p.end) for p in reading.article.passages if p.kind == "teaser"]
    for passage in article.passages:
        if passage.kind == "teaser":
            score.shares["teasers"].add(overlaps([(passage.start, passage.end)], teasers))


def _same(text: str, gold: GoldStatement, found: Statement) -> bool:
    """Whether the cues overlap and the contents share at least half of their characters."""
    if found.cue is None or not overlaps([gold.cue], [(found.cue.start, found.cue.end)]):
        return False
    wanted, got = (
        {c for a, b in (trim(text, s) for s in spans) for c in range(a, b)}
        for spans in (gold.content, [(c.start, c.end) for c in found.content])
    )
    return 2 * len(wanted & got) >= len(wanted | got) > 0
