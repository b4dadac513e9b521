"""What people said of statements, figures and speakers: added, never changed, and never lost by reading again.

A verdict is a row of its own. What it makes of a statement (whose it is, whether it stands) is written
beside what the machine read, and written again whenever the article is read anew or the page changes.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from sqlalchemy import Connection, RowMapping, insert, select

from sayso.errors import NothingNamedError, QuestionError
from sayso.ledger import naming
from sayso.ledger.anchors import Anchor, Offsets
from sayso.ledger.articles import id_of, key_of, now
from sayso.ledger.cards import has_link
from sayso.ledger.schema import figures, readings, statements
from sayso.ledger.schema import verdicts as table
from sayso.ledger.standing import (
    OUTCOMES,
    State,
    anchor_of,
    apply_to,
    at,
    hull,
    place_of,
    rows_of,
    text_of,
    versions_of,
)  # fmt: skip
from sayso.ledger.store import Store

Row = Mapping[Any, Any]
Kind = Literal["confirm", "correct", "reject", "note", "tag", "merge", "split", "withdraw", "missed"]
_STATEMENT_FIELDS = frozenset({"source", "source_span", "content"})
_FIGURE_FIELDS = frozenset(
    {"low", "high", "bound", "counted", "unit", "since", "until", "place", "harm", "victims", "counted_by"}
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody said, of what, and when.

    `state` tells of the current reading: the verdict "stands" where it was given, the statement has
    "moved" (other edges), or is "gone" (this reading does not have it). `body` holds what the kind needs.
    """

    id: str
    kind: Kind
    who: str
    at: str
    body: Mapping[str, Any] = field(default_factory=dict)
    target: Literal["statement", "figure", "speaker", "link", "passage"] = "statement"
    article: str | None = None
    statement: str | None = None
    anchor: Anchor | None = None
    state: State = "stands"


def on_statement(store: Store, statement: str, kind: Kind, who: str, **body: Any) -> Verdict:
    """Say something of a statement.

    Args:
        store: the ledger.
        statement: its id.
        kind: "confirm"; "reject", with `why`; "note", with `text`; "tag", with `tag`; or "correct", with
            `source` (a name), `source_span` or `content` (one and several `[start, stop)`).
        who: whose verdict it is.
        body: what the kind needs.

    Raises:
        NothingNamedError: there is no such statement.
        QuestionError: the body does not fit, or points outside the text.
    """
    with store.write() as connection:
        article, row = _statement_row(connection, statement)
        text = text_of(connection, article)
        _check(kind, body, _STATEMENT_FIELDS, len(text))
        if "source_span" in body and "source" not in body:
            start, stop = body["source_span"]
            body["source"] = text[start:stop]
        return _add(connection, kind, who, body, _on_row(article, text, row))


def on_figure(store: Store, article: str, span: Offsets, kind: Kind, who: str, **body: Any) -> Verdict:
    """Say something of the figure at `[start, stop)` of an article; "correct" takes the columns of `figures`.

    Raises:
        NothingNamedError: there is no such article, or no figure there in its current reading.
        QuestionError: the body does not fit.
    """
    with store.write() as connection:
        key = key_of(connection, article)
        spans = [] if key is None else [at(row) for row in _figure_rows(connection, key)]
        if key is None or span not in spans:
            raise NothingNamedError(f"there is no figure at {span[0]}-{span[1]} of {article}; see: sayso figures")
        _check(kind, body, _FIGURE_FIELDS, 0)
        anchor = Anchor.at(text_of(connection, key), *span)
        return _add(connection, kind, who, body, {"target": "figure", "article": key} | asdict(anchor))


def merge(store: Store, names: Sequence[str], into: str, who: str) -> Verdict:
    """Say that several names are one speaker's: questions know them by the name `into` from now on.

    Raises:
        QuestionError: a name is empty.
    """
    if not names or not all(name.strip() for name in names):
        raise QuestionError("a speaker's name is not empty; give at least one word")
    _check_name(into)
    with store.write() as connection:
        return _add(connection, "merge", who, {"names": list(names), "into": into}, {"target": "speaker"})


def unite(store: Store, chosen: Sequence[str], into: str, who: str) -> list[Verdict]:
    """Say that those who made some statements are one speaker, who goes by `into`, whatever others have their names.

    Raises:
        NothingNamedError: there is no statement with one of the ids.
        QuestionError: the name is empty.
    """
    together = uuid.uuid4().hex
    return _on_each(store, chosen, "merge", into, who, lambda _row: {"into": into, "together": together})


