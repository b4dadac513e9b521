"""JSON as the exports write it: UTF-8, one thing a line, a graph of any size one node at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8; half of a surrogate pair, which UTF-8 has no bytes for, stays an escape."""
    try:
        return json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value).encode("ascii")


def json_lines(values: Iterable[Any]) -> Iterator[bytes]:
    """Each value as JSON on a line of its own."""
    for value in values:
        yield json_bytes(value) + b"\n"


def json_graph(context: Any, nodes: Iterable[Any]) -> Iterator[bytes]:
    """A JSON-LD document: a context, and a graph with a node a line."""
    yield b'{"@context": ' + json_bytes(context) + b', "@graph": ['
    before = b"\n"
    for node in nodes:
        yield before + json_bytes(node)
        before = b",\n"
    yield b"\n]}\n"


def known(**fields: Any) -> dict[str, Any]:
    """The fields whose value is known: an unknown one is left out of linked data, where null means nothing."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}
