"""Linking a ledger: the articles that are not linked yet, in order of publication, a few in a transaction.

What is found goes into `claims` and `links`; what is remembered, so that the next article is linked without looking at
all others again, onto the shelves of `kept`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, and_, delete, func, insert, select

from sayso.ledger import articles as article_rows
from sayso.ledger import cards, readings
from sayso.ledger.schema import articles, claims, linked, links
from sayso.ledger.schema import readings as reading_table
from sayso.ledger.store import Store
from sayso.ledger.verdicts import rejected_links
from sayso.linking import identity
from sayso.linking.claims import SameClaim
from sayso.linking.drift import Drift
from sayso.linking.gathered import Dispute
from sayso.linking.kept import Kept, encoded
from sayso.linking.linked import Changed, Linked
from sayso.linking.origins import Derivation
from sayso.linking.variants import Variant
from sayso.records import Reading

Kind = Literal["derivation", "drift", "variant", "dispute"]
KINDS: dict[Kind, type[Any]] = {"derivation": Derivation, "drift": Drift, "variant": Variant, "dispute": Dispute}
"""What the body of a row of `links` is, by its kind."""
_AT_ONCE = 8
"""Articles linked in one transaction, under a second: others wait for no longer before they may write."""


@dataclass(frozen=True, slots=True)
class Pending:
    """How many articles are not linked yet, and of how many linked ones another reading answers by now."""

    new: int
    stale: int


def pending(store: Store) -> Pending:
    """What is left to link."""
    with store.read() as connection:
        return _pending(connection)


def link_articles(
    store: Store,
    *,
    anew: bool = False,
    same_claim: SameClaim | None = None,
    tell: Callable[[int], object] | None = None,
) -> int:
    """Link what is not linked yet: how many articles.

    Where an article was read again since it was linked, all are linked anew, as what hangs on it may be others now.

    Args:
        store: the ledger.
        anew: forget all links and find them again; what people rejected stays rejected.
        same_claim: decides whether two statements say the same.
        tell: called with the number of articles that were linked since it was called last.

    Raises:
        LedgerError: the ledger cannot be read or written; what was told of before is kept.
    """
    with store.write() as connection:
        if anew or _pending(connection).stale:
            cards.forget(connection)
    kept = Kept()
    index = Linked(kept, lambda article: _reading(kept.connection, article), same_claim)
    count = 0
    while True:
        with store.write() as connection:
            heads = _unlinked(connection)
            if not heads:
                return count
            kept.open(connection)
            for reading in readings.of_heads(connection, heads):
                _keep(connection, index, index.add(reading))
            kept.flush()
            connection.execute(insert(linked), [{"article": h["article"], "reading": h["key"]} for h in heads])
        count += len(heads)
        if tell is not None:
            tell(len(heads))


def opened(connection: Connection) -> Linked:
    """The links of a ledger as they are in one transaction, to be asked and not to be added to.

    Derivations that somebody rejected are none.
    """
    kept, rejected = Kept(), rejected_links(connection)
    kept.open(connection)
    index = Linked(kept, lambda article: _reading(connection, article))
    index.origins.holds = lambda derivation: identity.of_derivation(derivation) not in rejected
    return index


def _pending(connection: Connection) -> Pending:
    with_links = reading_table.outerjoin(linked, linked.c.article == reading_table.c.article)
    counts = select(func.count()).select_from(with_links).where(reading_table.c.is_current)
    new = connection.execute(counts.where(linked.c.article.is_(None))).scalar_one()
    other = and_(linked.c.article.is_not(None), linked.c.reading != reading_table.c.key)
    return Pending(new, connection.execute(counts.where(other)).scalar_one())


def _unlinked(connection: Connection) -> list[Any]:
    """The rows of the next readings to be linked."""
    joined = reading_table.join(articles).outerjoin(linked, linked.c.article == reading_table.c.article)
    wanted = select(reading_table).select_from(joined).where(reading_table.c.is_current, linked.c.article.is_(None))
    in_order = wanted.order_by(func.coalesce(articles.c.published, ""), articles.c.id).limit(_AT_ONCE)
    return list(connection.execute(in_order).mappings())


def _reading(connection: Connection, article: str) -> Reading:
    key = article_rows.key_of(connection, article)
    head = select(reading_table).where(reading_table.c.is_current, reading_table.c.article == key)
    return next(readings.of_heads(connection, [connection.execute(head).mappings().one()]))


def _keep(connection: Connection, index: Linked, changed: Changed) -> None:
    """Write what an article changed."""
    keys = _Keys(connection)
    said = [_claim(keys, index, number) for number in (*changed.sayings, *changed.regrouped)]
    if changed.regrouped:
        connection.execute(delete(claims).where(claims.c.number.in_(changed.regrouped)))
    if said:
        connection.execute(insert(claims), said)
    rows: dict[str, dict[str, Any]] = {}
    for article in changed.derived:
        replaced = links.c.kind.in_(("derivation", "drift"))
        connection.execute(delete(links).where(replaced, links.c.article == keys[article]))
        for derivation in index.origins.parents(article):
            rows |= _row(keys, _of_derivation(derivation), derivation)
            rows |= _rows(keys, ((_of_drift(one), one) for one in index.drift(derivation)))
    rows |= _rows(keys, ((_of_variant(one), one) for one in changed.variants))
    rows |= _rows(keys, ((_of_dispute(one), one) for one in map(index.disputes.__getitem__, changed.disputes)))
    if rows:
        connection.execute(delete(links).where(links.c.id.in_(list(rows))))
        connection.execute(insert(links), list(rows.values()))


@dataclass(frozen=True, slots=True)
class _Link:
    """What a row of `links` says of the thing in its body."""

    kind: Kind
    id: str
    article: str
    other: str | None
    about: str
    why: str


class _Keys(dict[str, int]):
    """The rows of articles by their ids, looked up as they are needed."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, article: str) -> int:
        key = article_rows.key_of(self._connection, article)
        assert key is not None, "what is linked is in the ledger"
        self[article] = key
        return key


