"""CofeNet's format: token sequences with BIO labels (Wang et al. 2022), one JSON object a line.

Tokens are joined by spaces and the sequence read as a text of its own, as CofeNet reads it. A span
counts when its first and last token are the gold ones. Edges are not trimmed here, but marks and
stops of a token each are, on both sides, in the `trimmed` rows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evaluation.attribution import EDGES, PARTS, Count
from evaluation.measure import outermost, read_all
from sayso.reading.many import ReaderName

Run = tuple[int, int]


def score(path: Path, reader: ReaderName) -> dict[str, Count]:
    """Exact-span counts by part, as labelled and with edge tokens of marks and stops left out."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    counts = {f"{part} {how}": Count() for part in PARTS for how in ("exact", "trimmed")}
    readings = read_all((" ".join(row["tokens"]) for row in rows), reader)
    for row, reading in zip(rows, readings, strict=True):
        tokens: list[str] = row["tokens"]
        found = outermost(reading)
        for number, part in enumerate(PARTS):
            gold = labelled_runs(row["labels"], part)
            got = {_tokens_of(span, tokens) for a in found for span in a.parts()[number]}
            _count(counts[f"{part} exact"], gold, got)
            _count(counts[f"{part} trimmed"], {_trim(r, tokens) for r in gold}, {_trim(r, tokens) for r in got})
    return counts


def labelled_runs(labels: Sequence[str], part: str) -> set[Run]:
    """The runs of tokens, `[first, last]`, that BIO labels give to a part."""
    runs, begin = set(), None
    for i, label in enumerate([*labels, "O"]):
        if begin is not None and label != f"I-{part}":
            runs.add((begin, i - 1))
            begin = None
        if label == f"B-{part}" or (label == f"I-{part}" and begin is None):
            begin = i
    return runs


def _tokens_of(span: tuple[int, int], tokens: Sequence[str]) -> Run:
    touched, at = [], 0
    for i, token in enumerate(tokens):
        if at < span[1] and span[0] < at + len(token):
            touched.append(i)
        at += len(token) + 1
    return touched[0], touched[-1]


def _trim(run: Run, tokens: Sequence[str]) -> Run:
    first, last = run
    while first < last and set(tokens[first]) <= EDGES:
        first += 1
    while last > first and set(tokens[last]) <= EDGES:
        last -= 1
    return first, last


def _count(count: Count, gold: set[Run], got: set[Run]) -> None:
    count.right += len(gold & got)
    count.wrong += len(got - gold)
    count.missed += len(gold - got)
