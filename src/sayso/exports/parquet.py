"""Statements as Parquet, a row each, for pandas, DuckDB and Spark.

The columns are those of the CSV with their types: spans are structs of `text`, `start` and `end` (code points,
end exclusive), a statement's contents, hedges and voices lists. Needs pyarrow: `pip install 'sayso[parquet]'`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sayso.errors import MissingLibraryError
from sayso.exports.entry import Entry, Outcome, called
from sayso.records import Hedge, Reading, Span, Statement, Voice

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 10_000
"""Rows in a row group: some 5 MB, which is what is held in memory."""
Row = dict[str, Any]


def parquet(entries: Iterable[Entry]) -> Iterator[bytes]:
    """A Parquet file, given a row group at a time.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        why = "Parquet needs pyarrow, which is missing; install it: pip install 'sayso[parquet]'"
        raise MissingLibraryError(why) from error
    return _pieces(pyarrow, entries)


def _pieces(arrow: Any, entries: Iterable[Entry]) -> Iterator[bytes]:
    schema = _schema(arrow)
    sink = _Drained()
    with arrow.parquet.ParquetWriter(arrow.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for rows in _groups(entries):
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            yield sink.drain()
    yield sink.drain()


class _Drained(io.RawIOBase):
    """A file to write to, from which what was written is taken away."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._at += len(part)
        return len(part)

    def tell(self) -> int:
        return self._at

    def drain(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _groups(entries: Iterable[Entry]) -> Iterator[list[Row]]:
    rows: list[Row] = []
    for entry in entries:
        outcomes = entry.outcomes()
        for statement in entry.reading.statements:
            rows.append(_row(entry, statement, outcomes.get(statement.id)))
            if len(rows) == _AT_ONCE:
                yield rows
                rows = []
    if rows:
        yield rows


def _row(entry: Entry, s: Statement, outcome: Outcome | None) -> Row:
    reading, who = entry.reading, entry.speaker_of(s)
    row: Row = _encodable(
        {
            **_article(reading),
            "statement": s.id,
            "within": s.within,
            "kind": s.kind,
            "stance": s.stance,
            "speaker": who.name,
            "person": who.person,
            "source": _span(s.source),
            "source_sort": s.source.sort,
            "voices": [called(voice) for voice in s.voices],
            "cue": _span(s.cue),
            "content": [_span(part) for part in s.content],
            "hedges": [{**_place(hedge), "sort": hedge.sort} for hedge in s.hedges],
            "addressee": _span(s.addressee),
            "said_at": s.said_at,
            "confidence": s.confidence,
            "verdict": outcome.verdict if outcome else None,
            "verdict_by": outcome.who if outcome else None,
        }
    )
    return row


def _article(reading: Reading) -> Row:
    article, reader = reading.article, reading.reader
    return {
        "input": reading.source,
        "article": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "reader": f"{reader.name} {reader.version}",
    }


def _span(part: Span | Voice | None) -> Row | None:
    return None if part is None or part.start is None else _place(part)


def _place(part: Span | Voice | Hedge) -> Row:
    return {"text": part.text, "start": part.start, "end": part.end}


def _encodable(value: Any) -> Any:
    """`value` with half surrogate pairs, which Parquet's UTF-8 has no bytes for, as escapes."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {name: _encodable(part) for name, part in value.items()}
    return [_encodable(part) for part in value] if isinstance(value, list) else value


def _schema(arrow: Any) -> pyarrow.Schema:
    text, number = arrow.string(), arrow.int32()
    fields = [("text", text), ("start", number), ("end", number)]
    span = arrow.struct(fields)
    hedge = arrow.struct([*fields, ("sort", text)])
    other = {
        "source": span, "voices": arrow.list_(text), "cue": span, "content": arrow.list_(span),
        "hedges": arrow.list_(hedge), "addressee": span, "confidence": arrow.float64(),
    }  # fmt: skip
    names = (
        "input", "article", "url", "title", "outlet", "published", "reader", "statement", "within", "kind", "stance",
        "speaker", "person", "source", "source_sort", "voices", "cue", "content", "hedges", "addressee", "said_at",
        "confidence", "verdict", "verdict_by",
    )  # fmt: skip
    return arrow.schema([(name, other.get(name, text)) for name in names])
