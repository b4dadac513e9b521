"""Who is speaking: names, sorts and stances of sources against those that a careful reader gave.

The gold is JSON Lines: `id`, and `attributions` with the number `n` of an attribution in the corpus's own list
(`evaluation.corpus`), the fullest `name` the article gives or null, `sort` and `stance`. A statement answers for
the attribution with which it shares most characters of content, if they share at least a third of both together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from evaluation.corpus import Document, load
from evaluation.measure import Share, read_all
from sayso.reading.many import ReaderName
from sayso.reading.speakers.lexicon import COURTESY
from sayso.reading.voices import is_pronoun
from sayso.records import Reading, Statement

ROWS = ("found", "name", "name of a pronoun", "unresolved or wrong", "sort", "stance")
_ENOUGH = 1 / 3


def score(
    gold: Path, articles: Path, reader: ReaderName = "learned", chosen: Callable[[str], bool] = lambda _: True
) -> dict[str, float]:
    """How often each question about a source is answered rightly, in percent.

    Args:
        gold: the annotated sources.
        articles: the corpus they are of.
        reader: who reads.
        chosen: which articles, by id, so that one half can be looked at and the other kept.
    """
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if chosen(row["id"])]
    corpus = {d.id: d for d in load(articles)}
    documents = [corpus[row["id"]] for row in rows]
    shares = {row: Share() for row in ROWS}
    for row, document, reading in zip(rows, documents, read_all((d.text for d in documents), reader), strict=True):
        _count(shares, row["attributions"], document, reading)
    return {row: share.percent for row, share in shares.items()}


def same(wanted: str, given: str | None) -> bool:
    """Whether one name's words are all in the other, titles and articles aside."""
    some, other = (_words(name or "") for name in (wanted, given))
    return bool(some) and bool(other) and (some <= other or other <= some)


def _words(name: str) -> set[str]:
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name.casefold()))
    return {w for w in words if w not in COURTESY and w not in ("the", "a", "an", "president", "former")}


def _count(shares: dict[str, Share], asked: Iterable[dict[str, str]], document: Document, reading: Reading) -> None:
    free = [s for s in reading.statements if s.within is None]
    for question in asked:
        gold = document.attributions[int(question["n"])]
        likest = max(free, key=lambda s: _likeness(s, gold.content), default=None)
        found = likest is not None and _likeness(likest, gold.content) >= _ENOUGH
        shares["found"].add(found)
        if likest is None or not found:
            continue
        free.remove(likest)
        if question["name"]:
            right = same(question["name"], likest.source.name)
            shares["name"].add(right)
            shares["unresolved or wrong"].add(not right)
            if is_pronoun(" ".join(document.text[a:b] for a, b in gold.source)):
                shares["name of a pronoun"].add(right)
        shares["sort"].add(question["sort"] == likest.source.sort)
        shares["stance"].add(question["stance"] == likest.stance)


def _likeness(statement: Statement, content: Iterable[tuple[int, int]]) -> float:
    wanted = {c for a, b in content for c in range(a, b)}
    got = {c for part in statement.content for c in range(part.start, part.end)}
    return len(wanted & got) / max(len(wanted | got), 1)
