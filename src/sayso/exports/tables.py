"""Statements as CSV, one a row, for a spreadsheet.

A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end)
gets an apostrophe before it, as OWASP's page on CSV injection advises; the JSON has the words as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from sayso.exports.entry import Entry, called
from sayso.records import Reading, Statement

COLUMNS = (
    "input", "article", "statement", "within", "kind", "stance", "voices", "source", "name", "sort", "cue",
    "content", "start", "end", "hedges", "addressee", "said_at", "confidence",
)  # fmt: skip
_MORE = (
    "source_start", "source_end", "cue_start", "cue_end", "spans", "speaker", "person", "verdict", "verdict_by",
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def csv_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The table's lines, the header first, each with its line end.

    `voices` are joined by " > " and several contents by " … "; `start` and `end` are the first content's.
    """
    yield csv_line(COLUMNS)
    for reading in readings:
        article = reading.article.id
        for statement in reading.statements:
            yield csv_line([reading.source or "", article, *_cells(statement)])


def statement_rows(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The same table in UTF-8, with all spans, who speaks as far as that is known, and the verdict that stands.

    `spans` are the contents', as "37-58; 60-71"; `person` is who the speaker is across articles.
    """
    yield csv_line((*COLUMNS, *_MORE)).encode()
    for entry in entries:
        outcomes = entry.outcomes()
        where = [entry.reading.source or "", entry.reading.article.id]
        for statement in entry.reading.statements:
            who, outcome = entry.speaker_of(statement), outcomes.get(statement.id)
            judged = ["", ""] if outcome is None else [outcome.verdict, outcome.who]
            told = [who.name or "", who.person or "", *judged]
            line = csv_line([*where, *_cells(statement), *_spans(statement), *told])
            yield line.encode("utf-8", "backslashreplace")


def _spans(s: Statement) -> list[str]:
    cue = (None, None) if s.cue is None else (s.cue.start, s.cue.end)
    contents = "; ".join(f"{part.start}-{part.end}" for part in s.content)
    return [*map(number_cell, (s.source.start, s.source.end, *cue)), contents]


def _cells(s: Statement) -> list[str]:
    first = s.content[0]
    return [
        s.id, s.within or "", s.kind, s.stance, " > ".join(called(v) for v in s.voices),
        s.source.text or "", s.source.name or "", s.source.sort, s.cue.text if s.cue else "",
        " … ".join(c.text for c in s.content), str(first.start), str(first.end),
        "; ".join(h.text for h in s.hedges), s.addressee.text if s.addressee else "", s.said_at or "",
        str(s.confidence),
    ]  # fmt: skip


def csv_line(cells: Iterable[str]) -> str:
    """One line of a table with its line end; a cell that is no number and looks like a formula is made words."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(
        "'" + c if c.startswith(_FORMULA) and not _NUMBER.fullmatch(c) else c for c in cells
    )
    return line.getvalue()


def number_cell(value: float | None) -> str:
    """The value without an exponent: a spreadsheet rounds what it is given in one; unknown is an empty cell."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.10f}".rstrip("0").rstrip(".")
