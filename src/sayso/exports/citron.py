"""Quotes in the JSON of Citron, the BBC's quote extractor, for programs that were written to its output.

A line an article, with the fields of Citron's data format (github.com/bbc/citron, docs/data_format.md): `text`,
`quotes` (each with `cue`, `sources`, `contents`, `coreferences`, `confidence`, `id`), `coreference_groups`, and
`source`, which names the program as Citron's own output does. Spans are code points, end exclusive, as Citron's are.

Citron's quotes have a cue and a source each, so a statement without one cannot be told in its format and is left
out; so are statements that somebody rejected. Chains and stances have no field there either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exports.as_json import json_lines
from sayso.exports.entry import Entry
from sayso.exports.settled import settled
from sayso.records import Reading, Span, Speaker, Statement, Voice


def citron(entries: Iterable[Entry]) -> Iterator[bytes]:
    """A line for each article."""
    return json_lines(_document(settled(entry)) for entry in entries)


def _document(reading: Reading) -> dict[str, Any]:
    text = reading.article.text
    model = f"{reading.reader.name} {reading.reader.version}"
    return {
        "text": text,
        "quotes": [_quote(s) for s in reading.statements if s.cue is not None and s.source.start is not None],
        "coreference_groups": [_group(text, speaker) for speaker in reading.speakers if speaker.mentions],
        "source": {"application": "sayso", "model": model},
    }


def _quote(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "cue": None if s.cue is None else _span(s.cue),
        "sources": [_span(s.source)],
        "contents": [_span(part) for part in s.content],
        # Citron lists the source's name here if it is elsewhere in the text; the groups below tell that of all.
        "coreferences": [],
        "confidence": f"{s.confidence:.4f}",
    }


def _span(part: Span | Voice) -> dict[str, Any]:
    return {"start": part.start, "end": part.end, "text": part.text}


def _group(text: str, speaker: Speaker) -> list[dict[str, Any]]:
    return [_span(Span.of(text, mention.start, mention.end)) for mention in speaker.mentions]
