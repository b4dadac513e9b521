"""Readings in other programs' formats, one module each.

`FORMATS` has them all by name, and every one is called the same way: it takes entries (an article's
reading with its verdicts, `Entry`) and gives a file's bytes piece by piece, so that a ledger of any size
passes through without being held. The same entries give the same bytes.

    from sayso.exports import FORMATS
    from sayso.exports.of_ledger import entries
    with Store.open("sayso.db") as store, open("claims.jsonld", "wb") as file:
        file.writelines(FORMATS["claim-jsonld"].write(entries(store)))

Readings that are in no ledger become entries by `entry.entries_of(readings)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sayso.exports import jsonl, tables
from sayso.exports.entry import Entry

Write = Callable[[Iterable[Entry]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a ledger can be exported in.

    `write` gives the file's bytes; `what` says in a line what they are, `suffix` how such a file's name ends.
    A `binary` one is not for a terminal. Text is UTF-8 with line feeds.
    """

    write: Write
    what: str
    suffix: str
    binary: bool = False


FORMATS: dict[str, Format] = {
    "jsonl": Format(jsonl.jsonl, "readings as sayso.reading/1, a line for each article, with verdicts", ".jsonl"),
    "csv": Format(tables.statement_rows, "statements, a row each, for a spreadsheet", ".csv"),
}
"""Every format, by the name that `sayso export --format` takes."""