def split(store: Store, chosen: Sequence[str], into: str, who: str) -> list[Verdict]:
    """Say that some statements are another speaker's, who goes by `into`, than the one of that name.

    Raises:
        NothingNamedError: there is no statement with one of the ids.
        QuestionError: the name is empty.
    """

    def body(row: Row) -> dict[str, Any]:
        known_as = dict.fromkeys(name for name in (row["speaker"], row["source_name"]) if name)
        return {"source": into, "instead_of": list(known_as)}

    return _on_each(store, chosen, "split", into, who, body)


def on_link(store: Store, link: str, kind: Kind, who: str, **body: Any) -> Verdict:
    """Say something of a link between articles: a derivation, a drift, a variant, a dispute or two that say the same.

    Args:
        store: the ledger.
        link: its id; a link that is rejected is shown no more, also when all are found anew.
        kind: "reject", with `why`; "confirm", which also takes back a rejection; or "note", with `text`.
        who: whose verdict it is.
        body: what the kind needs.

    Raises:
        NothingNamedError: there is no such link.
        QuestionError: the body does not fit.
    """
    if kind not in ("confirm", "reject", "note"):
        raise QuestionError(f"{kind!r} is no verdict on a link; take confirm, reject or note")
    _check(kind, body, frozenset(), 0)
    with store.write() as connection:
        if not has_link(connection, link):
            raise NothingNamedError(f"there is no link {link!r}; see: sayso disputes, sayso origins, sayso trace")
        return _add(connection, kind, who, {**body, "link": link}, {"target": "link"})


def missed(store: Store, article: str, span: Offsets, who: str, source: str | None = None) -> Verdict:
    """Say that `[start, stop)` of an article's text is a statement that the reader missed, and whose.

    Raises:
        NothingNamedError: there is no such article.
        QuestionError: the span is not in its text, or the name is empty.
    """
    with store.write() as connection:
        key = key_of(connection, article)
        if key is None:
            raise NothingNamedError(f"there is no article {article}")
        text = text_of(connection, key)
        if not 0 <= span[0] < span[1] <= len(text):
            raise QuestionError(f"a span is [start, stop) within the text's {len(text)} characters")
        body = {} if source is None else {"source": source}
        return _add(
            connection, "missed", who, body, {"target": "passage", "article": key} | asdict(Anchor.at(text, *span))
        )


def withdraw(store: Store, verdict: str, who: str) -> Verdict:
    """Take a verdict on a statement, a figure or a link back: it stays in the ledger, and changes nothing any more.

    Raises:
        NothingNamedError: there is no such verdict.
        QuestionError: it is about a speaker; merge or split anew instead.
    """
    with store.write() as connection:
        row = connection.execute(select(table).where(table.c.id == verdict)).mappings().first()
        if row is None:
            raise NothingNamedError(f"there is no verdict {verdict!r}; see: sayso review list")
        if row["target"] == "speaker":
            raise QuestionError("a merge of speakers is not taken back; split their statements instead")
        kept = {name: row[name] for name in ("target", "article", "statement", "of_source_text", "of_cue")}
        kept |= {name: row[name] for name in ("exact", "prefix", "suffix", "start", "stop")}
        body = {"verdict": verdict} | ({"link": row["body"]["link"]} if row["target"] == "link" else {})
        return _add(connection, "withdraw", who, body, kept)


def rejected_links(connection: Connection) -> frozenset[str]:
    """The links that somebody rejected, and nobody confirmed since."""
    wanted = select(table.c.id, table.c.kind, table.c.body).where(table.c.target == "link").order_by(table.c.key)
    rows = connection.execute(wanted).all()
    taken_back = {row.body["verdict"] for row in rows if row.kind == "withdraw"}
    last = {row.body["link"]: row.kind for row in rows if row.kind in OUTCOMES and row.id not in taken_back}
    return frozenset(link for link, kind in last.items() if kind == "reject")


def all_verdicts(store: Store, article: str | None = None) -> list[Verdict]:
    """Every verdict, or those on one article, oldest first, with what has become of what they stand on."""
    with store.read() as connection:
        wanted = select(table).order_by(table.c.key)
        if article is not None:
            wanted = wanted.where(table.c.article == key_of(connection, article))
        standing = Standing(connection)
        return [standing.verdict(row) for row in connection.execute(wanted).mappings().all()]


def _on_each(
    store: Store, chosen: Sequence[str], kind: Kind, into: str, who: str, body: Callable[[Row], Mapping[str, Any]]
) -> list[Verdict]:
    """One verdict on each of some statements, all or none."""
    _check_name(into)
    with store.write() as connection:
        made = []
        for statement in chosen:
            article, row = _statement_row(connection, statement)
            made.append(_add(connection, kind, who, body(row), _on_row(article, text_of(connection, article), row)))
        return made


