"""The tables that readings become: their columns, and a reading as rows of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import InputError
from sayso.records import Reading, Statement

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_TEXT = {
    "articles": "article source url title outlet byline published language text reader reading",
    "statements": (
        "article statement outlet published kind stance within voice voice_sort voice_words cue content said_at"
        " addressee speaker"
    ),
    "figures": "article statement text bound counted unit since until place harm victims by",
    "moments": "article statement text value kind",
    "places": "article statement text name country use",
    "problems": "source kind why",
}
_WHOLE = {
    "articles": "statements", "statements": "position start stop", "figures": "start stop", "moments": "start stop",
    "places": "start stop geonames",
}  # fmt: skip
_NUMBERS = {"statements": "confidence", "figures": "low high", "places": "lat lon"}
_LISTS = {"statements": "chain hedges roles"}

COLUMNS: dict[str, dict[str, str]] = {
    table: {
        name: kind
        for kind, columns in (("string", _TEXT), ("int64", _WHOLE), ("double", _NUMBERS), ("list<string>", _LISTS))
        for name in columns.get(table, "").split()
    }
    for table in _TEXT
}
"""The columns of each table and their Arrow types. `reading` is the whole reading as `sayso.reading/1`.

A statement's `voice` is the name of its source, `speaker` who that is among the article's speakers, and `roles` what
the article calls them.
"""


def rows_of(reading: Reading) -> Rows:
    """A reading as rows of every table but `problems`."""
    article = reading.article
    own = {"article": article.id}
    roles: dict[str | None, list[str]] = {speaker.id: list(speaker.roles) for speaker in reading.speakers}
    return {
        "articles": [{
            **own, "source": reading.source, "url": article.url, "title": article.title, "outlet": article.outlet,
            "byline": article.byline, "published": article.published, "language": article.language,
            "text": _kept(article.text), "reader": f"{reading.reader.name} {reading.reader.version}",
            "statements": len(reading.statements), "reading": json.dumps(reading.to_dict()),
        }],
        "statements": [{**own, **_statement(reading, n, s, roles)} for n, s in enumerate(reading.statements)],
        "figures": [
            {**own, **_place(f), "low": _fraction(f.low), "high": _fraction(f.high), "bound": f.bound,
             "counted": f.counted, "unit": f.unit, "since": f.since, "until": f.until, "place": f.place,
             "harm": f.harm, "victims": f.victims, "by": f.by}
            for f in reading.figures
        ],
        "moments": [{**own, **_place(m), "value": m.value, "kind": m.kind} for m in reading.moments],
        "places": [
            {**own, **_place(p), "name": p.name, "lat": p.lat, "lon": p.lon, "country": p.country,
             "geonames": p.geonames, "use": p.use}
            for p in reading.places
        ],
    }  # fmt: skip


def problem(error: InputError) -> Row:
    """An input that could not be read as a row of `problems`."""
    return {"source": error.source, "kind": type(error).__name__, "why": error.why}


def day_of(reading: Reading) -> str:
    """The day by which a reading's rows are parted: its article's, or "unknown"."""
    published = reading.article.published or ""
    return published[:10] if len(published) >= len("2026-03-04") else "unknown"


def _statement(reading: Reading, position: int, s: Statement, roles: Mapping[str | None, list[str]]) -> Row:
    spans = [*s.content, *([s.cue] if s.cue else [])]
    return {
        "statement": s.id, "position": position, "outlet": reading.article.outlet,
        "published": reading.article.published, "kind": s.kind, "stance": s.stance, "within": s.within,
        "voice": s.source.name, "voice_sort": s.source.sort, "voice_words": s.source.text,
        "chain": list(_chain(s)), "cue": s.cue.text if s.cue else None,
        "content": _kept(" … ".join(part.text for part in s.content)),
        "start": min(part.start for part in spans), "stop": max(part.end for part in spans),
        "hedges": [h.sort for h in s.hedges], "said_at": s.said_at,
        "addressee": s.addressee.text if s.addressee else None, "confidence": s.confidence,
        "speaker": s.source.speaker, "roles": roles.get(s.source.speaker, []),
    }  # fmt: skip


def _chain(s: Statement) -> Iterator[str]:
    return (v.name or v.text or "" for v in s.voices)


def _place(found: Any) -> Row:
    return {"text": found.text, "start": found.start, "stop": found.end, "statement": found.statement}


def _fraction(number: float | None) -> float | None:
    """A number as a column of fractions takes it: Arrow refuses a whole one that would not be exact."""
    return None if number is None else float(number)


def _kept(words: str) -> str:
    """Words as UTF-8 can hold them; half a surrogate pair becomes a question mark, and the reading has it whole."""
    return words.encode("utf-8", "replace").decode()
