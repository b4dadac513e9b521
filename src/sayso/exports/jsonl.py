"""Readings as JSON lines: `sayso.reading/1`, an article a line, with what people said of it.

`Reading.from_dict` reads a line back; it passes over `verdicts`, which is no part of a reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from sayso.exports.as_json import json_lines
from sayso.exports.entry import Entry


def jsonl(entries: Iterable[Entry]) -> Iterator[bytes]:
    """A line for each article."""
    return json_lines(
        {**entry.reading.to_dict(), "verdicts": [asdict(verdict) for verdict in entry.verdicts]} for entry in entries
    )