def _claim(keys: _Keys, index: Linked, number: int) -> dict[str, Any]:
    member = index.claims[number]
    where = member.saying.where
    match = member.match
    # The id of a link names the later saying first, whichever of the two hangs on the other.
    ends = [] if member.to is None else [index.claims[n].saying.where for n in sorted((number, member.to))]
    return {
        "number": number, "claim": member.claim, "to": member.to, "score": match.score if match else None,
        "reason": match.reason if match else None, "link": identity.of_same(*reversed(ends)) if ends else None,
        "article": keys[where.article], "statement": member.saying.statement, "start": where.start, "stop": where.end,
        "words": member.saying.text,
    }  # fmt: skip


def _rows(keys: _Keys, found: Iterable[tuple[_Link, Any]]) -> dict[str, dict[str, Any]]:
    return {key: row for link, body in found for key, row in _row(keys, link, body).items()}


def _row(keys: _Keys, link: _Link, body: Any) -> dict[str, dict[str, Any]]:
    return {
        link.id: {
            "id": link.id, "kind": link.kind, "article": keys[link.article],
            "other": None if link.other is None else keys[link.other], "about": link.about, "why": link.why,
            "body": encoded(body),
        }
    }  # fmt: skip


def _of_derivation(one: Derivation) -> _Link:
    return _Link("derivation", identity.of_derivation(one), one.article, one.origin, one.kind, one.reason)


def _of_drift(one: Drift) -> _Link:
    return _Link("drift", identity.of_drift(one), one.here.article, one.there.article, one.lost, one.reason)


def _of_variant(one: Variant) -> _Link:
    return _Link("variant", identity.of_variant(one), one.here.article, one.there.article, one.speaker, one.why)


def _of_dispute(one: Dispute) -> _Link:
    first, second = (side.passages[0].article for side in one.sides[:2])
    other = None if first == second else second
    return _Link("dispute", identity.of_dispute(one), first, other, one.about, one.reason)
