"""Articles in tables: a line of JSON each (JSONL), or a row each of CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from sayso.errors import BrokenInputError, InputError
from sayso.sources.columns import named_columns, row_found
from sayso.sources.decoding import decoded
from sayso.sources.found import Item, Opened, Settings
from sayso.sources.whole_lines import whole_lines

_DELIMITERS = ",;\t|"


def in_jsonl(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The article of each line, which is a JSON object; a line that is not, or has none, is an error in its place."""
    for number, line in whole_lines(opened, settings.limits.unpacked):
        if isinstance(line, InputError):
            yield line
        elif line.strip():
            yield _from_line(line, f"{opened.name}#{number}", settings)


def in_csv(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The article of each row of a CSV file, whose first row names the columns.

    Commas, semicolons, tabs or bars divide the columns, whichever the first row has most of. A field
    may span lines. Its bytes are UTF-8, or else what `decoding` takes them for, field by field.
    """
    # A process-wide setting of the library, 128 KiB if nobody raised it; a long article has more.
    csv.field_size_limit(max(csv.field_size_limit(), settings.limits.unpacked))
    lines = _texts(opened, settings.limits.unpacked)
    try:
        first = next(lines, "").removeprefix("\ufeff")
        reader = csv.reader(_after(first, lines), delimiter=max(_DELIMITERS, key=first.count))
        names = [_mended(name) for name in next(reader, [])]
        chosen = named_columns(settings.columns, names, source=opened.name)
        for number, row in enumerate(reader, 1):
            if row:
                yield _from_row(names, row, chosen, f"{opened.name}#{number}")
    except csv.Error as error:
        yield BrokenInputError(opened.name, f"line {reader.line_num} is no CSV ({error}); check the quotes before it")
    except InputError as error:
        yield error


def _from_line(line: bytes, name: str, settings: Settings) -> Item:
    try:
        row: Any = json.loads(decoded(line, source=name))
    except (ValueError, RecursionError):
        return BrokenInputError(name, "this line is no JSON; mend it, or take it out")
    except InputError as error:
        return error
    if not isinstance(row, dict):
        return BrokenInputError(name, "this line is no JSON object; each line gives an article's fields, {…}")
    try:
        return row_found(row, named_columns(settings.columns, row, source=name), name=name)
    except InputError as error:
        return error


def _from_row(names: list[str], row: list[str], chosen: dict[str, str], name: str) -> Item:
    if len(row) > len(names):
        return BrokenInputError(name, f"this row has {len(row)} fields for {len(names)} columns; check its quotes")
    try:
        return row_found(dict(zip(names, map(_mended, row), strict=False)), chosen, name=name)
    except InputError as error:
        return error


def _texts(opened: Opened, most: int) -> Iterator[str]:
    """The lines as text, bytes that are no UTF-8 kept as surrogates until the whole field is known."""
    for _number, line in whole_lines(opened, most):
        if isinstance(line, InputError):
            raise line
        yield line.decode("utf-8", "surrogateescape")


def _mended(field: str) -> str:
    """A field's text, if some of its bytes were no UTF-8."""
    if field.isascii():
        return field
    try:
        field.encode("utf-8")
    except UnicodeEncodeError:
        return decoded(field.encode("utf-8", "surrogateescape"), source="")
    return field


def _after(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines
