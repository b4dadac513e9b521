"""Moments against gold in TempEval-3's terms (UzZaman et al. 2013), and against two libraries' test cases.

Every row is an F1 in percent. A moment counts as `relaxed` when it overlaps a gold one that no other
has taken, as `strict` when the two stand at the very same place, and as `value` when they overlap and
their TIMEX3 values are equal. TimeML has no ranges: our range of "since September" (`2025-09/2025-12-02`)
is compared by the moment that it starts from (`2025-09`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evaluation.attribution import Count
from sayso.reading.moments import find_moments
from sayso.reading.windows import paragraphs
from sayso.records import Moment

ROWS = ("relaxed", "strict", "value")
Half = Literal["even", "odd"]


@dataclass(frozen=True, slots=True)
class GoldMoment:
    """An annotated moment at `[start, end)` with its TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class DatedText:
    """An article with its day of publication and the moments annotated in it."""

    id: str
    text: str
    published: str
    moments: tuple[GoldMoment, ...]

    @property
    def half(self) -> Half:
        """Which half of the corpus this is in, by a hash of its id: one to look at, one to check with."""
        return "odd" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "even"


def load(path: Path) -> list[DatedText]:
    """Read a JSON Lines file with `id`, `text`, `published` and `moments` (`start`, `end`, `value`)."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return [
        DatedText(
            row["id"],
            row["text"],
            row["published"],
            tuple(GoldMoment(m["start"], m["end"], m["value"]) for m in row["moments"]),
        )
        for row in rows
    ]


def score(path: Path, half: Half | None = None) -> dict[str, float]:
    """F1 of `relaxed`, `strict` and `value` on a corpus file, or on one half of it."""
    counts = {row: Count() for row in ROWS}
    for document in load(path):
        if half in (None, document.half):
            compare(counts, document.moments, read(document.text, document.published))
    return {row: count.f1 for row, count in counts.items()}


def read(text: str, published: str | None) -> list[Moment]:
    """The moments of a plain text, all of whose paragraphs are read."""
    return find_moments(text, list(paragraphs(text, 0, len(text))), published)[0]


def compare(counts: dict[str, Count], gold: Sequence[GoldMoment], found: Sequence[Moment]) -> None:
    """Count one article's moments in."""
    free = list(found)
    right = dict.fromkeys(ROWS, 0)
    for wanted in gold:
        match = next((m for m in free if m.start < wanted.end and wanted.start < m.end), None)
        if match is None:
            continue
        free.remove(match)
        right["relaxed"] += 1
        right["strict"] += (match.start, match.end) == (wanted.start, wanted.end)
        right["value"] += anchored(match) == wanted.value
    for row in ROWS:
        counts[row].right += right[row]
        counts[row].missed += len(gold) - right[row]
        counts[row].wrong += len(found) - right[row]


def anchored(moment: Moment) -> str | None:
    """The value of a moment, or where it is a range of an open beginning, of the moment it starts from."""
    if moment.kind == "range" and moment.value is not None:
        return moment.value.partition("/")[0]
    return moment.value
