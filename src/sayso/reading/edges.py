"""Where a statement's content begins and ends: quotation marks, and quotations over paragraphs.

Attributors leave marks and stops at the edges away, since annotators (and so models) are not
consistent there. Here they come back by rule, so that a direct quotation is shown whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from sayso.reading.attribution import Attribution, Offsets
from sayso.reading.quotes import Quotation, quotations

_STOPS = ".,!?;:…—–- "
_NEAR = 4


class Quoted:
    """The paragraphs of an article and the quotations in them, found again by place."""

    def __init__(self, text: str, paragraphs: Sequence[Offsets]) -> None:
        self.paragraphs = list(paragraphs)
        self._starts = [start for start, _ in paragraphs]
        self._by_paragraph = [quotations(text, start, end) for start, end in paragraphs]
        self._furthest = [list(accumulate((q.end for q in found), max)) for found in self._by_paragraph]

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that `offset` stands in."""
        return bisect_right(self._starts, offset) - 1

    def of(self, number: int) -> list[Quotation]:
        """The quotations of one paragraph."""
        return self._by_paragraph[number]

    def around(self, spans: Sequence[Offsets]) -> list[Quotation]:
        """The quotations that some spans touch or stand a mark and a stop away from, in order."""
        found: dict[Quotation, None] = {}
        for start, end in spans:
            for number in range(self.paragraph_at(start), bisect_left(self._starts, end)):
                found.update(dict.fromkeys(self._near(number, start - _NEAR, end + _NEAR)))
        return sorted(found, key=lambda q: (q.start, -q.end))

    def _near(self, number: int, start: int, end: int) -> list[Quotation]:
        here = self._by_paragraph[number]
        first = bisect_left(self._furthest[number], start)
        return here[first : bisect_left(here, end, key=lambda q: q.start)]


def with_marks(text: str, span: Offsets, quoted: Sequence[Quotation]) -> Offsets:
    """`span` with the quotation marks that its first and last words stand in.

    A mark comes in when nothing but stops lies between it and the span, and when the other half of
    the pair is in the span too or missing from the text.
    """
    start, end = span
    for q in quoted:
        inside_start, inside_end = q.inside
        if inside_end < start or end < inside_start:
            continue
        opens = inside_start <= start and not text[inside_start:start].strip(_STOPS)
        closes = inside_end >= end and not text[end:inside_end].strip(_STOPS)
        if (opens and (closes or q.end <= end)) or (closes and q.start >= start):
            start, end = min(start, q.start), max(end, q.end)
    return start, end


def continued(found: Sequence[Attribution], quoted: Quoted) -> list[Attribution]:
    """Attributions with the later paragraphs of quotations that run over several.

    A quotation left open at the end of a paragraph goes on in the next one if that opens with a
    mark too (Chicago Manual of Style 13.32) and nothing in it is laid to somebody else.
    """
    taken = {quoted.paragraph_at(start) for a in found for start, _ in (a.cue, *a.content)}
    extended = []
    for attribution in found:
        content = list(attribution.content)
        last = max(content, key=lambda s: s[1])
        here = quoted.paragraph_at(last[0])
        still_open = _left_open(quoted, here, last)
        while still_open and here + 1 < len(quoted.paragraphs) and here + 1 not in taken:
            here += 1
            opening = next((q for q in quoted.of(here) if q.start == quoted.paragraphs[here][0] and not q.single), None)
            if opening is None:
                break
            content.append(opening.inside)
            still_open = not opening.closed
        extended.append(replace(attribution, content=tuple(content)))
    return extended


def _left_open(quoted: Quoted, number: int, span: Offsets) -> bool:
    """Whether a quotation that never closes ends its paragraph just after `span`."""
    end = quoted.paragraphs[number][1]
    return end - span[1] < 3 and any(not q.closed and not q.single and q.start <= span[1] for q in quoted.of(number))
