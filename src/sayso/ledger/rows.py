"""A reading as rows, and rows as a reading: nothing is lost on the way there and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, insert, select

from sayso.ledger.schema import PARTS, statements, voices
from sayso.records import (
    Article,
    Described,
    Dispute,
    Figure,
    Hedge,
    Mention,
    Moment,
    Name,
    Notice,
    Place,
    ReaderVersion,
    Reading,
    Span,
    Speaker,
    Statement,
    Voice,
)  # fmt: skip

Row = Mapping[Any, Any]

_RENAMED = {"end": "stop", "by": "counted_by"}
"""Fields whose names SQL has for itself, and the columns that keep them."""
_RECORDS: dict[str, type[Any]] = {
    "figures": Figure, "moments": Moment, "places": Place, "names": Name, "notices": Notice,
}  # fmt: skip
_COLUMNS = {part: [(f.name, _RENAMED.get(f.name, f.name)) for f in fields(record)] for part, record in _RECORDS.items()}
LONGEST_NAME = 500
"""Code points of a name that questions go by; no name is longer, and PostgreSQL indexes no more than 2,700 bytes."""


def put(connection: Connection, key: int, reading: Reading) -> None:
    """Write what a reading holds under the row `key` of `readings`."""
    rows: dict[Table, list[dict[str, Any]]] = {
        statements: [_statement(key, n, s) for n, s in enumerate(reading.statements)],
        voices: [_voice(key, n, m, v) for n, s in enumerate(reading.statements) for m, v in enumerate(s.voices)],
    }
    for part, columns in _COLUMNS.items():
        rows[PARTS[part]] = [
            {"reading": key, "position": n} | {column: _bounded(getattr(item, field)) for field, column in columns}
            for n, item in enumerate(getattr(reading, part))
        ]
    rows[PARTS["speakers"]] = [_speaker(key, n, s) for n, s in enumerate(reading.speakers)]
    rows[PARTS["disputes"]] = [
        {"reading": key, "position": n, "about": d.about, "sides": [list(side) for side in d.sides]}
        for n, d in enumerate(reading.disputes)
    ]
    for table, made in rows.items():
        if made:
            connection.execute(insert(table), made)


def readings(connection: Connection, heads: Sequence[Row], articles: Mapping[int, Article]) -> Iterator[Reading]:
    """The readings whose rows of `readings` are `heads`, in their order; `articles` are theirs by key."""
    keys = [head["key"] for head in heads]
    chains: dict[tuple[int, int], list[Voice]] = defaultdict(list)
    for row in _rows(connection, voices, keys, voices.c.statement):
        chains[row["reading"], row["statement"]].append(_as_voice(row))
    told = {key: [_as_statement(r, chains) for r in rows] for key, rows in _by_reading(connection, statements, keys)}
    parts: dict[str, Any] = {part: dict(_by_reading(connection, table, keys)) for part, table in PARTS.items()}
    for head in heads:
        key = head["key"]
        yield Reading(
            ReaderVersion(head["reader"], head["version"], head["model_sha256"] or None),
            articles[head["article"]],
            statements=tuple(told.get(key, ())),
            **_parts(parts, key),
        )


def _parts(parts: Mapping[str, Mapping[int, list[Row]]], key: int) -> dict[str, Any]:
    return {part: tuple(_part(part, row) for row in rows.get(key, ())) for part, rows in parts.items()}


def _by_reading(connection: Connection, table: Table, keys: Sequence[int]) -> Iterable[tuple[int, list[RowMapping]]]:
    gathered: dict[int, list[RowMapping]] = defaultdict(list)
    for row in _rows(connection, table, keys):
        gathered[row["reading"]].append(row)
    return gathered.items()


def _rows(connection: Connection, table: Table, keys: Sequence[int], *order: Any) -> Iterable[RowMapping]:
    wanted = select(table).where(table.c.reading.in_(keys)).order_by(table.c.reading, *order, table.c.position)
    return connection.execute(wanted).mappings()


def _statement(key: int, position: int, s: Statement) -> dict[str, Any]:
    source = s.source
    return {
        "reading": key, "id": s.id, "position": position, "kind": s.kind, "stance": s.stance, "within": s.within,
        "source_text": source.text, "source_start": source.start, "source_stop": source.end,
        "source_name": source.name, "source_sort": source.sort, "source_speaker": source.speaker,
        "source_described": _described(source), **_span("cue", s.cue), **_span("addressee", s.addressee),
        "content": " … ".join(part.text for part in s.content),
        "contents": [[part.text, part.start, part.end] for part in s.content],
        "hedges": [[h.text, h.start, h.end, h.sort] for h in s.hedges],
        "hedged": "".join(f" {sort} " for sort in dict.fromkeys(h.sort for h in s.hedges)),
        "said_at": s.said_at, "place": s.place, "about": s.about, "confidence": s.confidence,
        "speaker": source.name and source.name[:LONGEST_NAME],
    }  # fmt: skip


def _as_statement(row: Row, chains: Mapping[tuple[int, int], list[Voice]]) -> Statement:
    source = {name: row[f"source_{name}"] for name in ("text", "start", "stop", "name", "sort", "speaker", "described")}
    return Statement(
        id=row["id"], kind=row["kind"], stance=row["stance"], within=row["within"], source=_as_voice(source),
        voices=tuple(chains.get((row["reading"], row["position"]), ())), cue=_as_span(row, "cue"),
        content=tuple(Span(*part) for part in row["contents"]), hedges=tuple(Hedge(*part) for part in row["hedges"]),
        addressee=_as_span(row, "addressee"), said_at=row["said_at"], place=row["place"], about=row["about"],
        confidence=row["confidence"],
    )  # fmt: skip


def _span(name: str, span: Span | None) -> dict[str, Any]:
    text, start, stop = (None, None, None) if span is None else (span.text, span.start, span.end)
    return {name: text, f"{name}_start": start, f"{name}_stop": stop}


def _as_span(row: Row, name: str) -> Span | None:
    return None if row[name] is None else Span(row[name], row[f"{name}_start"], row[f"{name}_stop"])


def _voice(key: int, statement: int, position: int, v: Voice) -> dict[str, Any]:
    return {
        "reading": key, "statement": statement, "position": position, "text": v.text, "start": v.start,
        "stop": v.end, "name": v.name, "sort": v.sort, "speaker": v.speaker, "described": _described(v),
    }  # fmt: skip


def _as_voice(row: Row) -> Voice:
    told = row["described"]
    described = None if told is None else Described(told[0], *(part and Span(*part) for part in told[1:]))
    return Voice(row["text"], row["start"], row["stop"], row["name"], row["sort"], row["speaker"], described)


def _described(voice: Voice) -> list[Any] | None:
    told = voice.described
    if told is None:
        return None
    return [told.count, *(s and [s.text, s.start, s.end] for s in (told.placed, told.terms, told.knows))]


def _speaker(key: int, position: int, s: Speaker) -> dict[str, Any]:
    return {
        "reading": key, "position": position, "id": s.id, "name": s.name, "sort": s.sort, "roles": list(s.roles),
        "mentions": [[m.start, m.end] for m in s.mentions], "introduced": s.introduced,
    }  # fmt: skip


def _part(part: str, row: Row) -> Any:
    if part == "speakers":
        mentions = tuple(Mention(*m) for m in row["mentions"])
        return Speaker(row["id"], row["name"], row["sort"], tuple(row["roles"]), mentions, row["introduced"])
    if part == "disputes":
        return Dispute(row["about"], tuple(tuple(side) for side in row["sides"]))
    values = {field: row[column] for field, column in _COLUMNS[part]}
    if part == "figures":
        values |= {bound: _number(values[bound]) for bound in ("low", "high")}
    return _RECORDS[part](**values)


def _bounded(value: Any) -> Any:
    """A whole number too large for a database's own as a fraction; all else as it is."""
    return float(value) if isinstance(value, int) and abs(value) >= 1 << 63 else value


def _number(value: float | None) -> float | None:
    """A whole number as one, as the reader writes it; databases keep all as fractions."""
    return int(value) if value is not None and value.is_integer() else value
