"""Each article once: of all chunks that have it, the first by name keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.scale.storage import Marker, Storage

_AT_ONCE = 2_000_000
"""Articles whose ids are held in memory together, at some 100 bytes each; of more, a part at a time is gone through."""


@dataclass(slots=True)
class Summary:
    """What a run has come to, counting what earlier runs did; `again` are articles met more than once."""

    chunks: int = 0
    articles: int = 0
    statements: int = 0
    problems: int = 0
    again: int = 0

    def __str__(self) -> str:
        told = f"{self.articles:,} articles, {self.statements:,} statements in {self.chunks:,} chunks"
        told += f"; {self.again:,} met more than once" if self.again else ""
        return told + (f"; {self.problems:,} problems (see the table)" if self.problems else "")


def settled(storage: Storage, at_once: int = _AT_ONCE) -> Summary:
    """Leave each article in the first chunk that has it, and sum up. Cut off, it may be done again."""
    count = sum(len(marker.articles) for marker in storage.markers())
    doubles: dict[str, set[str]] = defaultdict(set)
    parts = 1 + count // at_once
    for part in range(parts):
        seen: set[bytes] = set()
        for marker in storage.markers():
            for article in marker.articles:
                told = bytes.fromhex(article.removeprefix("sha256:"))[:16]
                if int.from_bytes(told[:4], "big") % parts == part:
                    if told in seen:
                        doubles[marker.chunk].add(article)
                    seen.add(told)
    return _summed(_without(storage, m, doubles[m.chunk]) if m.chunk in doubles else m for m in storage.markers())


def _summed(markers: Iterable[Marker]) -> Summary:
    summary = Summary()
    for marker in markers:
        summary.chunks += 1
        summary.articles += len(marker.articles)
        summary.statements += marker.statements
        summary.problems += marker.problems
        summary.again += marker.again
    return summary


def _without(storage: Storage, marker: Marker, doubles: set[str]) -> Marker:
    """Take articles out of a chunk's tables, and then out of its marker."""
    kept, statements = [], 0
    for name in marker.files:
        table = name.partition("/")[0]
        rows = storage.read(name)
        left = rows if table == "problems" else [row for row in rows if row["article"] not in doubles]
        statements += len(left) if table == "statements" else 0
        if len(left) == len(rows) or storage.rewrite(name, left):
            kept.append(name)
    articles = tuple(a for a in marker.articles if a not in doubles)
    made = replace(
        marker, articles=articles, files=tuple(kept), statements=statements, again=marker.again + len(doubles)
    )
    storage.mark(made)
    return made
