"""Readings as JSON lines: `sayso.reading/1`, an article a line, with what people said of it.

`Reading.from_dict` reads a line back; it passes over `verdicts`, which is no part of a reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sayso.exports.entry import Entry


def jsonl(entries: Iterable[Entry]) -> Iterator[bytes]:
    """A line for each article."""
    for entry in entries:
        verdicts = [{**asdict(verdict), "body": dict(verdict.body)} for verdict in entry.verdicts]
        yield json_bytes({**entry.reading.to_dict(), "verdicts": verdicts}) + b"\n"


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8; half of a surrogate pair, which UTF-8 has no bytes for, stays an escape."""
    try:
        return json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value).encode("ascii")
