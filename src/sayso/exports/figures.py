"""Figures as CSV, one a row, with the columns that a casualty recorder pastes into a record.

The numbers are plain (an open end is an empty cell), the quotation is the sentence the figure stands in, and the source
says on whose word it is: the chain of voices of its statement, or "narration".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.exports.entry import called
from sayso.exports.tables import csv_line, number_cell
from sayso.reading.figures.stops import sentence_at
from sayso.records import Figure, Place, Reading

COLUMNS = (
    "low", "high", "bound", "harm", "victims", "counted", "unit", "since", "until", "place", "lat", "lon", "source",
    "quote", "start", "end", "by", "article",
)  # fmt: skip
NARRATION = "narration"
"""The source of a figure that the article gives in its own voice."""


def figure_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The table's lines, the header first, each with its line end; `start` and `end` are the figure's own."""
    yield csv_line(COLUMNS)
    for reading in readings:
        article = reading.article.id
        sources = {s.id: " > ".join(called(v) for v in s.voices) for s in reading.statements}
        places = {p.name or p.text: p for p in reversed(reading.places) if p.lat is not None}
        for figure in reading.figures:
            source = sources.get(figure.statement or "", NARRATION)
            where = places.get(figure.place or "")
            yield csv_line([*_cells(reading.article.text, figure, where, source), article])


def _cells(text: str, f: Figure, where: Place | None, source: str) -> list[str]:
    first, last = sentence_at(text, f.start, f.end)
    return [
        number_cell(f.low), number_cell(f.high), f.bound, f.harm or "", f.victims or "", f.counted or "", f.unit or "",
        f.since or "", f.until or "", f.place or "", number_cell(where.lat if where else None),
        number_cell(where.lon if where else None), source, text[first:last], str(f.start), str(f.end), f.by or "",
    ]  # fmt: skip
