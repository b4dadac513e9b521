"""A reading as people left it: corrected where somebody corrected it, without what somebody rejected.

Formats that hand statements on as facts about who said what are made from this. Formats that tell what a
machine read, with people's verdicts beside it, are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sayso.exports.entry import Entry
from sayso.records import Figure, Reading, Span, Statement, Voice

_FIGURE_FIELDS = {"counted_by": "by"}
"""What a correction calls a figure's field where that is not the field's own name."""


def settled(entry: Entry) -> Reading:
    """The reading with corrections made and rejected statements and figures left out.

    What was reported inside a rejected statement is then reported by what was around that one.
    """
    reading, outcomes = entry.reading, entry.outcomes()
    rejected = {name for name, outcome in outcomes.items() if outcome.verdict == "rejected"}
    if not entry.verdicts:
        return reading
    outer = {s.id: s.within for s in reading.statements}
    kept: dict[str, Statement] = {}
    for statement in reading.statements:
        if statement.id not in rejected:
            outcome = outcomes.get(statement.id)
            made = _corrected(statement, outcome.corrected if outcome else {}, reading.article.text)
            kept[statement.id] = replace(made, within=_standing(statement.within, outer, rejected))
    statements = tuple(replace(s, voices=tuple(_voices(s, kept))) for s in kept.values())
    figures = (replace(f, statement=_standing(f.statement, outer, rejected)) for f in _figures(entry))
    return replace(reading, statements=statements, figures=tuple(figures))


def _standing(statement: str | None, outer: Mapping[str, str | None], rejected: set[str]) -> str | None:
    """The first statement outwards from one, itself included, that nobody rejected."""
    while statement in rejected:
        statement = outer[statement]
    return statement


def _corrected(statement: Statement, body: Mapping[str, Any], text: str) -> Statement:
    source = statement.source
    if "source_span" in body:
        start, stop = body["source_span"]
        source = Voice(text[start:stop], start, stop, body.get("source"), source.sort)
    elif "source" in body and body["source"] != source.name:
        source = replace(source, name=body["source"], speaker=None)
    content = statement.content
    if "content" in body:
        content = tuple(Span.of(text, start, stop) for start, stop in body["content"])
    return replace(statement, source=source, content=content)


def _voices(statement: Statement, kept: Mapping[str, Statement]) -> Iterator[Voice]:
    """The chain of voices read off by walking up, outermost first."""
    if statement.within is not None and statement.within in kept:
        yield from _voices(kept[statement.within], kept)
    yield statement.source


def _figures(entry: Entry) -> Iterator[Figure]:
    outcomes = entry.figure_outcomes()
    for figure in entry.reading.figures:
        outcome = outcomes.get((figure.start, figure.end))
        if outcome is None:
            yield figure
        elif outcome.verdict != "rejected":
            yield replace(figure, **{_FIGURE_FIELDS.get(k, k): v for k, v in outcome.corrected.items()})
