"""Exports read again give the spans that went out."""

import csv
import io
import json
from typing import Any

import pyarrow.parquet

from sayso.records import Reading
from tests.exported import PLAIN, READING, TEXT, exported, raw

Spans = list[tuple[str, int | None, int | None, int, int, list[tuple[int, int]]]]


def spans(reading: Reading) -> Spans:
    """By statement: its source's, its cue's and its contents' offsets."""
    return [
        (s.id, s.source.start, s.source.end, s.cue.start, s.cue.end, [(c.start, c.end) for c in s.content])
        for s in reading.statements
        if s.cue
    ]


def test_json_lines() -> None:
    (line,) = exported("jsonl", PLAIN).splitlines()
    assert Reading.from_dict(json.loads(line)) == READING


def test_csv() -> None:
    rows = csv.DictReader(io.StringIO(exported("csv", PLAIN)))
    again: Spans = [
        (
            row["statement"], int(row["source_start"]), int(row["source_end"]), int(row["cue_start"]),
            int(row["cue_end"]), [(int(a), int(b)) for a, b in (part.split("-") for part in row["spans"].split("; "))],
        )
        for row in rows
    ]  # fmt: skip
    assert again == spans(READING)


def test_parquet() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(raw("parquet", [PLAIN])))
    rows = table.to_pylist()
    again: Spans = [
        (
            row["statement"], row["source"]["start"], row["source"]["end"], row["cue"]["start"], row["cue"]["end"],
            [(part["start"], part["end"]) for part in row["content"]],
        )
        for row in rows
    ]  # fmt: skip
    assert again == spans(READING)
    assert all(TEXT[p["start"] : p["end"]] == p["text"] for row in rows for p in [row["cue"], *row["content"]])
    assert rows[2] == {
        "input": "ferry.html", "article": READING.article.id, "url": "https://wire.example/ferry?a=1&b=2",
        "title": "🚢 Ferry hits pier <b>again</b> & again", "outlet": "Nordhavn Wire",
        "published": "2026-03-04T18:30:00+01:00", "reader": "sayso-rules 7", "statement": "00000000000000a3",
        "within": "00000000000000a2", "kind": "direct", "stance": "asserts", "speaker": "Ada Vell", "person": None,
        "source": {"text": "Mayor Ada Vell", "start": 90, "end": 104}, "source_sort": "person",
        "voices": ["Orsk Lantern", "aides", "Ada Vell"], "cue": {"text": "told", "start": 105, "end": 109},
        "content": [
            {"text": "“At least 12 people died in Velmar on 3 March 2026,”", "start": 123, "end": 175},
            {"text": "“more 🚑 are needed.”", "start": 180, "end": 200},
        ],
        "hedges": [], "addressee": {"text": "the council", "start": 110, "end": 121}, "said_at": "2026-03-03",
        "confidence": 0.7, "verdict": None, "verdict_by": None,
    }  # fmt: skip


def test_web_annotations() -> None:
    found: dict[str, list[tuple[int, int]]] = {}
    (collection,) = json.loads(exported("web-annotation", PLAIN))["@graph"]
    for item in collection["first"]["items"]:
        found[item["id"].partition("#")[2]] = [position(target) for target in item["target"]]
    again: Spans = [
        (s.id, *found[f"{s.id}/source"][0], *found[f"{s.id}/cue"][0], found[s.id]) for s in READING.statements
    ]
    assert again == spans(READING)


def position(target: dict[str, Any]) -> tuple[int, int]:
    (selector,) = [s for s in target["selector"] if s["type"] == "TextPositionSelector"]
    return selector["start"], selector["end"]


def test_citron() -> None:
    document = json.loads(exported("citron", PLAIN))
    assert document["text"] == TEXT
    again: Spans = [
        (
            quote["id"], quote["sources"][0]["start"], quote["sources"][0]["end"], quote["cue"]["start"],
            quote["cue"]["end"], [(part["start"], part["end"]) for part in quote["contents"]],
        )
        for quote in document["quotes"]
    ]  # fmt: skip
    assert again == spans(READING)
