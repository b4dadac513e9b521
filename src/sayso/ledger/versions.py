"""How a page changed: its versions in time, and what each has added, taken out or reworded. Silent edits are news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from sqlalchemy import func, select

from sayso.ledger import readings
from sayso.ledger.columns import short
from sayso.ledger.schema import appearances, articles
from sayso.ledger.store import Store
from sayso.records import Reading, Statement

_CLOSE = 0.6
"""From this ratio on two contents are one, reworded; difflib's documentation calls such matches close."""
_COMPARED = 300
"""Words of a content that are compared; hardly one is longer, and comparing takes the square of them."""

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that only the newer version has ("added"), only the older ("gone"), or both in other words."""

    kind: Literal["added", "gone", "reworded"]
    older: Statement | None
    newer: Statement | None


@dataclass(frozen=True, slots=True)
class Version:
    """What a page showed from a moment on: its article, the one before it, and how the statements differ."""

    address: str
    seen: str
    article: str
    older: str | None
    changes: tuple[Change, ...]


def versions(store: Store, address: str) -> list[Version]:
    """The versions of the page at an address (or of the file of that name), oldest first."""
    met = select(appearances.c.seen, articles.c.id, articles.c.key).join(articles)
    at = met.where(appearances.c.address_key == short(address)).order_by(appearances.c.seen, appearances.c.key)
    with store.read() as connection:
        rows = connection.execute(at).all()
        kept = [row for row, before in zip(rows, [None, *rows], strict=False) if before is None or row.id != before.id]
        taken = {row.key: readings.current(connection, row.key) for row in kept}
    found = [Version(address, row.seen, row.id, None, ()) for row in kept[:1]]
    for before, row in pairwise(kept):
        made = tuple(changes(taken[before.key], taken[row.key]))
        found.append(Version(address, row.seen, row.id, before.id, made))
    return found


def changed_pages(store: Store) -> list[str]:
    """The addresses that showed more than one text, in order."""
    count = func.count(appearances.c.article.distinct())
    several = select(appearances.c.address).group_by(appearances.c.address).having(count > 1)
    with store.read() as connection:
        return sorted(connection.execute(several).scalars())


def changes(older: Reading | None, newer: Reading | None) -> Iterator[Change]:
    """How the statements of two versions differ; those that only stand elsewhere in the text do not."""
    before, after = _differing(older, newer)
    for gone, new in _reworded(before, after):
        before.remove(gone)
        after.remove(new)
        yield Change("reworded", gone, new)
    yield from (Change("gone", statement, None) for statement in before)
    yield from (Change("added", None, statement) for statement in after)


def _differing(older: Reading | None, newer: Reading | None) -> tuple[list[Statement], list[Statement]]:
    """The statements of each that have no equal in the other."""
    mine, theirs = (() if reading is None else reading.statements for reading in (older, newer))
    return _without(mine, Counter(map(_key, theirs))), _without(theirs, Counter(map(_key, mine)))


def _without(statements: Sequence[Statement], others: Counter[Key]) -> list[Statement]:
    left = []
    for statement in statements:
        key = _key(statement)
        if others[key]:
            others[key] -= 1
        else:
            left.append(statement)
    return left


def _reworded(before: Sequence[Statement], after: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Pairs whose contents are close, the closest first, each statement once; in the older version's order."""
    scored = []
    for i, old in enumerate(before):
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(_words(old))
        for j, new in enumerate(after):
            matcher.set_seq1(_words(new))
            if matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE:
                scored.append((matcher.ratio(), -i, -j))
    pairs: dict[int, int] = {}
    for ratio, i, j in sorted(scored, reverse=True):
        if ratio >= _CLOSE and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return [(before[i], after[j]) for i, j in sorted(pairs.items())]


def _key(statement: Statement) -> Key:
    cue = "" if statement.cue is None else statement.cue.text
    return _plain(statement.source.text or ""), _plain(cue), _plain(" ".join(c.text for c in statement.content))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _words(statement: Statement) -> list[str]:
    return _plain(" ".join(part.text for part in statement.content)).split()[:_COMPARED]
