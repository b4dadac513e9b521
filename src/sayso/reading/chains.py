"""Statements inside statements: the content of each is read again, to any depth.

"Reuters reported sources saying Mr Trump told President Maduro …" is one outermost attribution;
reading its content gives the sources', reading that gives Mr Trump's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.attribution import Attribution, Attributor, Offsets
from sayso.reading.cues import may_report

LEAST_INNER_CONFIDENCE = 0.0
"""Inner attributions less sure than this are left out."""


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution and the place in the list of the one that reports it, or None if outermost."""

    attribution: Attribution
    within: int | None


def chained(text: str, found: Sequence[Attribution], reader: Attributor) -> list[Link]:
    """The attributions in `found` and all inside them, each after the one that reports it."""
    links = [Link(a, None) for a in found]
    at = 0
    while at < len(links):
        links.extend(Link(inner, at) for inner in _inside(text, links[at].attribution, reader))
        at += 1
    return links


def _inside(text: str, outer: Attribution, reader: Attributor) -> Iterator[Attribution]:
    for span in outer.content:
        if not may_report(text[span[0] : span[1]]):
            continue
        for inner in reader.attributions(text, [span]):
            if inner.confidence >= LEAST_INNER_CONFIDENCE and _smaller(inner, span):
                yield inner


def _smaller(inner: Attribution, span: Offsets) -> bool:
    """Every step inwards must leave something outside, or reading again would never end."""
    return sum(e - s for s, e in inner.content) < span[1] - span[0]
