"""Where some words come from: everybody who carries a claim, who had it from whom, and how many stand behind it.

A trace is a tree. At its roots are the origins, articles or outlets that the words cannot be traced past; below each
those that had it from there, with what was lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, and_, select

from sayso.errors import NothingNamedError, QuestionError
from sayso.ledger.schema import appearances, articles, claims
from sayso.ledger.store import Store
from sayso.ledger.verdicts import rejected_links
from sayso.linking import identity
from sayso.linking.arrivals import opened
from sayso.linking.drift import Drift
from sayso.linking.evidence import Excerpt
from sayso.linking.linked import Linked
from sayso.linking.origins import Derivation, Step
from sayso.linking.words import words
from sayso.questions.links import Articles, Disputed, Passage, disputes

_LEAST_ID = 4
_OTHERS = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost or changed on the way to a carrier; `words` are those that were there before."""

    id: str
    lost: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries a claim, or an outlet credited with it of which nothing was read.

    Args:
        place: its number in the tree, from 0.
        parent: the number of the one it had the claim from; None for an origin.
        passage: its words; without any where an outlet is only credited.
        voices: on whose word it says so, outermost first.
        statement: the statement that says it; None for the article's own words, or where it is not of the claim.
        how: "copied", "partly copied", "reworded" or "credited"; None for an origin.
        link: the id of the derivation, by which it can be rejected.
        lost: what was lost from the parent's article to this one, near these words.
        elsewhere: other addresses at which the very same text was met.
    """

    place: int
    parent: int | None
    passage: Passage
    voices: tuple[str, ...]
    statement: str | None
    how: str | None
    link: str | None
    lost: tuple[Loss, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """Two passages that were taken to say the same: the later one, the earlier, how sure that is, and why."""

    id: str
    score: float
    reason: str
    here: Passage
    there: Passage


@dataclass(frozen=True, slots=True)
class Traced:
    """A claim, whoever carries it (a parent before those who had it from there), and what is at odds with it.

    `origins` names the independent origins, `same` shows why the passages count as one claim, and `others` are
    further claims that the question may have meant, by the words that first made them.
    """

    claim: str
    carriers: tuple[Carrier, ...]
    origins: tuple[str, ...]
    same: tuple[Same, ...]
    disputes: tuple[Disputed, ...]
    others: tuple[str, ...]


def trace(store: Store, asked: str) -> Traced:
    """Trace a claim: the one that a statement makes, or the one that most carry whose words hold those asked for.

    Args:
        store: the ledger, whose articles are linked.
        asked: the first characters of a statement's id, the address of an article, or words.

    Raises:
        NothingNamedError: nothing linked holds it.
        QuestionError: there is no word in it.
        LedgerError: the ledger cannot be read.
    """
    with store.read() as connection:
        rejected = rejected_links(connection)
        found = _meant(connection, asked)
        if not found:
            raise NothingNamedError(
                f"nothing that is linked says {asked!r}; try fewer words, or link first: sayso link"
            )
        groups = _claims(connection, found, rejected)
        numbers = {row["number"] for row in found}
        ranked = sorted(groups, key=lambda g: (-sum(r["number"] in numbers for r in g), -len(g), g[0]["number"]))
        chosen = ranked[0]
        index, known = opened(connection), Articles(connection)
        tree = _Tree(connection, index, known, rejected)
        carriers = tree.grown(chosen)
        same = tuple(
            _same(known, chosen, row) for row in chosen if row["to"] is not None and row["link"] not in rejected
        )
        behind = index.origins.independent([_excerpt(row) for row in chosen])
    names = tuple(o.outlet or (o.article and known[o.article].title) or "an article" for o in behind)
    at_odds = tuple(d for d in disputes(store) if _touches(d, chosen))
    return Traced(
        chosen[0]["words"], carriers, names, same, at_odds, tuple(g[0]["words"] for g in ranked[1 : 1 + _OTHERS])
    )


_COLUMNS = (claims, articles.c.id.label("article_id"), articles.c.published.label("published"))


def _meant(connection: Connection, asked: str) -> list[RowMapping]:
    """The passages that a question names."""
    wanted = select(*_COLUMNS).select_from(claims.join(articles)).order_by(claims.c.number)
    if "://" in asked:
        return list(connection.execute(wanted.where(articles.c.url == asked)).mappings())
    if len(asked) >= _LEAST_ID and all(c in "0123456789abcdef" for c in asked):
        begins = claims.c.statement.startswith(asked, autoescape=True)
        if found := list(connection.execute(wanted.where(begins)).mappings()):
            return found
    given = words(asked)
    stems = [w.stem for w in given if w.stem] or [w.low for w in given]
    if not stems:
        raise QuestionError(f"there is no word in {asked!r}; give some words of what is said, or a statement's id")
    holding = and_(*(claims.c.words.icontains(stem, autoescape=True) for stem in stems))
    return list(connection.execute(wanted.where(holding)).mappings())


def _claims(connection: Connection, found: Sequence[RowMapping], rejected: frozenset[str]) -> list[list[RowMapping]]:
    """The claims that some passages make, whole, each in order of arrival; a link that was rejected parts a claim."""
    numbers = sorted({row["claim"] for row in found})
    wanted = select(*_COLUMNS).select_from(claims.join(articles)).where(claims.c.claim.in_(numbers))
    rows = {row["number"]: row for row in connection.execute(wanted.order_by(claims.c.number)).mappings()}
    first = {number: number for number in rows}

    def top(number: int) -> int:
        while first[number] != number:
            number = first[number]
        return number

    for number, row in rows.items():
        if row["to"] is not None and row["link"] not in rejected:
            # The earliest of those that hang together is the top.
            one, other = sorted((top(number), top(row["to"])))
            first[other] = one
    first = {number: top(number) for number in rows}
    meant = {first[row["number"]] for row in found}
    return [[rows[n] for n in rows if first[n] == head] for head in sorted(meant)]


def _excerpt(row: RowMapping) -> Excerpt:
    return Excerpt(row["article_id"], row["start"], row["stop"], row["words"])


def _same(known: Articles, rows: Sequence[RowMapping], row: RowMapping) -> Same:
    before = next(r for r in rows if r["number"] == row["to"])
    return Same(row["link"], row["score"], row["reason"], known.passage(_excerpt(row)), known.passage(_excerpt(before)))


def _touches(dispute: Disputed, rows: Iterable[RowMapping]) -> bool:
    """Whether a dispute has a passage of a claim on one of its sides."""
    places = [(r["article_id"], r["start"], r["stop"]) for r in rows]
    return any(
        p.article == article and p.start is not None and p.stop is not None and p.start < stop and start < p.stop
        for side in dispute.sides
        for p in side.passages
        for article, start, stop in places
    )


@dataclass(frozen=True, slots=True)
class _Node:
    """A carrier in the making: what it is known by, its passage, and what it had that from."""

    key: str
    passage: Passage
    where: Excerpt | None
    row: RowMapping | None
    parent: str | None = None
    derivation: Derivation | None = None


class _Tree:
    """Grows the tree of a claim from its passages."""

    def __init__(self, connection: Connection, index: Linked, known: Articles, rejected: frozenset[str]) -> None:
        self._connection, self._index, self._known, self._rejected = connection, index, known, rejected
        self._nodes: dict[str, _Node] = {}
        self._of: Mapping[str, RowMapping] = {}

    def grown(self, rows: Sequence[RowMapping]) -> tuple[Carrier, ...]:
        """The carriers of a claim, each after the one it had it from, the earlier first."""
        in_order = sorted(rows, key=lambda r: (r["published"] or "", r["number"]))
        self._of = {row["article_id"]: row for row in reversed(in_order)}
        for article, row in self._of.items():
            self._climb(article, _excerpt(row))
        children: dict[str | None, list[_Node]] = {}
        for node in sorted(self._nodes.values(), key=lambda n: (n.passage.published or "", n.key)):
            children.setdefault(node.parent if node.parent in self._nodes else None, []).append(node)
        carriers: list[Carrier] = []
        self._put(carriers, children, None, None)
        elsewhere = self._elsewhere()
        return tuple(replace(c, elsewhere=elsewhere.get(c.passage.article or "", ())) for c in carriers)

    def _put(
        self, carriers: list[Carrier], children: Mapping[str | None, list[_Node]], under: str | None, parent: int | None
    ) -> None:
        for node in children.get(under, ()):
            place, derivation = len(carriers), node.derivation
            voices, statement = self._voices(node)
            how, link = (derivation.kind, identity.of_derivation(derivation)) if derivation else (None, None)
            lost = tuple(self._lost(node))
            carriers.append(Carrier(place, parent, node.passage, voices, statement, how, link, lost, ()))
            self._put(carriers, children, node.key, place)

    def _climb(self, article: str, where: Excerpt) -> None:
        """Put an article's passage and all that it was made from into the tree."""
        while article not in self._nodes:
            step = self._step(article, where)
            row = self._of.get(article)
            node = _Node(article, self._known.passage(where), where, row)
            if step is None:
                self._nodes[article] = node
                return
            derivation, there = step
            parent = there.article if there is not None else f"outlet {derivation.outlet}"
            self._nodes[article] = replace(node, parent=parent, derivation=derivation)
            if there is None:
                outlet = Passage("", None, None, None, derivation.outlet, None, None, None)
                self._nodes.setdefault(parent, _Node(parent, outlet, None, None))
                return
            article, where = parent, _excerpt(self._of[parent]) if parent in self._of else there

    def _step(self, article: str, where: Excerpt) -> tuple[Derivation, Excerpt | None] | None:
        """What a passage was made from; or a parent of its article that makes the claim too."""
        steps: tuple[Step, ...] = self._index.origins.trace(where)
        if steps:
            return steps[0].derivation, steps[0].there
        for derivation in self._index.origins.parents(article):
            if derivation.origin in self._of and derivation.origin != article:
                return derivation, _excerpt(self._of[str(derivation.origin)])
        return None

    def _voices(self, node: _Node) -> tuple[tuple[str, ...], str | None]:
        if node.row is None:
            return (), None
        return self._index.claims[node.row["number"]].saying.voices, node.row["statement"]

    def _lost(self, node: _Node) -> Iterator[Loss]:
        if node.derivation is None or node.where is None:
            return
        prepared = self._index.origins.prepared(node.key)
        sentences = [s for s in prepared.sentences if node.where.meets(s.start, s.end)]
        for one in self._index.drift(node.derivation):
            told = identity.of_drift(one)
            if told not in self._rejected and any(one.here.meets(s.start, s.end) for s in sentences):
                yield _loss(told, one)

    def _elsewhere(self) -> dict[str, tuple[str, ...]]:
        """The addresses at which each article's text was met, where there are several."""
        wanted = select(articles.c.id, appearances.c.address).join(appearances, appearances.c.article == articles.c.key)
        rows = self._connection.execute(wanted.where(articles.c.id.in_(list(self._nodes))).order_by(appearances.c.key))
        met: dict[str, dict[str, None]] = {}
        for article, address in rows:
            met.setdefault(article, {})[address] = None
        return {article: tuple(places)[1:] for article, places in met.items()}


def _loss(link: str, one: Drift) -> Loss:
    return Loss(link, one.lost, one.words, one.reason)