def _on_row(article: int, text: str, row: Row) -> dict[str, Any]:
    """What a verdict on a statement points at."""
    quoted = {"of_source_text": row["source_text"], "of_cue": row["cue"]}
    target = {"target": "statement", "article": article, "statement": row["id"]}
    return target | quoted | asdict(Anchor.at(text, *hull(row)))


def _add(
    connection: Connection, kind: Kind, who: str, body: Mapping[str, Any], points_at: Mapping[str, Any]
) -> Verdict:
    if not who.strip():
        raise QuestionError("a verdict is somebody's; say whose: --by NAME")
    row = {"id": uuid.uuid4().hex, "kind": kind, "who": who, "at": now(), "body": dict(body), **points_at}
    connection.execute(insert(table).values(row))
    article = points_at.get("article")
    if points_at["target"] == "speaker":
        naming.rename(connection, naming.merges(connection)[-1])
    elif article is not None and kind in (*OUTCOMES, "withdraw"):
        for other in versions_of(connection, article):
            keys = connection.execute(select(readings.c.key).where(readings.c.article == other)).scalars()
            apply_to(connection, other, list(keys))
    kept = connection.execute(select(table).where(table.c.id == row["id"])).mappings().one()
    return Standing(connection).verdict(kept)


def _check_name(name: str) -> None:
    if not name.strip():
        raise QuestionError("a speaker's name is not empty; give at least one word")


def _check(kind: Kind, body: Mapping[str, Any], fields: frozenset[str], length: int) -> None:
    if kind not in get_args(Kind) or kind in ("merge", "split", "withdraw", "missed"):
        raise QuestionError(f"{kind!r} is no verdict on this; take confirm, correct, reject, note or tag")
    needed = {"note": {"text"}, "tag": {"tag"}}.get(kind, set())
    allowed = fields if kind == "correct" else {*needed, "why"} if kind == "reject" else needed
    if not needed <= set(body) <= set(allowed) or (kind == "correct" and not body):
        raise QuestionError(
            f"{kind} takes {', '.join(sorted(allowed)) or 'nothing more'}, and got {', '.join(body) or 'nothing'}"
        )
    spans = [*body.get("content", ()), *filter(None, [body.get("source_span")])]
    if any(not 0 <= start < stop <= length for start, stop in spans):
        raise QuestionError(f"a span is [start, stop) within the text's {length} characters")


class Standing:
    """Looks up what verdicts stand on now, each article once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._article = cache(self._look)

    def verdict(self, row: Row) -> Verdict:
        """The verdict in a row."""
        article, state = None, self.place(row)[1]
        if row["article"] is not None:
            article = self._article(row["article"])[0]
        return Verdict(
            row["id"], row["kind"], row["who"], row["at"], row["body"], row["target"], article, row["statement"],
            anchor_of(row), state,
        )  # fmt: skip

    def place(self, row: Row) -> tuple[Row | None, State]:
        """The statement or figure of the current reading that a verdict is about, and whether it has moved."""
        if row["target"] == "link":
            return None, "stands" if has_link(self._connection, row["body"]["link"]) else "gone"
        if row["article"] is None:
            return None, "stands"
        if row["target"] == "passage":
            anchor = anchor_of(row)
            return None, "stands" if anchor is not None and anchor.find(self._article(row["article"])[1]) else "gone"
        _id, text, rows = self._article(row["article"])
        found, state = place_of(row, rows[row["target"]], row["article"], text)
        return None if found is None else rows[row["target"]][found], state

    def _look(self, article: int) -> tuple[str, str, dict[str, list[RowMapping]]]:
        current = select(readings.c.key).where(readings.c.article == article, readings.c.is_current)
        key = self._connection.execute(current).scalar_one()
        rows = {
            "statement": rows_of(self._connection, statements, key),
            "figure": rows_of(self._connection, figures, key),
        }
        return id_of(self._connection, article), text_of(self._connection, article), rows


def _statement_row(connection: Connection, statement: str) -> tuple[int, Row]:
    wanted = select(statements, readings.c.article).join(readings, readings.c.key == statements.c.reading)
    newest = wanted.where(statements.c.id == statement).order_by(readings.c.is_current.desc(), readings.c.key.desc())
    row = connection.execute(newest.limit(1)).mappings().first()
    if row is None:
        raise NothingNamedError(f"there is no statement {statement!r}; find one with: sayso search")
    return row["article"], row


def _figure_rows(connection: Connection, article: int) -> list[RowMapping]:
    wanted = select(figures).join(readings, readings.c.key == figures.c.reading)
    return list(connection.execute(wanted.where(readings.c.article == article, readings.c.is_current)).mappings())
