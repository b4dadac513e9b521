"""Where a statement's content begins and ends: quotation marks, and quotations over paragraphs.

Attributors leave marks and stops at the edges away, since annotators (and so models) are not
consistent there. Here they come back by rule, so that a direct quotation is shown whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.attribution import Attribution, Offsets
from sayso.reading.quotes import Quotation, quotations

_STOPS = ".,!?;:…—–- "


def quotations_in(text: str, paragraphs: Sequence[Offsets]) -> list[Quotation]:
    """All quotations of some paragraphs, in order."""
    return [q for start, end in paragraphs for q in quotations(text, start, end)]


def with_marks(text: str, span: Offsets, quoted: Sequence[Quotation]) -> Offsets:
    """`span` with the quotation marks that its first and last words stand in.

    A mark comes in when nothing but stops lies between it and the span, and when the other half of
    the pair is in the span too or missing from the text.
    """
    start, end = span
    for q in quoted:
        if q.end <= start - 3 or q.start >= end + 3:
            continue
        inside_start, inside_end = q.inside
        opens = inside_start <= start and not text[inside_start:start].strip(_STOPS)
        closes = inside_end >= end and not text[end:inside_end].strip(_STOPS)
        if (opens and (closes or q.end <= end)) or (closes and q.start >= start):
            start, end = min(start, q.start), max(end, q.end)
    return start, end


def continued(
    text: str, found: Sequence[Attribution], paragraphs: Sequence[Offsets], quoted: Sequence[Quotation]
) -> list[Attribution]:
    """Attributions with the later paragraphs of quotations that run over several.

    A quotation left open at the end of a paragraph goes on in the next one if that opens with a
    mark too (Chicago Manual of Style 13.32) and nothing in it is laid to somebody else.
    """
    opening = {q.start: q for q in quoted if not q.single}
    taken = [span for a in found for span in (a.cue, *a.content)]
    extended = []
    for attribution in found:
        content = list(attribution.content)
        last = max(content, key=lambda s: s[1])
        here = next((i for i, (s, e) in enumerate(paragraphs) if s <= last[0] < e), None)
        still_open = here is not None and _left_open(quoted, last, paragraphs[here])
        while still_open and here is not None and here + 1 < len(paragraphs):
            here += 1
            start, end = paragraphs[here]
            q = opening.get(start)
            if q is None or any(a < end and start < b for a, b in taken):
                break
            content.append(q.inside)
            still_open = not q.closed
        extended.append(replace(attribution, content=tuple(content)))
    return extended


def _left_open(quoted: Sequence[Quotation], span: Offsets, paragraph: Offsets) -> bool:
    return any(not q.closed and not q.single and q.start <= span[1] <= q.end == paragraph[1] and q.end - span[1] < 3 for q in quoted)
