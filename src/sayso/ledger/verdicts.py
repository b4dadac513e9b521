"""What people said of statements, figures and speakers: added, never changed, and never lost by reading again.

A verdict is a row of its own. What it makes of a statement (whose it is, whether it stands) is written
beside what the machine read, and written again whenever the article is read anew or the page changes.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from sqlalchemy import Connection, RowMapping, insert, select, update

from sayso.errors import NothingNamedError, QuestionError
from sayso.ledger.anchors import Anchor, Offsets, best
from sayso.ledger.articles import id_of, key_of, now
from sayso.ledger.rows import LONGEST_NAME
from sayso.ledger.schema import appearances, articles, figures, readings, statements
from sayso.ledger.schema import verdicts as table
from sayso.ledger.store import Store

Kind = Literal["confirm", "correct", "reject", "note", "tag", "merge", "split"]
State = Literal["stands", "moved", "gone"]

_OUTCOME = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected", "split": "corrected"}
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
    target: Literal["statement", "figure", "speaker"] = "statement"
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
        text = _text(connection, article)
        _check(kind, body, _STATEMENT_FIELDS, len(text))
        anchor = Anchor.at(text, *_hull(row))
        return _add(connection, kind, who, body, "statement", article, anchor, statement)


def on_figure(store: Store, article: str, span: Offsets, kind: Kind, who: str, **body: Any) -> Verdict:
    """Say something of the figure at `[start, stop)` of an article; "correct" takes the columns of `figures`.

    Raises:
        NothingNamedError: there is no such article, or no figure there in its current reading.
        QuestionError: the body does not fit.
    """
    with store.write() as connection:
        key = key_of(connection, article)
        spans = [] if key is None else [_at(row) for row in _figure_rows(connection, key)]
        if key is None or span not in spans:
            raise NothingNamedError(f"there is no figure at {span[0]}-{span[1]} of {article}; see: sayso figures")
        _check(kind, body, _FIGURE_FIELDS, 0)
        return _add(connection, kind, who, body, "figure", key, Anchor.at(_text(connection, key), *span))


def merge(store: Store, names: Sequence[str], into: str, who: str) -> Verdict:
    """Say that several names are one speaker's: questions know them by the name `into` from now on.

    Raises:
        QuestionError: a name is empty.
    """
    if not into.strip() or not all(name.strip() for name in names):
        raise QuestionError("a speaker's name is not empty; give at least one word")
    with store.write() as connection:
        return _add(connection, "merge", who, {"names": list(names), "into": into}, "speaker")


def split(store: Store, chosen: Sequence[str], into: str, who: str) -> list[Verdict]:
    """Say that some statements are another speaker's, who goes by `into`, than the one of that name.

    Raises:
        NothingNamedError: there is no statement with one of the ids.
        QuestionError: the name is empty.
    """
    if not into.strip():
        raise QuestionError("a speaker's name is not empty; give at least one word")
    with store.write() as connection:
        made = []
        for statement in chosen:
            article, row = _statement_row(connection, statement)
            anchor = Anchor.at(_text(connection, article), *_hull(row))
            body = {"source": into, "instead_of": row["speaker"]}
            made.append(_add(connection, "split", who, body, "statement", article, anchor, statement))
        return made


def all_verdicts(store: Store, article: str | None = None) -> list[Verdict]:
    """Every verdict, or those on one article, oldest first, with what has become of what they stand on."""
    with store.read() as connection:
        wanted = select(table).order_by(table.c.key)
        if article is not None:
            wanted = wanted.where(table.c.article == key_of(connection, article))
        return [_verdict(connection, row) for row in connection.execute(wanted).mappings()]


def apply_to(connection: Connection, article: int, keys: Sequence[int]) -> None:
    """Write what the standing verdicts make of the readings `keys` of an article."""
    given = _on_article(connection, article)
    text = _text(connection, article) if given else ""
    for key in keys if given else ():
        for kind, source in (("statement", statements), ("figure", figures)):
            found = connection.execute(select(source).where(source.c.reading == key).order_by(source.c.position))
            rows = list(found.mappings())
            for place, made in _made_of(rows, [v for v in given if v["target"] == kind], article, text).items():
                of_row = (source.c.reading == key, source.c.position == rows[place]["position"])
                connection.execute(update(source).where(*of_row).values(_values(made, rows[place])))
    for row in connection.execute(select(table.c.body).where(table.c.kind == "merge").order_by(table.c.key)):
        _rename(connection, row.body, statements.c.reading.in_(keys))


def _add(
    connection: Connection, kind: Kind, who: str, body: Mapping[str, Any], target: Any,
    article: int | None = None, anchor: Anchor | None = None, statement: str | None = None,
) -> Verdict:  # fmt: skip
    if not who.strip():
        raise QuestionError("a verdict is somebody's; say whose: --by NAME")
    selector = {} if anchor is None else {name: getattr(anchor, name) for name in Anchor.__slots__}
    row = {
        "id": uuid.uuid4().hex, "kind": kind, "who": who, "at": now(), "body": dict(body), "target": target,
        "article": article, "statement": statement, **selector,
    }  # fmt: skip
    connection.execute(insert(table).values(row))
    if kind == "merge":
        _rename(connection, body)
    elif article is not None and kind in _OUTCOME:
        for other in _versions(connection, article):
            keys = connection.execute(select(readings.c.key).where(readings.c.article == other)).scalars()
            apply_to(connection, other, list(keys))
    return _verdict(connection, connection.execute(select(table).where(table.c.id == row["id"])).mappings().one())


def _check(kind: Kind, body: Mapping[str, Any], fields: frozenset[str], length: int) -> None:
    if kind not in get_args(Kind) or kind in ("merge", "split"):
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


def _on_article(connection: Connection, article: int) -> list[RowMapping]:
    """The verdicts that change something, on an article or on other versions of its page, oldest first."""
    wanted = select(table).where(table.c.article.in_(_versions(connection, article)), table.c.kind.in_(_OUTCOME))
    return list(connection.execute(wanted.order_by(table.c.key)).mappings())


def _versions(connection: Connection, article: int) -> list[int]:
    """The articles that were met where this one was, itself among them."""
    addresses = select(appearances.c.address_key).where(appearances.c.article == article)
    same = select(appearances.c.article).where(appearances.c.address_key.in_(addresses)).distinct()
    return sorted({article, *connection.execute(same).scalars()})


def _made_of(
    rows: Sequence[Mapping[Any, Any]], given: Sequence[Mapping[Any, Any]], article: int, text: str
) -> dict[int, dict[str, Any]]:
    """What verdicts make of statements or figures, by their place among `rows`: later ones go before earlier."""
    made: dict[int, dict[str, Any]] = {}
    for verdict in given:
        place, _ = _place(verdict, rows, article, text)
        if place is not None:
            so_far = made.setdefault(place, {"corrected": {}})
            so_far["verdict"] = _OUTCOME[verdict["kind"]]
            if so_far["verdict"] == "corrected":
                so_far["corrected"] |= verdict["body"]
    return made


def _place(
    verdict: Mapping[Any, Any], rows: Sequence[Mapping[Any, Any]], article: int, text: str
) -> tuple[int | None, State]:
    """Which of `rows` a verdict is about now."""
    anchor = _anchor(verdict)
    if anchor is None:
        return None, "stands"
    if verdict["article"] == article:
        for place, row in enumerate(rows):
            if (
                row["id"] == verdict["statement"]
                if verdict["target"] == "statement"
                else _at(row) == (anchor.start, anchor.stop)
            ):
                return place, "stands"
    found = anchor.find(text)
    nearest = None if found is None else best(found, [_at(row) if "stop" in row else _hull(row) for row in rows])
    return nearest, "gone" if nearest is None else "moved"


def _values(made: Mapping[str, Any], row: Mapping[Any, Any]) -> dict[str, Any]:
    values = {"verdict": made["verdict"], "corrected": made["corrected"] or None}
    if "speaker" in row and made["corrected"].get("source"):
        values["speaker"] = made["corrected"]["source"][:LONGEST_NAME]
    return values


def _rename(connection: Connection, body: Mapping[str, Any], *where: Any) -> None:
    others = [name for name in body["names"] if name != body["into"]]
    connection.execute(
        update(statements).where(statements.c.speaker.in_(others), *where).values(speaker=body["into"][:LONGEST_NAME])
    )


def _verdict(connection: Connection, row: Mapping[Any, Any]) -> Verdict:
    state: State = "stands"
    key = row["article"]
    if key is not None:
        source = _statement_rows if row["target"] == "statement" else _figure_rows
        state = _place(row, source(connection, key), key, _text(connection, key))[1]
    return Verdict(
        row["id"], row["kind"], row["who"], row["at"], row["body"], row["target"],
        None if key is None else id_of(connection, key), row["statement"], _anchor(row), state,
    )  # fmt: skip


def _statement_row(connection: Connection, statement: str) -> tuple[int, Mapping[Any, Any]]:
    wanted = select(statements, readings.c.article).join(readings, readings.c.key == statements.c.reading)
    newest = wanted.where(statements.c.id == statement).order_by(readings.c.is_current.desc(), readings.c.key.desc())
    row = connection.execute(newest.limit(1)).mappings().first()
    if row is None:
        raise NothingNamedError(f"there is no statement {statement!r}; find one with: sayso search")
    return row["article"], row


def _statement_rows(connection: Connection, article: int) -> list[RowMapping]:
    return _current(connection, statements, article)


def _figure_rows(connection: Connection, article: int) -> list[RowMapping]:
    return _current(connection, figures, article)


def _current(connection: Connection, source: Any, article: int) -> list[RowMapping]:
    wanted = select(source).join(readings, readings.c.key == source.c.reading)
    return list(connection.execute(wanted.where(readings.c.article == article, readings.c.is_current)).mappings())


def _hull(row: Mapping[Any, Any]) -> Offsets:
    """From where a statement's cue and content begin to where they end."""
    spans = [(part[1], part[2]) for part in row["contents"]]
    if row["cue"] is not None:
        spans.append((row["cue_start"], row["cue_stop"]))
    return min(start for start, _ in spans), max(stop for _, stop in spans)


def _at(row: Mapping[Any, Any]) -> Offsets:
    return row["start"], row["stop"]


def _anchor(row: Mapping[Any, Any]) -> Anchor | None:
    return None if row["exact"] is None else Anchor(*(row[name] for name in Anchor.__slots__))


def _text(connection: Connection, article: int) -> str:
    return str(connection.execute(select(articles.c.text).where(articles.c.key == article)).scalar_one())
